"""What a reader should see of each entry of the ledger, read from the raw witness by the plain reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from build_tools.fidelity.ledger import Entry, Ledger, ledger
from build_tools.fidelity.plain import SUP, Seen, read_piece
from build_tools.model.letter import Letter, Note
from build_tools.model.witness import Span

Part = tuple[int, str]
"""Characters that a reader sees alike, without white space, and their emphasis; or CALL and the label of a note."""

CALL = -1

_AROUND_LABEL = re.compile(r"</?[a-z]+>|[\[\]^\\\s]")


class Reading(NamedTuple):
    """One entry of the ledger as a reader should see it."""

    entry: Entry
    seen: tuple[Seen, ...]
    """In the order of reading, with the places in the witness."""
    parts: tuple[Part, ...]
    words: list[str]
    """What white space sets apart, calls left out."""
    anchors: tuple[tuple[str, str], ...]
    """For each paired call, in order: its anchor and that of its note."""


def read_witness(letter: Letter, declared: Ledger | None = None) -> tuple[Reading, ...]:
    """Read the raw witness in the order of the ledger; linear in its length.

    Of the letter it takes the ledger, the characters of the witness, and which call is paired with which note.
    """
    declared = declared or ledger(letter)
    paired = letter.call_ids()
    return tuple(_read_entry(letter.witness.text, entry, declared, paired) for entry in declared.entries)


def _read_entry(raw: str, entry: Entry, declared: Ledger, paired: Mapping[Span, tuple[Note, str]]) -> Reading:
    seen: list[Seen] = []
    pieces: list[Part] = []
    anchors: list[tuple[str, str]] = []
    for piece in entry.spans:
        calls = [call for call in entry.calls if piece.start <= call.start < piece.end]
        found = read_piece(raw, piece, calls, declared.cuts_in(piece))
        seen += found
        pieces.append((0, "\n"))
        for start, end, emphasis, is_call in found:
            if not is_call:
                pieces.append((emphasis, raw[start:end]))
            elif pair := paired.get(Span(start, end)):
                pieces.append((CALL, label_of(raw[start:end])))
                anchors.append((pair[1], pair[0].id))
            else:  # a sign that calls no note stays in the text
                pieces.append((emphasis | SUP, label_of(raw[start:end])))
    return Reading(entry, tuple(seen), merged(pieces), split_words(pieces), tuple(anchors))


def label_of(sign: str) -> str:
    """The label of a call in plain characters: of ⁶⁰ᵃ, [^60a] and <sup>60a</sup> alike."""
    return unicodedata.normalize("NFKC", _AROUND_LABEL.sub("", sign))


def merged(pieces: Iterable[Part]) -> tuple[Part, ...]:
    """Take white space away and join neighbours of the same emphasis."""
    parts: list[Part] = []
    last, texts = 0, [""]
    for emphasis, text in pieces:
        if emphasis != last or emphasis == CALL:
            if joined := "".join(texts):
                parts.append((last, joined))
            last, texts = emphasis, []
        texts += text.split()
    if joined := "".join(texts):
        parts.append((last, joined))
    return tuple(parts)


def split_words(pieces: Iterable[Part]) -> list[str]:
    """Split a text at its white space, calls left out."""
    return "".join([text for emphasis, text in pieces if emphasis != CALL]).split()
