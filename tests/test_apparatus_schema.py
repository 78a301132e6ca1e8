"""What a text editor is told of notes, emendations, sources and slips is what the build checks."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from build_tools.apparatus import json_schemas, write_schemas
from tests.apparatus import ID

SCHEMAS = {Path(name).name.partition(".")[0]: json.loads(text) for name, text in json_schemas().items()}


class _AsWritten(yaml.SafeLoader):
    """YAML as text editors read it: a day is text."""


_AsWritten.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in those if tag != "tag:yaml.org,2002:timestamp"]
    for key, those in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_the_schemas_in_the_repository_are_those_of_the_models(root: Path) -> None:
    told = "annotations/schema/ is out of date: run `python -m build_tools.apparatus` in the project's folder"
    assert set(SCHEMAS) == {"notes", "emendations", "sources", "slips"}
    for name, text in json_schemas().items():
        assert (root / name).read_text("utf-8") == text, told


def test_writing_the_schemas_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = {path: path.read_bytes() for path in write_schemas(tmp_path)}
    assert len(first) == 4
    assert {path: path.read_bytes() for path in write_schemas(tmp_path)} == first


@pytest.mark.parametrize("name", ["NoteFields", "SelectorFields", "EvidenceFields", "PositionFields"])
def test_every_field_of_a_note_says_what_it_is_for(name: str) -> None:
    fields = SCHEMAS["notes"]["$defs"][name]["properties"]
    assert [field for field, about in fields.items() if not about.get("description")] == []


def note(**fields: object) -> dict[str, object]:
    known = {
        "id": "n1",
        "kind": "context",
        "target": {"exact": "envoy"},
        "body": "A word.",
        "evidence": [{"letter": ID}],
        "certainty": "high",
        "status": "reviewed",
    }
    return {"notes": [{name: value for name, value in {**known, **fields}.items() if value != "none"}]}


POSITION = {"holder": "Arcadia", "holds": "That.", "evidence": [{"letter": ID}]}


@pytest.mark.parametrize(
    "data", [note(), note(remark=None), note(kind="disputed", positions=[POSITION] * 2, body="none")]
)
def test_the_schema_takes_a_right_note(data: dict[str, object]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS["notes"])
    jsonschema.validate(data, SCHEMAS["notes"])


@pytest.mark.parametrize(
    "data",
    [
        note(kind="disputed"),
        note(kind="disputed", positions=[POSITION]),
        note(positions=[POSITION, POSITION]),
        note(evidence="none"),
        note(body="none"),
        note(id="Note 1"),
        note(opinion="x"),
        note(evidence=[{"letter": ID, "source": "x"}]),
        note(evidence=[{"pinpoint": "p. 1"}]),
    ],
)
def test_the_schema_marks_a_faulty_note_while_it_is_typed(data: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMAS["notes"])


def test_the_files_of_the_edition_pass_their_schemas_and_name_them(root: Path) -> None:
    files = [*root.glob("annotations/letters/*/notes.yml"), *root.glob("annotations/letters/*/emendations.yml")]
    files += [root / f"annotations/{name}.yml" for name in ("sources", "slips")]
    for file in (file for file in files if file.exists()):
        data = yaml.load(file.read_text("utf-8"), Loader=_AsWritten)  # noqa: S506  # a safe loader
        data = {file.stem: data} if isinstance(data, list) else data
        jsonschema.validate(data, SCHEMAS[file.stem])
        assert "yaml-language-server: $schema=" in file.read_text("utf-8").partition("\n")[0], file
