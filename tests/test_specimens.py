"""The specimen letters as files and as records say the same."""

from __future__ import annotations

import pytest

from tests.specimens import FOLDER, LETTERS


@pytest.mark.parametrize("letter_id", LETTERS)
def test_the_records_spell_the_file(letter_id: str) -> None:
    data = (FOLDER / f"{letter_id}.txt").read_bytes()
    assert LETTERS[letter_id]().witness.text.encode() == data


def test_every_file_has_its_records() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(LETTERS)


@pytest.mark.parametrize("letter_id", LETTERS)
def test_the_tiles_cover_the_witness_once(letter_id: str) -> None:
    made = LETTERS[letter_id]()
    assert "".join(made.witness.slice(node.span) for node in made.nodes) == made.witness.text


@pytest.mark.parametrize("letter_id", LETTERS)
def test_every_run_of_text_stands_where_it_says(letter_id: str) -> None:
    made = LETTERS[letter_id]()
    runs = [run for unit in (*made.blocks, *made.notes) for run in unit.runs if run.kind == "text"]
    assert len(runs) > 5
    assert [run for run in runs if made.witness.slice(run.span) != run.text] == []
