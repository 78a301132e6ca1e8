"""Files become witnesses: decoded exactly, or refused with one clear line."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from build_tools.errors import SourceError
from build_tools.read import decode_witness, read_witness

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "letters").glob("*.txt")), ids=lambda path: path.stem)
def test_a_letter_of_the_edition_is_decoded_exactly(path: Path) -> None:
    witness, findings = read_witness(path, "name")
    data = path.read_bytes()
    assert witness.text.encode() in (data, data.removeprefix(b"\xef\xbb\xbf"))
    assert (witness.name, findings) == ("name", ())
    assert witness.sha256 == hashlib.sha256(data).hexdigest()
    assert len(witness.lines) == data.count(b"\n") + 1


def test_the_name_of_a_file_is_its_path_where_no_other_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a letter.txt"
    path.write_text("Sir,\n")
    assert read_witness(path)[0].name == str(path)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\ntwo\n", ["one", "two", ""]),
        ("one\r\ntwo", ["one", "two"]),
        ("one\rtwo\r\rthree", ["one", "two", "", "three"]),
        ("one\r\n\rtwo\n\rthree", ["one", "", "two", "", "three"]),
        ("one\ftwo\vthree\u2028four\u0085five", ["one\ftwo\vthree\u2028four\u0085five"]),
        ("", [""]),
    ],
)
def test_lines_end_where_an_editor_ends_them(text: str, lines: list[str]) -> None:
    witness, _ = decode_witness(text.encode(), "x")
    assert [witness.slice(span) for span in witness.lines] == lines
    for number, span in enumerate(witness.lines, start=1):
        assert witness.line_at(span.start) == number
        assert witness.place(span.start) == (number, 1)


def test_a_mark_before_the_text_is_dropped_and_one_within_is_told() -> None:
    witness, findings = decode_witness(b"\xef\xbb\xbfSir,\n\xef\xbb\xbfI write\n", "x")
    assert witness.text == "Sir,\n\ufeffI write\n"
    assert [(finding.rule, finding.line, finding.column) for finding in findings] == [("invisible-character", 2, 1)]


@pytest.mark.parametrize(
    ("text", "place", "count"),
    [("Sir,\nthe trea\u00adty", (2, 9), 1), ("\u200bI \u200bwrite", (1, 1), 2), ("Pay \u202e000,1\u202c", (1, 5), 1)],
)
def test_each_kind_of_invisible_character_is_one_finding_at_its_first_place(
    text: str, place: tuple[int, int], count: int
) -> None:
    _, findings = decode_witness(text.encode(), "x")
    first = findings[0]
    assert (first.rule, (first.line, first.column), first.severity) == ("invisible-character", place, "warning")
    assert re.search(rf"\b{count} in the file", first.message)
    assert len(findings) == len({character for character in text if ord(character) > 0xFF or character == "\u00ad"})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Sir,\nI have the h\xf4nour\n", r"^l\.txt:2: .*byte 18\b.*0xf4.*UTF-8"),
        (b"Sir,\r\n\r\n\xc3", r"^l\.txt:3: .*byte 9\b"),
        (b"Sir,\rtwo\r\xed\xa0\x80", r"^l\.txt:3: "),
        ("Sir,\n".encode("utf-16"), r"UTF-16.*UTF-8"),
        ("Sir,\n".encode("utf-16-le"), r"UTF-16.*UTF-8"),
        ("Sir,\n".encode("utf-16-be"), r"UTF-16.*UTF-8"),
        ("Sir,\n".encode("utf-32"), r"UTF-16 or UTF-32.*UTF-8"),
        (b"Sir,\n\nI \x00 write\n", r"^l\.txt:3:3: control character U\+0000"),
        (b"Sir,\x1b[0m", r"^l\.txt:1:5: control character U\+001B"),
        ("Sir,\uffff".encode(), r"^l\.txt:1:5: control character U\+FFFF"),
    ],
)
def test_what_cannot_be_kept_exactly_is_refused_with_its_place(data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as refusal:
        decode_witness(data, "l.txt")
    message = str(refusal.value)
    assert re.search(said, message), message
    assert "\n" not in message


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", "\u00a0\n\u3000".encode()])
def test_a_file_without_words_is_a_witness_and_an_error(data: bytes) -> None:
    witness, findings = decode_witness(data, "l.txt")
    assert witness.text.strip() == ""
    assert [(finding.rule, finding.path) for finding in findings] == [("witness-empty", "l.txt")]


def test_what_is_no_file_is_refused_by_name(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt", tmp_path / "none" / "l.txt"):
        with pytest.raises(SourceError, match=re.escape(str(path))):
            read_witness(path)
