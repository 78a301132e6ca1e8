"""The five letters against the labels that were made by reading them: blocks, notes, calls, pages, kinds, dates."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.model.letter import Letter
from build_tools.parse import parse
from build_tools.read import read_witness

ROOT = Path(__file__).resolve().parent.parent
GOLD: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests/gold/blocks.yml").read_text("utf-8"))
# Which letter of the edition each labelled file is, and what a reader finds in it that the labels leave open.
LETTERS: dict[str, tuple[str, dict[str, Any]]] = {
    "000_b2be06e590b2ce6a.txt": (
        "2020-11-09-azerbaijan-mission-geneva",
        {
            "sender": ["Ambassador Vaqif Sadiqov"],
            "recipients": ["Dr. Chris M. A. Kwaja, Chair of the Working Group on the use of mercenaries"],
        },
    ),
    "001_fd3bc3e67349016b.txt": (
        "2020-11-12-azerbaijan-foreign-minister",
        {"sender": ["Jeyhun Bayramov"], "recipients begin": ["Mr. Chris Kwaja", "Mrs. Irene Khan", "Mr. Nils Melzer"]},
    ),
    "002_f2b05f08a456e9bf.txt": (
        "2020-11-04-azerbaijan-mission-geneva",
        {
            "sender begin": ["Permanent Mission of the Republic of Azerbaijan to the United Nations Office"],
            "recipients": ["Office of the United Nations High Commissioner for Human Rights"],
        },
    ),
    "003_a57296e9d7183354.txt": (
        "2023-12-05-azerbaijan-mission-new-york",
        {
            "sender": ["Yashar Aliyev, Permanent Representative of Azerbaijan to the United Nations"],
            "recipients": ["Secretary-General"],
        },
    ),
    "004_9d26f00803d0cbb5.txt": (
        "undated-acat-switzerland",
        {"sender": [], "recipients": ["Mr. Ilham Aliyev, President of the Republic of Azerbaijan"]},
    ),
}
each = pytest.mark.parametrize("name", GOLD)


@cache
def letter_of(name: str) -> Letter:
    witness, findings = read_witness(ROOT / "docs" / "letters" / f"{LETTERS[name][0]}.txt")
    letter, more = parse(witness)
    assert (findings, more) == ((), ()), "the parser finds no fault in the five letters"
    return letter


def lines_of(pieces: list[int | str]) -> tuple[int, ...]:
    """[20, 22] is two lines, ["5-8"] four."""
    bounds = [(first, last or first) for first, _, last in (str(piece).partition("-") for piece in pieces)]
    return tuple(line for first, last in bounds for line in range(int(first), int(last) + 1))


def test_the_labels_are_the_185_blocks_and_32_notes_of_five_letters() -> None:
    assert GOLD.keys() == LETTERS.keys()
    assert sum(len(gold["blocks"]) for gold in GOLD.values()) == 185
    assert sum(len(gold.get("footnotes", {})) for gold in GOLD.values()) == 32


@each
def test_each_block_has_the_role_and_the_lines_that_a_reader_gives_it(name: str) -> None:
    labelled = sorted((lines_of(pieces), role) for role, *pieces in GOLD[name]["blocks"])
    assert sorted((tuple(sorted(block.lines)), block.role) for block in letter_of(name).blocks) == labelled


@each
def test_each_block_has_a_piece_for_each_stretch_of_lines(name: str) -> None:
    by_lines = {block.lines: block for block in letter_of(name).blocks}
    for _, *pieces in GOLD[name]["blocks"]:
        block = by_lines[lines_of(pieces)]
        # A hard line end in mid-sentence is one piece of two lines where nothing stands between them.
        gaps = sum(later > earlier + 1 for earlier, later in pairwise(block.lines))
        assert len(block.spans) == 1 + gaps, block.text[:60]


@each
def test_each_note_has_its_line_its_page_and_its_call(name: str) -> None:
    gold, letter = GOLD[name], letter_of(name)
    found = {int(note.label): note for note in letter.notes}
    assert len(found) == len(letter.notes) == len(gold.get("footnotes", {}))
    for label, line in gold.get("footnotes", {}).items():
        note = found[label]
        assert note.lines == (line,)
        assert [call.line for call in note.calls] == [gold["calls"][label]], label
        assert note.page == gold["note_pages"][label], label
        assert note.id == f"fn-{label}"


@each
def test_a_call_stands_where_the_witness_has_its_sign(name: str) -> None:
    letter = letter_of(name)
    blocks = {block.id: block for block in letter.blocks}
    for note in letter.notes:
        for call in note.calls:
            assert call.span in [run.span for run in blocks[call.within].runs if run.kind == "call"]
            assert letter.witness.slice(call.span).translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")) == note.label


@each
def test_kind_date_place_and_reference_are_those_of_the_labels(name: str) -> None:
    gold, letter = GOLD[name], letter_of(name)
    assert letter.kind == gold["kind"]
    assert letter.date == (str(gold["date"]) if gold["date"] else None)
    assert letter.place == gold.get("place")
    assert letter.reference == gold.get("reference")
    assert letter.symbol is None, "no transcription has the document's own symbol"


@each
def test_sender_and_recipients_are_those_whom_the_letter_names(name: str) -> None:
    letter, (_, known) = letter_of(name), LETTERS[name]
    for field, found in (("sender", letter.sender), ("recipients", letter.recipients)):
        if field in known:
            assert list(found) == known[field]
        else:
            starts = known[f"{field} begin"]
            assert [words[: len(start)] for words, start in zip(found, starts, strict=True)] == starts


@each
def test_furniture_and_artefacts_are_those_of_the_labels(name: str) -> None:
    gold, letter = GOLD[name], letter_of(name)
    witness = letter.witness
    furniture = [witness.line_at(node.span.start) for node in letter.nodes if node.kind == "furniture"]
    artefacts = {
        witness.line_at(node.span.start): witness.slice(node.span) for node in letter.nodes if node.kind == "artefact"
    }
    assert furniture == gold.get("furniture", [])
    assert artefacts == gold.get("artefacts", {})


@each
def test_the_nodes_tile_the_witness_once(name: str) -> None:
    letter = letter_of(name)
    place = 0
    for node in letter.nodes:
        assert node.span.start == place
        assert node.span.end > place
        place = node.span.end
    assert place == len(letter.witness.text)


@each
def test_blocks_are_in_the_order_of_reading_and_only_addressees_are_moved(name: str) -> None:
    letter = letter_of(name)
    stay = [block.spans[0] for block in letter.blocks if not block.moved]
    assert stay == sorted(stay)
    moved = [block for block in letter.blocks if block.moved]
    assert {block.role for block in moved} <= {"addressee"}
    assert len(moved) == {"001": 3, "002": 1}.get(name[:3], 0)
    for block in moved:
        place = letter.blocks.index(block)
        assert all(other.role not in ("paragraph", "opening", "salutation") for other in letter.blocks[:place])


def test_only_the_line_in_azerbaijani_is_in_another_language() -> None:
    found = {(name, block.lines, block.lang) for name in GOLD for block in letter_of(name).blocks if block.lang}
    assert found == {("001_fd3bc3e67349016b.txt", (5, 6), "az")}
