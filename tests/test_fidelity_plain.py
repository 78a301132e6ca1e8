"""The plain reader of the raw witness."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest
import yaml

from build_tools.fidelity.plain import EM, STRONG, SUB, SUP, Seen, read_piece
from build_tools.model.witness import Span

NAMES = {"plain": 0, "em": EM, "strong": STRONG, "sup": SUP, "sub": SUB}
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "fidelity" / "plain.yml").read_text(encoding="utf-8"))


def characters(raw: str, seen: list[Seen]) -> list[tuple[str, int]]:
    return [(c, s.emphasis) for s in seen if not s.is_break for c in raw[s.start : s.end] if not c.isspace()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_reader_sees(case: dict[str, object]) -> None:
    raw = str(case["input"])
    expected = [
        (c, sum(NAMES[name] for name in names.split("+")))
        for names, text in case["expected"]  # type: ignore[attr-defined]
        for c in text
    ]
    assert characters(raw, read_piece(raw, Span(0, len(raw)))) == expected


def test_only_the_piece_is_read_and_its_edges_count_as_white_space() -> None:
    raw = "x*a* b*c*y"
    seen = read_piece(raw, Span(1, 9))
    assert characters(raw, seen) == [("a", EM), ("b", 0), ("c", EM)]
    assert min(s.start for s in seen) >= 1
    assert max(s.end for s in seen) <= 9


def test_a_call_keeps_its_place_and_what_is_told_as_no_text_is_left_out() -> None:
    raw = "- so it was,¹ [bookmark: _x]they say*"
    calls, out = [Span(12, 13)], [Span(0, 1), Span(14, 28), Span(36, 37)]
    seen = read_piece(raw, Span(0, len(raw)), calls, out)
    assert "".join(raw[s.start : s.end] for s in seen) == " so it was,¹ they say"
    assert [(s.start, s.end) for s in seen if s.is_call] == [(12, 13)]


def test_emphasis_goes_on_over_a_call_and_over_what_is_left_out() -> None:
    raw = "*so¹ it [bookmark: _x]was*"
    seen = read_piece(raw, Span(0, len(raw)), [Span(3, 4)], [Span(8, 22)])
    assert characters(raw, seen) == [(c, EM) for c in "so¹itwas"]


def test_a_tag_that_ends_a_line_parts_words_and_is_not_seen() -> None:
    raw = "The Steward<br>Strelsau<br/>"
    seen = read_piece(raw, Span(0, len(raw)))
    assert [raw[s.start : s.end] for s in seen if s.is_break] == ["<br>", "<br/>"]
    assert [raw[s.start : s.end] for s in seen if not s.is_break] == ["The Steward", "Strelsau"]


def test_an_asterisk_that_calls_a_note_neither_opens_nor_closes_emphasis() -> None:
    raw = "*the treaty** was signed"
    seen = read_piece(raw, Span(0, len(raw)), [Span(12, 13)])
    assert characters(raw, seen) == [(c, EM) for c in "thetreaty"] + [(c, 0) for c in "*wassigned"]


@pytest.mark.parametrize(
    "unit",
    """* _ [ a*· *a_· *a·**b· *a**b ]( ](x·" ](x·( [a](< ]((( <a·b=' <? <!x <!-- <![CDATA[ <a: <a@ < \\ [a](b)· [[ <sup>
    ¶*""".split(),
)
def test_time_grows_linearly_with_a_hostile_text(unit: str) -> None:
    def seconds(times: int) -> float:
        raw = unit.replace("·", " ").replace("¶", "\u2028") * times
        start = time.process_time()
        seen = read_piece(raw, Span(0, len(raw)))
        taken = time.process_time() - start
        assert all(0 <= s.start < s.end <= len(raw) for s in seen)
        return taken

    # Ten times the text: 10 if linear, 100 if quadratic. The garbage collector's share depends on all other tests.
    gc.disable()
    try:
        small, large = (min(seconds(times) for _ in range(2)) for times in (2_000, 20_000))
    finally:
        gc.enable()
    assert large < 40 * max(small, 0.0005)


def test_five_megabytes_on_one_line_are_read_in_seconds() -> None:
    raw = "words of a *very* long line and more " * 140_000
    start = time.perf_counter()
    seen = read_piece(raw, Span(0, len(raw)))
    assert time.perf_counter() - start < 10
    assert sum(s.end - s.start for s in seen) == len(raw) - 2 * 140_000
