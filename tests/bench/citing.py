"""(e) Recognising and resolving citations against markdown-it-py, eyecite beside it; and whether time is linear."""

from __future__ import annotations

import importlib.util
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

from build_tools.citations import cite
from build_tools.knowledge import knowledge_of
from build_tools.model.letter import Letter
from build_tools.parse import parse
from build_tools.read import decode_witness
from tests.bench.conversion import in_turns

REPEATED = ("A/", "Ibid.", "resolution 1 (1900),")
OPENING = "Sir,\n\nI have the honour to refer to the following. "
"""Makes what follows the running text of a letter, where citations are looked for."""
TIMES = 50_000
"""Repetitions; the longer text has twice as many."""


class Growth(NamedTuple):
    """Seconds for a text and for one of twice its length."""

    text: str
    once: float
    twice: float


def citing_ratio(root: Path, texts: Sequence[str]) -> tuple[float, float, float]:
    """Seconds of recognising and resolving, seconds of markdown-it-py, and the median of their ratios.

    `root` is an edition, whose bibliography and forms are known; the letters have been parsed before.
    """
    knowledge = knowledge_of(root)
    assert knowledge is not None
    letters = [_letter(text, str(number)) for number, text in enumerate(texts)]
    plain = MarkdownIt("commonmark")
    links = knowledge.links.for_letter("")

    def ours() -> None:
        for letter in letters:
            cite(letter, knowledge.bibliography, knowledge.forms, links)

    def render() -> None:
        for text in texts:
            plain.render(text)

    ours()  # forms and word lists are compiled before anything is measured
    render()
    return in_turns(ours, render)


def eyecite_seconds(texts: Sequence[str]) -> float | None:
    """What eyecite takes to find citations in the same texts; None where it is not installed."""
    if importlib.util.find_spec("eyecite") is None:
        return None
    from eyecite import get_citations

    get_citations(texts[0])
    begin = time.process_time()
    for text in texts:
        get_citations(text)
    return time.process_time() - begin


def growths(rounds: int = 2) -> list[Growth]:
    """Time for texts that repeat one thing, once and twice as often; medians of rounds taken in turns."""
    found = []
    for text in REPEATED:
        short, long = (_letter(f"{OPENING}{f'{text} ' * times}", text) for times in (TIMES, 2 * TIMES))
        turns = [(_seconds(short), _seconds(long)) for _ in range(rounds)]
        found.append(Growth(text, *(statistics.median(turn[n] for turn in turns) for n in range(2))))
    return found


def _letter(text: str, name: str) -> Letter:
    return parse(decode_witness(text.encode(), name)[0])[0]


def _seconds(letter: Letter) -> float:
    begin = time.process_time()
    cite(letter)
    return time.process_time() - begin
