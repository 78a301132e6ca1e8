"""The word lists of `words.yml`, compiled once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


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
    bodies = [re.escape(phrase) + (r"(?!\w)" if phrase[-1].isalnum() else "") for phrase in phrases]
    return re.compile(rf"(?:{'|'.join(bodies)})", re.IGNORECASE)


@cache
def numbers(name: str) -> dict[str, int]:
    """A mapping of words to numbers, turned round from lists by number: {may: 5, mai: 5 ...}."""
    return {str(word).lower(): int(number) for number, named in _lists()[name].items() for word in named}


@cache
def _formulas(name: str) -> dict[str, list[frozenset[str]]]:
    """The formulas of a list by their longest word, which is looked for first."""
    found: dict[str, list[frozenset[str]]] = {}
    for formula in _lists()[name]:
        found.setdefault(max(formula, key=len), []).append(frozenset(formula))
    return found


def has_formula(name: str, text: str) -> bool:
    """True when all words of one formula of the list occur in a text."""
    lowered = text.lower()
    likely = [longest for longest in _formulas(name) if longest in lowered]
    if not likely:
        return False
    found = set(re.findall(r"\w+", lowered))
    return any(formula <= found for longest in likely for formula in _formulas(name)[longest])
