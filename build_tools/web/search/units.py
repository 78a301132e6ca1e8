"""What can be found: paragraphs, notes and descriptions, each a passage, told apart by whose words it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

from build_tools.model.annotation import Anchored
from build_tools.model.apparatus import ApparatusEntry
from build_tools.model.authority import Authority
from build_tools.model.edition import Edition, EditionLetter
from build_tools.render.apparatus import emendation_id, in_order, note_id
from build_tools.render.places import name
from build_tools.render.prose import prose
from build_tools.render.wording import title

PassageKind = Literal["text", "matter", "note", "editorial", "emendation", "authority"]

KINDS: dict[PassageKind, str] = {
    "text": "Text of a letter",
    "matter": "Letterhead, address, signature",
    "note": "Note of a letter",
    "editorial": "Editors’ note",
    "emendation": "Emendation, with its reason",
    "authority": "Description of an authority",
}
"""Whose words a passage has, as readers read it; the letters' own first."""

OWN: frozenset[PassageKind] = frozenset({"text", "matter", "note"})
"""The kinds that are words of a letter."""

_TAG = re.compile(r"<[^>]*>")


class Passage(NamedTuple):
    """One thing that can be found."""

    kind: PassageKind
    letter: int
    """Place of the letter in the edition, from 0; -1 for what belongs to no letter."""
    anchor: str
    """Id in the letter's page; of an authority its key."""
    label: str
    """What a list of hits calls it: paragraph 3, note 13, editors’ note b; of an authority its title."""
    text: str
    """White space made single spaces."""
    sort: str = ""
    """Of an editors' note its kind: context, disputed ...; else empty."""


def passages(edition: Edition) -> tuple[Passage, ...]:
    """Everything that can be found: letter by letter text, notes, editors' notes, emendations; then authorities."""
    of_letters = (p for number, letter in enumerate(edition.letters) for p in _of_letter(number, letter))
    return (*of_letters, *map(_authority, edition.bibliography.authorities))


def _of_letter(number: int, edited: EditionLetter) -> Iterator[Passage]:
    for block in edited.letter.blocks:
        yield Passage("matter" if block.id.startswith("m") else "text", number, block.id, name(block), _one(block.text))
    for note in edited.letter.notes:
        yield Passage("note", number, note.id, name(note), _one(note.text))
    for anchored in edited.apparatus.published:
        label = f"editors’ note {anchored.label}"
        anchor = note_id(anchored.annotation.id)
        yield Passage("editorial", number, anchor, label, _note(anchored), anchored.annotation.kind)
    for entry in edited.apparatus.entries:
        anchor = emendation_id(entry.emendation.id)
        yield Passage("emendation", number, anchor, f"emendation {entry.emendation.id[1:]}", _emended(entry))


def _note(anchored: Anchored) -> str:
    """An editors' note as a reader reads it: body, then each position with its holder."""
    note = anchored.annotation
    positions = (f"{position.holder}: {position.holds}" for position in in_order(note))
    return " ".join(map(plain, (note.body, *positions))).strip()


def _emended(entry: ApparatusEntry) -> str:
    emendation = entry.emendation
    return f"{_one(entry.anchor.quote)}] {_one(emendation.reading)}. {plain(emendation.reason)}"


def _authority(record: Authority) -> Passage:
    """An authority: title, its other names and symbols, and what the edition says that it is."""
    shown = title(record)
    others = (text for text in (record.title, *record.symbols, *record.names) if text and text != shown)
    told = "; ".join(dict.fromkeys((shown, *map(_one, others))))
    return Passage("authority", -1, record.key, shown, _one(f"{told}. {plain(record.description)}"))


def plain(text: str) -> str:
    """A text of the editors without its Markdown."""
    return _one(unescape(_TAG.sub("", prose(text).replace("</p>", "</p> "))))


def _one(text: str) -> str:
    return " ".join(text.split())
