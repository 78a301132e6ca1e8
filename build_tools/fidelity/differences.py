"""The difference between a rendering and the witness, named so that an editor finds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, islice

from build_tools.fidelity.plain import EM, STRONG, SUB, SUP
from build_tools.fidelity.reading import CALL, Part, Reading, settled
from build_tools.model.witness import Witness
from build_tools.report import Finding

_AROUND = 40  # characters of the witness shown before a difference
_QUOTED = 60  # characters shown of a difference
_SOLID = re.compile(r"\S+")
_FIRST_WORD = re.compile(r"[^\s\0]*")
_LAST_WORD = re.compile(r"[^\s\0]*\Z")
_HYPHEN = re.compile(r"([-‐]) ")
_EMPHASIS = {EM: "italics", STRONG: "bold", SUP: "raised", SUB: "lowered"}
_CALL_SIGN = "\0"  # stands in no text, so that the call of note 1 is never the words [1]
_CALL_SHOWN = re.compile("\0([^\0]*)\0")


def name_of(reading: Reading) -> str:
    """What an editor calls an entry."""
    entry = reading.entry
    return f"note {entry.label} ({entry.id})" if entry.what == "note" else f"{entry.what} {entry.id}"


def at(witness: Witness, reading: Reading, solid: int, rule: str, message: str) -> Finding:
    """Make a finding at the place of an entry's character, counted without white space."""
    line, column = witness.place(_place(reading, solid))
    return Finding(rule=rule, message=message, path=witness.name, line=line, column=column)


def quote(text: str) -> str:
    """Show the beginning of a text on one line."""
    words = " ".join(_CALL_SHOWN.sub(r"[call of note \1]", text[: 4 * _QUOTED]).split())
    return f"“{words if len(words) <= _QUOTED else words[:_QUOTED] + '…'}”"


def quote_pieces(pieces: Iterable[Part]) -> str:
    """Show the first words of an entry."""
    return quote("".join(text for _, text in islice(pieces, 8)))


def compare_entry(reading: Reading, pieces: Sequence[Part], witness: Witness, path: str) -> Iterator[Finding]:
    """Hold what a rendering shows of one entry against what a reader should see; at most one finding.

    Characters and calls come first, then emphasis, then whether words are apart where the witness has white space.
    """
    if len(pieces) == len(reading.pieces) and tuple(pieces) == reading.pieces:
        return  # to the last space: most blocks
    parts, words = settled(pieces)
    wanted_parts, wanted_words = reading.settled
    if parts != wanted_parts:
        yield _difference(reading, parts, pieces, witness, path)
        return
    if words == wanted_words:
        return
    # A word that a line end cut behind its hyphen may be joined.
    wanted, there = _HYPHEN.sub(r"\1", " ".join(wanted_words)), _HYPHEN.sub(r"\1", " ".join(words))
    if wanted != there:
        start = _common(wanted, there)
        around = slice(max(start - 20, 0), start + 20)
        message = (
            f"{path}: in {name_of(reading)} white space parts “{wanted[around]}” in the witness, “{there[around]}” here"
        )
        yield at(witness, reading, len(wanted[:start].replace(" ", "")), "text-differs", message)


def _difference(
    reading: Reading, parts: Sequence[Part], pieces: Sequence[Part], witness: Witness, path: str
) -> Finding:
    wanted, there = "".join(_texts(reading.settled[0])), "".join(_texts(parts))
    if wanted == there:
        return _other_emphasis(reading, parts, witness, path)
    start = _common(wanted, there)
    if wanted.count(_CALL_SIGN, 0, start) % 2:  # within a call: the whole call differs
        start = wanted.rindex(_CALL_SIGN, 0, start)
    end = _common(wanted[start:][::-1], there[start:][::-1])
    if wanted.count(_CALL_SIGN, len(wanted) - end) % 2:
        end = len(wanted) - wanted.index(_CALL_SIGN, len(wanted) - end) - 1
    lost, added = len(wanted) - end - start, len(there) - end - start
    rule = "text-added" if not lost else "text-missing" if not added else "text-differs"
    finding = at(witness, reading, start, rule, "")
    # Shown are whole words.
    before = _stretch(reading.pieces, max(start - _AROUND, 0), start)
    head = len(_LAST_WORD.search(before)[0])  # type: ignore[index]
    tail = 0
    if start + lost:
        behind = _stretch(reading.pieces, start + lost - 1, start + lost + _AROUND)
        tail = max(len(_FIRST_WORD.match(behind)[0]) - 1, 0)  # type: ignore[index]
    lost_words = _stretch(reading.pieces, start - head, start + lost + tail)
    added_words = _stretch(pieces, start - head, start + added + tail)
    where = f"behind {quote(before[: len(before) - head])}" if start > head else "at its beginning"
    message = (
        f"{path}: in {name_of(reading)}, {where}, the witness has "
        f"{quote(lost_words) if lost_words.strip() else 'nothing'} and the rendering "
        f"{quote(added_words) if added_words.strip() else 'nothing'}"
    )
    return replace(finding, message=message)


def _other_emphasis(reading: Reading, parts: Sequence[Part], witness: Witness, path: str) -> Finding:
    """Name the first place where only the emphasis differs."""
    solid = position = index = 0
    borders = list(accumulate(len(text) for text in _texts(parts)))
    wanted, _ = reading.settled
    for (emphasis, _), text in zip(wanted, _texts(wanted), strict=True):
        position += len(text)
        while solid < position:
            while borders[index] <= solid:
                index += 1
            if parts[index][0] != emphasis:
                words = quote(_stretch(reading.pieces, solid, min(position, borders[index])))
                message = (
                    f"{path}: in {name_of(reading)}, at {words}, the witness has {_describe(emphasis)}, "
                    f"the rendering {_describe(parts[index][0])}"
                )
                return at(witness, reading, solid, "emphasis-differs", message)
            solid = min(position, borders[index])
    # The same characters in the same emphasis: then a call and words that look like it have changed places.
    message = f"{path}: {name_of(reading)} has calls of notes at other places than the witness"
    return at(witness, reading, 0, "text-differs", message)


def _describe(emphasis: int) -> str:
    if emphasis == CALL:
        return "the call of a note"
    return " and ".join(name for value, name in _EMPHASIS.items() if emphasis & value) or "plain letters"


def _texts(pieces: Iterable[Part]) -> Iterator[str]:
    return (f"{_CALL_SIGN}{text}{_CALL_SIGN}" if emphasis == CALL else text for emphasis, text in pieces)


def _common(one: str, other: str) -> int:
    """Count the characters with which two texts begin alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _stretch(pieces: Iterable[Part], start: int, end: int) -> str:
    """Give the text, with its white space, between two places counted without white space."""
    return "".join(text[first:last] for _, text, first, last in _cut(_texts(pieces), start, end))


def _cut(texts: Iterable[str], start: int, end: int) -> Iterator[tuple[int, str, int, int]]:
    """Find the stretch of each text that lies between two places counted without white space over all texts."""
    passed = 0
    for index, text in enumerate(texts):
        if passed >= end:
            return
        size = sum(map(len, text.split()))
        if passed + size > start:
            first = _nth(text, start - passed) if start > passed else 0
            last = len(text) if passed + size <= end else _nth(text, end - passed)
            yield index, text, first, last
        passed += size


def _nth(text: str, solid: int) -> int:
    """Find the place of a character that is counted without white space."""
    for match in _SOLID.finditer(text):
        if solid < match.end() - match.start():
            return match.start() + solid
        solid -= match.end() - match.start()
    return len(text)


def _place(reading: Reading, solid: int) -> int:
    """Find the place in the witness of a character of an entry; behind the last one, the end of the entry."""
    for index, text, first, _ in _cut(_texts(reading.pieces), solid, solid + 1):
        return reading.places[index] + (0 if text.startswith(_CALL_SIGN) else first)
    return reading.entry.spans[-1].end if reading.entry.spans else 0
