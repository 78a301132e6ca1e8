"""Citations in Chromium: the card of what is cited by mouse, tap and keyboard, and the way without a script."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

BOX = ".card-box"


def most_citing(site: Path) -> Path:
    """The page of the letter with the most citations."""
    return max((site / "letters").glob("*.html"), key=lambda page: page.read_text("utf-8").count("data-authority="))


@pytest.fixture
def letter(browser_page: Visit, site_dir: Path) -> Page:
    browser_page.page.goto(most_citing(site_dir).as_uri())
    return browser_page.page


@pytest.fixture
def touched(browser: Browser, site_dir: Path) -> Iterator[Page]:
    """The same page on a telephone."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(most_citing(site_dir).as_uri())
    yield page
    context.close()


def test_a_click_shows_what_is_cited_without_leaving_the_page(letter: Page) -> None:
    before = letter.url
    link = letter.locator("a.citation[data-authority]").first
    link.click()
    box = letter.locator(BOX)
    expect(box).to_be_visible()
    assert letter.url == before
    key = (link.get_attribute("data-authority") or "").split()[0]
    assert box.locator("h3 a").first.get_attribute("href") == f"../authorities/{key}.html"
    expect(box).to_contain_text("in the edition")
    letter.locator("h1").click()
    expect(box).to_have_count(0)


def test_the_card_of_an_ibid_shows_its_pinpoint_and_its_own_chain_only(letter: Page) -> None:
    link = letter.locator("a.citation", has_text="Ibid., page").nth(1)
    link.click()
    box = letter.locator(BOX)
    expect(box.locator(".card__pin")).to_have_count(1)
    pin = box.locator(".card__pin").inner_text()
    assert pin in link.inner_text()
    assert "→" in box.inner_text()
    chain = box.locator(".card__how a").all()
    assert len(chain) >= 2
    chain[0].click()
    expect(box).to_have_count(0)
    assert "#fn-" in letter.url


def test_the_keyboard_opens_the_card_and_escape_gives_the_focus_back(letter: Page) -> None:
    link = letter.locator("a.citation[data-authority]").nth(2)
    link.focus()
    letter.keyboard.press("Enter")
    box = letter.locator(BOX)
    expect(box).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "true")
    letter.keyboard.press("Tab")
    expect(box.locator("a").first).to_be_focused()
    letter.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(link).to_be_focused()
    assert link.get_attribute("aria-expanded") is None


def test_tab_leads_out_of_the_card_to_the_words_again(letter: Page) -> None:
    link = letter.locator("a.citation[data-authority]").first
    link.focus()
    letter.keyboard.press("Enter")
    for _ in range(30):
        letter.keyboard.press("Tab")
        if not letter.locator(BOX).count():
            break
    expect(letter.locator(BOX)).to_have_count(0)
    expect(link).to_be_focused()


def test_a_tap_shows_the_card_at_the_foot_of_a_telephone_and_a_tap_outside_closes_it(touched: Page) -> None:
    touched.locator("a.citation[data-authority]").first.tap()
    box = touched.locator(BOX)
    expect(box).to_be_visible()
    place = box.bounding_box()
    assert place
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 390
    assert abs(place["y"] + place["height"] - 800) < 2
    box.locator("button").tap()
    expect(box).to_have_count(0)


def test_the_resting_mouse_shows_the_card_and_leaving_closes_it(letter: Page) -> None:
    letter.locator("a.citation[data-authority]").first.hover()
    box = letter.locator(BOX)
    expect(box).to_be_visible()
    box.hover()
    letter.wait_for_timeout(500)
    expect(box).to_be_visible()
    letter.mouse.move(2, 2)
    expect(box).to_have_count(0)


def test_the_card_lies_within_the_window_wherever_its_words_stand(letter: Page) -> None:
    links = letter.locator("a.citation[data-authority]")
    seen = 0
    for index in range(0, links.count(), 6):
        links.nth(index).scroll_into_view_if_needed()
        links.nth(index).click()
        place = letter.locator(BOX).bounding_box()
        assert place
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 1280
        letter.keyboard.press("Escape")
        seen += 1
    assert seen > 5


def test_a_mark_of_doubt_says_what_is_doubtful(letter: Page) -> None:
    letter.locator("a.citation-mark").first.click()
    expect(letter.locator(f"{BOX} .card__how")).to_contain_text("In the transcription")


def test_the_card_is_readable_in_dark_colours(letter: Page) -> None:
    letter.emulate_media(color_scheme="dark")
    letter.locator("a.citation[data-authority]").first.click()
    colours = letter.locator(BOX).evaluate(
        "box => [getComputedStyle(box).color, getComputedStyle(box).backgroundColor]"
        ".map(c => c.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0))"
    )
    assert colours[0] - colours[1] > 400


def test_without_a_script_the_words_lead_to_the_authority_and_the_list_stands_at_the_end(
    browser: Browser, site_dir: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(most_citing(site_dir).as_uri())
    expect(page.locator("#cited .card").first).to_be_visible()
    mark = page.locator("a.citation-mark").first
    target = (mark.get_attribute("href") or "").removeprefix("#")
    assert page.locator(f'[id="{target}"]').count() == 1
    link = page.locator("a.citation[data-authority]").first
    key = (link.get_attribute("data-authority") or "").split()[0]
    link.click()
    assert page.url.endswith(f"/authorities/{key}.html")
    assert page.locator(".place").count() > 0
    page.locator(".place a").first.click()
    assert "/letters/" in page.url
    context.close()


def test_a_letters_page_with_all_that_it_loads_stays_below_100_kilobytes(site_dir: Path) -> None:
    page = most_citing(site_dir)
    tree = html.parse(page)
    loaded = tree.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
    assert any("citations" in address for address in loaded)
    files = [page, *((page.parent / address).resolve() for address in loaded)]
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) < 100_000
