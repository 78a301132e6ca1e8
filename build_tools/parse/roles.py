"""The role of every unit: the head of a letter, its body, what stands behind it, and annexes behind that.

One pass in the order of the witness. The head ends at the salutation, at the opening formula, at the title of a
circulated document or at the first prose; the tail begins with the close or the signature; an annex is read as a letter
without an address.
"""

from __future__ import annotations

from build_tools.parse import body, foot, head, masthead, tail
from build_tools.parse import formulas as is_
from build_tools.parse.dates import is_dateline
from build_tools.parse.unit import Unit


def assign(units: list[Unit]) -> tuple[list[Unit], list[int]]:
    """Give every unit its role, join what a page or line end had cut, and bring addressees to the head.

    Returns the units in the order of reading and the places at which these joins and moves show that a page begins.
    """
    circulated = masthead.is_circulated(units)
    start = head.head_end(units, circulated=circulated)
    if not circulated:
        start = head.begins_with_text(units[:start])
    top, rest = units[:start], units[start:]
    if circulated:
        masthead.set_roles(top)
    else:
        top = head.set_roles(top, rest[:1])
    page_begins: list[int] = []
    moved: list[Unit] = []
    wanted = not circulated and not any(unit.role == "addressee" for unit in top)
    tail_at = tail.tail_start(rest)
    annex_at = _annex_start(rest, tail_at, circulated=circulated)
    letter = rest[:annex_at]
    if wanted:
        count = len(letter)
        letter, moved, page_begins = foot.from_first_page(letter, min(tail_at, annex_at))
        tail_at = tail.tail_start(letter) if len(letter) < count else tail_at
    running, cuts = body.join(letter[:tail_at])
    page_begins += cuts
    body.set_roles(running)
    opening = next((unit.bare.lower() for unit in running if unit.role == "opening"), "")
    below, addressees = tail.set_roles(letter[tail_at:], want_addressee=wanted and not moved, opening=opening)
    moved += addressees
    ordered = _in_reading_order(top, moved, running + below)
    at = annex_at
    while at < len(rest):
        end = next((n for n in range(at + 1, len(rest)) if body.is_annex_heading(rest[n])), len(rest))
        part, cuts = _annex(rest[at:end])
        ordered += part
        page_begins += cuts
        at = end
    return ordered, page_begins


def _in_reading_order(top: list[Unit], moved: list[Unit], rest: list[Unit]) -> list[Unit]:
    """Addressees from elsewhere stand before the salutation, or where the head ends."""
    if not moved:
        return top + rest
    at = next((n for n, unit in enumerate(top) if unit.role == "salutation"), len(top))
    return top[:at] + moved + top[at:] + rest


def _annex_start(units: list[Unit], tail_at: int, *, circulated: bool) -> int:
    """Index at which an annex begins behind the tail, or in a circulated document behind the letter's own prose."""
    last_prose = max((n for n, unit in enumerate(units) if unit.shape.prose), default=-1)
    for n in range(1 if circulated else tail_at + 1, last_prose):
        unit = units[n]
        if body.is_annex_heading(unit) or (n > tail_at and unit.kind == "heading" and not unit.before_note):
            return n
        if n > tail_at and (unit.strong or unit.capitals) and _heads_text(units, n):
            return n
    return len(units)


def _heads_text(units: list[Unit], n: int) -> bool:
    """True for a line that stands over several paragraphs behind a signature, with no name or formula in it."""
    text, shape = units[n].bare, units[n].shape
    if shape.stopped or shape.words < 3 or n + 1 == len(units) or not units[n + 1].is_prose:
        return False
    if is_.is_enclosure(text) or is_.is_copy(text) or is_.is_honorific(text) or is_.is_close(text):
        return False
    return sum(unit.is_prose for unit in units[n + 1 : n + 12]) >= 2


def _annex(units: list[Unit]) -> tuple[list[Unit], list[int]]:
    """Read one annex: its headings, its own date and salutation, its text, its signature.

    Returns its units and where its joins show that a page begins.
    """
    start = 1
    while start < len(units) and _heads_annex(units[start], units[start + 1] if start + 1 < len(units) else None):
        start += 1
    for unit in units[:start]:
        text = unit.bare
        if is_.is_salutation(text):
            unit.role = "salutation"
        elif is_dateline(text):
            unit.role = "dateline"
        elif is_.is_distribution(text):
            unit.role = "distribution"
        else:
            unit.role, unit.level = "heading", max(unit.level, 1)
    rest = units[start:]
    tail_at = tail.tail_start(rest, loose=False)
    running, cuts = body.join(rest[:tail_at])
    body.set_roles(running)
    below, _ = tail.set_roles(rest[tail_at:], want_addressee=False, opening="")
    return units[:start] + running + below, cuts


def _heads_annex(unit: Unit, follows: Unit | None) -> bool:
    """True for the lines between the word Annex and its text."""
    if follows is None or unit.kind == "item" or unit.shape.prose or is_.is_opening(unit.bare):
        return False
    text = unit.bare
    if is_.is_salutation(text) or is_dateline(text) or is_.is_distribution(text):
        return True
    return not unit.shape.stopped and not unit.shape.comma and unit.shape.words <= 40
