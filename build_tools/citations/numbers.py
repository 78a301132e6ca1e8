"""Resolutions and decisions by number, alone or in series, with their organ; symbols of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from citeurl.citation import Citation as Match  # type: ignore[import-untyped]  # ships no types

from build_tools.citations.around import pin_around
from build_tools.citations.dates import read_dates
from build_tools.citations.found import Found, Item
from build_tools.citations.fragments import fragments
from build_tools.citations.reading import Reading
from build_tools.citations.vocabulary import Organ, vocabulary

_YEAR_BEHIND = re.compile(r" ?\((\d{4})\)\Z")
# resolutions 781 and 786 of 1992
_OF_YEAR = re.compile(r" of ((?:19|20)\d\d)(?![\d/])")
_PART_CLOSE = re.compile(r"(?<=\d)([A-Z])\Z")
_PART_CLOSE_BY = re.compile(r"(\d)([A-Z])")
_OPENED = re.compile(r" ?\(")
_LETTERS = re.compile(r"(?<=\d)(?: ?)([A-Z])(?:(?:, | and )([A-Z]))*\Z")


@cache
def _item() -> re.Pattern[str]:
    shared = fragments()
    return re.compile(
        rf"(?P<number>{shared['NUMBER']})(?P<year>{shared['YEAR']})?(?:,? (?:of|dated) (?P<date>{shared['DATE']}))?"
    )


@cache
def _organs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){vocabulary().organ_pattern}(?!\w)")


@cache
def _organ_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({vocabulary().organ_pattern})(?:'s?)? (?:in )?\Z")


@cache
def _organ_behind() -> re.Pattern[str]:
    return re.compile(rf",? (?:of|by|from|adopted by) (?:the )?({vocabulary().organ_pattern})(?!\w)")


def organ_before(text: str, at: int) -> re.Match[str] | None:
    """The name of an organ that ends before a position, with the sign of its owning: `Security Council's`."""
    last = text[max(at - 24, 0) : at].rstrip(" ").rpartition(" ")[2]
    if not last[:1].isupper() and last != "in":
        return None
    return _organ_before().search(text, max(at - 90, 0), at)


def items_of(text: str, start: int, end: int) -> Iterator[Item]:
    """Every number of a series, with its year and date; letters behind one stroke number give one each."""
    for match in _item().finditer(text, start, end):
        number = match["number"]
        first, last = match.span()
        date = read_dates(match["date"])[0].iso if match["date"] else ""
        year = match["year"].strip(" ()") if match["year"] else ""
        if "/" in number:
            letters = _LETTERS.search(number)
            if letters and letters[2]:
                stem = number[: letters.start()]
                for letter in re.findall(r"\b[A-Z]\b", number[letters.start() :]):
                    yield Item("", first, last, f"{stem.strip()} {letter}", year, date)
                continue
            yield Item("", first, last, _PART_CLOSE.sub(r" \1", number), year, date)
            continue
        plain = number if number.isdecimal() else _OPENED.sub(" (", _PART_CLOSE_BY.sub(r"\1 \2", number))
        behind = _YEAR_BEHIND.search(plain)
        if behind:
            plain, year = plain[: behind.start()].strip(), behind[1]
        yield Item("", first, last, plain, year, date)


def shape(item: Item) -> str:
    """How a number looks: year, slash, special, session-year, roman, plain."""
    number = item.number
    if number.startswith(("ES-", "S-")):
        return "special"
    if "/" in number:
        # a session has at most three figures, a year four
        return "session-year" if re.match(r"(?:19|20)\d\d/", number) else "slash"
    if "(" in number:
        return "roman"
    return "year" if item.year else "plain"


def normal(organ: Organ, noun: str, item: Item) -> str:
    """Normal form of a resolution or decision: S/RES/1244 (1999), A/RES/46/182."""
    form = organ.decision if noun == "decision" else organ.resolution
    number = item.number
    if item.year and shape(item) == "year":
        number = f"{number} ({item.year})"
    return form.format(n=number) if form else ""


def read_resolution(reading: Reading, match: Match) -> Found | None:
    """`Security Council resolutions 1160 (1998) and 1199 (1998)`; without an organ the context completes it."""
    start, end = match.span
    noun = match.raw_tokens["noun"].lower()
    items = list(items_of(reading.text, *match.match.span("series")))
    decided = "decision" if noun.startswith("dec") else "resolution"
    if not items or _too_plain(reading, match, items):
        return None
    if shape(items[-1]) == "year" and all(shape(item) == "plain" for item in items[:-1]):
        # one year behind the last number is the year of all: resolutions 1160, 1199 and 1203 (1998)
        items = [item._replace(year=items[-1].year) for item in items]
    yearly = _OF_YEAR.match(reading.text, end)
    if yearly and all(shape(item) == "plain" and not item.date for item in items):
        items, end = [item._replace(year=yearly[1]) for item in items], yearly.end()
    organ = "SC" if "scr" in noun else ""
    before = organ_before(reading.text, start)
    if before:
        organ, start = vocabulary().organ_names[before[1]].code, before.start()
    else:
        behind = _organ_behind().match(reading.text, end)
        if behind:
            organ, end = vocabulary().organ_names[behind[1]].code, behind.end()
    if not organ and all(shape(item) == "plain" and len(item.number) < 3 for item in items):
        return None  # "resolution 4" is no citation unless an organ is named
    if not organ and decided == "decision" and all(shape(item) == "plain" for item in items):
        return None
    if decided == "resolution" and (not organ or "year" in _shapes(organ)):
        # the day of adoption gives the year: resolution 1808 of 15 April 2008 is S/RES/1808 (2008)
        items = [item._replace(year=item.date[:4]) if shape(item) == "plain" and item.date else item for item in items]
    return _found(reading, start, end, items, {"noun": decided, "organ": organ})


def _shapes(code: str) -> frozenset[str]:
    return next(organ.shapes for organ in vocabulary().organs if organ.code == code)


def read_bracketed(reading: Reading, match: Match) -> Found | None:
    """`three resolutions adopted by the Security Council in 1998 (1160, 1199 and 1203)`: the year is of all."""
    items = list(items_of(reading.text, *match.match.span("series")))
    middle = match.raw_tokens["middle"] or ""
    organs = _organs().findall(middle)
    short = not organs and re.search(r"(?<!\w)(?:Council|Assembly)(?!\w)", middle)  # which one, the context says
    before = organ_before(reading.text, match.span[0])
    start = before.start() if before else match.span[0]
    if before:
        organs.append(before[1])
    if not (organs or short) or all(shape(item) == "plain" and len(item.number) < 2 for item in items):
        return None
    years = re.findall(r"\b(?:19|20)\d\d\b", middle)
    if len(years) == 1:
        items = [item if item.year or shape(item) != "plain" else item._replace(year=years[0]) for item in items]
    noun = "decision" if "ecision" in match.raw_tokens["noun"] else "resolution"
    organ = vocabulary().organ_names[organs[0]].code if organs else ""
    return _found(reading, start, match.span[1], items, {"noun": noun, "organ": organ})


def _too_plain(reading: Reading, match: Match, items: list[Item]) -> bool:
    """True for figures behind the word that are no number of a resolution: 1080p, 4000 x 3000, 12 members."""
    if len(items) > 1 or shape(items[0]) != "plain":
        return False
    behind = reading.text[match.span[1] : match.span[1] + 8]
    if re.match(r" ?(?:x|×|by(?= \d)|p|px|pixels|dpi|lines|%|\()(?!\w)", behind):
        return True
    # a capital organ name behind or before decides for the rest; a small word behind a short number is its noun
    return bool(
        len(items[0].number) < 3
        and re.match(r" [a-z]", behind)
        and not re.match(r" (?:of|by|and|on|was|is|in|adopted)\b", behind)
    )


def _found(reading: Reading, start: int, end: int, items: list[Item], facts: dict[str, str]) -> Found:
    pin, start, end = pin_around(reading, start, end)
    return Found(
        reading=reading,
        form="resolution",
        kind="resolution",
        start=start,
        end=end,
        items=tuple(items),
        pin=pin,
        date=items[0].date if len(items) == 1 else "",
        facts=facts,
    )


_REFERENCE = re.compile(
    r"(?:\b(?:[Rr]ef|[Rr]eference|[Ff]ile|[Ii]nvoice|[Ss]erial|[Ll]icen[cs]e|Nr|N)\b\.?(?: [Nn]o\.?)?:? ?|N° ?)\Z"
)
_UNNUMBERED = ("/Add", "/Corr", "/Rev", "/Amend")
# A/RES/46/1A: the letter is the resolution's part, and stands apart in the normal form
_PART_OF_RESOLUTION = re.compile(r"(/RES/.*\d)([A-Z])\Z")
_SPACED = re.compile(r"(?<!/) ?\(")
_SESSION_OF = re.compile(r"(?:A|S|E|A/HRC)/(?:RES|DEC|HRC/RES)/")


def read_symbol(reading: Reading, match: Match) -> Found | None:
    """A document by its symbol, with parallel symbols, parts, and the title before it."""
    start, end = match.span
    symbol = match.raw_tokens["symbol"]
    if _REFERENCE.search(reading.text, max(start - 24, 0), start):
        return None
    if not symbol[-1].isdigit() and symbol.endswith(_UNNUMBERED):
        return None  # "A/70/12/Add" is the beginning of something else
    parts = symbol.split("/")
    if len(parts) == 2 and parts[0] in ("A", "S", "E", "T") and len(parts[1]) < 4:
        return None  # A/4 is paper, S/123 a room; the first thousand documents of an organ are hardly ever cited
    symbol = _PART_OF_RESOLUTION.sub(r"\1 \2", symbol).replace(". ", ".")
    whole = _SPACED.sub(" (", symbol) + re.sub(" ", "", match.raw_tokens["parallel"] or "")
    first_end = match.match.end("parallel") if match.raw_tokens["parallel"] else match.match.end("symbol")
    items = [Item(whole, match.match.start("symbol"), first_end)]
    if match.raw_tokens["further"]:
        begin = match.match.start("further")
        for part in re.finditer(r"(?:Add|Corr|Rev|Amend)\. ?[\w./]*[\w]", match.raw_tokens["further"]):
            items.append(Item(f"{whole}/{part.group().replace(' ', '')}", begin + part.start(), begin + part.end()))
    title_end = start
    pin, start, end = pin_around(reading, start, end)
    return Found(
        reading=reading,
        form="symbol",
        kind="symbol",
        start=start,
        end=end,
        items=tuple(items),
        pin=pin,
        facts={"title_end": str(title_end)},
    )
