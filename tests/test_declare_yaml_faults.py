"""Faulty files of the editors are told with line, field and what to do; never with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from build_tools.declare import load_declarations, load_identity
from build_tools.report import Finding

CASES = yaml.safe_load((Path(__file__).parent / "cases/declare/letter.yml").read_text("utf-8"))
LETTER = "1995-05-03-consul"
DIGEST = "a" * 64


def declared(folder: Path, data: bytes) -> list[Finding]:
    """All findings about one letter.yml, but those about the witness's digest."""
    (folder / "docs/letters").mkdir(parents=True)
    (folder / "docs/letters" / f"{LETTER}.txt").write_text("Dear Sir,\n", "utf-8")
    (folder / "annotations/letters" / LETTER).mkdir(parents=True)
    (folder / "annotations/letters" / LETTER / "letter.yml").write_bytes(data)
    _, findings = load_declarations(folder)
    return [finding for finding in findings if finding.rule != "witness-digest"]


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_fault_of_a_declaration_is_told_with_its_line_and_field(case: dict[str, object], tmp_path: Path) -> None:
    findings = declared(tmp_path, str(case["file"]).replace("DIGEST", DIGEST).encode())
    expected = case["findings"]
    assert isinstance(expected, list)
    assert len(findings) == len(expected), [str(finding) for finding in findings]
    for finding, words in zip(findings, expected, strict=True):
        line, _, message = words.partition(" ")
        start, _, inside = message.partition("…")
        assert finding.path == f"annotations/letters/{LETTER}/letter.yml"
        assert finding.line == int(line), str(finding)
        assert finding.message.startswith(start.strip()), str(finding)
        assert inside.strip() in finding.message, str(finding)
        assert finding.severity == "error"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"siglum: Q\ntitle: Caf\xe9\n", 2, "byte 20 is not UTF-8"),
        (b"\xff\xfes\x00i\x00", 1, "not UTF-8"),
        (b"siglum: Q\ntitle: \x07\n", 2, "U+0007"),
        (b"title: " + b"[" * 20000, 1, "nested deeper than"),
        (b"title: " + b"{a: " * 20000, 1, "nested deeper than"),
        (b"\tsiglum: Q\n", 1, "this is not YAML"),
        (b"siglum: Q\n%%%\n\x00", 3, "U+0000"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_line(data: bytes, line: int, words: str, tmp_path: Path) -> None:
    findings = declared(tmp_path, data)
    assert [finding.rule for finding in findings] == ["data-unreadable"]
    assert findings[0].line == line
    assert words in findings[0].message
    assert "\n" not in findings[0].message


def test_a_byte_order_mark_and_windows_line_ends_are_taken(tmp_path: Path) -> None:
    text = f"siglum: Q\r\ntitle: Letter\r\nkind: letter\r\ndate: 3.5.1995\r\nsha256: {DIGEST}\r\n"
    findings = declared(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert [(finding.line, finding.message[:5]) for finding in findings] == [(4, "date:")]


def identity(folder: Path, text: str) -> tuple[object, list[str]]:
    (folder / "annotations").mkdir(exist_ok=True)
    (folder / "annotations/edition.yml").write_text(text, "utf-8")
    found, findings = load_identity(folder)
    return found, [f"{finding.line} {finding.message}" for finding in findings]


def test_a_blank_of_the_edition_stays_blank(tmp_path: Path) -> None:
    found, findings = identity(tmp_path, "title: Letters\nversion: 1.0\nresponsible:\nplace: ''\n")
    assert findings == []
    assert (found.title, found.version, found.responsible, found.place, found.contact) == ("Letters", "1.0", "", "", "")


def test_faults_of_the_edition_are_told_at_once(tmp_path: Path) -> None:
    found, findings = identity(tmp_path, "titel: Letters\nversion: 1.0\nbase_address: letters.example\n")
    assert len(findings) == 3
    assert any("did you mean `title`" in line for line in findings)
    assert any("end with a slash" in line for line in findings)
    assert found.title == ""


@pytest.mark.parametrize("address", ["https://letters.example/", "http://letters.example/edition/", ""])
def test_a_base_address_ends_with_a_slash(address: str, tmp_path: Path) -> None:
    found, findings = identity(tmp_path, f"title: L\nversion: 1\nbase_address: {address}\n")
    assert findings == []
    assert found.base_address == address


def test_a_missing_identity_is_told(tmp_path: Path) -> None:
    _, findings = load_identity(tmp_path)
    assert [(finding.rule, finding.path) for finding in findings] == [("data-unreadable", "annotations/edition.yml")]
