"""What a statement of the editors rests on, as readers see it: a link to the authority, the source or the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from build_tools.model.annotation import Evidence
from build_tools.model.apparatus import Source
from build_tools.model.dates import written_out
from build_tools.model.references import References
from build_tools.render.places import Unit, name
from build_tools.render.wording import title

SOURCES = "sources.html"
"""Page of the sources of the notes, from the top of the site."""


def source_id(key: str) -> str:
    """The anchor of a source on its page."""
    return f"source-{key}"


def source_title(source: Source) -> str:
    """A source in a line: body, title, date; the body only where the title does not name it."""
    body = "" if source.body.casefold() in source.title.casefold() else source.body
    return ", ".join(part for part in (body, source.title, written_out(source.date)) if part)


def evidence(those: Iterable[Evidence], known: References, base: str) -> str:
    """Evidence as HTML, each piece a link with its pinpoint; empty where there is none."""
    return "; ".join(
        f'<a href="{escape(f"{base}/{address}" if address else "#")}">{escape(text)}</a>{escape(pin)}'
        for address, text, pin in _told(those, known)
    )


def evidence_text(those: Iterable[Evidence], known: References) -> str:
    """The same as plain text."""
    return "; ".join(f"{text}{pin}" for _, text, pin in _told(those, known))


def address_of(one: Evidence) -> str:
    """Where a piece of evidence is found in the site, from its top."""
    if one.authority:
        return f"authorities/{one.authority}.html"
    if one.source:
        return f"{SOURCES}#{source_id(one.source)}"
    return f"letters/{one.letter}.html" + (f"#{one.at}" if one.at else "")


def _told(those: Iterable[Evidence], known: References) -> Iterator[tuple[str, str, str]]:
    for one in those:
        yield address_of(one), _title(one, known), f", {one.pinpoint}" if one.pinpoint else ""


def _title(one: Evidence, known: References) -> str:
    if one.authority:
        record = known.bibliography.by_key(one.authority)
        return title(record) if record else one.authority
    if one.source:
        source = known.sources.get(one.source)
        return source_title(source) if source else one.source
    letter = known.letters.get(one.letter)
    if letter is None:
        return one.letter
    units: tuple[Unit, ...] = (*letter.letter.blocks, *letter.letter.notes)
    unit = next((unit for unit in units if unit.id == one.at), None)
    return f"Letter {letter.declaration.siglum}" + (f", {name(unit)}" if unit else "")
