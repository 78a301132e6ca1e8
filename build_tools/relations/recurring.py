"""Find passages that stand in two letters: runs of equal words, whatever their case, marks and line ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
    unit: _Unit
    """The block or note that it stands in."""


class _Run(NamedTuple):
    """Equal words of two letters."""

    letters: tuple[int, int]
    """Numbers of the letters, the earlier one first."""
    starts: tuple[int, int]
    """Number of the first word in each."""
    length: int


def repetitions(letters: Sequence[EditionLetter], shortest: int = SHORTEST) -> tuple[Repetition, ...]:
    """Find the runs of at least `shortest` equal words of one block or note that two letters share.

    Each run is as long as it can be; where words stand several times in one letter the first place counts. The work
    grows with the number of words and of places found. In the order of the letters and of reading.
    """
    texts = [_words(letter) for letter in letters]
    found = [
        _repetition(
            (letters[run.letters[0]], letters[run.letters[1]]),
            (
                texts[run.letters[0]][run.starts[0] : run.starts[0] + run.length],
                texts[run.letters[1]][run.starts[1] : run.starts[1] + run.length],
            ),
        )
        for run in _runs([[word.folded for word in words] for words in texts], shortest)
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
    first: dict[tuple[str, ...], dict[int, int]] = {}
    """By words: the first place of them in each letter that was read."""
    for later, words in enumerate(texts):
        keys = [tuple(words[at : at + shortest]) for at in range(len(words) - shortest + 1)]
        behind: dict[int, int] = {}
        """By earlier letter: the first word of this one that may begin another run."""
        for at, key in enumerate(keys):
            for earlier, start in first.get(key, {}).items():
                if at < behind.get(earlier, 0):
                    continue
                length = shortest + _more(texts[earlier], words, start + shortest, at + shortest)
                yield _Run((earlier, later), (start, at), length)
                behind[earlier] = at + length - shortest + 1
        for at, key in enumerate(keys):
            if _BORDER not in key:
                first.setdefault(key, {}).setdefault(later, at)


def _more(one: Sequence[str], other: Sequence[str], start: int, at: int) -> int:
    """How many words from two places on are equal, before the end of a block or note."""
    length = 0
    while start + length < len(one) and at + length < len(other) and one[start + length] == other[at + length]:
        if one[start + length] == _BORDER:
            break
        length += 1
    return length


def _repetition(letters: tuple[EditionLetter, EditionLetter], runs: tuple[list[_Word], list[_Word]]) -> Repetition:
    one, other = letters
    spans_one, spans_other = _spans(runs[0]), _spans(runs[1])
    return Repetition(
        letters=(one.id, other.id),
        within=(runs[0][0].unit.id, runs[1][0].unit.id),
        spans=(spans_one, spans_other),
        lines=(one.letter.witness.line_at(spans_one[0].start), other.letter.witness.line_at(spans_other[0].start)),
        words=len(runs[0]),
        quote=_quote(runs[0][0].unit, spans_one),
    )


def _words(letter: EditionLetter) -> list[_Word]:
    """All words of a letter, blocks then notes, with a border behind each block and note."""
    units: tuple[_Unit, ...] = (*letter.letter.blocks, *letter.letter.notes)
    return [word for unit in units for word in (*_words_of(unit), _Word(_BORDER, (), unit))]


def _words_of(unit: _Unit) -> Iterator[_Word]:
    characters: list[str] = []
    places: list[int] = []
    for run in unit.runs:
        if run.kind == "call":
            continue
        start = run.span.start
        characters.extend(run.text)
        places.extend(start + offset if run.kind == "text" else -1 for offset in range(len(run.text)))
    for match in _WORD.finditer("".join(characters)):
        its = places[match.start() : match.end()]
        yield _Word(_fold(match[0]), tuple(place for place in its if place >= 0), unit)


def _spans(run: Sequence[_Word]) -> tuple[Span, ...]:
    """From the first word to the last, one span for each piece of the block that they touch."""
    starts = sorted(span.start for span in run[0].unit.spans)
    places = (place for word in run for place in word.places)
    groups = (list(group) for _, group in groupby(places, key=lambda place: bisect_right(starts, place)))
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
