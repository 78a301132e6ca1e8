"""The account: every character of a witness has one place, and the parser is not trusted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.fidelity.account import account
from build_tools.model.letter import Block, Letter, Node, Run
from build_tools.model.witness import Span
from build_tools.report import Finding
from tests.builders import block, call, em, letter, link, matter, note, rest, sup


@pytest.fixture
def sound() -> Letter:
    return letter(
        block("m1", "dateline", "Strelsau, 3 May 1995"),
        matter("---"),
        block("p1", "paragraph", "The ", em("Treaty of Zenda"), " binds us,", call("1"), " as"),
        note("1", "See ", link("https://treaties.example/zenda", "A/1"), ".", page=1),
        rest("p1", "all know on the 17", sup("th"), " day."),
        block("p2", "item", "No envoy came.", bullet="-"),
    )


def node_of(letter_: Letter, words: str) -> int:
    text = letter_.witness.text
    return next(n for n, node in enumerate(letter_.nodes) if words in text[node.span.start : node.span.end])


def with_nodes(letter_: Letter, index: int, *instead: Node) -> Letter:
    return replace(letter_, nodes=(*letter_.nodes[:index], *instead, *letter_.nodes[index + 1 :]))


def with_block(letter_: Letter, changed: Block) -> Letter:
    return replace(letter_, blocks=tuple(changed if b.id == changed.id else b for b in letter_.blocks))


def rules(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in findings}


def test_a_sound_letter_adds_up_without_a_finding(sound: Letter) -> None:
    made, findings = account(sound)
    assert findings == ()
    assert made.unaccounted == 0
    assert made.characters == len(sound.witness.text)
    parts = (made.text, made.markup, made.whitespace, made.furniture, made.artefact, made.unaccounted)
    assert sum(parts) == made.characters
    assert made.furniture == 3
    # Strelsau 3 May 1995 | The Treaty of Zenda binds us as | all know on the 17th day | No envoy came | See A 1
    assert made.words == 4 + 7 + 6 + 3 + 3


def test_the_account_has_the_shape_of_inspect(sound: Letter) -> None:
    assert list(account(sound)[0].as_json()) == [
        "characters",
        "words",
        "text",
        "markup",
        "whitespace",
        "furniture",
        "artefact",
        "unaccounted",
    ]


def test_a_block_that_is_lost_is_reported_with_its_line_and_words(sound: Letter) -> None:
    made, findings = account(replace(sound, blocks=tuple(b for b in sound.blocks if b.id != "p2")))
    assert made.unaccounted == len("Noenvoycame.")
    assert [(f.rule, f.line, f.column) for f in findings] == [("source-word-unaccounted", 11, 3)]
    assert "No envoy came." in findings[0].message
    assert "no block" in findings[0].message


def test_a_note_that_is_lost_is_reported(sound: Letter) -> None:
    made, findings = account(replace(sound, notes=()))
    assert made.unaccounted == len("SeeA/1.")
    assert {f.line for f in findings} == {7}


def test_a_run_that_is_lost_is_reported(sound: Letter) -> None:
    p1 = sound.blocks[1]
    runs = tuple(run for run in p1.runs if run.text != "Treaty of Zenda")
    made, findings = account(with_block(sound, replace(p1, runs=runs)))
    assert made.unaccounted == len("TreatyofZenda")
    assert "Treaty of Zenda" in findings[0].message
    assert findings[0].line == 5


def test_a_call_that_nothing_shows_is_reported(sound: Letter) -> None:
    p1 = sound.blocks[1]
    _, findings = account(with_block(sound, replace(p1, runs=tuple(r for r in p1.runs if r.kind != "call"))))
    assert rules(findings) == {"source-word-unaccounted"}
    assert "call" in findings[0].message


def test_a_gap_between_tiles_is_reported_where_it_holds_more_than_white_space(sound: Letter) -> None:
    index = node_of(sound, "No envoy")
    made, findings = account(with_nodes(sound, index))
    assert made.unaccounted == len("Noenvoycame.")
    assert "source-word-unaccounted" in rules(findings)
    assert any("No envoy came." in f.message and f.line == 11 for f in findings)
    gap = next(n for n, node in enumerate(sound.nodes) if node.kind == "whitespace")
    assert account(with_nodes(sound, gap)) == account(sound)


def test_a_zero_width_character_is_text_and_no_white_space() -> None:
    good = letter(block("p1", "paragraph", "so\u200b it was"))
    assert account(good)[1] == ()
    tail = letter(block("p1", "paragraph", "so it was"), end="\u200b\n")
    made, findings = account(tail)
    assert rules(findings) == {"source-word-unaccounted"}
    assert made.unaccounted > 0


def test_tiles_that_overlap_are_reported(sound: Letter) -> None:
    index = node_of(sound, "No envoy")
    node = sound.nodes[index]
    longer = node._replace(span=Span(node.span.start - 2, node.span.end))
    made, findings = account(with_nodes(sound, index, longer))
    assert "span-overlap" in rules(findings)
    parts = (made.text, made.markup, made.whitespace, made.furniture, made.artefact, made.unaccounted)
    assert sum(parts) == made.characters


def test_a_tile_beyond_the_end_of_the_witness_is_reported(sound: Letter) -> None:
    beyond = Node(Span(len(sound.witness.text), len(sound.witness.text) + 5), "text")
    assert "span-overlap" in rules(account(replace(sound, nodes=(*sound.nodes, beyond)))[1])


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("whitespace", ""),
        ("markup", "emphasis"),
        ("markup", "bullet"),
        ("markup", "label"),
        ("markup", "call"),
        ("markup", "html-tag"),
        ("markup", "link"),
        ("markup", ""),
        ("furniture", ""),
        ("furniture", "rule"),
        ("artefact", ""),
    ],
)
def test_words_cannot_hide_in_a_tile_of_another_kind(sound: Letter, kind: str, reason: str) -> None:
    index = node_of(sound, "No envoy")
    node = sound.nodes[index]._replace(kind=kind, reason=reason)  # type: ignore[arg-type]
    made, findings = account(with_nodes(sound, index, node))
    assert made.unaccounted == len("Noenvoycame.")
    assert any(f.rule == "source-word-unaccounted" and "No envoy came." in f.message for f in findings)


def test_a_run_that_says_something_else_than_the_witness_is_reported(sound: Letter) -> None:
    p2 = sound.blocks[2]
    changed = replace(p2, runs=(p2.runs[0]._replace(text="An envoy came."),))
    _, findings = account(with_block(sound, changed))
    assert rules(findings) == {"text-differs"}
    assert "An envoy came." in findings[0].message


def test_a_join_that_adds_a_word_is_reported(sound: Letter) -> None:
    p1 = sound.blocks[1]
    runs = tuple(run._replace(text=" not ") if run.kind == "join" else run for run in p1.runs)
    assert rules(account(with_block(sound, replace(p1, runs=runs)))[1]) == {"text-added"}


def test_words_read_twice_are_reported(sound: Letter) -> None:
    p2 = sound.blocks[2]
    twice = replace(p2, id="p3")
    _, findings = account(replace(sound, blocks=(*sound.blocks, twice)))
    assert "span-overlap" in rules(findings)
    assert any("read twice" in f.message and "No envoy came." in f.message for f in findings)


def test_words_read_outside_of_the_declared_pieces_are_reported(sound: Letter) -> None:
    p2 = sound.blocks[2]
    piece = p2.spans[0]
    shorter = replace(p2, spans=(Span(piece.start, piece.end - 5),))
    _, findings = account(with_block(sound, shorter))
    assert rules(findings) == {"span-overlap"}
    assert "came." in findings[0].message


def test_words_read_where_the_tile_is_no_text_are_reported(sound: Letter) -> None:
    p2 = sound.blocks[2]
    rule = node_of(sound, "---")
    run = Run("text", sound.nodes[rule].span, "---")
    _, findings = account(
        with_block(sound, replace(p2, spans=(sound.nodes[rule].span, *p2.spans), runs=(run, *p2.runs)))
    )
    assert any("not text" in f.message for f in findings)


def test_of_a_letter_that_is_lost_altogether_the_findings_stay_few() -> None:
    pieces = [block(f"p{n}", "paragraph", f"Paragraph number {n}.") for n in range(1, 400)]
    whole = letter(*pieces)
    made, findings = account(replace(whole, blocks=()))
    assert made.unaccounted == sum(len("".join(b.text.split())) for b in whole.blocks)
    assert made.text + made.whitespace == made.characters - made.unaccounted
    assert 1 < len(findings) < 60
    assert any("more places" in f.message for f in findings)


def test_an_empty_witness_has_an_account_of_nothing() -> None:
    made, findings = account(replace(letter(end=""), blocks=(), nodes=()))
    assert findings == ()
    assert made.characters == made.words == 0
