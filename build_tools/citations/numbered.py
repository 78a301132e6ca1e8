"""Writings that a body numbers: `general comment No. 15 (2002)`, `communication No. 560/1993`."""

from __future__ import annotations

import re
from functools import cache

from build_tools.citations.around import pin_around
from build_tools.citations.cases import case_directly_before, short_case
from build_tools.citations.dates import read_dates
from build_tools.citations.forms import Match
from build_tools.citations.found import Found, Item
from build_tools.citations.fragments import fragments
from build_tools.citations.normal import english_date
from build_tools.citations.reading import Reading
from build_tools.citations.vocabulary import vocabulary

_SINGULAR = re.compile(r"s(?= |\Z)")


@cache
def _behind() -> tuple[re.Pattern[str], re.Pattern[str]]:
    shared = fragments()
    return (
        re.compile(rf",? (?:of|dated) (?P<date>{shared['DATE']})"),
        re.compile(rf" (?:of|by|from) (?:the )?(?P<body>{shared['NAMES']})"),
    )


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?P<body>{fragments()['NAMES']})'s? \Z")


def read_numbered(reading: Reading, match: Match) -> Found | None:
    """A writing by its number, with its body, parties and date; a series has one authority a number."""
    text, raw = reading.text, match.raw_tokens
    start, end = match.span
    kind = _SINGULAR.sub("", (raw["noun"] or "").lower()).capitalize()
    body = case = date = ""
    if text[start - 3 : start] in ("'s ", "s' "):
        owner = _owner().search(text, max(start - 90, 0), start)
        if owner:
            start, body = _without_pointer(owner.start("body"), owner["body"])
    elif kind in ("Communication", "Petition"):
        titled = case_directly_before(reading, start)
        if titled:
            start, case = titled[0], short_case(titled[1])
    dated, by = _behind()
    for _ in range(2):
        following = dated.match(text, end) if not date else None
        if following:
            date, end = read_dates(following["date"])[0].iso, following.end()
        following = by.match(text, end) if not body and not case else None
        if following:
            body, end = following["body"], following.end()
    numbers = list(re.finditer(r"[\w./-]*\d[\w./-]*(?<=\w)", raw["number"] or ""))
    begin = match.match.start("number")
    of = f" of the {body}" if body else ""
    items = tuple(
        Item(
            " ".join(
                f"{case + ', ' if case else ''}{kind} No. {one.group()}{raw.get('year') or ''}{of}"
                f"{' of ' + english_date(date) if date else ''}".split()
            ),
            begin + one.start() if index else start,
            begin + one.end() if index or len(numbers) > 1 else end,
            date=date,
        )
        for index, one in enumerate(numbers)
    )
    pin, start, end = pin_around(reading, start, end)
    return Found(
        reading=reading,
        form="named",
        kind="titled",
        start=start,
        end=end,
        items=items,
        pin=pin,
        date=date,
        facts={"noun": kind.lower(), "title": kind, "body": body, "case": case},
    )


def _without_pointer(start: int, body: str) -> tuple[int, str]:
    first, _, rest = body.partition(" ")
    return (start + len(first) + 1, rest) if first in vocabulary().pointers and rest else (start, body)
