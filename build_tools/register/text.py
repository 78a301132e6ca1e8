"""The words of a letter as names are looked for in them: tokens, each with its place in the witness.

White space becomes single spaces, quotation marks and hyphens become plain ones; markup and calls of notes are gone,
and what a page has cut is joined, so that no name is hidden by the way it is printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from build_tools.model.letter import Block, Note
from build_tools.model.witness import Span

_ALIKE = {
    **dict.fromkeys(map(ord, "‘’‚‛ʼ′`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−"), "-"),
}
# A word with the marks that combine with its letters, or one sign.
_TOKEN = re.compile(r"(?:\w[\u0300-\u036f]*)+|\S")
# White space that is not one single space between words.
_UNEVEN = re.compile(r"^\s|\s\s|[^\S ]")
# An address is no prose: only a form that is an address itself, such as that of a news site, can stand in one.
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>]+|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+", re.IGNORECASE)


class Token(NamedTuple):
    """One word or sign of a text."""

    text: str
    start: int
    end: int
    spaced: bool
    """True where white space stands before it."""
    in_address: bool
    """True inside of an address of the web or of mail."""

    @property
    def key(self) -> str:
        """What equals it in a form, capitals apart."""
        return (" " if self.spaced else "") + self.text.casefold()


def plain(text: str) -> str:
    """Bring words to the form in which two writings of them are equal."""
    return " ".join(text.translate(_ALIKE).split())


def words(text: str) -> list[str]:
    """The words and signs of plain words, without their places: many times as quick as `tokens`."""
    return _TOKEN.findall(text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of plain words, in order."""
    start = 0
    for address in _ADDRESS.finditer(text):
        yield from _tokens(text, start, address.start(), in_address=False)
        yield from _tokens(text, *address.span(), in_address=True)
        start = address.end()
    yield from _tokens(text, start, len(text), in_address=False)


def _tokens(text: str, start: int, end: int, *, in_address: bool) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        spaced = match.start() > 0 and text[match.start() - 1] == " "
        yield Token(match[0], match.start(), match.end(), spaced, in_address)


class UnitText:
    """The words of one block or note. Linear to make."""

    def __init__(self, unit: Block | Note) -> None:
        self.unit = unit
        runs = [run for run in unit.runs if run.kind != "call"]
        text = "".join(run.text for run in runs).translate(_ALIKE)
        places: list[int] = []
        for run in runs:
            places += range(run.span.start, run.span.end) if run.kind == "text" else [-1] * len(run.text)
        if _UNEVEN.search(text):
            kept = [n for n, sign in enumerate(text) if not sign.isspace() or (n and not text[n - 1].isspace())]
            text = "".join(" " if text[n].isspace() else text[n] for n in kept)
            places = [places[n] for n in kept]
        self.text = text
        self._places = places
        """For each character where it stands in the witness; -1 for what the edition put between."""

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The place of a stretch in the witness, in the order of reading: one span for each piece that it touches."""
        pieces = sorted(span.start for span in self.unit.spans)
        places = [place for place in self._places[start:end] if place >= 0]
        groups = (list(group) for _, group in groupby(places, key=lambda place: bisect_right(pieces, place)))
        return tuple(Span(group[0], group[-1] + 1) for group in groups)

    def quote(self, start: int, end: int, witness: str) -> str:
        """A stretch with the witness's own characters."""
        stretch = zip(self._places[start:end], self.text[start:end], strict=True)
        return "".join(witness[place] if place >= 0 and character != " " else character for place, character in stretch)
