"""Find passages that stand in two letters: runs of equal words, whatever their case, marks and line ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Block, Note
from build_tools.model.relations import Recurrence, Repetition
from build_tools.model.witness import Span

SHORTEST = 8
"""Words from which a run counts: shorter ones are mostly names and turns of phrase."""

MOST = 1000
"""Runs that are told: an edition with more has its letters in more than one version."""
_BESIDE = 4
"""Letters with which words are compared: what many letters share is told for the first of them."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BORDER = ""
"""Stands for a word between two blocks or notes: no word equals it, so that no run crosses it."""

_Unit = Block | Note


class _Words(NamedTuple):
    """The words of one letter, blocks then notes, with a border behind each block and note."""

    folded: list[str]
    units: tuple[_Unit, ...]
    within: list[int]
    """For each word the number of its block or note."""


class _Run(NamedTuple):
    """Equal words of two letters."""

    letters: tuple[int, int]
    """Numbers of the letters, the earlier one first."""
    starts: tuple[int, int]
    """Number of the first word in each."""
    length: int


def repetitions(letters: Sequence[EditionLetter], shortest: int = SHORTEST) -> tuple[Repetition, ...]:
    """Find the runs of at least `shortest` equal words of one block or note that two letters share.

    Each run is as long as it can be; where words stand several times in one letter the first place counts. Of words
    that many letters share only the first few letters are compared, and at most `MOST` runs are told, so that the work
    grows with the number of words. In the order of the letters and of reading.
    """
    texts = [_words(letter) for letter in letters]
    found = [
        _repetition(
            (letters[run.letters[0]], letters[run.letters[1]]),
            (
                _places(texts[run.letters[0]], run.starts[0], run.length),
                _places(texts[run.letters[1]], run.starts[1], run.length),
            ),
            run.length,
        )
        for run in islice(_runs([words.folded for words in texts], shortest), MOST)
    ]
    order = {letter.id: number for number, letter in enumerate(letters)}
    return tuple(sorted(found, key=lambda one: (*(order[each] for each in one.letters), one.spans[0])))


def confirmed(
    found: Iterable[Repetition], recurrences: Sequence[Recurrence], names: Sequence[str] = (), shortest: int = SHORTEST
) -> tuple[Repetition, ...]:
    """Say of each repetition which recurrence confirms it: one whose passages hold its words in both letters.

    `named` are those that have fewer than `shortest` words beside the names of bodies, offices and texts.
    """
    known = [f" {' '.join(_folded(name))} " for name in names]
    return tuple(
        one._replace(
            confirmed=next((each.id for each in recurrences if _holds(each, one)), ""),
            named=_beside(one.quote, known) < shortest,
        )
        for one in found
    )


def _folded(text: str) -> list[str]:
    return [_fold(match[0]) for match in _WORD.finditer(text)]


def _fold(word: str) -> str:
    return word.replace("’", "'").casefold()


def _beside(quote: str, names: Sequence[str]) -> int:
    """How many words there are beside those of names."""
    left = f" {' '.join(_folded(quote))} "
    for name in sorted(names, key=len, reverse=True):  # of two names the longer one holds the other
        left = left.replace(name, " ")
    return len(left.split())


def _holds(recurrence: Recurrence, one: Repetition) -> bool:
    def held(letter: str, span: Span) -> bool:
        return any(
            passage.letter == letter and own.start <= span.start and span.end <= own.end
            for passage in recurrence.grounds.passages
            for own in passage.anchor.spans
        )

    return all(held(letter, span) for letter, its in zip(one.letters, one.spans, strict=True) for span in its)


def _runs(texts: Sequence[Sequence[str]], shortest: int) -> Iterator[_Run]:
    first: dict[int, dict[int, int]] = {}
    """By the hash of words: the first place of them in each letter that was read, of the first few letters."""
    for later, words in enumerate(texts):
        keys = [hash(tuple(words[at : at + shortest])) for at in range(len(words) - shortest + 1)]
        behind: dict[int, int] = {}
        """By earlier letter: the first word of this one that may begin another run."""
        for at, key in enumerate(keys):
            for earlier, start in first.get(key, {}).items():
                if at < behind.get(earlier, 0):
                    continue
                length = _more(texts[earlier], words, start, at)
                if length >= shortest:  # else two texts of one hash
                    yield _Run((earlier, later), (start, at), length)
                    behind[earlier] = at + length - shortest + 1
        for at, key in enumerate(keys):
            places = first.setdefault(key, {})
            if len(places) < _BESIDE:
                places.setdefault(later, at)


def _more(one: Sequence[str], other: Sequence[str], start: int, at: int) -> int:
    """How many words from two places on are equal, before the end of a block or note."""
    length = 0
    while start + length < len(one) and at + length < len(other) and one[start + length] == other[at + length]:
        if one[start + length] == _BORDER:
            break
        length += 1
    return length


class _Places(NamedTuple):
    """Where a run stands in one letter."""

    unit: _Unit
    characters: list[int]
    """Places of its characters in the witness."""


def _repetition(letters: tuple[EditionLetter, EditionLetter], runs: tuple[_Places, _Places], words: int) -> Repetition:
    one, other = letters
    spans_one, spans_other = _spans(runs[0]), _spans(runs[1])
    return Repetition(
        letters=(one.id, other.id),
        within=(runs[0].unit.id, runs[1].unit.id),
        spans=(spans_one, spans_other),
        lines=(one.letter.witness.line_at(spans_one[0].start), other.letter.witness.line_at(spans_other[0].start)),
        words=words,
        quote=_quote(runs[0].unit, spans_one),
    )


def _words(letter: EditionLetter) -> _Words:
    units: tuple[_Unit, ...] = (*letter.letter.blocks, *letter.letter.notes)
    folded: list[str] = []
    within: list[int] = []
    for number, unit in enumerate(units):
        its = [*(_fold(match[0]) for match in _WORD.finditer(unit.text)), _BORDER]
        folded += its
        within += [number] * len(its)
    return _Words(folded, units, within)


def _places(words: _Words, start: int, length: int) -> _Places:
    """The characters of a run: no run crosses the border of a block or note."""
    number = words.within[start]
    unit = words.units[number]
    offset = start - bisect_left(words.within, number)
    places: list[int] = []
    for run in unit.runs:
        if run.kind != "call":
            places += range(run.span.start, run.span.end) if run.kind == "text" else [-1] * len(run.text)
    matches = list(_WORD.finditer(unit.text))[offset : offset + length]
    return _Places(unit, [place for match in matches for place in places[match.start() : match.end()] if place >= 0])


def _spans(run: _Places) -> tuple[Span, ...]:
    """From the first word to the last, one span for each piece of the block that they touch."""
    starts = sorted(span.start for span in run.unit.spans)
    groups = (list(group) for _, group in groupby(run.characters, key=lambda place: bisect_right(starts, place)))
    return tuple(Span(group[0], group[-1] + 1) for group in groups)


def _quote(unit: _Unit, spans: Sequence[Span]) -> str:
    """The words between the ends of a run as a reader reads them: markup and calls gone, white space single spaces."""
    start, end = spans[0].start, spans[-1].end
    pieces: list[str] = []
    for run in unit.runs:
        if run.kind == "text":
            first, last = max(start, run.span.start), min(end, run.span.end)
            pieces.append(run.text[first - run.span.start : last - run.span.start] if first < last else "")
        elif run.kind != "call" and start <= run.span.start < end:
            pieces.append(run.text)
    return " ".join("".join(pieces).split())
