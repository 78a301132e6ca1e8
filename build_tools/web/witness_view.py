"""The view of a letter beside its witness: the reading text on one side, every character as received on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from markupsafe import Markup

from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Note, Run
from build_tools.model.witness import Span
from build_tools.render.places import name
from build_tools.report import Finding
from build_tools.web.pages import Material, PageFault, page
from build_tools.web.summary import LetterSummary
from build_tools.web.witness_changes import Changes
from build_tools.web.witness_rows import Row, Unit, rows
from build_tools.web.witness_text import WitnessText, signs, tiles
from build_tools.workers import spread

ENDING = "-witness"
"""What the name of the view has behind the id of the letter."""


def witness_pages(material: Material) -> dict[str, str]:
    """letters/<id>-witness of each letter. Raises PageFault where that name is a letter's own id."""
    ids = {one.id for one in material.edition.letters}
    for one in material.edition.letters:
        if one.id + ENDING in ids:
            path = f"docs/letters/{one.id}{ENDING}.txt"
            message = f"`{one.id}{ENDING}` is also the address of the witness view of {one.id}: give it another id"
            raise PageFault(Finding(rule="letter-id", message=message, path=path))
    made = spread(_view, list(zip(material.letters, material.edition.letters, strict=True)))
    return {f"letters/{one.id}{ENDING}.md": text for one, text in zip(material.letters, made, strict=True)}


def _view(pair: tuple[LetterSummary, EditionLetter]) -> str:
    one, edited = pair
    return page(
        "witness.html",
        title=f"{one.short_title}: text and transcription",
        description=f"{one.title}, beside its transcription, with every change explained",
        letter=one,
        emended=len(edited.apparatus.entries),
        rows=Markup("\n".join(_written(edited))),  # noqa: S704  # made here, where all text is escaped
    )


def _written(edited: EditionLetter) -> Iterator[str]:
    letter = edited.letter
    emended = [span for entry in edited.apparatus.entries for span in entry.anchor.spans]
    witness = WitnessText(letter.witness, tiles(letter.nodes, emended))
    changes = Changes(edited)
    readings = {
        span: entry.emendation.reading if number == 0 else ""
        for entry in edited.apparatus.entries
        for number, span in enumerate(entry.anchor.spans)
    }
    lang = escape(edited.declaration.language or "en")
    used: set[str] = set()
    for row in rows(letter):
        first, last = row.lines
        place = f"l{first}"
        while place in used:  # several parts on one line
            place += "-b"
        used.add(place)
        lines = f"line {first}" if first == last else f"lines {first}–{last}"
        told = "".join(f"<li>{sentence}</li>" for sentence in changes.told(row))
        yield (
            f'<tr id="{place}"><td class="witness__reading"><p class="witness__place">{_place(edited.id, row)}'
            f'<a href="#{place}">{lines}</a></p>{_reading(row, readings, lang)}'
            f"{f'<ul>{told}</ul>' if told else ''}</td>"
            f'<td class="witness__source"><pre lang="{lang}" data-witness-text>{witness.write(row.span)}</pre></td>'
            "</tr>"
        )


def _place(letter_id: str, row: Row) -> str:
    if row.unit is None:
        return "Not read · "
    what = name(row.unit)
    more = ", continued" if row.piece else ""
    anchor = escape(row.unit.id)
    return f'<a href="{letter_id}.html#{anchor}">{escape(what[:1].upper() + what[1:])}{more}</a> · '


def _reading(row: Row, readings: dict[Span, str], lang: str) -> str:
    unit = row.unit
    if unit is None:
        return ""
    label = f'<span class="witness__label">{escape(unit.label)}</span> ' if isinstance(unit, Note) else ""
    words = "".join(_words(row.runs, readings))
    return f'<p class="witness__words {_look(unit)}" lang="{_language(unit, lang)}" dir="auto">{label}{words}</p>'


def _look(unit: Unit) -> str:
    return "note" if isinstance(unit, Note) else unit.role


def _language(unit: Unit, lang: str) -> str:
    return lang if isinstance(unit, Note) or not unit.lang else escape(unit.lang)


def _words(runs: Sequence[Run], readings: dict[Span, str]) -> Iterator[str]:
    """The reading text of some runs: markup as the edition shows it, emended words as the editors read them."""
    for run in runs:
        if run.kind == "break":
            yield "<br>\n"
            continue
        shown = _emended(run, readings) if readings and run.kind == "text" else signs(run.text)
        names = [mark.name for mark in run.marks if mark.name != "link"]
        if run.kind == "call" and "sup" not in names:
            names.append("sup")
        yield "".join(f"<{name}>" for name in names) + shown + "".join(f"</{name}>" for name in reversed(names))


def _emended(run: Run, readings: dict[Span, str]) -> str:
    out, at = [], run.span.start
    for span, reading in readings.items():
        start, end = max(span.start, run.span.start), min(span.end, run.span.end)
        if start < end:
            out.append(signs(run.text[at - run.span.start : start - run.span.start]))
            if start == span.start and reading:  # the reading stands where the words of the witness begin
                out.append(f"<ins>{signs(reading)}</ins>")
            at = end
    return "".join(out) + signs(run.text[at - run.span.start :])
