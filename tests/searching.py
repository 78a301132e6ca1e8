"""The labelled questions of tests/cases/search, and a plain scan of the letters that says what they should find."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from build_tools.parse import parse
from build_tools.read import read_witness
from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases" / "search" / "queries.yml"

Place = tuple[str, str]
"""Siglum of a letter and id of a block or note."""


@dataclass(frozen=True)
class Case:
    """One question."""

    title: str
    query: str
    has: tuple[str, ...]
    any: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    near: tuple[str, str, int] | None
    hits: frozenset[Place]


def cases() -> list[Case]:
    """All labelled questions."""
    given: list[dict[str, Any]] = yaml.safe_load(CASES.read_text("utf-8"))["cases"]
    return [
        Case(
            title=one["title"],
            query=one["query"],
            has=tuple(one.get("has", ())),
            any=tuple(map(tuple, one.get("any", ()))),
            without=tuple(one.get("not", ())),
            near=tuple(one["near"]) if "near" in one else None,
            hits=places(one["hits"]),
        )
        for one in given
    ]


def places(listed: Mapping[str, Sequence[str]]) -> frozenset[Place]:
    """Hits as the file has them: ids by siglum."""
    return frozenset((siglum, anchor) for siglum, anchors in listed.items() for anchor in anchors)


@cache
def units(root: Path = ROOT) -> dict[Place, str]:
    """The text of every block and note of the witnesses, as the parser gives it: nothing of the search is used."""
    found: dict[Place, str] = {}
    for record in sorted((root / "annotations" / "letters").glob("*/letter.yml")):
        declared = yaml.safe_load(record.read_text("utf-8"))
        path = root / "docs" / "letters" / f"{record.parent.name}.txt"
        letter, _ = parse(read_witness(path, path.name)[0])
        for unit in (*letter.blocks, *letter.notes):
            found[declared["siglum"], unit.id] = unicodedata.normalize("NFC", " ".join(unit.text.split()))
    return found


def scan(case: Case) -> frozenset[Place]:
    """Where the letters have what a case describes, by regular expressions on the plain text."""
    return frozenset(place for place, text in units().items() if _fits(case, text))


def _fits(case: Case, text: str) -> bool:
    if any(_found(pattern, text) for pattern in case.without):
        return False
    if case.near:
        return _near(*case.near, text)
    if case.any:
        return any(all(_found(pattern, text) for pattern in group) for group in case.any)
    return all(_found(pattern, text) for pattern in case.has)


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _near(left: str, right: str, within: int, text: str) -> bool:
    words = [word.lower() for word in re.findall(r"[^\W_]+", text)]
    here, there = ([n for n, word in enumerate(words) if re.fullmatch(side, word)] for side in (left, right))
    return any(0 < abs(one - other) <= within for one in here for other in there)
