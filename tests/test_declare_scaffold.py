"""A new letter gets its place, its id and a first declaration that an editor reviews."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.declare import load_declarations, new_letter
from build_tools.errors import SourceError
from build_tools.model.edition import Party
from build_tools.model.letter import Letter
from tests.builders import block, letter

TEXT = "Strelsau, 3 May 1995\r\n\r\nDear Sir,\r\n"


def seen(**fields: object) -> Letter:
    return letter(block("p1", "paragraph", "Dear Sir,"), **fields)  # type: ignore[arg-type]


def source(folder: Path, text: str = TEXT, name: str = "scan 12.txt") -> Path:
    (folder / name).write_bytes(text.encode())
    return folder / name


def start(folder: Path, made: Letter, text: str = TEXT) -> str:
    """The id of the letter that was started, which must load without a fault."""
    files, findings = new_letter(folder, source(folder, text), made)
    assert findings == ()
    witness, declaration = files
    assert witness.read_bytes() == text.encode()
    assert witness == folder / "docs/letters" / f"{declaration.parent.name}.txt"
    assert {finding.rule for finding in load_declarations(folder)[1]} == {"declaration-unreviewed"}
    return declaration.parent.name


def test_what_the_transcription_shows_is_declared_and_marked_for_review(tmp_path: Path) -> None:
    made = seen(
        kind="note verbale", date="1995-05-03", place="Strelsau", reference='12/95 "A"', symbol="R/1995/1",
        sender=("Permanent Mission of Ruritania",), recipients=("Rose Elphberg", "The Clerk"),
    )  # fmt: skip
    assert start(tmp_path, made) == "1995-05-03-permanent-mission-of-ruritania"
    (found,), _ = load_declarations(tmp_path)
    assert (found.siglum, found.kind, found.date, found.place) == ("A", "note verbale", "1995-05-03", "Strelsau")
    assert (found.reference, found.symbol) == ('12/95 "A"', "R/1995/1")
    assert found.sender == (Party(name="Permanent Mission of Ruritania", office=""),)
    assert [party.name for party in found.recipients] == ["Rose Elphberg", "The Clerk"]
    assert found.provenance == found.rights == found.original == ""
    lines = (tmp_path / found.path).read_text("utf-8").splitlines()
    for name in ("siglum", "title", "kind", "date", "place", "sender", "recipients", "reference", "symbol", "language"):
        assert any(line.startswith(f"{name}:") and line.endswith("# to review") for line in lines), name
    assert not any("sha256" in line and "review" in line for line in lines)
    assert found.title == "Note verbale from Permanent Mission of Ruritania to Rose Elphberg and The Clerk"


def test_lines_to_review_are_told_until_the_marks_are_gone(tmp_path: Path) -> None:
    letter_id = start(tmp_path, seen(date="1995-05-03", sender=("Consul",)))
    file = tmp_path / "annotations/letters" / letter_id / "letter.yml"
    text = file.read_text("utf-8")
    (finding,) = load_declarations(tmp_path)[1]
    assert finding.severity == "warning"
    assert finding.message.startswith(f"{text.count('# to review')} lines")
    assert text.splitlines()[finding.line - 1].startswith("siglum:")
    file.write_text(text.replace("  # to review", ""), "utf-8")
    assert load_declarations(tmp_path)[1] == ()


def test_a_letter_that_shows_nothing_still_gets_an_id(tmp_path: Path) -> None:
    assert start(tmp_path, seen()) == "undated-unknown"
    (found,), _ = load_declarations(tmp_path)
    assert (found.date, found.place, found.sender, found.recipients) == ("", "", (), ())


@pytest.mark.parametrize(
    ("sender", "letter_id"),
    [
        ("Élodie d’Aubigné-Ørsted", "undated-elodie-d-aubigne-orsted"),
        ("Əli Çınar", "undated-eli-cinar"),
        ("外務省", "undated-unknown"),
        ("../../etc/passwd", "undated-etc-passwd"),
        ("A\nB: # \x1b[31m", "undated-a-b-31m"),
        ("12 34", "undated-unknown"),
        (
            "Office of the " + "very " * 40 + "High Commissioner",
            "undated-office-of-the-very-very-very-very-very-very-very",
        ),
    ],
)
def test_an_id_is_made_of_plain_letters(sender: str, letter_id: str, tmp_path: Path) -> None:
    assert start(tmp_path, seen(sender=(sender,))) == letter_id


def test_a_second_letter_of_one_day_and_sender_gets_a_number(tmp_path: Path) -> None:
    made = seen(date="1995-05-03", sender=("Consul",))
    assert start(tmp_path, made, "one\n") == "1995-05-03-consul"
    assert start(tmp_path, made, "two\n") == "1995-05-03-consul-2"
    assert start(tmp_path, made, "three\n") == "1995-05-03-consul-3"
    assert [declaration.siglum for declaration in load_declarations(tmp_path)[0]] == ["A", "B", "C"]


def test_a_transcription_that_is_there_already_is_not_taken_twice(tmp_path: Path) -> None:
    start(tmp_path, seen(date="1995-05-03", sender=("Consul",)))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    files, (finding,) = new_letter(tmp_path, source(tmp_path), seen(date="1996-01-01"))
    assert files == ()
    assert finding.rule == "letter-exists"
    assert "docs/letters/1995-05-03-consul.txt" in finding.message
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_witness_in_its_place_gets_its_declaration(tmp_path: Path) -> None:
    (tmp_path / "docs/letters").mkdir(parents=True)
    witness = source(tmp_path / "docs/letters", name="1995-consul.txt")
    files, findings = new_letter(tmp_path, witness, seen(sender=("Consul",)))
    assert findings == ()
    assert files == (tmp_path / "annotations/letters/1995-consul/letter.yml",)
    assert [declaration.id for declaration in load_declarations(tmp_path)[0]] == ["1995-consul"]


def test_an_occupied_folder_is_left_alone(tmp_path: Path) -> None:
    occupied = tmp_path / "annotations/letters/undated-consul/notes.yml"
    occupied.parent.mkdir(parents=True)
    occupied.write_text("kept", "utf-8")
    files, _ = new_letter(tmp_path, source(tmp_path), seen(sender=("Consul",)))
    assert [path.name for path in files] == ["undated-consul-2.txt", "letter.yml"]
    assert occupied.read_text("utf-8") == "kept"


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no such\.txt: the file cannot be read"):
        new_letter(tmp_path, tmp_path / "no such.txt", seen())
