"""What only the context says of a citation: the organ of a resolution, its year, the court and the case of an order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from build_tools.citations.branches import branches
from build_tools.citations.found import Found, Item
from build_tools.citations.naming import Naming
from build_tools.citations.normal import english_date
from build_tools.citations.numbers import normal, shape
from build_tools.citations.place import Order
from build_tools.citations.vocabulary import Organ, vocabulary

_ANY_RULING = frozenset({"Decision", "Ruling"})
_COMPLETED = frozenset({"resolution", "ruling"})
_DATED = re.compile(r"(S/RES/\d+) \((\d{4})\)")
# Numbers above are only the Assembly's: no session of the Human Rights Council adopts so many.
_MOST_OF_A_COUNCIL_SESSION = 60

# a name is no name where one of these stands directly before or behind it
_JOINED = r"[\w/]"


@cache
def _organ_names() -> tuple[re.Pattern[str], Mapping[str, str]]:
    names = vocabulary().organ_names
    pattern = re.compile(rf"{branches(names, _JOINED)}(?!{_JOINED})")
    return pattern, {name: organ.code for name, organ in names.items()}


@cache
def _court_names() -> tuple[re.Pattern[str], Mapping[str, str]]:
    words = vocabulary()
    pattern = re.compile(rf"{branches(words.court_names, _JOINED)}(?!{_JOINED})")
    return pattern, _Courts(words.courts)


class _Courts(dict[str, str]):
    """Abbreviations of courts by name, whatever its capitals; "Court" alone is any court."""

    def __missing__(self, name: str) -> str:
        return self.get(name.lower(), "")


def complete(order: Order, found: Mapping[str, list[Found]]) -> None:
    """Fill in, in place, what the context says; citations that stay without sense are taken out."""
    organs = Naming(order, *_organ_names())
    courts = Naming(order, *_court_names())
    numbered: list[list[Found]] = []
    ruled: list[list[Found]] = []
    for citations in found.values():
        if not citations:
            continue
        here = {one.kind for one in citations}
        if "resolution" in here or "symbol" in here:
            numbered.append(citations)
        if "ruling" in here:
            ruled.append(citations)
        if not here & _COMPLETED:
            continue
        for index, one in enumerate(citations):
            if one.kind == "resolution":
                citations[index] = _with_organ(one, organs)
            elif one.kind == "ruling":
                citations[index] = _with_court(one, courts)
        citations[:] = [one for one in citations if one.kind != "none"]
    if numbered:
        _years(numbered)
    if ruled:
        _one_noun(ruled)
        _known_orders(ruled)


_SHORT_NAME = re.compile(
    r"(?<!\w)(?:(?:[Tt]he |its )(Council|Assembly)|(Council|Assembly)(?='s? \Z| \Z))(?!(?:'s?)? of |\w)"
)


def _short_name(one: Found, organs: Naming) -> str:
    """Council or Assembly, where one is named so behind the last full name of an organ, and before the number."""
    low = max(one.start - 160, 0)
    text = one.reading.text
    if text.rfind("Council", low, one.start) < 0 and text.rfind("Assembly", low, one.start) < 0:
        return ""
    named = list(_SHORT_NAME.finditer(text, low, one.start))
    if not named:
        return ""
    last = named[-1]
    full = (at for places in organs.here(one.reading).values() for at in places if at < one.start)
    return (last[1] or last[2]) if max(full, default=-1) < last.start() else ""


@cache
def _organ(code: str) -> Organ:
    return next(organ for organ in vocabulary().organs if organ.code == code)


def _with_organ(one: Found, organs: Naming) -> Found:
    noun = one.facts["noun"]
    code = one.facts["organ"]
    chosen: list[tuple[str, ...]] = []
    context = ""
    meant = "" if code else _short_name(one, organs)
    for item in one.items:
        fitting = tuple(_fitting(item, noun))
        if meant:
            fitting = (
                tuple(fit for fit in fitting if any(name.endswith(meant) for name in _organ(fit).names)) or fitting
            )
        if code and (_organ(code).decision if noun == "decision" else _organ(code).resolution):
            chosen.append((code,))
            continue
        near = (
            organs.nearest(one.reading, one.start, frozenset(fitting))
            if len(fitting) > 1 or shape(item) == "plain"
            else ""
        )
        context = near or context
        chosen.append((near,) if near else _by_default(item, fitting))
    if not all(chosen):
        return replace(one, kind="none")
    codes = {codes[0] for codes in chosen if len(codes) == 1}
    items = tuple(
        item._replace(authority=normal(_organ(codes[0]), noun, item)) if len(codes) == 1 else item
        for item, codes in zip(one.items, chosen, strict=True)
    )
    several = tuple(
        normal(_organ(code), noun, item)
        for item, codes in zip(one.items, chosen, strict=True)
        if len(codes) > 1
        for code in codes
    )
    if not several and not all(item.authority for item in items):
        return replace(one, kind="none")
    facts = {**one.facts, "organ": next(iter(codes)) if len(codes) == 1 else "", "candidates": " | ".join(several)}
    if context or (not code and len(chosen) and not several):
        facts["inferred"] = "yes"
    return replace(one, items=items, facts=facts)


def _fitting(item: Item, noun: str) -> Iterator[str]:
    """Organs that can have such a number."""
    looks = shape(item)
    for organ in vocabulary().organs:
        if looks not in organ.shapes or not (organ.decision if noun == "decision" else organ.resolution):
            continue
        if looks == "special" and item.number.startswith("ES-") and organ.code != "GA":
            continue  # only the Assembly has emergency special sessions
        if looks == "roman" and not _fits_rate(item.number, organ):
            continue
        if looks == "slash" and organ.sessions != (0, 0):
            session, _, number = item.number.partition("/")
            most = _MOST_OF_A_COUNCIL_SESSION if organ.code == "HRC" and noun == "resolution" else 10_000
            if not organ.sessions[0] <= int(session) <= organ.sessions[1] or int(re.match(r"\d+", number)[0]) > most:  # type: ignore[index]
                continue
        yield organ.code


_ROMAN = re.compile(r"(\d{1,4})(?: ?[A-Z])? ?\(([IVXLC]{1,7})\)")
_FIGURES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _fits_rate(number: str, organ: Organ) -> bool:
    """True where an organ has about so many resolutions in so many sessions: 1514 (XV) can only be the Assembly's."""
    match = _ROMAN.match(number)
    if not match:
        return True
    figures = [_FIGURES[sign] for sign in match[2]]
    session = sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True))
    return session < 3 or organ.rate[0] <= int(match[1]) / session <= organ.rate[1]


def _by_default(item: Item, fitting: tuple[str, ...]) -> tuple[str, ...]:
    """Where no organ is named: the one whose numbers look so in print, or all that fit."""
    looks = shape(item)
    if looks in ("year", "plain"):
        return ("SC",) if "SC" in fitting else ()
    if looks in ("roman", "special"):
        return ("GA",) if "GA" in fitting else fitting
    # organs outside the United Nations are never meant unless they are named
    return tuple(code for code in fitting if code in ("GA", "HRC", "ECOSOC", "CHR"))


def _years(found: Sequence[list[Found]]) -> None:
    """A number without a year takes the year that the same letter gives it elsewhere."""
    years: dict[str, set[str]] = {}
    for citations in found:
        for one in citations:
            for item in one.items if one.kind in ("resolution", "symbol") else ():
                dated = _DATED.fullmatch(item.authority)
                if dated:
                    years.setdefault(dated[1], set()).add(dated[2])

    def with_year(item: Item) -> Item:
        known = years.get(item.authority, set())
        return item._replace(authority=f"{item.authority} ({next(iter(known))})") if len(known) == 1 else item

    if not years:
        return
    for citations in found:
        for index, one in enumerate(citations):
            if one.kind in ("resolution", "symbol") and any(item.authority in years for item in one.items):
                citations[index] = replace(one, items=tuple(map(with_year, one.items)))


# Orders that no court gives
_OF_NO_COURT = re.compile(
    r"(?<!\w)(?:our|your|my|his|her|presidential|executive|ministerial|purchase|administrative|standing|social|public"
    r"|working|in) \Z",
    re.IGNORECASE,
)


def _with_court(one: Found, courts: Naming) -> Found:
    facts, text = dict(one.facts), one.reading.text
    court, case, noun = facts["court"], facts["case"], facts["noun"]
    if noun.endswith("Award") and not court:  # tribunals of arbitration are made for one case and have no name
        if not case:
            return replace(one, kind="none")
        items = tuple(i._replace(authority=_ruling("", case, noun, i.date, facts["reports"])) for i in one.items)
        return replace(one, items=items)
    if facts["reports"] and not case and one.pin:
        facts["reports"] += ", " + text[slice(*one.pin)].split(",")[0]
    any_court = court in ("Court", "Tribunal")
    if not court and not case and not facts["party"] and _OF_NO_COURT.search(text, max(one.start - 16, 0), one.start):
        return replace(one, kind="none")
    if not court and not case:
        if noun in ("Decision", "Ruling"):
            return replace(one, kind="none")
        if not facts["reports"] and not courts.in_or_around(one.reading):
            facts["only-if-known"] = "yes"
    if not court or any_court:
        known = frozenset(vocabulary().courts.values())
        near = courts.nearest(one.reading, one.start, known) or courts.only(known)
        if near:
            facts["inferred"] = "yes"
        elif (not case and not any_court) or (any_court and not case):
            return replace(one, kind="none")
        court = near
    facts["court"] = court
    items = tuple(
        item._replace(authority=_ruling(court, case, noun, item.date, facts["reports"])) for item in one.items
    )
    form = one.form
    return replace(one, form=form, items=items, facts=facts)


def _ruling(court: str, case: str, noun: str, date: str, reports: str) -> str:
    parts = [part for part in (court, case) if part]
    ruling = f"{noun} of {english_date(date)}" if date else noun
    return ", ".join([*parts, ruling, *([reports] if reports and not date else [])])


def _one_noun(found: Sequence[list[Found]]) -> None:
    """What one place calls a decision, and another an order or judgment of the same court and day, is the latter."""
    nouns: dict[tuple[str, str], set[str]] = {}
    for citations in found:
        for one in citations:
            if one.kind == "ruling" and one.facts["noun"] not in _ANY_RULING:
                for item in one.items:
                    nouns.setdefault((one.facts["court"], item.date), set()).add(one.facts["noun"])

    def named(one: Found) -> Found:
        known = {noun for item in one.items for noun in nouns.get((one.facts["court"], item.date), ())}
        if one.facts["noun"] not in _ANY_RULING or len(known) != 1:
            return one
        noun = next(iter(known))
        items = tuple(
            item._replace(
                authority=_ruling(one.facts["court"], one.facts["case"], noun, item.date, one.facts["reports"])
            )
            for item in one.items
        )
        return replace(one, items=items, facts={**one.facts, "noun": noun})

    for citations in found:
        citations[:] = [named(one) if one.kind == "ruling" else one for one in citations]


def _known_orders(found: Sequence[list[Found]]) -> None:
    """Take out an order of a court that no words near it name, unless the letter gives that order in full elsewhere."""
    full = {
        (one.facts["court"], item.date)
        for citations in found
        for one in citations
        if one.kind == "ruling" and one.facts["case"]
        for item in one.items
    }
    for citations in found:
        citations[:] = [
            one
            for one in citations
            if not one.facts.get("only-if-known") or any((one.facts["court"], item.date) in full for item in one.items)
        ]
