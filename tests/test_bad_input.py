"""Short texts that trip Markdown tools are kept exactly, or refused with one clear line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.errors import SourceError
from build_tools.read import decode_witness, read_witness
from tests.keeping import check_nothing_is_lost, check_page, flat, page_of, read, shown

CASES = Path(__file__).parent / "cases" / "bad_input"


def cases(name: str) -> list[Any]:
    loaded = yaml.safe_load((CASES / name).read_text("utf-8"))
    assert len(loaded) == len({case["title"] for case in loaded}), "each case has its own title"
    return [pytest.param(case, id=case["title"]) for case in loaded]


@pytest.mark.parametrize("case", cases("kept.yml"))
def test_a_bad_text_is_kept_to_the_last_character(case: dict[str, Any]) -> None:
    letter = read(case["input"])
    assert letter.witness.text == case["input"].removeprefix("\ufeff")
    check_nothing_is_lost(letter)
    text = flat(shown(letter))
    assert [words for words in case["words"] if flat(words) not in text] == []


@pytest.mark.parametrize("case", cases("kept.yml"))
def test_the_page_of_a_bad_text_has_its_words_and_nothing_alive(case: dict[str, Any]) -> None:
    letter = read(case["input"])
    check_page(letter, page_of(letter))


@pytest.mark.parametrize("case", cases("refused.yml"))
def test_what_cannot_be_kept_is_refused_with_its_line_and_byte(case: dict[str, Any]) -> None:
    with pytest.raises(SourceError) as refusal:
        decode_witness(bytes.fromhex(case["bytes"]), "some letter.txt")
    message = str(refusal.value)
    assert message.startswith("some letter.txt:")
    assert "\n" not in message
    assert [part for part in case["message"] if part not in message] == []


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t\r\n", "\u00a0\u3000\n".encode()])
def test_an_empty_file_is_a_finding_and_no_fault(data: bytes) -> None:
    witness, findings = decode_witness(data, "empty.txt")
    assert [finding.rule for finding in findings] == ["witness-empty"]
    assert [finding.severity for finding in findings] == ["error"]
    letter = read(data)
    assert (letter.blocks, letter.notes, letter.date) == ((), (), None)
    assert letter.witness.text == witness.text


def test_a_folder_a_missing_file_and_a_loop_are_refused_with_their_names(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")  # unreadable for root, too
    for path, said in ((tmp_path, "folder"), (tmp_path / "none.txt", "cannot be read"), (tmp_path / "loop", "read")):
        with pytest.raises(SourceError) as refusal:
            read_witness(path)
        assert str(refusal.value).startswith(f"{path}: ")
        assert said in str(refusal.value)
        assert "\n" not in str(refusal.value)


def test_the_digest_is_that_of_the_bytes_and_the_text_has_no_mark_before_it() -> None:
    plain, _ = decode_witness(b"Sir,\n", "a.txt")
    marked, _ = decode_witness(b"\xef\xbb\xbfSir,\n", "a.txt")
    assert plain.text == marked.text
    assert plain.sha256 != marked.sha256


def test_two_marks_at_the_start_are_one_mark_and_one_character() -> None:
    witness, _ = decode_witness(b"\xef\xbb\xbf\xef\xbb\xbfSir,\n", "a.txt")
    assert witness.text == "\ufeffSir,\n"
