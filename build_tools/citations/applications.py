"""Cases by number: applications to the Strasbourg court, and cases of criminal tribunals."""

from __future__ import annotations

import re

from citeurl.citation import Citation as Match  # type: ignore[import-untyped]  # ships no types

from build_tools.citations.around import back_over, pin_around, pin_behind
from build_tools.citations.cases import (
    case_directly_before,
    kind_of_ruling,
    patterns_of_rulings,
    short_case,
    title_before,
)
from build_tools.citations.dates import read_dates
from build_tools.citations.found import Found, Item
from build_tools.citations.normal import english_date
from build_tools.citations.reading import Reading
from build_tools.citations.vocabulary import vocabulary


def read_application(reading: Reading, match: Match) -> Found | None:
    """A case of the European Court of Human Rights by its application number."""
    text, patterns = reading.text, patterns_of_rulings()
    start, end = match.span
    titled = title_before(
        reading, back_over(reading, start, " ,(") + (1 if text[start - 1 : start] == "(" else 0) or start
    )
    if not titled:
        titled = case_directly_before(reading, start)
    word = match.raw_tokens["word"]
    if not titled and not word:
        return None  # "No. 12345/06" alone may be any file
    case = short_case(titled[1]) if titled else ""
    if not word and " v" not in case:
        return None
    opened = text[max(start - 1, 0) : start] == "("
    if titled:
        start = titled[0]
    if opened and text[end : end + 1] == ")":
        end += 1
    date = ""
    for _ in range(5):
        following = patterns["ruling-behind"].match(text, end)
        if following:
            date, end = read_dates(following["dates"])[0].iso, following.end()
            continue
        following = patterns["reports"].match(text, end) or patterns["stage-behind"].match(text, end)
        if following:
            end = following.end()
            continue
        following = patterns["date-behind"].match(text, end) if not date else None
        if following:
            date, end = read_dates(following["dates"])[0].iso, following.end()
            continue
        break
    pin, start, end = pin_around(reading, start, end)
    numbers = re.finditer(r"\d+/(?:\d{4}|\d\d)", text[match.match.start("numbers") : match.match.end("numbers")])
    begin = match.match.start("numbers")
    named = f"{case}, " if case else ""
    # Strasbourg writes the year in two figures, Arusha in four
    court = "ACtHPR" if len(match.raw_tokens["numbers"].partition("/")[2]) == 4 else "ECtHR"
    items = tuple(
        Item(f"{court}, {named}no. {one.group()}", begin + one.start(), begin + one.end(), date=date) for one in numbers
    )
    facts = {"noun": "Judgment", "court": court, "case": case, "number": items[0].authority.rpartition(" ")[2]}
    return Found(
        reading=reading,
        form="judgment",
        kind="application",
        start=start,
        end=end,
        items=items,
        pin=pin,
        date=date,
        facts=facts,
    )


def read_tribunal(reading: Reading, match: Match) -> Found | None:
    """A case of a criminal tribunal by its number, with the judgment or decision named behind it."""
    text, patterns = reading.text, patterns_of_rulings()
    start, end = match.span
    number = match.raw_tokens["number"]
    court = next((short for begin, short in vocabulary().dockets if number.startswith(begin)), "")
    titled = case_directly_before(reading, start)
    case = short_case(titled[1]) if titled else ""
    if text[max(start - 1, 0) : start] == "(" and text[end : end + 1] == ")" and titled:
        end += 1
    if titled:
        start = titled[0]
    date, ruling = "", ""
    following = patterns["ruling-behind"].match(text, end)
    if following:
        date, end = read_dates(following["dates"])[0].iso, following.end()
        ruling = f", {kind_of_ruling(following['noun'])} of {_printed(following['dates'])}"
    behind = pin_behind(reading, end)
    pin = None
    if behind:
        pin, end = behind
    named = f"{case}, " if case else ""
    authority = f"{court}, {named}Case No. {number}{ruling}"
    return Found(
        reading=reading,
        form="judgment",
        kind="application",
        start=start,
        end=end,
        items=(Item(authority, start, end, date=date),),
        pin=pin,
        date=date,
        facts={"court": court, "case": case, "number": number},
    )


def _printed(date: str) -> str:
    read = read_dates(date)
    return english_date(read[0].iso) if read and read[0].iso else date
