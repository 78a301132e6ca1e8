"""Calls of notes in the text, and which note each one calls.

Labels may restart on each page, so a call is paired with a note of its own page first: the block of notes that follows
it. What is left is paired with notes further on (notes at the end), then further back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.model.letter import Run
from build_tools.model.witness import Span
from build_tools.parse import labels
from build_tools.parse.unit import Unit
from build_tools.parse.words import words
from build_tools.report import Finding

_SIGNS = ("*", "**", "***", "†", "††", "‡", "‡‡", "§")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")


@dataclass(slots=True, eq=False)
class Candidate:
    """Characters that may call a note."""

    label: str
    span: Span
    """The sign with its own markup."""
    unit: Unit
    exponent: bool
    """It stands behind a figure or a unit of measure: a call only if nothing else calls the note."""
    group: int
    """Number of the block of notes that follows it in the witness; of a call in a note, the note's own."""
    raised: bool
    """A raised figure, which stays raised if it calls nothing; else a sign with brackets or an asterisk."""


class Pairs(NamedTuple):
    """Which calls call which note."""

    calls: dict[int, list[Candidate]]
    """For each note, by its index, its calls in the order of the witness."""
    loose: list[Candidate]
    """Calls that no note answers."""


def candidates(units: list[Unit], notes: list[Unit]) -> list[Candidate]:
    """Every character that may call a note, in the order of the witness."""
    ends = _group_starts(notes)
    known = {note.label for note in notes}
    found: list[Candidate] = []
    for unit in [*units, *notes]:
        before = ""
        for n, run in enumerate(unit.runs):
            if run.kind == "text":
                found += _in_run(unit, run, before, known, ends, unit.runs[n - 1] if n else None)
                before = run.text
            else:
                before = " "
    return sorted(found, key=lambda c: c.span)


def _group_starts(notes: list[Unit]) -> list[int]:
    """Where each block of notes begins."""
    starts: dict[int, int] = {}
    for note in notes:
        starts.setdefault(note.group, note.start)
    return [starts[group] for group in sorted(starts)]


def _in_run(unit: Unit, run: Run, before: str, known: set[str], starts: list[int], last: Run | None) -> list[Candidate]:
    names = {mark.name for mark in run.marks}
    group = unit.group if unit.kind == "note" else bisect_left(starts, run.span.start)
    made: list[Candidate] = []

    def add(label: str, start: int, end: int, *, raised: bool) -> None:
        head = run.text[:start] or before
        exponent = raised and _is_exponent(head, label)
        place = Span(run.span.start + start, run.span.start + end)
        made.append(Candidate(label, place, unit, exponent, group, raised))

    if "sup" in names:
        label = labels.plain(run.text.strip())
        if labels.TAG_CALL.fullmatch(f"<sup>{run.text}</sup>") and before.strip():
            add(label, 0, len(run.text), raised=True)
        return made
    for match in labels.RAISED_CALL.finditer(run.text):
        add(labels.plain(match[0]), match.start(), match.end(), raised=True)
    if "[" in run.text:
        for match in labels.CARET_CALL.finditer(run.text):
            add(labels.plain(match[1]), match.start(), match.end(), raised=False)
        for match in labels.BRACKET_CALL.finditer(run.text):
            if match[1] in known and (run.text[: match.start()].strip() or before.strip()):
                add(match[1], match.start(), match.end(), raised=False)
    if known.intersection(_SIGNS):
        # A sign that emphasis or an escape has set apart stands at the start of its own run.
        lead = before[-1:] if last is not None and last.kind == "text" else ""
        for match in labels.SIGN_CALL.finditer(lead + run.text):
            start, end = match.start(1) - len(lead), match.end(1) - len(lead)
            if start >= 0 and labels.plain(match[1]) in known:
                add(labels.plain(match[1]), start, end, raised=False)
    return made


def _is_exponent(before: str, label: str) -> bool:
    """True behind a figure (10⁵) or a unit of measure (km²)."""
    if before[-1:].isdigit():
        return True
    word = _LAST_WORD.search(before[-12:])
    return label in ("2", "3") and word is not None and (word[1].lower() in words("unit") or len(word[1]) == 1)


def pair(
    found: list[Candidate], notes: list[Unit], name: str, place_of: Callable[[int], tuple[int, int]]
) -> tuple[Pairs, list[Finding]]:
    """Pair calls with notes.

    `place_of` gives line and column of a place in the witness. Reports call-without-note, superscript-unsure,
    note-without-call, note-defined-twice and note-out-of-order, one finding for each fault.
    """
    waiting: dict[tuple[int, str], list[Candidate]] = defaultdict(list)
    for call in found:
        if call.unit.kind != "note" or call.unit.label != call.label:  # no note calls itself
            waiting[call.group, call.label].append(call)
    own: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, note in enumerate(notes):
        own[note.group, note.label].append(n)
    calls: dict[int, list[Candidate]] = defaultdict(list)
    doubled: set[int] = set()
    for key, places in own.items():
        clear = [call for call in waiting[key] if not call.exponent] or waiting[key]
        # Two notes of one label on one page: the first call is the first note's, the second the second's.
        for n, call in enumerate(clear):
            calls[places[min(n, len(places) - 1)]].append(call)
        waiting[key] = [call for call in waiting[key] if call not in clear]
        doubled.update(places[1:])
    loose = _elsewhere([call for calls_left in waiting.values() for call in calls_left], notes, calls)
    return Pairs(calls, loose), _faults(calls, loose, notes, doubled, name, place_of)


def _elsewhere(left: list[Candidate], notes: list[Unit], calls: dict[int, list[Candidate]]) -> list[Candidate]:
    """Notes that no call of their own page calls take the nearest call before them, else behind them.

    Where labels do not restart, calls that are left over are further calls of the one note. Returns the rest.
    """
    free: dict[str, list[Candidate]] = defaultdict(list)
    for call in sorted(left, key=lambda c: c.span):
        free[call.label].append(call)
    places: dict[str, list[int]] = defaultdict(list)
    for n, note in enumerate(notes):
        places[note.label].append(n)
    for label in free.keys() & places.keys():
        for n in places[label]:
            clear = [call for call in free[label] if not call.exponent] or free[label]
            if not calls[n] and clear:
                before = [call for call in clear if call.span.start < notes[n].start]
                chosen = before[-1] if before else clear[0]
                calls[n].append(chosen)
                free[label].remove(chosen)
        if len(places[label]) == 1:
            further = [call for call in free[label] if not call.exponent]
            free[label] = [call for call in free[label] if call.exponent]
            calls[places[label][0]] = sorted(calls[places[label][0]] + further, key=lambda c: c.span)
    return sorted((call for rest in free.values() for call in rest), key=lambda c: c.span)


def _faults(
    calls: dict[int, list[Candidate]],
    loose: list[Candidate],
    notes: list[Unit],
    doubled: set[int],
    name: str,
    place_of: Callable[[int], tuple[int, int]],
) -> list[Finding]:
    faults: list[Finding] = []

    def add(rule: str, position: int, message: str) -> None:
        line, column = place_of(position)
        faults.append(Finding(rule=rule, path=name, line=line, column=column, message=message))

    for call in loose:
        if call.exponent:
            continue
        if call.raised and not notes:
            add(
                "superscript-unsure",
                call.span.start,
                f"raised “{call.label}”: the file has no notes; it stays in the text as a raised figure",
            )
        else:
            add(
                "call-without-note",
                call.span.start,
                f"call “{call.label}”: no note has this label; it stays in the text as it stands",
            )
    for n, note in enumerate(notes):
        if n in doubled:
            add("note-defined-twice", note.start, f"note “{note.label}” is defined again on the same page; both are kept")
        if not calls.get(n):
            add("note-without-call", note.start, f"note “{note.label}” is called nowhere in the text; it is kept as a note")
        if n and n not in doubled and _out_of_order(notes[n - 1], note):
            add(
                "note-out-of-order",
                note.start,
                f"note “{note.label}” follows note “{notes[n - 1].label}”; both keep the label that is printed",
            )
    return faults


def _out_of_order(before: Unit, note: Unit) -> bool:
    if not (before.label.isdigit() and note.label.isdigit()):
        return False
    step = int(note.label) - int(before.label)
    return step != 1 and not (note.label == "1" and note.group != before.group)
