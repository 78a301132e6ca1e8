"""The characters of a witness as HTML: every one of them, none of them read as markup, the invisible ones made visible.

What the edition adds stands in elements with data-editorial. Take those away, and put the character of each
`data-stands-for` in its place, and the witness's own characters are left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from itertools import pairwise

from build_tools.model.letter import Node
from build_tools.model.witness import Span, Witness

Tile = tuple[Span, str]
"""A stretch of the witness and how it is marked; an empty string for plain text."""

_MARKED = {"markup": "markup", "furniture": "left-out", "artefact": "left-out"}
# Line ends as codes: a raw one at a line's end could make a blank line, which ends HTML inside Markdown.
_CODES = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_SPECIAL = re.compile("[^ -~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]")


def tiles(nodes: Sequence[Node], emended: Sequence[Span]) -> list[Tile]:
    """The tiles of a witness with their marks: markup, left-out; emended where the editors read otherwise."""
    made = [(span, _MARKED.get(kind, "")) for span, kind, _ in nodes]
    if not emended:
        return made
    edges = sorted({edge for span in emended for edge in span})
    return [
        (Span(start, end), mark or ("emended" if any(s.start <= start and end <= s.end for s in emended) else ""))
        for (whole, mark) in made
        for start, end in _cut(whole, edges)
    ]


def _cut(span: Span, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    inner = [span.start, *(edge for edge in edges if span.start < edge < span.end), span.end]
    yield from pairwise(inner)


class WitnessText:
    """Writes one witness from beginning to end, a stretch at a time; each line has an element with its number."""

    def __init__(self, witness: Witness, marked: Sequence[Tile]) -> None:
        self.witness = witness
        self.tiles = marked
        self._index = 0

    def write(self, span: Span) -> str:
        """The HTML of the next stretch; stretches are asked for in order and without a gap."""
        out: list[str] = []
        text, lines = self.witness.text, self.witness.lines
        number, start = self.witness.line_at(span.start), span.start
        while start < span.end:
            end = min(lines[number].start if number < len(lines) else len(text), span.end)
            out.append(f'<span class="line" data-line="{number}">{"".join(self._line(text, start, end))}</span>')
            start, number = end, number + 1
        return "".join(out)

    def _line(self, text: str, start: int, end: int) -> Iterator[str]:
        while start < end:
            (_, stop), mark = self.tiles[self._index]
            until = min(stop, end)
            shown = signs(text[start:until])
            yield f'<span class="{mark}">{shown}</span>' if mark else shown
            if until == stop:
                self._index += 1
            start = until


def signs(text: str) -> str:
    """Characters of a witness as HTML."""
    escaped = escape(text, quote=False)
    return _SPECIAL.sub(lambda match: _sign(match[0]), escaped)


@cache
def _sign(character: str) -> str:
    """One character that needs care; most letters of other scripts do not."""
    if code := _CODES.get(character):
        return code
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    label = f"[{number}{' ' if name else ''}{name}]"
    if unicodedata.category(character) in ("Cf", "Zl", "Zp", "Co"):
        # in an element of its own a character that turns the direction turns nothing else
        return f'<bdi>{character}</bdi><span class="sign-name" data-editorial>{label}</span>'
    return f'<span class="sign-name" data-editorial data-stands-for="{ord(character):X}">{label}</span>'


def unseen(text: str) -> list[str]:
    """The names of the characters that nobody would see, in order of their first place: U+200B zero width space."""
    found = dict.fromkeys(match[0] for match in _SPECIAL.finditer(text))
    hidden = (one for one in found if not (one in _CODES or one.isprintable() or unicodedata.category(one) == "Zs"))
    return [f"U+{ord(one):04X} {unicodedata.name(one, '').lower()}".rstrip() for one in hidden]
