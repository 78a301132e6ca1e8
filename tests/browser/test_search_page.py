"""The search page in Chromium: its answers, choices, orders, addresses and files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

NOTHING = ("   ", "+++ ~ ^ * : -", "\\", "?", "* *", "AND", "()", '""', "=", "NEAR/3", "🕊", "-", "((((")
ODD = (
    "title:nowhere",
    "qqq:bar baz~2^x",
    '"unclosed phraseology',
    "<script>alert(1)</script> zzz",
    "%00 % %zz",
    "constructor __proto__ toString",
    "x" * 5000,
    "nosuchwordanywhere",
    "(" * 300 + "nosuchword" + ")" * 7,
    "a*b*c*d*e*f*g*h*i*j*k*l*m*n*o*p*q*r*s*t*u*v*w*x*y*z*",
    "-" * 3000 + "nosuchword zzz",
)


def type_query(visit: Visit, query: str) -> None:
    visit.page.fill("#search-field", query)
    visit.page.press("#search-field", "Enter")


def open_search(visit: Visit, site: Path, rest: str = "") -> None:
    visit.page.goto("about:blank")  # else a change behind # would be no new page
    visit.page.goto((site / "search.html").as_uri() + rest)


@pytest.fixture
def search_page(browser_page: Visit, site_dir: Path) -> Visit:
    open_search(browser_page, site_dir)
    return browser_page


def count(visit: Visit) -> str:
    visit.page.wait_for_function("document.getElementById('search-count').textContent !== ''")
    return visit.page.locator("#search-count").inner_text()


def test_nothing_large_is_loaded_before_the_search_is_used(
    browser_page: Visit, site_dir: Path, http_site: Callable[..., str]
) -> None:
    asked: list[str] = []
    browser_page.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    browser_page.page.goto(f"{http_site(site_dir)}search.html")
    assert not {"lunr.js", "index.js", "texts.js"} & set(asked)
    browser_page.page.focus("#search-field")
    browser_page.page.wait_for_function("window.EDITION_TEXTS !== undefined")
    assert {"lunr.js", "index.js", "texts.js"} <= set(asked)


def test_no_page_but_the_search_loads_the_search(
    browser_page: Visit, site_dir: Path, http_site: Callable[..., str]
) -> None:
    asked: list[str] = []
    browser_page.page.on("request", lambda request: asked.append(request.url))
    browser_page.page.goto(f"{http_site(site_dir)}index.html")
    assert [url.rsplit("/", 1)[1] for url in asked if "/search/" in url] == ["find.js"]


@pytest.mark.parametrize("query", NOTHING)
def test_a_question_without_a_word_gets_a_helpful_line(search_page: Visit, query: str) -> None:
    type_query(search_page, query)
    if not query.strip():
        assert search_page.page.locator("#search-results *").count() == 0
        return
    assert "type a name, a number or another telling word" in count(search_page)
    assert search_page.page.locator("#search-results *").count() == 0


@pytest.mark.parametrize("query", ODD)
def test_an_odd_question_gets_a_plain_answer_and_no_error(search_page: Visit, query: str) -> None:
    type_query(search_page, query)
    said = count(search_page)
    assert "Try fewer words" in said or "only what is not to be found" in said
    assert search_page.page.locator("#search-results *").count() == 0


def test_a_question_that_only_says_no_is_told_what_is_missing(search_page: Visit) -> None:
    type_query(search_page, "-Lachin NOT road")
    assert count(search_page) == "This says only what is not to be found: add a word that is."


def test_what_was_understood_otherwise_is_said(search_page: Visit) -> None:
    type_query(search_page, 'Lachin AND ("closed road')
    count(search_page)
    told = search_page.page.locator("#search-notes").inner_text()
    assert "closing quotation mark is missing" in told
    assert "closing bracket is missing" in told


def test_the_question_of_the_address_is_answered_and_kept_in_the_field(browser_page: Visit, site_dir: Path) -> None:
    for rest in ("?q=" + quote("Lachin & <road>"), "#q=" + quote("Lachin & <road>")):
        open_search(browser_page, site_dir, rest)
        assert re.match(r"\d+ places", count(browser_page))
        assert browser_page.page.input_value("#search-field") == "Lachin & <road>"
        assert browser_page.page.locator(".hit").count() > 0


def test_every_hit_says_letter_date_sender_and_place_and_marks_every_occurrence(search_page: Visit) -> None:
    type_query(search_page, '"Lachin road"')
    assert count(search_page).endswith("of 1 letter.")
    hit = search_page.page.locator(".hit--text").nth(1)
    assert re.search(r"5 December 2023, paragraph 26", hit.locator("a").inner_text())
    assert "5 December 2023, Yashar Aliyev" in hit.locator(".hit__told").inner_text()
    assert hit.locator("mark").all_inner_texts() == ["Lachin road"] * 3


def test_editors_words_are_told_apart_from_a_letters_words(browser_page: Visit, site_dir: Path) -> None:
    open_search(browser_page, site_dir, "#q=Armenia&kind=editorial")
    count(browser_page)
    told = browser_page.page.locator(".hit .hit__told").first
    assert re.match(r"Editors’ note to the letter: \d+ \w+ \d{4}, \w", told.text_content() or "")
    open_search(browser_page, site_dir, "#q=Armenia&kind=authority")
    count(browser_page)
    assert browser_page.page.locator(".hit .hit__told").first.text_content() == "Description of an authority"


def test_a_hit_leads_to_its_place_and_the_words_are_marked_there(search_page: Visit) -> None:
    page = search_page.page
    type_query(search_page, '"Lachin road"')
    count(search_page)
    page.locator(".hit--text a").nth(1).click()
    page.wait_for_url(re.compile(r"letters/.*\.html\?mark=lachin\+road#p26$"))
    page.wait_for_selector("mark.found")
    assert page.locator("#p26 mark.found").all_inner_texts() == ["Lachin road"] * 3
    assert page.locator("mark.found").count() == 3
    assert page.locator("#p26").evaluate("element => element.getBoundingClientRect().top >= 0")


def test_choices_count_combine_and_stand_in_the_address(
    search_page: Visit, browser_page: Visit, site_dir: Path
) -> None:
    page = search_page.page
    type_query(search_page, "genocide OR crimes")
    all_hits = int(re.findall(r"in (\d+) paragraphs", count(search_page))[0])
    page.wait_for_selector("[data-facet=kind] input")
    figures = {}
    for line in page.locator("[data-facet=kind] li").all():
        figures[line.locator("input").get_attribute("value")] = int(line.locator(".facet__count").inner_text())
    assert sum(figures.values()) == all_hits
    page.check("[data-facet=kind] input[value=text]")
    page.wait_for_function("document.querySelectorAll('.hit').length === " + str(figures["text"]))
    page.check("[data-facet=kind] input[value=note]")  # values of one kind are alternatives
    page.wait_for_function("document.querySelectorAll('.hit').length === " + str(figures["text"] + figures["note"]))
    page.click("[data-facet=place] summary")
    value = page.locator("[data-facet=place] li").first
    number, key = int(value.locator(".facet__count").inner_text()), value.locator("input").get_attribute("value")
    value.locator("input").check()  # different kinds hold together
    page.wait_for_function(f"document.querySelectorAll('.hit').length === {number}")
    address = page.url
    assert "#q=genocide+OR+crimes&" in address
    assert f"place={key}" in address
    shown = page.locator(".hit a").all_inner_texts()
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function(f"document.querySelectorAll('.hit').length === {number}")
    assert page.locator(".hit a").all_inner_texts() == shown
    page.click("#search-clear")
    page.wait_for_function(f"document.querySelectorAll('.hit').length === {min(40, all_hits)}")


def test_without_words_the_choices_list_what_fits(browser_page: Visit, site_dir: Path) -> None:
    open_search(browser_page, site_dir, "#kind=editorial&note=disputed")
    number = int(re.match(r"(\d+) paragraphs and notes", count(browser_page))[1])  # type: ignore[index]
    assert number > 3
    assert browser_page.page.locator(".hit--editorial").count() == number == browser_page.page.locator(".hit").count()


def test_the_way_back_leads_to_the_question_before(search_page: Visit) -> None:
    type_query(search_page, "Lachin")
    first = count(search_page)
    type_query(search_page, "Ganja")
    search_page.page.wait_for_function(
        "told => document.getElementById('search-count').textContent !== told", arg=first
    )
    search_page.page.go_back()
    search_page.page.wait_for_function(
        "told => document.getElementById('search-count').textContent === told", arg=first
    )
    assert search_page.page.input_value("#search-field") == "Lachin"


def lines(visit: Visit) -> list[tuple[str, str, str]]:
    rows = visit.page.locator(".lines tbody tr").all()
    return [tuple(row.locator("td").all_inner_texts()) for row in rows]  # type: ignore[misc]


def test_the_concordance_has_a_line_for_each_occurrence_and_sorts_by_either_side(
    browser_page: Visit, site_dir: Path
) -> None:
    open_search(browser_page, site_dir, "#q=mercenaries&view=lines&sort=right")
    places = int(re.match(r"(\d+) places", count(browser_page))[1])  # type: ignore[index]
    rows = lines(browser_page)
    assert len(rows) == places > 10
    assert all(re.fullmatch("mercenar(y|ies)", words, re.IGNORECASE) for _, words, _ in rows)
    firsts = [(re.findall(r"\w+", after.lower()) or [""])[0] for _, _, after in rows]
    assert firsts == sorted(firsts)
    browser_page.page.select_option("#search-sort", "left")
    browser_page.page.wait_for_url(re.compile("sort=left"))
    lasts = [(re.findall(r"\w+", before.lower()) or [""])[-1] for before, _, _ in lines(browser_page)]
    assert lasts == sorted(lasts)
    assert len(lasts) == places
    browser_page.page.select_option("#search-sort", "date")
    browser_page.page.wait_for_url(re.compile("sort=date"))
    sigla = [text[0] for text in browser_page.page.locator(".lines tbody th").all_inner_texts() if text[1] == ","]
    assert sigla == sorted(sigla)


def saved(visit: Visit) -> list[dict[str, str]]:
    with visit.page.expect_download() as download:
        visit.page.click("#search-csv")
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_lines_are_saved_as_csv_from_the_disk_too(browser_page: Visit, site_dir: Path) -> None:
    open_search(browser_page, site_dir, '#q="Lachin road"&view=lines')
    count(browser_page)
    rows = saved(browser_page)
    shown = lines(browser_page)
    assert len(rows) == len(shown) > 4
    assert {row["words"] for row in rows} == {"Lachin road"}
    assert rows[0]["letter"] == "2023-12-05-azerbaijan-mission-new-york"
    assert rows[0]["date"] == "2023-12-05"
    assert (site_dir / rows[0]["address"].partition("?")[0]).is_file()


def test_the_list_of_words_counts_letter_by_letter(browser_page: Visit, site_dir: Path) -> None:
    open_search(browser_page, site_dir, "#view=words")
    assert "different words" in count(browser_page)
    texts = json.loads(re.sub(r"^.*?= |;\s*$", "", (site_dir / "search" / "texts.js").read_text("utf-8")))
    own = [p for p in texts["passages"] if p[0] in ("text", "matter", "note")]
    rows = {row["word"]: row for row in saved(browser_page)}
    for word in ("genocide", "azerbaijan", "1993", "the"):
        by_letter = [0] * len(texts["letters"])
        for _, letter, _, _, text in own:
            by_letter[letter] += len(re.findall(rf"(?i)(?<![^\W_]){word}(?![^\W_])", text))
        assert [int(rows[word][one[0]]) for one in texts["letters"]] == by_letter
        assert int(rows[word]["all"]) == sum(by_letter) > 0
    first = browser_page.page.locator(".words tbody tr").first
    assert first.locator("th").inner_text() == "the"
    first.locator("a").click()
    browser_page.page.wait_for_selector(".hit")
    assert browser_page.page.input_value("#search-field") == "=the"


def test_a_search_for_one_form_of_a_place_offers_the_others(search_page: Visit) -> None:
    type_query(search_page, "Xankendi")
    count(search_page)
    forms = search_page.page.locator(".offer button").all_inner_texts()
    assert {"Khankandi", "Stepanakert", "Xankəndi"} <= set(forms)
    search_page.page.click("text=Look for all of them")
    search_page.page.wait_for_selector(".hit")
    assert '"Stepanakert"' in search_page.page.input_value("#search-field")
    assert "Khankandi" in "".join(search_page.page.locator(".hit mark").all_inner_texts())


def test_what_was_found_is_announced_and_the_field_has_a_name(search_page: Visit) -> None:
    page = search_page.page
    status = page.locator(".search-page").get_by_role("status")
    assert status.get_attribute("aria-live") == "polite"
    field = page.get_by_label("Words in the letters", exact=False)
    field.fill("Lachin")
    page.wait_for_function("document.getElementById('search-said').textContent.includes('places')")
    assert re.search(r"\d+ places in \d+ paragraphs and notes of 1 letter", status.inner_text())


def test_the_keyboard_alone_leads_from_the_field_to_a_hit(search_page: Visit) -> None:
    page = search_page.page
    page.focus("#search-field")
    page.keyboard.type("Lachin")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hit")
    page.wait_for_selector("[data-facet=kind] input")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = "document.activeElement"
        reached.append(page.evaluate(f"{here}.closest('.hit') ? 'hit' : {here}.id || {here}.tagName"))
        if reached[-1] == "hit":
            break
    assert reached[-1] == "hit"
    assert "search-sort" in reached
    assert "search-csv" in reached
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?mark=lachin#"))


@pytest.mark.parametrize("rest", ["#q=Lachin+road", "#q=mercenaries&view=lines", "#view=words", "#kind=authority"])
def test_nothing_goes_over_the_edge_of_a_narrow_window(browser_page: Visit, site_dir: Path, rest: str) -> None:
    browser_page.page.set_viewport_size({"width": 320, "height": 640})
    open_search(browser_page, site_dir, rest)
    count(browser_page)
    assert browser_page.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_the_index_of_names_serves(browser: Any, site_dir: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site_dir / "search.html").as_uri())
    assert "needs JavaScript" in page.locator("main").inner_text()
    page.click("text=Index of names, authorities and subjects")
    assert page.locator("h1").inner_text() == "Index of names, authorities and subjects"
    entry = page.locator("li", has_text="Akna / Aghdam").first
    entry.locator(".alphabet__places a").first.click()
    assert re.search(r"letters/.*#", page.url)
    assert page.locator(":target").count() == 1
    context.close()
