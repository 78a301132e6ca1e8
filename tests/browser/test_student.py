"""The students' folder, opened from the disk without a network: notes wait for a note of the student's own."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.bundle import student
from tests.browser.conftest import Visit
from tests.tei import of_the_edition

pytestmark = pytest.mark.browser

LETTER = "2023-12-05-azerbaijan-mission-new-york"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a student has after unpacking; EDITION_STUDENT names a zip that is made already."""
    made = os.environ.get("EDITION_STUDENT")
    bundle = Path(made) if made else student(of_the_edition(), Path("unused"), tmp_path_factory.mktemp("student"))[0]
    target = tmp_path_factory.mktemp("unpacked") / "Für die Klasse"
    with zipfile.ZipFile(bundle) as opened:
        opened.extractall(target)
    (top,) = target.iterdir()
    return top


@pytest.fixture
def letter(folder: Path, browser_page: Visit) -> Page:
    page = browser_page.page
    page.context.set_offline(True)
    page.goto((folder / f"letters/{LETTER}.html").as_uri())
    page.wait_for_selector(".own-ready")
    return page


def waiting(page: Page) -> list[str]:
    return list(page.evaluate("[...document.querySelectorAll('.editors-note.own-waits')].map(note => note.id)"))


def shown(page: Page) -> list[str]:
    """The editors' notes that can be seen."""
    every = "[...document.querySelectorAll('.editors-note')].filter(note => note.getClientRects().length)"
    return list(page.evaluate(f"{every}.map(note => note.id)"))


def notes_on(page: Page, block: str) -> list[str]:
    signs = f"document.querySelectorAll('#{block} a.note-sign')"
    return list(page.evaluate(f"[...{signs}].map(sign => decodeURIComponent(sign.hash.slice(1)))"))


def write(page: Page, block: str, text: str) -> None:
    """Write a note with the keyboard alone."""
    page.locator(f"[data-own-open={block}]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#own-{block}")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(text) if text else page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-own-open={block}]")).to_be_focused()


def reload(page: Page) -> None:
    """Come back to a page a moment later: Chromium hands what a page keeps to another process, and not at once."""
    page.wait_for_timeout(400)
    page.reload()


def test_no_editors_note_is_seen_before_the_student_has_written(letter: Page) -> None:
    assert len(waiting(letter)) > 15
    assert shown(letter) == []
    assert letter.locator(".letter-note").first.is_visible(), "the letter's own notes are not the editors'"
    assert "kept in this browser" in letter.locator("[data-own]").inner_text()
    assert "sent nowhere" in letter.locator("[data-own]").inner_text()


def test_a_note_of_ones_own_brings_those_on_its_passage_and_no_others(letter: Page) -> None:
    mine = notes_on(letter, "p2")
    assert len(mine) > 1
    write(letter, "p2", "Who says “measures”, and who “aggression”?")
    assert shown(letter) == mine
    assert letter.locator("#p2 ~ .own-note .own-note__text").first.inner_text().startswith("Who says")
    assert "Kept in this browser." in letter.locator("[data-own-told]").inner_text()
    assert letter.locator("[data-own-open=p2]").inner_text() == "Change your note on paragraph 2"


def test_what_is_written_outlives_a_reload_and_is_there_on_the_way_back(letter: Page, folder: Path) -> None:
    mine = notes_on(letter, "p2")
    write(letter, "p2", "A thought of <b>mine</b> & “yours”")
    reload(letter)
    letter.wait_for_selector(".own-ready")
    assert shown(letter) == mine
    assert "A thought of <b>mine</b> & “yours”" in letter.locator(".own-note__text:visible").inner_text()
    letter.goto((folder / "index.html").as_uri())
    letter.goto((folder / f"letters/{LETTER}.html").as_uri())
    letter.wait_for_selector(".own-ready")
    assert shown(letter) == mine


def test_a_note_that_is_emptied_hides_the_editors_notes_again(letter: Page) -> None:
    write(letter, "p2", "Something")
    assert shown(letter)
    write(letter, "p2", "")
    assert shown(letter) == []
    assert letter.evaluate("Object.keys(localStorage).filter(key => key.startsWith('edition:own:2'))") == []


def test_the_sign_of_a_waiting_note_leads_to_the_place_to_write(letter: Page) -> None:
    sign = letter.locator("#p2 a.note-sign").first
    sign.focus()
    letter.keyboard.press("Enter")
    expect(letter.locator("#own-p2")).to_be_focused()
    letter.keyboard.press("Escape")
    expect(letter.locator("[data-own-open=p2]")).to_be_focused()
    assert shown(letter) == []
    sign.focus()
    letter.keyboard.press(" ")
    expect(letter.locator("#own-p2")).to_be_focused()


def test_all_notes_at_once_shows_none_that_waits(letter: Page) -> None:
    button = letter.locator("[data-all-notes]")
    button.scroll_into_view_if_needed()
    button.click()
    assert shown(letter) == []


def test_the_reader_can_let_all_notes_be_seen_and_that_is_kept(letter: Page) -> None:
    letter.locator("[data-own-wait]").focus()
    letter.keyboard.press(" ")
    assert waiting(letter) == []
    assert len(shown(letter)) > 15
    reload(letter)
    letter.wait_for_selector(".own-ready")
    assert len(shown(letter)) > 15


def test_every_note_has_a_passage_on_which_it_waits(folder: Path, browser_page: Visit) -> None:
    page, seen = browser_page.page, 0
    for file in sorted((folder / "letters").glob("*.html")):
        if "<article data-letter=" not in file.read_text("utf-8"):
            continue
        page.goto(file.as_uri())
        page.wait_for_selector(".own-ready")
        assert shown(page) == [], file.name
        names = page.locator("[data-own-open]").all_inner_texts()
        assert len(names) == len(set(names)), file.name
        seen += page.locator(".editors-note").count()
    assert seen > 40


def test_notes_are_saved_as_a_file(letter: Page) -> None:
    letter.locator("[data-own-save]").click()
    assert "nothing to save" in letter.locator("[data-own-told]").inner_text()
    write(letter, "p2", "First – é ə.")
    write(letter, "p17", "Second.")
    letter.locator("[data-own-save]").focus()
    with letter.expect_download() as saved:
        letter.keyboard.press("Enter")
    assert saved.value.suggested_filename == f"my-notes-{LETTER}.txt"
    text = Path(saved.value.path()).read_text("utf-8-sig")
    assert text.startswith("Notes on letter D: ")
    assert text.index("Paragraph 2") < text.index("First – é ə.") < text.index("Paragraph 17") < text.index("Second.")
    assert "What the Permanent Representative of Armenia calls" in text, "the passage is named by its words"
    assert "Write a note" not in text


def test_notes_can_be_deleted(letter: Page) -> None:
    write(letter, "p2", "Something")
    letter.on("dialog", lambda dialog: dialog.accept())
    letter.locator("[data-own-clear]").click()
    assert shown(letter) == []
    assert letter.locator(".own-note__text:visible").count() == 0


def test_the_words_of_the_letter_stay_what_they_are(letter: Page) -> None:
    words = """() => { const copy = document.querySelector('article[data-letter]').cloneNode(true);
        copy.querySelectorAll('[data-editorial], .letter-foot').forEach(one => one.remove());
        return copy.textContent.replace(/\\s+/g, ' ').trim(); }"""
    before = letter.evaluate(words)
    write(letter, "p2", "Not the letter’s")
    assert letter.evaluate(words) == before
    assert "Not the letter’s" not in before
    assert len(before.split()) > 4000


@pytest.mark.parametrize("held", ["broken", "[1]", '"x"', "null"])
def test_what_another_program_has_left_in_the_browser_breaks_nothing(held: str, letter: Page) -> None:
    letter.evaluate(f"localStorage.setItem('edition:own:{LETTER}', {json.dumps(held)})")
    reload(letter)
    letter.wait_for_selector(".own-ready")
    write(letter, "p2", "All the same")
    assert shown(letter) == notes_on(letter, "p2")


def test_where_the_browser_keeps_nothing_the_page_says_so_and_works(folder: Path, browser_page: Visit) -> None:
    page = browser_page.page
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})")
    page.goto((folder / f"letters/{LETTER}.html").as_uri())
    page.wait_for_selector(".own-ready")
    assert "keeps nothing" in page.locator("[data-own-told]").inner_text()
    write(page, "p2", "For now")
    assert shown(page) == notes_on(page, "p2")
    assert "before you leave" in page.locator("[data-own-told]").inner_text()
    with page.expect_download() as saved:
        page.locator("[data-own-save]").click()
    assert "For now" in Path(saved.value.path()).read_text("utf-8-sig")


def test_answers_to_questions_are_kept_and_saved(folder: Path, browser_page: Visit) -> None:
    page = browser_page.page
    page.context.set_offline(True)
    page.goto((folder / "teaching.html").as_uri())
    places = page.locator("[data-own-open]")
    assert places.count() == page.locator("[data-question]").count() > 10
    write(page, "reading-a-letter--q1", "The Minister does.")
    reload(page)
    assert page.locator(".own-note__text:visible").inner_text() == "The Minister does."
    with page.expect_download() as saved:
        page.locator("[data-own-save]").click()
    text = Path(saved.value.path()).read_text("utf-8-sig")
    assert "Reading a diplomatic letter critically, Question 1" in text
    assert "Who speaks in letter C" in text
    assert "The Minister does." in text


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, offline=True)
    yield context.new_page()
    context.close()


def test_without_scripts_the_notes_stand_at_the_end_and_the_page_says_why(folder: Path, scriptless: Page) -> None:
    scriptless.goto((folder / f"letters/{LETTER}.html").as_uri())
    notes = scriptless.locator(".editors-note")
    assert notes.count() > 15
    assert all(note.is_visible() for note in notes.all())
    assert "needs JavaScript" in scriptless.locator("[data-own]").inner_text()
    assert scriptless.locator("[data-own-tools]").is_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_pushes_the_page_wider_than_the_window(width: int, letter: Page, folder: Path) -> None:
    letter.set_viewport_size({"width": width, "height": 800})
    for path in (f"letters/{LETTER}.html", "teaching.html", "downloads.html"):
        letter.goto((folder / path).as_uri())
        first = letter.locator("[data-own-open]").first
        if first.count():
            first.click()
        assert letter.evaluate("document.documentElement.scrollWidth") <= width, path
        small = letter.evaluate(
            "[...document.querySelectorAll('.own-note button, .own-notes button')].filter(one => one.offsetParent)"
            ".map(one => one.getBoundingClientRect()).filter(box => box.height < 24 || box.width < 24).length"
        )
        assert small == 0, path


def test_the_search_works_and_tells_nothing_that_waits(folder: Path, browser_page: Visit) -> None:
    page = browser_page.page
    page.goto((folder / "search.html").as_uri() + "?q=trilateral")
    page.wait_for_selector(".hit")
    assert page.locator(".hit--text").count() > 0
    assert page.locator(".hit--editorial").count() == 0
