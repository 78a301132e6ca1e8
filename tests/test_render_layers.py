"""Markings laid over the words of a letter: round every piece, validly nested, no word touched."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model.letter import Letter
from build_tools.model.marking import Marking
from build_tools.model.witness import Span
from build_tools.render.html import article
from tests.builders import auto, block, call, edition_letter, em, letter, link, note, rest
from tests.render_reading import element, faults, witness_words
from tests.specimens import LETTERS, marking


def river() -> Letter:
    return letter(
        block("p1", "paragraph", "The ", em("Treaty of Zenda"), " binds us,", call("1"), " as", page=1),
        note("1", "See ", auto("https://x.example"), " there."),
        rest("p1", "all know."),
    )


def page_of(made: Letter, *laid: Marking) -> str:
    page = article(edition_letter(made), laid)
    assert faults(page) == []
    for unit in (*made.blocks, *made.notes):
        assert witness_words(page, unit.id) == " ".join(unit.text.split())
    return page


def inside(page: str, path: str) -> list[str]:
    """The text of elements, by their path in the first paragraph."""
    return [found.text_content() for found in element(page, "p1").xpath(path)]


def test_a_marking_stands_outside_emphasis_and_cuts_it_where_it_ends() -> None:
    made = river()
    page = page_of(made, marking(made, "of Zenda* binds", element="mark"))
    assert inside(page, ".//mark") == ["of Zenda binds"]
    assert inside(page, ".//mark/em") == ["of Zenda"]
    assert inside(page, ".//em") == ["Treaty ", "of Zenda"]


def test_a_marking_over_a_joined_page_is_one_element() -> None:
    made = river()
    page = page_of(made, marking(made, " as", "all know", element="mark", data_annotation="a1"))
    assert inside(page, ".//mark[@data-annotation='a1']") == [" as [page 2] all know"]


def test_a_marking_may_hold_a_call() -> None:
    made = river()
    assert inside(page_of(made, marking(made, "binds us,¹ as", element="mark")), ".//mark") == ["binds us,1 as"]


def test_a_link_is_interrupted_by_a_call_which_is_a_link_too() -> None:
    made = river()
    page = page_of(made, marking(made, "binds us,¹ as", class_="citation"))
    assert inside(page, ".//a[@class='citation']") == ["binds us,", " as"]


def test_of_two_links_over_the_same_words_the_inner_one_is_live() -> None:
    made = river()
    page = page_of(made, marking(made, "Treaty of Zenda* binds", href="#a"), marking(made, "Zenda", href="#b"))
    assert inside(page, ".//a[@href='#b']") == ["Zenda"]
    assert inside(page, ".//a[@href='#a']") == ["Treaty of ", " binds"]


def test_a_link_of_the_edition_takes_the_place_of_the_link_of_the_witness() -> None:
    made = letter(block("p1", "paragraph", "See ", auto("https://x.example"), " and ", link("x:y", "that"), "."))
    page = page_of(made, marking(made, "https://x.example", href="#a"), marking(made, "that", href="#b"))
    assert inside(page, ".//a[not(@data-editorial)]") == ["https://x.example", "that"]
    assert element(page, "p1").xpath(".//a[not(@data-editorial)]/@href") == ["#a", "#b"]


def test_of_two_markings_that_overlap_the_later_one_is_cut() -> None:
    made = river()
    page = page_of(made, marking(made, "The *Treaty", element="mark"), marking(made, "Treaty of", element="i"))
    assert inside(page, ".//mark") == ["The Treaty"]
    assert inside(page, ".//mark//i") == ["Treaty"]
    assert inside(page, ".//i") == ["Treaty", " of"]


def test_of_two_markings_over_the_same_words_the_first_is_outside() -> None:
    made = river()
    page = page_of(made, marking(made, "Zenda", element="mark"), marking(made, "Zenda", element="i"))
    assert inside(page, ".//mark/i") == ["Zenda"]


def test_markings_that_touch_stay_two() -> None:
    made = river()
    page = page_of(made, marking(made, "binds", element="mark"), marking(made, " us", element="mark"))
    assert inside(page, ".//mark") == ["binds", " us"]


def test_what_the_edition_sets_behind_words_is_editorial_and_comes_once_at_the_end() -> None:
    made = river()
    page = page_of(made, marking(made, " as", "all know", element="mark", after="<b>so</b>\n\nthey say"))
    added = element(page, "p1").xpath(".//mark/following-sibling::*[1][@data-editorial]")
    assert [found.text_content() for found in added] == ["so\nthey say"]
    assert "\n\n" not in page


def test_an_emendation_has_the_shape_of_the_contract() -> None:
    made = river()
    outer = marking(made, "binds", element="span", data_emendation="e1")
    page = page_of(made, outer, marking(made, "binds", element="span", after="bound", after_element="ins"))
    assert '<span data-emendation="e1"><span>binds</span><ins data-editorial>bound</ins></span>' in page


def test_an_id_is_given_once_however_many_pieces_a_marking_is_in() -> None:
    made = river()
    page = page_of(made, marking(made, "binds us,¹ as", id="c1", class_="citation"))
    assert element(page, "c1").text_content() == "binds us,"


def test_values_of_attributes_cannot_leave_their_quotes() -> None:
    made = river()
    page = page_of(made, marking(made, "Zenda", element="mark", data_note='"><script>\n\nx'))
    assert "<script" not in page
    assert "\n\n" not in page
    assert element(page, "p1").xpath(".//mark/@data-note") == ['"><script>\n\nx']


def test_a_marking_over_markup_or_nothing_leaves_no_element() -> None:
    made = river()
    at = made.witness.text.index("*")
    page = page_of(made, *(Marking(spans=(Span(at, end),), element="mark", after="!") for end in (at, at + 1)))
    assert inside(page, ".//mark") == []


LONG = LETTERS["1995-05-03-ruritania-foreign-minister"]()
PLACES = st.integers(0, len(LONG.witness.text))
SPANS = st.tuples(PLACES, PLACES).map(lambda ends: Span(min(ends), max(ends)))
ANY = st.builds(
    Marking,
    spans=st.lists(SPANS, min_size=1, max_size=3).map(lambda spans: tuple(sorted(spans))),
    element=st.sampled_from(["a", "span", "mark"]),
    after=st.sampled_from(["", "x"]),
)


@settings(deadline=None, derandomize=True)
@given(st.lists(ANY, max_size=8))
def test_no_marking_changes_a_word_or_breaks_the_nesting(laid: list[Marking]) -> None:
    page_of(LONG, *laid)


def test_many_markings_take_linear_time() -> None:
    count = 20_000
    made = letter(block("p1", "paragraph", "word " * count))
    laid = [Marking(spans=(Span(5 * n, 5 * n + 4),), element="a", after="x") for n in range(count)]
    begun = time.perf_counter()
    page = article(edition_letter(made), laid)
    assert time.perf_counter() - begun < 5
    assert page.count("<a>word</a><span data-editorial>x</span>") == count
