"""The masthead of a circulated document: organs, distribution, agenda, title."""

from __future__ import annotations

from build_tools.parse import formulas as is_
from build_tools.parse.dates import is_dateline
from build_tools.parse.references import reference, symbols
from build_tools.parse.stack import mark_of
from build_tools.parse.unit import Unit

# Within so many units a masthead shows what it is.
_REACH = 14


def is_circulated(units: list[Unit]) -> bool:
    """True where the head is the masthead of a document circulated by an organ."""
    organs = marks = 0
    for unit in units[:_REACH]:
        text = unit.bare
        if is_.is_salutation(text) or is_.is_opening(text) or (unit.is_prose and not is_.is_title(text)):
            break
        organs += is_.is_organ(text)
        marks += is_.is_distribution(text) or is_.is_agenda(text) or symbols(text) is not None
        marks += "Distr." in text and is_.is_organ(text)
    return bool(organs and marks) or marks >= 2 or organs >= 2


def title_of(head: list[Unit]) -> int | None:
    """Index of the title of a circulated document: the first that says its date, else the last that may be one."""
    likely = [n for n, unit in enumerate(head) if is_.is_title(unit.bare) or is_.is_subject(unit.bare)]
    return next((n for n in likely if is_.is_dated_title(head[n].bare)), likely[-1] if likely else None)


def _is_dated_distribution(unit: Unit) -> bool:
    """True for the day and the language of distribution below one another."""
    lines = unit.plain.split("\n")
    return 1 < len(lines) <= 4 and is_dateline(lines[0].strip()) and mark_of(lines[1].strip(" *_")) == "distribution"


def _is_mark(text: str) -> bool:
    """True for a line that only a circulated document has."""
    return is_.is_organ(text) or is_.is_distribution(text) or is_.is_agenda(text) or symbols(text) is not None


def set_roles(head: list[Unit]) -> None:
    """Give the units of the head of a circulated document their roles."""
    title = title_of(head)
    last_mark = max((n for n, unit in enumerate(head) if _is_mark(unit.bare)), default=-1)
    agenda = distributed = False
    for n, unit in enumerate(head):
        text = unit.bare
        if n == title or is_.is_resolution_title(text):
            unit.role, agenda = "title", False
        elif is_.is_salutation(text):
            unit.role = "salutation"
        elif symbols(text) is not None or reference(text) is not None:
            unit.role = "reference"
        elif is_.is_organ(text):
            unit.role, agenda = "organ", is_.is_agenda(text)
            distributed = distributed or "Distr." in text
        elif is_.is_distribution(text) or _is_dated_distribution(unit):
            unit.role = "distribution"
            distributed = True
        elif is_.is_agenda(text):
            unit.role, agenda = "agenda", True
        elif is_.is_adopted(text):
            unit.role = "dateline"
        elif is_dateline(text):
            unit.role = "distribution" if distributed and (title is None or n < title) else "dateline"
        elif agenda:
            unit.role = "agenda"
        else:
            below = any(above.role == "title" for above in head[:n])
            is_last = title is None and n > last_mark
            unit.role = "title" if below or is_last or unit.kind == "heading" else "letterhead"
