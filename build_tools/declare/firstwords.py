"""The first words by which a block or note is known again: eight, and more where others begin alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

WORDS = 8
"""An id stands for so many first words, or for the whole text where it is shorter."""
_MOST = 64  # texts that agree for longer are told apart by their order
_LONGEST = 200  # a "word" of a damaged file may be megabytes long

Text = tuple[str, str]
"""The group of a block or note (p, h, m, or a note's label), and its text or first words."""


def first_words(text: str, count: int = WORDS) -> str:
    """The first words of a text, or all where there are fewer, with one space between them."""
    return " ".join(_words(text, count))


def distinct_words(texts: Sequence[Text], at_least: Sequence[int]) -> list[str]:
    """Choose the words to record for each text: the first eight, or `at_least` so many.

    Where others of its group begin with the same eight, as many more as tell it from them.
    """
    alike: dict[Text, set[tuple[str, ...]]] = defaultdict(set)
    starts = [tuple(_words(text, _MOST)) for _, text in texts]
    for (group, _), start in zip(texts, starts, strict=True):
        alike[group, " ".join(start[:WORDS])].add(start)
    needed: dict[tuple[str, tuple[str, ...]], int] = {}
    for (group, _), different in alike.items():
        # In alphabetical order a text has the most words in common with one of its two neighbours.
        for one, other in pairwise(sorted(different)):
            common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))) + 1
            for start in (one, other):
                needed[group, start] = max(needed.get((group, start), 0), common)
    return [
        " ".join(start[: max(WORDS, least, needed.get((group, start), 0))])
        for (group, _), start, least in zip(texts, starts, at_least, strict=True)
    ]


def recognised(texts: Sequence[Text], recorded: Iterable[Text]) -> list[str]:
    """Find for each text the longest recorded words of its group that it begins with, or else its own first words.

    Recorded words fewer than eight are a whole text, and fit no longer one.
    """
    by_start: dict[Text, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for group, words in recorded:
        by_start[group, first_words(words)][len(words.split())].add(words)
    found = []
    for group, text in texts:
        start = first_words(text)
        lengths = by_start.get((group, start), {})
        fitting = (first_words(text, count) for count in sorted(lengths, reverse=True))
        found.append(next((words for words in fitting if words in lengths[len(words.split())]), start))
    return found


def _words(text: str, count: int) -> list[str]:
    return [word[:_LONGEST] for word in text.split(maxsplit=count)[:count]]
