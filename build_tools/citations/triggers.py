"""Triggers: the words and signs by which a text is searched for what may be a citation, all in a few passes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from build_tools.citations.reading import Whole

# What else may stand before a word: a line feed before a block, a quotation mark, a bracket, a dash
_OPENERS = r"[\n\"'(\[/*«-]"


class Triggers:
    """The triggers of several forms.

    Those of small letters are found at the beginning of words, whatever the capitals of the text; those with a capital
    anywhere, exactly; other signs one by one.
    """

    def __init__(self, triggers: Sequence[Sequence[str]]) -> None:
        numbers: dict[str, list[int]] = {}
        for number, of_form in enumerate(triggers):
            for trigger in of_form:
                numbers.setdefault(trigger, []).append(number)
        words = [trigger for trigger in numbers if trigger[0].isalpha() and trigger == trigger.lower()]
        names = [trigger for trigger in numbers if trigger[0].isupper()]
        self._single = {trigger: found for trigger, found in numbers.items() if not trigger[0].isalpha()}
        # the longest word stands for the shorter ones within it, too
        self._within = {word: _within(word, group, numbers) for group in (words, names) for word in group}
        # most words stand behind a space, and a pattern that begins with one character is by far the fastest
        self._words = [re.compile(f"{before}{branches(words)}") for before in (" ", _OPENERS)] if words else []
        self._names = re.compile(branches(names)) if names else None

    def places(self, whole: Whole) -> Iterator[tuple[int, Sequence[int]]]:
        """Every place of a trigger in the whole text, with the numbers of its forms."""
        for pattern in self._words:
            for match in pattern.finditer(whole.lower):
                at = match.start() + 1
                for offset, forms in self._within[match.group()[1:]]:
                    yield at + offset, forms
        if self._names:
            for match in self._names.finditer(whole.text):
                for offset, forms in self._within[match.group()]:
                    yield match.start() + offset, forms
        for trigger, numbers in self._single.items():
            for place in whole.all(trigger):
                yield place, numbers


def _within(
    word: str, group: Iterable[str], numbers: Mapping[str, Sequence[int]]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The triggers with which a trigger begins, or that stand at a word within it: how far in, and their forms."""
    found: dict[int, set[int]] = {}
    for other in group:
        at = word.find(other)
        while at >= 0:
            if not at or other[0].isupper() or not word[at - 1].isalnum():
                found.setdefault(at, set()).update(numbers[other])
            at = word.find(other, at + 1)
    return tuple((offset, tuple(sorted(forms))) for offset, forms in sorted(found.items()))


def branches(words: Iterable[str]) -> str:
    """A pattern for one of several words, the longest that fits, that reads common beginnings once."""
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branch(tree)


def _branch(tree: Mapping[str, Any]) -> str:
    options = [
        re.escape(letter) + (_branch(rest) if set(rest) != {""} else "")
        for letter, rest in sorted(tree.items())
        if letter
    ]
    joined = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
    return f"(?:{joined})?" if "" in tree else joined
