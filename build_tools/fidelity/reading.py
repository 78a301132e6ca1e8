"""What a reader should see of each entry of the ledger, read from the raw witness by the plain reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from build_tools.fidelity.ledger import Entry, Ledger, ledger
from build_tools.fidelity.plain import SUP, has_signs, read_piece
from build_tools.model.letter import Letter, Note
from build_tools.model.witness import Span

Part = tuple[int, str]
"""Characters that a reader sees alike, without white space, and their emphasis; or CALL and the label of a note."""

CALL = -1

_AROUND_LABEL = re.compile(r"</?[a-z]+>|[\[\]^\\\s${}]")


class Called(NamedTuple):
    """The call of a note that the letter has."""

    anchor: str
    note: str
    """Id of the note."""
    emphasis: int


@dataclass(frozen=True, eq=False)
class Reading:
    """One entry of the ledger as a reader should see it."""

    entry: Entry
    pieces: tuple[Part, ...]
    """In the order of reading, with the white space of the witness."""
    places: tuple[int, ...]
    """For each of `pieces` where in the witness it begins."""
    calls: tuple[Called, ...]
    """The paired calls, in order."""

    @cached_property
    def settled(self) -> tuple[tuple[Part, ...], list[str]]:
        """Parts and words of the pieces, as `settled` gives them; most are never asked for."""
        return settled(self.pieces)


def read_witness(letter: Letter, declared: Ledger | None = None) -> tuple[Reading, ...]:
    """Read the raw witness in the order of the ledger; linear in its length.

    Of the letter it takes the ledger, the characters of the witness, and which call is paired with which note.
    """
    declared = declared or ledger(letter)
    paired = letter.call_ids()
    return tuple([_read_entry(letter.witness.text, entry, declared, paired) for entry in declared.entries])


def _read_entry(raw: str, entry: Entry, declared: Ledger, paired: Mapping[Span, tuple[Note, str]]) -> Reading:
    if len(entry.spans) == 1 and not entry.calls:
        start, end = piece = entry.spans[0]
        if not has_signs(raw, piece) and not declared.cuts_in(piece):  # most blocks: one piece of plain words
            return Reading(entry, ((0, "\n"), (0, raw[start:end])), (start, start), ())
    pieces: list[Part] = []
    places: list[int] = []
    called: list[Called] = []
    for piece in entry.spans:
        calls = [call for call in entry.calls if piece.start <= call.start < piece.end]
        pieces.append((0, "\n"))
        places.append(piece.start)
        for start, end, emphasis, is_call, is_break in read_piece(raw, piece, calls, declared.cuts_in(piece)):
            places.append(start)
            if is_break:
                pieces.append((0, "\n"))
            elif not is_call:
                pieces.append((emphasis, raw[start:end]))
            elif pair := paired.get(Span(start, end)):
                pieces.append((CALL, label_of(raw[start:end])))
                called.append(Called(pair[1], pair[0].id, emphasis))
            else:  # a sign that calls no note stays in the text
                pieces.append((emphasis | SUP, label_of(raw[start:end])))
    return Reading(entry, tuple(pieces), tuple(places), tuple(called))


def label_of(sign: str) -> str:
    """The label of a call in plain characters: of ⁶⁰ᵃ, [^60a] and <sup>60a</sup> alike."""
    return unicodedata.normalize("NFKC", _AROUND_LABEL.sub("", sign))


def settled(pieces: Sequence[Part]) -> tuple[tuple[Part, ...], list[str]]:
    """Give the parts and the words of some pieces.

    Parts: without white space, neighbours of the same emphasis joined. Words: what white space sets apart, without
    calls.
    """
    words = "".join([text for emphasis, text in pieces if emphasis != CALL]).split()
    if not any(emphasis for emphasis, _ in pieces):  # most paragraphs: no calls, no emphasis
        return ((0, "".join(words)),) if words else (), words
    parts: list[Part] = []
    last = 0
    texts: list[str] = []
    for emphasis, text in pieces:
        if solid := text.split():
            if emphasis != last or emphasis == CALL:
                if texts:
                    parts.append((last, "".join(texts)))
                last, texts = emphasis, []
            texts += solid
    if texts:
        parts.append((last, "".join(texts)))
    return tuple(parts), words
