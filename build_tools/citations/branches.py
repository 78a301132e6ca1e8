"""Patterns for one of many words, written so that a text is searched for all of them quickly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any


def branches(words: Iterable[str], not_behind: str = "") -> str:
    """A pattern for one of several words, the longest that fits, that reads common beginnings once.

    `not_behind` is a set of characters, as a pattern, of which none stands directly before the word.
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    if not not_behind:
        return f"(?:{_branch(tree)})"
    # What stands before is asked behind the first letter: a pattern that begins with letters is searched for by them,
    # one that begins with a question is tried at every character.
    options = [
        f"{re.escape(letter)}(?<!{not_behind}{re.escape(letter)}){_rest(rest)}" for letter, rest in sorted(tree.items())
    ]
    return f"(?:{'|'.join(options)})"


def _branch(tree: Mapping[str, Any]) -> str:
    options = [re.escape(letter) + _rest(rest) for letter, rest in sorted(tree.items()) if letter]
    joined = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
    return f"(?:{joined})?" if "" in tree else joined


def _rest(tree: Mapping[str, Any]) -> str:
    """What follows a letter: nothing where a word ends and none goes on."""
    return _branch(tree) if set(tree) != {""} else ""
