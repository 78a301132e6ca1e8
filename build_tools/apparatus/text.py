"""The words of a letter as a quotation is looked for in them, with the place of every character in the witness.

White space becomes single spaces and quotation marks straight ones; markup and calls of notes are gone; the pieces of a
block that a page has cut are joined. Nothing else is changed, so that a quotation fits exactly or not at all.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import NamedTuple

from build_tools.model.annotation import Anchor
from build_tools.model.letter import Block, Letter, Note
from build_tools.model.witness import Span

# Marks that print alike, or that a keyboard has in the place of another.
_QUOTES = {
    **dict.fromkeys(map(ord, "‘’‚‛ʼ′`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
}
BORDER = "\x1e"
"""Stands between two blocks or notes: no quotation holds it."""


def normalised(text: str) -> str:
    """Bring words to the form in which two writings of them are equal."""
    return " ".join(text.translate(_QUOTES).replace(BORDER, " ").split())


class Found(NamedTuple):
    """A stretch of the reading text."""

    start: int
    end: int


class ReadingText:
    """All blocks of a letter in the order of reading, then its notes, as one normalised text. Linear to make."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        characters: list[str] = []
        self._places: list[int] = []
        """For each character where it stands in the witness; -1 for what the edition put between."""
        self._starts: list[int] = []
        self._units: list[Block | Note] = []
        units: tuple[Block | Note, ...] = (*letter.blocks, *letter.notes)
        for unit in units:
            if characters:
                characters.append(BORDER)
                self._places.append(-1)
            self._starts.append(len(characters))
            self._units.append(unit)
            self._take(unit, characters)
        self.text = "".join(characters)
        self.open_text = self.text.replace(BORDER, " ")
        """The same, as if blocks were divided by a space only."""

    def _take(self, unit: Block | Note, characters: list[str]) -> None:
        first = len(characters)
        for run in unit.runs:
            if run.kind == "call":
                continue
            for offset, character in enumerate(run.text):
                if not character.isspace():
                    characters.append(character.translate(_QUOTES))
                    self._places.append(run.span.start + offset if run.kind == "text" else -1)
                elif len(characters) > first and characters[-1] != " ":
                    characters.append(" ")
                    self._places.append(-1)
        if len(characters) > first and characters[-1] == " ":
            characters.pop()
            self._places.pop()

    def unit_at(self, position: int) -> Block | Note:
        """The block or note that holds a character."""
        return self._units[bisect_right(self._starts, position) - 1]

    def units(self) -> list[Found]:
        """The stretch of each block and note, in order."""
        ends = [start - 1 for start in self._starts[1:]]
        return [Found(start, end) for start, end in zip(self._starts, [*ends, len(self.text)], strict=False)]

    def occurrences(self, words: str) -> list[Found]:
        """Every place of normalised words within one block or note, also those that overlap."""
        return _occurrences(self.text, words)

    def crossing(self, words: str) -> list[Found]:
        """Every place of normalised words, be it over the border of two blocks."""
        return _occurrences(self.open_text, words)

    def line(self, found: Found) -> int:
        """Line of the witness, from 1, on which a stretch begins."""
        return self.letter.witness.line_at(next((p for p in self._places[found.start : found.end] if p >= 0), 0))

    def anchor(self, found: Found) -> Anchor:
        """The place of a stretch of one block or note in the witness: one span for each piece that it touches."""
        unit = self.unit_at(found.start)
        places = [place for place in self._places[found.start : found.end] if place >= 0]
        pieces = sorted(unit.spans)
        starts = [piece.start for piece in pieces]
        groups = (list(group) for _, group in groupby(places, key=lambda place: bisect_right(starts, place)))
        spans = tuple(Span(group[0], group[-1] + 1) for group in groups)
        return Anchor(
            within=unit.id,
            spans=spans,
            line=self.letter.witness.line_at(spans[0].start) if spans else 1,
            quote=self._quote(found),
        )

    def _quote(self, found: Found) -> str:
        raw = self.letter.witness.text
        stretch = zip(self._places[found.start : found.end], self.text[found.start : found.end], strict=True)
        return "".join(raw[place] if place >= 0 else character for place, character in stretch)


def _occurrences(text: str, words: str) -> list[Found]:
    found: list[Found] = []
    start = text.find(words) if words else -1
    while start >= 0:
        found.append(Found(start, start + len(words)))
        start = text.find(words, start + 1)
    return found
