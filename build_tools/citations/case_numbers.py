"""Cases by number or place in law reports, with the name before or behind: `Case C-123/11, *Roe v Council*`."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from build_tools.citations.around import pin_around, pin_behind
from build_tools.citations.cases import case_directly_before, patterns_of_rulings, short_case, title_before
from build_tools.citations.dates import read_dates
from build_tools.citations.forms import Match
from build_tools.citations.found import Found, Item
from build_tools.citations.fragments import fragments
from build_tools.citations.reading import Reading
from build_tools.citations.rulings import court_of

_ONE = re.compile(r"[CTF]-\d{1,4}/\d{2}(?: (?:PPU|RENV|OPIN|P(?:\(R\))?)(?!\w))?")
# what a court's own publications add: [2008] ECR I-6351, EU:C:2016:973
_PUBLISHED = re.compile(
    r",? (?:\[\d{4}\] ECR (?:I{1,2}-)?(?:[A-Z]{1,3}-)?\d{1,5}|(?:ECLI:)?EU:[CTF]:\d{4}:\d{1,5})(?!\w)"
)
_TO_NAME = re.compile(r",? ")


@cache
def _dated_before() -> re.Pattern[str]:
    return re.compile(rf"(?:,| of) (?P<dates>{fragments()['DATE']}),? ?\Z")


def read_case(reading: Reading, match: Match) -> Found | None:
    """A case of a court that numbers its cases or judgments, one authority a number."""
    text, raw = reading.text, match.raw_tokens
    start, end = match.span
    titled = case_directly_before(reading, start)
    case = short_case(titled[1]) if titled else ""
    if titled:
        start = titled[0]
    else:
        behind = _name_behind(reading, end)
        if behind:
            end, case = behind[0], short_case(behind[1])
    date = ""
    for _ in range(4):
        following = _PUBLISHED.match(text, end)
        if following:
            end = following.end()
            continue
        ruling = patterns_of_rulings()["ruling-behind"].match(text, end) if not date else None
        if ruling:
            date, end = read_dates(ruling["dates"])[0].iso, ruling.end()
            continue
        break
    if titled and text[start - 1 : start] != "(" and text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    items = tuple(_items(match, case, start, end, date))
    pin, start, end = pin_around(reading, start, end)
    return Found(
        reading=reading,
        form="judgment",
        kind="application",
        start=start,
        end=end,
        items=items,
        pin=pin,
        date=date,
        facts={"court": raw.get("body") or "", "case": case, "number": items[0].authority.rpartition(", ")[2]},
    )


def _items(match: Match, case: str, start: int, end: int, date: str) -> list[Item]:
    raw = match.raw_tokens
    named = f"{case}, " if case else ""
    if raw.get("neutral"):
        return [Item(f"{named}{raw['neutral']}", start, end, date=date)]
    if raw.get("number"):
        return [Item(f"{raw['body']}, {named}Case No. {raw['number']}", start, end, date=date)]
    begin = match.match.start("numbers")
    return [
        Item(f"CJEU, {named}Case {one.group()}", begin + one.start(), begin + one.end(), date=date)
        for one in _ONE.finditer(raw["numbers"] or "")
    ]


def _name_behind(reading: Reading, end: int) -> tuple[int, str] | None:
    """The name in italics, or the parties, that stand directly behind a number: where they end, and the words."""
    index = bisect_left(reading.italics, (end, 0))
    if index < len(reading.italics):
        first, last = reading.italics[index]
        if reading.text[end:first] in (" ", ", ") and reading.text[first : first + 1].isupper():
            return last, reading.text[first:last]
    sign = _TO_NAME.match(reading.text, end)
    versus = patterns_of_rulings()["versus"].match(reading.text, sign.end()) if sign else None
    return (versus.end(), versus["case"]) if versus else None


def read_report(reading: Reading, match: Match) -> Found | None:
    """A decision by its place in the reports alone: `I.C.J. Reports 1996, p. 226`, with the case before it."""
    text = reading.text
    start, end = match.span
    reports = match.raw_tokens["reports"] or ""
    date = ""
    dated = _dated_before().search(text, max(start - 32, 0), start)
    titled = title_before(reading, start)
    if not titled and dated:
        titled = title_before(reading, dated.start() + 2)
        if titled:
            date = read_dates(dated["dates"])[0].iso
    behind = pin_behind(reading, end)
    page = text[slice(*behind[0])] if behind else ""
    if titled:
        start = titled[0]
    elif not page.startswith("p"):
        return None  # a volume of reports, not a decision in it
    case = short_case(titled[1]) if titled else ""
    court = court_of(reports)
    place = reports if case else f"{reports}, {page.split(',')[0]}"
    if behind:
        end = behind[1]
    return Found(
        reading=reading,
        form="judgment",
        kind="application",
        start=start,
        end=end,
        items=(Item(", ".join(filter(None, (court, case, place))), start, end, date=date),),
        pin=behind[0] if behind else None,
        date=date,
        facts={"court": court, "case": case, "number": reports},
    )
