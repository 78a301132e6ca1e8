"""A witness cut into rows for the view beside the reading text: each row one stretch of it, together all of it.

A row holds one piece of a block or note with the markup and white space around it, or what is left out and stands by
itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.model.letter import Block, Letter, Node, Note, Run
from build_tools.model.witness import Span

Unit = Block | Note


class Row(NamedTuple):
    """One stretch of the witness and what is read of it."""

    span: Span
    lines: tuple[int, int]
    """First and last line, from 1, of what stands in it; blank lines at its end are left out."""
    unit: Unit | None
    """The block or note; None where nothing of the row is read."""
    piece: int
    """Which of the unit's pieces, from 0."""
    runs: tuple[Run, ...]
    """The runs of this piece."""
    nodes: tuple[Node, ...]
    """Tiles of the witness that begin in it."""


class _Piece(NamedTuple):
    span: Span
    unit: Unit
    number: int
    runs: tuple[Run, ...]


def rows(letter: Letter) -> list[Row]:
    """Cut a witness into rows, in its own order; spans follow one another without a gap. Linear but for sorting."""
    witness = letter.witness
    units: tuple[Unit, ...] = (*letter.blocks, *letter.notes)
    pieces = sorted((piece for unit in units for piece in _pieces(unit)), key=lambda piece: piece.span)
    borders = _borders(letter, pieces)
    if not borders or borders[0][0] > 0:
        first = borders[0] if borders else (0, None)
        borders[:1] = [(0, first[1])]
    made, index = [], 0
    for number, (start, piece) in enumerate(borders):
        end = borders[number + 1][0] if number + 1 < len(borders) else len(witness.text)
        begin = index
        while index < len(letter.nodes) and letter.nodes[index].span.start < end:
            index += 1
        nodes = letter.nodes[begin:index]
        shown = [node.span for node in nodes if node.kind != "whitespace"] or [Span(start, start + 1)]
        lines = (witness.line_at(shown[0].start), witness.line_at(shown[-1].end - 1))
        unit, which, runs = (piece.unit, piece.number, piece.runs) if piece else (None, 0, ())
        made.append(Row(Span(start, end), lines, unit, which, runs, nodes))
    return made


def _pieces(unit: Unit) -> Iterator[_Piece]:
    if len(unit.spans) == 1:
        yield _Piece(unit.spans[0], unit, 0, unit.runs)
        return
    runs: list[list[Run]] = [[] for _ in unit.spans]
    now = 0
    for run in unit.runs:
        inside = (n for n in range(now, len(unit.spans)) if _holds(unit.spans[n], run.span))
        if (found := next(inside, None)) is not None:
            now = found
            runs[now].append(run)
        # a gap between two pieces is in neither
    for number, span in enumerate(unit.spans):
        yield _Piece(span, unit, number, tuple(runs[number]))


def _holds(piece: Span, run: Span) -> bool:
    return piece.start <= run.start and run.end <= piece.end


def _borders(letter: Letter, pieces: Sequence[_Piece]) -> list[tuple[int, _Piece | None]]:
    """Where rows begin, and with which piece: at the markup before a piece, and at what is left out by itself."""
    witness = letter.witness
    starts = [piece.span.start for piece in pieces]
    opening: dict[int, int] = {}
    """For each piece the start of what stands before it and belongs to it."""
    alone: list[int] = []
    after_alone = False
    for span, kind, _ in letter.nodes:
        if kind == "whitespace":
            continue
        at = bisect_right(starts, span.start)
        if at and span.start < pieces[at - 1].span.end:
            after_alone = False  # inside a piece
            continue
        near = at < len(pieces) and witness.line_at(starts[at]) == witness.line_at(span.end)
        if kind == "markup" or near:
            if at < len(pieces):
                opening.setdefault(at, span.start)
            after_alone = False
        elif not (at and witness.line_at(pieces[at - 1].span.end) == witness.line_at(span.start)) and not after_alone:
            alone.append(span.start)
            after_alone = True
    found: list[tuple[int, _Piece | None]] = [(start, None) for start in alone]
    found += [(opening.get(n, piece.span.start), piece) for n, piece in enumerate(pieces)]
    found.sort(key=lambda border: border[0])
    return [(_from_line_start(letter, start), piece) for start, piece in found]


def _from_line_start(letter: Letter, start: int) -> int:
    """Take the white space at the head of a line to what stands behind it."""
    line = letter.witness.lines[letter.witness.line_at(start) - 1]
    return line.start if letter.witness.text[line.start : start].isspace() else start
