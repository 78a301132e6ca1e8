"""Where in a letter something stands: the block or note of a span, its address, its name, the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from build_tools.model.letter import Block, Letter, Note
from build_tools.model.witness import Span

Unit = Block | Note

_SPACE = re.compile(r"\s+")
_COUNTED = re.compile(r"p(\d+)")
# Roles that readers would not call by their own name.
_ROLES = {"organ": "name of the organ", "copy": "copy line", "about": "note on the document"}


class Context(NamedTuple):
    """Words of a letter with what stands before and behind them, as a reader reads it."""

    before: str
    words: str
    after: str


class Units:
    """The blocks and notes of one letter, found by a span or by the name that citations use. Linear to make."""

    def __init__(self, letter: Letter) -> None:
        every: tuple[Unit, ...] = (*letter.blocks, *letter.notes)
        pieces = sorted(((span, unit) for unit in every for span in unit.spans), key=lambda pair: pair[0])
        self._spans = [span for span, _ in pieces]
        self._units = [unit for _, unit in pieces]
        self._blocks = {block.id: block for block in letter.blocks}
        self._notes: dict[str, list[Note]] = {}
        for note in letter.notes:
            self._notes.setdefault(note.label, []).append(note)

    def at(self, spans: Sequence[Span]) -> Unit | None:
        """The block or note that holds the first of some spans; None for a span outside of all."""
        if not spans:
            return None
        index = bisect_right(self._spans, spans[0].start, key=lambda span: span.start) - 1
        return self._units[index] if index >= 0 and spans[0].start < self._spans[index].end else None

    def named(self, within: str, words: str = "") -> Unit | None:
        """The block of an id, or the note of "note LABEL"; of several notes of one label the one with the words."""
        if block := self._blocks.get(within):
            return block
        notes = self._notes.get(within.removeprefix("note "), ())
        holding = [note for note in notes if words and words in note.text]
        return next(iter((*holding, *notes)), None)


def name(unit: Unit) -> str:
    """What readers call a place: paragraph 3, note 13, heading, signature."""
    if isinstance(unit, Note):
        return f"note {unit.label}"
    counted = _COUNTED.fullmatch(unit.id)
    return f"paragraph {counted[1]}" if counted else _ROLES.get(unit.role, unit.role)


def callers(unit: Unit, units: Units) -> tuple[tuple[str, Unit], ...]:
    """For a note the blocks and notes that call it, each with its name, in order, once each; nothing for a block."""
    if isinstance(unit, Block):
        return ()
    found = (units.named(call.within) for call in unit.calls)
    return tuple({one.id: (name(one), one) for one in found if one}.values())


def words(unit: Unit, spans: Iterable[Span]) -> str:
    """The words of some spans as a reader reads them: markup gone, calls left out, white space made single spaces."""
    return " ".join("".join(text if inside else " " for inside, text in _pieces(unit, tuple(spans))).split())


def context(unit: Unit, spans: Sequence[Span], around: int = 70) -> Context:
    """Words with about so many characters of the same block or note on each side, cut between words.

    A stretch between two of the spans belongs to the words. Text that is left out is shown by an ellipsis.
    """
    pieces = _pieces(unit, tuple(spans))
    inside = [n for n, (within, _) in enumerate(pieces) if within]
    if not inside:
        return Context("", "", "")
    first, last = inside[0], inside[-1]
    before, middle, after = (
        _SPACE.sub(" ", "".join(text for _, text in part))
        for part in (pieces[:first], pieces[first : last + 1], pieces[last + 1 :])
    )
    return Context(_end_of(before.lstrip(), around), middle.strip(), _start_of(after.rstrip(), around))


def leading_to(unit: Unit, call: Span, length: int = 140) -> str:
    """The words of a block that lead to a call: what a note is given for."""
    before = (text for run in unit.runs if run.span.start < call.start and run.kind != "call" for text in (run.text,))
    return _end_of(_SPACE.sub(" ", "".join(before)).strip(), length)


def _end_of(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text.find(" ", len(text) - length - 1)
    return "… " + text[cut + 1 if cut >= 0 and cut < len(text) - 1 else len(text) - length :]


def _start_of(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text.rfind(" ", 0, length + 1)
    return text[: cut if cut > 0 else length] + " …"


def _pieces(unit: Unit, spans: tuple[Span, ...]) -> list[tuple[bool, str]]:
    """The text of a unit cut at the borders of spans, each piece with whether it is inside of one."""
    pieces: list[tuple[bool, str]] = []
    gaps: list[int] = []
    for run in unit.runs:
        if run.kind in ("join", "break"):
            gaps.append(len(pieces))
            pieces.append((False, run.text))
        elif run.kind == "text":
            start, end = run.span
            edges = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
            for a, b in pairwise(edges):
                inside = any(span.start <= a and b <= span.end for span in spans)
                pieces.append((inside, run.text[a - start : b - start]))
    for n in gaps:
        # where a page or a line ends inside the words
        if 0 < n < len(pieces) - 1 and pieces[n - 1][0] and pieces[n + 1][0]:
            pieces[n] = (True, pieces[n][1])
    return pieces
