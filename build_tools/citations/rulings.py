"""Orders, judgments and opinions of courts, by court, case and date in any order of the parts."""

from __future__ import annotations

import re

from citeurl.citation import Citation as Match  # type: ignore[import-untyped]  # ships no types

from build_tools.citations.around import pin_around
from build_tools.citations.cases import (
    kind_of_ruling,
    patterns_of_rulings,
    short_case,
    title_before,
    title_behind,
)
from build_tools.citations.dates import read_dates
from build_tools.citations.found import Found, Item
from build_tools.citations.reading import Reading
from build_tools.citations.vocabulary import vocabulary

# how the words end that lead from a court to its ruling
_BEFORE_COURT = {"court-owner": ("'s", " its"), "court-first": (",", ":")}


_OF_REPORTS = (("IT", "ITLOS"), ("I", "ICJ"), ("P", "PCIJ"))


def court_of(reports: str) -> str:
    """The court in whose reports a place is; the field's own reports are those of Strasbourg."""
    if reports.startswith("Series C"):
        return "IACtHR"
    return next((court for sign, court in _OF_REPORTS if reports.startswith(sign)), "ECtHR")


def read_ruling(reading: Reading, match: Match) -> Found | None:
    """An order or judgment by its date or report; court and case are taken in where they stand beside it."""
    text, patterns = reading.text, patterns_of_rulings()
    raw = match.raw_tokens
    start, end = match.span
    kind = kind_of_ruling(raw["noun"])
    dates_at = match.match.start("dates") if raw.get("dates") else 0
    dates = read_dates(raw["dates"]) if raw.get("dates") else ()
    court, case, party = raw.get("court") or "", "", ""
    if (
        raw.get("dates")
        and start == match.match.start("dates")
        and re.match(r"\s?[a-z]+", text[end:])
        and raw["noun"].endswith("order")
        and not re.search(r"(?:'s|the|its|their|of|by|modify|under) \Z", text[max(start - 12, 0) : start])
    ):
        return None  # "On 3 May 2019 order was restored": a date and a word that only happen to meet
    titled = title_before(reading, start)
    if not titled and text[max(start - 6, 0) : start] == ", its ":
        titled = title_before(reading, start - 4)  # *Case (A v. B)*, its Judgment of ...
    if titled:
        start, case = titled[0], short_case(titled[1])
    for name in ("court-owner", "court-first"):
        if court or not text[max(start - 40, 0) : start].rstrip(' "').endswith(_BEFORE_COURT[name]):
            continue
        owner = patterns[name].search(text, max(start - 90, 0), start)
        if owner:
            court = owner["court"]
            if name == "court-first" and titled:
                start = owner.start()
    if raw.get("reports"):
        court = court or court_of(raw["reports"])
    for _ in range(4):
        following = None if court else patterns["court-behind"].match(text, end)
        if following:
            court, end = following["court"], following.end()
            continue
        following = (
            None if case else patterns["case-behind"].match(text, end) or patterns["in-brackets"].match(text, end)
        )
        if following:
            case, end = short_case(following["case"]), following.end()
            continue
        title = None if case else title_behind(reading, end, kind)
        if title:
            end, case = title[0], short_case(title[1])
            continue
        following = patterns["towards"].match(text, end) if not party and not case else None
        if following:
            party, end = following["party"], following.end()
            continue
        following = patterns["reports"].match(text, end)
        if following:
            court, end = court or court_of(following["place"] or ""), following.end()
            continue
        break
    numbered = patterns["number-behind"].match(text, end) if case and len(dates) == 1 else None
    if numbered:
        end = numbered.end()
    pin, start, end = pin_around(reading, start, end)
    offset = dates_at
    items = tuple(
        Item(
            "", offset + one.start if index else min(match.span[0], offset + one.start), offset + one.end, date=one.iso
        )
        for index, one in enumerate(dates)
        if one.iso
    )
    if dates and not items:
        return None
    if numbered:  # a case that Strasbourg cites by its application
        authority = f"ECtHR, {case}, no. {numbered['number']}"
        return Found(
            reading=reading,
            form="judgment",
            kind="application",
            start=start,
            end=end,
            items=(Item(authority, start, end, date=items[0].date),),
            pin=pin,
            date=items[0].date,
            facts={"noun": kind, "court": "ECtHR", "case": case, "number": numbered["number"]},
        )
    return Found(
        reading=reading,
        form="order" if dates else "judgment",
        kind="ruling",
        start=start,
        end=end,
        items=items or (Item("", start, end),),
        pin=pin,
        date=items[0].date if len(items) == 1 else "",
        facts={
            "noun": kind,
            "court": vocabulary().courts.get(court.lower(), court),
            "case": case,
            "party": party,
            "reports": raw.get("reports") or "",
        },
    )
