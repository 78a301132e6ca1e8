"""What `edition inspect` says: the shape that the contract gives, and the same for people."""

from __future__ import annotations

import json

from build_tools.render.inspection import as_text, finding, inspection
from build_tools.report import Finding
from tests.builders import block, call, letter, note, rest

ACCOUNT = {
    "characters": 60,
    "words": 10,
    "text": 50,
    "markup": 4,
    "whitespace": 6,
    "furniture": 0,
    "artefact": 0,
    "unaccounted": 0,
}
MADE = letter(
    block("m1", "dateline", "Strelsau, 3 May 1995", page=1),
    block("p1", "paragraph", "The banks", call("1"), page=1),
    note("1", "See", call("2"), page=1),
    rest("p1", "are two."),
    note("2", "Alone."),
    note("3", "Lost."),
    name="a letter.txt",
    date="1995-05-03",
    place="Strelsau",
    sender=["The Mission"],
)
LATE = Finding(rule="note-without-call", message="note 3 is called nowhere", path="a letter.txt", line=11, column=2)


def test_the_object_has_the_keys_of_the_contract_in_their_order() -> None:
    seen = inspection(MADE, ACCOUNT, [], [LATE])
    assert list(seen) == (
        "file sha256 kind date place reference symbol sender recipients blocks notes citations account findings".split()
    )
    assert (seen["file"], seen["date"], seen["reference"], seen["sender"]) == (
        "a letter.txt",
        "1995-05-03",
        None,
        ["The Mission"],
    )
    assert len(str(seen["sha256"])) == 64
    assert seen["account"] == ACCOUNT
    assert list(seen["account"]) == list(ACCOUNT)


def test_a_block_has_its_pieces_its_lines_and_what_a_reader_reads() -> None:
    blocks = inspection(MADE, ACCOUNT)["blocks"]
    assert isinstance(blocks, list)
    text = MADE.witness.text
    first, second = text.index("The banks"), text.index("are two")
    assert blocks[1] == {
        "id": "p1",
        "role": "paragraph",
        "page": 1,
        "lines": [3, 7],
        "spans": [[first, first + len("The banks¹")], [second, second + len("are two.")]],
        "text": "The banks are two.",
    }


def test_a_note_has_its_call_or_null() -> None:
    notes = inspection(MADE, ACCOUNT)["notes"]
    assert isinstance(notes, list)
    at, within = MADE.witness.text.index("¹"), MADE.witness.text.index("²")
    assert [one["label"] for one in notes] == ["1", "2", "3"]
    assert notes[0]["call"] == {"line": 3, "span": [at, at + 1], "block": "p1"}
    assert notes[1]["call"] == {"line": 5, "span": [within, within + 1], "block": "note 1"}
    assert notes[2]["call"] is None
    assert list(notes[0]) == ["label", "page", "lines", "spans", "call", "text"]


def test_a_finding_has_its_severity() -> None:
    assert finding(LATE) == {
        "rule": "note-without-call",
        "severity": "warning",
        "line": 11,
        "column": 2,
        "message": "note 3 is called nowhere",
    }


def test_citations_come_as_they_are() -> None:
    citation = {"quote": "S/1", "line": 3, "form": "symbol", "authorities": [{"authority": "S/1", "key": None}]}
    assert inspection(MADE, ACCOUNT, [citation])["citations"] == [citation]
    assert "S/1 -> S/1" in as_text(inspection(MADE, ACCOUNT, [citation]))


def test_it_can_be_written_as_json_and_read_again() -> None:
    seen = inspection(MADE, ACCOUNT, [], [LATE])
    assert json.loads(json.dumps(seen, ensure_ascii=False)) == seen


def test_the_text_for_people_names_all_of_it() -> None:
    text = as_text(inspection(MADE, ACCOUNT, [], [LATE]))
    for words in (
        "a letter.txt",
        "1995-05-03",
        "(not found)",
        "2 blocks",
        "lines 3-7, page 1",
        "The banks are two.",
        "3 notes",
        "called in line 5, note 1",
        "no call",
        "0 citations",
        "0 unaccounted",
        "1 finding\n",
        "11:2     warning[note-without-call] note 3 is called nowhere",
    ):
        assert words in text


def test_the_text_for_people_cannot_steer_a_terminal() -> None:
    made = letter(block("p1", "paragraph", "Red \u009b31m \u202e turned " + "and on " * 40))
    text = as_text(inspection(made, ACCOUNT))
    assert "\\u009b31m \\u202e turned" in text
    assert "…" in text
    assert max(map(len, text.splitlines())) < 200


def test_an_empty_letter_can_be_told() -> None:
    assert "0 blocks" in as_text(inspection(letter(end=""), dict.fromkeys(ACCOUNT, 0)))
