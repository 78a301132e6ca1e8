"""The reading copy: the words of a block or note without markup, in plain characters, and the way back to the witness.

Recognition works on this copy and publishes on the witness. No word is altered: signs that print alike become one
(hyphens, quotation marks, spaces), invisible ones go, white space is single.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from build_tools.citations.signs import beyond_ascii, plain, small
from build_tools.model.letter import Block, Letter, Note, Role, Run
from build_tools.model.witness import Span

# soft hyphen, zero-width signs, joiners, direction marks; white space behind white space
_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]+"
_GONE = re.compile(_INVISIBLE + "|(?<= ) +")


# behind every position of a witness: a piece that begins at a position comes before (position, _BEYOND)
_BEYOND = 1 << 60


class Piece(NamedTuple):
    """A stretch of the copy that stands in one stretch of the witness."""

    at: int
    raw: int
    length: int
    glued: bool
    """True where only markup, or one line end, stands between this piece and the one before."""


class Linked(NamedTuple):
    """Words on which the witness puts a link."""

    start: int
    end: int
    target: str


class Called(NamedTuple):
    """A call of a note between two characters of the copy."""

    at: int
    label: str
    span: Span


# Not frozen, though nothing changes one: a frozen record takes three times as long to make.
@dataclass(slots=True, eq=False)
class Reading:
    """One block or note, to be read for citations; never changed. Positions are of `text` unless they are spans."""

    letter: Letter
    id: str
    """Id of the block or note; labels of notes may stand twice in a letter."""
    within: str
    """Id of the block, or "note LABEL"."""
    unit: Block | Note
    text: str
    pieces: tuple[Piece, ...]
    calls: tuple[Called, ...]
    italics: tuple[tuple[int, int], ...]
    links: tuple[Linked, ...]
    is_note: bool

    @property
    def lower(self) -> str:
        """`text` in small letters, of the same length."""
        return small(self.text)

    def _piece(self, at: int) -> int:
        """The number of the piece that holds a position, or ends before it."""
        pieces = self.pieces
        return (bisect_right(pieces, (at, _BEYOND)) or 1) - 1 if len(pieces) > 1 else 0

    def raw(self, at: int) -> int:
        """The position in the witness of a character of the copy."""
        piece = self.pieces[self._piece(at)]
        return piece.raw + min(at - piece.at, piece.length)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans of the witness that hold a stretch of the copy, in order."""
        index = self._piece(start)
        at, raw, length, _ = self.pieces[index]
        if at <= start < end <= at + length:  # most citations stand in one piece
            return (Span(start + raw - at, end + raw - at),)
        spans: list[Span] = []
        for number in range(index, len(self.pieces)):
            piece = self.pieces[number]
            if piece.at >= end:
                break
            first, last = max(start, piece.at), min(end, piece.at + piece.length)
            if first >= last:
                continue
            span = Span(piece.raw + first - piece.at, piece.raw + last - piece.at)
            if spans and piece.glued and first == piece.at:
                span = Span(spans.pop().start, span.end)
            spans.append(span)
        return tuple(spans)

    def spans_and_words(self, start: int, end: int) -> tuple[tuple[Span, ...], str]:
        """Both at once, as `spans` and `words` give them."""
        at, raw, length, _ = self.pieces[self._piece(start)]
        if at <= start < end <= at + length:
            span = Span(start + raw - at, end + raw - at)
            words = self.letter.witness.text[span.start : span.end]
            return (span,), words if words.isprintable() else " ".join(words.split())
        return self.spans(start, end), self.words(start, end)

    def printed(self, spans: tuple[Span, ...]) -> str:
        """The witness's own characters, markup between them included, white space made single spaces."""
        return " ".join(" ".join([self.letter.witness.slice(span) for span in spans]).split())

    def words(self, start: int, end: int) -> str:
        """A stretch as a reader reads it: the witness's own signs, markup gone."""
        index = self._piece(start)
        first_piece = self.pieces[index]
        if first_piece.at <= start < end <= first_piece.at + first_piece.length:
            shift = first_piece.raw - first_piece.at
            return " ".join(self.letter.witness.text[start + shift : end + shift].split())
        parts: list[str] = []
        behind = start
        for number in range(index, len(self.pieces)):
            piece = self.pieces[number]
            if piece.at >= end:
                break
            first, last = max(start, piece.at), min(end, piece.at + piece.length)
            if first >= last:
                continue
            if parts and first > behind:  # a join is one space of the copy that the witness does not have
                parts.append(" ")
            raw = piece.raw + first - piece.at
            parts.append(self.letter.witness.text[raw : raw + last - first])
            behind = last
        return " ".join("".join(parts).split())


def readings(letter: Letter, but_for: Collection[Role] = ()) -> tuple[Reading, ...]:
    """The copies of all blocks, but for some roles, in reading order, then of all notes in the order of the witness."""
    raw = letter.witness.text
    signs = beyond_ascii(raw)
    copy = _Copy(raw, plain(raw, signs), any(_GONE.match(sign) for sign in signs))
    blocks = [_reading(letter, block.id, block, copy, False) for block in letter.blocks if block.role not in but_for]
    return (*blocks, *[_reading(letter, f"note {note.label}", note, copy, True) for note in letter.notes])


class Whole:
    """Several reading copies set one behind another, each behind a line feed, to be searched in one go."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)
        self.text = "\n" + "\n".join(reading.text for reading in readings)
        self.lower = small(self.text)
        self.starts = list(accumulate((len(reading.text) + 1 for reading in readings), initial=1))[:-1]

    def locate(self, at: int) -> tuple[int, int]:
        """The number of the reading that holds a position, and the position within it."""
        number = bisect_right(self.starts, at) - 1
        return number, at - self.starts[number]

    def places(self, sign: str, first: int = 0) -> Iterator[tuple[int, int]]:
        """Every place of some characters from a reading on, given by its number, as `locate` gives it."""
        return map(self.locate, self.all(sign, self.starts[first] if first else 0))

    def all(self, sign: str, begin: int = 0) -> list[int]:
        """Every place of some characters in the text of all; with a capital in them exactly, else in any case."""
        text = self.text if sign != sign.lower() else self.lower
        places: list[int] = []
        at = text.find(sign, begin)
        while at >= 0:
            places.append(at)
            at = text.find(sign, at + 1)
        return places


class _Copy(NamedTuple):
    """The whole witness, and the same in plain characters."""

    raw: str
    plain: str
    has_invisible: bool


def _reading(letter: Letter, within: str, unit: Block | Note, copy: _Copy, is_note: bool) -> Reading:
    runs = unit.runs
    if len(runs) == 1 and not copy.has_invisible:  # as most blocks are
        kind, (start, end), _, marks = runs[0]
        text = copy.plain[start:end]
        if kind == "text" and not marks and text and text[0] != " " and "  " not in text:
            pieces = (Piece(0, start, end - start, True),)
            return Reading(letter, unit.id, within, unit, text, pieces, (), (), (), is_note)
    return _of_runs(letter, within, unit, copy, is_note)


def _of_runs(letter: Letter, within: str, unit: Block | Note, copy: _Copy, is_note: bool) -> Reading:
    raw_text, plain_text, simple = copy.raw, copy.plain, not copy.has_invisible
    parts: list[str] = []
    pieces: list[Piece] = []
    calls: list[Called] = []
    italics: list[tuple[int, int]] = []
    links: list[Linked] = []
    at = 0
    glued = True
    for run in unit.runs:
        kind, span, read, marks = run
        if kind == "call":
            calls.append(Called(at, read, span))
            glued = False
            continue
        start, end = span
        if kind != "text":
            gap = raw_text[start:end]
            glued = glued and not gap.strip() and gap.count("\n") <= 1
            if read and parts and not parts[-1].endswith(" "):
                parts.append(" ")
                at += 1
            continue
        begin = at
        text = plain_text[start:end]
        if simple and text and "  " not in text:
            if text[0] == " " and (not parts or parts[-1].endswith(" ")):
                start, text = start + 1, text[1:]
            length = end - start
            if not length:
                continue
            pieces.append(Piece(at, start, length, glued))
            parts.append(text)
            at += length
            glued = True
        else:
            for kept, raw in _kept(text, start, after_space=not parts or parts[-1].endswith(" ")):
                pieces.append(Piece(at, raw, len(kept), glued))
                parts.append(kept)
                at += len(kept)
                glued = True
        if marks:
            _mark(run, begin, at, italics, links)
    text = "".join(parts)
    return Reading(
        letter=letter,
        id=unit.id,
        within=within,
        unit=unit,
        text=text,
        pieces=tuple(pieces) or (Piece(0, unit.spans[0].start if unit.spans else 0, 0, False),),
        calls=tuple(calls),
        italics=tuple(italics),
        links=tuple(links),
        is_note=is_note,
    )


def _kept(text: str, start: int, *, after_space: bool) -> Iterator[tuple[str, int]]:
    """The stretches of a run in plain characters that are kept, each with its place in the witness."""
    last = len(text) - len(text.lstrip(" ")) if after_space else 0
    for gone in _GONE.finditer(text, last):
        if gone.start() > last:
            yield text[last : gone.start()], start + last
        last = gone.end()
    if last < len(text):
        yield text[last:], start + last


def _mark(run: Run, begin: int, end: int, italics: list[tuple[int, int]], links: list[Linked]) -> None:
    if begin == end:
        return
    for mark in run.marks:
        if mark.name == "em":
            if italics and italics[-1][1] == begin:
                italics[-1] = (italics[-1][0], end)
            else:
                italics.append((begin, end))
        elif mark.name == "link":
            if links and links[-1].end == begin and links[-1].target == mark.target:
                links[-1] = Linked(links[-1].start, end, mark.target)
            else:
                links.append(Linked(begin, end, mark.target))
