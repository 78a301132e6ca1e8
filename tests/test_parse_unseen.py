"""Invented documents that were labelled before the parser was run on them, and how much of them it reads as labelled.

`cases/parse/unseen/*.txt`, in the form of `parse_documents.py`; where a label of notes returns on another page, `calls`
has a list. What a reader would label is kept as it is where the parser reads something else, so the figures are floors
and no labels follow the parser.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from build_tools.fidelity.account import account
from build_tools.model.letter import Letter, Note
from build_tools.parse import parse
from build_tools.read import decode_witness
from tests.parse_documents import Labelled, read_labelled

FOLDER = Path(__file__).parent / "cases" / "parse" / "unseen"
DOCUMENTS = [read_labelled(path) for path in sorted(FOLDER.glob("*.txt"))]
# At most so many may be read in another way, of all that are labelled.
MISSED = {"blocks": 3, "notes": 0, "furniture": 0, "kind": 0, "date": 0, "place": 0, "reference": 0, "symbol": 0}


@cache
def read(name: str) -> Letter:
    document = next(document for document in DOCUMENTS if document.name == name)
    witness, findings = decode_witness(document.text.encode(), f"{name}.txt")
    assert findings == ()
    return parse(witness)[0]


def missed(document: Labelled) -> list[tuple[str, object]]:
    """What of a document is read in another way than its labels say, as (matter, label)."""
    letter = read(document.name)
    blocks = {(block.role, block.lines, bool(block.moved)) for block in letter.blocks}
    found: list[tuple[str, object]] = [("blocks", block) for block in document.blocks if block not in blocks]
    furniture = {letter.witness.line_at(node.span.start) for node in letter.nodes if node.kind == "furniture"}
    found += [("furniture", line) for line in furniture.symmetric_difference(document.furniture)]
    seen: Counter[str] = Counter()
    for label, _, lines in document.notes:
        calls = document.fields["calls"][label]
        before = calls[seen[label]] if isinstance(calls, list) else calls
        seen[label] += 1
        if not any(is_note(letter, note, label, lines, before) for note in letter.notes):
            found.append(("notes", (label, lines)))
    if len(letter.notes) != len(document.notes):
        found.append(("notes", f"{len(letter.notes)} for {len(document.notes)}"))
    for field in ("kind", "date", "place", "reference", "symbol"):
        label = document.fields.get(field)
        if getattr(letter, field) != (str(label) if label else None):
            found.append((field, label))
    return found


def is_note(letter: Letter, note: Note, label: str, lines: tuple[int, ...], before: str) -> bool:
    if (note.label, note.lines) != (label, lines) or not note.calls:
        return False
    return letter.witness.text[: note.calls[0].span.start].replace("\n", " ").endswith(before)


def test_there_are_documents_of_many_kinds() -> None:
    assert len(DOCUMENTS) == 45
    assert sum(len(document.blocks) for document in DOCUMENTS) > 500
    assert len({document.fields["kind"] for document in DOCUMENTS}) == 5


@pytest.mark.parametrize("matter", MISSED)
def test_of_unseen_documents_no_more_is_missed_than_is_known(matter: str) -> None:
    found = [(document.name, label) for document in DOCUMENTS for of, label in missed(document) if of == matter]
    assert len(found) <= MISSED[matter], found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_no_character_of_an_unseen_document_is_lost(document: Labelled) -> None:
    letter = read(document.name)
    sums, faults = account(letter)
    assert not faults
    assert sums.unaccounted == 0
    assert "".join(letter.witness.slice(node.span) for node in letter.nodes) == document.text
