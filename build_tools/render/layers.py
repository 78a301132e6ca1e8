"""Runs cut into leaves: the pieces that lie under one and the same set of markings and marks.

A renderer opens and closes elements between leaves only, so that nothing it writes is nested wrongly.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple, TypeVar

from build_tools.model.letter import Block, Letter, Mark, Run, RunKind
from build_tools.model.marking import Marking
from build_tools.model.witness import Span

# A target that may become a live link. Must not match: javascript:, data:, relative addresses, white space or controls
# inside, anything that a browser would mend into another address.
_PUBLISHABLE = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\\x00-\x20\x7f-\x9f]+", re.IGNORECASE)

_T = TypeVar("_T")


class Leaf(NamedTuple):
    """A stretch of a run under one set of markings; its place in the page is inside all of them."""

    kind: RunKind
    span: Span
    text: str
    marks: tuple[Mark, ...]
    """Outermost first; a join or break lies in the marks that both its sides have."""
    markings: tuple[int, ...]
    """Numbers of the markings in `Layers.markings`, outermost first, all of them outside the marks."""
    live: bool
    """True where the words of the witness's link are its address itself, and the address is safe to publish."""


class Layers:
    """The markings of one letter, ready to cut runs.

    Of two markings the one that begins first is outside; of two that begin together the longer, then the first given.
    Where two overlap in part, the later one is in two leaves. An `a` never holds another `a` or a call, which is a link
    too: the outer one is interrupted. Time: linear in runs and in markings times their depth.
    """

    def __init__(self, letter: Letter, markings: Sequence[Marking] = ()) -> None:
        self.markings = tuple(markings)
        self._anchors = frozenset(n for n, marking in enumerate(self.markings) if marking.element == "a")
        self._borders, self._active = _intervals(self.markings)
        self.finals = self._last_words(letter)
        """Numbers of the markings with something after them, by the end of the last leaf of words that they hold."""

    def leaves(self, runs: Sequence[Run]) -> list[Leaf]:
        """Cut the runs of one block or note, in order."""
        if self.markings:
            pieces = [leaf for run in runs for leaf in self._cut(run)]
        else:
            pieces = [Leaf(*run, (), False) for run in runs]
        gaps = links = False
        for run in runs:
            gaps = gaps or run.kind in ("join", "break")
            if run.marks and not links:
                links = any(mark.name == "link" for mark in run.marks)
        if gaps:
            _settle_gaps(pieces)
        if links:
            self._find_live(pieces)
        return pieces

    def _cut(self, run: Run) -> list[Leaf]:
        start, end = run.span
        first = bisect_right(self._borders, start)
        active = self._active[first - 1] if first else ()
        if run.kind == "call":
            return [Leaf(*run, tuple(n for n in active if n not in self._anchors), False)]
        last = bisect_left(self._borders, end, first)
        if run.kind != "text" or (first == last and not active):
            return [Leaf(*run, (), False)]
        edges = [start, *self._borders[first:last], end]
        inside = [active, *self._active[first:last]]
        return [
            Leaf("text", Span(a, b), run.text[a - start : b - start], run.marks, self._one_anchor(markings), False)
            for (a, b), markings in zip(pairwise(edges), inside, strict=True)
        ]

    def _one_anchor(self, active: tuple[int, ...]) -> tuple[int, ...]:
        anchors = [n for n in active if n in self._anchors]
        if len(anchors) < 2:
            return active
        return tuple(n for n in active if n not in self._anchors or n == anchors[-1])

    def _find_live(self, pieces: list[Leaf]) -> None:
        """Mark the leaves of each link whose words are its own address."""
        index = 0
        while index < len(pieces):
            end = index + 1
            for link in pieces[index].marks:
                if link.name == "link":
                    while end < len(pieces) and link in pieces[end].marks:
                        end += 1
                    if publishable(link.target, "".join(leaf.text for leaf in pieces[index:end])):
                        self._make_live(pieces, index, end)
                    break
            index = end

    def _make_live(self, pieces: list[Leaf], start: int, end: int) -> None:
        for n in range(start, end):
            if pieces[n].kind != "call" and self._anchors.isdisjoint(pieces[n].markings):
                pieces[n] = pieces[n]._replace(live=True)

    def _last_words(self, letter: Letter) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        if not any(marking.after or marking.reference for marking in self.markings):
            return found
        units = (*(block.runs for block in letter.blocks), *(note.runs for note in letter.notes))
        texts = sorted(run.span for runs in units for run in runs if run.kind == "text")
        for number, marking in enumerate(self.markings):
            if not (marking.after or marking.reference):
                continue
            for start, end in reversed(marking.spans):
                index = bisect_left(texts, (end, end)) - 1
                if index >= 0 and texts[index].end > start:
                    found.setdefault(min(texts[index].end, end), []).append(number)
                    break
        return found


def publishable(target: str, words: str) -> bool:
    """True where a link of the witness may be live: it is http, https or mailto, and its words are its address.

    Any other link names something else than it leads to; what it should lead to is said by the edition's own links.
    """
    return target in (words, "mailto:" + words) and _PUBLISHABLE.fullmatch(target) is not None


def heading_depths(letter: Letter) -> dict[int, int]:
    """For each level of heading in a letter the depth at which it is shown: from 2 (the title is 1) to 6, no gaps."""
    levels = sorted({block.level for block in letter.blocks if block.role == "heading"})
    return {level: min(depth, 6) for depth, level in enumerate(levels, start=2)}


def _intervals(markings: Sequence[Marking]) -> tuple[list[int], list[tuple[int, ...]]]:
    """All borders of markings, sorted, and what is active from each border on, outermost first."""
    opening: dict[int, list[tuple[int, int, int]]] = {}
    closing: dict[int, list[tuple[int, int, int]]] = {}
    for number, marking in enumerate(markings):
        for start, end in marking.spans:
            if start < end:
                key = (start, -end, number)
                opening.setdefault(start, []).append(key)
                closing.setdefault(end, []).append(key)
    borders = sorted(opening.keys() | closing.keys())
    active: list[tuple[int, int, int]] = []
    result: list[tuple[int, ...]] = []
    for border in borders:
        for key in closing.get(border, ()):
            active.remove(key)
        for key in opening.get(border, ()):
            insort(active, key)
        result.append(tuple(dict.fromkeys(number for _, _, number in active)))
    return borders, result


def _settle_gaps(pieces: list[Leaf]) -> None:
    """Put each join and break inside exactly what both its sides are in."""
    after: Leaf | None = None
    sides: list[Leaf | None] = []
    for leaf in reversed(pieces):
        sides.append(after)
        if leaf.kind in ("text", "call"):
            after = leaf
    before: Leaf | None = None
    for index, leaf in enumerate(pieces):
        after = sides[-1 - index]
        if leaf.kind in ("join", "break"):
            marks: tuple[Mark, ...] = ()
            markings: tuple[int, ...] = ()
            if before and after:
                markings = _common(before.markings, after.markings)
                if before.markings == after.markings:
                    marks = _common(before.marks, after.marks)
            pieces[index] = leaf._replace(marks=marks, markings=markings)
        before = pieces[index]


def _common(left: tuple[_T, ...], right: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def page_ends(block: Block, leaves: Sequence[Leaf]) -> dict[int, int | None]:
    """The pages that begin within a block, by the number of the join that takes the end of the one before.

    These are the joins between two pieces of the block. A page is None where nothing shows its number.
    """
    found: dict[int, int | None] = {}
    pieces, piece, gap, page = block.spans, 0, -1, block.page
    for index, leaf in enumerate(leaves):
        if leaf.kind in ("join", "break"):
            gap = index
            continue
        behind = piece
        while piece + 1 < len(pieces) and not pieces[piece].start <= leaf.span.start < pieces[piece].end:
            piece += 1
        if piece > behind and gap >= 0 and leaves[gap].kind == "join":
            page = page + 1 if page else None
            found[gap] = page
    return found
