"""Ibid., idem, op. cit. and supra: the antecedent of words that only point back.

What was not recognised keeps its place: an `Ibid.` behind it does not slip past to the citation before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.citations.around import segment_start
from build_tools.citations.found import Found
from build_tools.citations.meaning import Meaning, Meant, through
from build_tools.citations.place import Order, Place
from build_tools.citations.reading import Reading
from build_tools.citations.short_forms import overlaps
from build_tools.citations.signs import plain, small

# Signs of a citation in words that no form knows: a page, a paragraph, a volume, a year in brackets, an edition
_LOOKS_CITED = re.compile(
    r"(?<!\w)(?:pp?\.|paras?\.|vol\.|No\.|§) ?\d|\((?:[^()]{0,60} )?(?:1[6-9]|20)\d\d\)|(?<!\w)ed(?:s|n)?\."
)
_SEGMENT_END = re.compile(r";|(?<=[a-z0-9)\]\"])\.(?= [A-Z])")
# an Ibid. of the running text looks back over at most so many blocks
_BLOCKS_BACK = 3


@dataclass(slots=True, kw_only=True, eq=False)
class _Unit:
    """A citation, or words that cite something no form knows."""

    start: int
    found: Found | None


class Antecedents:
    """Finds antecedents in one letter; citations must be asked for in the order of reading."""

    def __init__(self, order: Order, found: Mapping[str, list[Found]], meaning: Callable[[Found], Meaning]) -> None:
        self.order, self.found, self._meaning = order, found, meaning
        self._note_index = {id(reading): index for index, reading in enumerate(order.notes)}
        self._block_index = {id(reading): index for index, reading in enumerate(order.blocks)}
        self._units: dict[int, list[_Unit]] = {}
        self._authors: dict[str, dict[tuple[str, ...], tuple[Place, Meaning]]] | None = None

    def meaning(self, one: Found) -> Meaning:
        """What one citation that points back stands for."""
        word = one.facts["word"]
        if word == "ibid":
            return self._ibid(one)
        if word == "supra-note":
            return self._supra(one)
        return self._op_cit(one)

    def _ibid(self, one: Found) -> Meaning:
        units = self._of(one.reading)
        index = bisect_left(units, one.start, key=lambda unit: unit.start)
        if index:
            return self._from(one, units[index - 1 : index], "ibid-in-note" if one.reading.is_note else "ibid")
        if one.reading.is_note:
            place = self._note_index[id(one.reading)]
            return self._from(one, self._of(self.order.notes[place - 1]), "ibid") if place else Meaning(found=one)
        place = self._block_index[id(one.reading)]
        for reading in reversed(self.order.blocks[max(place - _BLOCKS_BACK, 0) : place]):
            if self._of(reading):
                return self._from(one, self._of(reading)[-1:], "ibid")
        return Meaning(found=one)

    def _from(self, one: Found, units: Sequence[_Unit], rule: str) -> Meaning:
        """The one authority of all units; candidates where there are several, nothing where one is not known."""
        if not units or any(unit.found is None for unit in units):
            return Meaning(found=one, candidates=self._normals(units))
        meanings = [self._meaning(unit.found) for unit in units if unit.found]
        authorities = {meant.key or meant.authority for meaning in meanings for meant in meaning.authorities}
        if any(not meaning.authorities for meaning in meanings):
            return Meaning(found=one, candidates=_candidates(meanings))
        last = meanings[-1]
        if one.facts.get("series"):
            series = last.found.kind == "series" or last.found.facts.get("series")
            if len(authorities) != 1 or not series:
                return Meaning(found=one, candidates=_candidates(meanings))
            normal = f"UNTS, {one.facts['series']}"
            return Meaning(
                found=one,
                authorities=(Meant(normal, None, one.start, one.end),),
                resolution=through(one, "same-series", last),
            )
        joined = len(meanings) == 1 and last.found.kind == "application"  # joined cases have one judgment
        if len(authorities) != 1 and not joined:
            return Meaning(found=one, candidates=_candidates(meanings))
        several = last.authorities if joined else last.authorities[:1]
        return Meaning(
            found=one,
            authorities=tuple(meant._replace(start=one.start, end=one.end) for meant in several),
            resolution=through(one, rule, last),
            candidate_keys=last.candidate_keys,
        )

    def _normals(self, units: Iterable[_Unit]) -> tuple[str, ...]:
        return _candidates(self._meaning(unit.found) for unit in units if unit.found)

    def _supra(self, one: Found) -> Meaning:
        note = self.order.note_before(one.facts["note"], one.reading)
        if note is None:
            return Meaning(found=one)  # supra is above: a later note cannot be meant
        units = self._of(note)
        named = self._named_before(one)
        if named and len(units) > 1:
            fitting = [unit for unit in units if unit.found and named in _words_of(unit.found)]
            units = fitting or units
        return self._from(one, units, "supra-note")

    def _op_cit(self, one: Found) -> Meaning:
        author = one.facts["author"]
        if not author:
            return Meaning(found=one)
        name = small(plain(author.split()[-1]))
        here = self.order.of_found(one)
        sources = [meaning for place, meaning in self._by_author().get(name, {}).values() if place < here]
        if len(sources) != 1:
            return Meaning(found=one, candidates=_candidates(sources))
        source = sources[0]
        if len(source.authorities) != 1:
            return Meaning(found=one, candidates=_candidates([source]))
        meant = source.authorities[0]._replace(start=one.start, end=one.end)
        return Meaning(found=one, authorities=(meant,), resolution=through(one, "op-cit", source))

    def _by_author(self) -> dict[str, dict[tuple[str, ...], tuple[Place, Meaning]]]:
        """The works of each author, by every word of the name: what each means, and where it is cited first."""
        if self._authors is None:
            self._authors = {}
            for reading in self.order.readings:
                for other in self.found[reading.id]:
                    if other.kind != "back" and other.facts.get("author"):
                        meaning, place = self._meaning(other), self.order.of_found(other)
                        for word in set(re.findall(r"\w+", _author_of(other))):
                            works = self._authors.setdefault(word, {})
                            if meaning.identity not in works or place < works[meaning.identity][0]:
                                works[meaning.identity] = (place, meaning)
        return self._authors

    def _named_before(self, one: Found) -> str:
        """The author or short title directly before `supra`."""
        text = one.reading.text
        before = text[segment_start(one.reading, one.start) : one.start].strip(" ,")
        words = re.findall(r"[^\W\d_][\w'-]+", before)
        return small(words[-1]) if words else ""

    def _of(self, reading: Reading) -> list[_Unit]:
        """Everything that cites in a block or note, in order; in notes also what no form knows."""
        if id(reading) not in self._units:
            found = self.found[reading.id]
            units = [_Unit(start=one.start, found=one) for one in found]
            if reading.is_note:
                units += self._unknown(reading, found)
                units.sort(key=lambda unit: unit.start)
            self._units[id(reading)] = units
        return self._units[id(reading)]

    def _unknown(self, reading: Reading, found: Sequence[Found]) -> list[_Unit]:
        spans = [(one.first, one.end) for one in found]
        units: list[_Unit] = []
        start = 0
        for end in [*(match.start() for match in _SEGMENT_END.finditer(reading.text)), len(reading.text)]:
            words = reading.text[start:end]
            if words.strip(" .") and not overlaps(start, end, spans):
                italics = bisect_left(reading.italics, start, key=lambda italic: italic[0])
                slanted = italics < len(reading.italics) and reading.italics[italics][0] < end
                if not found or slanted or _LOOKS_CITED.search(words):
                    units.append(_Unit(start=start + len(words) - len(words.lstrip(" ;.")), found=None))
            start = end + 1
        return units


def _candidates(meanings: Iterable[Meaning]) -> tuple[str, ...]:
    meanings = list(meanings)
    normals = [meant.authority for meaning in meanings for meant in meaning.authorities]
    return tuple(dict.fromkeys([*normals, *(other for meaning in meanings for other in meaning.candidates)]))


def _author_of(one: Found) -> str:
    return small(plain(one.facts.get("author", "")))


def _words_of(one: Found) -> str:
    """Words by which a citation may be named again."""
    facts = one.facts
    return small(plain(" ".join((facts.get("author", ""), facts.get("title", ""), facts.get("case", ""), one.words))))
