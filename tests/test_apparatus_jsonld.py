"""The notes as W3C Web Annotations: valid, at the right code points, and the same when they are read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from build_tools import pipeline
from build_tools.model.edition import EditionLetter
from build_tools.render.jsonld import annotations_jsonld, read_back
from build_tools.render.jsonld_schema import ANNOTATIONS_SCHEMA
from tests.apparatus import ID, a_note, an_emendation, edited, write, zenda
from tests.conftest import ROOT
from tests.invented import identity
from tests.test_apparatus_merge import DISPUTED


def faults(data: object) -> list[str]:
    validator = jsonschema.Draft202012Validator(ANNOTATIONS_SCHEMA)
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(data)]


@pytest.fixture
def one(tmp_path: Path) -> EditionLetter:
    write(
        tmp_path,
        notes=a_note("The lamps at the quay of Hentzau", date="1999-12-31", certainty="low")
        + a_note("lamps at the quay", "n-2", kind="identification", prefix="'; the'", body="'A *word*, “so”.'")
        + a_note("article 4", "n3", evidence=f"[{{letter: {ID}, at: p1}}, {{authority: zenda-1972, pinpoint: art. 4}}]")
        + a_note("envoy", "n4", status="draft")
        + DISPUTED,
        emendations=an_emendation("have not find", "have not found"),
    )
    return edited(zenda(), tmp_path)


def test_reading_the_data_back_gives_the_same_notes(one: EditionLetter) -> None:
    back = read_back(annotations_jsonld([one], identity()))[ID]
    assert back.notes == tuple(note.annotation for note in one.apparatus.published)
    assert len(back.notes) == 4
    assert back.emendations == tuple(entry.emendation for entry in one.apparatus.entries)
    assert back.anchors == {
        **{note.annotation.id: tuple(map(tuple, note.anchor.spans)) for note in one.apparatus.published},
        **{entry.emendation.id: tuple(map(tuple, entry.anchor.spans)) for entry in one.apparatus.entries},
    }


def test_positions_are_code_points_of_the_raw_witness_and_the_quotation_is_what_stands_there(
    one: EditionLetter,
) -> None:
    data = json.loads(annotations_jsonld([one], identity()))
    raw = one.letter.witness.text
    targets = [target for item in data["first"]["items"] for target in item["target"]]
    assert len(targets) == data["total"] + 1  # one note stands on two pages
    for target in targets:
        position, quotation = target["selector"]
        start, end = position["start"], position["end"]
        assert raw[start:end] == quotation["exact"]
        assert raw[:start].endswith(quotation["prefix"])
        assert raw[end:].startswith(quotation["suffix"])
        assert target["source"] == f"../letters/{ID}.txt"


def test_the_data_follows_its_schema(one: EditionLetter) -> None:
    jsonschema.Draft202012Validator.check_schema(ANNOTATIONS_SCHEMA)
    text = annotations_jsonld([one], identity(responsible="Ruritanian Academy", licence="CC-BY-4.0"))
    assert faults(json.loads(text)) == []
    assert faults(json.loads(annotations_jsonld([], identity()))) == []


@pytest.mark.parametrize(
    "broken",
    [
        lambda item: item.pop("target"),
        lambda item: item.update(kind="opinion"),
        lambda item: item.update(evidence=[]),
        lambda item: item["target"][0]["selector"].pop(),
        lambda item: item["target"][0]["selector"][0].update(start=-1),
        lambda item: item.update(modified="1999"),
        lambda item: item.update(remark="for editors only"),
    ],
)
def test_the_schema_finds_what_is_wrong(broken: object, one: EditionLetter) -> None:
    data = json.loads(annotations_jsonld([one], identity()))
    broken(data["first"]["items"][0])  # type: ignore[operator]
    assert faults(data) != []


def test_addresses_are_whole_once_the_edition_has_one(one: EditionLetter) -> None:
    text = annotations_jsonld([one], identity(base_address="https://ruritania.example/"))
    data = json.loads(text)
    assert data["first"]["items"][0]["id"].startswith(f"https://ruritania.example/letters/{ID}.html#note-")
    assert read_back(text)[ID].notes == read_back(annotations_jsonld([one], identity()))[ID].notes


def test_what_is_for_editors_only_is_not_in_the_data(one: EditionLetter) -> None:
    note = one.apparatus.published[0]
    told = replace(note, annotation=replace(note.annotation, remark="Ask again."))
    apparatus = replace(one.apparatus, notes=(told, *one.apparatus.notes[1:]))
    assert "Ask again." not in annotations_jsonld([replace(one, apparatus=apparatus)], identity())


def test_the_edition_itself_comes_back() -> None:
    edition = pipeline.prepare(ROOT).edition
    text = annotations_jsonld(edition.letters, edition.identity)
    assert faults(json.loads(text)) == []
    back = read_back(text)
    for letter in edition.letters:
        published = tuple(replace(note.annotation, remark="") for note in letter.apparatus.published)
        assert (back[letter.id].notes if letter.id in back else ()) == published
