"""What students must not find, and the search for it in files, whatever dress the words wear there.

Pictures and what is packed or in base64 is not read: a site of this edition has its words in files of text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote

from build_tools.model.annotation import Annotation
from build_tools.model.edition import Edition
from build_tools.report import Finding, in_order
from build_tools.teaching.withhold import hidden_notes

RUN = 6
"""So many words in a row are a piece of a text; fewer are found anywhere."""

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"\]\([^)]*\)")
_ESCAPED = re.compile(r'\\(u[0-9a-fA-F]{4}|[nrtbf"\\/])')

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """One text that students must not find."""

    what: str
    """What it is, for messages: the answer to q1 of lesson citations."""
    runs: frozenset[Run]
    """Its runs of words, but for those that stand in what students may read."""


def secrets_of(edition: Edition) -> tuple[Secret, ...]:
    """The answers and the hidden notes of a whole edition, as runs of words.

    A run that the letters have too, or the records that students may read (authorities, sources, register, relations,
    notes that are shown, the questions), is none: an answer may quote a letter.
    """
    hidden = hidden_notes(edition)
    told = {
        f"the answer to {question.id} of {lesson.path or lesson.id}": question.answer
        for lesson in edition.lessons
        for question in lesson.questions
    }
    open_texts = list(_open(edition))
    for letter in edition.letters:
        for note in letter.apparatus.notes:
            text = _said(note.annotation)
            if note.annotation.id in hidden.get(letter.id, frozenset()):
                told[f"note {note.annotation.id} of {letter.id}"] = text
            elif note.annotation.status == "reviewed":
                open_texts.append(text)
    known = {size: {run for text in open_texts for run in _runs(_words(text), size)} for size in range(1, RUN + 1)}
    return tuple(
        Secret(what=what, runs=frozenset(runs - known[min(RUN, len(words))]))
        for what, words in ((what, _words(text)) for what, text in told.items())
        if words
        for runs in (set(_runs(words, min(RUN, len(words)))),)
    )


def disclosed(
    secrets: Iterable[Secret], files: Mapping[str, bytes], anyhow: Callable[[], Mapping[str, bytes]] = dict
) -> tuple[Finding, ...]:
    """Look for secrets in files, by path: as they stand, with HTML's, JSON's and addresses' escapes undone.

    `anyhow` gives the files of the same edition without lessons and notes; it is asked only where something was found.
    A run of words that they have too is no secret's: it is a phrase that the edition uses elsewhere.
    Reports answer-disclosed, once for each secret and file.
    """
    by_run: dict[Run, set[str]] = {}
    for secret in secrets:
        for run in secret.runs:
            by_run.setdefault(run, set()).add(secret.what)
    found = {path: runs for path, content in files.items() if (runs := _found(by_run, content))}
    said = {run for content in anyhow().values() for run in _found(by_run, content)} if found else set()
    findings = []
    for path, runs in found.items():
        first = {what: run for run in reversed(runs) if run not in said for what in by_run[run]}
        for what, run in first.items():
            message = f"has words of {what}, which students must not see: “{' '.join(run)}”"
            findings.append(Finding(rule="answer-disclosed", message=message, path=path))
    return in_order(findings)


def _found(by_run: Mapping[Run, set[str]], content: bytes) -> list[Run]:
    """The runs that a file has, in the order in which they are met, once each."""
    sizes = {len(run) for run in by_run}
    every = (
        run
        for words in _dresses(content.decode("utf-8", "replace"))
        for size in sizes
        for run in _runs(words, size)
        if run in by_run
    )
    return list(dict.fromkeys(every))


def _dresses(text: str) -> Iterator[list[str]]:
    """The words of a file in the forms in which a reader or a program may see them, each form once."""
    plain = _ESCAPED.sub(_unescaped, text)
    forms = [text, plain, _TAG.sub(" ", text), _TAG.sub("", text)]
    forms += [_TAG.sub(" ", unescape(form)) for form in (plain, _TAG.sub("", plain))]
    if "%" in text:
        forms.append(unquote(plain))
    for form in dict.fromkeys(forms):
        yield [*map(str.casefold, _WORD.findall(unescape(form)))]


def _unescaped(found: re.Match[str]) -> str:
    sign = found[1]
    if sign.startswith("u"):
        return chr(int(sign[1:], 16))
    return str(json.loads(f'"\\{sign}"'))


def _runs(words: list[str], size: int) -> Iterator[Run]:
    return zip(*(words[start:] for start in range(size)), strict=False)


def _words(text: str) -> list[str]:
    """The words of a text of the editors; addresses of its links are no words of it."""
    return [*map(str.casefold, _WORD.findall(unescape(_LINK.sub("]", text))))]


def _said(note: Annotation) -> str:
    return " \n".join((note.body, *(f"{one.holder}: {one.holds}" for one in note.positions)))


def _open(edition: Edition) -> Iterator[str]:
    """What students may read, beside the notes."""
    for letter in edition.letters:
        yield from (block.text for block in letter.letter.blocks)
        yield from (note.text for note in letter.letter.notes)
        yield from _strings(letter.declaration)
        for entry in letter.apparatus.entries:
            yield from _strings(entry.emendation)
    for records in (edition.identity, edition.bibliography, edition.sources, edition.register, edition.relations):
        yield from _strings(records)
    for lesson in edition.lessons:
        yield from (lesson.title, lesson.level, lesson.violence, lesson.introduction, *lesson.aims)
        yield from (reading.why for reading in lesson.readings)
        yield from (document.why for document in lesson.documents)
        yield from (question.ask for question in lesson.questions)


def _strings(record: Any) -> Iterator[str]:
    if isinstance(record, str):
        yield record
    elif is_dataclass(record) and not isinstance(record, type):
        for one in fields(record):
            yield from _strings(getattr(record, one.name))
    elif isinstance(record, Mapping):
        yield from _strings([*record, *record.values()])
    elif isinstance(record, Iterable):
        for each in record:
            yield from _strings(each)
