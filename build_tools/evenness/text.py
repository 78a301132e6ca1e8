"""Text as a reader sees it: markup gone, quotations known, sentences told apart, words found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Quotations; a closing single sign before a letter is an apostrophe, and straight single signs are never trusted.
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|‘(?:[^’]|’(?=\w))*’(?!\w)|«[^»]*»|„[^“]*“")
# A stop that ends a sentence: a capital, a figure or a quotation must follow; initials and short forms do not count.
_STOP = re.compile(r"(?<![A-Z])(?<!\bNo)(?<!\bDoc)(?<!\bMr)(?<!\bDr)[.!?][”\"’)]*\s+(?=[“\"‘(]?[A-Z0-9])")
_CODE = re.compile(r"(?s)```.*?```|`[^`\n]*`")
_JINJA = re.compile(r"(?s)\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")
_UNSEEN = re.compile(r"(?is)<(script|style)\b.*?</\1>|<!--.*?-->|<https?://[^>\s]*>")
_TAG = re.compile(r"(?s)</?([a-zA-Z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
_TOLD = re.compile(r"\b(?:alt|title|aria-label|placeholder|content)=\"([^\"]*)\"")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|!?\[([^\]]*)\]\[[^\]]*\]")
_WITHIN_A_LINE = frozenset(
    "a abbr b bdi cite code dfn em i ins kbd mark q s small span strong sub sup td th time".split()
)


class Span(NamedTuple):
    """A half-open stretch of a text, in code points."""

    start: int
    end: int

    def within(self, others: Iterable[Span]) -> bool:
        return any(other.start <= self.start and self.end <= other.end for other in others)


def readable(text: str) -> str:
    """Markdown and HTML as text; line feeds stay where they are, so that lines keep their numbers."""
    for pattern in (_CODE, _JINJA, _UNSEEN):
        text = pattern.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _TAG.sub(_tag, text)
    return _LINK.sub(lambda found: found[1] or found[2] or "", text)


def _tag(found: re.Match[str]) -> str:
    told = "\n\n".join(_TOLD.findall(found[2]))
    lines = "\n" * found[0].count("\n")
    if found[1].casefold() in _WITHIN_A_LINE:
        return f"{told}{lines}" if told else lines or ("|" if found[1] in ("td", "th") else "")
    # a mark of its own for an end of a paragraph, which must not add a line
    return f"{_BREAK}{told}{_BREAK}{lines}"


_BREAK = "\x1e"


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs, list items, headings and rows of tables of a page, each with the line on which it begins."""
    begun, held = 1, ""
    for number, line in enumerate(readable(text).split("\n"), 1):
        if not line.strip() or re.match(r"\s*([-*+]|\d+\.|#+|>|\|)\s", line):
            yield from _pieces(begun, held)
            begun, held = number, ""
        held = f"{held} {line.strip()}".strip()
    yield from _pieces(begun, held)


def _pieces(line: int, text: str) -> Iterator[tuple[int, str]]:
    for piece in text.split(_BREAK):
        if plain := one_line(piece.strip(" |#>*-")):
            yield line, plain


def one_line(text: str) -> str:
    """Single spaces, and no signs of emphasis."""
    return " ".join(re.sub(r"\*+|(?<!\w)_+|_+(?!\w)", "", text).split())


def quotations(text: str) -> tuple[Span, ...]:
    """Where others are quoted."""
    return tuple(Span(*found.span()) for found in _QUOTATION.finditer(text))


def sentence_around(text: str, place: Span) -> Span:
    """The sentence of a place; stops within quotations do not end one."""
    quoted = quotations(text)
    stops = [found.end() for found in _STOP.finditer(text) if not Span(*found.span()).within(quoted)]
    start = max((stop for stop in stops if stop <= place.start), default=0)
    end = min((stop for stop in stops if stop >= place.end), default=len(text))
    return Span(start, end)


def pattern_of(words: Iterable[str], *, before: str = r"\w") -> re.Pattern[str]:
    """A pattern for words: whole ones; a star stands for any ending; small letters for capitals too.

    `before`: what may not stand right before them, as in a class of characters.
    """
    singles = sorted(set(words), key=lambda each: (-len(each), each))
    return re.compile(rf"(?<![{before}])(?:" + ("|".join(_single(each) for each in singles) or r"(?!)") + ")")


def _single(word: str) -> str:
    plain = r"\s+".join(re.escape(part) for part in word.removesuffix("*").split())
    plain = f"(?i:{plain})" if word == word.lower() else plain
    return plain + (r"\w*" if word.endswith("*") else r"(?!\w)")


def found(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Where a pattern fits."""
    return (Span(*match.span()) for match in pattern.finditer(text))
