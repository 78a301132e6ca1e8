"""How the documents hang together: relations, what differs, what recurs, quotations and their sources; and events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from build_tools.model.annotation import Evidence
from build_tools.model.dates import written_out
from build_tools.model.edition import EditionLetter
from build_tools.model.references import References, references_of
from build_tools.model.relations import (
    AGREEMENTS,
    RELATION_KINDS,
    Agreement,
    Event,
    EventKind,
    FigureSet,
    Grounds,
    Passage,
    Quotation,
    Recurrence,
    RecurrenceKind,
    Relation,
    RelationKind,
)
from build_tools.render.evidence import address_of, evidence, evidence_text
from build_tools.render.places import Unit, name
from build_tools.render.prose import line
from build_tools.web.pages import Material, page

_BASE = "."
"""Both pages stand at the top of the site."""

_KINDS: dict[RelationKind, tuple[str, str]] = {
    "encloses": ("encloses", "Enclosures"),
    "answers": ("answers", "Answers"),
    "announces": ("announces", "Announcements"),
    "quotes": ("quotes", "Quotations"),
    "mentions": ("mentions", "Mentions"),
    "contradicts": ("contradicts", "Contradictions"),
    "asks": ("asks for something about", "Requests"),
    "follows": ("follows", "What followed in time"),
    "parallels": ("takes up matters of", "The same matters in two letters"),
}
_AGREEMENTS: dict[Agreement, str] = {
    "differs": "differs from its source",
    "agrees": "agrees with its source",
    "not-seen": "source not seen",
}
_RECURRENCES: dict[RecurrenceKind, str] = {
    "quotation": "quotation of a common source",
    "formula": "set phrase",
    "name": "name or description",
    "argument": "argument",
}
_EVENTS: dict[EventKind, str] = {
    "letter": "letter of this edition",
    "document": "document",
    "decision": "decision",
    "event": "event",
}


class Link(NamedTuple):
    """What leads to a document or a place."""

    text: str
    href: str


class Shown(NamedTuple):
    """Words of a letter as a page shows them."""

    place: Link
    words: str
    language: str
    """Language tag; empty for the language of the page."""


class Rests(NamedTuple):
    """What a statement rests on, as a page shows it."""

    passages: tuple[Shown, ...]
    evidence: Markup


class RelationRow(NamedTuple):
    """One relation."""

    id: str
    subject: Link
    verb: str
    object: Link
    statement: Markup
    likely: bool
    """True where it is likely and not certain."""
    rests: Rests


class FigureRow(NamedTuple):
    """One matter on which letters differ."""

    id: str
    matter: str
    figures: tuple[tuple[str, Shown], ...]
    comment: Markup
    evidence: Markup


class RecurrenceRow(NamedTuple):
    """One passage that recurs."""

    id: str
    kind: str
    statement: Markup
    rests: Rests


class QuotationRow(NamedTuple):
    """One quotation."""

    id: str
    words: Shown
    source: Link
    pinpoint: str
    agreement: str
    how: Markup
    seen: str


class EventRow(NamedTuple):
    """One event."""

    id: str
    kind: str
    date: str
    iso: str
    """The date for a machine; empty where there is none."""
    note: str
    title: Markup
    claims: tuple[tuple[str, Markup, Rests], ...]
    rests: Rests


def relations_page(material: Material) -> dict[str, str]:
    """relations.html: relations by kind, figures side by side, what recurs, quotations and their sources."""
    edition = material.edition
    known, made = references_of(edition), edition.relations
    text = page(
        "relations.html",
        title="Relations",
        description="What the documents do with one another, what differs between letters, what they quote",
        relations=[
            (kind, _KINDS[kind][1], [_relation(each, known) for each in made.relations if each.kind == kind])
            for kind in RELATION_KINDS
            if any(each.kind == kind for each in made.relations)
        ],
        figures=[_figures(each, known) for each in made.figures],
        recurrences=[_recurrence(each, known) for each in made.recurrences],
        quotations=_by_letter(made.quotations, known),
        counts=[(_AGREEMENTS[one], sum(each.agreement == one for each in made.quotations)) for one in AGREEMENTS],
    )
    return {"relations.md": text}


def timeline_page(material: Material) -> dict[str, str]:
    """timeline.html: events and dates by year, contested ones as what each side says."""
    edition = material.edition
    known = references_of(edition)
    years = groupby(edition.relations.events, key=lambda event: event.date[:4])
    text = page(
        "timeline.html",
        title="Timeline",
        description="Dates of the letters, of what they cite and of what they speak of, each with its source",
        years=[(year or "Without a date", [_event(each, known) for each in its]) for year, its in years],
    )
    return {"timeline.md": text}


def _relation(one: Relation, known: References) -> RelationRow:
    return RelationRow(
        id=f"relation-{one.id}",
        subject=_document(one.subject, known),
        verb=_KINDS[one.kind][0],
        object=_document(one.object, known),
        statement=_prose(one.statement),
        likely=one.certainty == "low",
        rests=_rests(one.grounds, known),
    )


def _figures(one: FigureSet, known: References) -> FigureRow:
    return FigureRow(
        id=f"figures-{one.id}",
        matter=one.matter,
        figures=tuple((figure.says, _shown(figure.passage, known)) for figure in one.figures),
        comment=_prose(one.comment),
        evidence=_evidence(one.evidence, known),
    )


def _recurrence(one: Recurrence, known: References) -> RecurrenceRow:
    return RecurrenceRow(
        f"recurrence-{one.id}", _RECURRENCES[one.kind], _prose(one.statement), _rests(one.grounds, known)
    )


def _by_letter(those: Sequence[Quotation], known: References) -> list[tuple[EditionLetter, list[QuotationRow]]]:
    rows = [
        (letter, [_quotation(each, known) for each in those if each.passage.letter == letter.id])
        for letter in known.letters.values()
    ]
    return [pair for pair in rows if pair[1]]


def _quotation(one: Quotation, known: References) -> QuotationRow:
    return QuotationRow(
        id=f"quotation-{one.id}",
        words=_shown(one.passage, known),
        source=_document(one.source, known),
        pinpoint=one.source.pinpoint,
        agreement=_AGREEMENTS[one.agreement],
        how=_prose(one.how),
        seen=one.seen,
    )


def _event(one: Event, known: References) -> EventRow:
    date = written_out(one.date)
    return EventRow(
        id=f"event-{one.id}",
        kind=_EVENTS[one.kind],
        date=f"{date} to {written_out(one.until)}" if one.until else date,
        iso="" if one.until else one.date,
        note=one.date_note,
        title=_prose(one.title),
        claims=tuple((claim.holder, _prose(claim.holds), _rests(claim.grounds, known)) for claim in one.claims),
        rests=_rests(one.grounds, known),
    )


def _document(one: Evidence, known: References) -> Link:
    text = evidence_text([one._replace(pinpoint="")], known)
    if letter := known.letters.get(one.letter):
        text += f" ({letter.declaration.short_title or letter.declaration.title})"
    return Link(text, f"{_BASE}/{address_of(one)}")


def _rests(grounds: Grounds, known: References) -> Rests:
    passages = tuple(_shown(passage, known) for passage in grounds.passages)
    return Rests(passages, _evidence(grounds.evidence, known))


def _shown(passage: Passage, known: References) -> Shown:
    letter = known.letters[passage.letter]
    units: tuple[Unit, ...] = (*letter.letter.blocks, *letter.letter.notes)
    within = next((name(unit) for unit in units if unit.id == passage.anchor.within), passage.anchor.within)
    language = letter.declaration.language
    return Shown(
        place=Link(
            f"Letter {letter.declaration.siglum}, {within}",
            f"{_BASE}/letters/{letter.id}.html#{passage.anchor.within}",
        ),
        words=passage.anchor.quote,
        language="" if language == "en" else language,
    )


def _evidence(those: Iterable[Evidence], known: References) -> Markup:
    return Markup(evidence(those, known, _BASE))  # noqa: S704  # escapes what it prints


def _prose(text: str) -> Markup:
    return Markup(line(text, _BASE))  # noqa: S704  # prose lets no tag through
