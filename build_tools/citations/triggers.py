"""Triggers: the words and signs by which a text is searched for what may be a citation, all in a few passes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from build_tools.citations.branches import branches
from build_tools.citations.reading import Whole

# What else may stand before a word: a line feed before a block, a quotation mark, a bracket, a dash
_OPENERS = r"[\n\"'(\[/*«-]"


class Triggers:
    """The triggers of several forms.

    Those of small letters are found at the beginning of words, whatever the capitals of the text; those with a capital
    anywhere, exactly; other signs one by one.
    """

    def __init__(self, triggers: Sequence[Sequence[str]]) -> None:
        self._count = len(triggers)
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

    def places(self, whole: Whole) -> list[list[int]]:
        """Every place of a trigger in the whole text, by the number of the form, in order."""
        found: list[list[int]] = [[] for _ in range(self._count)]
        for pattern in self._words:
            for match in pattern.finditer(whole.lower):
                at = match.start() + 1
                for offset, form in self._within[match.group()[1:]]:
                    found[form].append(at + offset)
        if self._names:
            for match in self._names.finditer(whole.text):
                at = match.start()
                for offset, form in self._within[match.group()]:
                    found[form].append(at + offset)
        for trigger, numbers in self._single.items():
            places = whole.all(trigger)
            for form in numbers:
                found[form] += places
        for of_form in found:
            of_form.sort()
        return found


def _within(word: str, group: Iterable[str], numbers: Mapping[str, Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """The triggers with which a trigger begins, or that stand at a word within it: how far in, and each form."""
    found: set[tuple[int, int]] = set()
    for other in group:
        at = word.find(other)
        while at >= 0:
            if not at or other[0].isupper() or not word[at - 1].isalnum():
                found.update((at, form) for form in numbers[other])
            at = word.find(other, at + 1)
    return tuple(sorted(found))
