"""How the documents hang together: relations, what differs, what recurs, quotations and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from build_tools.model.annotation import Evidence
from build_tools.model.edition import EditionLetter
from build_tools.model.references import References, references_of
from build_tools.model.relations import (
    AGREEMENTS,
    RELATION_KINDS,
    Agreement,
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
from build_tools.web.flows import correspondents, picture_of_letters, picture_of_relations
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


def relations_page(material: Material) -> dict[str, str]:
    """relations.html: relations by kind, figures side by side, what recurs, quotations and their sources."""
    edition = material.edition
    known, made = references_of(edition), edition.relations
    text = page(
        "relations.html",
        title="Relations",
        description="Who writes to whom, what the documents do with one another, what differs, what they quote",
        correspondents=list(correspondents(edition)),
        picture_of_letters=picture_of_letters(edition),
        picture_of_relations=picture_of_relations(edition),
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


def _relation(one: Relation, known: References) -> RelationRow:
    return RelationRow(
        id=f"relation-{one.id}",
        subject=_document(one.subject, known),
        verb=_KINDS[one.kind][0],
        object=_document(one.object, known),
        statement=prose(one.statement),
        likely=one.certainty == "low",
        rests=rests(one.grounds, known),
    )


def _figures(one: FigureSet, known: References) -> FigureRow:
    return FigureRow(
        id=f"figures-{one.id}",
        matter=one.matter,
        figures=tuple((figure.says, _shown(figure.passage, known)) for figure in one.figures),
        comment=prose(one.comment),
        evidence=_evidence(one.evidence, known),
    )


def _recurrence(one: Recurrence, known: References) -> RecurrenceRow:
    return RecurrenceRow(
        f"recurrence-{one.id}", _RECURRENCES[one.kind], prose(one.statement), rests(one.grounds, known)
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
        how=prose(one.how),
        seen=one.seen,
    )


def _document(one: Evidence, known: References) -> Link:
    text = evidence_text([one._replace(pinpoint="")], known)
    if letter := known.letters.get(one.letter):
        text += f" ({letter.declaration.short_title or letter.declaration.title})"
    return Link(text, f"{_BASE}/{address_of(one)}")


def rests(grounds: Grounds, known: References) -> Rests:
    """What a statement of either page rests on."""
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


def prose(text: str) -> Markup:
    """A sentence of the editors, with its links."""
    return Markup(line(text, _BASE))  # noqa: S704  # prose lets no tag through
