"""The order in which a reader meets what stands in blocks and notes: a note is read where it is called."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_tools.citations.found import Found
from build_tools.citations.reading import Called, Reading


class Place(NamedTuple):
    """A place in the order of reading."""

    block: int
    at: int
    note: int
    """0 in the running text, else the number of the note in the witness, from 1."""
    note_at: int


class Order:
    """The order of reading of one letter."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        self.blocks = tuple(reading for reading in readings if not reading.is_note)
        self.notes = tuple(reading for reading in readings if reading.is_note)
        self._block = {reading.within: index for index, reading in enumerate(self.blocks)}
        self._note: dict[int, int] = {id(reading): index for index, reading in enumerate(self.notes, start=1)}
        self.by_label: Mapping[str, Reading] = {
            reading.within.removeprefix("note "): reading for reading in reversed(self.notes)
        }
        self._called: dict[str, tuple[int, int]] = {}
        for index, reading in enumerate(self.blocks):
            for call in reading.calls:
                self._called.setdefault(call.label, (index, call.at))

    def of(self, reading: Reading, at: int) -> Place:
        """The place of a position; a note that nothing calls comes last."""
        if not reading.is_note:
            return Place(self._block[reading.within], at, 0, 0)
        block, called_at = self._called.get(reading.within.removeprefix("note "), (len(self.blocks), 0))
        return Place(block, called_at, self._note[id(reading)], at)

    def of_found(self, one: Found) -> Place:
        return self.of(one.reading, one.start)

    def note_called_at(self, reading: Reading, end: int) -> Reading | None:
        """The note whose call stands directly behind a position, with no more than a sign between."""
        index = bisect_left(reading.calls, end, key=lambda call: call.at)
        if index == len(reading.calls) or reading.calls[index].at > end + 2:
            return None
        call = reading.calls[index]
        if reading.text[end : call.at].strip(" ,.;:)\"'"):
            return None
        return self.note(call)

    def note(self, call: Called) -> Reading | None:
        """The note of a call, by its label; of several with one label the first."""
        return self.by_label.get(call.label)
