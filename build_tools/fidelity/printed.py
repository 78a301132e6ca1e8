"""A PDF held against the raw witnesses: the same characters of each letter's text and of its notes, in order.

Whose words they are the sizes tell (see `SIZES`); nothing of what made the page is used but that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.fidelity.reading import CALL, Reading, read_witness
from build_tools.model.edition import EditionLetter
from build_tools.report import Finding

SIZES = {"text": 0.5, "note": 0.25}
"""What is left of a size, in points, when whole points are taken away: for a letter's text, and for its own notes."""

_NEAR = 0.06  # of a point: what rounding leaves
_SHOWN = 40  # characters beside a difference
_HYPHEN = "-"
_HYPHENS = str.maketrans(dict.fromkeys("‐\u00ad\u2011", _HYPHEN))  # what a line can end with, read alike


@dataclass(slots=True)
class _Printed:
    """What the pages of one letter show, without white space."""

    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def compare_pdf(pdf: Path, sheets: Mapping[str, str], letters: Sequence[EditionLetter]) -> tuple[Finding, ...]:
    """Hold a PDF against the witnesses of the letters in it.

    `sheets` names the destination of each letter's first page, by id; a letter goes on to the page before the next
    destination of a first page, or to the end of what is set in its sizes. Reports page-missing, text-missing,
    text-added and text-differs, at the first difference of each letter.
    """
    from pypdfium2 import PdfDocument  # only here: most commands read no PDF

    findings: list[Finding] = []
    document = PdfDocument(pdf)
    try:
        starts = _pages_of(document, sheets)
        order = sorted(set(starts.values()))
        for letter in letters:
            name = f"{pdf.name}, letter {letter.id}"
            if letter.id not in starts:
                message = f"{name}: there is no page of it"
                findings.append(Finding(rule="page-missing", message=message, path=letter.letter.witness.name))
                continue
            first = starts[letter.id]
            last = next((page for page in order if page > first), len(document))
            findings += _compare(_read(document, range(first, last)), letter, name)
    finally:
        document.close()
    return tuple(findings)


def _pages_of(document: Any, sheets: Mapping[str, str]) -> dict[str, int]:
    """The first page of each letter, from the named destinations of the file."""
    import pypdfium2.raw as raw

    found = {}
    for letter, name in sheets.items():
        destination = raw.FPDF_GetNamedDestByName(document.raw, name.encode())
        if destination:
            found[letter] = int(raw.FPDFDest_GetDestPageIndex(document.raw, destination))
    return found


def _read(document: Any, pages: range) -> _Printed:
    import pypdfium2.raw as raw

    printed = _Printed()
    for number in pages:
        page = document[number]
        text = page.get_textpage()
        for index in range(text.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text.raw, index))
            if raw.FPDFText_IsHyphen(text.raw, index) == 1:  # at the end of a line, told as a sign of its own
                character = _HYPHEN
            if character.isspace() or raw.FPDFText_IsGenerated(text.raw, index) == 1:
                continue
            part = _size(page, text, index) % 1
            if abs(part - SIZES["text"]) < _NEAR:
                printed.text.append(character)
            elif abs(part - SIZES["note"]) < _NEAR:
                printed.notes.append(character)
        text.close()
        page.close()
    return printed


def _size(page: Any, text: Any, index: int) -> float:
    """The size of a character in points: what is asked for, times the scale it is drawn at."""
    import ctypes

    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text.raw, index, ctypes.byref(matrix))
    return float(raw.FPDFText_GetFontSize(text.raw, index) * (matrix.b**2 + matrix.d**2) ** 0.5)


def _compare(printed: _Printed, letter: EditionLetter, name: str) -> Iterator[Finding]:
    readings = read_witness(letter.letter)
    body = [reading for reading in readings if reading.entry.what != "note"]
    notes = [reading for reading in readings if reading.entry.what == "note"]
    yield from _held(_solid(body), "".join(printed.text), "the text", letter, name)
    yield from _held(_solid(notes), "".join(printed.notes), "the notes", letter, name)


def _solid(readings: Sequence[Reading]) -> str:
    return "".join("".join(text.split()) for reading in readings for mark, text in reading.pieces if mark != CALL)


def _held(wanted: str, there: str, what: str, letter: EditionLetter, name: str) -> Iterator[Finding]:
    wanted, there = wanted.translate(_HYPHENS), there.translate(_HYPHENS)
    if wanted == there:
        return
    start = next(
        (n for n, (a, b) in enumerate(zip(wanted, there, strict=False)) if a != b), min(len(wanted), len(there))
    )
    rule = "text-missing" if len(there) < len(wanted) else "text-added" if len(there) > len(wanted) else "text-differs"
    message = (
        f"{name}: {what} has “{there[start : start + _SHOWN]}” where the transcription has "
        f"“{wanted[start : start + _SHOWN]}” ({len(there)} characters for {len(wanted)})"
    )
    yield Finding(rule=rule, message=message, path=letter.letter.witness.name)
