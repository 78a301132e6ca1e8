"""A reader with keys alone, from the first stop of a page to what is opened from it and back; on a disk and a host."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.kinds import kinds

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement"
SIGHT = """() => {
    const stop = document.activeElement, place = stop.getBoundingClientRect(), style = getComputedStyle(stop);
    const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const inside = place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;
    return [stop.outerHTML.slice(0, 120), shown && inside && place.width > 0 && place.height > 0];
}"""


def tab_to(page: Page, selector: str, *, most: int = 400) -> str:
    """Press Tab until the focus is on a match; give its id. A stop that is never reached fails the test."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"selector => {FOCUSED}.matches(selector)", selector):
            return str(page.evaluate(f"{FOCUSED}.id"))
    pytest.fail(f"{most} presses of Tab do not reach {selector}")


@pytest.fixture(params=["disk", "host"])
def letter(request: pytest.FixtureRequest, browser_page: Visit, site_dir: Path, http_site: Callable[..., str]) -> Page:
    """The longest letter, past the furniture: the skip link was followed."""
    base = f"{site_dir.as_uri()}/" if request.param == "disk" else http_site(site_dir)
    page = browser_page.page
    page.goto(base + kinds(site_dir)["letter-long"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.id") == "content"
    return page


def test_a_note_is_opened_read_and_closed(letter: Page) -> None:
    for selector in ("article .call a", "article a.note-sign"):
        call = tab_to(letter, selector)
        letter.keyboard.press("Enter")
        note = letter.locator(":focus")
        target = letter.locator(f'[id="{call}"]').get_attribute("href") or ""
        assert f"#{note.get_attribute('id')}" == target
        assert note.is_visible()
        assert len(note.inner_text().split()) > 2
        place = note.bounding_box()
        assert place
        assert 0 <= place["y"] < 900
        letter.keyboard.press("Escape")
        assert letter.evaluate(f"{FOCUSED}.id") == call


def test_a_citation_is_followed_and_the_way_leads_back(letter: Page) -> None:
    address = letter.url.partition("#")[0]
    tab_to(letter, "article a.citation[data-authority]")
    words = letter.evaluate(f"{FOCUSED}.textContent")
    before = letter.evaluate("scrollY")
    letter.keyboard.press("Enter")
    card = letter.get_by_role("dialog")
    expect(card).to_be_visible()
    letter.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert letter.evaluate(f"{FOCUSED}.textContent") == words
    letter.keyboard.press("Enter")
    tab_to(letter, "[role=dialog] h3 a", most=5)
    letter.keyboard.press("Enter")
    letter.wait_for_url("**/authorities/*.html*")
    assert letter.locator("h1").inner_text()
    letter.go_back()
    letter.wait_for_url(address + "*")
    letter.wait_for_function("before => Math.abs(scrollY - before) < 4", arg=before)
    letter.go_forward()
    letter.wait_for_url("**/authorities/*.html*")
    name = address.rpartition("/")[2]
    tab_to(letter, f"main a[href*='{name}#']")
    letter.keyboard.press("Enter")
    letter.wait_for_url(address + "#*")
    place = letter.locator(":target").bounding_box()
    assert place
    assert -2 <= place["y"] < 900


def test_layers_are_switched_and_the_focus_stays(letter: Page) -> None:
    tab_to(letter, "[data-layer]", most=60)
    name = letter.evaluate(f"{FOCUSED}.dataset.layer")
    assert name not in letter.evaluate("document.documentElement.dataset.off || ''").split()
    for switched in (True, False):
        letter.keyboard.press("Space")
        assert (name in letter.evaluate("document.documentElement.dataset.off || ''").split()) is switched
        assert letter.evaluate(f"{FOCUSED}.dataset.layer") == name


def test_all_notes_are_shown_and_the_focus_stays(letter: Page) -> None:
    tab_to(letter, "[data-all-notes]", most=60)
    for pressed in ("true", "false"):
        letter.keyboard.press("Enter")
        assert letter.locator(":focus").get_attribute("aria-pressed") == pressed


def test_a_paragraph_is_cited_and_the_focus_comes_back(letter: Page) -> None:
    tab_to(letter, "#p2 .number")
    tab_to(letter, "#p2 .cite-tool", most=1)
    letter.keyboard.press("Enter")
    box = letter.get_by_role("dialog")
    expect(box).to_be_visible()
    expect(box).to_contain_text("paragraph 2")
    expect(box).to_contain_text("#p2")
    assert box.evaluate(f"box => box.contains({FOCUSED})")
    letter.keyboard.press("Escape")
    expect(box).to_have_count(0)
    assert letter.evaluate(f"{FOCUSED}.className").split()[0] == "cite-tool"
    assert letter.locator("#p2 :focus").count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_every_stop_is_in_sight_and_marked(browser_page: Visit, site_dir: Path, width: int) -> None:
    page = browser_page.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    unseen = []
    for kind, address in kinds(site_dir).items():
        page.goto(f"{site_dir.as_uri()}/{address}")
        stops = 0
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate(f"{FOCUSED} === document.body"):
                break
            stop, seen = page.evaluate(SIGHT)
            stops += 1
            unseen += [] if seen else [f"{kind}: {stop}"]
        assert stops > 3, f"{kind} has nothing to press"
    assert not unseen, "\n".join(unseen)
