"""Find passages that stand in two letters: runs of equal words, whatever their case, marks and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Block, Note
from build_tools.model.relations import Recurrence, Repetition
from build_tools.model.witness import Span

SHORTEST = 8
"""Words from which a run counts: shorter ones are mostly names and turns of phrase."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BORDER = ""
"""Stands for a word between two blocks or notes: no word equals it, so that no run crosses it."""

_Unit = Block | Note


class _Word(NamedTuple):
    folded: str
    places: tuple[int, ...]
    """Of each character in the witness."""


class _Place(NamedTuple):
    letter: int
    word: int


def repetitions(letters: Sequence[EditionLetter], shortest: int = SHORTEST) -> tuple[Repetition, ...]:
    """Find the runs of at least `shortest` equal words of one block or note that two letters share.

    Each run is as long as it can be; where words stand several times in one letter the first place counts. The work
    grows with the number of words times the number of letters. In the order of the letters and of reading.
    """
    texts = [_words(letter) for letter in letters]
    keys = [[word.folded for word in words] for words, _ in texts]
    first: list[dict[tuple[str, ...], int]] = []
    for each in keys:
        places: dict[tuple[str, ...], int] = {}
        for at in range(len(each) - shortest + 1):
            run = tuple(each[at : at + shortest])
            if _BORDER not in run:
                places.setdefault(run, at)
        first.append(places)
    found = [
        _repetition((letters[a], letters[b]), (texts[a], texts[b]), (start, other), length)
        for b in range(len(letters))
        for a in range(b)
        for start, other, length in _runs(keys[a], keys[b], first[a], shortest)
    ]
    order = {letter.id: number for number, letter in enumerate(letters)}
    return tuple(sorted(found, key=lambda one: (*(order[each] for each in one.letters), one.spans[0])))


def confirmed(found: Iterable[Repetition], recurrences: Sequence[Recurrence]) -> tuple[Repetition, ...]:
    """Say of each repetition which recurrence confirms it: one whose passages hold its words in both letters."""
    return tuple(
        one._replace(confirmed=next((each.id for each in recurrences if _holds(each, one)), "")) for one in found
    )


def _holds(recurrence: Recurrence, one: Repetition) -> bool:
    return all(
        any(
            passage.letter == letter
            and all(
                any(own.start <= span.start and span.end <= own.end for own in passage.anchor.spans) for span in its
            )
            for passage in recurrence.grounds.passages
        )
        for letter, its in zip(one.letters, one.spans, strict=True)
    )


def _runs(
    earlier: Sequence[str], later: Sequence[str], places: Mapping[tuple[str, ...], int], shortest: int
) -> Iterator[tuple[int, int, int]]:
    """Each run as its first word in the earlier letter, in the later one, and its length in words."""
    at = 0
    while at <= len(later) - shortest:
        start = places.get(tuple(later[at : at + shortest]))
        if start is None:
            at += 1
            continue
        length = shortest
        while (
            start + length < len(earlier)
            and at + length < len(later)
            and earlier[start + length] == later[at + length] != _BORDER
        ):
            length += 1
        yield start, at, length
        at += length - shortest + 1


def _repetition(
    letters: tuple[EditionLetter, EditionLetter],
    texts: tuple[tuple[list[_Word], list[str]], tuple[list[_Word], list[str]]],
    starts: tuple[int, int],
    length: int,
) -> Repetition:
    (words_a, units_a), (words_b, units_b) = texts
    start_a, start_b = starts
    spans_a, spans_b = (
        _spans(letter, words[start : start + length])
        for letter, words, start in zip(letters, (words_a, words_b), starts, strict=True)
    )
    one, other = letters
    return Repetition(
        letters=(one.id, other.id),
        within=(units_a[start_a], units_b[start_b]),
        spans=(spans_a, spans_b),
        lines=(one.letter.witness.line_at(spans_a[0].start), other.letter.witness.line_at(spans_b[0].start)),
        words=length,
        quote=" ".join(" ".join(one.letter.witness.slice(span) for span in spans_a).split()),
    )


def _words(letter: EditionLetter) -> tuple[list[_Word], list[str]]:
    """All words of a letter, blocks then notes, with the id of the block or note of each."""
    words: list[_Word] = []
    within: list[str] = []
    units: tuple[_Unit, ...] = (*letter.letter.blocks, *letter.letter.notes)
    for unit in units:
        for word in (*_words_of(unit), _Word(_BORDER, ())):
            words.append(word)
            within.append(unit.id)
    return words, within


def _words_of(unit: _Unit) -> Iterator[_Word]:
    characters: list[str] = []
    places: list[int] = []
    for run in unit.runs:
        if run.kind == "call":
            continue
        characters.extend(run.text)
        places.extend(
            range(run.span.start, run.span.start + len(run.text)) if run.kind == "text" else [-1] * len(run.text)
        )
    for match in _WORD.finditer("".join(characters)):
        folded = match[0].replace("’", "'").casefold()
        yield _Word(folded, tuple(place for place in places[match.start() : match.end()] if place >= 0))


def _spans(letter: EditionLetter, words: Sequence[_Word]) -> tuple[Span, ...]:
    """From the first word to the last, one span for each piece of the block that they touch."""
    places = [place for word in words for place in word.places]
    units: tuple[_Unit, ...] = (*letter.letter.blocks, *letter.letter.notes)
    unit = next(unit for unit in units if any(span.start <= places[0] < span.end for span in unit.spans))
    pieces = sorted(unit.spans)

    def piece(place: int) -> int:
        return sum(span.start <= place for span in pieces)

    groups = (list(group) for _, group in groupby(places, key=piece))
    return tuple(Span(group[0], group[-1] + 1) for group in groups)
