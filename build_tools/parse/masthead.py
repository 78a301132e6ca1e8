"""What the single lines around a letter are: date, reference, salutation, close, organ, address ..."""

from __future__ import annotations

import calendar
import re

from build_tools.parse.unit import Unit
from build_tools.parse.words import begins, has_formula, words

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\u00a0]+(?P<m1>{_MONTH})\.?,?[\s\u00a0]+(?P<y1>\d{{4}})"
_MONTH_FIRST = rf"(?P<m2>{_MONTH})\.?[\s\u00a0]+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[\s\u00a0]+(?P<y2>\d{{4}})"
_ISO = r"(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
# 12.11.2020: the day comes first where points divide; with strokes the order differs by country and is not guessed.
_POINTS = r"(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})"
DATE = re.compile(rf"\b(?:{_DAY_FIRST}|{_MONTH_FIRST}|{_ISO}|{_POINTS})\b", re.IGNORECASE)
_SESSION = re.compile(r"[\w-]+\s+(?:special\s+|emergency\s+|resumed\s+|regular\s+)*(?:session|year)\b", re.IGNORECASE)
_AGENDA = re.compile(r"(?:provisional\s+)?(?:agenda\s+)?items?\s+\d|agenda\s+item", re.IGNORECASE)
_SYMBOL = r"(?:[A-Z]{1,6}(?:/[A-Z]{1,6}\.?\d{0,3}|/\d{1,4}|/(?:Add|Corr|Rev|L|CRP|NGO|WG|SR|PV|Res|RES|CN|AC)\.?\d{0,4}|/[A-Za-z]{2,8}){1,8}\*?)"
SYMBOLS = re.compile(rf"{_SYMBOL}(?:\s*[–—-]?\s*{_SYMBOL}){{0,2}}$")
_REFERENCE = re.compile(r"(?:\s*[:#.№º°-])*\s*(?P<value>\S.*\d.*|\d.*)$")
_RESOLUTION = re.compile(r"(?:resolution|decision)\s+(?:\d+(?:/\d+)?\s*\(?)", re.IGNORECASE)
_ADOPTED = re.compile(r"adopted\s+(?:by|at|without|on)\b", re.IGNORECASE)
_ORGAN_SPEAKS = re.compile(r"the\s+(?:general assembly|security council|human rights council|economic and social council),$", re.I)


def bare(unit: Unit) -> str:
    """The text of a unit on one line, without signs at its edges."""
    return unit.bare.strip(" *_\u00a0")


def iso_date(text: str) -> str | None:
    """The first calendar date in a text as ISO 8601, or None."""
    for match in DATE.finditer(text):
        found = match.groupdict()
        for n in "1234":
            if found["y" + n]:
                month = found["m" + n]
                number = int(month) if month.isdigit() else _MONTHS[month.lower()]
                year, day = int(found["y" + n]), int(found["d" + n])
                if 1 <= number <= 12 and 1 <= day <= calendar.monthrange(max(year, 1), number)[1]:
                    return f"{year:04}-{number:02}-{day:02}"
    return None


def is_dateline(unit: Unit) -> bool:
    """A date by itself or behind a place: "Baku, 12 May 2019", "Done at Rome on 2 June 2001"."""
    text = bare(unit)
    match = DATE.search(text)
    if match is None or len(text.split()) > 12 or unit.single_lines > 2:
        return False
    before, after = text[: match.start()].strip(" ,(:"), text[match.end() :].strip(" .,)")
    return len(after.split()) <= 1 and len(before.split()) <= 6 and not before.endswith(("dated", "from", "until"))


def dateline_place(text: str) -> str | None:
    """The place of a dateline, or None where it names none."""
    match = DATE.search(text)
    if match is None:
        return None
    before = text[: match.start()].strip(" \n,(:*_")
    before = re.sub(r"^(?:done|given|signed)?\s*(?:at|in)\s+|^dated?\b:?\s*", "", before, flags=re.IGNORECASE)
    before = re.sub(r"(?:,?\s*(?:on|the|this))+$", "", before).strip(" ,")
    return before if before and before[0].isupper() and not any(c.isdigit() for c in before) else None


def is_reference(unit: Unit) -> bool:
    return reference(bare(unit)) is not None


def reference(text: str) -> str | None:
    """What stands behind "Ref:", "No." and the like on a short line, or None."""
    if len(text) > 80 or (match := begins("reference").match(text)) is None:
        return None
    found = _REFERENCE.match(text[match.end() :])
    return found["value"].strip() if found and len(found["value"].split()) <= 6 else None


def is_symbol(unit: Unit) -> bool:
    text = bare(unit)
    return len(text) <= 90 and bool(SYMBOLS.match(text)) and any(c.isdigit() for c in text)


def symbol(text: str) -> str:
    """A symbol in its normal form, parallel symbols joined by a hyphen: "A/75/1 S/2020/2" is A/75/1-S/2020/2."""
    return "-".join(re.findall(_SYMBOL, text)).replace("*", "")


def is_salutation(unit: Unit) -> bool:
    text = bare(unit)
    match = begins("salutation").match(text)
    if match is None or unit.kind != "text" or unit.single_lines > 1:
        return False
    ended = text.endswith((",", ":", "!"))
    count = len(text.split())
    return count <= (14 if ended else 5) and (ended or not unit.shape.stopped and text[:4].lower() != "sir ")


def is_opening(unit: Unit) -> bool:
    return len(unit.bare) > 60 and has_formula("opening_formula", unit.bare[:600])


def is_close(unit: Unit) -> bool:
    text = bare(unit)
    if text.rstrip(",.! ").lower() in words("close"):
        return True
    return len(text) <= 700 and has_formula("close_formula", text)


def is_signed(unit: Unit) -> bool:
    text = bare(unit).lstrip("([*_ ")
    match = begins("signed").match(text)
    return match is not None and text[match.end() :][:1] in (")", "]", ":", ".", " ", "*", "_", "") and len(text) <= 300


def _labelled(name: str, unit: Unit, limit: int) -> bool:
    text = bare(unit)
    match = begins(name).match(text)
    if match is None or len(text) > limit:
        return False
    rest = text[match.end() :].lstrip()
    if rest.startswith("."):
        rest = rest[1:].lstrip()
    return rest[:1] in (":", "") or bool(re.match(r"\(?(?:\d|[ivx]+\b|[-–—:]|as stated|to:)", rest, re.I))


def is_enclosure(unit: Unit) -> bool:
    """ "Encl.: 3", "Enclosure: 4 pages", "Attachments: ...", "Annex: ..." on a short line."""
    return _labelled("enclosure", unit, 400) and not unit.shape.prose


def is_copy(unit: Unit) -> bool:
    text = bare(unit)
    match = begins("copy").match(text)
    return match is not None and (text[match.end() :].lstrip()[:1] == ":" or unit.single_lines > 1 or len(text) < 12)


def is_honorific(unit: Unit) -> bool:
    """A name with a title before it, as an address begins."""
    text = re.sub(r"^(?:to|attention|attn)\s*:?\s+", "", bare(unit), flags=re.IGNORECASE)
    match = begins("honorific").match(text)
    if match is None or unit.kind not in ("text", "item") or unit.shape.finished:
        return False
    rest = text[match.end() :].lstrip(". ")
    return bool(rest) and rest[:1].isupper() and unit.shape.words <= 60


def is_institution(unit: Unit) -> bool:
    text = re.sub(r"^(?:to\s*:?\s+)?(?:the\s+)?", "", bare(unit), flags=re.IGNORECASE)
    return begins("institution").match(text) is not None and not unit.shape.stopped


def is_title(unit: Unit) -> bool:
    text = bare(unit)
    return (begins("title").match(text) is not None and not unit.shape.finished and unit.shape.words <= 80) or bool(
        _RESOLUTION.match(text) and unit.shape.words <= 12 and not unit.shape.stopped
    )


def is_subject(unit: Unit) -> bool:
    text = bare(unit)
    match = begins("subject").match(text)
    return match is not None and (match[0].endswith(":") or text[match.end() :].lstrip()[:1] == ":") and len(text) < 500


def is_organ(unit: Unit) -> bool:
    """An organ with or without its session, also two organs of one masthead run together."""
    text = bare(unit)
    match = begins("organ").match(text)
    if unit.shape.stopped or unit.shape.comma or unit.shape.words > 14:
        return False
    if match is None:
        return bool(_SESSION.match(text)) and unit.shape.words <= 8
    rest = text[match.end() :].strip(" *\n")
    return not rest or bool(begins("organ").match(rest)) or bool(_SESSION.match(rest)) or unit.single_lines > 1


def is_distribution(unit: Unit) -> bool:
    text = bare(unit)
    return begins("distribution").match(text) is not None and unit.shape.words <= 16


def is_agenda(unit: Unit) -> bool:
    return _AGENDA.match(bare(unit)) is not None and unit.shape.words <= 40 and not unit.shape.finished


def is_adopted(unit: Unit) -> bool:
    """ "Adopted by ... at its 12th meeting, on 3 May 2001": dates a resolution."""
    text = bare(unit)
    return bool(_ADOPTED.match(text)) and unit.shape.words <= 40 and iso_date(text) is not None


def is_resolution_title(unit: Unit) -> bool:
    return bool(_RESOLUTION.match(bare(unit))) and unit.shape.words <= 12


def organ_speaks(unit: Unit) -> bool:
    """ "The General Assembly," by itself: a resolution begins."""
    return bool(_ORGAN_SPEAKS.match(bare(unit)))
