"""The role of every unit: the head of a letter, its body, what stands behind it.

One pass in the order of the witness. The head ends at the salutation, at the opening formula, at the title of a
circulated document or at the first prose; the tail begins with the close or the signature.
"""

from __future__ import annotations

import re

from build_tools.model.letter import Role
from build_tools.parse import masthead as is_
from build_tools.parse.flow import goes_on
from build_tools.parse.lines import ENUMERATOR
from build_tools.parse.unit import Unit

# How many units behind the salutation the foot of a first page can be.
_FIRST_PAGE = 14
_ENUMERATED = re.compile(r"(?:[IVXLC]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?[ \t\u00a0]+[“\"A-ZÀ-ÞĀ-Ž]")
_ANNEX = re.compile(r"(?:annex|enclosure|appendix|attachment)\b[^.;:]{0,160}$", re.IGNORECASE)
_LETTERED = re.compile(r"\((?:[a-zA-Z]|[ivxlIVXL]{1,6}|\d{1,3})\)\s|[a-z]\)\s|[ivx]{1,5}[.)]\s")


def assign(units: list[Unit]) -> tuple[list[Unit], list[int]]:
    """Give every unit its role, join what a page or line end had cut, and bring addressees to the head.

    Returns the units in the order of reading and the places at which these joins and moves show that a page begins.
    """
    circulated = _is_circulated(units)
    start = _head_end(units, circulated)
    head, rest = units[:start], units[start:]
    if circulated:
        _masthead(head)
    else:
        _letter_head(head)
    addressed = any(unit.role == "addressee" for unit in head)
    breaks: list[int] = []
    moved: list[Unit] = []
    if not addressed and not circulated:
        rest, moved, foot = _from_first_page(rest)
        breaks += foot
    tail_at = _tail_start(rest)
    body, cuts = _join(rest[:tail_at])
    breaks += cuts
    _body(body)
    tail = rest[tail_at:]
    moved += _tail(tail, want_addressee=not addressed and not moved, opening=_opening(body))
    tail = [unit for unit in tail if unit not in moved]
    return _in_reading_order(head, moved, body + tail), breaks


def _in_reading_order(head: list[Unit], moved: list[Unit], rest: list[Unit]) -> list[Unit]:
    """Addressees from elsewhere stand before the salutation, or where the head ends."""
    if not moved:
        return head + rest
    at = next((n for n, unit in enumerate(head) if unit.role == "salutation"), len(head))
    return head[:at] + moved + head[at:] + rest


def _is_circulated(units: list[Unit]) -> bool:
    """True where the head is the masthead of a document circulated by an organ."""
    head = units[:12]
    for n, unit in enumerate(head):
        if is_.is_salutation(unit) or is_.is_opening(unit) or (unit.shape.prose and unit.shape.finished):
            head = head[:n]
            break
    organs = sum(is_.is_organ(unit) for unit in head)
    marks = sum(is_.is_distribution(unit) or is_.is_agenda(unit) or is_.is_symbol(unit) for unit in head)
    return bool(organs and marks) or marks >= 2 or organs >= 2


def _head_end(units: list[Unit], circulated: bool) -> int:
    """Index of the first unit that is no longer the head; a salutation belongs to the head, an opening does not."""
    title_at = None
    for n, unit in enumerate(units[:60]):
        if is_.is_salutation(unit):
            # A few paragraphs before "Dear ..." would be a covering note: they are body, and so is what follows.
            return n + 1 if not any(u.shape.prose and u.shape.finished and u.shape.words > 25 for u in units[:n]) else _prose_at(units)
        if is_.is_opening(unit):
            return n
        if circulated and title_at is None and (is_.is_title(unit) or is_.is_subject(unit)):
            title_at = n + 1
        if unit.shape.prose and (unit.shape.finished or unit.shape.words > 30) and not is_.is_title(unit) and not is_.is_adopted(unit):
            return title_at or n
        if is_.organ_speaks(unit):
            return n
        if unit.kind == "item" or is_.is_close(unit) or is_.is_signed(unit):
            return title_at or n
    return title_at or min(len(units), _prose_at(units))


def _prose_at(units: list[Unit]) -> int:
    return next((n for n, u in enumerate(units) if u.kind == "item" or u.shape.prose and u.shape.words > 12), len(units))


def _masthead(head: list[Unit]) -> None:
    """Roles of the head of a circulated document."""
    agenda = False
    for n, unit in enumerate(head):
        if is_.is_organ(unit):
            unit.role, agenda = "organ", False
        elif is_.is_distribution(unit):
            unit.role = "distribution"
        elif is_.is_symbol(unit) or is_.is_reference(unit):
            unit.role = "reference"
        elif is_.is_agenda(unit):
            unit.role, agenda = "agenda", True
        elif is_.is_salutation(unit):
            unit.role = "salutation"
        elif is_.is_resolution_title(unit) or is_.is_title(unit) or is_.is_subject(unit):
            unit.role = "title"
        elif is_.is_adopted(unit):
            unit.role = "dateline"
        elif is_.is_dateline(unit):
            unit.role = "distribution" if any(u.role == "distribution" for u in head[:n]) else "dateline"
        elif agenda:
            unit.role = "agenda"
        elif n == len(head) - 1 or unit.kind == "heading":
            unit.role = "title"
        else:
            unit.role = "letterhead" if not any(u.role == "title" for u in head[:n]) else "title"


def _letter_head(head: list[Unit]) -> None:
    """Roles of the head of a letter or a note."""
    for n, unit in enumerate(head):
        before = head[n - 1].role if n else None
        unit.role = _head_role(unit, before, first=n == 0)
    settled = {"dateline", "reference", "addressee", "salutation"}
    if head and head[-1].role == "salutation" and not any(u.role == "addressee" for u in head):
        # Without a title of courtesy the lines right before the salutation are the address, if a letterhead is above.
        n = len(head) - 2
        if n >= 1 and head[n].role == "letterhead" and any(u.role in settled | {"letterhead"} for u in head[:n]):
            if any(u.role in ("dateline", "reference") for u in head[:n]) or head[n].single_lines > 1:
                head[n].role = "addressee"


def _head_role(unit: Unit, before: Role | None, *, first: bool) -> Role:
    if is_.is_salutation(unit):
        return "salutation"
    if is_.is_symbol(unit) or is_.is_reference(unit):
        return "reference"
    if is_.is_dateline(unit):
        return "dateline"
    if is_.is_subject(unit) or is_.is_resolution_title(unit):
        return "title"
    if is_.is_adopted(unit):
        return "dateline"
    if is_.is_copy(unit):
        return "copy"
    if is_.is_honorific(unit):
        return "addressee"
    if is_.is_title(unit) and (unit.strong or unit.capitals or unit.kind == "heading" or unit.shape.words > 6):
        return "title"
    if unit.kind == "heading":
        return "letterhead" if first else "title"
    if unit.shape.prose and unit.shape.finished:
        return "paragraph"
    if before in ("dateline", "reference", "addressee") and (is_.is_institution(unit) or before == "addressee"):
        return "addressee"
    return "letterhead"


def _from_first_page(units: list[Unit]) -> tuple[list[Unit], list[Unit], list[int]]:
    """Take out the addressees that stand at the foot of the first page, each name with its office.

    They are short lines without a full stop in the middle of prose: a name behind a title of courtesy, or the name of an
    office, set in several lines or in bold, or one that the opening formula has named.
    """
    moved: list[Unit] = []
    kept: list[Unit] = []
    breaks: list[int] = []
    opening = next((unit.bare.lower() for unit in units[:3] if is_.is_opening(unit)), "")
    tail = _tail_start(units)
    n = 0
    while n < len(units):
        unit = units[n]
        follows = units[n + 1] if n + 1 < len(units) else None
        if 0 < n < min(_FIRST_PAGE, tail) and unit.kind in ("text", "heading") and _is_address(unit, opening, follows):
            unit.role, unit.moved = "addressee", "addressee-to-head"
            office = follows if follows is not None and n + 1 < tail else None
            if office is not None and is_.is_honorific(unit) and unit.single_lines == 1 and _is_office(office):
                _append(unit, office)
                n += 1
            moved.append(unit)
            if n + 1 < len(units):
                breaks.append(units[n + 1].start)
        else:
            kept.append(unit)
        n += 1
    # Only the last of several addresses ends the page.
    return kept, moved, breaks[-1:]


def _is_address(unit: Unit, opening: str, follows: Unit | None) -> bool:
    if unit.shape.stopped or unit.shape.comma or unit.shape.open_ended or unit.shape.begins_lower:
        return False
    if ENUMERATOR.match(unit.plain) or unit.shape.words > 40:
        return False
    if is_.is_honorific(unit):
        return unit.single_lines > 1 or unit.shape.words <= 8 and (unit.strong or follows is not None and _is_office(follows))
    if not is_.is_institution(unit):
        return False
    named = bool(opening) and unit.bare.lower().removeprefix("the ")[:24] in opening
    return named or unit.single_lines > 1


def _is_office(unit: Unit) -> bool:
    """True for the office below a name: one capital start, no full stop."""
    shape = unit.shape
    return (
        unit.kind == "text"
        and not (shape.stopped or shape.comma or shape.begins_lower or shape.open_ended)
        and shape.words <= 40
        and not is_.is_honorific(unit)
        and not is_.is_salutation(unit)
        and not is_.is_dateline(unit)
    )


def _append(unit: Unit, other: Unit) -> None:
    """Put the office below the name: a line end that the reader sees, not a space."""
    unit.join(other)
    at = next(n for n in range(len(unit.runs)) if unit.runs[n].kind == "join" and unit.runs[n].span.end == other.spans[0].start)
    unit.runs[at] = unit.runs[at]._replace(kind="break", text="\n")
    unit.plain = "".join(run.text for run in unit.runs)
    unit.inner = ()
    unit.single_lines += other.single_lines


def _tail_start(units: list[Unit]) -> int:
    """Index of the first unit behind the body: the close, the signature, or what stands below them."""
    for n, unit in enumerate(units):
        if is_.is_close(unit) and not is_.is_opening(unit):
            k = n
            while k and (is_.is_enclosure(units[k - 1]) or is_.is_copy(units[k - 1])):
                k -= 1
            return k
        if is_.is_signed(unit) or (n and is_.is_copy(unit)):
            return n
    # No close: short lines without a full stop at the very end are a signature, a date, an enclosure.
    n = len(units)
    while n and units[n - 1].kind == "text" and _ends_letter(units[n - 1]):
        n -= 1
    return n if n else len(units)


def _ends_letter(unit: Unit) -> bool:
    if is_.is_enclosure(unit) or is_.is_copy(unit) or is_.is_dateline(unit):
        return True
    shape = unit.shape
    return not (shape.stopped or shape.prose or shape.open_ended or shape.begins_lower) and shape.words <= 30 and not (
        unit.plain.startswith("|")
    )


def _join(units: list[Unit]) -> tuple[list[Unit], list[int]]:
    """Join what a page end or a line end had cut; headings are no part of a sentence."""
    joined: list[Unit] = []
    breaks: list[int] = []
    for n, unit in enumerate(units):
        follows = units[n + 1] if n + 1 < len(units) else None
        before = joined[-1] if joined else None
        if before is not None and not _is_heading(unit, before, follows) and not before.role and _may_go_on(before, unit):
            # Lines without anything between them were cut by a line end, not by a page.
            if _apart(before, unit):
                breaks.append(unit.start)
                before.join(unit)
            else:
                before.join(unit)
                before.inner = tuple(place for place in before.inner if place != unit.start)
        else:
            if _is_heading(unit, before, follows):
                unit.role = "heading"
            joined.append(unit)
    return joined, breaks


def _apart(before: Unit, unit: Unit) -> bool:
    return unit.page_before or unit.start - before.spans[-1].end > 1


def _may_go_on(before: Unit, unit: Unit) -> bool:
    if ENUMERATOR.match(unit.plain) or is_.is_dateline(unit) or is_.is_reference(unit) or is_.is_enclosure(unit):
        return False
    if is_.is_salutation(before) or is_.organ_speaks(before):
        return False
    return goes_on(before, unit)


def _is_heading(unit: Unit, before: Unit | None, follows: Unit | None) -> bool:
    """A heading with or without markup: numbered, in bold, in capitals, or a short line between finished prose."""
    if unit.kind == "heading":
        return True
    shape = unit.shape
    if unit.kind != "text" or shape.stopped or shape.comma or shape.open_ended or shape.begins_lower:
        return False
    if unit.single_lines > 3 or not unit.plain or is_.is_dateline(unit) or unit.plain.startswith("|"):
        return False
    if is_.is_reference(unit) or is_.is_enclosure(unit) and not _ANNEX.match(is_.bare(unit)):
        return False
    if _ENUMERATED.match(unit.plain.lstrip("*_ ")):
        return shape.words <= 40
    if before is not None and before.role != "heading" and not before.shape.stopped and before.shape.prose:
        return False
    if _ANNEX.match(is_.bare(unit)) and shape.words <= 24:
        return True
    if unit.strong or unit.capitals:
        return shape.words <= 30 and follows is not None
    return (
        shape.words <= 12
        and shape.begins_upper
        and follows is not None
        and follows.kind == "text"
        and follows.shape.prose
        and not follows.shape.begins_lower
    )


def _opening(body: list[Unit]) -> str:
    return next((unit.bare.lower() for unit in body if unit.role == "opening"), "")


def _body(units: list[Unit]) -> None:
    """Roles of the running text."""
    listing = False
    for n, unit in enumerate(units):
        follows = units[n + 1] if n + 1 < len(units) else None
        if unit.role == "heading":
            listing = False
            if unit.level == 0:
                unit.level = 1
        elif is_.is_opening(unit):
            unit.role = "opening"
        elif _is_item(unit, listing):
            unit.role = "item"
        elif is_.is_subject(unit) and n < 3:
            unit.role = "title"
        elif is_.is_enclosure(unit):
            unit.role = "enclosure"
        elif unit.shape.words <= 12 and is_.is_dateline(unit) and not unit.shape.finished:
            unit.role = "dateline"
        else:
            colon = is_colon(unit)
            unit.role = "lead" if colon and follows is not None and _is_item(follows, True) else "paragraph"
            listing = colon
            continue
        listing = listing and unit.role == "item"


def is_colon(unit: Unit) -> bool:
    """True where a unit ends with a colon, emphasis and quotation marks behind it aside."""
    return unit.plain.rstrip(" *_”\"»\u00a0").endswith((":", ":–", ":—"))


def _is_item(unit: Unit, listing: bool) -> bool:
    """An item has a bullet or a letter; a figure makes one only behind a lead."""
    if unit.kind == "item" or _LETTERED.match(unit.plain):
        return True
    return listing and ENUMERATOR.match(unit.plain) is not None


def _tail(units: list[Unit], *, want_addressee: bool, opening: str) -> list[Unit]:
    """Roles behind the body; returns the addressees that stand at the foot and are read at the head."""
    moved: list[Unit] = []
    copying = resumed = signed = closed = False
    for n, unit in enumerate(units):
        follows = units[n + 1] if n + 1 < len(units) else None
        if resumed or _resumes(unit, follows, started=n > 0):
            resumed = True
            unit.role = unit.role or _resumed_role(unit, units[n - 1] if n else None, follows)
        elif is_.is_close(unit):
            unit.role, closed = "close", True
        elif is_.is_enclosure(unit):
            unit.role = "enclosure"
        elif is_.is_copy(unit):
            unit.role, copying = "copy", True
        elif is_.is_dateline(unit):
            unit.role = "dateline"
        elif is_.is_reference(unit):
            unit.role = "reference"
        elif copying and not unit.shape.prose:
            unit.role = "copy"
        elif unit.shape.prose and unit.shape.finished:
            unit.role = "about" if closed or signed else "paragraph"
        elif want_addressee and _foot_address(unit, opening, signed=signed, closed=closed):
            unit.role, unit.moved = "addressee", "addressee-to-head"
            moved.append(unit)
        else:
            unit.role, signed = "signature", True
    return moved


def _foot_address(unit: Unit, opening: str, *, signed: bool, closed: bool) -> bool:
    """An address at the foot of the last page, as notes verbales and formal letters have it."""
    if opening and (is_.is_institution(unit) or is_.is_honorific(unit)):
        name = unit.bare.lower().removeprefix("the ")[:24]
        return name in opening or unit.single_lines > 1 and closed
    return signed and is_.is_honorific(unit) and unit.single_lines > 1


def _resumes(unit: Unit, follows: Unit | None, *, started: bool) -> bool:
    """True where an annex begins behind the signature: its text is body again."""
    if not started or unit.shape.stopped or follows is None:
        return False
    if unit.kind == "heading":
        return True
    return bool(_ANNEX.match(is_.bare(unit))) and not is_.is_enclosure(unit) and unit.shape.words <= 24


def _resumed_role(unit: Unit, before: Unit | None, follows: Unit | None) -> Role:
    if is_.is_close(unit):
        return "close"
    if is_.is_signed(unit):
        return "signature"
    if is_.is_salutation(unit):
        return "salutation"
    if is_.is_distribution(unit):
        return "distribution"
    if _is_heading(unit, before, follows):
        unit.level = unit.level or 1
        return "heading"
    if is_.is_opening(unit):
        return "opening"
    if _is_item(unit, before is not None and (is_colon(before) or before.role == "item")):
        return "item"
    if is_.is_dateline(unit):
        return "dateline"
    return "lead" if is_colon(unit) and follows is not None and _is_item(follows, True) else "paragraph"
