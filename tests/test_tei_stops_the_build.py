"""A TEI file that differs from its witness stops the build, and every letter that is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.model.edition import EditionLetter
from build_tools.render.tei import TeiWriter
from build_tools.web.stage import stage
from tests import invented


def test_every_letter_has_its_file(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    assert stage(edition, tmp_path / "staged", invented.articles(edition), search=False) == ()
    there = {file.name for file in (tmp_path / "staged/data/tei").iterdir()}
    assert there == {f"{one.id}.xml" for one in edition.letters}


def test_a_file_that_lost_a_word_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = TeiWriter.write

    def forgetful(self: TeiWriter, edited: EditionLetter) -> str:
        return write(self, edited).replace(" rivers ", " ").replace("rivers flow", "flow")

    monkeypatch.setattr(TeiWriter, "write", forgetful)
    edition = invented.edition(tmp_path)
    findings = stage(edition, tmp_path / "staged", invented.articles(edition), search=False)
    assert [(finding.rule, finding.severity) for finding in findings] == [("text-missing", "error")] * 2
    assert all("data/tei/" in finding.message and "rivers" in finding.message for finding in findings)
    assert not (tmp_path / "staged").exists()
