"""Evenness: the edition's own words where it speaks, and what the editors answer when a check asks about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

EvennessRule = Literal[
    "evenness-contested-word",
    "evenness-one-name",
    "evenness-one-position",
    "evenness-no-evidence",
    "evenness-living-person",
]
EVENNESS_RULES: tuple[EvennessRule, ...] = get_args(EvennessRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Why words that a check asks about stand as they are: one entry of `annotations/evenness.yml`."""

    file: str
    """The file in which they stand, from the project's folder; * as in a shell."""
    quote: str
    """The words, with the one that is asked about."""
    rule: EvennessRule
    reason: str
    date: str
    """ISO 8601 calendar date of the answer; empty where not known."""
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
    """Where the answer stands, for messages."""
