"""Changes to a Markdown file for people, made one at a time; what a mutant is stands in `tests.mutations`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tests.mutations import ADDED, ANY_TEXT, DIFFERS, EMPHASIS, STOP, WORD, Mutant, Place, made, of_words

_NOT_WORDS = re.compile(
    r"\A---\n.*?\n---\n|<!--.*?-->|\]\([^)\s]*\)|\[\^[^\]]*\]:?|</?[a-z]+>|&#?\w+;|(?m:^\d+\\?[.)])", re.DOTALL
)
_DEFINITION = re.compile(r"(?m)^\[\^([^\]]*)\]: ")
_STARRED = re.compile(r"(?<![\\*])(\*{1,3})(?=[^\s*])((?:[^*\\]|\\.)+?)(?<=[^\s*\\])\1(?!\*)")


def of_markdown(markdown: str) -> Iterator[Mutant]:
    """Every change to a Markdown file for people, kind after kind."""
    addresses = [(m.start(), m.end()) for m in re.finditer(r"<https?://[^>]*>", markdown)]
    for mutant in _mutants(markdown):
        # An address between angle brackets that is changed may be one no more: then its brackets are in the text too.
        broken = mutant.rules and any(start <= mutant.start < end for start, end in addresses)
        yield mutant._replace(rules=ANY_TEXT | EMPHASIS) if broken else mutant


def _mutants(markdown: str) -> Iterator[Mutant]:
    closed = [(m.start(), m.end()) for m in _NOT_WORDS.finditer(markdown)]
    mask = bytearray(len(markdown))
    for start, end in closed:
        mask[start:end] = b"x" * (end - start)
    words = [Place(m.start(), m.end()) for m in WORD.finditer(markdown) if not any(mask[m.start() : m.end()])]
    stops = [
        Place(m.start(), m.end())
        for m in STOP.finditer(markdown)
        # an escaped sign, and one that makes other signs beside it markup, are changed with what they make
        if not mask[m.start()] and markdown[m.start() - 1] not in "\\]>" and markdown[m.end() : m.end() + 1] not in "(["
    ]
    yield from of_words(markdown, words, stops)
    for word in words:
        text = markdown[word.start : word.end]
        yield made("add emphasis", markdown, word, f"<sub>{text}</sub>", EMPHASIS)
    for match in _STARRED.finditer(markdown):
        if not any(mask[match.start() : match.end()]):
            yield made("delete emphasis", markdown, Place(match.start(), match.end()), match[2], EMPHASIS)
            other = {"*": "**", "**": "*", "***": "*"}[match[1]]
            place = Place(match.start(), match.end())
            yield made("other emphasis", markdown, place, f"{other}{match[2]}{other}", EMPHASIS)
    yield from _of_paragraphs(markdown)
    calls = [m for m in re.finditer(r"\[\^([^\]]*)\](?!:)", markdown) if markdown[m.start() - 1] != "\\"]
    for call in calls:
        place = Place(call.start(), call.end())
        yield made("delete call", markdown, place, "", ANY_TEXT)
        yield made("double call", markdown, place, call[0] * 2, ADDED)
        other = next((m[0] for m in calls if m[0] != call[0]), "[^97]")
        yield made("other label of call", markdown, place, other, ANY_TEXT)
        later = next((w for w in words if w.start >= call.end()), None)
        if later and "\n\n" not in markdown[call.end() : later.end]:
            moved = markdown[call.end() : later.end] + call[0]
            yield made("move call", markdown, Place(call.start(), later.end), moved, DIFFERS)


def _of_paragraphs(markdown: str) -> Iterator[Mutant]:
    body = markdown.index("\n---\n", 3) + 5
    units = [Place(m.start(), m.end()) for m in re.finditer(r"(?:.+\n?)+", markdown[body:])]
    units = [Place(body + u.start, body + u.end) for u in units if not markdown[body + u.start :].startswith("<!--")]
    for unit in units:
        text = markdown[unit.start : unit.end].rstrip("\n") + "\n"
        what = "note" if _DEFINITION.match(text) else "block"
        yield made(f"delete {what}", markdown, unit, "", ANY_TEXT)
        yield made(f"double {what}", markdown, unit, f"{text}\n{text}", ANY_TEXT)
    for one, two in pairwise(units):
        first, second = markdown[one.start : one.end].rstrip("\n"), markdown[two.start : two.end].rstrip("\n")
        if first != second:
            what = "notes" if _DEFINITION.match(first) and _DEFINITION.match(second) else "blocks"
            if what == "notes" or not (_DEFINITION.match(first) or _DEFINITION.match(second)):
                place = Place(one.start, two.end)
                yield made(f"swap {what}", markdown, place, f"{second}\n\n{first}\n", ANY_TEXT | EMPHASIS)
