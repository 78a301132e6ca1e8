"""The field's common words as data: organs, courts, kinds of writings, instruments with their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from build_tools.citations.branches import branches

SHIPPED = Path(__file__).parent / "words"


class Organ(NamedTuple):
    """An organ whose resolutions and decisions are cited by number."""

    code: str
    names: tuple[str, ...]
    shapes: frozenset[str]
    """How its numbers look: year, slash, special, session-year, roman, plain."""
    rate: tuple[int, int]
    """About so many numbers a session, least and most, where sessions are roman."""
    sessions: tuple[int, int]
    """First and last session whose numbers look like 46/182; (0, 0) where they do not."""
    resolution: str
    """Normal form of a resolution, {n} for the number; empty where the organ adopts none by number."""
    decision: str


class Noun(NamedTuple):
    """A kind of writing that is cited by kind and date."""

    noun: str
    kinds: frozenset[str]
    compound: bool
    """True where the two words tell it apart, so that they can come back as a short form."""


class Instrument(NamedTuple):
    """A treaty, charter, statute or code of the field."""

    title: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    after_article: tuple[str, ...]
    """Abbreviations that mean the instrument only behind an article."""
    noun: str
    bare: bool
    """True where the bare noun means this instrument unless the text names another of that noun."""
    common: bool
    """True where "common article" without further words is of this collection."""
    collection: str
    members: Mapping[str, str]


class Vocabulary(NamedTuple):
    """All words that forms and readers share."""

    organs: tuple[Organ, ...]
    organ_names: Mapping[str, Organ]
    """By every name, exact capitals."""
    organ_pattern: str
    courts: Mapping[str, str]
    """Abbreviation by every name, in small letters."""
    court_names: tuple[str, ...]
    """Every name in its capitals, Court and Tribunal alone too."""
    court_pattern: str
    dockets: tuple[tuple[str, str], ...]
    """Beginning of a case number, and the court it belongs to."""
    nouns: tuple[Noun, ...]
    noun_names: tuple[str, ...]
    """Every noun in its capitals and in small letters."""
    noun_pattern: str
    modifiers: frozenset[str]
    pointers: frozenset[str]
    indefinite: frozenset[str]
    instruments: tuple[Instrument, ...]


@cache
def vocabulary() -> Vocabulary:
    """Read the shipped words once."""
    organs = tuple(
        Organ(
            code=entry["code"],
            names=tuple(entry["names"]),
            shapes=frozenset(entry["shapes"]),
            rate=tuple(entry.get("rate", (0, 1000))),
            sessions=tuple(entry.get("sessions", (0, 0))),
            resolution=entry.get("resolution", ""),
            decision=entry.get("decision", ""),
        )
        for entry in _load("organs")
    )
    organ_names = {name: organ for organ in organs for name in organ.names}
    courts = _load("courts")
    court_names = (*(name for entry in courts for name in entry["names"]), "Court", "Tribunal")
    writings = _load("nouns")
    nouns = tuple(
        Noun(entry["noun"], frozenset(entry["kinds"]), bool(entry.get("compound"))) for entry in writings["nouns"]
    )
    noun_names = tuple(noun for entry in nouns for noun in _cases(entry.noun))
    return Vocabulary(
        organs=organs,
        organ_names=organ_names,
        organ_pattern=branches(organ_names),
        courts={name.lower(): entry["short"] for entry in courts for name in entry["names"]},
        court_names=court_names,
        court_pattern=branches(court_names),
        dockets=tuple((start, entry["short"]) for entry in courts for start in entry.get("docket", ())),
        nouns=nouns,
        noun_names=noun_names,
        noun_pattern=branches(noun_names),
        modifiers=frozenset(writings["modifiers"]),
        pointers=frozenset(writings["pointers"]),
        indefinite=frozenset(writings["indefinite"]),
        instruments=tuple(_instrument(entry) for entry in _load("instruments")),
    )


def _load(name: str) -> Any:
    text = (SHIPPED / f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)  # the safe loader, written in C


def _instrument(entry: Mapping[str, Any]) -> Instrument:
    names = {name: None for pattern in (entry["title"], *entry["names"]) for name in variants(pattern)}
    return Instrument(
        title=entry["title"],
        names=tuple(names),
        short=tuple(entry.get("short", ())),
        after_article=tuple(entry.get("after_article", ())),
        noun=entry.get("noun", ""),
        bare=bool(entry.get("bare")),
        common=bool(entry.get("common")),
        collection=entry.get("collection", ""),
        members=entry.get("members", {}),
    )


def variants(pattern: str) -> Iterator[str]:
    """All names that a pattern with [one|or the other] stands for; brackets may nest."""
    start = pattern.find("[")
    if start < 0:
        yield pattern
        return
    depth, options, last = 0, [], start + 1
    for position in range(start, len(pattern)):
        sign = pattern[position]
        if sign == "[":
            depth += 1
        elif sign == "|" and depth == 1:
            options.append(pattern[last:position])
            last = position + 1
        elif sign == "]":
            depth -= 1
            if depth == 0:
                options.append(pattern[last:position])
                for option in options:
                    yield from variants(pattern[:start] + option + pattern[position + 1 :])
                return
    raise ValueError(f"a bracket is not closed: {pattern}")


def _cases(noun: str) -> Iterator[str]:
    yield noun
    yield noun[:1].upper() + noun[1:]
    if " " in noun:
        yield noun.title()
