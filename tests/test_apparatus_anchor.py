"""A note finds the one place of its words, exactly, whatever the transcription has between them; or it is reported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.apparatus.anchor import Miss, anchor, unique_selector
from build_tools.apparatus.text import BORDER, Found, ReadingText
from build_tools.model.annotation import Anchor, TextQuoteSelector
from build_tools.model.letter import Letter
from tests.apparatus import zenda
from tests.specimens import LETTERS


def found(exact: str, made: Letter | None = None, prefix: str = "", suffix: str = "") -> Anchor:
    place = anchor(TextQuoteSelector(exact, prefix, suffix), ReadingText(made or zenda()))
    assert isinstance(place, Anchor), place
    return place


def missed(exact: str, prefix: str = "", suffix: str = "") -> Miss:
    place = anchor(TextQuoteSelector(exact, prefix, suffix), ReadingText(zenda()))
    assert isinstance(place, Miss), place
    return place


@pytest.mark.parametrize(
    ("exact", "pieces"),
    [
        ("We have not find any", ["We have not find any"]),
        ("at the Treaty of Zenda talks", ["at the *Treaty of Zenda* talks"]),
        ("Treaty of Zenda", ["Treaty of Zenda"]),
        ("talks, which the", ["talks,¹ which the"]),
        ("The lamps at the quay of Hentzau", ["The lamps at", "the quay of Hentzau"]),
        ("second letter says that the river", ["second letter](#) says that\nthe river"]),
        ("Mr. Rudolf Marchmont President", ["Mr. Rudolf Marchmont\nPresident"]),
        ("article 4, at https://treaties.example/zenda", ["article 4, at <https://treaties.example/zenda"]),
        ("The river is ours says", ["The river is ours</b> says"]),
    ],
)
def test_words_are_found_over_all_that_a_reader_does_not_see(exact: str, pieces: list[str]) -> None:
    made = zenda()
    place = found(exact, made)
    assert [made.witness.slice(span) for span in place.spans] == pieces
    assert place.line == made.witness.line_at(place.spans[0].start)


def test_a_place_says_in_which_block_or_note_it_is() -> None:
    assert found("article 4").within == "fn-1"
    assert found("quay of Hentzau").within == "p1"


@pytest.mark.parametrize(
    "exact", ['the "river commission" opened', "the “river commission” opened", "the   \n “river commission” "]
)
def test_quotation_marks_and_white_space_do_not_count(exact: str) -> None:
    assert found(exact).quote.startswith("the “river commission”")


@pytest.mark.parametrize(
    "exact", ["we have not find", "We have not found", "We have not  find any envoys", "*Treaty of Zenda*"]
)
def test_anything_else_counts(exact: str) -> None:
    miss = missed(exact)
    assert (miss.rule, miss.places) == ("quote-not-found", ())


def test_words_that_stand_twice_are_not_taken_for_the_first() -> None:
    miss = missed("lamps at the quay")
    assert miss.rule == "quote-ambiguous"
    assert len(miss.places) == 2
    assert "2 times" in miss.message
    lines = zenda().witness.text.split("\n")
    first, second = (
        next(n for n, line in enumerate(lines, 1) if there in line) for there in ("The lamps at", "no one;")
    )
    assert f"(lines {first}, {second})" in miss.message


def test_a_prefix_or_a_suffix_tells_which_of_two_is_meant() -> None:
    assert found("lamps at the quay", prefix="no one; the").within == "p3"
    assert found("lamps at the quay", suffix="of Hentzau").within == "p1"
    assert found("lamps at the quay", prefix="the", suffix="are out").within == "p3"


def test_a_prefix_may_reach_into_the_block_before() -> None:
    assert found("The river is ours", prefix="the lamps too.").within == "p3"


def test_a_prefix_that_fits_nowhere_or_twice_decides_nothing() -> None:
    assert "never with this" in missed("lamps at the quay", prefix="some").message
    assert "make them longer" in missed("lamps at the quay", suffix=" ", prefix="e").message


def test_a_prefix_is_not_read_where_the_words_stand_once() -> None:
    assert found("We have not find", prefix="words that are nowhere").within == "p1"


def test_words_of_two_paragraphs_are_told_as_such() -> None:
    miss = missed("the lamps too. The river is ours")
    assert miss.rule == "quote-crosses-blocks"
    assert "p2" in miss.message
    assert "p3" in miss.message


READINGS = {name: ReadingText(make()) for name, make in {**LETTERS, "zenda": zenda}.items()}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_described_stretch_is_found_again_at_its_own_place(data: st.DataObject) -> None:
    reading = READINGS[data.draw(st.sampled_from(sorted(READINGS)))]
    units = [unit for unit in reading.units() if unit.end - unit.start > 1]
    unit = data.draw(st.sampled_from(units))
    start = data.draw(st.integers(unit.start, unit.end - 1))
    end = data.draw(st.integers(start + 1, unit.end))
    words = reading.text[start:end]
    if words != words.strip() or BORDER in words:
        return
    wanted = reading.anchor(Found(start, end))
    if not wanted.spans:
        return
    selector = unique_selector(Found(start, end), reading)
    assert anchor(selector, reading) == wanted
    assert len(selector.exact) >= 20 or selector.prefix or selector.suffix
