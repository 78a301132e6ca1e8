"""What a list, a page head or a data file says of one letter, taken from the editors' declarations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.model.edition import Edition, EditionLetter, Party

# Written out: strftime would follow the locale of the machine.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_KIND_TEXTS = {"un document": "UN document"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSummary:
    """One letter as readers choose it from a list; an empty string is a blank."""

    id: str
    url: str
    """Its page, from the top of the site."""
    witness: str
    """Its witness, from the top of the site."""
    sha256: str
    """Digest of the witness."""
    siglum: str
    title: str
    short_title: str
    kind: str
    kind_text: str
    """The kind as readers read it: UN document."""
    date: str
    """ISO 8601 calendar date."""
    date_text: str
    """The date as readers read it: 9 November 2020; "undated" where there is none."""
    date_note: str
    """What is known of a date that is not certain."""
    place: str
    sender: tuple[Party, ...]
    recipients: tuple[Party, ...]
    reference: str
    symbol: str
    language: str
    transcription: str
    provenance: str
    original: str
    rights: str
    remarks: tuple[str, ...]
    differs: tuple[tuple[str, str], ...]
    """For a field declared otherwise than the transcription shows it: its name and the reason."""


def long_date(date: str) -> str:
    """Write an ISO 8601 calendar date as 9 November 2020; an empty string stays empty."""
    if not date:
        return ""
    day = datetime.date.fromisoformat(date)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spelled(number: int) -> str:
    """A number for a sentence: in words up to twelve, then in figures."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else f"{number:,}"


def party_names(parties: Iterable[Party]) -> str:
    """The names of senders or recipients in one line, with semicolons between them."""
    return "; ".join(party.name for party in parties)


def summary(letter: EditionLetter) -> LetterSummary:
    """Sum up one letter; nothing is taken from its text, only what the editors declare and the witness's digest."""
    declared = letter.declaration
    return LetterSummary(
        id=letter.id,
        url=f"letters/{letter.id}.html",
        witness=f"letters/{letter.id}.txt",
        sha256=letter.letter.witness.sha256,
        siglum=declared.siglum,
        title=declared.title,
        short_title=declared.short_title or declared.title,
        kind=declared.kind,
        kind_text=_KIND_TEXTS.get(declared.kind, declared.kind),
        date=declared.date,
        date_text=long_date(declared.date) or "undated",
        date_note=declared.date_note,
        place=declared.place,
        sender=declared.sender,
        recipients=declared.recipients,
        reference=declared.reference,
        symbol=declared.symbol,
        language=declared.language,
        transcription=declared.transcription,
        provenance=declared.provenance,
        original=declared.original,
        rights=declared.rights,
        remarks=declared.remarks,
        differs=tuple(sorted(declared.differs.items())),
    )


def summaries(edition: Edition) -> tuple[LetterSummary, ...]:
    """Sum up all letters, in the edition's order."""
    return tuple(map(summary, edition.letters))
