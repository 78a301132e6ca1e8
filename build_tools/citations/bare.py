"""Provisions whose instrument is named by a bare noun, by `thereof`, or not at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property

from build_tools.citations.found import Found, Item
from build_tools.citations.lexicon import instrument_of
from build_tools.citations.meaning import Meaning, Meant, through
from build_tools.citations.place import Order, Place
from build_tools.citations.short_forms import ShortFound
from build_tools.citations.vocabulary import vocabulary

_HEAD_NOUN = re.compile(
    r"\b(Convention|Conventions|Covenant|Treaty|Protocol|Declaration|Charter|Statute|Agreement|Code|Constitution|Manual|Rules|Regulations|Law|Act)\b"
)
# so many blocks back, at most, a bare article may find its instrument: a list, its lead and the paragraph before
_REACH = 12
# a letter names a handful; the limit keeps time linear in a text made of names
_MOST_NAMED = 300
_OF_A_NAME = re.compile(r",? of the [A-Z]")


class Provisions:
    """Resolves such provisions of one letter."""

    def __init__(
        self,
        order: Order,
        found: Mapping[str, list[Found]],
        meaning: Callable[[Found], Meaning],
        full: Callable[[Found, Sequence[Item]], Meaning],
    ) -> None:
        self.order, self.found, self._meaning, self._full = order, found, meaning, full
        self._elsewhere: dict[str, tuple[dict[tuple[str, ...], Meaning], tuple[str, ...]]] = {}

    @cached_property
    def _instruments(self) -> list[tuple[Place, Found]]:
        """What names an instrument, in the order of reading; many letters never ask."""
        named = (one for reading in self.order.readings for one in self.found[reading.id] if _is_instrument(one))
        return sorted(((self.order.of_found(one), one) for one in named), key=lambda pair: pair[0])

    def meaning(self, one: Found) -> Meaning:
        """Articles whose instrument is named by a bare noun, or not at all."""
        here = self.order.of_found(one)
        if one.facts["common"]:
            common = next((instrument for instrument in vocabulary().instruments if instrument.common), None)
            if common:
                return self._full(one, (Item(common.title, one.start, one.end),))
        if one.facts["thereof"]:
            return self._thereof(one)
        before = self._instruments[: bisect_left(self._instruments, here, key=lambda pair: pair[0])]
        if one.facts["bare"]:
            return self._bare_noun(one, before)
        if _OF_A_NAME.match(one.reading.text, one.end):
            return Meaning(found=one)  # it names an instrument, though one that nothing here knows
        near = self._nearest(one, before)
        if near is None:
            return Meaning(found=one)
        meanings = {
            meaning.identity: meaning for other in near for meaning in [self._meaning(other)] if meaning.authorities
        }
        return self._of_one(one, meanings, "bare-provision")

    def _bare_noun(self, one: Found, before: Sequence[tuple[Place, Found]]) -> Meaning:
        noun = one.facts["bare"]
        meanings: dict[tuple[str, ...], Meaning] = {}
        for _, other in before[-200:]:
            meaning = self._meaning(other)
            if meaning.authorities and noun in _nouns(meaning):
                meanings.setdefault(meaning.identity, meaning)
        if not meanings:
            usual = [
                instrument for instrument in vocabulary().instruments if instrument.bare and instrument.noun == noun
            ]
            if len(usual) == 1:
                meaning = self._full(_as_instrument(one, usual[0].title), (Item(usual[0].title, one.start, one.end),))
                return replace(meaning, found=one, certainty="low")
            return self._named_elsewhere(one, noun)
        return self._of_one(one, meanings, "head-noun")

    def _thereof(self, one: Found) -> Meaning:
        """The authority named last before `thereof` in the same block or note."""
        there = self.found[one.reading.id]
        index = bisect_left(there, one.start, key=lambda other: other.start)
        before = self._meaning(there[index - 1]) if index else None
        if before is None or len(before.authorities) != 1:
            return Meaning(found=one, candidates=normals([before]) if before else ())
        meant = (replace_place(before.authorities[0], one.start, one.end),)
        return Meaning(found=one, authorities=meant, resolution=through(one, "thereof", before))

    def _named_elsewhere(self, one: Found, noun: str) -> Meaning:
        """A bare noun before its instrument is named: the only one of that noun in the letter, or in a title named."""
        if noun not in self._elsewhere:
            named: dict[tuple[str, ...], Meaning] = {}
            within: dict[str, None] = {}
            for _, other in self._instruments[:_MOST_NAMED]:
                meaning = self._meaning(other) if other.kind == "instrument" else None
                if meaning and meaning.authorities:
                    if noun in _nouns(meaning):
                        named.setdefault(meaning.identity, meaning)
                    for meant in meaning.authorities:
                        within.update(dict.fromkeys(t for t, n in _titles_within(meant.authority) if n == noun))
            self._elsewhere[noun] = named, tuple(within)
        meanings, titles = self._elsewhere[noun]
        if meanings or len(titles) != 1:
            return replace(self._of_one(one, meanings, "head-noun"), certainty="low")
        meaning = self._full(_as_instrument(one, titles[0]), (Item(titles[0], one.start, one.end),))
        return replace(meaning, found=one, certainty="low")

    def _nearest(self, one: Found, before: Sequence[tuple[Place, Found]]) -> list[Found] | None:
        """The instruments of the same sentence, else of the same block, else of the nearest block before."""
        here = self.order.of_found(one)
        same = [other for place, other in before[-60:] if other.reading is one.reading]
        if same:
            sentence = max(one.reading.text.rfind(". ", 0, one.start), 0)
            return [other for other in same if other.start >= sentence] or same
        for place, other in reversed(before[-60:]):
            if place.note and not here.note:
                continue
            if here.block - place.block > _REACH:
                return None
            return [third for at, third in before[-60:] if at.block == place.block and third.reading is other.reading]
        return None

    def _of_one(self, one: Found, meanings: Mapping[tuple[str, ...], Meaning], rule: str) -> Meaning:
        if len(meanings) > 1:
            return Meaning(found=one, candidates=normals(meanings.values()))
        if not meanings:
            return Meaning(found=one)
        source = next(iter(meanings.values()))
        meant = tuple(replace_place(meant, one.start, one.end) for meant in source.authorities)
        return Meaning(found=one, authorities=meant, resolution=through(one, rule, source))


def _is_instrument(one: Found) -> bool:
    if one.kind == "instrument":
        return one.facts.get("abbreviation") != "article"
    return isinstance(one, ShortFound) and all(short.source.kind == "instrument" for short in one.shorts)


def replace_place(meant: Meant, start: int, end: int) -> Meant:
    """The same authority, for other words."""
    return meant._replace(start=start, end=end)


def _as_instrument(one: Found, title: str) -> Found:
    return replace(
        one, kind="instrument", facts={**one.facts, "title": title}, items=(Item(title, one.start, one.end),)
    )


def normals(meanings: Iterable[Meaning]) -> tuple[str, ...]:
    """The normal forms of several meanings, each once."""
    return tuple(dict.fromkeys(meant.authority for meaning in meanings for meant in meaning.authorities))


@cache
def _titles_within(title: str) -> tuple[tuple[str, str], ...]:
    """Shipped instruments whose title is part of a longer one, each with its noun: the Covenant of a Protocol to it."""
    return tuple(
        (instrument.title, instrument.noun)
        for instrument in vocabulary().instruments
        if instrument.noun and instrument.title in title and instrument.title != title
    )


def _nouns(meaning: Meaning) -> frozenset[str]:
    """Head nouns by which a text may come back to an instrument."""
    nouns: set[str] = set()
    for meant in meaning.authorities:
        instrument = instrument_of(meant.authority)
        if instrument and instrument.noun:
            nouns.add(instrument.noun.split()[-1])
        first = _HEAD_NOUN.search(meant.authority)
        if first:
            nouns.add(first.group())
    return frozenset(nouns)
