"""What a text editor is told of the editors' files is what the build checks; the edition's own files pass both."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import yaml

from build_tools.declare import json_schemas, load_declarations, load_identity, write_schemas


def test_the_schemas_in_the_repository_are_those_of_the_models(root: Path) -> None:
    told = "annotations/schema/ is out of date: run `python -m build_tools.declare` in the project's folder"
    assert json_schemas()
    for name, text in json_schemas().items():
        assert (root / name).read_text("utf-8") == text, told


def test_writing_the_schemas_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = {path: path.read_bytes() for path in write_schemas(tmp_path)}
    assert first
    assert {path: path.read_bytes() for path in write_schemas(tmp_path)} == first
    assert all(path.is_relative_to(tmp_path / "annotations/schema") for path in first)


def test_every_field_of_a_schema_says_what_it_is_for() -> None:
    for name, text in json_schemas().items():
        fields = json.loads(text)["properties"]
        assert fields
        assert [field for field, about in fields.items() if not about.get("description")] == [], name


def test_a_file_of_the_edition_names_its_schema(root: Path) -> None:
    files = [root / "annotations/edition.yml", *sorted(root.glob("annotations/letters/*/letter.yml"))]
    assert len(files) > 1
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), file
        assert (file.parent / first.partition("=")[2]).resolve().is_relative_to(root / "annotations/schema"), file
        assert (file.parent / first.partition("=")[2]).is_file(), file


def test_the_edition_and_all_its_letters_are_declared_without_a_fault(root: Path) -> None:
    identity, faults = load_identity(root)
    declarations, findings = load_declarations(root)
    assert [str(finding) for finding in (*faults, *findings)] == []
    assert identity.title
    witnesses = {path.stem: path for path in (root / "docs/letters").glob("*.txt")}
    assert {declaration.id for declaration in declarations} == set(witnesses)
    for declaration in declarations:
        assert declaration.sha256 == hashlib.sha256(witnesses[declaration.id].read_bytes()).hexdigest()


def test_the_declarations_agree_with_the_labels(root: Path) -> None:
    """The labels were made by reading; letters are found by their date, which the labels give as well."""
    labels = yaml.safe_load((root / "tests/gold/blocks.yml").read_text("utf-8"))
    letters = [label for name, label in labels.items() if name.endswith(".txt")]
    declared = {declaration.date: declaration for declaration in load_declarations(root)[0]}
    assert len(letters) == len(declared)
    for label in letters:
        declaration = declared[str(label["date"] or "")]
        assert declaration.kind == label["kind"]
        assert declaration.place == label.get("place", "")
        assert declaration.reference == label.get("reference", "")
        assert declaration.symbol == ""


def test_sigla_stand_in_the_order_of_dates(root: Path) -> None:
    declarations, _ = load_declarations(root)
    sigla = [declaration.siglum for declaration in declarations]
    assert sigla == sorted(sigla)


def test_every_declaration_says_how_the_witness_was_made_and_what_is_known_of_rights(root: Path) -> None:
    for declaration in load_declarations(root)[0]:
        assert "not collated with an original" in declaration.transcription
        assert declaration.rights
