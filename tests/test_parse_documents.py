"""Whole invented documents in many layouts, read as their labels say."""

from __future__ import annotations

from functools import cache

import pytest

from build_tools.model.letter import Letter
from build_tools.parse import parse
from build_tools.read import decode_witness
from build_tools.report import Finding
from tests.parse_documents import Labelled, documents

each = pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)


@cache
def read(text: str) -> tuple[Letter, tuple[Finding, ...]]:
    witness, findings = decode_witness(text.encode(), "document.txt")
    assert findings == ()
    return parse(witness)


def test_there_are_documents_of_every_kind() -> None:
    assert {document.fields["kind"] for document in documents()} == {
        "letter",
        "note verbale",
        "un document",
        "resolution",
        "other",
    }
    assert len({role for document in documents() for role, _, _ in document.blocks}) == 19


@each
def test_its_blocks_are_those_of_its_labels(document: Labelled) -> None:
    letter, _ = read(document.text)
    found = sorted((block.lines, block.role, bool(block.moved)) for block in letter.blocks)
    assert found == sorted((lines, role, moved) for role, lines, moved in document.blocks)


@each
def test_its_blocks_are_in_the_order_of_reading(document: Labelled) -> None:
    letter, _ = read(document.text)
    found = [block.lines for block in letter.blocks if not block.moved]
    assert found == [lines for _, lines, moved in document.blocks if not moved]
    for place, block in enumerate(letter.blocks):
        if block.moved:
            assert all(above.role not in ("paragraph", "opening", "salutation") for above in letter.blocks[:place])


@each
def test_its_notes_have_their_labels_pages_and_calls(document: Labelled) -> None:
    letter, _ = read(document.text)
    assert [(note.label, note.page, note.lines) for note in letter.notes] == document.notes
    calls = document.fields.get("calls", {})
    assert {note.label for note in letter.notes if note.calls} == set(calls)
    for note in letter.notes:
        for call in note.calls:
            before = letter.witness.text[: call.span.start]
            assert before.endswith(calls[note.label]), before[-40:]


@each
def test_only_what_is_labelled_so_is_furniture(document: Labelled) -> None:
    letter, _ = read(document.text)
    found = {letter.witness.line_at(node.span.start) for node in letter.nodes if node.kind == "furniture"}
    assert sorted(found) == document.furniture


@each
def test_it_says_of_itself_what_a_reader_takes_from_it(document: Labelled) -> None:
    letter, findings = read(document.text)
    fields = document.fields
    assert letter.kind == fields["kind"]
    assert letter.date == (str(fields["date"]) if fields.get("date") else None)
    assert (letter.place, letter.reference) == (fields.get("place"), fields.get("reference"))
    assert letter.symbol == fields.get("symbol")
    assert list(letter.sender) == fields.get("sender", [])
    assert list(letter.recipients) == fields.get("recipients", [])
    assert sorted(finding.rule for finding in findings) == sorted(fields.get("findings", []))
    if "pages" in fields:
        pages = [*(block.page for block in letter.blocks), *(note.page for note in letter.notes)]
        assert max(page or 1 for page in pages) == fields["pages"]
