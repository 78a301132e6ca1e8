"""teaching.html asks everybody and answers teachers only; downloads.html says what there is and how large."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from build_tools.bundle import BUNDLES
from build_tools.model.edition import Edition
from build_tools.model.references import references_of
from build_tools.stages import article_of
from build_tools.teaching import withheld
from build_tools.web.downloads import KINDS, SIZES_FILE, keep_sizes, rounded
from build_tools.web.stage import staged_tree
from tests import invented
from tests.relations import FIRST, SECOND
from tests.teaching import ANSWER, EVIDENCE, HIDDEN, SHOWN, edition


def staged(made: Edition) -> dict[str, str]:
    known = references_of(made)
    tree, findings = staged_tree(made, {one.id: article_of(one, known) for one in made.letters})
    assert findings == ()
    return {path: content.decode() for path, content in tree.items()}


def parsed(page: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(page.partition("---\n\n")[2])


def words(page: str) -> str:
    return " ".join(parsed(page).text_content().split())


@pytest.fixture
def whole(tmp_path: Path) -> Edition:
    return edition(tmp_path)


def test_a_lesson_says_for_whom_it_is_and_leads_to_its_passages(whole: Edition) -> None:
    page = staged(whole)["teaching.md"]
    for told in ("Tolls", "All who can count", "20 minutes", "None.", "Compare two numbers.", "Read both letters."):
        assert told in words(page)
    links = [link.get("href") for link in parsed(page).get_element_by_id("tolls").iter("a")]
    for href in (f"letters/{FIRST}.html#p2", f"letters/{SECOND}.html", "./authorities/zenda-1886.html"):
        assert href in links
    question = parsed(page).get_element_by_id("tolls--q1")
    assert "How did the toll change?" in question.text_content()
    assert [each.text_content() for each in question.iter("q")] == ["The toll is 40 crowns", "50 crowns"]


def test_only_the_teachers_site_has_the_answers(whole: Edition) -> None:
    start = "The toll rose by “ten crowns” within a month"
    assert start in ANSWER
    public, teachers = staged(whole), staged(replace(whole, audience="teachers"))
    assert start in words(teachers["teaching.md"])
    assert EVIDENCE in words(teachers["teaching.md"])
    assert "Model answer" in words(teachers["teaching.md"])
    for path, text in public.items():
        assert start not in text, path
        assert EVIDENCE not in text, path
    assert "Students get the same pages" not in words(public["teaching.md"])
    assert HIDDEN.split("*")[0] in public[f"letters/{FIRST}.md"], "the public site shows all notes"


def test_students_have_a_place_to_write_and_nobody_else_has(whole: Edition) -> None:
    public, students = staged(whole), staged(withheld(whole))
    for path in ("teaching.md", f"letters/{FIRST}.md"):
        assert "data-own" in students[path], path
        assert "assets/teaching.js" in students[path], path
        assert "data-own" not in public[path], path
        assert "teaching.js" not in public[path], path
        noscript = "".join(each.text_content() for each in parsed(students[path]).iter("noscript"))
        assert "needs JavaScript" in noscript, path
    page = students[f"letters/{FIRST}.md"]
    assert page.index("teaching.js") < page.index("notes.js"), "what waits is hidden before notes are laid"
    assert SHOWN in page
    assert "price of a cow" not in page


def test_what_waits_is_not_found_by_the_students_search(whole: Edition) -> None:
    def index(pages: dict[str, str]) -> str:
        return "".join(text for path, text in pages.items() if path.startswith("search/"))

    assert "ten florins" in index(staged(whole))
    assert "ten florins" not in index(staged(withheld(whole)))


def test_an_edition_without_lessons_says_so(tmp_path: Path) -> None:
    assert "There are no lessons yet." in words(staged(invented.edition(tmp_path))["teaching.md"])


# Downloads


def test_every_kind_that_can_be_made_is_on_the_page_with_its_use() -> None:
    assert [kind.kind for kind in KINDS] == list(BUNDLES)
    assert all(kind.purpose and kind.opens for kind in KINDS)


def rows(made: Edition) -> dict[str, list[str]]:
    page = parsed(staged(made)["downloads.md"])
    found = [[" ".join(cell.text_content().split()) for cell in row.iter("td")] for row in page.iter("tr")]
    return {cells[0]: cells[1:] for cells in found if cells}


def test_before_anything_is_measured_the_page_says_so(whole: Edition) -> None:
    there = rows(whole)
    assert len(there) == len(KINDS)
    assert {cells[-1] for cells in there.values()} == {"not measured"}
    assert "edition-1.2.0.zip" in there


def test_sizes_are_kept_rounded_and_shown(whole: Edition, tmp_path: Path) -> None:
    files = {"edition-1.2.0.zip": 1_949_999, f"{FIRST}.html": 98_400, f"{SECOND}.html": 1_204_000, "teacher.zip": 12}
    for name, size in files.items():
        (tmp_path / name).write_bytes(b"x" * size)
    kept = keep_sizes(whole, [tmp_path / name for name in files])
    assert kept == tmp_path / SIZES_FILE
    first = kept.read_bytes()
    there = rows(whole)
    assert there["edition-1.2.0.zip"][-1] == "1.9 MB"
    assert there["one file a letter"][-1] == "98 KB to 1.2 MB"
    assert there["teacher.zip"][-1] == "1.0 KB"
    assert there["edition.pdf"][-1] == "not measured"
    assert keep_sizes(whole, [tmp_path / "teacher.zip"]).read_bytes() == first, "the others keep theirs"
    new = replace(whole, identity=replace(whole.identity, version="2.0.0"))
    assert rows(new)["edition-2.0.0.zip"][-1] == "1.9 MB"
    assert "were measured for version 1.2.0" in words(staged(new)["downloads.md"])
    keep_sizes(new, [tmp_path / "teacher.zip"])
    assert rows(new)["edition-2.0.0.zip"][-1] == "not measured"


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, "1.0 KB"),
        (1234, "1.2 KB"),
        (98_400, "98 KB"),
        (994_999, "990 KB"),
        (995_000, "1.0 MB"),
        (12_345_678, "12 MB"),
    ],
)
def test_a_size_has_two_figures_that_count(size: int, told: str) -> None:
    assert rounded(size) == told


def test_once_the_edition_has_an_address_names_lead_to_the_files(whole: Edition) -> None:
    there = replace(whole, identity=replace(whole.identity, base_address="https://e.example/x/"))
    page = parsed(staged(there)["downloads.md"])
    links = [link.get("href") for row in page.iter("tr") for link in row.iter("a")]
    assert "https://e.example/x/downloads/edition-1.2.0.zip" in links
    assert f"https://e.example/x/downloads/{FIRST}.html" in links
    assert not [link for row in parsed(staged(whole)["downloads.md"]).iter("tr") for link in row.iter("a")]


@pytest.mark.parametrize("text", ["version: [\n", "version: 1\nfiles: all\n", "sizes: none\n"])
def test_a_file_of_sizes_that_cannot_be_read_is_told(text: str, whole: Edition, tmp_path: Path) -> None:
    (tmp_path / SIZES_FILE).write_text(text, encoding="utf-8")
    known = references_of(whole)
    _, findings = staged_tree(whole, {one.id: article_of(one, known) for one in whole.letters}, search=False)
    assert [(one.path, one.severity) for one in findings] == [(SIZES_FILE, "error")]
