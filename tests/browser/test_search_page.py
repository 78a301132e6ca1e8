"""The search page in Chromium, on a host and from an unzipped bundle."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

QUERIES = (
    "Lachin",
    "lachin ROAD",
    "mercenaries",
    "Méndez",
    "S/2023/826",
    "822 (1993)",
    "counter-terrorism measures",
    "foreign terrorist fighters",
    "Azərbaycan",
    "the territorial integrity of",
    "cluster munitions 2020",
)
ODD = (
    "",
    "   ",
    "the of and",
    "+++ ~ ^ * : -",
    "title:",
    "foo:bar baz~2^x",
    '"unclosed phrase',
    "<script>alert(1)</script>",
    "\\",
    "%00 % %zz",
    "constructor __proto__ toString",
    "🕊",
    "x" * 5000,
    "nosuchwordanywhere",
)


def ask(visit: Visit, query: str) -> list[list[str]]:
    """The hits of a query, as letter and anchor."""
    hits: list[list[str]] = visit.page.evaluate(
        "query => editionSearch.ask(query).map(hit => [hit.letter, hit.anchor])", query
    )
    return hits


def passages(folder: Path) -> list[tuple[str, str, str]]:
    """Letter, anchor and text of all that can be found."""
    script = (folder / "search" / "texts.js").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(script[script.index("{") : script.rindex(";")])
    return [(data["letters"][letter][0], anchor, text) for letter, anchor, _, text in data["passages"]]


@pytest.fixture
def search_page(browser_page: Visit, site_dir: Path) -> Visit:
    browser_page.page.goto((site_dir / "search.html").as_uri())
    return browser_page


def test_the_hits_are_the_same_on_a_host_in_a_subfolder_and_from_the_disk(
    browser_page: Visit, site_dir: Path, unzipped_site: Path, http_site: Callable[..., str]
) -> None:
    found = []
    for address in (http_site(site_dir), http_site(site_dir, "some/where"), unzipped_site.as_uri() + "/"):
        browser_page.page.goto(f"{address}search.html")
        found.append({query: ask(browser_page, query) for query in QUERIES})
    assert found[0] == found[1] == found[2]
    without = [query for query, hits in found[0].items() if not hits]
    assert without == [], "a query that finds nothing proves nothing"


def test_every_hit_holds_all_words_of_the_query(search_page: Visit, site_dir: Path) -> None:
    texts = {(letter, anchor): text for letter, anchor, text in passages(site_dir)}
    hits = ask(search_page, "Lachin road")
    assert hits
    assert {tuple(hit) for hit in hits} == {
        place
        for place, text in texts.items()
        if re.search(r"(?i)\blachin\b", text) and re.search(r"(?i)\broads?\b", text)
    }


def test_every_word_of_the_letters_leads_back_to_its_paragraph(search_page: Visit, site_dir: Path) -> None:
    words: dict[str, tuple[str, str]] = {}
    for letter, anchor, text in passages(site_dir):
        for word in re.findall(r"[^\W_]+(?:/[^\W_]+)*", text):
            words.setdefault(word, (letter, anchor))
    assert len(words) > 2000
    missed = search_page.page.evaluate(
        """words => words.filter(([word, letter, anchor]) => {
            const hits = editionSearch.ask(word);
            const asked = document.getElementById("search-count") && editionSearch.terms(word).length;
            return asked && !hits.some(hit => hit.letter === letter && hit.anchor === anchor);
        })""",
        [[word, *place] for word, place in words.items()],
    )
    assert missed == []
    left_out = search_page.page.evaluate(
        "words => words.filter(word => !editionSearch.terms(word).length).length", list(words)
    )
    assert left_out < 200, "only words such as “the” are in no index"


@pytest.mark.parametrize("query", ODD)
def test_an_odd_query_gets_a_plain_answer_and_no_error(search_page: Visit, query: str) -> None:
    page = search_page.page
    page.fill("#search-field", query)
    page.press("#search-field", "Enter")
    assert page.locator("#search-hits li").count() == 0
    said = page.locator("#search-count").inner_text()
    assert bool(said) == bool(query.strip())
    assert "rror" not in said


def test_the_query_of_the_address_is_answered_and_kept_in_the_field(browser_page: Visit, site_dir: Path) -> None:
    page = browser_page.page
    page.goto((site_dir / "search.html").as_uri() + "?q=" + quote("Lachin & <road>"))
    assert page.input_value("#search-field") == "Lachin & <road>"
    assert page.locator("#search-hits li").count() > 0


def test_the_field_in_the_head_of_a_letter_leads_to_the_hits(browser_page: Visit, site_dir: Path) -> None:
    page = browser_page.page
    page.goto(next((site_dir / "letters").glob("2*.html")).as_uri())
    page.fill("#site-search-field", "territorial integrity")
    page.press("#site-search-field", "Enter")
    page.wait_for_url("**/search.html?q=territorial+integrity")
    assert page.locator("#search-hits li").count() > 0


def test_the_answer_is_announced_and_the_field_has_a_name(search_page: Visit) -> None:
    page = search_page.page
    status = page.get_by_role("status")
    assert status.get_attribute("aria-live") == "polite"
    page.get_by_label("Words in the letters and their notes").fill("Lachin")
    page.get_by_role("button", name="Search", exact=True).click()
    assert re.fullmatch(r"\d+ places in \d letters?\.", status.inner_text())


def test_a_hit_leads_to_its_paragraph(search_page: Visit) -> None:
    page = search_page.page
    page.fill("#search-field", "Lachin")
    page.press("#search-field", "Enter")
    first = page.locator("#search-hits li").first
    assert "lachin" in first.locator("mark").first.inner_text().lower()
    first.locator("a").click()
    page.wait_for_url(re.compile(r"letters/.*\.html#"))
    target = page.locator(":target")
    assert target.count() == 1
    assert "Lachin" in target.inner_text()
    assert target.evaluate("element => element.getBoundingClientRect().top >= 0")


def test_without_javascript_the_page_says_what_to_do(browser: Any, site_dir: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site_dir / "search.html").as_uri())
    assert "needs JavaScript" in page.locator("main").inner_text()
    context.close()
