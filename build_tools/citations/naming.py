"""Where organs and courts are named, for citations that leave the name to the context."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from build_tools.citations.place import Order
from build_tools.citations.reading import Reading

_SENTENCE = re.compile(r"[.;](?= )")


class Naming:
    """Where organs, or courts, are named: in each reading, and last before each."""

    def __init__(self, order: Order, pattern: re.Pattern[str], codes: Mapping[str, str]) -> None:
        self._pattern, self._codes = pattern, codes
        self._here: dict[str, dict[str, list[int]]] = {}
        self._before: dict[str, dict[str, tuple[int, int]]] | None = None
        self._order, self._all = order, order.readings

    def here(self, reading: Reading) -> dict[str, list[int]]:
        """Places in one reading, by code."""
        if reading.id not in self._here:
            places: dict[str, list[int]] = {}
            for match in self._pattern.finditer(reading.text):
                places.setdefault(self._codes[match.group()], []).append(match.start())
            self._here[reading.id] = places
        return self._here[reading.id]

    def nearest(self, reading: Reading, at: int, allowed: frozenset[str]) -> str:
        """The one named last before a position; else next in the same sentence; else last in what was read before."""
        before: list[tuple[int, str]] = []
        behind: list[tuple[int, str]] = []
        for code, places in self.here(reading).items():
            if code in allowed:
                index = bisect_left(places, at)
                before += [(places[index - 1], code)] if index else []
                behind += [(places[index], code)] if index < len(places) else []
        if before:
            return max(before)[1]
        if behind and not _SENTENCE.search(reading.text, at, min(behind)[0]):
            return min(behind)[1]
        if reading.is_note:
            caller = self._caller(reading)
            if caller:
                return self.nearest(caller[0], caller[1], allowed)
        earlier = self._earlier(reading.id)
        known = [(place, code) for code, place in earlier.items() if code in allowed]
        return max(known)[1] if known else ""

    def only(self, allowed: frozenset[str]) -> str:
        """The one of these that the whole letter names; empty where it names none or several."""
        named = {code for reading in self._all for code in self.here(reading) if code in allowed}
        return next(iter(named)) if len(named) == 1 else ""

    def in_or_around(self, reading: Reading) -> bool:
        """True where one is named in the block, or in the block that calls the note."""
        caller = self._caller(reading) if reading.is_note else None
        return bool(self.here(reading)) or bool(caller and self.here(caller[0]))

    def _caller(self, note: Reading) -> tuple[Reading, int] | None:
        caller = self._order.caller(note)
        return caller if caller and not caller[0].is_note else None

    def _earlier(self, id_: str) -> dict[str, tuple[int, int]]:
        if self._before is None:
            self._before = {}
            last: dict[str, tuple[int, int]] = {}
            for index, reading in enumerate(self._all):
                self._before[reading.id] = dict(last)
                for code, places in self.here(reading).items():
                    last[code] = (index, places[-1])
        return self._before[id_]
