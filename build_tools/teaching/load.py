"""Load the editors' lessons; every passage is found in its letter, and everything they name must be there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from build_tools.faults import checked, invalid
from build_tools.model.annotation import Anchor, Evidence, TextQuoteSelector
from build_tools.model.references import References
from build_tools.model.relations import Missed, Passage
from build_tools.model.teaching import Lesson, OtherDocument, Question, Reading
from build_tools.report import Finding
from build_tools.teaching.schema import LessonFile, PassageFields, QuestionFields
from build_tools.yamlfile import Located, read_yaml

LESSONS_FOLDER = "annotations/teaching"

Locate = Callable[[str, TextQuoteSelector, str], Anchor | Missed]
"""Finds the one place of words in a letter: (id of the letter, words, id of its block or note)."""

_NAME = re.compile(r"[a-z][a-z0-9-]*")


def load_lessons(root: Path, known: References, locate: Locate) -> tuple[tuple[Lesson, ...], tuple[Finding, ...]]:
    """Load all lessons, by the names of their files, each with everything that is wrong with it.

    A lesson with an error in it is left out; errors stop the build, so none is lost without a word. A folder that is
    not there holds none. Reports data-unreadable, data-invalid, lesson-invalid, evidence-unknown, quote-not-found,
    quote-ambiguous, quote-crosses-blocks.
    """
    lessons: list[Lesson] = []
    findings: list[Finding] = []
    for file in sorted((root / LESSONS_FOLDER).glob("*.yml")):
        shown = f"{LESSONS_FOLDER}/{file.name}"
        located, faults = read_yaml(file, shown)
        findings += faults
        if located is None:
            continue
        fields, faults = checked(LessonFile, located, shown)
        findings += faults
        if fields is None:
            continue
        reader = _Reader(file.stem, shown, located, known, locate)
        lesson = reader.lesson(fields)
        findings += reader.findings
        if not reader.findings:
            lessons.append(lesson)
    return tuple(lessons), tuple(findings)


class _Reader:
    """Makes a record of one file and collects what is wrong with it."""

    def __init__(self, lesson_id: str, path: str, located: Located, known: References, locate: Locate) -> None:
        self.findings: list[Finding] = []
        self._id, self._path, self._located, self._known, self._locate = lesson_id, path, located, known, locate

    def lesson(self, fields: LessonFile) -> Lesson:
        if not _NAME.fullmatch(self._id):
            self._fault("lesson-invalid", "the name of the file must be small letters, figures and hyphens")
        return Lesson(
            id=self._id,
            title=fields.title,
            level=fields.level,
            minutes=fields.minutes,
            violence=fields.violence,
            aims=tuple(fields.aims),
            introduction=fields.introduction,
            readings=tuple(self._readings(fields)),
            documents=tuple(self._documents(fields)),
            shown=tuple(fields.notes.show),
            questions=tuple(self._questions(fields.questions, {one.letter for one in fields.read})),
            path=self._path,
        )

    def _readings(self, fields: LessonFile) -> Iterator[Reading]:
        seen: set[str] = set()
        for number, one in enumerate(fields.read):
            at = ("read", number)
            if self._letter(one.letter, *at):
                if one.letter in seen:
                    self._fault("lesson-invalid", "the lesson reads this letter already: make one entry of both", *at)
                for place, unit in enumerate(one.paragraphs):
                    self._unit(one.letter, unit, *at, "paragraphs", place)
            seen.add(one.letter)
            yield Reading(one.letter, tuple(one.paragraphs), one.why)

    def _documents(self, fields: LessonFile) -> Iterator[OtherDocument]:
        for number, one in enumerate(fields.documents):
            evidence = Evidence(authority=one.authority, source=one.source, pinpoint=one.pinpoint)
            self._evidence(evidence, "documents", number)
            yield OtherDocument(evidence, one.why)

    def _questions(self, those: Iterable[QuestionFields], read: set[str]) -> Iterator[Question]:
        first: dict[str, int] = {}
        for number, one in enumerate(those):
            at = ("questions", number)
            line, _ = self._located.place(at)
            if first.setdefault(one.id, line) != line:
                message = f"`{one.id}` is taken, on line {first[one.id]}: give this question its own"
                self._fault("lesson-invalid", message, *at, "id")
            evidence = tuple(Evidence(**each.model_dump()) for each in one.evidence)
            for place, each in enumerate(evidence):
                self._evidence(each, *at, "evidence", place)
            yield Question(
                id=one.id,
                ask=one.ask,
                passages=tuple(
                    self._passage(each, read, *at, "passages", place) for place, each in enumerate(one.passages)
                ),
                answer=one.answer,
                evidence=evidence,
            )

    def _passage(self, fields: PassageFields, read: set[str], *steps: str | int) -> Passage:
        target = TextQuoteSelector(fields.exact, fields.prefix, fields.suffix)
        nowhere = Passage(
            fields.letter, target, Anchor(within="", spans=(), line=1, quote="")
        )  # its lesson is left out
        if not self._letter(fields.letter, *steps) or not self._unit(fields.letter, fields.at, *steps, "at"):
            return nowhere
        if fields.letter not in read:
            self._fault("lesson-invalid", "the lesson does not read this letter: name it under `read`", *steps)
        found = self._locate(fields.letter, target, fields.at)
        if isinstance(found, Missed):
            self._fault(found.rule, found.message, *steps, "exact")
            return nowhere
        return Passage(fields.letter, target, found)

    def _letter(self, letter: str, *steps: str | int) -> bool:
        if letter in self._known.letters:
            return True
        there = ", ".join(self._known.letters)
        self._fault("lesson-invalid", f"`{letter}` is no letter of this edition; there are: {there}", *steps, "letter")
        return False

    def _unit(self, letter: str, unit: str, *steps: str | int) -> bool:
        of = self._known.letters[letter].letter
        if unit in {*(block.id for block in of.blocks), *(note.id for note in of.notes)}:
            return True
        self._fault("lesson-invalid", f"the letter has no paragraph or note with the id `{unit}`", *steps)
        return False

    def _evidence(self, one: Evidence, *steps: str | int) -> None:
        if one.authority and not self._known.bibliography.by_key(one.authority):
            message = f"`{one.authority}` is no key of a record in annotations/authorities/"
            self._fault("evidence-unknown", message, *steps, "authority")
        if one.source and one.source not in self._known.sources:
            message = f"`{one.source}` is no key of a record in annotations/sources.yml"
            self._fault("evidence-unknown", message, *steps, "source")
        if one.letter and self._letter(one.letter, *steps) and one.at:
            self._unit(one.letter, one.at, *steps, "at")

    def _fault(self, rule: str, message: str, *steps: str | int) -> None:
        self.findings.append(invalid(message, self._located, self._path, steps, rule))
