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
    bodies = [re.escape(phrase) + ("" if not phrase[-1].isalnum() else r"(?!\w)") for phrase in phrases]
    return re.compile(rf"(?:{'|'.join(bodies)})", re.IGNORECASE)


@cache
def _formulas(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(formula) for formula in _lists()[name])


def has_formula(name: str, text: str) -> bool:
    """True when all words of one formula of the list occur in a text."""
    found = set(re.findall(r"\w+", text.lower()))
    return any(formula <= found for formula in _formulas(name))
