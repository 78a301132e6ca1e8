"""By what passages can be chosen, beside their words: each facet has values, each value the passages that have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.model.dates import written_out
from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.register import RegisterKind
from build_tools.render.apparatus import KINDS as NOTE_KINDS
from build_tools.render.places import Units
from build_tools.render.wording import title
from build_tools.web.search.units import KINDS, Passage

_NAMES: dict[RegisterKind, str] = {"people": "person", "places": "place", "organisations": "organisation"}
FACETS = {
    "letter": "Letter",
    "sender": "Sender",
    "date": "Date",
    "kind": "Kind of text",
    "authority": "Authority cited",
    "person": "Person named",
    "place": "Place named",
    "organisation": "Organisation named",
    "note": "Kind of note",
}
"""Every facet by its key in the address of a search, in the order of the page."""


class Value(NamedTuple):
    """One value of a facet."""

    key: str
    """Stands in the address of a search, lasting."""
    label: str
    passages: tuple[int, ...]
    """Places of the passages that have it, in order, once each."""


class Facet(NamedTuple):
    """Values of one kind."""

    key: str
    title: str
    values: tuple[Value, ...]


class _Collected:
    """Facets while they are filled; values keep the order in which they came."""

    def __init__(self) -> None:
        self.of: dict[str, dict[str, tuple[str, dict[int, None]]]] = {key: {} for key in FACETS}

    def add(self, facet: str, key: str, label: str, passage: int) -> None:
        self.of[facet].setdefault(key, (label, {}))[1][passage] = None


def facets(edition: Edition, found: tuple[Passage, ...]) -> tuple[Facet, ...]:
    """All facets that have a value, in the order of the page. Linear in passages, citations and names."""
    collected = _Collected()
    places = {(p.letter, p.anchor): n for n, p in enumerate(found)}
    for number, passage in enumerate(found):
        for facet, key, label in _of_passage(edition, passage):
            collected.add(facet, key, label, number)
    for number, letter in enumerate(edition.letters):
        for facet, key, label, anchor in (
            *_cited(edition, letter),
            *_named(edition, letter),
            *_rested(edition, letter),
        ):
            if (place := places.get((number, anchor))) is not None:
                collected.add(facet, key, label, place)
    return tuple(Facet(key, FACETS[key], _values(key, values)) for key, values in collected.of.items() if values)


def _values(facet: str, values: dict[str, tuple[str, dict[int, None]]]) -> tuple[Value, ...]:
    """The values of a facet: kinds in their own order; letters, dates, notes as the edition has them; others A to Z."""
    rows = [Value(key, label, tuple(sorted(its))) for key, (label, its) in values.items()]
    if facet == "kind":
        rows.sort(key=lambda value: [*KINDS].index(value.key))  # type: ignore[arg-type]
    elif facet not in ("letter", "date", "note"):
        rows.sort(key=lambda value: value.label.casefold())
    return tuple(rows)


def _of_passage(edition: Edition, passage: Passage) -> Iterator[tuple[str, str, str]]:
    """What a passage has because of its kind and its letter."""
    yield "kind", passage.kind, KINDS[passage.kind]
    if passage.kind == "note":
        yield "note", "own", "Of the letter itself"
    elif passage.kind == "emendation":
        yield "note", "emendation", "Emendation"
    elif passage.sort:
        yield "note", passage.sort, NOTE_KINDS[passage.sort]  # type: ignore[index]
    if passage.letter < 0:
        return
    declared = edition.letters[passage.letter].declaration
    yield "letter", declared.id, declared.short_title or declared.title
    for party in declared.sender:
        yield "sender", party.name, party.name
    month = declared.date[:7]
    yield "date", month or "undated", written_out(month) or "undated"


def _cited(edition: Edition, letter: EditionLetter) -> Iterator[tuple[str, str, str, str]]:
    units = Units(letter.letter)
    for citation in letter.citations:
        unit = units.at(citation.spans)
        for one in citation.authorities:
            record = edition.bibliography.by_key(one.key) if one.key else None
            if unit and record:
                yield "authority", record.key, title(record), unit.id


def _rested(edition: Edition, letter: EditionLetter) -> Iterator[tuple[str, str, str, str]]:
    """What the editors' notes rest on; an editors' note cites as a letter does."""
    for anchored in letter.apparatus.published:
        for one in anchored.annotation.all_evidence:
            record = edition.bibliography.by_key(one.authority) if one.authority else None
            if record:
                yield "authority", record.key, title(record), f"note-{anchored.annotation.id}"


def _named(edition: Edition, letter: EditionLetter) -> Iterator[tuple[str, str, str, str]]:
    names = {entry.key: entry.name for entry in edition.register.entries}
    units = Units(letter.letter) if letter.names else None
    for one in letter.names:
        unit = units.at(one.spans) if units else None
        if unit and one.kind in _NAMES:
            yield _NAMES[one.kind], one.key, names.get(one.key, one.form), unit.id
