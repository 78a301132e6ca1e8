"""Dates and places of datelines.

Days are only taken where nothing is guessed: "3/4/2019" is one day in London and another in New York, so it gives no
date; "25/4/2019" does. Source of the form: ISO 8601 calendar dates.
"""

from __future__ import annotations

import calendar
import re

from build_tools.parse.words import numbers

_MONTHS = numbers("months")
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_SPACE = r"[\s\u00a0]"
_DAY = rf"[\"“«]?(?P<d1>\d{{1,2}})[\"”»]?(?:st|nd|rd|th|er|º|°|\.)?(?:{_SPACE}+day)?(?:{_SPACE}+(?:of|de))?"
_DAY_FIRST = (
    rf"{_DAY}{_SPACE}*[\s\u00a0-](?P<m1>{_MONTH})\.?,?{_SPACE}*[\s\u00a0-](?:(?:de|del){_SPACE}+)?(?P<y1>\d{{4}})"
)
_MONTH_FIRST = rf"(?P<m2>{_MONTH})\.?{_SPACE}+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?{_SPACE}+(?P<y2>\d{{4}})"
_ISO = r"(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
# 12.11.2020: the day comes first where points divide.
_POINTS = r"(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})"
_STROKES = r"(?P<d5>\d{1,2})/(?P<m5>\d{1,2})/(?P<y5>\d{4})"
DATE = re.compile(
    rf"(?<!\w)(?:{_DAY_FIRST}|{_MONTH_FIRST}|{_ISO}|{_POINTS}|{_STROKES})(?!\w)(?:\s?(?:г|года|р|року)\b\.?)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d{4}|\d-\d{2}")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?", re.IGNORECASE)
_BEFORE = re.compile(
    r"dated?\b\s*[:.-]?\s*|(?:fait\s+)?à\s+"
    r"|(?:(?:done|given|signed|issued)\b\s*)?(?:(?:at|in)\s+)?(?:the\s+city\s+of\s+)?",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\b\d{1,4}(?:st|nd|rd|th)\s+(?:plenary\s+)?meeting\b[\s,*_]*", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:,?\s*\b(?:on|the|this|le|am|den|el|dated?|date\s*:)|,)\s*$", re.IGNORECASE)
# "25 February-22 March 2019", "from 3 to 5 May 2001": days of a session, not of a letter.
_RANGE = re.compile(r"(?:[-–—]|\b(?:to|and|until|dated|from|of|since|du|au))\s*$", re.IGNORECASE)


def find_date(text: str) -> re.Match[str] | None:
    """The first date in a text, or None."""
    return DATE.search(text) if _DIGIT.search(text) or "/" in text else None


def iso_date(text: str) -> str | None:
    """The first calendar date in a text as ISO 8601, or None."""
    if not _DIGIT.search(text):
        return None
    for match in DATE.finditer(text):
        if found := _iso(match):
            return found
    return None


def _iso(match: re.Match[str]) -> str | None:
    fields = match.groupdict()
    n = next(n for n in "12345" if fields["y" + n])
    year, day, named = int(fields["y" + n]), int(fields["d" + n]), fields["m" + n]
    month = int(named) if named.isdecimal() else _MONTHS.get(named.lower(), 0)
    if n == "5" and month > 12 >= day:
        day, month = month, day
    elif n == "5" and day <= 12 and day != month:
        return None
    if not (1 <= month <= 12 and year and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def is_dateline(text: str) -> bool:
    """True for a date by itself or with a place: "Rome, 2 June 2001", "3 May 2019, Geneva", "[1 May 2001]"."""
    if len(text) > 100 or (match := find_date(text)) is None:
        return False
    before = text[: match.start()].strip(" ,(:[*_\t")
    after = text[match.end() :].strip(" .,)]*_\t")
    if _RANGE.search(before) or not _is_place(_WEEKDAY.sub("", _without_words(before))):
        return False
    return not after or (len(after) <= 40 and not before and _is_place(after))


def dateline_place(text: str) -> str | None:
    """The place of a dateline, or None where it names none."""
    if (match := find_date(text)) is None:
        return None
    before = _WEEKDAY.sub("", _without_words(text[: match.start()].strip(" \n\t,(:[*_"))).strip(" ,\n\t*_")
    after = text[match.end() :].strip(" .,)]*_\n\t")
    found = before or after
    return " ".join(found.split()) if found and found[0].isupper() and _is_place(found) else None


def _without_words(before: str) -> str:
    """What stands before a date without "Done at", "Date:", "on the" around the place, and without a meeting."""
    before = _MEETING.sub("", before)
    before = before[match.end() :] if (match := _BEFORE.match(before)) else before
    shorter = _BETWEEN.sub("", before)
    while shorter != before:
        before, shorter = shorter, _BETWEEN.sub("", shorter)
    return before.strip(" ,:")


def _is_place(text: str) -> bool:
    """Nothing, or up to five words without a figure that begin with a capital."""
    if not text:
        return True
    pieces = text.split()
    if len(pieces) > 5 or any(c.isdigit() for c in text) or ":" in text:
        return False
    return sum(not piece[0].isupper() for piece in pieces) <= len(pieces) // 2 and not text[0].islower()
