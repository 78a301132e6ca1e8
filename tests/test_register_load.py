"""What editors write into the register is checked, with the file, the line and the field of every fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.model.references import References
from build_tools.register import json_schemas, load_register, proof_faults
from tests.register import ENTRY, entry, write_register


def faults(folder: Path, **files: str) -> list[str]:
    loaded, findings = load_register(write_register(folder, **files))
    return [str(each) for each in (*findings, *proof_faults(loaded, References()))]


def test_the_schema_in_the_repository_is_that_of_the_model(root: Path) -> None:
    told = "annotations/schema/ is out of date: run `python -m build_tools.register` in the project's folder"
    assert json_schemas()
    for name, text in json_schemas().items():
        assert (root / name).read_text("utf-8") == text, told


def test_every_field_of_the_schema_says_what_it_is_for() -> None:
    for text in json_schemas().values():
        for described in (json.loads(text), *json.loads(text)["$defs"].values()):
            assert [name for name, field in described["properties"].items() if not field.get("description")] == []


def test_a_file_of_the_register_names_its_schema(root: Path) -> None:
    files = sorted(root.glob("annotations/register/*.yml"))
    assert [file.stem for file in files] == ["organisations", "people", "places", "terms"]
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), file
        assert (file.parent / first.partition("=")[2]).is_file(), file


def test_an_edition_without_a_register_has_an_empty_one(tmp_path: Path) -> None:
    loaded, findings = load_register(tmp_path)
    assert loaded.register.entries == ()
    assert findings == ()


def test_people_are_sorted_by_surname_and_places_by_name(tmp_path: Path) -> None:
    people = entry("b", "Rudolf Zenda") + entry("a", "Zoe Black") + entry("c", "Rupert of Hentzau", "filed: Of Hentzau")
    loaded, _ = load_register(write_register(tmp_path, people=people, places=entry("d", "The Elphberg")))
    assert [each.key for each in loaded.register.entries] == ["a", "c", "b", "d"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("  - key: Zenda Castle\n    name: Zenda\n" + ENTRY, 2, "entries[0].key: must be small letters"),
        ("  - key: zenda\n" + ENTRY, 2, "entries[0].name: is missing"),
        ("  - key: zenda\n    name: Zenda\n    description: A castle.\n", 2, "entries[0].evidence: is missing"),
        (entry("zenda", "Zenda", "names: Zenda"), 4, "entries[0].names: must be a list"),
        (entry("zenda", "Zenda", "armenain: [Zenda]"), 4, "no field has this name; did you mean `armenian`?"),
        (entry("zenda", "Zenda", "only: [{words: the castle}]"), 4, "entries[0].only[0].letters: is missing"),
        (entry("zenda", "Zenda", "exclude: [{exact: Zenda}]"), 4, "entries[0].exclude[0].reason: is missing"),
        (
            "  - key: zenda\n    name: Zenda\n    description: A castle.\n    evidence: [{letter: a, title: b}]\n",
            5,
            "must name exactly one of",
        ),
        (
            "  - key: zenda\n    name: Zenda\n    description: A.\n    evidence: [{title: b, url: 'javascript:1'}]\n",
            5,
            "must begin with https://",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_line_and_field(tmp_path: Path, text: str, line: int, said: str) -> None:
    told = faults(tmp_path, places=text)
    assert len(told) == 1
    assert told[0].startswith(f"annotations/register/places.yml:{line}:")
    assert "error[data-invalid]" in told[0]
    assert said in told[0]


def test_a_faulty_entry_hides_no_other(tmp_path: Path) -> None:
    text = "  - key: Bad Key\n    name: x\n" + ENTRY + entry("good", "Zenda") + "  - key: worse\n" + ENTRY
    loaded, findings = load_register(write_register(tmp_path, terms=text))
    assert [each.key for each in loaded.register.entries] == ["good"]
    assert len(findings) == 2


def test_a_key_is_given_once_in_the_whole_register(tmp_path: Path) -> None:
    told = faults(tmp_path, people=entry("zenda", "Rudolf Zenda"), places=entry("zenda", "Zenda"))
    assert len(told) == 1
    assert "places.yml:2:" in told[0]
    assert "error[register-invalid]" in told[0]
    assert "annotations/register/people.yml:2" in told[0]


def test_evidence_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    text = "  - key: z\n    name: Z\n    description: d\n    evidence:\n" + "".join(
        f"      - {kind}: nothing\n" for kind in ("authority", "source", "letter")
    )
    told = faults(tmp_path, terms=text)
    assert [each.split(":")[1] for each in told] == ["6", "7", "8"]
    assert all("error[evidence-unknown]" in each for each in told)


def test_letters_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    fields = ("only: [{words: the castle, letters: [nowhere]}]", "exclude: [{letter: nil, exact: x, reason: y}]")
    told = faults(tmp_path, places=entry("zenda", "Zenda", *fields))
    assert len(told) == 2
    assert all("error[register-invalid]" in each for each in told)
    assert "`nowhere`" in told[0]
    assert "`nil`" in told[1]
