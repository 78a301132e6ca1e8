"""The head of a letter: letterhead, reference, date, address, salutation; and where a head of any kind ends."""

from __future__ import annotations

from build_tools.model.letter import Role
from build_tools.parse import formulas as is_
from build_tools.parse.dates import is_dateline
from build_tools.parse.flow import goes_on
from build_tools.parse.masthead import title_of
from build_tools.parse.numbering import is_numbered_heading, numeral
from build_tools.parse.references import is_bare_reference, reference, symbols
from build_tools.parse.unit import Unit

_SETTLED = frozenset(("salutation", "dateline", "reference", "addressee"))
# So many units are looked at for the end of the head.
_REACH = 60
# A line of prose in a head (a motto, a remark) has fewer words.
_REMARK = 25


def begins_with_text(units: list[Unit]) -> int:
    """Index of the first prose where nothing in these units is of a letter's head; else their number.

    What a letter without a date, an address or a salutation begins with is its text, finished or cut by a page.
    """
    first = next((n for n, unit in enumerate(units) if unit.shape.prose and not is_.is_title(unit.bare)), len(units))
    return len(units) if any(_labelled_role(unit, None) or is_.is_honorific(unit.bare) for unit in units) else first


def head_end(units: list[Unit], *, circulated: bool) -> int:
    """Index of the first unit that is no longer the head; a salutation belongs to the head, an opening does not."""
    ended = len(units)
    for n, unit in enumerate(units[:_REACH]):
        text = unit.bare
        if _is_salutation(units, n):
            return n + 1
        if is_.is_opening(text) or is_.speaking_organ(text):
            return n
        if unit.is_prose and not is_.is_title(text) and not is_.is_adopted(text):
            ended = min(ended, n)
            # A remark before the salutation leaves the head going on; a paragraph ends it.
            if circulated or (unit.shape.finished and unit.shape.words > _REMARK):
                break
        elif (
            unit.kind == "item" or is_.is_close(text) or is_.is_signed(text) or (circulated and _is_first_heading(unit))
        ):
            ended = min(ended, n)
            break
    if circulated and (title := title_of(units[:ended])) is not None:
        ended = title + 1
        while ended < len(units) and (is_.is_distribution(units[ended].bare) or is_dateline(units[ended].bare)):
            ended += 1
        return ended
    if ended == len(units):
        return next((n for n, unit in enumerate(units) if unit.shape.prose and unit.shape.words > 12), len(units))
    while ended and _belongs_below(units[ended - 1], units[ended]):
        ended -= 1
    return ended


def _is_first_heading(unit: Unit) -> bool:
    return numeral(unit.plain) in ("I", "1") and is_numbered_heading(unit.plain)


def _belongs_below(unit: Unit, below: Unit) -> bool:
    """True for the first half of a sentence, and for a line that leads to a list."""
    if _is_first_heading(unit) and not unit.shape.stopped:
        return True
    if unit.shape.colon and below.kind == "item":
        return unit.kind == "text"
    return unit.shape.prose and goes_on(unit, below)


def _is_salutation(units: list[Unit], n: int) -> bool:
    """A salutation by its words, or a few words with a comma or colon between the head and the first prose."""
    unit = units[n]
    if unit.kind != "text" or unit.single_lines > 1:
        return False
    if is_.is_salutation(unit.bare):
        return True
    ends = unit.shape.words <= 5 and (unit.shape.comma or unit.shape.colon) and unit.shape.begins_upper
    if not ends or n + 1 == len(units) or not (units[n + 1].kind == "text" and units[n + 1].is_prose):
        return False
    return n > 0 and not any(above.shape.prose for above in units[:n])


def set_roles(head: list[Unit], below: list[Unit]) -> list[Unit]:
    """Give the units of the head of a letter or a note their roles; a name and the office below it become one.

    `below` is what follows the head.
    """
    before: Role | None = None
    for n, unit in enumerate(head):
        unit.role = before = _head_role(unit, before, head, n)
    if head and _is_salutation([*head, *below], len(head) - 1):
        head[-1].role = "salutation"
    if not any(unit.role in _SETTLED for unit in head):
        for unit in head:  # not a letter at all: what stands over it is its title
            unit.role = "title" if unit.kind == "heading" else unit.role
    if head and head[-1].role == "salutation" and not any(unit.role == "addressee" for unit in head):
        _find_address(head)
    return _with_offices(head)


def _head_role(unit: Unit, before: Role | None, head: list[Unit], n: int) -> Role:
    text = unit.bare
    if (named := _labelled_role(unit, before)) is not None:
        return named
    if is_.is_contact(text) and not is_.is_honorific(text) and before != "addressee":
        return "letterhead"
    if is_.is_addressed(text):
        return "addressee"
    if is_.is_honorific(text) and not unit.shape.finished:
        # The first of two names in a head is the sender's, above the date.
        below = any(is_.is_honorific(other.bare) and not is_.is_salutation(other.bare) for other in head[n + 1 :])
        return "letterhead" if n == 0 and below and _is_sender(head) else "addressee"
    if is_.is_title(text) and (unit.strong or unit.capitals or unit.kind == "heading" or unit.shape.words > 6):
        return "title"
    if is_.is_remark(text):
        return "letterhead"
    if unit.kind == "heading":
        return "title" if n else "letterhead"
    if (
        before == "title"
        and (unit.strong or unit.capitals)
        and any(above.role == "title" and is_.is_spoken(above.bare) for above in head[:n])
    ):
        return "title"  # what a statement is called, in several blocks
    if unit.is_prose:
        return "paragraph" if unit.shape.finished and unit.shape.words > _REMARK else "letterhead"
    if before == "addressee" or (before in ("dateline", "reference") and is_.is_institution(text)):
        return "addressee"
    return "title" if is_.is_title(text) and unit.single_lines == 1 else "letterhead"


def _labelled_role(unit: Unit, before: Role | None) -> Role | None:
    """The role of a line whose form alone tells it."""
    text = unit.bare
    if is_.is_salutation(text) and unit.single_lines == 1:
        return "salutation"
    if is_.is_subject(text) or is_.is_resolution_title(text):
        return "title"
    if symbols(text) is not None or reference(text) is not None or is_bare_reference(text):
        return "reference"
    if before == "reference" and text.startswith("(") and "refer" in text.lower() and unit.shape.words < 14:
        return "reference"
    if is_dateline(text) or is_.is_adopted(text):
        return "dateline"
    if is_.is_distribution(text):
        return "distribution"
    if is_.is_from(text):
        return "letterhead"
    if is_.is_copy(text):
        return "copy"
    return "enclosure" if is_.is_enclosure(text) and before is not None else None


def _is_sender(head: list[Unit]) -> bool:
    """True where the name that a head begins with is the sender's.

    It is set as the head of letter paper is and the name further on is not, or a date stands between the two.
    """
    names = [n for n, unit in enumerate(head) if is_.is_honorific(unit.bare) and not is_.is_salutation(unit.bare)]
    first, last = head[names[0]], head[names[-1]]
    if (first.strong or first.capitals) and not (last.strong or last.capitals):
        return True
    return any(is_dateline(unit.bare) for unit in head[names[0] : names[-1]])


def _find_address(head: list[Unit]) -> None:
    """Find the address where no title of courtesy shows it: the lines before the salutation, below a letterhead.

    Where nothing else is in the head, lines that begin with an office are an address, not a letterhead.
    """
    plain = [
        unit for unit in head if unit.role == "letterhead" and unit.kind == "text" and not is_.is_remark(unit.bare)
    ]
    if not plain:
        return
    last = plain[-1]
    n = head.index(last)
    settled = {unit.role for unit in head[:n]}
    if last.strong or last.capitals:
        return
    ends_head = all(unit.role in ("title", "salutation") for unit in head[n + 1 :])
    if ends_head and (settled & {"dateline", "reference"} or ("letterhead" in settled and last.single_lines > 1)):
        last.role = "addressee"
    if n == 0 and last.single_lines > 2 and is_.is_institution(last.bare) and not _is_paper(last):
        last.role = "addressee"
    # A line with a telephone or "By e-mail" ends the letterhead: an office below it is who is written to.
    papered = n and (_is_paper(head[n - 1]) or is_.is_remark(head[n - 1].bare))
    if papered and last.single_lines > 1 and is_.is_institution(last.bare) and not _is_paper(last):
        last.role = "addressee"


def _is_paper(unit: Unit) -> bool:
    """True where one of the lines is of letter paper: a telephone, an address of the web."""
    return any(is_.is_reached(line) for line in unit.plain.split("\n"))


def _with_offices(head: list[Unit]) -> list[Unit]:
    """Put the office that stands below a name, over a blank line, into one address with it."""
    made: list[Unit] = []
    for unit in head:
        above = made[-1] if made else None
        if above is not None and above.role == unit.role == "addressee" and is_office_of(above, unit):
            above.join(unit, seen=True)
        else:
            made.append(unit)
    return made


def is_office_of(name: Unit, unit: Unit) -> bool:
    """True where a unit is the office of the one whose name stands by itself above it."""
    shape = unit.shape
    return (
        name.single_lines == 1
        and len(name.spans) == 1
        and not is_.is_institution(name.bare)
        and unit.kind == "text"
        and not (shape.stopped or shape.begins_lower or shape.open_ended)
        and shape.words <= 40
        and is_.is_institution(unit.bare)
        and not is_.is_honorific(unit.bare)
    )
