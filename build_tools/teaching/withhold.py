"""An edition for students: without the model answers, and without the notes that a lesson hides."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase

from build_tools.model.edition import Edition, EditionLetter


def hidden_notes(edition: Edition) -> dict[str, frozenset[str]]:
    """Ids of the editors' notes that students do not see, by id of the letter; letters without any are left out.

    In a letter that lessons read, a note is seen only where each of them shows its kind. Drafts nobody sees.
    """
    found: dict[str, frozenset[str]] = {}
    for letter in edition.letters:
        lessons = [one for one in edition.lessons if any(reading.letter == letter.id for reading in one.readings)]
        hidden = frozenset(
            note.annotation.id
            for note in letter.apparatus.notes
            if any(note.annotation.kind not in lesson.shown for lesson in lessons)
        )
        if hidden:
            found[letter.id] = hidden
    return found


def withheld(edition: Edition) -> Edition:
    """The edition that students get, to be rendered and published like any other.

    Gone are the answers with their evidence, the hidden notes, and what elsewhere is said about those: what became of a
    slip that led to such a note or stands where a question asks, and the answers to questions of evenness about the
    files of both. The notes that stay keep their signs, so that teacher and student speak of the same note b.
    """
    hidden = hidden_notes(edition)
    asked = {
        (passage.letter, passage.anchor.line)
        for lesson in edition.lessons
        for question in lesson.questions
        for passage in question.passages
    }
    silent = ("annotations/teaching/*", *(f"annotations/letters/{letter}/notes.yml" for letter in hidden))
    return replace(
        edition,
        audience="students",
        lessons=tuple(
            replace(lesson, questions=tuple(replace(one, answer="", evidence=()) for one in lesson.questions))
            for lesson in edition.lessons
        ),
        letters=tuple(_without(letter, hidden.get(letter.id, frozenset())) for letter in edition.letters),
        slips=tuple(
            slip
            for slip in edition.slips
            if (slip.letter, slip.at) not in asked
            and not (slip.decision == "note" and slip.ref in hidden.get(slip.letter, frozenset()))
        ),
        answers=tuple(
            answer
            for answer in edition.answers
            if not any(fnmatchcase(pattern, answer.file) or fnmatchcase(answer.file, pattern) for pattern in silent)
        ),
        findings=(),
    )


def bare(edition: Edition) -> Edition:
    """The edition without lessons and without any editors' notes: what its site says, it says anyhow."""
    letters = (replace(letter, apparatus=replace(letter.apparatus, notes=())) for letter in edition.letters)
    return replace(edition, lessons=(), letters=tuple(letters))


def _without(letter: EditionLetter, hidden: frozenset[str]) -> EditionLetter:
    kept = tuple(note for note in letter.apparatus.notes if note.annotation.id not in hidden)
    return replace(letter, apparatus=replace(letter.apparatus, notes=kept)) if hidden else letter
