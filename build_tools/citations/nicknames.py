"""Cases by a name alone: the *Strelsau Harbour* case, *Harbour*, the *Zenda* arbitration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from build_tools.citations.around import pin_behind
from build_tools.citations.found import Found, Item
from build_tools.citations.place import Order
from build_tools.citations.reading import Reading
from build_tools.citations.short_forms import MOST, Short, ShortFound, overlaps
from build_tools.citations.signs import small

_CALLED = re.compile(
    r" (?P<noun>[Cc]ases?|(?:[Aa]dvisory )?[Oo]pinion|[Aa]rbitration|[Aa]ward|[Jj]udge?ment)(?![\w-])"
    r"(?: \((?:Merits|Jurisdiction(?: and Admissibility)?|Preliminary Objections?|Provisional Measures)\))?"
)
_MOST_WORDS = 14
_PARTIES = re.compile(r" v\.? | \(")


class _Name(NamedTuple):
    words: str
    """The title of a case in small letters."""
    short: Short


def case_names(found: Mapping[str, list[Found]], order: Order) -> dict[str, list[Found]]:
    """Names of cases in italics, by block or note.

    They stand alone where the letter gives the case in full before, else with the word case, opinion or arbitration.
    """
    names: list[_Name] | None = None
    hits: dict[str, list[Found]] = {}
    for reading in order.readings:
        if not reading.italics:
            continue
        spans = [(one.first, one.end) for one in found[reading.id]]
        for start, end in reading.italics:
            if overlaps(start, end, spans):
                continue
            if names is None:  # many letters have none in italics
                names = _titles(found, order)
            one = _name_at(reading, start, end, names, order)
            if one:
                hits.setdefault(reading.id, []).append(one)
    return hits


def _titles(found: Mapping[str, list[Found]], order: Order) -> list[_Name]:
    """The titles of cases that a letter gives in full, by place, one of each authority."""
    names: dict[tuple[str, ...], _Name] = {}
    for citations in found.values():
        for one in citations:
            if one.kind not in ("ruling", "application") or not one.facts.get("case") or len(names) >= MOST:
                continue
            place = order.of(one.reading, one.end)
            meant = tuple(item.authority for item in one.items)
            if meant not in names or place < names[meant].short.place:
                short = Short(words="", capital=True, rule="head-words", source=one, place=place)
                names[meant] = _Name(small(one.words), short)
    return sorted(names.values(), key=lambda name: name.short.place)


def _name_at(reading: Reading, start: int, end: int, names: Iterable[_Name], order: Order) -> Found | None:
    text = reading.text
    called = _CALLED.match(text, end)
    words = text[start:end].strip(" ,\"'")
    if not words[:1].isupper() or len(words.split()) > _MOST_WORDS or (not called and len(words) < 4):
        return None
    lower = small(words)
    place = order.of(reading, start)
    title = re.compile(rf"(?<![\w-]){re.escape(lower)}(?![\w-])") if names else None
    known = [name.short for name in names if title and name.short.place <= place and title.search(name.words)]
    behind = called.end() if called else end
    pin = pin_behind(reading, behind)
    stop = pin[1] if pin else behind
    if known:
        return ShortFound(
            reading=reading,
            form="short",
            kind="short",
            start=start,
            end=stop,
            pin=pin[0] if pin else None,
            facts={"word": "short", "rule": "head-words"},
            items=(Item("", start, behind),),
            shorts=tuple(known),
        )
    if not called or _PARTIES.search(words):
        return None
    noun = called["noun"].lower().removesuffix("s") if called["noun"].lower() == "cases" else called["noun"].lower()
    return Found(
        reading=reading,
        form="judgment",
        kind="other",
        start=start,
        end=stop,
        items=(Item(f"{words} {noun}", start, behind),),
        pin=pin[0] if pin else None,
        facts={"case": words},
    )
