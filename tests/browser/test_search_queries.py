"""The labelled questions in Chromium: nothing missed, nothing wrong, and the same from a host and from a disk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.web.search.words import search_words, stem
from tests.browser.conftest import Visit
from tests.browser.searching import ask, own
from tests.searching import cases, units

pytestmark = pytest.mark.browser

CASES = cases()


def test_every_labelled_question_finds_what_it_should_and_nothing_else(browser_page: Visit, site_dir: Path) -> None:
    browser_page.page.goto((site_dir / "search.html").as_uri())
    found = ask(browser_page.page, [case.query for case in CASES])
    missed, wrong, expected = [], [], 0
    for case in CASES:
        hits = own(found[case.query])
        assert len(set(hits)) == len(hits), f"{case.query} lists a place twice"
        expected += len(case.hits)
        missed += [(case.query, place) for place in case.hits - set(hits)]
        wrong += [(case.query, place) for place in set(hits) - case.hits]
    print(f"{len(CASES)} questions, {expected} places expected: {len(missed)} missed, {len(wrong)} wrong")
    assert expected > 500
    assert missed == []
    assert wrong == []


def test_every_occurrence_is_marked_and_no_other_words(browser_page: Visit, site_dir: Path) -> None:
    single = [case for case in CASES if len(case.has) == 1 and not case.near]
    browser_page.page.goto((site_dir / "search.html").as_uri())
    found = ask(browser_page.page, [case.query for case in single])
    counted = 0
    for case in single:
        for siglum, anchor, _, places in (hit for hit in found[case.query] if (hit[0], hit[1]) in case.hits):
            matches = re.findall(case.has[0], units()[siglum, anchor], re.IGNORECASE)
            assert places == len(matches), (case.query, siglum, anchor)
            counted += places
    assert counted > 500


def test_the_hits_are_the_same_on_a_host_in_a_subfolder_and_from_the_disk_without_a_network(
    browser_page: Visit, site_dir: Path, unzipped_site: Path, http_site: Callable[..., str]
) -> None:
    queries = [case.query for case in CASES]
    found = []
    for address in (http_site(site_dir), http_site(site_dir, "some/where")):
        browser_page.page.goto(f"{address}search.html")
        found.append(ask(browser_page.page, queries))
    browser_page.page.context.set_offline(True)
    browser_page.page.goto(f"{unzipped_site.as_uri()}/search.html")
    found.append(ask(browser_page.page, queries))
    assert found[0] == found[1] == found[2]
    assert sum(map(len, found[0].values())) > 500


def test_the_program_and_the_page_cut_fold_and_stem_alike(browser_page: Visit, site_dir: Path, root: Path) -> None:
    browser_page.page.goto((site_dir / "search.html").as_uri())
    # Letters, and everything else at hand that is written in English, with code and signs in between.
    files = [*root.glob("docs/**/*.md"), *root.glob("annotations/**/*.yml"), *root.glob("docs/letters/*.txt")]
    files += [*root.glob("build_tools/**/*.py"), *root.glob("tests/*.py")]
    odd = "½ № ™ ﬁne ﬂow x² İstanbul STRASSE straße Ⅻ a\u00adb a\u200bb e\u0301 ſ Œuvre ǆ ①② ٣ ऋषि 中文 naïve Ωmega ά"
    given = [odd, *(file.read_text("utf-8", errors="replace") for file in files)]
    for text in given:
        expected = search_words(text)
        got = browser_page.page.evaluate("text => EditionWords.cut(text).words", text)
        assert got == expected
    words = sorted({word for text in given for word in search_words(text)})
    assert len(words) > 5000
    stems = browser_page.page.evaluate("words => words.map(EditionWords.stem)", words)
    assert [pair for pair in zip(words, stems, strict=True) if stem(pair[0]) != pair[1]] == []


def test_every_word_of_the_letters_leads_back_to_its_paragraph(browser_page: Visit, site_dir: Path) -> None:
    browser_page.page.goto((site_dir / "search.html").as_uri())
    words = {word: place for place, text in units().items() for word in re.findall(r"[^\W_]+", text)}
    assert len(words) > 2000
    found = ask(browser_page.page, words)
    assert [word for word, place in words.items() if place not in own(found[word])] == []


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a OR b c", {"or": ["a", {"and": ["b", "c"]}]}),
        ("a -b", {"and": ["a", {"not": "b"}]}),
        ("a NEAR/3 b c", {"and": [{"near": ["a", "b"], "n": 3}, "c"]}),
        ("(a OR b) NEAR c", {"near": [{"or": ["a", "b"]}, "c"], "n": 10}),
        ("NOT NOT a", "a"),
        ("a AND NOT (b OR c)", {"and": ["a", {"not": {"or": ["b", "c"]}}]}),
        ("and or not near", {"and": ["and", "or", "not", "near"]}),
        ("a – b", {"and": ["a", "b"]}),
        ("=x/y", "x=/y="),
        ("“a  b”", "a= b="),
    ],
)
def test_a_question_is_understood_by_fixed_rules(browser_page: Visit, site_dir: Path, query: str, tree: object) -> None:
    browser_page.page.goto((site_dir / "search.html").as_uri())
    script = """query => {
        const told = tree => tree.type === "words" ? tree.atoms.map((atom, n) =>
                (n ? atom.joint || " " : "") + atom.word + (atom.exact ? "=" : "")).join("")
            : tree.type === "not" ? {not: told(tree.part)}
            : tree.type === "near" ? {near: tree.parts.map(told), n: tree.within} : {[tree.type]: tree.parts.map(told)};
        return JSON.stringify(told(EditionQuery.parse(query).tree));
    }"""
    assert json.loads(browser_page.page.evaluate(script, query)) == tree
