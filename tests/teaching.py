"""Two invented letters with notes of two kinds and a lesson on them, for tests of teaching."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from build_tools.apparatus.locate import locator
from build_tools.model.annotation import Anchor, Anchored, Annotation, AnnotationKind, Evidence, TextQuoteSelector
from build_tools.model.apparatus import Slip
from build_tools.model.bibliography import Bibliography
from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.evenness import Answer
from build_tools.model.references import References
from build_tools.model.teaching import Lesson
from build_tools.report import Finding
from build_tools.teaching import load_lessons
from tests import invented
from tests.relations import FIRST, SECOND, ZENDA, pair

HIDDEN = "Forty crowns were the *price of a cow* & a cart in the Strelsau of those days."
SHOWN = "A crown had ten florins, as every schoolchild on both banks of it knew by heart."
ANSWER = "The toll rose by “ten crowns” within a month; neither letter says who had asked for it < or why."
EVIDENCE = "article 4 of a treaty that nobody but a teacher is told of"

LESSON = f"""\
title: Tolls
level: All who can count
minutes: 20
violence: None.
aims:
  - Compare two numbers.
introduction: Read both letters.
read:
  - {{letter: {FIRST}, paragraphs: [p2], why: The first number.}}
  - {{letter: {SECOND}}}
documents:
  - {{authority: zenda-1886, pinpoint: article 1, why: It opened the river.}}
notes:
  show: [context]
questions:
  - id: q1
    ask: How did the toll change?
    passages:
      - {{letter: {FIRST}, at: p2, exact: The toll is 40 crowns}}
      - {{letter: {SECOND}, at: p2, exact: 50 crowns}}
    answer: {ANSWER}
    evidence:
      - {{authority: zenda-1886, pinpoint: {EVIDENCE}}}
"""


def loaded(root: Path, **files: str) -> tuple[tuple[Lesson, ...], tuple[Finding, ...]]:
    """What is made of lessons, given as text by the names of their files."""
    folder = root / "annotations/teaching"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    letters = pair()
    known = References(
        bibliography=Bibliography(authorities=(ZENDA,)), letters={letter.id: letter for letter in letters}
    )
    return load_lessons(root, known, locator(letters))


def note(letter: EditionLetter, note_id: str, kind: AnnotationKind, exact: str, body: str, label: str) -> Anchored:
    """A reviewed note on words of a letter."""
    target = TextQuoteSelector(exact)
    anchor = locator([letter])(letter.id, target)
    assert isinstance(anchor, Anchor)
    annotation = Annotation(
        id=note_id, kind=kind, target=target, body=body, positions=(), evidence=(Evidence(authority="zenda-1886"),),
        certainty="high", status="reviewed", date="", remark="",
    )  # fmt: skip
    return Anchored(annotation=annotation, anchor=anchor, label=label)


def edition(root: Path, lesson: str = LESSON) -> Edition:
    """The letters, the first with a hidden note a and a shown note b, and the lesson; on the disk as `invented` is."""
    first, second = pair()
    notes = (
        note(first, "n1", "disputed", "40 crowns", HIDDEN, "a"),
        note(first, "n2", "context", "The toll is", SHOWN, "b"),
    )
    first = replace(first, apparatus=replace(first.apparatus, notes=notes))
    lessons, findings = loaded(root, tolls=lesson)
    assert findings == ()
    slips = (
        Slip(slip="S1", letter=FIRST, at=99, quote="x", decision="note", ref="n1", reason="It is about a cow."),
        Slip(slip="S2", letter=FIRST, at=98, quote="y", decision="note", ref="n2", reason="It is about florins."),
    )
    answers = (
        _answer("annotations/teaching/tolls.yml"),
        _answer(f"annotations/letters/{FIRST}/notes.yml"),
        _answer("docs/index.md"),
    )
    made = invented.edition(root, (first, second))
    return replace(made, lessons=lessons, slips=slips, answers=answers, bibliography=Bibliography(authorities=(ZENDA,)))


def _answer(file: str) -> Answer:
    return Answer(file=file, quote="a cow", rule="evenness-contested-word", reason="It is one.", date="2020-01-01")
