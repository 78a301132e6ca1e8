"""A letter's page in Chromium: notes beside their place or at the foot of a small screen, switches, copying, print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

NOTES = ".letter-note:not(.uncalled), .editors-note, .emendations li"
WIDE, MIDDLE, NARROW = (1440, 900), (1100, 800), (390, 800)


def letters(site: Path) -> list[Path]:
    """The pages of all letters."""
    found = [
        page for page in sorted((site / "letters").glob("*.html")) if "<article data-letter=" in page.read_text("utf-8")
    ]
    assert len(found) >= 5
    return found


def most_annotated(site: Path) -> str:
    """Address of the letter with the most notes of both kinds."""
    return max(letters(site), key=lambda page: page.read_text("utf-8").count('role="doc-footnote"')).as_uri()


def opened(visit: Visit, address: str, size: tuple[int, int]) -> Page:
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    visit.page.goto(address)
    return visit.page


def note_of(page: Page, call: Locator) -> Locator:
    return page.locator(f'[id="{(call.get_attribute("href") or "#").removeprefix("#")}"]')


def in_view(note: Locator) -> bool:
    return bool(
        note.evaluate(
            "note => [note.getBoundingClientRect()].every(r => r.height > 0 && r.top >= 0 && r.top < innerHeight)"
        )
    )


# ---- beside the text


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("call", [".call a", "a.note-sign"])
def test_a_key_opens_the_note_beside_its_call_and_escape_gives_the_focus_back(
    browser_page: Visit, site_dir: Path, key: str, call: str
) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    sign = page.locator(call).nth(3)
    sign.focus()
    page.keyboard.press(key)
    note = note_of(page, sign)
    expect(note).to_be_focused()
    expect(sign).to_have_attribute("aria-expanded", "true")
    assert in_view(note)
    assert note.evaluate("note => note.scrollHeight <= note.clientHeight + 2"), "the note is cut off"
    page.keyboard.press("Escape")
    expect(sign).to_be_focused()
    assert sign.get_attribute("aria-expanded") is None


def test_tab_leads_out_of_an_opened_note_to_its_call(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    sign = page.locator("a.note-sign").nth(2)
    sign.focus()
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if sign.evaluate("sign => sign === document.activeElement"):
            break
    expect(sign).to_be_focused()


@pytest.mark.parametrize("size", [WIDE, MIDDLE])
def test_notes_beside_the_text_never_lie_over_each_other_or_over_the_text(
    browser_page: Visit, site_dir: Path, size: tuple[int, int]
) -> None:
    for letter in letters(site_dir):
        page = opened(browser_page, letter.as_uri(), size)
        for _ in range(2):  # as they are at first, and then all in full
            boxes = page.evaluate(
                """notes => [...document.querySelectorAll(notes)].filter(n => n.offsetParent).map(n => {
                    const r = n.getBoundingClientRect(); return [r.top, r.bottom, r.left, r.right];
                }).sort((a, b) => a[0] - b[0])""",
                NOTES,
            )
            assert boxes
            assert all(after[0] >= before[1] for before, after in pairwise(boxes)), letter.name
            text = page.locator("[data-letter] > p").first.bounding_box()
            assert text
            assert all(box[2] >= text["x"] + text["width"] and box[3] <= size[0] for box in boxes), letter.name
            page.locator("[data-all-notes]").evaluate("button => button.click()")


def test_a_note_begins_on_the_line_of_its_call(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    away = page.evaluate(
        """notes => [...document.querySelectorAll(notes)].map(note => {
            const call = document.getElementById(note.querySelector("[role=doc-backlink]").hash.slice(1));
            return note.getBoundingClientRect().top - call.getBoundingClientRect().top;
        })""",
        NOTES,
    )
    assert min(away) > -20
    assert sum(abs(one) < 20 for one in away) >= len(away) / 3
    assert max(away) < 400, "a note stands far from its call"


def test_each_kind_of_editors_note_is_named_in_words(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    heads = page.locator(".editors-note .label")
    assert heads.count() > 5
    assert all(head.strip() for head in heads.all_inner_texts())
    names = page.locator("a.note-sign").evaluate_all("signs => signs.map(sign => sign.getAttribute('aria-label'))")
    assert all(re.fullmatch(r"Editors’ note \w+: .+", name) for name in names)
    style = "sign => getComputedStyle(sign).fontStyle"
    assert page.locator(".call a").first.evaluate(style) != page.locator("a.note-sign").first.evaluate(style)


def test_the_address_of_a_note_leads_to_its_place_in_the_text(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    sign = page.locator("a.note-sign").last
    page.goto(most_annotated(site_dir) + (sign.get_attribute("href") or ""))
    page.wait_for_timeout(200)
    assert in_view(sign)
    assert in_view(note_of(page, sign))


# ---- small screens


@pytest.fixture
def telephone(browser: Browser, site_dir: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(most_annotated(site_dir))
    yield page
    context.close()


def test_a_tap_opens_the_note_at_the_foot_of_the_screen_and_a_second_tap_closes_it(telephone: Page) -> None:
    sign = telephone.locator("a.note-sign").nth(3)
    sign.tap()
    note = note_of(telephone, sign)
    place, call = note.bounding_box(), sign.bounding_box()
    assert place
    assert call
    assert abs(place["y"] + place["height"] - 800) < 2
    assert place["height"] <= 0.61 * 800
    assert call["y"] + call["height"] <= place["y"], "the note covers its call"
    sign.tap()
    expect(sign).to_be_focused()
    assert note.evaluate("note => getComputedStyle(note).position") != "fixed"
    sign.tap()
    note.get_by_role("button", name="close").tap()
    expect(sign).to_be_focused()
    assert note.evaluate("note => getComputedStyle(note).position") != "fixed"


def test_show_all_puts_each_note_below_its_paragraph_on_a_small_screen(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), NARROW)
    count = page.locator(NOTES).count()
    page.locator(".letter-side summary").click()
    button = page.get_by_role("button", name="Show all notes in full")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(NOTES).count() == count, "there is one copy of each note"
    block = page.locator("[data-letter] > p:has(.note-sign)").first
    first = block.locator("a.note-sign").first
    expect(note_of(page, first)).to_be_visible()
    assert block.evaluate(
        "(block, id) => { let next = block.nextElementSibling; while (next && !next.dataset.span) {"
        " if (next.id === id) return true; next = next.nextElementSibling; } return false; }",
        (first.get_attribute("href") or "").removeprefix("#"),
    )
    button.click()
    assert page.locator(".letter-foot .editors-note").count() == page.locator(".editors-note").count()


def test_show_all_cuts_no_note_off_on_a_wide_screen(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    cut = f"[...document.querySelectorAll('{NOTES}')].filter(n => n.scrollHeight > n.clientHeight + 2).length"
    assert page.evaluate(cut) > 0
    page.get_by_role("button", name="Show all notes in full").click()
    assert page.evaluate(cut) == 0


# ---- switches


def test_a_layer_that_is_off_stays_off_on_the_next_page_of_a_disk(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    notes = page.locator(".editors-note.context")
    expect(notes.first).to_be_visible()
    page.get_by_role("checkbox", name="Context").uncheck()
    expect(notes.first).to_be_hidden()
    expect(page.locator("a.note-sign.context").first).to_be_hidden()
    expect(page.locator("a.note-sign.disputed").first).to_be_visible()
    other = next(one for one in letters(site_dir) if one.as_uri() != most_annotated(site_dir))
    page.goto(other.as_uri())
    assert page.evaluate("document.documentElement.dataset.off") == "context"
    assert not page.get_by_role("checkbox", name="Context").is_checked()


def test_the_choice_lasts_where_the_browser_keeps_nothing(browser_page: Visit, site_dir: Path) -> None:
    browser_page.page.add_init_script(
        "for (const name of ['getItem', 'setItem'])"
        " Storage.prototype[name] = () => { throw new DOMException('refused', 'SecurityError'); };"
    )
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    page.get_by_label("Names as links").uncheck()
    page.get_by_role("button", name="Dark colours").click()
    page.goto(letters(site_dir)[0].as_uri())
    assert not page.get_by_label("Names as links").is_checked()
    assert page.get_by_role("button", name="Dark colours").get_attribute("aria-pressed") == "true"


def test_links_of_a_layer_that_is_off_are_reached_by_no_key(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    page.get_by_label("Citations as links").uncheck()
    assert set(page.locator("[data-letter] a.citation").evaluate_all("all => all.map(a => a.tabIndex)")) == {-1}
    page.get_by_label("Citations as links").check()
    assert set(page.locator("[data-letter] a.citation").evaluate_all("all => all.map(a => a.tabIndex)")) == {0}


def test_without_marks_the_text_stands_alone_and_the_notes_at_its_end(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    page.get_by_label("Notes and their marks").uncheck()
    expect(page.locator("[data-letter] > p .call").first).to_be_hidden()
    expect(page.locator("[data-letter] > p a.note-sign").first).to_be_hidden()
    end = page.locator("[data-letter] > p").last.bounding_box()
    note = page.locator(".letter-note").first.bounding_box()
    assert end
    assert note
    assert note["y"] > end["y"]
    assert note["x"] <= end["x"] + 1


# ---- copying, moving, printing


def copied(page: Page, context: BrowserContext, start: str, end: str) -> str:
    """What lies in the clipboard after a reader has copied from the first to the last of two elements."""
    page.evaluate(
        """([start, end]) => {
            const range = document.createRange();
            range.setStartBefore(document.querySelector(start));
            range.setEndAfter(document.querySelector(end));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        [start, end],
    )
    page.keyboard.press("Control+c")
    empty = context.new_page()
    empty.set_content("<textarea></textarea>")
    empty.locator("textarea").focus()
    empty.keyboard.press("Control+v")
    text = empty.locator("textarea").input_value()
    empty.close()
    return text


def test_numbers_of_paragraphs_and_the_editions_signs_do_not_come_along_in_copied_text(
    browser_page: Visit, site_dir: Path
) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    text = copied(page, page.context, "#p2", "#p4")
    words = page.evaluate(
        """['p2', 'p3', 'p4'].map(id => {
            const copy = document.getElementById(id).cloneNode(true);
            copy.querySelectorAll("[data-editorial]").forEach(one => one.remove());
            return copy.textContent;
        })"""
    )
    plain = [" ".join(one.split()) for one in words]
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert len(plain[0]) > 50
    assert lines == plain


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
def test_nothing_moves_when_the_notes_come_in(browser_page: Visit, site_dir: Path, size: tuple[int, int]) -> None:
    browser_page.page.add_init_script(
        "window.moved = []; new PerformanceObserver(list => list.getEntries().forEach(one => moved.push(one.value)))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    for letter in letters(site_dir):
        page = opened(browser_page, letter.as_uri(), size)
        page.wait_for_timeout(150)
        assert page.evaluate("moved.reduce((sum, one) => sum + one, 0)") == 0, letter.name


def test_print_has_the_notes_at_the_end_the_numbers_and_no_furniture(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    page.emulate_media(media="print")
    for gone in (".site-nav", ".site-search", ".letter-side", ".letter-ways", ".note-more"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".number").first).to_be_visible()
    tops = page.evaluate(
        f"[...document.querySelectorAll('{NOTES}')].map(n => n.getBoundingClientRect()).map(r => [r.top, r.bottom])"
    )
    end = page.locator("[data-letter] > p").last.evaluate("p => p.getBoundingClientRect().bottom")
    assert all(top >= end for top, _ in tops)
    assert all(after[0] >= before[1] - 1 for before, after in pairwise(tops))
    assert "Version" in page.locator("head style").inner_text()


def test_without_a_script_the_notes_stand_at_the_end_with_links_both_ways(browser: Browser, site_dir: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(most_annotated(site_dir))
    call = page.locator("a.note-sign").first
    call.click()
    assert page.url.endswith(call.get_attribute("href") or "?")
    note = note_of(page, call)
    assert in_view(note)
    end = page.locator("[data-letter] > p").last.bounding_box()
    assert (note.bounding_box() or {"y": 0})["y"] > (end or {"y": 0})["y"]
    note.locator("[role=doc-backlink]").first.click()
    assert page.url.endswith(f"#{call.get_attribute('id')}")
    expect(page.locator("[data-switches]")).to_be_hidden()
    context.close()


def test_twice_the_size_needs_no_scrolling_sideways(browser_page: Visit, site_dir: Path) -> None:
    for width in (320, 640):  # what is left of a window of 1280 at 400 and 200 per cent
        page = opened(browser_page, most_annotated(site_dir), (width, 600))
        page.locator("a.note-sign").first.evaluate("sign => sign.click()")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0


def test_of_a_dispute_either_all_positions_show_or_none(browser_page: Visit, site_dir: Path) -> None:
    page = opened(browser_page, most_annotated(site_dir), WIDE)
    disputed = page.locator(".editors-note:has(.position)")
    assert disputed.count() >= 5
    for note in disputed.all():
        assert {position.is_visible() for position in note.locator(".position").all()} == {False}
        button = note.locator(".note-more")
        expect(button).to_have_text(f"{note.locator('.position').count()} positions")
        button.click()
        assert {position.is_visible() for position in note.locator(".position").all()} == {True}
        box, last = note.bounding_box(), note.locator(".position").last.bounding_box()
        assert box is not None
        assert last is not None
        assert last["y"] + last["height"] <= box["y"] + box["height"] + 1
