"""What holds for every text: parsing never fails, tiles cover the witness, and no character is lost or read twice."""

from __future__ import annotations

import random
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model.letter import Block, Letter, Note
from build_tools.model.witness import Witness
from build_tools.parse import parse
from tests.parse_documents import documents

LETTERS = sorted((Path(__file__).parent.parent / "docs" / "letters").glob("*.txt"))
REAL = [path.read_bytes().decode("utf-8-sig") for path in LETTERS] + [document.text for document in documents()]
# Signs of markup, and what letters are made of, each with a rule that looks for it.
PIECES = [
    *"*_[]()<>\\`#|-–·•¹²ᵃ†^$!&{}~=+:;,. \t\n\r\f\u00a0\u200b\u0301\ufffc\u2028éЖա",
    "\n\n", "\r\n", "  \n", "\\\n", "**", "***", "](x)", "[^1]", "[^1]: ", "[1]", "<sup>", "</sup>", "<sup>2</sup>",
    "\\[1\\]", "\\[1\\] ",
    "<br>", "<b>", "</i>", "<p>", "<!-- x -->", "<https://a.example>", "---", "___", "```", "| a | b |", "> ", "# ",
    "- ", "(a) ", "1. ", "IV. Words", "2\n\n", "- 3 -", "A/75/1", "[bookmark: _x]", "![a.png](a.png)", "km²",
    "word", "Words of a letter", "and the", "Dear Sir,", "Excellency,", "Mr. Name", "Ministry of Words",
    "Port Ness, 3 May 1951", "Ref: 12/3", "Yours faithfully,", "(Signed) Name", "cc: Name", "Encl.: 3", "Annex",
    "Subject: words", "General Assembly", "Distr.: General", "Agenda item 4", "Letter dated 3 May 1951 from A to B",
    "The General Assembly,", "presents its compliments to the Office and has the honour to transmit some words",
    "Please accept the assurances of my highest consideration.", "¹ See the order.", "1 See the order.",
    "of May1 and", "A sentence of some words, which goes on for a while and is then finished, as sentences are.",
    "a sentence that begins with a small letter and stops before its",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def check(text: str) -> Letter:
    """Parse a text and hold the result to the text."""
    witness = Witness(name="any.txt", text=text, sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    letter, findings = parse(witness)
    place = 0
    for node in letter.nodes:
        assert node.span.start == place < node.span.end
        assert node.kind != "whitespace" or text[node.span.start : node.span.end].isspace()
        assert node.kind in ("text", "whitespace") or node.reason
        place = node.span.end
    assert place == len(text)

    owners: list[Block | Note] = [*letter.blocks, *letter.notes]
    read = [run.span for owner in owners for run in owner.runs if run.kind == "text"]
    assert all(
        run.text == text[run.span.start : run.span.end] for owner in owners for run in owner.runs if run.kind == "text"
    )
    assert all(not run.text.strip() for owner in owners for run in owner.runs if run.kind in ("join", "break"))
    # Each character of a text node is read in one run of one block or note, and runs hold nothing else.
    places = Counter(at for span in read for at in range(*span))
    assert places == Counter(at for node in letter.nodes if node.kind == "text" for at in range(*node.span))
    calls = [run.span for owner in owners for run in owner.runs if run.kind == "call"]
    assert sorted(calls) == [node.span for node in letter.nodes if node.reason == "call"]
    assert sorted(calls) == sorted(call.span for note in letter.notes for call in note.calls)

    for owner in owners:
        assert all(
            any(start <= run.span.start and run.span.end <= end for start, end in owner.spans)
            for run in owner.runs
            if run.kind in ("text", "call")
        )
        assert list(owner.lines) == list(dict.fromkeys(owner.lines))
        assert all(1 <= line <= len(witness.lines) for line in owner.lines)
    assert len({owner.id for owner in owners}) == len(owners)
    assert all(1 <= finding.line <= len(witness.lines) for finding in findings)
    return letter


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS)
def test_any_text_is_read_whole(text: str) -> None:
    check(text)


@pytest.mark.slow
@settings(max_examples=6000, deadline=None, derandomize=True)
@given(TEXTS)
def test_many_texts_are_read_whole(text: str) -> None:
    check(text)


def cut(text: str, chance: random.Random) -> str:
    """A letter with stretches taken out, doubled, moved, or with signs put between."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.choice((1, 3, 20, 200, 2000)))
        piece = text[start:end]
        way = chance.randrange(4)
        if way == 0:
            text = text[:start] + text[end:] or "x"
        elif way == 1:
            text = text[:end] + piece + text[end:]
        elif way == 2:
            at = chance.randrange(len(text))
            text = text[:at] + piece + text[at:]
        else:
            text = text[:start] + chance.choice(PIECES) + text[start:]
    return text


@pytest.mark.parametrize("seed", range(60))
def test_a_letter_with_cuts_is_read_whole(seed: int) -> None:
    chance = random.Random(seed)
    check(cut(chance.choice(REAL), chance))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60, 1500))
def test_a_letter_with_many_cuts_is_read_whole(seed: int) -> None:
    chance = random.Random(seed)
    check(cut(chance.choice(REAL), chance))


@pytest.mark.parametrize("text", REAL, ids=range(len(REAL)))
def test_a_letter_is_read_whole(text: str) -> None:
    letter = check(text)
    assert letter.blocks


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_another_kind_change_nothing(ending: str) -> None:
    for text in REAL:
        if "\r" not in text:
            plain, other = check(text), check(text.replace("\n", ending))
            assert [(b.role, b.lines, b.text) for b in plain.blocks] == [
                (b.role, b.lines, b.text) for b in other.blocks
            ]
            assert [(n.label, n.page, n.lines, n.text) for n in plain.notes] == [
                (n.label, n.page, n.lines, n.text) for n in other.notes
            ]


def test_trailing_blank_lines_and_a_last_line_without_end_change_nothing() -> None:
    for text in REAL:
        plain = check(text)
        for other in (text.rstrip("\r\n"), text + "\n\n\n"):
            assert [(b.role, b.lines, b.text) for b in check(other).blocks] == [
                (b.role, b.lines, b.text) for b in plain.blocks
            ]
