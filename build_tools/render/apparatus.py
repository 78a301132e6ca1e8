"""Stage: the editors' notes and emendations -> what is laid over the words of a letter, and the notes themselves.

A note is called by a letter of the alphabet, so that nobody takes it for a note of the letter. All of it stands in
elements with data-editorial and repeats no word of the witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise
from types import MappingProxyType

from build_tools.model.annotation import Anchored, Annotation, AnnotationKind, Position
from build_tools.model.apparatus import ApparatusEntry
from build_tools.model.dates import written_out
from build_tools.model.edition import EditionLetter
from build_tools.model.marking import Marking
from build_tools.model.references import References
from build_tools.model.witness import Span
from build_tools.render.evidence import evidence, evidence_text
from build_tools.render.places import Unit, name
from build_tools.render.prose import line, prose

_ACTIVE = re.compile(r"[\\`*_\[\]{}<>|~^]")

KINDS: Mapping[AnnotationKind, str] = MappingProxyType(
    {
        "textual": "On the text",
        "identification": "Who or what is meant",
        "context": "Context",
        "cross-reference": "See also",
        "disputed": "Disputed",
    }
)
"""Every kind of note as readers read it."""


def note_id(annotation_id: str) -> str:
    """The anchor of a note in the letter's page."""
    return f"note-{annotation_id}"


def note_place_id(annotation_id: str) -> str:
    """The anchor of the sign that calls a note."""
    return f"noteref-{annotation_id}"


def emendation_id(emendation_id: str) -> str:
    """The anchor of an emendation in the list of those of its letter."""
    return f"emendation-{emendation_id}"


def emended_id(emendation_id: str) -> str:
    """The anchor of the emended words."""
    return f"emended-{emendation_id}"


def overlaid(edited: EditionLetter, others: Sequence[Marking] = ()) -> tuple[Marking, ...]:
    """Lay notes and emendations over the words of a letter, together with other markings.

    Emended words are always in one piece: a marking that reaches over a border of theirs is cut there.
    """
    emended = tuple(map(_emended, edited.apparatus.entries))
    # of notes on the very same words the first is inside, so that its sign comes first
    notes = tuple(map(_annotated, reversed(edited.apparatus.published)))
    inner = [span for marking in emended for span in marking.spans]
    return (*(_cut(marking, inner) for marking in notes), *emended, *(_cut(marking, inner) for marking in others))


def _annotated(note: Anchored) -> Marking:
    annotation = note.annotation
    kind = KINDS[annotation.kind]
    sign = (
        f'<a class="note-sign {annotation.kind}" id="{escape(note_place_id(annotation.id))}" '
        f'href="#{escape(note_id(annotation.id))}" '
        f'role="doc-noteref" aria-label="Editors’ note {note.label}: {escape(kind)}">{note.label}</a>'
    )
    return Marking(
        spans=note.anchor.spans,
        element="span",
        attributes=(("class", f"annotated {annotation.kind}"), ("data-annotation", annotation.id)),
        after=sign,
        after_element="sup",
        reference=f"ed-{note.label}",
    )


def _emended(entry: ApparatusEntry) -> Marking:
    own = entry.emendation.id
    sign = (
        f'<a class="emendation-sign" href="#{escape(emendation_id(own))}" role="doc-noteref" '
        'aria-label="em.: emendation by the editors">em.</a>'
    )
    return Marking(
        spans=entry.anchor.spans,
        element="span",
        attributes=(("id", emended_id(own)), ("class", "emended"), ("data-emendation", own)),
        after=sign,
        after_element="sup",
        reading=entry.emendation.reading,
        reference=f"ed-emendation-{own}",
    )


def _cut(marking: Marking, emended: Sequence[Span]) -> Marking:
    """Cut the spans of a marking where they reach over one border of emended words."""
    spans: list[Span] = []
    for span in marking.spans:
        edges = {span.start, span.end}
        for other in emended:
            if other.start < span.start < other.end < span.end:
                edges.add(other.end)
            elif span.start < other.start < span.end < other.end:
                edges.add(other.start)
        spans += [Span(a, b) for a, b in pairwise(sorted(edges))]
    return marking if tuple(spans) == marking.spans else replace(marking, spans=tuple(spans))


def notes_section(edited: EditionLetter, known: References, base: str = "..") -> str:
    """The notes and emendations of a letter as HTML for the end of its article; empty where there are none.

    `base` leads from the page to the top of the site.
    """
    return "\n".join(_section(edited, known, base))


def _section(edited: EditionLetter, known: References, base: str) -> Iterator[str]:
    apparatus = edited.apparatus
    every: tuple[Unit, ...] = (*edited.letter.blocks, *edited.letter.notes)
    units = {unit.id: unit for unit in every}
    if apparatus.published:
        yield '<section class="editors-notes" role="doc-endnotes" aria-labelledby="editors-notes">'
        yield '<h2 id="editors-notes">Editors’ notes</h2>'
        yield "<p>By the editors of this edition, not by the writer of the letter.</p>"
        for note in apparatus.published:
            yield from _note(note, known, base)
        yield "</section>"
    if apparatus.entries:
        yield '<section class="emendations" aria-labelledby="emendations">'
        yield '<h2 id="emendations">Emendations</h2>'
        yield (
            f'<p>Where the editors read other words than the transcription has. <a href="{base}/apparatus.html">'
            "All emendations of the edition</a></p>\n<ul>"
        )
        for entry in apparatus.entries:
            yield _entry(entry, units[entry.anchor.within], known, base)
        yield "</ul>\n</section>"
    for lost in apparatus.gone:
        yield (
            f'<p class="gone"><span id="{escape(lost.anchor)}"></span>Nothing stands here any more: the editors have '
            f"taken out what had the address {escape(lost.anchor)}.</p>"
        )


def _note(note: Anchored, known: References, base: str) -> Iterator[str]:
    annotation = note.annotation
    kind = escape(KINDS[annotation.kind])
    yield (
        f'<div class="editors-note {annotation.kind}" id="{escape(note_id(annotation.id))}" role="doc-footnote">\n'
        f'<p class="editors-note__head"><a href="#{escape(note_place_id(annotation.id))}" role="doc-backlink" '
        f'aria-label="Back to the words of note {note.label}">{note.label}</a> <b class="label">{kind}</b> '
        f'<a class="permalink" href="#{escape(note_id(annotation.id))}" '
        f'aria-label="Link to editors’ note {note.label}">link</a></p>'
    )
    if annotation.body:
        yield prose(annotation.body, base)
    if annotation.positions:
        yield '<div class="positions">'
        yield from (_position(position, known, base) for position in in_order(annotation))
        yield "</div>"
    if own := evidence(annotation.evidence, known, base):
        yield f'<p class="evidence">Evidence: {own}</p>'
    if annotation.certainty == "low":
        yield '<p class="certainty">The editors are not certain of this.</p>'
    yield "</div>"


def in_order(annotation: Annotation) -> tuple[Position, ...]:
    """The positions of a dispute in the order of the alphabet by who holds them, which favours nobody."""
    return tuple(sorted(annotation.positions, key=lambda position: position.holder.casefold()))


def _position(position: Position, known: References, base: str) -> str:
    return (
        f'<div class="position">\n<h3>{line(position.holder, base)}</h3>\n{prose(position.holds, base)}\n'
        f'<p class="evidence">{evidence(position.evidence, known, base)}</p>\n</div>'
    )


def _entry(entry: ApparatusEntry, unit: Unit, known: References, base: str) -> str:
    emendation = entry.emendation
    rests = evidence(emendation.evidence, known, base)
    return (
        f'<li id="{escape(emendation_id(emendation.id))}"><b class="label">Emendation</b> '
        f'<a class="permalink" href="#{escape(emendation_id(emendation.id))}" '
        f'aria-label="Link to emendation {escape(emendation.id)}">link</a>, '
        f'<a href="#{escape(emended_id(emendation.id))}" role="doc-backlink">'
        f"{escape(name(unit))}</a>: the editors read “{escape(emendation.reading)}”. "
        + line(emendation.reason, base)
        + (f' <span class="evidence">Evidence: {rests}</span>' if rests else "")
        + "</li>"
    )


def definitions(edited: EditionLetter, known: References) -> tuple[tuple[str, str], ...]:
    """The notes and emendations as footnotes of Markdown for people: label and text, paragraphs a blank line apart."""
    apparatus = edited.apparatus
    return (
        *((f"ed-{note.label}", _note_text(note.annotation, note.label, known)) for note in apparatus.published),
        *((f"ed-emendation-{entry.emendation.id}", _entry_text(entry, known)) for entry in apparatus.entries),
    )


def _note_text(annotation: Annotation, label: str, known: References) -> str:
    parts = [f"**Editors’ note {label}.** *{KINDS[annotation.kind]}.*"]
    if annotation.body:
        parts[0] += f" {annotation.body.strip()}"
    for position in in_order(annotation):
        rests = evidence_text(position.evidence, known)
        parts.append(f"**{position.holder}:** {position.holds.strip()} ({rests})")
    if annotation.evidence:
        parts.append(f"Evidence: {evidence_text(annotation.evidence, known)}.")
    if annotation.certainty == "low":
        parts.append("The editors are not certain of this.")
    return "\n\n".join(parts)


def _entry_text(entry: ApparatusEntry, known: References) -> str:
    emendation = entry.emendation
    rests = evidence_text(emendation.evidence, known)
    day = f" {written_out(emendation.date)}." if emendation.date else ""
    lemma, reading = (_ACTIVE.sub(r"\\\g<0>", text) for text in (entry.anchor.quote, emendation.reading))
    return (
        f"**Emendation.** For “{lemma}” the editors read “{reading}”. {emendation.reason.strip()}"
        + (f" Evidence: {rests}." if rests else "")
        + day
    )
