"""Letters and their declarations belong together: each has an id, a witness, a digest, a siglum of its own."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from build_tools.declare import is_letter_id, load_declarations
from build_tools.model.edition import Party


def letter_yml(digest: str, siglum: str = "Q", more: str = "") -> str:
    return f"siglum: {siglum}\ntitle: Letter {siglum}\nkind: letter\nsha256: {digest}\n{more}"


def put(folder: Path, letter_id: str, *, siglum: str = "Q", text: str = "Dear Sir,\n", more: str = "") -> None:
    """A witness with its declaration."""
    put_witness(folder, letter_id, text)
    put_declaration(folder, letter_id, letter_yml(hashlib.sha256(text.encode()).hexdigest(), siglum, more))


def put_witness(folder: Path, letter_id: str, text: str = "Dear Sir,\n") -> None:
    (folder / "docs/letters").mkdir(parents=True, exist_ok=True)
    (folder / "docs/letters" / f"{letter_id}.txt").write_bytes(text.encode())


def put_declaration(folder: Path, letter_id: str, content: str) -> None:
    (folder / "annotations/letters" / letter_id).mkdir(parents=True, exist_ok=True)
    (folder / "annotations/letters" / letter_id / "letter.yml").write_text(content, "utf-8")


def test_a_declaration_keeps_every_field(tmp_path: Path) -> None:
    more = (
        "short_title: To the Consul\ndate: 1995-05-03\ndate_note: by another hand\nplace: Strelsau\n"
        "sender:\n  - name: The Mission\nrecipients:\n  - {name: Rose Elphberg, office: Consul}\n  - name: The Clerk\n"
        "reference: 12/95\nsymbol: R/1995/1\nlanguage: fr\ntranscription: By hand.\nprovenance: An attic.\n"
        "original: The archive.\nrights: Unknown.\nremarks:\n  - It has no signature.\ndiffers:\n  date: A slip.\n"
    )
    put(tmp_path, "1995-05-03-mission", more=more)
    (found,), findings = load_declarations(tmp_path)
    assert findings == ()
    assert (found.id, found.siglum, found.title, found.short_title) == (
        "1995-05-03-mission", "Q", "Letter Q", "To the Consul",
    )  # fmt: skip
    assert (found.kind, found.date, found.date_note, found.place) == (
        "letter",
        "1995-05-03",
        "by another hand",
        "Strelsau",
    )
    assert found.sender == (Party(name="The Mission", office=""),)
    assert found.recipients == (Party(name="Rose Elphberg", office="Consul"), Party(name="The Clerk", office=""))
    assert (found.reference, found.symbol, found.language) == ("12/95", "R/1995/1", "fr")
    assert (found.transcription, found.provenance, found.original, found.rights) == (
        "By hand.", "An attic.", "The archive.", "Unknown.",
    )  # fmt: skip
    assert found.remarks == ("It has no signature.",)
    assert found.differs == {"date": "A slip."}
    assert (found.lines["siglum"], found.lines["date"], found.lines["sender"]) == (1, 6, 9)


def test_a_letter_without_a_short_title_is_called_by_its_title(tmp_path: Path) -> None:
    put(tmp_path, "1995-mission")
    (found,), _ = load_declarations(tmp_path)
    assert found.short_title == "Letter Q"


def test_letters_stand_by_date_and_undated_ones_last(tmp_path: Path) -> None:
    put(tmp_path, "undated-clerk", siglum="A", text="a")
    put(tmp_path, "1996-01-02-consul", siglum="B", text="b", more="date: 1996-01-02\n")
    put(tmp_path, "1995-05-03-consul", siglum="C", text="c", more="date: 1995-05-03\n")
    declarations, findings = load_declarations(tmp_path)
    assert findings == ()
    assert [declaration.siglum for declaration in declarations] == ["C", "B", "A"]


def test_a_changed_witness_is_told_with_both_digests(tmp_path: Path) -> None:
    put_witness(tmp_path, "1995-mission", "Dear Madam,\n")
    put_declaration(tmp_path, "1995-mission", letter_yml("b" * 64))
    _, (finding,) = load_declarations(tmp_path)
    found = hashlib.sha256(b"Dear Madam,\n").hexdigest()
    assert (finding.rule, finding.path, finding.line) == (
        "witness-digest", "annotations/letters/1995-mission/letter.yml", 4,
    )  # fmt: skip
    assert "b" * 64 in finding.message
    assert found in finding.message


def test_a_changed_line_end_changes_the_digest(tmp_path: Path) -> None:
    put(tmp_path, "1995-mission", text="Dear Sir,\n")
    put_witness(tmp_path, "1995-mission", "Dear Sir,\r\n")
    assert [finding.rule for finding in load_declarations(tmp_path)[1]] == ["witness-digest"]


def test_a_witness_without_a_declaration_is_told_what_to_write(tmp_path: Path) -> None:
    put_witness(tmp_path, "1995-mission")
    declarations, (finding,) = load_declarations(tmp_path)
    assert declarations == ()
    assert (finding.rule, finding.path) == ("witness-undeclared", "docs/letters/1995-mission.txt")
    assert "annotations/letters/1995-mission/letter.yml" in finding.message


def test_an_empty_folder_declares_nothing(tmp_path: Path) -> None:
    put_witness(tmp_path, "1995-mission")
    (tmp_path / "annotations/letters/1995-mission").mkdir(parents=True)
    assert [finding.rule for finding in load_declarations(tmp_path)[1]] == ["witness-undeclared"]


def test_a_declaration_without_a_witness_is_told_and_left_out(tmp_path: Path) -> None:
    put(tmp_path, "1995-mission")
    put_declaration(tmp_path, "1996-consul", letter_yml("c" * 64, "R"))
    declarations, (finding,) = load_declarations(tmp_path)
    assert [declaration.id for declaration in declarations] == ["1995-mission"]
    assert (finding.rule, finding.path) == ("witness-missing", "annotations/letters/1996-consul")
    assert "docs/letters/1996-consul.txt" in finding.message


def test_one_faulty_letter_does_not_hide_the_others(tmp_path: Path) -> None:
    put(tmp_path, "1995-mission")
    put(tmp_path, "1996-consul", siglum="R", text="b", more="dat: 1996\n")
    declarations, findings = load_declarations(tmp_path)
    assert [declaration.id for declaration in declarations] == ["1995-mission"]
    assert [finding.path for finding in findings] == ["annotations/letters/1996-consul/letter.yml"]


def test_two_letters_cannot_have_one_siglum(tmp_path: Path) -> None:
    put(tmp_path, "1995-mission", siglum="Q", text="a")
    put(tmp_path, "1996-consul", siglum="Q", text="b")
    _, (finding,) = load_declarations(tmp_path)
    assert (finding.rule, finding.path, finding.line) == (
        "data-invalid", "annotations/letters/1996-consul/letter.yml", 1,
    )  # fmt: skip
    assert "siglum of 1995-mission" in finding.message


@pytest.mark.parametrize(
    "name",
    [
        "1995-05-03-mission", "1995-05-mission", "1995-mission", "undated-mission", "undated-mission-2",
        "2000-02-29-x", "1995-05-03-1st-army",
    ],
)  # fmt: skip
def test_an_id_begins_with_a_date_or_with_undated(name: str) -> None:
    assert is_letter_id(name)


@pytest.mark.parametrize(
    "name",
    [
        "mission", "1995-05-03", "undated", "undated-2", "1995-13-01-mission", "1999-02-29-x", "1995-05-03-Mission",
        "1995-05-03-misión", "1995 mission", "1995-mission_2", "1995--mission", "1995-mission-", "-1995-mission",
        "1995-mission\n", "１９９５-mission", "../1995-mission", "1995-miss.ion", "",
    ],
)  # fmt: skip
def test_an_odd_id_is_none(name: str) -> None:
    assert not is_letter_id(name)


def test_an_odd_id_is_told_for_the_witness_and_for_the_folder(tmp_path: Path) -> None:
    put(tmp_path, "Letter 1")
    _, findings = load_declarations(tmp_path)
    assert [(finding.rule, finding.path) for finding in findings] == [
        ("letter-id", "docs/letters/Letter 1.txt"),
        ("letter-id", "annotations/letters/Letter 1"),
    ]


def test_other_files_among_the_letters_are_told(tmp_path: Path) -> None:
    put(tmp_path, "1995-mission")
    (tmp_path / "docs/letters/README.md").write_text("#", "utf-8")
    (tmp_path / "annotations/letters/notes.yml").write_text("", "utf-8")
    (tmp_path / "docs/letters/.keep").write_text("", "utf-8")
    _, findings = load_declarations(tmp_path)
    assert [(finding.rule, finding.path) for finding in findings] == [
        ("letter-id", "docs/letters/README.md"),
        ("letter-id", "annotations/letters/notes.yml"),
    ]


def test_an_empty_project_has_no_letters(tmp_path: Path) -> None:
    assert load_declarations(tmp_path) == ((), ())


def test_the_digests_of_replaced_transcriptions_are_kept(tmp_path: Path) -> None:
    old = hashlib.sha256(b"an earlier transcription").hexdigest()
    put(tmp_path, "2001-02-03-consul", more=f"earlier:\n  - {old}\n")
    (declared,), findings = load_declarations(tmp_path)
    assert findings == ()
    assert declared.earlier == (old,)


def test_a_replaced_transcription_is_named_by_a_whole_digest(tmp_path: Path) -> None:
    put(tmp_path, "2001-02-03-consul", more="earlier:\n  - abc\n")
    _, findings = load_declarations(tmp_path)
    assert [(finding.rule, finding.line) for finding in findings] == [("data-invalid", 6)]
    assert findings[0].message.startswith("earlier[0]: must be the 64 figures")
