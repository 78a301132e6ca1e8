"""The word lists of `words.yml`, compiled once."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_WORD = re.compile(r"\w+")
# Shorter words are in too many texts to be looked for first.
_TELLING = 5


@cache
def _lists() -> dict[str, Any]:
    source = files("build_tools.parse").joinpath("words.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(source)
    return loaded


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list, in lower case."""
    return frozenset(str(word).lower() for word in _lists()[name])


@cache
def begins(name: str) -> re.Pattern[str]:
    """A pattern that fits where a line begins with a phrase of a list, as whole words; longest phrase first."""
    phrases = sorted((str(phrase) for phrase in _lists()[name]), key=len, reverse=True)
    # "Mr Chairman" as "Mr. Chairman".
    escaped = (re.escape(phrase).replace(r"\.\ ", r"\.?\ ") for phrase in phrases)
    bodies = [body + (r"(?!\w)" if body[-1].isalnum() else "") for body in escaped]
    return re.compile(rf"(?:{'|'.join(bodies)})", re.IGNORECASE)


@cache
def numbers(name: str) -> dict[str, int]:
    """A mapping of words to numbers, turned round from lists by number: {may: 5, mai: 5 ...}."""
    return {str(word).lower(): int(number) for number, named in _lists()[name].items() for word in named}


@cache
def _formulas(name: str) -> dict[str, list[frozenset[str]]]:
    """The formulas of a list by one of their words, which is looked for first: as few words as will do for all."""
    left = [frozenset(formula) for formula in _lists()[name]]
    found: dict[str, list[frozenset[str]]] = {}
    while left:
        counts = Counter(word for formula in left for word in formula if len(word) > _TELLING)
        word = max(counts, key=lambda word: (counts[word], len(word), word))
        found[word] = [formula for formula in left if word in formula]
        left = [formula for formula in left if word not in formula]
    return found


def has_formula(name: str, text: str) -> bool:
    """True when all words of one formula of the list occur in a text."""
    lowered = text.lower()
    formulas = _formulas(name)
    likely = [word for word in formulas if word in lowered]
    if not likely:
        return False
    found = set(_WORD.findall(lowered))
    return any(formula <= found for word in likely for formula in formulas[word])
