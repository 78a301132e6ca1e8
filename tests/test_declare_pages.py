"""The pages that editors write: their links lead somewhere, and a blank of the edition is shown as a blank."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from build_tools.declare import load_declarations, load_identity
from build_tools.model.edition import Edition, EditionLetter, Identity
from build_tools.model.register import REGISTER_KINDS
from build_tools.web.pages import templates
from build_tools.web.summary import summaries
from tests.builders import block, letter

FOR_READERS = (
    "docs/index.md",
    "docs/about/principles.md",
    "docs/about/evenness.md",
    "docs/about/rights.md",
    "docs/about/cite.md",
    "docs/about/data.md",
)
FOR_EDITORS = ("README.md", "docs/contributing.md", "docs/decisions/*.md", "docs/changelog/*.md")


def filled(root: Path, page: str, **identity: str) -> str:
    """A page for readers with its placeholders filled from the edition's own declarations."""
    known, _ = load_identity(root)
    declarations, _ = load_declarations(root)
    text = letter(block("p1", "paragraph", "Dear Sir,"))
    letters = tuple(EditionLetter(id=one.id, letter=text, declaration=one) for one in declarations)
    edition = Edition(
        root=root, identity=replace(known, **identity), letters=letters, commit="", commit_date="", commit_time=0
    )
    source = (root / page).read_text("utf-8")
    return templates().from_string(source).render(edition=edition, letters=summaries(edition), ledgers={})


def links(text: str) -> list[str]:
    return [
        target for target in re.findall(r"\]\(([^)\s]+)\)", text) if not target.startswith(("http:", "https:", "#"))
    ]


def test_links_between_the_files_for_editors_lead_to_files(root: Path) -> None:
    files = [file for pattern in FOR_EDITORS for file in root.glob(pattern)]
    found = [(file, target) for file in files for target in links(file.read_text("utf-8"))]
    assert len(found) > 3
    assert [(str(file), target) for file, target in found if not (file.parent / target).exists()] == []


@pytest.mark.parametrize("page", FOR_READERS)
def test_a_page_for_readers_has_a_title_and_no_placeholder_left(page: str, root: Path) -> None:
    text = filled(root, page)
    assert re.match(r"---\ntitle: .+\n(?:description: .+\n)?---\n", text)
    assert "{{" not in text
    assert "{%" not in text
    assert text.count("\n# ") == 1


@pytest.mark.parametrize("page", FOR_READERS)
def test_links_of_a_page_for_readers_lead_to_pages_that_the_site_has(page: str, root: Path) -> None:
    written_by_program = {"letters/index.md", "ledger.md", "search.md", "data/letters.json", "data/ledger.json"}
    written_by_program |= {"authorities/index.md", "data/citations.json", "apparatus.md", "sources.md"}
    written_by_program |= {"relations.md", "timeline.md", "data/relations.json", "data/register.json"}
    written_by_program |= {f"register/{kind}.md" for kind in REGISTER_KINDS}
    written_by_program |= {"data/annotations.jsonld", "data/annotations.schema.json", "about/changes.md"}
    written_by_program |= {f"data/authorities.{ending}" for ending in ("bib", "csl.json", "ris")}
    written_by_program |= {"data/cmif.xml"} | {f"data/tei/{f.stem}.xml" for f in (root / "docs/letters").glob("*.txt")}
    written_by_program |= {f"letters/{file.stem}.md" for file in (root / "docs/letters").glob("*.txt")}
    by_hand = {path.removeprefix("docs/") for path in FOR_READERS}
    place = Path(page.removeprefix("docs/")).parent
    for target in links(filled(root, page)):
        assert re.sub(r"[^/]+/\.\./", "", (place / target).as_posix()) in written_by_program | by_hand, target


def test_what_the_identity_leaves_blank_is_shown_as_blank(root: Path) -> None:
    blank = {"responsible": "", "place": "", "contact": "", "base_address": "", "licence": ""}
    given = {name: f"https://{name}.example/" for name in blank}
    rows = dict(re.findall(r"^\| ([A-Z][^|]+) \| ([^|]+) \|$", filled(root, "docs/index.md", **blank), re.MULTILINE))
    for row in ("Responsible body", "Place", "Contact", "Address"):
        assert rows[row] == "left blank"
    assert rows["Licence of the edition's own words"].startswith("left blank")
    page = filled(root, "docs/index.md", **given)
    assert "| left blank" not in page
    assert all(value in page for value in given.values())


def test_every_letter_stands_on_the_home_page_and_among_the_citations(root: Path) -> None:
    declarations, _ = load_declarations(root)
    assert declarations
    for page in ("docs/index.md", "docs/about/cite.md"):
        text = filled(root, page)
        assert [one.id for one in declarations if f"letters/{one.id}.html" not in text] == []


def test_a_citation_leaves_out_what_is_blank(root: Path) -> None:
    page = filled(root, "docs/about/cite.md", responsible="", place="", base_address="")
    assert ", ," not in page
    assert "**" not in page
    full = filled(
        root, "docs/about/cite.md", responsible="An Institute", place="Zenda", base_address="https://e.example/"
    )
    assert "> An Institute, *" in full
    assert ", Zenda, https://e.example/" in full


def test_an_identity_has_no_field_that_no_page_shows(root: Path) -> None:
    source = "".join((root / page).read_text("utf-8") for page in FOR_READERS)
    for name in Identity.__dataclass_fields__:
        assert re.search(rf"(identity|about)\.{name}\b", source), name


def test_the_citation_file_says_what_the_edition_says_of_itself(root: Path) -> None:
    identity, _ = load_identity(root)
    cited = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    assert cited["title"] == f"{identity.title}: {identity.subtitle}"
    assert (cited["version"], cited["license"]) == (identity.version, identity.licence)
