"""The ledger: the order of reading, what is left out and why, what is read at another place."""

from __future__ import annotations

import json

import pytest

from build_tools.fidelity.ledger import REASONS, ledger
from build_tools.model.letter import Letter
from build_tools.model.witness import Span
from tests.builders import block, call, em, letter, link, matter, note, rest


@pytest.fixture
def told() -> Letter:
    return letter(
        matter("---"),
        block("p1", "paragraph", matter_free := "The ", em("treaty"), " binds us,", call("1"), " as"),
        note("1", "See ", link("https://treaties.example/z", "A/1"), ".", page=1),
        block("m1", "addressee", "The Steward of Arcadia", moved="addressee-to-head"),
        rest("p1", matter_free.lower(), "envoy knows."),
        matter("[bookmark: _Zenda1]", "artefact", "bookmark"),
        reading=["m1", "p1"],
    )


def test_entries_stand_as_they_are_read_and_notes_behind_them(told: Letter) -> None:
    assert [(e.id, e.what, e.label) for e in ledger(told).entries] == [
        ("m1", "addressee", ""),
        ("p1", "paragraph", ""),
        ("fn-1", "note", "1"),
    ]


def test_a_block_that_a_page_has_cut_is_one_entry_with_two_pieces(told: Letter) -> None:
    entry = ledger(told).entries[1]
    assert [told.witness.slice(span) for span in entry.spans] == ["The *treaty* binds us,¹ as", "the envoy knows."]
    assert [told.witness.slice(span) for span in entry.calls] == ["¹"]


def test_what_was_moved_says_why(told: Letter) -> None:
    assert [(e.id, e.moved) for e in ledger(told).moves] == [("m1", "addressee-to-head"), ("fn-1", "note")]


def test_the_plain_reader_is_told_of_furniture_artefacts_and_labels_but_of_no_inline_markup(told: Letter) -> None:
    cuts = ledger(told).cuts
    assert [told.witness.slice(span) for span in cuts] == ["---", "¹", "[bookmark: _Zenda1]"]


def test_only_the_exclusions_of_a_piece_are_given_for_it(told: Letter) -> None:
    whole = ledger(told)
    assert whole.cuts_in(Span(0, 2)) == (Span(0, 2),)
    assert whole.cuts_in(Span(3, 20)) == ()
    assert whole.cuts_in(Span(0, len(told.witness.text))) == whole.cuts


def test_the_data_count_words_where_they_went(told: Letter) -> None:
    data = json.loads(json.dumps(ledger(told).as_json()))
    # The treaty binds us as the envoy knows (8), The Steward of Arcadia (4); See A 1 (3)
    assert data["words"] == {"total": 15, "body": 12, "notes": 3, "moved": 7}
    assert data["word"].startswith("A word is")
    found = {(e["kind"], e["reason"]): (e["places"], e["words"]) for e in data["excluded"]}
    assert found["furniture", "rule"] == (1, 0)
    assert found["artefact", "bookmark"] == (1, 2)
    assert found["markup", "emphasis"] == (2, 0)
    assert found["markup", "call"] == (1, 1)


def test_what_is_left_out_as_no_part_of_the_letter_is_shown_in_full(told: Letter) -> None:
    excluded = ledger(told).as_json()["excluded"]
    texts = {(e["kind"], e["reason"]): e["texts"] for e in excluded}
    (bookmark,) = texts["artefact", "bookmark"]
    assert bookmark["text"] == "[bookmark: _Zenda1]"
    assert bookmark["line"] == 11
    assert told.witness.text[slice(*bookmark["span"])] == "[bookmark: _Zenda1]"


def test_every_exclusion_is_described_for_readers(told: Letter) -> None:
    assert all(e["description"] for e in ledger(told).as_json()["excluded"])
    assert all(f"moved {entry.moved}" in REASONS for entry in ledger(told).moves)
