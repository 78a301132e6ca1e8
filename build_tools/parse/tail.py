"""What stands behind the body: close, signature, enclosures, copies, date, and who the sender is."""

from __future__ import annotations

from build_tools.model.letter import Role
from build_tools.parse import formulas as is_
from build_tools.parse.body import is_annex_heading
from build_tools.parse.dates import is_dateline
from build_tools.parse.foot import is_address_form, names_addressee
from build_tools.parse.head import is_office_of
from build_tools.parse.references import is_bare_reference, reference
from build_tools.parse.unit import Unit
from build_tools.parse.words import words

_CLOSING_WORDS = 7
# No line with which a tail begins is longer.
_LONGEST = 1200


def tail_start(units: list[Unit], *, loose: bool = True) -> int:
    """Index of the first unit behind the body: the close, the signature, or what stands below them.

    `loose`: where nothing shows a close, short lines at the very end are the tail.
    """
    for n, unit in enumerate(units):
        text = unit.bare
        if len(text) > _LONGEST:
            continue
        if (is_.is_close(text) and not is_.is_opening(text)) or _is_closing_line(units, n):
            while n and (is_.is_enclosure(units[n - 1].bare) and not is_annex_heading(units[n - 1])):
                n -= 1
            return n
        if is_.is_signed(text) or (n and is_.is_copy(text) and not unit.shape.prose):
            return n
    n = len(units)
    while loose and n and (_is_notes_heading(units[n - 1]) or _ends_letter(units[n - 1])):
        n -= 1
    return n if n and loose else len(units)


def _is_notes_heading(unit: Unit) -> bool:
    return unit.before_note and unit.bare.rstrip(":").lower() in words("notes_heading")


def _is_closing_line(units: list[Unit], n: int) -> bool:
    """True for a close that is in no list: a few words with a comma behind finished prose, only names below."""
    unit = units[n]
    if not (n and unit.kind == "text" and unit.shape.comma and unit.shape.begins_upper):
        return False
    if unit.shape.words > _CLOSING_WORDS or n + 1 == len(units):
        return False
    if not (units[n - 1].shape.finished or units[n - 1].kind == "item"):
        return False
    return not any(below.shape.prose or below.kind != "text" for below in units[n + 1 : n + 4])


def _ends_letter(unit: Unit) -> bool:
    text, shape = unit.bare, unit.shape
    if is_.is_enclosure(text) or is_.is_copy(text) or is_dateline(text):
        return True
    if unit.kind != "text" or unit.plain.startswith("|"):
        return False
    return not (shape.stopped or shape.prose or shape.open_ended or shape.begins_lower) and shape.words <= 30


def set_roles(units: list[Unit], *, want_addressee: bool, opening: str) -> tuple[list[Unit], list[Unit]]:
    """Give the units behind the body their roles.

    `opening` is the opening formula in small letters, or empty. Returns the units that stay, and the addressees that
    stand at the foot and are read at the head.
    """
    kept: list[Unit] = []
    moved: list[Unit] = []
    seen: set[Role] = set()
    for unit in units:
        listing = bool(kept) and kept[-1].shape.colon
        if want_addressee and not listing and _is_foot_address(unit, opening, seen):
            unit.role, unit.moved = "addressee", "addressee-to-head"
            moved.append(unit)
            continue
        unit.role = _role(unit, seen, kept[-1] if kept else None)
        if unit.role == "heading":
            unit.level = max(unit.level, 1)
        above = kept[-1] if kept else None
        if above is not None and above.role == unit.role == "signature" and is_office_of(above, unit):
            above.join(unit, seen=True)
        else:
            kept.append(unit)
        seen.add(unit.role)
    return kept, moved


def _role(unit: Unit, seen: set[Role], above: Unit | None) -> Role:
    text = unit.bare
    if _is_notes_heading(unit):
        return "heading"
    if is_.is_close(text):
        return "close"
    if above is None and unit.shape.comma and unit.shape.words <= _CLOSING_WORDS:
        return "close"
    if is_.is_addressed(text) and not unit.shape.prose:
        return "addressee"
    if is_.is_enclosure(text):
        return "enclosure"
    if is_.is_copy(text):
        return "copy"
    if is_dateline(text):
        return "dateline"
    if (reference(text) is not None or is_bare_reference(text)) and "copy" not in seen and "enclosure" not in seen:
        return "reference"
    if unit.shape.prose and unit.shape.finished and unit.kind != "item":
        return "about" if seen and not is_.is_postscript(text) else "paragraph"
    contact = is_.is_contact(text)
    if above is not None and (above.role == "copy" or (above.role == "enclosure" and not contact)):
        return above.role
    if contact and (seen or unit.single_lines == 1):
        return "letterhead"
    return "about" if "signature" in seen and _says_something(unit.plain) else "signature"


def _says_something(text: str) -> bool:
    """True for a line that is more like a sentence than like names and offices."""
    first = text.partition("\n")[0].split()
    if "\n" in text and len(first) <= 6 and all(word[0].isupper() for word in first):
        return False  # a name with a long office below it
    plain = [word for word in text.split() if word.strip(",;:").isalpha()]
    return len(plain) >= 5 and sum(word[0].islower() for word in plain) * 3 >= len(plain) * 2


def _is_foot_address(unit: Unit, opening: str, seen: set[Role]) -> bool:
    """An address at the foot of the last page, as notes verbales and formal letters have it."""
    if unit.kind == "item" or is_dateline(unit.bare) or is_.is_copy(unit.bare) or "copy" in seen:
        return False
    lines = [line.strip(" *_") for line in unit.plain.split("\n")]
    if unit.shape.stopped and not (is_address_form(lines) and unit.shape.finished):
        return False
    if is_.is_addressed(unit.bare) and not unit.shape.prose:
        return True
    if opening and unit.single_lines > 1 and names_addressee(unit, opening):
        return True
    if opening and (is_.is_institution(unit.bare) or is_.is_honorific(unit.bare)):
        return names_addressee(unit, opening) or (unit.single_lines > 1 and "close" in seen)
    signed = bool({"signature", "enclosure"} & seen)
    if not signed or unit.single_lines < 2:
        return False
    names = sum(map(is_.is_honorific, lines))
    return (names == 1 and is_.is_honorific(unit.bare)) or (is_.is_state_office(unit.bare) and is_address_form(lines))
