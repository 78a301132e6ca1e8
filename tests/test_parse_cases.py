"""The rules of parsing, case by case: `cases/parse/*.yml`, one file a matter.

A case has a title, an input, and what must come of it:
expected    each block as [role, its first words, its last words], the last left out where nothing hangs on it
notes       each note as [label, its first words, the words of the witness before its call, or null without a call]
findings    rule:line
furniture, artefacts   what is left out, as the witness has it
marks       stretches under markup, as "name: words"; moved, lang, pages and the fields of a letter as they are named
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.model.letter import Block, Letter, Note
from build_tools.parse import parse
from build_tools.read import decode_witness
from build_tools.report import Finding

FOLDER = Path(__file__).parent / "cases" / "parse"
FIELDS = ("kind", "date", "place", "reference", "symbol")
KEYS = {"title", "input", "expected", "notes", "findings", "furniture", "artefacts", "marks", "moved", "lang", "pages",
        "sender", "recipients", *FIELDS}  # fmt: skip


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            assert case.keys() <= KEYS, f"{path.name}: {case['title']}: {case.keys() - KEYS}"
            found.append(pytest.param(case, id=f"{path.stem}: {case['title']}"))
    assert len({parameter.id for parameter in found}) == len(found), "each case has its own title"
    return found


def read(case: dict[str, Any]) -> tuple[Letter, tuple[Finding, ...]]:
    witness, _ = decode_witness(case["input"].encode(), "case.txt")
    return parse(witness)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("case", cases())
def test_the_case_is_read_as_it_says(case: dict[str, Any]) -> None:
    letter, findings = read(case)
    if "expected" in case:
        check_blocks(letter, case["expected"])
    if "notes" in case:
        check_notes(letter, case["notes"])
    assert [f"{finding.rule}:{finding.line}" for finding in findings] == case.get("findings", [])
    for kind, key in (("furniture", "furniture"), ("artefact", "artefacts")):
        left_out = [letter.witness.slice(node.span) for node in letter.nodes if node.kind == kind]
        assert left_out == case.get(key, [])
    owners: list[Block | Note] = [*letter.blocks, *letter.notes]
    if "marks" in case:
        found = [
            f"{mark.name}: {run.text}"
            for owner in owners
            for run in owner.runs
            for mark in run.marks
            if run.kind == "text"
        ]
        assert found == case["marks"]
    if "moved" in case:
        assert [flat(block.text) for block in letter.blocks if block.moved] == case["moved"]
    if "lang" in case:
        assert [block.lang for block in letter.blocks] == case["lang"]
    if "pages" in case:
        assert [block.page for block in letter.blocks] == case["pages"]
    for field in FIELDS:
        if field in case:
            assert getattr(letter, field) == (str(case[field]) if case[field] else None), field
    for field in ("sender", "recipients"):
        if field in case:
            assert list(getattr(letter, field)) == case[field]


def check_blocks(letter: Letter, expected: list[list[str]]) -> None:
    found = [(block.role, flat(block.text)) for block in letter.blocks]
    assert [role for role, _ in found] == [role for role, *_ in expected], found
    for (_, text), (_, first, *last) in zip(found, expected, strict=True):
        assert text.startswith(str(first)), text
        assert text.endswith(str(last[0]) if last else ""), text


def check_notes(letter: Letter, expected: list[list[str | None]]) -> None:
    assert [note.label for note in letter.notes] == [label for label, *_ in expected]
    for note, (_, first, before, *last) in zip(letter.notes, expected, strict=True):
        assert flat(note.text).startswith(str(first))
        assert flat(note.text).endswith(str(last[0]) if last else "")
        assert bool(note.calls) == (before is not None), f"note {note.label}: {note.calls}"
        if before is not None:
            head = letter.witness.text[: note.calls[0].span.start]
            assert head.endswith(before), f"note {note.label} is called behind {head[-30:]!r}"
