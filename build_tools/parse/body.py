"""The body: sentences that a page had cut are joined, then each unit is a heading, a paragraph, a lead, an item ..."""

from __future__ import annotations

import re

from build_tools.model.letter import Role
from build_tools.parse import formulas as is_
from build_tools.parse.dates import is_dateline
from build_tools.parse.flow import goes_on
from build_tools.parse.numbering import is_enumerated, is_numbered_heading, numeral, style
from build_tools.parse.references import reference, symbols
from build_tools.parse.unit import Unit
from build_tools.parse.words import words

# "Annex", "Annex II", "Annex to the letter dated ...", "Annex I. Statement of ..."; a colon without a number lists what
# is enclosed: "Annex: map".
_ANNEX = re.compile(
    r"(?:annexe?|appendix|enclosure|attachment)(?P<number>\s+(?:[IVXLC]{1,5}|\d{1,2}|[A-H]))?"
    r"(?:$|\s+to\s+the\b|\s*[–—-]\s*\D|(?(number)\s*[.:]\s*\D|(?!)))[^;]{0,300}$",
    re.IGNORECASE,
)
_ANNEX_TITLE = re.compile(r"(?:annexe?|appendix)\s*:\s*[^\W\d_]", re.IGNORECASE)
_SHORT_HEADING = 12


def join(units: list[Unit]) -> tuple[list[Unit], list[int]]:
    """Join what a page end or a line end had cut, and find the headings, which are no part of a sentence.

    Returns the units and the places at which joins show that a page begins. A foot of letter paper between two halves
    of a sentence is read behind the sentence.
    """
    joined: list[Unit] = []
    page_begins: list[int] = []
    before: Unit | None = None
    for n, unit in enumerate(units):
        follows = units[n + 1] if n + 1 < len(units) else None
        if before is not None and not unit.shape.prose and follows is not None and is_.is_contact(unit.bare):
            unit.role = "letterhead"
            joined.append(unit)
            continue
        if unit.role is None and not (n < 3 and is_.is_subject(unit.bare)) and is_heading(unit, before, follows):
            unit.role = "heading"
        if before is not None and not (unit.role or before.role) and _may_go_on(before, unit):
            # Lines without anything between them were cut by a line end, not by a page.
            if unit.page_before or unit.start - before.spans[-1].end > 1:
                page_begins.append(unit.start)
            before.join(unit)
        else:
            joined.append(unit)
            before = unit
    return joined, page_begins


def _may_go_on(before: Unit, unit: Unit) -> bool:
    if not goes_on(before, unit):
        return False
    text = unit.bare
    if is_enumerated(unit.plain) or is_dateline(text) or reference(text) is not None or is_.is_enclosure(text):
        return False
    return not (is_.is_salutation(before.bare) or is_.speaking_organ(before.bare) or before.plain.startswith("|"))


def is_annex_heading(unit: Unit) -> bool:
    """True for "Annex", "Annex II: Statement", "Enclosure to the letter dated ..."; not for "Annex: 3 pages"."""
    if unit.shape.words > 40 or unit.shape.finished:
        return False
    if _ANNEX.match(unit.bare):
        return True
    return (unit.strong or unit.kind == "heading") and _ANNEX_TITLE.match(unit.bare) is not None


def is_heading(unit: Unit, before: Unit | None, follows: Unit | None) -> bool:
    """A heading with or without markup: numbered, in bold, in capitals, or a short line between finished prose."""
    if unit.kind != "text":
        return unit.kind == "heading"
    shape = unit.shape
    if unit.before_note and unit.bare.rstrip(":").lower() in words("notes_heading"):
        return True
    if shape.comma or shape.open_ended or shape.begins_lower or unit.single_lines > 3 or unit.plain[:1] in ("", "|"):
        return False
    if shape.stopped:
        # "**Background:**" is a heading above a paragraph, and leads to a list where one follows.
        return shape.colon and unit.strong and shape.words <= 8 and _is_paragraph(follows) and not _is_lead_word(unit)
    text = unit.bare
    if is_dateline(text) or reference(text) is not None or symbols(text) is not None:
        return False
    if is_.is_enclosure(text) and not is_annex_heading(unit):
        return False
    if is_numbered_heading(unit.plain):
        if shape.words > _SHORT_HEADING and follows is not None and shape.prose and follows.shape.begins_lower:
            return False  # a numbered paragraph that a page has cut
        return shape.words <= 40 and not _in_list(unit, before, follows)
    if before is not None and before.role != "heading" and not before.shape.stopped and before.shape.prose:
        return False
    if is_annex_heading(unit):
        return shape.words <= 40
    if unit.strong or unit.capitals:
        return shape.words <= 30 and follows is not None
    if shape.words > _SHORT_HEADING or not (shape.begins_upper or not unit.plain[0].isascii()) or follows is None:
        return False
    return _is_paragraph(follows) or (follows.kind == "item" and before is not None and before.shape.finished)


def _in_list(unit: Unit, before: Unit | None, follows: Unit | None) -> bool:
    """True for a numbered line among its like, or behind a colon: an item, not a heading."""
    mark = numeral(unit.plain)
    if not mark:
        return False
    if before is not None and before.role is None and (before.shape.colon or numeral(before.plain) == mark):
        return True
    return follows is not None and numeral(follows.plain) == mark and not follows.shape.prose


def _is_lead_word(unit: Unit) -> bool:
    """True where a line with a colon can only lead to what follows: it holds a verb or speaks of a list."""
    return any(word in ("following", "follows", "below") for word in unit.bare.rstrip(":").lower().split())


def _is_paragraph(unit: Unit | None) -> bool:
    return unit is not None and unit.kind == "text" and unit.shape.prose and not unit.shape.begins_lower


def set_roles(units: list[Unit]) -> None:
    """Give the units of the running text their roles; headings have theirs already."""
    listing = ""  # what marks the items of the list that goes on: bullet, figure, letter, roman, words
    for n, unit in enumerate(units):
        follows = units[n + 1] if n + 1 < len(units) else None
        if unit.role is not None:
            unit.level = max(unit.level, 1) if unit.role == "heading" else 0
            listing = "" if unit.role == "heading" else listing
            continue
        marked = _mark(unit)
        before = units[n - 1] if n else None
        if (
            marked in ("bullet", "letter", "roman")
            or (marked and marked == listing)
            or _is_word_item(unit, before, listing)
        ):
            unit.role, listing = "item", marked or "words"
            continue
        listing = ""
        if (named := _named_role(unit, first=n < 3)) is not None:
            unit.role = named
            listing = _mark(follows) if named == "opening" and follows and _leads(unit, marked, follows) else ""
        elif follows is not None and _leads(unit, marked, follows):
            unit.role, listing = "lead", _mark(follows) or "words"
        else:
            unit.role = "paragraph"


def _named_role(unit: Unit, *, first: bool) -> Role | None:
    """The role of a unit of the body whose form alone tells it."""
    text = unit.bare
    if first and (is_.is_opening(text) or is_.speaking_organ(text)):
        return "opening"
    if len(text) > 500:
        return None
    if is_.is_salutation(text) and unit.single_lines == 1:
        return "salutation"
    if is_.is_subject(text) and first:
        return "title"
    if is_.is_enclosure(text) and not unit.shape.prose:
        return "enclosure"
    if is_.is_copy(text) and not unit.shape.prose:
        return "copy"
    if is_.is_distribution(text) and unit.shape.words <= 4:
        return "distribution"
    if unit.shape.words <= 12 and is_dateline(text) and not unit.shape.finished:
        return "dateline"
    return None


def _mark(unit: Unit) -> str:
    return "bullet" if unit.kind == "item" else style(unit.plain)


def _leads(unit: Unit, marked: str, follows: Unit) -> bool:
    """True where a unit introduces the list that begins with the next."""
    mark = _mark(follows)
    if not unit.shape.colon:
        return mark == "bullet" and unit.shape.open_ended
    if mark in ("bullet", "letter", "roman"):
        return True
    # Numbered paragraphs do not become items because one of them ends with a colon.
    return (mark == "figure" and marked != "figure") or (not mark and _is_clause(follows))


def _is_clause(unit: Unit) -> bool:
    """True for an item without any mark: it begins with a small letter and ends with a semicolon."""
    return unit.kind == "text" and unit.shape.begins_lower and _ends_clause(unit)


def _ends_clause(unit: Unit) -> bool:
    return unit.plain.rstrip().endswith((";", "; and", "; or", ", and"))


def _is_word_item(unit: Unit, before: Unit | None, listing: str) -> bool:
    if listing != "words" or before is None or unit.kind != "text":
        return False
    return _is_clause(unit) or (before.role == "item" and unit.shape.begins_lower and _ends_clause(before))
