"""The order in which a reader meets what stands in blocks and notes: a note is read where it is called."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from build_tools.citations.found import Found
from build_tools.citations.reading import Reading
from build_tools.model.letter import Note
from build_tools.model.witness import Span


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
        self._block = {reading.id: index for index, reading in enumerate(self.blocks)}
        self._note = {reading.id: index for index, reading in enumerate(self.notes, start=1)}
        self._by_label: dict[str, list[Reading]] = {}
        for reading in self.notes:
            self._by_label.setdefault(reading.within.removeprefix("note "), []).append(reading)
        placed = {call.span: (reading, call.at) for reading in readings for call in reading.calls}
        self._called: dict[Span, Reading] = {}
        self._callers: dict[str, tuple[Reading, int]] = {}
        for reading in self.notes:
            for call in reading.unit.calls if isinstance(reading.unit, Note) else ():
                self._called[call.span] = reading
                if call.span in placed:
                    self._callers.setdefault(reading.id, placed[call.span])

    def of(self, reading: Reading, at: int) -> Place:
        """The place of a position; a note that nothing calls comes last."""
        if not reading.is_note:
            return Place(self._block[reading.id], at, 0, 0)
        caller = self._callers.get(reading.id)
        if caller is None or caller[0].is_note:
            return Place(len(self.blocks), 0, self._note[reading.id], at)
        return Place(self._block[caller[0].id], caller[1], self._note[reading.id], at)

    def caller(self, note: Reading) -> tuple[Reading, int] | None:
        """The block, or note, that calls a note first, and the place of the call in it."""
        return self._callers.get(note.id)

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
        return self._called.get(call.span)

    def note_before(self, label: str, reading: Reading) -> Reading | None:
        """The last note of a label before a note; seen from the running text, the only one of that label."""
        notes = self._by_label.get(label, [])
        if not reading.is_note:
            return notes[0] if len(notes) == 1 else None
        before = [note for note in notes if self._note[note.id] < self._note[reading.id]]
        return before[-1] if before else None
