"""What leads from one letter to another document, what recurs, what differs, and when things happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from build_tools.model.annotation import Anchor, Evidence, TextQuoteSelector
from build_tools.model.citation import Certainty
from build_tools.model.witness import Span

RelationKind = Literal[
    "encloses",
    "answers",
    "announces",
    "quotes",
    "mentions",
    "contradicts",
    "asks",
    "follows",
    "parallels",
]
RELATION_KINDS: tuple[RelationKind, ...] = get_args(RelationKind)

RecurrenceKind = Literal["quotation", "formula", "name", "argument"]
"""A common source is quoted; the same set phrase is used; the same name or title stands there; the same is argued."""

Agreement = Literal["agrees", "differs", "not-seen"]
AGREEMENTS: tuple[Agreement, ...] = get_args(Agreement)

EventKind = Literal["letter", "document", "decision", "event"]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)


class Passage(NamedTuple):
    """Words of a letter that a statement rests on."""

    letter: str
    """Id of the letter."""
    target: TextQuoteSelector
    anchor: Anchor
    """The one place that it fits."""


class Missed(NamedTuple):
    """Why words fit no one place of a letter."""

    rule: str
    """quote-not-found, quote-ambiguous or quote-crosses-blocks."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a statement rests on."""

    passages: tuple[Passage, ...] = ()
    """In the order of the file."""
    evidence: tuple[Evidence, ...] = ()
    """Authorities and sources outside of the letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One document does something with another: an entry of `annotations/relations.yml`."""

    id: str
    kind: RelationKind
    subject: Evidence
    """What encloses, answers, quotes: a letter of the edition or an authority."""
    object: Evidence
    """What is enclosed, answered, quoted."""
    statement: str
    """One neutral sentence; Markdown."""
    certainty: Certainty
    grounds: Grounds
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A passage that stands in two letters or more, confirmed by the editors: `recurring` of quotations.yml."""

    id: str
    kind: RecurrenceKind
    statement: str
    grounds: Grounds
    """Passages of at least two letters; evidence is the common source, where there is one."""
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


class Repetition(NamedTuple):
    """Words that the tool found in two letters."""

    letters: tuple[str, str]
    """Ids, in the order of the edition."""
    within: tuple[str, str]
    """Id of the block or note in each."""
    spans: tuple[tuple[Span, ...], tuple[Span, ...]]
    """Where they stand in each witness, as code points."""
    lines: tuple[int, int]
    """Lines of the witnesses, from 1, on which they begin."""
    words: int
    quote: str
    """As the first of the letters has them, white space made single spaces."""
    confirmed: str = ""
    """Id of the recurrence that confirms it; empty while nobody has."""
    named: bool = False
    """True where it is little more than the name of a body, an office or a text."""


class Figure(NamedTuple):
    """What one letter says where letters differ."""

    says: str
    """The figure or statement in short, attributed by its place beside the letter."""
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSet:
    """Figures or statements on one matter that differ between letters: an entry of `annotations/figures.yml`."""

    id: str
    matter: str
    figures: tuple[Figure, ...]
    comment: str
    """Neutral, with its sources; Markdown."""
    evidence: tuple[Evidence, ...]
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation in a letter, compared with its source: an entry of `annotations/quotations.yml`."""

    id: str
    passage: Passage
    source: Evidence
    """What is quoted, with its pinpoint; only an authority, a source or a letter of the edition."""
    agreement: Agreement
    how: str
    """How it differs, or what was compared; Markdown."""
    seen: str
    """Where the source was read; empty where it was not."""
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


class Claim(NamedTuple):
    """What one side says of a contested event."""

    holder: str
    holds: str
    """Reported and not asserted; Markdown."""
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something with a date: an entry of `annotations/events.yml`."""

    id: str
    kind: EventKind
    date: str
    """ISO 8601 to the precision known: 2020-11-09, 2020-11, 2020; empty where it is not known."""
    until: str
    """The last day, in the same form; empty for a single day."""
    date_note: str
    title: str
    """In neutral words; Markdown. Of a contested event no more than that there are claims about it."""
    claims: tuple[Claim, ...]
    """Of a contested event at least two, of different holders."""
    grounds: Grounds
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """All that the editors say of how the documents hang together."""

    relations: tuple[Relation, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    figures: tuple[FigureSet, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    """By date; those without a date last."""
    repetitions: tuple[Repetition, ...] = ()
    """What the tool found, confirmed or not."""
