"""The index of names, authorities and subjects: a page in the order of the alphabet that needs no script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.letter import Note
from build_tools.model.register import Entry
from build_tools.render.apparatus import note_id
from build_tools.render.places import Unit, Units, name
from build_tools.render.register import entry_address
from build_tools.render.wording import title
from build_tools.web.pages import Material, page
from build_tools.web.search.names import names
from build_tools.web.search.words import folded, search_words

PAGE = "index-of-names"
MOST = 60
"""Places that an entry lists at most; beyond, it leads to its own page, which has them all: so the page stays one that
can be read, however many letters there are."""

_KINDS = {"people": "person", "organisations": "organisation", "places": "place", "terms": "term"}
_COUNTED = re.compile(r"p(\d+)")
_WORDS = 9  # of an annotated stretch of a letter


class Locator(NamedTuple):
    """One place."""

    text: str
    href: str


class Places(NamedTuple):
    """The places of one letter."""

    letter: EditionLetter
    locators: tuple[Locator, ...]


class Line(NamedTuple):
    """One entry."""

    filed: str
    """What it is sorted by."""
    text: str
    href: str
    kind: str
    """person, place, organisation, term, authority, words with a note."""
    places: tuple[Places, ...]
    total: int
    """Places in the letters."""
    see: tuple[Locator, ...] = ()
    """Where else to look: an entry without places of its own."""


class Section(NamedTuple):
    """The entries of one letter of the alphabet."""

    id: str
    title: str
    lines: tuple[Line, ...]


def index_of_names(material: Material) -> dict[str, str]:
    """index-of-names: every form of every name, every authority, every term, the words that have a note."""
    edition = material.edition
    once = {(line.text, line.kind, line.href): line for line in _lines(edition)}
    text = page(
        "index-of-names.html",
        title="Index of names, authorities and subjects",
        description="People, places, organisations, terms, authorities and annotated words of the letters, from A to Z",
        letters=edition.letters,
        sections=_sections(once.values()),
        most=MOST,
    )
    return {f"{PAGE}.md": text}


def _lines(edition: Edition) -> Iterator[Line]:
    yield from _names(edition)
    yield from _authorities(edition)
    yield from _noted(edition)


def _names(edition: Edition) -> Iterator[Line]:
    found: dict[str, list[tuple[EditionLetter, Unit]]] = {}
    for letter in edition.letters:
        units = Units(letter.letter) if letter.names else None
        for one in letter.names:
            if units and (unit := units.at(one.spans)):
                found.setdefault(one.key, []).append((letter, unit))
    forms = {one.url: one.forms for one in names(edition)}
    for entry in edition.register.entries:
        url, kind = entry_address(entry), _KINDS[entry.kind]
        its = found.get(entry.key, [])
        heads = _heads(entry)
        for head in heads:
            yield Line(_key(entry.filed if len(heads) == 1 else head), head, url, kind, _by_letter(its), len(its))
        own = {tuple(search_words(part)) for part in (*entry.name.split(" / "), *heads)}
        for form in forms.get(url, ()):
            if tuple(search_words(form)) not in own:
                yield Line(_key(form), form, "", kind, (), 0, (Locator(entry.name, url),))


def _heads(entry: Entry) -> tuple[str, ...]:
    """A name of two forms stands in the index under either, each time in full, so that neither only leads elsewhere."""
    parts = entry.name.split(" / ")
    return (entry.name, f"{parts[1]} / {parts[0]}") if len(parts) == 2 else (entry.name,)


def _authorities(edition: Edition) -> Iterator[Line]:
    found: dict[str, list[tuple[EditionLetter, Unit]]] = {}
    for letter in edition.letters:
        units = Units(letter.letter)
        for citation in letter.citations:
            unit = units.at(citation.spans)
            for one in citation.authorities:
                if unit and one.key:
                    found.setdefault(one.key, []).append((letter, unit))
    for record in edition.bibliography.authorities:
        its = found.get(record.key, [])
        shown, url = title(record), f"authorities/{record.key}.html"
        yield Line(_key(shown), shown, url, "authority", _by_letter(its), len(its))
        for form in record.names:
            if _key(form) != _key(shown):
                yield Line(_key(form), form, "", "authority", (), 0, (Locator(shown, url),))


def _noted(edition: Edition) -> Iterator[Line]:
    for letter in edition.letters:
        for note in letter.apparatus.published:
            words = note.anchor.quote.split()
            quote = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
            href = f"letters/{letter.id}.html#{note_id(note.annotation.id)}"
            places = (Places(letter, (Locator(f"editors’ note {note.label}", href),)),)
            yield Line(_key(quote), f"“{quote}”", "", "words with a note", places, 1)


def _by_letter(its: Iterable[tuple[EditionLetter, Unit]]) -> tuple[Places, ...]:
    """Each place once, in order; the places of one letter follow one another."""
    found: dict[str, tuple[EditionLetter, dict[str, Locator]]] = {}
    for letter, unit in its:
        found.setdefault(letter.id, (letter, {}))[1].setdefault(unit.id, _locator(letter, unit))
    return tuple(Places(letter, tuple(locators.values())) for letter, locators in found.values())


def _locator(letter: EditionLetter, unit: Unit) -> Locator:
    """A figure for a paragraph, "n. 13" for a note, the name of any other block."""
    counted = _COUNTED.fullmatch(unit.id)
    text = counted[1] if counted else f"n. {unit.label}" if isinstance(unit, Note) else name(unit)
    return Locator(text, f"letters/{letter.id}.html#{unit.id}")


def _key(text: str) -> str:
    return " ".join(search_words(text)) or folded(text)


def _sections(lines: Iterable[Line]) -> list[Section]:
    return [Section(*head, tuple(group)) for head, group in groupby(sorted(lines, key=_place), key=_head)]


def _place(line: Line) -> tuple[int, str, str]:
    initial = line.filed[:1]
    return (0 if initial.isdecimal() else 1 if "a" <= initial <= "z" else 2, line.filed, line.text)


def _head(line: Line) -> tuple[str, str]:
    initial = line.filed[:1]
    if initial.isdecimal():
        return "figures", "0–9"
    return (f"letter-{initial}", initial.upper()) if "a" <= initial <= "z" else ("scripts", "Other scripts")
