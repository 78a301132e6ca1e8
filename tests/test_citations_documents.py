"""Whole documents that no rule was made from: what share of their citations is found, and of those found is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.citations import cite
from build_tools.model.citation import Citation
from build_tools.parse import parse
from build_tools.read import decode_witness

FOLDER = Path(__file__).parent / "cases" / "citations" / "documents"
SETS = {
    file.stem: yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for file in FOLDER.glob("*.yml")
}
LEAST_FOUND, LEAST_RIGHT = 0.95, 0.98


@dataclass
class Score:
    """Counts over several documents."""

    labelled: int = 0
    found: int = 0
    right: int = 0
    extra: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    forms_right: int = 0
    pins: int = 0
    pins_right: int = 0
    antecedents: int = 0
    antecedents_right: int = 0


def citations_of(document: Mapping[str, Any]) -> tuple[Citation, ...]:
    letter, _ = parse(decode_witness(document["text"].encode(), document["title"])[0])
    return cite(letter)[0]


def place(text: str, label: Mapping[str, Any]) -> tuple[int, int]:
    at = -1
    for _ in range(label.get("nth", 1)):
        at = text.index(label["quote"], at + 1)
    return at, at + len(label["quote"])


def letters_of(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def is_meant(authority: str, label: str) -> bool:
    """True where a normal form is one of those that a label allows."""
    for allowed in label.split(" ~ "):
        if allowed.startswith("?"):
            if all(letters_of(words) in letters_of(authority) for words in allowed[1:].split(" + ")):
                return True
        elif allowed == "*" or letters_of(allowed) == letters_of(authority):
            return True
    return False


def hold_against(documents: Iterable[Mapping[str, Any]]) -> Score:
    score = Score()
    for document in documents:
        _document(document, score)
    return score


def _document(document: Mapping[str, Any], score: Score) -> None:
    text, found = document["text"], citations_of(document)
    used: set[int] = set()
    for label in document["citations"]:
        start, end = place(text, label)
        hits = [n for n, one in enumerate(found) if any(span.start < end and start < span.end for span in one.spans)]
        used.update(hits)
        if label.get("optional"):
            continue
        authorities = [cited.authority for n in hits for cited in found[n].authorities]
        wanted = label.get("authorities", [])
        score.labelled += 1
        is_found = bool(hits) if label.get("unresolved") else bool(authorities)
        all_wanted = all(any(is_meant(authority, want) for authority in authorities) for want in wanted)
        no_others = all(any(is_meant(authority, want) for want in wanted) for authority in authorities)
        score.found += is_found
        if not (is_found and all_wanted and no_others):
            score.missed.append(f"{document['title']}: “{label['quote']}” {authorities}")
            continue
        score.right += 1
        score.forms_right += any(found[n].form in label["form"] for n in hits)
        if "pin" in label:
            pins = {letters_of(pin.text) for n in hits if (pin := found[n].pin)}
            score.pins += 1
            score.pins_right += letters_of(label["pin"]) in pins
        if "antecedent" in label:
            sources = {resolution.antecedent for n in hits if (resolution := found[n].resolution)}
            score.antecedents += 1
            score.antecedents_right += label["antecedent"] in sources
    for n, one in enumerate(found):
        if n in used or one.form == "anaphor":
            continue
        places = [place(text, label) for label in document["no_citations"]]
        against = any(span.start < end and start < span.end for start, end in places for span in one.spans)
        (score.against if against else score.extra).append(f"{document['title']}: “{one.quote}”")


@pytest.mark.parametrize("name", sorted(SETS))
def test_of_100_citations_in_unseen_documents_95_are_found_and_98_of_100_found_are_right(name: str) -> None:
    score = hold_against(SETS[name])
    marked = score.found + len(score.extra) + len(score.against)
    print(f"{name}: {score.found} of {score.labelled} found, {score.right} of {marked} marked are right")
    assert score.labelled > 140, "the set has been cut short"
    assert score.found / score.labelled >= LEAST_FOUND, score.missed
    assert score.right / marked >= LEAST_RIGHT, (score.missed, score.extra)


@pytest.mark.parametrize("name", sorted(SETS))
def test_dates_prices_paths_and_numbers_of_other_things_are_not_marked(name: str) -> None:
    assert sum(len(document["no_citations"]) for document in SETS[name]) > 30
    assert hold_against(SETS[name]).against == []


@pytest.mark.parametrize("name", sorted(SETS))
def test_of_those_that_are_right_the_form_the_pinpoint_and_the_antecedent_are_right_too(name: str) -> None:
    score = hold_against(SETS[name])
    assert score.forms_right / score.right >= LEAST_RIGHT
    assert score.pins > 50
    assert score.pins_right / score.pins >= LEAST_RIGHT
    assert score.antecedents_right == score.antecedents > 5
