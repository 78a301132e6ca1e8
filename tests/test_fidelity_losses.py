"""The proof that the proofs work: a node that the parser or a renderer loses stops the build and is named.

Each run takes a sample, the same every time; `tests/property` takes every loss there is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.fidelity.account import account
from build_tools.fidelity.compare import compare_html, compare_markdown
from build_tools.model.letter import Block, Letter, Node, Note, Run
from build_tools.model.witness import Span
from build_tools.render.html import article
from build_tools.render.markdown import markdown
from build_tools.report import Finding, has_errors
from tests.builders import edition_letter
from tests.proved import LETTERS, SEED, Proved, differences, in_text, proved


def of_owner(letter: Letter, owner: Block | Note | None, lost: Block | Note) -> Letter:
    """The letter with one block or note replaced, or without it."""
    return replace(
        letter,
        blocks=tuple(b for b in (owner if b is lost else b for b in letter.blocks) if isinstance(b, Block)),
        notes=tuple(n for n in (owner if n is lost else n for n in letter.notes) if isinstance(n, Note)),
    )


def owners(letter: Letter) -> tuple[Block | Note, ...]:
    return (*letter.blocks, *letter.notes)


def without_run(owner: Block | Note, run: Run) -> Block | Note:
    return replace(owner, runs=tuple(r for r in owner.runs if r is not run))


def is_named(findings: Sequence[Finding], letter: Letter, span: Span) -> bool:
    """An error stands at the line of what was lost."""
    text = letter.witness.text
    first = span.start + len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())
    return any(f.severity == "error" and f.line == letter.witness.line_at(first) for f in findings)


def parser_faults(letter: Letter) -> Iterator[tuple[str, Span, Letter]]:
    """Letters from which a parser has lost one thing, each with what it is and where it stood."""
    for owner in owners(letter):
        yield f"{owner.id} is lost", owner.runs[0].span, of_owner(letter, None, owner)
        for run in owner.runs:
            if run.kind in ("text", "call") and letter.witness.slice(run.span).strip():
                lost = of_owner(letter, without_run(owner, run), owner)
                yield f"{run.kind} {run.text[:30]!r} of {owner.id} is lost", run.span, lost
    for n, node in enumerate(letter.nodes):
        if node.kind == "text" and letter.witness.slice(node.span).strip():
            yield "a tile is lost", node.span, replace(letter, nodes=(*letter.nodes[:n], *letter.nodes[n + 1 :]))
            if re.search(r"[^\W_]", letter.witness.slice(node.span)):
                for kind, reason in (("markup", "emphasis"), ("whitespace", "")):
                    hidden = Node(node.span, kind, reason)  # type: ignore[arg-type]
                    nodes = (*letter.nodes[:n], hidden, *letter.nodes[n + 1 :])
                    yield f"a tile is called {kind}", node.span, replace(letter, nodes=nodes)


def parser_faults_missed(letter: Letter, size: int | None) -> tuple[int, list[str]]:
    faults = list(parser_faults(letter))
    if size is not None:
        faults = random.Random(SEED).sample(faults, min(size, len(faults)))
    failures = [what for what, span, lost in faults if not is_named(account(lost)[1], letter, span)]
    return len(faults), failures


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_whatever_the_parser_loses_stops_the_build_with_its_line(path: Path) -> None:
    count, failures = parser_faults_missed(proved(path).letter, 40)
    assert failures == []
    assert count == 40


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_words_that_the_parser_hides_behind_the_name_of_markup_are_missed_in_the_page(path: Path) -> None:
    """One word that has the shape of a call or a target passes the account; the plain reader is not fooled."""
    letter = proved(path).letter
    place = in_text(letter, r"(?<= )[^\W\d_]{5,}(?= )")[3]
    n, node = next((n, node) for n, node in enumerate(letter.nodes) if node.span.start <= place.start < node.span.end)
    owner, run = next((o, r) for o in owners(letter) for r in o.runs if r.span.start <= place.start < r.span.end)
    pieces = (Span(run.span.start, place.start), Span(place.end, run.span.end))
    runs = [run._replace(span=span, text=letter.witness.slice(span)) for span in pieces]
    at = owner.runs.index(run)
    tiles = [Node(Span(node.span.start, place.start), "text"), Node(place, "markup", "link-target")]
    tiles.append(Node(Span(place.end, node.span.end), "text"))
    hiding = of_owner(letter, replace(owner, runs=(*owner.runs[:at], *runs, *owner.runs[at + 1 :])), owner)
    hiding = replace(hiding, nodes=(*letter.nodes[:n], *tiles, *letter.nodes[n + 1 :]))
    findings = compare_html(article(edition_letter(hiding)), hiding, "page")
    assert any(f.rule == "text-missing" and f.line == letter.witness.line_at(place.start) for f in findings)
    assert any(letter.witness.slice(place) in f.message for f in findings)


def renderer_faults_missed(made: Proved, size: int | None) -> tuple[int, list[str]]:
    """Renderings of the letter with one run or one block left out, held against the whole letter."""
    letter = made.letter
    lost: list[tuple[str, Span, Letter]] = [
        (f"{owner.id} is lost", owner.runs[0].span, of_owner(letter, None, owner)) for owner in owners(letter)
    ]
    lost += [
        (
            f"{run.kind} {run.text[:30]!r} of {owner.id} is lost",
            run.span,
            of_owner(letter, without_run(owner, run), owner),
        )
        for owner in owners(letter)
        for run in owner.runs
        if run.kind in ("text", "call") and letter.witness.slice(run.span).strip()
    ]
    lost += [
        (
            f"the emphasis of {run.text[:30]!r} is lost",
            run.span,
            of_owner(
                letter, replace(owner, runs=tuple(r._replace(marks=()) if r is run else r for r in owner.runs)), owner
            ),
        )
        for owner in owners(letter)
        for run in owner.runs
        if run.kind == "text" and run.text.strip() and any(mark.name != "link" for mark in run.marks)
    ]
    if size is not None:
        lost = random.Random(SEED).sample(lost, min(size, len(lost)))
    failures = []
    for what, span, shorter in lost:
        edited = edition_letter(shorter)
        page = differences(made, article(edited), compare_html)
        if not is_named(page, letter, span):
            failures.append(f"page: {what}: {[str(f) for f in page[:2]]}")
        if not has_errors(differences(made, markdown(edited), compare_markdown)):
            failures.append(f"Markdown: {what}")
    return len(lost), failures


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_whatever_a_renderer_loses_stops_the_build_with_its_line(path: Path) -> None:
    count, failures = renderer_faults_missed(proved(path), 15)
    assert failures == []
    assert count == 15
