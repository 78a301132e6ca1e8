"""What stands on the line of time: the letters, what they speak of, and the authorities that they cite, by date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from build_tools.model.authority import AuthorityKind
from build_tools.model.dates import written_out
from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.relations import Event
from build_tools.render.wording import KINDS, title
from build_tools.web.citing import places, printed_here

MomentKind = Literal["letter", "decision", "document", "event"]
_DECIDED: frozenset[AuthorityKind] = frozenset({"resolution", "order", "judgment"})
_Citing = Mapping[str, tuple[EditionLetter, ...]]
_MARKUP = re.compile(r"[*_`]|\[([^\]]*)\]\([^)]*\)")


class Moment(NamedTuple):
    """One entry of the line of time."""

    id: str
    """Its anchor in timeline.html."""
    kind: MomentKind
    date: str
    """ISO 8601 to the precision known; empty where there is none."""
    title: str
    """Plain text."""
    href: str
    """Where it leads, from the top of the site: a letter or an authority; empty for an event, which is told there."""
    label: str
    """What it is, in a word or two, for readers."""
    letter: EditionLetter | None
    """The letter that it is; None for all else."""
    event: Event | None
    """What the editors wrote of it; None where only a letter's declaration or a record of the bibliography is known."""
    cited_in: tuple[EditionLetter, ...] = ()
    """The letters that cite an authority or a letter of the edition, in the edition's order."""

    @property
    def year(self) -> str:
        """Its year, in four figures; empty where there is none."""
        return self.date[:4]


def moments(edition: Edition) -> tuple[Moment, ...]:
    """Every letter, every event of the editors, and every dated authority that a letter cites and no event names.

    By date; of one date letters come last, for they look back; what has no date stands at the end.
    """
    events, citing = edition.relations.events, _citing(edition)
    own = {event.id: letter for letter in edition.letters if (event := _own_event(letter, events))}
    found = [_of_event(event, own.get(event.id), citing) for event in events]
    told = {letter.id for letter in own.values()}
    found += [_of_letter(letter, citing) for letter in edition.letters if letter.id not in told]
    found += _authorities(edition, citing)
    return tuple(sorted(found, key=lambda one: (not one.date, one.date, one.letter is not None)))


def _own_event(letter: EditionLetter, events: tuple[Event, ...]) -> Event | None:
    """The event that is a letter itself: of its date, and resting on its words or on it as a whole."""
    for event in events:
        grounds = event.grounds
        named = {passage.letter for passage in grounds.passages} | {one.letter for one in grounds.evidence}
        if event.kind == "letter" and event.date == letter.declaration.date and letter.id in named:
            return event
    return None


def _citing(edition: Edition) -> _Citing:
    """The letters that cite each authority, by its key; those of a letter of the edition by the letter's id."""
    found: dict[str, dict[str, EditionLetter]] = {}
    for place in places(edition):
        found.setdefault(place.card, {})[place.letter.id] = place.letter
    for record in edition.bibliography.authorities:
        if record.key in found and (printed := printed_here(record, edition)):
            found[printed.id] = found.pop(record.key)
    return {key: tuple(its.values()) for key, its in found.items()}


def _of_event(event: Event, letter: EditionLetter | None, citing: _Citing) -> Moment:
    # an event of the kind "letter" that is no letter's own day, as that of its distribution, is told as a document
    kind: MomentKind = "document" if event.kind == "letter" and letter is None else event.kind
    return Moment(
        id=f"event-{event.id}",
        kind=kind,
        date=event.date,
        title=_MARKUP.sub(lambda found: found[1] or "", event.title),
        href=f"letters/{letter.id}.html" if letter else "",
        label="letter of this edition" if event.kind == "letter" else event.kind,
        letter=letter,
        event=event,
        cited_in=citing.get(letter.id, ()) if letter else (),
    )


def _of_letter(letter: EditionLetter, citing: _Citing) -> Moment:
    declared = letter.declaration
    return Moment(
        id=f"letter-{letter.id}",
        kind="letter",
        date=declared.date,
        title=declared.title,
        href=f"letters/{letter.id}.html",
        label="letter of this edition",
        letter=letter,
        event=None,
        cited_in=citing.get(letter.id, ()),
    )


def _authorities(edition: Edition, citing: _Citing) -> Iterator[Moment]:
    named = {one.authority for event in edition.relations.events for one in event.grounds.evidence}
    named |= {
        one.authority for event in edition.relations.events for claim in event.claims for one in claim.grounds.evidence
    }
    for record in edition.bibliography.authorities:
        if record.date and record.key in citing and record.key not in named:
            yield Moment(
                id=f"authority-{record.key}",
                kind="decision" if record.kind in _DECIDED else "document",
                date=record.date,
                title=title(record),
                href=f"authorities/{record.key}.html",
                label=KINDS[record.kind][0],
                letter=None,
                event=None,
                cited_in=citing[record.key],
            )


def day(one: Moment) -> str:
    """The date of a moment for readers; a stretch of time with its end."""
    date = written_out(one.date)
    return f"{date} to {written_out(one.event.until)}" if one.event and one.event.until else date
