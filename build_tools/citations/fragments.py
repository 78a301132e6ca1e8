"""Pieces that the patterns of forms share: dates, names, numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from build_tools.citations.vocabulary import vocabulary
from build_tools.yamlfile import read_yaml

SHIPPED = Path(__file__).parent / "forms"
_FRAGMENT = re.compile(r"\{([A-Z]{2,})\}")


@cache
def fragments() -> dict[str, str]:
    """Pieces that patterns share, by name, each with those before it filled in."""
    words = vocabulary()
    shared = {
        "COURT": words.court_pattern,
        "NOUN": words.noun_pattern,
    }
    located, findings = read_yaml(SHIPPED / "fragments.yml", "fragments.yml")
    if located is None or findings:
        raise ValueError("\n".join(map(str, findings)))  # a fault of this package, never of the input
    for name, pattern in located.data.items():
        shared[name] = expand(pattern, shared)
    return shared


def expand(pattern: str, shared: Mapping[str, str]) -> str:
    """Fill the pieces into a pattern where it names them: {DATE}."""
    return _FRAGMENT.sub(lambda match: shared.get(match[1], match[0]), pattern)
