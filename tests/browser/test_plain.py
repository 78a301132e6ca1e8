"""Every kind of page where little is given: a narrow window, twice the size, no scripts, no styles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import kinds, letters

pytestmark = pytest.mark.browser

OVER = """() => {
    const wide = document.documentElement.clientWidth, over = [];
    if (document.documentElement.scrollWidth <= wide) return over;
    for (const one of document.querySelectorAll("body *"))
        if (one.getBoundingClientRect().right > wide + 1) over.push(one.outerHTML.slice(0, 100));
    return over.slice(0, 3).concat("…");
}"""


def address_of(site: Path, kind: str) -> str:
    return f"{site.as_uri()}/{kinds(site)[kind]}"


def test_no_kind_of_page_scrolls_sideways_at_twice_the_size(browser: Browser, site_dir: Path) -> None:
    # Zoom makes a window of 1280 pixels so much smaller in the pixels of the page.
    context = browser.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page = context.new_page()
    wide = {}
    for kind, address in kinds(site_dir).items():
        page.goto(f"{site_dir.as_uri()}/{address}")
        over = page.evaluate(OVER)
        wide |= {kind: over} if over else {}
    context.close()
    assert wide == {}


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_without_scripts_every_page_says_what_it_says(scriptless: Page, site_dir: Path) -> None:
    for kind, address in kinds(site_dir).items():
        scriptless.goto(f"{site_dir.as_uri()}/{address}")
        assert scriptless.locator("h1").first.is_visible(), kind
        words = len(scriptless.locator("main").inner_text().split())
        assert words > 20, kind
        assert scriptless.locator("nav[aria-label='Main'] a").first.is_visible(), kind
        # A control that does nothing without its script is not shown.
        shown = [button.inner_text() for button in scriptless.locator("main button[type=button]:visible").all()]
        assert shown == [], kind


def test_without_scripts_the_words_of_a_letter_are_all_to_be_seen(scriptless: Page, site_dir: Path) -> None:
    for letter in letters(site_dir):
        scriptless.goto(letter.as_uri())
        blocks = scriptless.locator("article[data-letter] [data-span]")
        assert blocks.count() > 3
        assert [block.get_attribute("id") for block in blocks.all() if not block.is_visible()] == []


def test_without_scripts_a_note_is_reached_by_its_link_and_the_way_leads_back(scriptless: Page, site_dir: Path) -> None:
    scriptless.goto(address_of(site_dir, "letter-long"))
    calls = scriptless.locator("article a[role=doc-noteref]")
    assert calls.count() > 10
    for index in (0, calls.count() // 2, calls.count() - 1):
        call = calls.nth(index)
        target, origin = call.get_attribute("href") or "", call.get_attribute("id")
        call.click()
        assert scriptless.url.endswith(target)
        note = scriptless.locator(f'[id="{target[1:]}"]')
        assert note.is_visible()
        assert len(note.inner_text().split()) > 1
        note.locator("a[role=doc-backlink]").first.click()
        assert scriptless.url.endswith(f"#{origin}")


def test_without_styles_a_letter_is_read_from_its_head_to_its_notes(browser: Browser, site_dir: Path) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    page.goto(address_of(site_dir, "letter-long"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    order: list[Any] = page.evaluate(
        """() => [...document.querySelectorAll("h1, article [data-span], footer")]
            .filter(one => !one.closest("[hidden]"))
            .map(one => [one.id || one.localName, one.getBoundingClientRect()])
            .map(([name, place]) => [name, place.top, place.height])"""
    )
    context.close()
    assert len(order) > 50
    assert [name for name, _, height in order if height <= 0] == []
    assert [name for name, _, _ in order] == [name for name, _, _ in sorted(order, key=lambda one: one[1])]
    names = [name for name, _, _ in order]
    assert names[0] == "h1"
    assert names[-1] == "footer"
    text, notes = [n for n in names if n.startswith("p")], [n for n in names if n.startswith("fn-")]
    assert names.index(text[-1]) < names.index(notes[0])
