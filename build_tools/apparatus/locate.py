"""Find words in any letter of an edition, for stages that have passages and no notes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Protocol

from build_tools.apparatus.anchor import Miss, anchor
from build_tools.apparatus.suggest import propose
from build_tools.apparatus.text import ReadingText
from build_tools.model.annotation import Anchor, TextQuoteSelector
from build_tools.model.edition import EditionLetter
from build_tools.model.relations import Missed


class Locate(Protocol):
    """Finds the one place of words in the letter of an id, or in the one block or note of it that is named."""

    def __call__(self, letter_id: str, target: TextQuoteSelector, within: str = "") -> Anchor | Missed: ...


def locator(letters: Iterable[EditionLetter]) -> Locate:
    """Make the function that finds the one place of words in the letter of an id; raises KeyError for no letter's id.

    As with notes a near match is never taken: the message names it.
    """
    by_id = {letter.id: letter for letter in letters}

    @cache
    def reading(letter_id: str) -> ReadingText:
        return ReadingText(by_id[letter_id].letter)

    def locate(letter_id: str, target: TextQuoteSelector, within: str = "") -> Anchor | Missed:
        text = reading(letter_id)
        place = anchor(target, text, within=within)
        if not isinstance(place, Miss):
            return place
        said = f"{place.message}: “{target.exact}”"
        near = propose(target, place, text)
        if near:
            said += f". Nearest, line {near.line}: “{near.new.exact}”; look whether it is what you mean"
        return Missed(place.rule, said)

    return locate
