"""Titles that stand before a symbol or an address and belong to it: `Letter dated ... from ..., A/78/609`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from build_tools.citations.around import WINDOW, back_over, italic_ending, segment_start
from build_tools.citations.branches import branches
from build_tools.citations.dates import read_dates
from build_tools.citations.found import Found
from build_tools.citations.fragments import fragments
from build_tools.citations.vocabulary import vocabulary


@cache
def _kind_of_writing() -> re.Pattern[str]:
    # from the first word that names a kind of writing, to the end of the part
    nouns = branches(vocabulary().noun_names, r"[\w-]")
    return re.compile(rf"{nouns}(?=,? (?:dated|of|from|by|to|on|entitled)(?!\w))")


@cache
def _date_before() -> re.Pattern[str]:
    return re.compile(rf"(?:, | \(|, dated |, of ){fragments()['DATE']}\)?\Z")


@cache
def _date_behind() -> re.Pattern[str]:
    return re.compile(rf">?(?:, | \(){fragments()['DATE']}\)?")


def with_title(found: Found) -> Found:
    """Take in the title, and the date, that stand directly before a symbol or an address; and the date behind one.

    The title before a symbol belongs to the citation, but only the symbol is linked. It is in italics, or begins with
    its kind (letter, report, press release) and runs to the comma or bracket before the symbol.
    """
    reading, start = found.reading, found.start
    text = reading.text
    end, date = found.end, found.date
    at = back_over(reading, start, "<(,: ")
    if found.kind == "address":
        behind = _date_behind().match(text, end)
        if behind and not behind.group().endswith(")"):
            end, date = behind.end(), read_dates(behind.group())[0].iso
    if end != found.end:
        found = replace(found, end=end, date=date)
    if at == start and found.kind != "address":
        return found
    between = text[at:start]
    if not ("," in between or "(" in between or "<" in between or between == " "):
        return found
    dated = (
        _date_before().search(text, max(at - 40, 0), at)
        if text[at - 1 : at].isdigit() or text[at - 1 : at] == ")"
        else None
    )
    stop = dated.start() if dated else at
    italic = italic_ending(reading, stop) if "," in between or dated or "(" in between or "<" in between else None
    begin = start
    if italic:
        begin = italic[0]
    elif "," in between or "(" in between or dated:
        low = segment_start(reading, stop)
        kinds = list(_kind_of_writing().finditer(text, max(low, stop - WINDOW), stop))
        # the last that opens the part or stands behind a comma, for titles name further writings; else the nearest
        chosen = next(
            (kind for kind in reversed(kinds) if _opens(text, kind.start(), low)), kinds[-1] if kinds else None
        )
        if chosen:
            begin = chosen.start()
    if begin == start:
        return found
    if dated and not date:
        date = read_dates(dated.group())[0].iso
    title = text[begin:stop]
    facts = {**found.facts, "title": title, "author": _author(found, begin)}
    if found.kind == "symbol":
        return replace(found, reach=begin, end=end, facts=facts)
    return replace(found, start=begin, end=end, date=date, facts=facts)


def _opens(text: str, start: int, low: int) -> bool:
    """True where a kind of writing begins a title: at the beginning of the part, or behind a comma."""
    return start <= low + 1 or text[max(start - 2, 0) : start] == ", "


def _author(found: Found, begin: int) -> str:
    """The words between the beginning of the part and the title."""
    low = segment_start(found.reading, begin)
    author = found.reading.text[low:begin].strip(" ,")
    return author if len(author) < 120 else ""
