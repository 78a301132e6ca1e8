"""timeline.html: the letters, what they speak of and what they cite, by date; as a picture and as a list."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from build_tools.model.edition import EditionLetter
from build_tools.model.references import References, references_of
from build_tools.web.moments import Moment, day, moments
from build_tools.web.pages import Material, page
from build_tools.web.picture_time import picture_of_time
from build_tools.web.relations import Rests, prose, rests
from build_tools.web.stretches import year_anchor

_NO_REST = Rests((), Markup(""))


class MomentRow(NamedTuple):
    """One entry of the timeline."""

    id: str
    kind: str
    """Its form in the picture."""
    label: str
    date: str
    iso: str
    """The date for a machine; empty where there is none."""
    note: str
    title: Markup
    href: str
    siglum: str
    claims: tuple[tuple[str, Markup, Rests], ...]
    rests: Rests
    cited_in: tuple[EditionLetter, ...]


def timeline_page(material: Material) -> dict[str, str]:
    """timeline.html: events and dates by year, contested ones as what each side says."""
    edition = material.edition
    known, those = references_of(edition), moments(edition)
    years = [
        (year or "Without a date", year_anchor(year), [_row(each, known) for each in its])
        for year, its in groupby(those, key=lambda one: one.year)
    ]
    text = page(
        "timeline.html",
        title="Timeline",
        description="Dates of the letters, of what they cite and of what they speak of, each with its source",
        years=years,
        picture=picture_of_time(those, id_="picture-time", page="timeline.html"),
    )
    return {"timeline.md": text}


def _row(one: Moment, known: References) -> MomentRow:
    event, declared = one.event, one.letter.declaration if one.letter else None
    return MomentRow(
        id=one.id,
        kind=one.kind,
        label=one.label,
        date=day(one),
        iso="" if event and event.until else one.date,
        note=event.date_note if event else declared.date_note if declared else "",
        title=prose(event.title) if event else Markup("{}").format(one.title),
        href=one.href,
        siglum=declared.siglum if declared else "",
        claims=tuple((each.holder, prose(each.holds), rests(each.grounds, known)) for each in event.claims)
        if event
        else (),
        rests=rests(event.grounds, known) if event else _NO_REST,
        cited_in=one.cited_in,
    )
