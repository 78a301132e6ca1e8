"""Lessons: what teachers give to a class, with questions tied to words of the letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from build_tools.model.annotation import AnnotationKind, Evidence
from build_tools.model.relations import Passage

Audience = Literal["public", "teachers", "students"]
"""For whom a site is made: the public one asks the questions, the teachers' one answers them too."""


class Reading(NamedTuple):
    """What of a letter a lesson reads."""

    letter: str
    """Id of the letter."""
    units: tuple[str, ...]
    """Lasting ids of blocks and notes, in the order of the file; empty for the whole letter."""
    why: str
    """What it is read for; Markdown."""


class OtherDocument(NamedTuple):
    """A document outside of the letters that a lesson sends its readers to."""

    evidence: Evidence
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a lesson, with a model answer."""

    id: str
    """Lasting, unique in the lesson: q1."""
    ask: str
    """Markdown."""
    passages: tuple[Passage, ...]
    """Words of the letters that it is about, in the order of the file."""
    answer: str
    """A model answer, in the edition's own voice; Markdown. Empty where the edition is made for students."""
    evidence: tuple[Evidence, ...]
    """What the answer rests on beside the passages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson: a file of `annotations/teaching/`."""

    id: str
    """The name of its file without .yml."""
    title: str
    level: str
    """For whom it is, in words."""
    minutes: int
    violence: str
    """What the passages say of violence, so that a teacher can decide; in neutral words."""
    aims: tuple[str, ...]
    introduction: str
    """Markdown."""
    readings: tuple[Reading, ...]
    documents: tuple[OtherDocument, ...]
    """Documents outside of the letters, so that all parties are heard."""
    shown: tuple[AnnotationKind, ...]
    """Kinds of editors' notes that students see in the letters that the lesson reads."""
    questions: tuple[Question, ...]
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
