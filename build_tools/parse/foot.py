"""Addressees that stand at the foot of a page, as formal letters and notes verbales have them."""

from __future__ import annotations

from build_tools.parse import formulas as is_
from build_tools.parse.dates import is_dateline
from build_tools.parse.numbering import is_enumerated
from build_tools.parse.unit import Unit

# How many units behind the salutation the foot of a first page can be.
_FIRST_PAGE = 14
_LONGEST = 40
# So many letters of a name show that the opening formula has named it.
_NAMED = 24
_SHORTEST = 7
_STEM = 5
# Lines of an address: how many there are, and how long one is.
_ADDRESS = 8
_WIDEST = 80


def from_first_page(units: list[Unit], end: int) -> tuple[list[Unit], list[Unit], list[int]]:
    """Take out the addressees that stand at the foot of the first page, each name with its office.

    They are short lines without a full stop in the middle of prose: a name behind a title of courtesy, or the name of
    an office, set in several lines or in bold, or one that the opening formula has named. `end` is the index of the
    first unit behind the body. Returns the units that stay, the addressees, and where they show that a page begins.
    """
    moved: list[Unit] = []
    kept: list[Unit] = []
    page_begins: list[int] = []
    opening = next((unit.bare.lower() for unit in units[:3] if is_.is_opening(unit.bare)), "")
    n = 0
    while n < len(units):
        unit = units[n]
        below = units[n + 1] if n + 1 < end else None
        if 0 < n < min(_FIRST_PAGE, end) and _is_address(unit, opening, below):
            unit.role, unit.moved = "addressee", "addressee-to-head"
            if below is not None and is_.is_honorific(unit.bare) and unit.single_lines == 1 and _is_office(below):
                unit.join(below, seen=True)
                n += 1
            moved.append(unit)
            # Only the last of several addresses ends the page.
            page_begins = [units[n + 1].start] if n + 1 < len(units) else []
        else:
            kept.append(unit)
        n += 1
    return kept, moved, page_begins


def names_addressee(unit: Unit, opening: str) -> bool:
    """True where the opening formula, in small letters, has named who this unit names, as the one it is said to."""
    named = unit.bare.lower().removeprefix("the ")[:_NAMED]
    said = opening.partition("compliments")[2] or opening
    if not opening or len(named) <= _SHORTEST:
        return False
    # Where words are declined, their first letters are the same.
    stems = [word[:_STEM] for word in unit.bare.lower()[: 2 * _NAMED].split()[:-1] if len(word) >= _STEM]
    return named in said or (len(stems) > 1 and unit.single_lines > 1 and all(stem in said for stem in stems))


def is_address_form(lines: list[str]) -> bool:
    """True for two to eight short lines, each with a capital or a figure at its start or a small word that links."""
    if not 2 <= len(lines) <= _ADDRESS or any(len(line) > _WIDEST for line in lines):
        return False
    return not any(". " in line and line.split(". ")[-1][:1].islower() for line in lines)


def _is_address(unit: Unit, opening: str, below: Unit | None) -> bool:
    shape = unit.shape
    if unit.kind == "item" or shape.stopped or shape.comma or shape.open_ended or shape.begins_lower:
        return False
    if shape.words > _LONGEST or is_enumerated(unit.plain) or unit.plain.startswith("|"):
        return False
    if is_.is_honorific(unit.bare):
        is_name = shape.words <= 8 and (unit.strong or (below is not None and _is_office(below)))
        return unit.single_lines > 1 or is_name
    if not is_.is_institution(unit.bare):
        return unit.single_lines > 1 and names_addressee(unit, opening)
    return names_addressee(unit, opening) or unit.single_lines > 1


def _is_office(unit: Unit) -> bool:
    """True for the office below a name: a capital at its start, no full stop at its end."""
    shape = unit.shape
    return (
        unit.kind == "text"
        and not (shape.stopped or shape.comma or shape.begins_lower or shape.open_ended)
        and shape.words <= _LONGEST
        and not is_.is_honorific(unit.bare)
        and not is_.is_salutation(unit.bare)
        and not is_dateline(unit.bare)
    )
