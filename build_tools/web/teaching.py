"""teaching.html: the lessons with their questions; with model answers only in the site that is made for teachers."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from build_tools.model.edition import EditionLetter
from build_tools.model.references import References, references_of
from build_tools.model.relations import Grounds
from build_tools.model.teaching import Lesson, Question, Reading
from build_tools.render.apparatus import KINDS
from build_tools.render.evidence import evidence
from build_tools.render.places import Unit, name
from build_tools.render.prose import line, prose
from build_tools.web.pages import Material, page
from build_tools.web.relations import Rests, rests


class ReadingRow(NamedTuple):
    """What of a letter a lesson reads."""

    letter: EditionLetter
    href: str
    paragraphs: tuple[tuple[str, str], ...]
    """Numbers of paragraphs, each with its address."""
    others: tuple[tuple[str, str], ...]
    """Names of other places, each with its address."""
    why: Markup


class QuestionRow(NamedTuple):
    """One question; the answer only for teachers."""

    id: str
    ask: Markup
    passages: Rests
    answer: Markup
    rests: Rests


class LessonRow(NamedTuple):
    """One lesson as its page shows it."""

    lesson: Lesson
    aims: tuple[Markup, ...]
    introduction: Markup
    readings: tuple[ReadingRow, ...]
    documents: tuple[tuple[Markup, Markup], ...]
    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    questions: tuple[QuestionRow, ...]


def teaching_page(material: Material) -> dict[str, str]:
    """teaching.html: every lesson, by the names of their files."""
    edition = material.edition
    known = references_of(edition)
    answered = edition.audience == "teachers"
    text = page(
        "teaching.html",
        title="Teaching",
        description="Lessons on the letters, with questions tied to their words",
        lessons=[_lesson(one, known, answered=answered) for one in edition.lessons],
        audience=edition.audience,
        identity=edition.identity,
    )
    return {"teaching.md": text}


def _lesson(one: Lesson, known: References, *, answered: bool) -> LessonRow:
    return LessonRow(
        lesson=one,
        aims=tuple(map(_line, one.aims)),
        introduction=_blocks(one.introduction),
        readings=tuple(_reading(each, known.letters[each.letter]) for each in one.readings),
        documents=tuple(
            (Markup(evidence([each.evidence], known, ".")), _line(each.why))  # noqa: S704  # escapes what it prints
            for each in one.documents
        ),
        shown=tuple(shown for kind, shown in KINDS.items() if kind in one.shown),
        hidden=tuple(shown for kind, shown in KINDS.items() if kind not in one.shown),
        questions=tuple(_question(each, known, answered=answered) for each in one.questions),
    )


def _reading(one: Reading, letter: EditionLetter) -> ReadingRow:
    href = f"letters/{letter.id}.html"
    units: tuple[Unit, ...] = (*letter.letter.blocks, *letter.letter.notes)
    chosen = [unit for unit in units if unit.id in one.units]
    named = [(name(unit), f"{href}#{unit.id}") for unit in chosen]
    return ReadingRow(
        letter=letter,
        href=href,
        paragraphs=tuple((text.removeprefix("paragraph "), at) for text, at in named if text.startswith("paragraph ")),
        others=tuple((text, at) for text, at in named if not text.startswith("paragraph ")),
        why=_line(one.why),
    )


def _question(one: Question, known: References, *, answered: bool) -> QuestionRow:
    nothing = Grounds()
    return QuestionRow(
        id=one.id,
        ask=_blocks(one.ask),
        passages=rests(Grounds(passages=one.passages), known),
        answer=_blocks(one.answer) if answered else Markup(""),
        rests=rests(Grounds(evidence=one.evidence) if answered else nothing, known),
    )


def _blocks(text: str) -> Markup:
    return Markup(prose(text, "."))  # noqa: S704  # prose lets no tag through


def _line(text: str) -> Markup:
    return Markup(line(text, "."))  # noqa: S704  # prose lets no tag through
