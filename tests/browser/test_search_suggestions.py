"""The field in the head of every page, its suggestions, and the marks at the place to which a search leads."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

LETTER = "letters/2023-12-05-azerbaijan-mission-new-york.html"
FIELD = "#site-search-field"


@pytest.fixture
def letter_page(browser_page: Visit, site_dir: Path) -> Visit:
    browser_page.page.goto((site_dir / LETTER).as_uri())
    return browser_page


def type_and_wait(visit: Visit, text: str) -> list[str]:
    visit.page.click(FIELD)
    visit.page.wait_for_function(f"document.querySelector('{FIELD}').getAttribute('role') === 'combobox'")
    visit.page.keyboard.type(text)
    visit.page.wait_for_selector("[role=listbox]:not([hidden]) [role=option]")
    return visit.page.locator("[role=option]").all_inner_texts()


def asked(visit: Visit) -> str:
    return parse_qs(urlsplit(visit.page.url).query)["q"][0]


def test_the_field_leads_to_the_hits_with_enter(letter_page: Visit) -> None:
    page = letter_page.page
    page.fill(FIELD, "territorial integrity")
    page.press(FIELD, "Enter")
    page.wait_for_url(re.compile(r"search\.html\?q=territorial\+integrity"))
    page.wait_for_selector(".hit")
    assert page.input_value("#search-field") == "territorial integrity"


def test_names_and_authorities_are_proposed_while_somebody_types(letter_page: Visit) -> None:
    shown = type_and_wait(letter_page, "stepan")
    assert any(text.startswith("Stepanakert") for text in shown)
    letter_page.page.fill(FIELD, "")
    shown = type_and_wait(letter_page, "khank")
    assert any(text.startswith("Khankandi") for text in shown)
    letter_page.page.fill(FIELD, "")
    assert any("authority" in text for text in type_and_wait(letter_page, "S/2023"))


def test_the_arrows_choose_and_enter_asks_for_what_is_chosen(letter_page: Visit) -> None:
    page = letter_page.page
    shown = type_and_wait(letter_page, "geneva con")
    field = page.locator(FIELD)
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert active.inner_text() == shown[0]
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None, "beyond the first lies the field"
    page.keyboard.press("ArrowUp")
    assert page.locator("[aria-selected=true]").inner_text() == shown[-1]
    chosen = shown[-1].removesuffix(" authority").removesuffix(" name")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"search\.html\?q="))
    assert asked(letter_page).strip('"') == chosen


def test_escape_closes_the_list_and_enter_then_asks_for_what_was_typed(letter_page: Visit) -> None:
    type_and_wait(letter_page, "kara")
    letter_page.page.keyboard.press("Escape")
    assert letter_page.page.locator("[role=listbox]").is_hidden()
    assert letter_page.page.input_value(FIELD) == "kara"
    letter_page.page.keyboard.press("Enter")
    letter_page.page.wait_for_url(re.compile(r"search\.html\?q=kara$"))


def test_a_click_on_a_suggestion_asks_for_it(letter_page: Visit) -> None:
    type_and_wait(letter_page, "lachin")
    letter_page.page.locator("[role=option]").first.click()
    letter_page.page.wait_for_url(re.compile(r"search\.html\?q="))
    letter_page.page.wait_for_selector(".hit")


def test_words_are_marked_only_where_the_address_asks_for_it(browser_page: Visit, site_dir: Path) -> None:
    page = browser_page.page
    page.goto((site_dir / LETTER).as_uri() + "#p26")
    assert page.locator("mark.found").count() == 0
    before = page.locator("#p26").evaluate("element => element.outerHTML")
    page.goto("about:blank")
    page.goto((site_dir / LETTER).as_uri() + "?mark=lachin+road&mark=exodus#p26")
    page.wait_for_selector("mark.found")
    assert page.locator("mark.found").all_inner_texts() == ["Lachin road", "exodus", "Lachin road", "Lachin road"]
    assert page.locator("#p26 mark.found").count() == 4, "no other paragraph has marks"
    assert page.locator("#p26").evaluate("element => element.querySelectorAll('[id]').length") == page.evaluate(
        "html => { const box = document.createElement('div'); box.innerHTML = html; "
        "return box.firstChild.querySelectorAll('[id]').length; }",
        before,
    )
    page.click("text=Take the marks away")
    assert page.locator("mark.found").count() == 0
    assert page.locator("#p26").evaluate("element => element.outerHTML") == before


def test_words_that_a_link_or_a_page_end_divides_are_marked_whole(browser_page: Visit, site_dir: Path) -> None:
    page = browser_page.page
    page.goto((site_dir / LETTER).as_uri() + "?mark=s+2023+826#fn-1")
    page.wait_for_selector("mark.found")
    assert "".join(page.locator("mark.found").all_inner_texts()) == "S/2023/826"


def test_an_address_that_marks_nothing_does_nothing(browser_page: Visit, site_dir: Path) -> None:
    page = browser_page.page
    for rest in ("?mark=nosuchword#p26", "?mark=%F0%9F%95%8A#p26", "?mark=lachin#nosuchplace", "?mark=<b>#p26"):
        page.goto("about:blank")
        page.goto((site_dir / LETTER).as_uri() + rest)
        page.wait_for_function("window.EditionWords !== undefined")
        page.wait_for_timeout(100)
        assert page.locator("mark.found, .found-bar").count() == 0


def test_a_description_of_an_authority_is_marked_on_its_page(browser_page: Visit, site_dir: Path) -> None:
    page = browser_page.page
    page.goto((site_dir / "search.html").as_uri() + "#q=Lachin&kind=authority")
    page.wait_for_selector(".hit--authority a")
    page.locator(".hit--authority a").first.click()
    page.wait_for_url(re.compile(r"authorities/.*\.html\?mark=lachin"))
    page.wait_for_selector("mark.found")
