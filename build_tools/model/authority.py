"""Authorities: the resolutions, orders, treaties, reports and pages that letters cite, as the bibliography records them."""

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
    """The field's own normal form without pinpoint: S/RES/822 (1993), S/2023/826, annex, ICJ, A v. B, Order of 1 May 2020."""
    body: str
    """The organ, court, State or house that issued it."""
    title: str
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
