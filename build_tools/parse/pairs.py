"""Which call calls which note.

Labels may restart on each page, so a call is paired with a note of its own page first: the block of notes that follows
it. What is left is paired with notes further on (notes at the end), then further back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from build_tools.parse.calls import Candidate
from build_tools.parse.unit import Unit
from build_tools.report import Finding


class Pairs(NamedTuple):
    """Which calls call which note."""

    calls: dict[int, list[Candidate]]
    """For each note, by its index, its calls in the order of the witness."""
    loose: list[Candidate]
    """Calls that no note answers."""
    doubled: frozenset[int]
    """Indices of notes that repeat the label of a note of their own page."""


def pair(found: Sequence[Candidate], notes: Sequence[Unit]) -> Pairs:
    """Pair calls with notes; `found` in the order of the witness."""
    waiting: dict[tuple[int, str], list[Candidate]] = defaultdict(list)
    for call in _in_their_place(found, notes):
        if call.unit.kind != "note" or call.unit.label != call.label:  # no note calls itself
            waiting[call.group, call.label].append(call)
    own: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, note in enumerate(notes):
        own[note.group, note.label].append(n)
    calls: dict[int, list[Candidate]] = defaultdict(list)
    doubled: set[int] = set()
    for key, places in own.items():
        here = waiting.pop(key, [])
        clear = [call for call in here if not call.exponent] or here
        # Two notes of one label on one page: the first call is the first note's, the second the second's.
        for n, call in enumerate(clear):
            calls[places[min(n, len(places) - 1)]].append(call)
        if clear is not here:
            waiting[key] = [call for call in here if call.exponent]
        doubled.update(places[1:])
    loose = _elsewhere([call for left in waiting.values() for call in left], notes, calls)
    return Pairs(calls, loose, frozenset(doubled))


def _in_their_place(found: Sequence[Candidate], notes: Sequence[Unit]) -> list[Candidate]:
    """Leave out plain figures behind words that are not in their place: each note has one call, and calls rise."""
    if not any(call.figure for call in found):
        return list(found)
    kept = [call for call in found if not call.figure]
    by_label: dict[tuple[int, str], list[Candidate]] = defaultdict(list)
    for call in found:
        if call.figure:
            by_label[call.group, call.label].append(call)
    reached = -1
    for note in notes:
        here = by_label.get((note.group, note.label), [])
        likely = [call for call in here if call.sign.start > reached]
        chosen = next((call for call in likely if not call.exponent), likely[0] if likely else None)
        if chosen is not None:
            kept.append(chosen)
            reached = chosen.sign.start
    return sorted(kept, key=lambda call: call.sign)


def _elsewhere(left: list[Candidate], notes: Sequence[Unit], calls: dict[int, list[Candidate]]) -> list[Candidate]:
    """Notes that no call of their own page calls take the nearest call before them, else behind them.

    Where labels do not restart, calls that are left over are further calls of the one note. Returns the rest.
    """
    free: dict[str, list[Candidate]] = defaultdict(list)
    for call in sorted(left, key=lambda call: call.sign):
        free[call.label].append(call)
    places: dict[str, list[int]] = defaultdict(list)
    for n, note in enumerate(notes):
        if note.label in free:
            places[note.label].append(n)
    for label, indices in places.items():
        free[label] = _nearest(free[label], indices, notes, calls)
        if len(indices) == 1:
            further = [call for call in free[label] if not call.exponent]
            free[label] = [call for call in free[label] if call.exponent]
            calls[indices[0]] = sorted(calls[indices[0]] + further, key=lambda call: call.sign)
    return sorted((call for rest in free.values() for call in rest), key=lambda call: call.sign)


def _nearest(
    free: list[Candidate], indices: list[int], notes: Sequence[Unit], calls: dict[int, list[Candidate]]
) -> list[Candidate]:
    """Give each note without a call the nearest free call before it, else behind it; returns what stays free."""
    clear = [call for call in free if not call.exponent] or free
    starts = [call.sign.start for call in clear]
    before = list(range(-1, len(clear)))  # before[n]: the last call up to n - 1 that is free, found by halving paths
    taken: set[int] = set()

    def last_free(n: int) -> int:
        while n >= 0 and before[n + 1] != n:
            before[n + 1] = before[before[n + 1] + 1]
            n = before[n + 1]
        return n

    first = 0
    for index in indices:
        if calls[index]:
            continue
        n = last_free(bisect_left(starts, notes[index].start) - 1)
        if n < 0:
            while first in taken:
                first += 1
            n = first
        if n >= len(clear):
            break
        calls[index].append(clear[n])
        taken.add(n)
        before[n + 1] = n - 1
    chosen = {id(clear[n]) for n in taken}
    return [call for call in free if id(call) not in chosen]


def faults(pairs: Pairs, notes: Sequence[Unit], name: str, place_of: Callable[[int], tuple[int, int]]) -> list[Finding]:
    """One finding for each fault of calls and notes.

    `place_of` gives line and column of a place in the witness. Reports call-without-note, superscript-unsure,
    note-without-call, note-defined-twice and note-out-of-order.
    """
    found: list[Finding] = []

    def add(rule: str, position: int, message: str) -> None:
        line, column = place_of(position)
        found.append(Finding(rule=rule, path=name, line=line, column=column, message=message))

    for call in pairs.loose:
        if call.exponent or call.figure:
            continue
        if call.raised and not notes:
            message = f"raised “{call.label}”: the file has no notes; it stays in the text as a raised figure"
            add("superscript-unsure", call.span.start, message)
        else:
            message = f"call “{call.label}”: no note has this label; it stays in the text as it stands"
            add("call-without-note", call.span.start, message)
    for n, note in enumerate(notes):
        label = f"note “{note.label}”"
        if n in pairs.doubled:
            add("note-defined-twice", note.start, f"{label} is defined again on the same page; both are kept")
        if not pairs.calls.get(n):
            add("note-without-call", note.start, f"{label} is called nowhere in the text; it is kept as a note")
        if n and n not in pairs.doubled and _out_of_order(notes[n - 1], note):
            message = f"{label} follows note “{notes[n - 1].label}”; both keep the label that is printed"
            add("note-out-of-order", note.start, message)
    return found


def _out_of_order(before: Unit, note: Unit) -> bool:
    if not (before.label.isdigit() and note.label.isdigit()):
        return False
    step = int(note.label) - int(before.label)
    return step != 1 and not (note.label == "1" and note.group != before.group)
