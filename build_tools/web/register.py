"""The pages of the register: who, what and where the letters name, each with every place; and the same as data."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from build_tools.model.annotation import Evidence
from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.references import References, references_of
from build_tools.model.register import Entry, Occurrence, Proof, RegisterKind
from build_tools.render.evidence import evidence
from build_tools.render.layers import publishable
from build_tools.render.places import Context, Units, context, name
from build_tools.render.prose import line
from build_tools.render.register import REGISTER, entry_address
from build_tools.web.data import as_text
from build_tools.web.pages import Material, page

_TITLES: Mapping[RegisterKind, tuple[str, str]] = {
    "people": ("People", "People whom the letters name, by name or by their office, with every place"),
    "organisations": ("Organisations", "Organisations that the letters name, with every place"),
    "places": ("Places", "Places that the letters name, with the forms of both sides and every place"),
    "terms": ("Terms and abbreviations", "Terms and abbreviations of the letters for readers new to the subject"),
}
_BASE = ".."
_ARMENIAN = re.compile("[\u0531-\u058a]")


class RegisterPlace(NamedTuple):
    """One place that names an entry."""

    href: str
    name: str
    """paragraph 3, note 13."""
    context: Context


class LetterPlaces(NamedTuple):
    """The places of one letter."""

    letter: EditionLetter
    places: tuple[RegisterPlace, ...]


class Written(NamedTuple):
    """A form as it is shown."""

    words: str
    lang: str
    """BCP 47 tag where its letters show the language, else empty."""


class Row(NamedTuple):
    """One entry on its page."""

    entry: Entry
    description: Markup
    evidence: Markup
    found: tuple[tuple[str, int], ...]
    """The forms that the letters have, each with the number of places, in the order of the first one."""
    azerbaijani: tuple[Written, ...]
    armenian: tuple[Written, ...]
    other: tuple[Written, ...]
    letters: tuple[LetterPlaces, ...]
    total: int


class Abbreviation(NamedTuple):
    """An abbreviation of an entry that stands on another page."""

    text: str
    href: str
    name: str


def register_pages(material: Material) -> dict[str, str]:
    """register/people, organisations, places and terms; also where nothing is listed, for the menu names them."""
    edition = material.edition
    known, found = references_of(edition), _by_entry(edition)
    texts: dict[str, str] = {}
    for kind, (title, description) in _TITLES.items():
        rows = [_row(entry, found.get(entry.key, ()), known) for entry in edition.register.of(kind)]
        texts[f"{REGISTER}/{kind}.md"] = page(
            "register.html",
            title=title,
            description=description,
            kind=kind,
            kinds=[(other, told[0]) for other, told in _TITLES.items()],
            rows=rows,
            initials=_initials(rows),
            total=sum(row.total for row in rows),
            abbreviations=sorted(_abbreviations(edition)) if kind == "terms" else [],
        )
    return texts


def register_json(material: Material) -> dict[str, str]:
    """data/register.json: every entry with its forms, what it rests on, and every place that names it."""
    edition = material.edition
    found = _by_entry(edition)
    entries = [_as_json(entry, found.get(entry.key, ())) for entry in edition.register.entries]
    return {"data/register.json": as_text({"version": edition.identity.version, "entries": entries})}


_Found = Sequence[tuple[EditionLetter, Occurrence]]


def _by_entry(edition: Edition) -> dict[str, list[tuple[EditionLetter, Occurrence]]]:
    found: dict[str, list[tuple[EditionLetter, Occurrence]]] = {}
    for letter in edition.letters:
        for one in letter.names:
            found.setdefault(one.key, []).append((letter, one))
    return found


def _row(entry: Entry, found: _Found, known: References) -> Row:
    forms = Counter(one.quote for _, one in found)
    return Row(
        entry=entry,
        description=Markup(line(entry.description, _BASE)),  # noqa: S704  # made by a renderer, which escapes
        evidence=Markup("; ".join(_proof(proof, known) for proof in entry.proofs)),  # noqa: S704  # escaped there
        found=tuple(forms.items()),
        azerbaijani=_written(entry.used_as("azerbaijani")),
        armenian=_written(entry.used_as("armenian")),
        other=_written(form for form in entry.used_as("other") if form not in forms),
        letters=tuple(_places(found)),
        total=len(found),
    )


def _initials(rows: Iterable[Row]) -> list[tuple[str, str, list[Row]]]:
    """Entries by the letter of the alphabet that they are filed under, with its anchor; figures and signs together."""
    return [
        (initial, f"initial-{initial.lower() if initial.isalpha() else 'other'}", list(its))
        for initial, its in groupby(rows, key=lambda row: _initial(row.entry.filed or row.entry.name))
    ]


def _initial(text: str) -> str:
    first = unicodedata.normalize("NFD", text[:1]).upper()[:1]
    return first if first.isalpha() else "#"


def _written(forms: Iterable[str]) -> tuple[Written, ...]:
    return tuple(Written(form, "hy" if _ARMENIAN.search(form) else "") for form in forms)


def _places(found: _Found) -> Iterator[LetterPlaces]:
    for letter, its in groupby(found, key=lambda pair: pair[0]):
        units = Units(letter.letter)
        yield LetterPlaces(letter, tuple(place for _, one in its for place in _place(letter, units, one)))


def _place(letter: EditionLetter, units: Units, one: Occurrence) -> Iterator[RegisterPlace]:
    unit = units.at(one.spans)
    if unit is not None:
        href = f"{_BASE}/letters/{letter.id}.html#{unit.id}"
        yield RegisterPlace(href, name(unit), context(unit, one.spans, around=60))


def _proof(proof: Proof, known: References) -> str:
    if not proof.title:
        one = Evidence(
            authority=proof.authority, source=proof.source, letter=proof.letter, at=proof.at, pinpoint=proof.pinpoint
        )
        return evidence((one,), known, _BASE)
    pin = f", {escape(proof.pinpoint)}" if proof.pinpoint else ""
    if proof.url and publishable(proof.url, proof.url):
        return f'<a href="{escape(proof.url)}" rel="external">{escape(proof.title)}</a>{pin}'
    return escape(proof.title) + pin


def _abbreviations(edition: Edition) -> Iterator[Abbreviation]:
    for entry in edition.register.entries:
        if entry.kind != "terms":
            for text in entry.used_as("abbreviation"):
                yield Abbreviation(text, f"{_BASE}/{entry_address(entry)}", entry.name)


def _as_json(entry: Entry, found: _Found) -> dict[str, object]:
    return {
        "key": entry.key,
        "kind": entry.kind,
        "name": entry.name,
        "url": entry_address(entry),
        "description": entry.description,
        "forms": [{"words": form.words, "use": form.use, "letters": list(form.letters)} for form in entry.forms],
        "evidence": [{name: text for name, text in proof._asdict().items() if text} for proof in entry.proofs],
        "same_as": list(entry.same_as),
        "places": [
            {
                "letter": letter.id,
                "anchor": one.within,
                "url": f"letters/{letter.id}.html#{one.within}",
                "line": one.line,
                "spans": [list(span) for span in one.spans],
                "words": one.quote,
            }
            for letter, one in found
        ],
    }
