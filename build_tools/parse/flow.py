"""Which units are the letter's text, which are notes, and where pages show that they end."""

from __future__ import annotations

from build_tools.parse.shape import core, open_brackets
from build_tools.parse.unit import Unit


def divide(units: list[Unit]) -> tuple[list[Unit], list[Unit], list[int]]:
    """Part the running text from the notes.

    Returns the units of the text and of the notes, each in the order of the witness, and the places at which blocks of
    notes, page numbers and running heads show that a page begins. Notes that run on are put together: over a blank
    line, and over a page, where the rest stands at the head of the next page's notes.
    """
    body: list[Unit] = []
    notes: list[Unit] = []
    breaks: list[int] = []
    group = 0
    in_notes = False
    for index, unit in enumerate(units):
        if unit.page_before:
            breaks.append(unit.start)
        if unit.kind == "note":
            if not in_notes and body:
                body[-1].before_note = True
            unit.group = group
            notes.append(unit)
            in_notes = True
        elif notes and _runs_on(units, index, body, notes[-1], in_notes=in_notes):
            notes[-1].join(unit)
        else:
            if in_notes:
                breaks.append(unit.start)
                group += 1
                in_notes = False
            body.append(unit)
    return body, notes, sorted(set(breaks))


def _runs_on(units: list[Unit], index: int, body: list[Unit], note: Unit, *, in_notes: bool) -> bool:
    """True where a unit without a label goes on with the note before it."""
    unit = units[index]
    if unit.kind not in ("text", "item"):
        return False
    if in_notes and unit.indented and not note.indented and not _is_open(body):
        return unit.shape.words > 1
    if not unit.shape.begins_lower or note.shape.stopped or _ends_with_address(note) or _is_open(body):
        return False
    # The rest of a note at the head of the next page's notes stands right before a label.
    return in_notes or (index + 1 < len(units) and units[index + 1].kind == "note")


def _is_open(body: list[Unit]) -> bool:
    """True where the last unit of the text so far is prose whose sentence is not finished."""
    return bool(body) and body[-1].kind in ("text", "item") and body[-1].shape.prose and not body[-1].shape.stopped


def _ends_with_address(note: Unit) -> bool:
    """True where a note ends with an address of the web, which takes no full stop."""
    return core(note.plain).endswith((".html", ".htm", ".pdf", ".aspx", "/"))


def goes_on(before: Unit, after: Unit) -> bool:
    """True where the sentence of one unit goes on in the next: a page end or a line end has cut it.

    Joins: a small letter after an open sentence; any letter after a word that cannot end one ("the", "of"), a hyphen or
    an open bracket; a capital after long open prose without a comma. Must not join: items of a list that end with
    "; and", clauses of a resolution that end with a comma and begin with a capital, headings.
    """
    if after.kind != "text" or before.kind == "heading" or not before.plain or not after.plain:
        return False
    first, second = before.shape, after.shape
    end = core(before.plain)
    if first.stopped or end.endswith(("; and", "; or")) or (before.kind == "item" and end.endswith((", and", ", or"))):
        return False
    if second.begins_lower:
        return first.prose or first.open_ended or first.words > 8
    if first.open_ended:
        return first.prose or first.words > 8
    is_open = open_brackets(before.plain)
    if first.comma:
        return is_open and first.prose and second.prose
    if before.kind == "item" or (first.figure and not after.page_before):
        return False
    return first.prose and first.words >= 20 and second.prose and (is_open or second.finished)
