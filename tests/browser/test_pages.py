"""The pages in Chromium: narrow screens, dark colours, links between text and notes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 10
    return found


def longest(site: Path) -> str:
    """Address of the letter with the most notes."""
    return max((site / "letters").glob("*.html"), key=lambda page: page.read_text("utf-8").count('id="fn-')).as_uri()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_page_is_wider_than_the_screen(browser_page: Visit, site_dir: Path, width: int) -> None:
    page = browser_page.page
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for file in pages(site_dir):
        page.goto(file.as_uri())
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wide += [(file.name, over)] if over > 0 else []
    assert wide == []


def test_lines_of_a_letter_are_neither_long_nor_short(browser_page: Visit, site_dir: Path) -> None:
    page = browser_page.page
    page.goto(longest(site_dir))
    per_line = page.evaluate(
        """() => {
            const all = [...document.querySelectorAll("[data-letter] p.paragraph")];
            const lines = p => p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight);
            return all.filter(p => p.innerText.length > 500).map(p => p.innerText.length / lines(p));
        }"""
    )
    assert len(per_line) > 10
    assert 58 < sum(per_line) / len(per_line) < 70


def test_a_call_opens_its_note_and_the_arrow_leads_back(browser_page: Visit, site_dir: Path) -> None:
    page = browser_page.page
    page.goto(longest(site_dir))
    calls = page.locator("a[role=doc-noteref]")
    assert calls.count() > 30
    for index in (0, calls.count() - 1):
        call = calls.nth(index)
        target = (call.get_attribute("href") or "").removeprefix("#")
        call.click()
        assert page.evaluate("document.activeElement.id") == target
        page.locator(f'[id="{target}"] a[role=doc-backlink]').first.click()
        assert call.evaluate("call => call === document.activeElement")


def test_the_switch_turns_the_colours_and_the_next_page_keeps_them(browser_page: Visit, site_dir: Path) -> None:
    page = browser_page.page
    page.goto((site_dir / "index.html").as_uri())
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    switch = page.get_by_role("button", name="Dark colours")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    dark = page.evaluate(colour)
    assert dark != light
    page.goto(longest(site_dir))
    assert page.evaluate(colour) == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser_page: Visit, site_dir: Path, scheme: str) -> None:
    page = browser_page.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(longest(site_dir))
    colours = page.evaluate(
        "names => names.map(name => [name, getComputedStyle(document.querySelector(name)).color])",
        ["[data-letter] p", "[data-letter] a", ".number", ".letter-head dt", ".site-nav a", ".site-foot p"],
    )
    ground = luminance(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    for name, colour in colours:
        bright, deep = sorted((luminance(colour), ground), reverse=True)
        assert (bright + 0.05) / (deep + 0.05) >= 4.5, f"{name}: {colour}"  # WCAG 2.2, 1.4.3


def luminance(colour: str) -> float:
    """Relative luminance of an rgb() colour. Source: WCAG 2.2."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_page_opens_without_an_error_or_a_request_elsewhere(browser_page: Visit, site_dir: Path) -> None:
    for file in pages(site_dir):
        browser_page.page.goto(file.as_uri())
    # what was seen is judged by browser_page itself
    assert browser_page.page.title()


def test_the_keyboard_reaches_the_text_first(browser_page: Visit, site_dir: Path) -> None:
    page = browser_page.page
    page.goto(longest(site_dir))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
