"""The apparatus: every emendation, what was done about each slip, the sources of the notes; as pages and as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from build_tools.model.annotation import Evidence
from build_tools.model.apparatus import ApparatusEntry, Slip, Source
from build_tools.model.dates import written_out
from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.references import References, references_of
from build_tools.render.apparatus import emendation_id, emended_id, note_id
from build_tools.render.evidence import evidence, source_id
from build_tools.render.jsonld import annotations_jsonld
from build_tools.render.jsonld_schema import ANNOTATIONS_SCHEMA
from build_tools.render.layers import publishable
from build_tools.render.places import Unit, name
from build_tools.render.prose import line
from build_tools.web.pages import Material, page
from build_tools.web.resting import resting_on

_DECISIONS = {
    "emendation": "emended",
    "note": "told in a note",
    "link-repair": "link repaired",
    "left-alone": "left as it is",
}


class Row(NamedTuple):
    """One emendation in the list of all."""

    id: str
    place: str
    href: str
    lemma: str
    reading: str
    reason: Markup
    evidence: Markup


class SlipRow(NamedTuple):
    """One slip in the table of all."""

    slip: Slip
    letter: EditionLetter
    decision: str
    href: str
    """Where what was done is seen, from the top of the site; empty where nothing was done."""
    shown: str
    """What leads there."""


class SourceRow(NamedTuple):
    """One source of the notes."""

    id: str
    source: Source
    date: str
    live: bool
    """True where its address can be a link."""
    places: tuple[tuple[str, str], ...]
    """Text and address of each note or emendation that rests on it."""


def apparatus_page(material: Material) -> dict[str, str]:
    """apparatus.html: every emendation with its reason, and the table of slips."""
    edition = material.edition
    known = references_of(edition)
    letters = [(one, [_row(entry, one, known) for entry in one.apparatus.entries]) for one in edition.letters]
    drafts = sum(note.annotation.status == "draft" for letter in edition.letters for note in letter.apparatus.notes)
    text = page(
        "apparatus.html",
        title="Apparatus",
        description="Every emendation of the edition, and what was done about each slip of the transcriptions",
        letters=[pair for pair in letters if pair[1]],
        emendations=sum(len(rows) for _, rows in letters),
        slips=[_slip_row(slip, known) for slip in sorted(edition.slips, key=lambda slip: _natural(slip.slip))],
        notes=sum(len(letter.apparatus.published) for letter in edition.letters),
        drafts=drafts,
    )
    return {"apparatus.md": text}


def sources_page(material: Material) -> dict[str, str]:
    """sources.html: the evidence of the notes that is no authority of the letters."""
    edition = material.edition
    rows = [_source_row(source, edition) for source in edition.sources]
    text = page(
        "sources.html",
        title="Sources of the notes",
        description="What the editors’ notes rest on beside the authorities that the letters cite",
        rows=sorted(rows, key=lambda row: (row.source.body.casefold(), row.source.date, row.source.title.casefold())),
    )
    return {"sources.md": text}


def annotations_data(material: Material) -> dict[str, str]:
    """data/annotations.jsonld, and the JSON Schema that it follows."""
    edition = material.edition
    return {
        "data/annotations.jsonld": annotations_jsonld(edition.letters, edition.identity),
        "data/annotations.schema.json": json.dumps(ANNOTATIONS_SCHEMA, ensure_ascii=False, indent=1) + "\n",
    }


def _row(entry: ApparatusEntry, letter: EditionLetter, known: References) -> Row:
    emendation = entry.emendation
    return Row(
        id=f"{letter.id}-{emendation.id}",
        place=_name(letter, entry.anchor.within),
        href=f"letters/{letter.id}.html#{emended_id(emendation.id)}",
        lemma=entry.anchor.quote,
        reading=emendation.reading,
        reason=Markup(line(emendation.reason, ".")),  # noqa: S704  # prose lets no tag through
        evidence=Markup(evidence(emendation.evidence, known, ".")),  # noqa: S704  # escapes what it prints
    )


def _slip_row(slip: Slip, known: References) -> SlipRow:
    letter = known.letters[slip.letter]
    page_of = f"letters/{letter.id}.html"
    drafts = {note.annotation.id for note in letter.apparatus.notes if note.annotation.status == "draft"}
    href, shown = "", ""
    if slip.decision == "emendation":
        href, shown = f"{page_of}#{emendation_id(slip.ref)}", "emendation"
    elif slip.decision == "note" and slip.ref in drafts:
        shown = "a note that is not reviewed yet"
    elif slip.decision == "note":
        href, shown = f"{page_of}#{note_id(slip.ref)}", "note"
    elif slip.ref:
        href, shown = f"authorities/{slip.ref}.html", "what it should lead to"
    return SlipRow(slip, letter, _DECISIONS[slip.decision], href, shown)


def _source_row(source: Source, edition: Edition) -> SourceRow:
    return SourceRow(
        id=source_id(source.key),
        source=source,
        date=written_out(source.date),
        live=publishable(source.url, source.url),
        places=tuple(_resting_on(source, edition)),
    )


def _resting_on(source: Source, edition: Edition) -> Iterator[tuple[str, str]]:
    def rests(those: tuple[Evidence, ...]) -> bool:
        return any(each.source == source.key for each in those)

    for letter in edition.letters:
        page_of, siglum = f"letters/{letter.id}.html", letter.declaration.siglum
        for note in letter.apparatus.published:
            if rests(note.annotation.all_evidence):
                yield f"Letter {siglum}, note {note.label}", f"{page_of}#{note_id(note.annotation.id)}"
        for entry in letter.apparatus.entries:
            if rests(entry.emendation.evidence):
                place = _name(letter, entry.anchor.within)
                yield f"Letter {siglum}, emendation in {place}", f"{page_of}#{emendation_id(entry.emendation.id)}"
    yield from resting_on(source.key, edition.relations)


def _name(letter: EditionLetter, within: str) -> str:
    units: tuple[Unit, ...] = (*letter.letter.blocks, *letter.letter.notes)
    return next((name(unit) for unit in units if unit.id == within), within)


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(number or 0), rest) for rest, number in re.findall(r"(\D*)(\d*)", text)]
