"""Letters for the tests of citations: a paragraph or two, and notes, in the dress of a letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from build_tools.citations import Declared, Forms, cite
from build_tools.citations.recognise import OWN_WORDS
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Citation
from build_tools.model.letter import Letter
from build_tools.model.witness import Witness
from build_tools.parse import parse
from build_tools.report import Finding

OPENING = "Excellency,\n\nI have the honour to write to you on the following matters of concern.\n\n"
CLOSING = "\n\nPlease accept, Excellency, the assurances of my highest consideration."
CASES = Path(__file__).parent / "cases" / "citations"


def letter_of(text: str, name: str = "letter.txt") -> Letter:
    """A letter whose paragraphs are `text`; from the first line that begins with ¹ on they are notes."""
    body, mark, notes = text.partition("\n\n¹")
    witness = Witness(name=name, text=f"{OPENING}{body}{CLOSING}{mark}{notes}\n", sha256="0" * 64)
    letter, _ = parse(witness)
    own = [block.text for block in letter.blocks if block.role in OWN_WORDS and block.role != "salutation"]
    assert not own, f"the parser takes words of the case for the letter's own masthead: {own}"
    return letter


def citations_of(
    text: str,
    bibliography: Bibliography | None = None,
    forms: Forms | None = None,
    declared: tuple[Declared, ...] = (),
) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    return cite(letter_of(text), bibliography, forms, declared)


def load_cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{file.stem}: {case['title']}", case)
        for file in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def differences(citation: Citation, expected: dict[str, Any]) -> list[str]:
    """What a citation has otherwise than a case expects; fields that the case leaves out are not compared."""
    has: dict[str, Any] = {
        "quote": citation.quote,
        "form": citation.form,
        "authorities": [cited.authority for cited in citation.authorities],
        "candidates": list(citation.candidates),
        "pin": citation.pin.text if citation.pin else None,
        "in": citation.within if citation.within.startswith("note ") else "text",
        "rule": citation.resolution.rule if citation.resolution else None,
        "antecedent": citation.resolution.antecedent if citation.resolution else None,
        "chain": [step.within for step in citation.resolution.chain] if citation.resolution else [],
    }
    wanted = {"in": "text", **expected}
    return [f"{name} is {has[name]!r}, not {value!r}" for name, value in wanted.items() if has[name] != value]
