"""Calls in the text: every sign that may call a note, with what speaks for it and against it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.model.letter import Run
from build_tools.model.witness import Span
from build_tools.parse import labels
from build_tools.parse.unit import Unit
from build_tools.parse.words import words

_SIGNS = frozenset(("*", "**", "***", "†", "††", "†††", "‡", "‡‡", "‡‡‡", "§"))
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
# Not over a line end: there another block may begin.
_OPENING_TAG = re.compile(r"<sup>[ \t\u00a0\[(\\]{0,3}$")
_CLOSING_TAG = re.compile(r"[ \t\u00a0\])]{0,3}</sup>")


@dataclass(slots=True, eq=False)
class Candidate:
    """Characters that may call a note."""

    label: str
    sign: Span
    """The sign as it stands in a run of the text."""
    span: Span
    """The sign with its own markup: tags, an escape."""
    unit: Unit
    exponent: bool
    """It stands behind a figure or a unit of measure: a call only if nothing else calls the note."""
    group: int
    """Number of the block of notes that follows it in the witness; of a call in a note, the note's own."""
    raised: bool
    """A raised figure, which stays raised if it calls nothing; else a sign with brackets or an asterisk."""
    figure: bool = False
    """A plain figure behind a word: a call only if it is in its place among the others."""


def candidates(units: Sequence[Unit], notes: Sequence[Unit], text: str) -> list[Candidate]:
    """Every sign in the units and notes that may call a note, in the order of the witness, whose text is `text`."""
    finder = _Finder(notes, text)
    if not finder.may_find:
        return []
    for unit in (*units, *notes):
        before = ""
        for n, run in enumerate(unit.runs):
            if run.kind == "text":
                finder.look(unit, run, before, unit.runs[n - 1] if n else None)
                before = run.text
            else:
                before = " "
        if finder.escaped:
            finder.look_for_escaped(unit)
    return sorted(finder.found, key=lambda call: call.sign)


class _Finder:
    """Looks for calls, run by run."""

    def __init__(self, notes: Sequence[Unit], text: str) -> None:
        self.text = text
        self.known = {note.label for note in notes}
        self.figures = {note.label for note in notes if note.figure}
        starts: dict[int, int] = {}
        for note in notes:
            starts.setdefault(note.group, note.start)
        self.group_starts = [starts[group] for group in sorted(starts)]
        self.signed = bool(self.known & _SIGNS)
        self.raised = any(figure in text for figure in "⁰¹²³⁴⁵⁶⁷⁸⁹")
        marked = self.raised or "<sup>" in text or "[" in text or "^" in text
        self.may_find = bool(marked or self.figures or self.signed)
        self.escaped = "\\[" in text
        self.found: list[Candidate] = []

    def look(self, unit: Unit, run: Run, before: str, last: Run | None) -> None:
        """Look for calls in one run; `before` is the text before it in its unit, `last` the run before it."""
        text = run.text
        if run.marks and any(mark.name == "link" and mark.target.endswith(text) for mark in run.marks):
            return  # an address by itself: signs in it are its own
        if run.marks and any(mark.name == "sup" for mark in run.marks):
            for match in labels.TAG_LABEL.finditer(text):
                label = labels.plain(match[1])
                if before.strip() and (label in self.known or not label.isalpha()):
                    self._add(unit, run, before, label, match.span(1), raised=True)
            return
        if self.raised and not text.isascii():
            for match in labels.raised_calls(text):
                self._add(unit, run, before, labels.plain(match[0]), match.span(), raised=True)
        if "[" in text:
            for match in labels.CARET_CALL.finditer(text):
                self._add(unit, run, before, labels.plain(match[1]), match.span())
            for match in labels.BRACKET_CALL.finditer(text):
                if match[1] in self.known and (before.strip() or text[: match.start()].strip()):
                    self._add(unit, run, before, match[1], match.span())
        if "^" in text:
            for match in labels.TEX_CALL.finditer(text):
                label = labels.plain(match[match.lastindex or 0])
                if label in self.known or not label.isalpha():
                    self._add(unit, run, before, label, match.span(), raised=True)
        if self.figures:
            for match in labels.FIGURE_CALL.finditer(text):
                if match[1] in self.figures and unit.kind != "note":
                    self._add(unit, run, before, match[1], match.span(1), raised=True, figure=True)
        if self.signed:
            self._look_for_signs(unit, run, before, last)

    def look_for_escaped(self, unit: Unit) -> None:
        """Look for calls whose brackets are escaped: the reader of markup has cut them into several runs."""
        plain = {
            run.span.start: run.text
            for run in unit.runs
            if run.kind == "text"
            and run.text[0] in "[]"
            and not any(mark.name in ("sup", "link") for mark in run.marks)
        }
        for piece in unit.spans if plain else ():
            for match in labels.ESCAPED_CALL.finditer(self.text, piece.start, piece.end):
                # Else one of the signs is itself escaped, or within an address.
                cut = plain.get(match.start() + 1) == f"[{match[1]}" and match.end() - 1 in plain
                if (
                    cut
                    and match[1] in self.known
                    and self.text[max(piece.start, match.start() - 2) : match.start()].strip()
                ):
                    sign = Span(match.start() + 1, match.end())
                    group = unit.group if unit.kind == "note" else bisect_left(self.group_starts, sign.start)
                    span = Span(match.start(), match.end())
                    self.found.append(Candidate(match[1], sign, span, unit, exponent=False, group=group, raised=False))

    def _look_for_signs(self, unit: Unit, run: Run, before: str, last: Run | None) -> None:
        # A sign that emphasis or an escape has set apart stands at the start of its own run.
        lead = before[-1:] if last is not None and last.kind == "text" else ""
        for match in labels.SIGN_CALL.finditer(lead + run.text):
            start, end = match.start(1) - len(lead), match.end(1) - len(lead)
            if start >= 0 and labels.plain(match[1]) in self.known:
                self._add(unit, run, before, labels.plain(match[1]), (start, end))

    def _add(
        self,
        unit: Unit,
        run: Run,
        before: str,
        label: str,
        place: tuple[int, int],
        *,
        raised: bool = False,
        figure: bool = False,
    ) -> None:
        start, end = (run.span.start + at for at in place)
        group = unit.group if unit.kind == "note" else bisect_left(self.group_starts, start)
        head = run.text[max(0, place[0] - 16) : place[0]] or before[-16:]
        exponent = raised and _is_exponent(head.removesuffix("<sup>"), label)
        sign = Span(start, end)
        self.found.append(Candidate(label, sign, self._with_markup(sign, run), unit, exponent, group, raised, figure))

    def _with_markup(self, sign: Span, run: Run) -> Span:
        """The sign with the tags or the backslash around it."""
        before = self.text[max(0, sign.start - 9) : sign.start]
        # An escaped tag is text.
        opening = _OPENING_TAG.search(before) if any(mark.name == "sup" for mark in run.marks) else None
        closing = _CLOSING_TAG.match(self.text, sign.end) if opening else None
        if opening and closing:
            return Span(sign.start - len(before) + opening.start(), closing.end())
        return Span(sign.start - 1, sign.end) if before.endswith("\\") else sign


def _is_exponent(before: str, label: str) -> bool:
    """True behind a figure (10⁵) or a unit of measure (km²)."""
    if before[-1:].isdigit():
        return True
    word = _LAST_WORD.search(before) if label in ("2", "3") else None
    return word is not None and (word[1].lower() in words("unit") or len(word[1]) == 1)
