"""Authorities: resolutions, orders, treaties, reports and pages that letters cite, as the bibliography records them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AuthorityKind = Literal[
    "resolution",
    "un-document",
    "order",
    "judgment",
    "treaty",
    "code",
    "report",
    "statement",
    "press-release",
    "news",
    "book",
    "legislation",
    "web",
]

Confidence = Literal["verified", "well-known-not-seen", "only-in-the-letter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """One record of `annotations/authorities/*.bib`; an empty string or tuple is a blank, never a guess."""

    key: str
    kind: AuthorityKind
    normal: str
    """The field's own normal form without pinpoint: `S/RES/822 (1993)`, `S/2023/826, annex`, `ICJ, A v. B, Order of
    1 May 2020`. Unique in a bibliography."""
    body: str
    """The organ, court, State or house that issued it."""
    title: str
    """Its own title; empty where it has none or none was seen. A name that the editors give it is a `short_title`."""
    short_title: str
    names: tuple[str, ...]
    """Other titles, nicknames and abbreviations by which a text may call it."""
    date: str
    """ISO 8601, to the precision known: 2008-03-14, 2008-08, 1995."""
    symbols: tuple[str, ...]
    """Every UN symbol, parallel ones singly and joined."""
    case: str
    """Short name of the case, for orders and judgments: Armenia v. Azerbaijan."""
    number: str
    """Application or docket number."""
    part_of: str
    """Key of the record to which this one is annexed."""
    official_url: str
    """Permanent address, where one is certain."""
    addresses: tuple[str, ...]
    """Addresses as letters cite them."""
    seen: str
    """For web and news items: when seen, archived or dead; empty where not known."""
    description: str
    """One neutral line."""
    confidence: Confidence
    mentioned_only: bool
    """True where letters only mention it and cite it nowhere."""
    path: str
    line: int
    """Where the record stands, for messages."""
    author: tuple[str, ...] = ()
    """Persons who wrote it, as their names are printed: Juan E. Méndez."""
    editor: tuple[str, ...] = ()
    """Persons who edited a book."""
    case_title: str = ""
    """The court's full name of the case, the parties in brackets behind it; empty where it is no longer than `case`."""
    phase: str = ""
    """Stage or object of the proceedings: Provisional Measures; merits."""
    chamber: str = ""
    """The formation of the court that decided: Grand Chamber."""
    reference: str = ""
    """Its number outside the UN's symbols: HUDOC 001-155353; United Nations, Treaty Series, vol. 660, No. 9464."""
    place: str = ""
    """Where a treaty was adopted or a book published."""
    publisher: str = ""
    date_note: str = ""
    """What the date is a date of, where that needs saying: of the covering letter."""
    date_inferred: bool = False
    """True where the date is the editors' inference; a reference prints it in square brackets."""
    sources: tuple[str, ...] = ()
    """Addresses at which the facts of the record were seen; none of them is cited by a letter as such."""
