"""Dates as letters print them, made ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}  # fmt: skip
_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?"
# one date of a list; month and year may stand with a later one: 18 April and 5 July 2019
_ONE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?(?: (?P<month>{_MONTH}))?(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<month_first>{_MONTH}) (?P<day_behind>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year_behind>\d{{4}}))?",
    re.IGNORECASE,
)


class Dated(NamedTuple):
    """One printed date."""

    iso: str
    """ISO 8601; empty where the figures are no calendar date."""
    start: int
    end: int


@lru_cache(maxsize=4096)  # letters give the same dates again and again
def read_dates(text: str, year: str = "") -> tuple[Dated, ...]:
    """Every date of a list; what one leaves out it takes from the next, at last from `year`.

    Positions are those of `text`.
    """
    found: list[Dated] = []
    month = 0
    for match in reversed(list(_ONE.finditer(text))):
        year = match["year"] or match["year_behind"] or year
        name = match["month"] or match["month_first"]
        month = _MONTHS[name[:3].lower()] if name else month
        day = int(match["day"] or match["day_behind"])
        found.append(Dated(_iso(year, month, day), match.start(), match.end()))
    return tuple(reversed(found))


def _iso(year: str, month: int, day: int) -> str:
    if not year or not month:
        return ""
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return ""
