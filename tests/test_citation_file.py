"""CITATION.cff says of the edition what annotations/edition.yml says, and nothing that is blank there."""

from __future__ import annotations

from pathlib import Path

import yaml

from build_tools.declare import load_identity
from build_tools.declare.citation_file import NAME, citation_file
from tests.invented import identity


def test_the_file_follows_from_what_the_edition_says_of_itself(root: Path) -> None:
    known, findings = load_identity(root)
    assert findings == ()
    renew = "the edition's words about itself have changed: run `python -m build_tools.declare`"
    assert (root / NAME).read_text("utf-8") == citation_file(known), renew


def test_what_is_known_is_given_whatever_characters_it_has() -> None:
    responsible, title = 'Académie "Elphberg": a & b', "Letters: of # Ruritania"
    cited = yaml.safe_load(
        citation_file(
            identity(
                title=title, subtitle="Edition", responsible=responsible, licence="CC0-1.0", version="1.10",
                base_address="https://letters.example/",
            )
        )
    )  # fmt: skip
    assert cited["title"] == f"{title}: Edition"
    assert cited["authors"] == [{"name": responsible}]
    assert (cited["version"], cited["license"], cited["url"]) == ("1.10", "CC0-1.0", "https://letters.example/")
    assert cited["cff-version"] == "1.2.0"


def test_a_blank_is_left_out() -> None:
    cited = yaml.safe_load(citation_file(identity()))
    assert set(cited) == {"cff-version", "message", "title", "type", "authors", "version"}
    assert cited["authors"] == [{"name": "The contributors to the edition"}]
