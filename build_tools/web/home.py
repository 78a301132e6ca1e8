"""What the first page tells a new reader: the letters as a table of contents, the line of time, and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, NamedTuple

from markupsafe import Markup

from build_tools.model.edition import Edition, EditionLetter
from build_tools.render.prose import line
from build_tools.web.moments import moments
from build_tools.web.picture_time import picture_of_time
from build_tools.web.pictures import counted
from build_tools.web.summary import LetterSummary

_A_MINUTE = 230
"""Words that readers of English take in in a minute; Brysbaert 2019 has 238 for texts that are no stories."""


class Content(NamedTuple):
    """One letter in the table of contents."""

    letter: LetterSummary
    line: Markup
    """What it does, in the editors' words: what it answers, else their first remark; empty where they say neither."""
    words: int
    minutes: int


class Count(NamedTuple):
    """A number with what it counts."""

    number: str
    what: str
    more: str
    """What makes the number mean something."""
    href: str


class Home(NamedTuple):
    """All that the first page shows of the edition."""

    contents: tuple[Content, ...]
    counts: tuple[Count, ...]
    picture: Markup


def home(edition: Edition, letters: Sequence[LetterSummary], ledgers: Mapping[str, Mapping[str, Any]]) -> Home:
    """Sum up an edition for its first page; a letter without a ledger counts no words."""
    contents = tuple(
        _content(summed, letter, edition, _words(ledgers, letter))
        for summed, letter in zip(letters, edition.letters, strict=True)
    )
    return Home(
        contents, _counts(edition, ledgers), picture_of_time(moments(edition), id_="line", page="timeline.html")
    )


def _words(ledgers: Mapping[str, Mapping[str, Any]], letter: EditionLetter) -> int:
    return int(ledgers[letter.id]["words"]["total"]) if letter.id in ledgers else 0


def reading_minutes(words: int) -> int:
    """Minutes that reading takes, at least one."""
    return max(1, ceil(words / _A_MINUTE))


def _content(summed: LetterSummary, letter: EditionLetter, edition: Edition, words: int) -> Content:
    answers = [
        one.statement
        for one in edition.relations.relations
        if one.kind == "answers" and one.subject.letter == letter.id and one.certainty == "high"
    ]
    told = [*answers[:1], *letter.declaration.remarks][:1]
    text = Markup(line(told[0], ".")) if told else Markup("")  # noqa: S704  # prose lets no tag through
    return Content(summed, text, words, reading_minutes(words))


def _counts(edition: Edition, ledgers: Mapping[str, Mapping[str, Any]]) -> tuple[Count, ...]:
    words = sum(_words(ledgers, letter) for letter in edition.letters)
    lost = sum(int(one["account"]["unaccounted"]) for one in ledgers.values())
    citations = [citation for letter in edition.letters for citation in letter.citations]
    resolved = sum(bool(citation.authorities) for citation in citations)
    notes = [note.annotation for letter in edition.letters for note in letter.apparatus.published]
    grounded = sum(bool(note.all_evidence) for note in notes)
    emended = sum(len(letter.apparatus.entries) for letter in edition.letters)
    return (
        Count(
            f"{words:,}",
            "words of the letters",
            "each has its place in the account, none is lost" if not lost else f"{lost:,} signs unaccounted for",
            "ledger.html",
        ),
        Count(f"{resolved:,}", "citations resolved", f"of {len(citations):,}", "authorities/index.html"),
        Count(
            f"{len(notes):,}",
            "notes of the editors" if len(notes) != 1 else "note of the editors",
            f"{grounded:,} with their evidence",
            "sources.html",
        ),
        Count(
            f"{emended:,}",
            "emendations" if emended != 1 else "emendation",
            "each with its reason, the words of the transcription kept",
            "apparatus.html",
        ),
    )


def length(words: int) -> str:
    """How long a letter is, for readers: 1,200 words, 6 minutes."""
    return f"{counted(words, 'word', 'words')}, {counted(reading_minutes(words), 'minute', 'minutes')}"
