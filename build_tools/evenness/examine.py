"""Ask all questions, take the answers, and say what is left of both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from build_tools.evenness.load import ANSWERS_FILE, load_own
from build_tools.evenness.rules import (
    Lists,
    Question,
    contested_words,
    lists,
    living_people,
    no_evidence,
    one_names,
    one_positions,
    one_sided_claims,
)
from build_tools.evenness.text import Span, one_line, readable, sentence_around
from build_tools.evenness.voice import Passage, Statement, passages
from build_tools.model.apparatus import Source
from build_tools.model.bibliography import Bibliography
from build_tools.model.evenness import Answer
from build_tools.model.register import Register
from build_tools.report import Finding

_SIGNS = str.maketrans("“”„«»‘’", '"""""\'\'')
_LONGEST = 160


class Evenness(NamedTuple):
    """What was asked, and what was answered."""

    findings: tuple[Finding, ...]
    answers: tuple[Answer, ...]
    """Those that answer something, in the order of the file."""


def examine(root: Path, register: Register, bibliography: Bibliography, sources: tuple[Source, ...]) -> Evenness:
    """Ask about the edition's own words wherever it speaks; what the editors have answered is silent.

    Reports evenness-contested-word, evenness-one-name, evenness-one-position, evenness-no-evidence,
    evenness-living-person, evenness-answer-stale; data-unreadable and data-invalid for the file of answers.
    """
    own, faults = load_own(root)
    said, stated = passages(root, bibliography)
    known = lists(own.fields, register, _titles(bibliography, sources))
    used: set[Answer] = set()
    findings = list(faults)
    lines: dict[str, list[str]] = {}
    for question in _questions(said, stated, known):
        fitting = [answer for answer in own.answers if _fits(answer, question)]
        used.update(fitting)
        if not fitting:
            findings.append(_finding(question, _line(root, question, lines)))
    findings += [_stale(answer) for answer in own.answers if answer not in used]
    return Evenness(tuple(findings), tuple(answer for answer in own.answers if answer in used))


def _questions(said: tuple[Passage, ...], stated: tuple[Statement, ...], known: Lists) -> Iterator[Question]:
    for passage in said:
        yield from contested_words(passage, known)
        yield from one_names(passage, known)
        yield from one_sided_claims(passage, known)
        yield from living_people(passage, known)
    for statement in stated:
        yield from no_evidence(statement)
        yield from one_positions(statement, known)


def _titles(bibliography: Bibliography, sources: tuple[Source, ...]) -> tuple[str, ...]:
    """Titles of documents and names of bodies, which say what they say."""
    of_authorities = (
        (each.title, each.short_title, each.body, each.case, each.case_title, *each.names)
        for each in bibliography.authorities
    )
    of_sources = ((source.title, source.body) for source in sources)
    return tuple(title for titles in (*of_authorities, *of_sources) for title in titles if title)


def _fits(answer: Answer, question: Question) -> bool:
    """True where the answer's words stand in the passage and hold those that are asked about, or a part of them."""
    if answer.rule != question.rule or not fnmatchcase(question.path, answer.file):
        return False
    text, quote = question.text.translate(_SIGNS), one_line(readable(answer.quote)).translate(_SIGNS)
    places = [Span(*match.span()) for match in re.finditer(re.escape(quote), text)]
    return any(question.place.within([place]) or place.within([question.place]) for place in places)


def _finding(question: Question, line: int) -> Finding:
    sentence = question.text[slice(*sentence_around(question.text, question.place))].strip()
    shown = sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST].rstrip()}…"
    field = f"{question.field}: " if question.field else ""
    message = f"{field}{question.asks}; or answer in {ANSWERS_FILE}. Found in: {shown}"
    return Finding(rule=question.rule, message=message, path=question.path, line=line)


def _stale(answer: Answer) -> Finding:
    message = (
        f"nothing asks about `{answer.quote}` in {answer.file} any more ({answer.rule}): take the answer out, or "
        "correct its words"
    )
    return Finding(rule="evenness-answer-stale", message=message, path=answer.path, line=answer.line)


def _line(root: Path, question: Question, lines: dict[str, list[str]]) -> int:
    """The line of the first of the words that are asked about, from the line of their field on."""
    if question.path not in lines:
        lines[question.path] = (root / question.path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    first = question.text[slice(*question.place)].split()[0]
    for number, line in enumerate(lines[question.path][question.line - 1 :][:40], question.line):
        if first in line:
            return number
    return question.line
