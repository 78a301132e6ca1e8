"""Citing a paragraph or a note, and reporting an error, by keyboard and by pointer, on files of a disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

LETTER = "2020-11-09-azerbaijan-mission-geneva"


def opened(visit: Visit, site: Path, anchor: str = "", letter: str = LETTER) -> Page:
    page = visit.page
    page.goto((site / "letters" / f"{letter}.html").as_uri() + anchor)
    return page


def box(page: Page) -> Locator:
    return page.locator("dialog[open]")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"))


def keep_what_is_copied(page: Page) -> None:
    """Catch what the page hands over: with the browser's own clipboard, or with the old way for files."""
    page.evaluate(
        """() => {
            window.copied = [];
            document.addEventListener("copy", () => {
                const field = document.activeElement;
                window.copied.push(field.value === undefined ? String(getSelection()) : field.value);
            });
            const write = text => { window.copied.push(text); return Promise.resolve(); };
            if (navigator.clipboard) navigator.clipboard.writeText = write;
        }"""
    )


def copied(page: Page) -> str:
    page.wait_for_function("window.copied.length > 0")
    return str(page.evaluate("window.copied.at(-1)"))


def test_a_paragraph_is_cited_by_keyboard_and_focus_returns(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, site_dir)
    keep_what_is_copied(page)
    page.locator("#p3 > .number").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "Cite paragraph 3, or report an error"
    page.keyboard.press("Enter")
    assert box(page).get_by_role("heading", name="Cite paragraph 3").is_visible()
    page.keyboard.press("Tab")
    while focused(page) != "Copy Chicago":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    text = copied(page)
    assert ", para. 3, " in text
    assert text.endswith(f"letters/{LETTER}.html#p3.")
    assert "version" in text
    assert page.get_by_role("status").filter(has_text="Copied: Chicago").is_visible()
    assert focused(page) == "Copy Chicago"
    page.keyboard.press("Escape")
    assert box(page).count() == 0
    assert focused(page) == "Cite paragraph 3, or report an error"


def test_the_pointer_finds_the_button_beside_any_paragraph(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, site_dir)
    page.locator("#p5").hover()
    page.get_by_role("button", name="Cite paragraph 5").click()
    assert box(page).get_by_role("heading", name="Cite paragraph 5").is_visible()
    box(page).get_by_role("button", name="Close").click()
    assert focused(page) == "Cite paragraph 5, or report an error"


def test_a_paragraph_that_is_addressed_has_the_button_without_a_pointer(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, site_dir, "#p4")
    assert page.locator("#p4 .cite-tool").count() == 1


@pytest.mark.parametrize("kind", ["BibTeX", "RIS", "CSL-JSON", "OSCOLA"])
def test_every_form_has_the_paragraph_and_its_address(browser_page: Visit, site_dir: Path, kind: str) -> None:
    page = opened(browser_page, site_dir, "#p3")
    keep_what_is_copied(page)
    page.locator("#p3 .cite-tool").click()
    box(page).get_by_role("button", name=f"Copy {kind}", exact=True).click()
    text = copied(page)
    assert f"{LETTER}.html#p3" in text
    assert ("para 3" if kind == "OSCOLA" else "para. 3") in text
    if kind == "CSL-JSON":
        (item,) = json.loads(text)
        assert item["id"] == f"{LETTER}-p3"
    if kind == "BibTeX":
        assert text.startswith(f"@incollection{{{LETTER}-p3,")
    if kind == "RIS":
        assert text.endswith(("\r\nER  -\r\n", "\nER  -\n"))


def test_a_note_of_the_letter_and_a_note_of_the_editors_are_cited_as_such(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, site_dir, "#note-n2")
    page.locator("#note-n2 .cite-tool").click()
    assert "Editors’ note b on “" in box(page).inner_text()
    assert "para. 1" in box(page).inner_text()
    page.keyboard.press("Escape")
    other = next(
        file for file in sorted((site_dir / "letters").glob("*.html")) if 'id="fn-3"' in file.read_text("utf-8")
    )
    page.goto(other.as_uri() + "#fn-3")
    page.locator("#fn-3 .cite-tool").click()
    assert ", n. 3, " in box(page).inner_text()


def test_the_whole_letter_is_cited_from_its_head(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, site_dir)
    link = page.locator("[data-cite-open]").first
    link.focus()
    page.keyboard.press("Enter")
    assert box(page).get_by_role("heading", name="Cite this letter").is_visible()
    assert "para." not in box(page).inner_text()
    page.keyboard.press("Escape")
    assert link.evaluate("link => link === document.activeElement")


def test_a_report_has_letter_paragraph_words_and_version(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, site_dir, "#p3")
    keep_what_is_copied(page)
    page.locator("#p3 .cite-tool").click()
    box(page).get_by_role("button", name="Copy Report").click()
    text = copied(page)
    assert f"({LETTER})" in text
    assert "Place: paragraph 3" in text
    assert "Words: “In the communication we have not find" in text, "the words are the transcription's"
    assert "version 0" in text
    assert box(page).get_by_role("textbox").input_value() == text


def test_marked_words_go_into_the_report(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, site_dir, "#p2")
    words = page.evaluate(
        """() => {
            const strong = document.querySelector("#p2 strong").firstChild;
            const range = document.createRange();
            range.setStart(strong, 4);
            range.setEnd(strong, 15);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return String(getSelection());
        }"""
    )
    assert words.strip()
    page.locator("#p2 .cite-tool").click()
    assert f"Words: “{words.strip()}”" in box(page).get_by_role("textbox").input_value()


def test_copied_text_has_no_number_of_a_paragraph(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, site_dir, "#p4")
    page.locator("#p4 .cite-tool").wait_for()
    text = page.evaluate(
        """() => {
            const range = document.createRange();
            range.setStartBefore(document.getElementById("p4"));
            range.setEndAfter(document.getElementById("p5"));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return String(getSelection());
        }"""
    )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[0].startswith("According to the Code of Conduct")
    assert lines[1].startswith("They shall always seek")
    assert "cite" not in text.split()
    assert "page 2" not in text


def test_the_box_fits_a_phone(browser_page: Visit, site_dir: Path) -> None:
    browser_page.page.set_viewport_size({"width": 320, "height": 600})
    page = opened(browser_page, site_dir, "#p3")
    page.locator("#p3 .cite-tool").click()
    sides = box(page).bounding_box()
    assert sides is not None
    assert sides["x"] >= 0
    assert sides["x"] + sides["width"] <= 320
    assert box(page).evaluate("box => box.scrollWidth <= box.clientWidth")


def test_the_button_moves_nothing(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, site_dir)
    height = "document.querySelector('article').getBoundingClientRect().height"
    before = page.evaluate(height)
    for anchor in ("#p1", "#p3", "#p6"):
        page.locator(anchor).hover()
        assert page.evaluate(height) == before


@pytest.mark.parametrize("width", [320, 820, 1440])
def test_the_view_beside_the_witness_fits_and_reads_row_by_row(browser_page: Visit, site_dir: Path, width: int) -> None:
    page = browser_page.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((site_dir / "letters" / f"{LETTER}-witness.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    sides = page.evaluate(
        """() => [...document.querySelectorAll(".witness tbody tr")].map(row =>
            [...row.children].map(cell => cell.getBoundingClientRect().toJSON()))"""
    )
    assert len(sides) > 10
    for reading, source in sides:
        if width > 704:
            assert abs(reading["top"] - source["top"]) < 1
            assert reading["right"] <= source["left"] + 1
        else:
            assert source["top"] >= reading["bottom"] - 1
