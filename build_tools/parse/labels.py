r"""Labels of notes: how a note is called in the text, and how its definition begins.

Matches: ¹²  ⁶⁰ᵃ  <sup>12</sup>  <sup>60a</sup>  [^12]  [12]  *  \*  †  $^{12}$  ^12^  and, only where such a note is
called and stands at the foot of a page, the plain figure 1. Must not match: km², 10⁵, 17<sup>th</sup>, [1](link),
*emphasis*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
# A label in plain characters, as between <sup> tags or in [^...].
_PLAIN = r"\d{1,4}[a-z]?|[a-z]|\\?\*{1,3}|†{1,3}|‡{1,3}|§"
_SPACE = r"[ \t\u00a0]*"
RAISED_CALL = re.compile(rf"[{_RAISED}]{{1,5}}[{_LETTERS}]?")
TAG_CALL = re.compile(rf"<sup>\s?[\[(]?({_PLAIN})[\])]?\s?</sup>")
# What stands between the tags; several labels may share them: <sup>3, 4</sup>.
TAG_LABEL = re.compile(rf"(?:^|(?<=[\s,;\[(]))({_PLAIN})(?=$|[\s,;\])])")
CARET_CALL = re.compile(r"\[\^([A-Za-z0-9*†‡§.-]{1,20})\](?!:)")
BRACKET_CALL = re.compile(r"\\?\[(\d{1,3})\\?\](?![(\[:])")
# \\[1\\], as converters protect square brackets: each is a character of its own to the reader of markup.
ESCAPED_CALL = re.compile(r"\\\[(\d{1,3})\\\](?![(:])")
# $^{12}$ and ${ }^{12}$ as readers of printed pages write raised figures, ^12^ as Pandoc does.
_TEX = rf"\$\s?(?:\{{\s?\}})?\s?\^\s?\{{?\s?({_PLAIN})\s?\}}?\s?\$"
TEX_CALL = re.compile(rf"{_TEX}|(?<=\S)\^({_PLAIN})\^")
# A sign set directly behind a word or its punctuation, which no second sign closes.
SIGN_CALL = re.compile(r"(?<=[\w.,;:!?)\]”\"’»])((?:\\\*){1,3}(?!\w)|(?:\*{1,3}|[†‡§]{1,3})(?![\w*“\"]))")
# A plain figure directly behind a small letter or its punctuation: "the Document1 of", "territory.3 It".
FIGURE_CALL = re.compile(r"(?<=[a-zà-ÿ”’»)])(?<![A-Z]\))[.,;:]?(\d{1,3})(?=[\s.,;:)”»]|$)")

_AT_RAISED = re.compile(rf"([{_RAISED}]{{1,5}}[{_LETTERS}]?){_SPACE}")
_AT_TAG = re.compile(rf"{TAG_CALL.pattern}{_SPACE}")
_AT_CARET = re.compile(r"\[\^([A-Za-z0-9*†‡§.-]{1,20})\](?::[ \t\u00a0]*|[ \t\u00a0]+)")
_AT_TEX = re.compile(rf"(?:{_TEX}|\^({_PLAIN})\^){_SPACE}")
_AT_BRACKET = re.compile(r"\\?\[(\d{1,3})\\?\][ \t\u00a0]+")
_AT_SIGN = re.compile(rf"(\\?\*{{1,3}}|[†‡]{{1,3}}){_SPACE}(?=[^\s*])")
_AT_FIGURE = re.compile(r"(\d{1,3})([.)]?)[ \t\u00a0]+(?=\S)")
# Begins with one fixed sign, so that the search for it is quick.
_BRACKET_FIGURE = re.compile(r"\[\d")
_FIRST = frozenset(_RAISED + "<[$^\\*†‡0123456789")


class Found(NamedTuple):
    """A label at the start of a line."""

    label: str
    sign: int
    """Length of the label with its own markup."""
    length: int
    """Length up to the first character of the note's text."""
    figure: bool = False
    """The label is a plain figure, and so are its calls."""


class Labels:
    """What a witness calls and defines, found before its lines are read."""

    def __init__(self, text: str, lines: Sequence[str]) -> None:
        """Survey a witness: its text, and its lines without white space at their edges."""
        self._text = text
        self._lines = lines
        self.called = frozenset(_called(text, lines))
        """Labels called with a mark."""
        brackets = BRACKET_CALL.finditer(text) if _BRACKET_FIGURE.search(text) else ()
        self.bracketed = frozenset(match[1] for match in brackets if _is_within(text, match))
        """Labels called in square brackets: [1]."""
        self.defined = frozenset(_defined(lines)) & self.called
        """Labels that are defined with a mark of their own, so that a bare figure cannot be their definition."""

    @cached_property
    def figures(self) -> frozenset[str]:
        """Labels that plain figures behind words may call, where nothing else calls notes."""
        return frozenset() if self.called else frozenset(match[1] for match in FIGURE_CALL.finditer(self._text))

    @cached_property
    def at_foot(self) -> frozenset[str]:
        """Lines with plain figures that are notes: in one form, they are all the called labels, in order.

        Each stands behind the line of its call. So a numbered paragraph is no note.
        """
        wanted = {label for label in self.called - self.defined if label.isdecimal()}
        if not wanted:
            return frozenset()
        called_at: dict[str, int] = {}
        forms: dict[str, list[tuple[int, str]]] = {}
        for number, line in enumerate(self._lines):
            if not line:
                continue
            for label in _called(line, [line]):
                called_at.setdefault(label, number)
            if line[0].isdecimal() and (match := _AT_FIGURE.match(line)):
                forms.setdefault(match[2], []).append((number, match[1]))
        for found in forms.values():
            names = [label for _, label in found]
            if set(names) != wanted or names != sorted(wanted, key=int):
                continue
            if all(called_at.get(label, number) < number for number, label in found):
                return frozenset(self._lines[number] for number, _ in found)
        return frozenset()


def raised_calls(text: str) -> Iterator[re.Match[str]]:
    """Every raised figure of a text, in order: as `RAISED_CALL.finditer`, in a tenth of the time."""
    places: list[int] = []
    for figure in _RAISED:
        at = text.find(figure)
        while at >= 0:
            places.append(at)
            at = text.find(figure, at + 1)
    reached = 0
    for at in sorted(places):
        if at >= reached and (match := RAISED_CALL.match(text, at)):
            reached = match.end()
            yield match


def plain(sign: str) -> str:
    r"""The label in plain characters: ¹² is 12, \* is *."""
    return unicodedata.normalize("NFKC", sign.replace("\\", ""))


def _is_behind(text: str, match: re.Match[str]) -> bool:
    """True where a sign stands directly behind something."""
    return match.start() > 0 and not text[match.start() - 1].isspace()


def _is_within(text: str, match: re.Match[str]) -> bool:
    """True where a sign stands behind a word of its own line, with or without a space between."""
    before = text[max(0, match.start() - 2) : match.start()]
    return bool(before.strip()) and before[-1] not in "\n\r"


def _called(text: str, lines: Sequence[str]) -> Iterator[str]:
    """Every label that is called with a mark somewhere behind a word."""
    yield from (plain(match[0]) for match in raised_calls(text) if _is_behind(text, match))
    for sign, pattern in (("<sup>", TAG_CALL), ("[^", CARET_CALL), ("^", TEX_CALL)):
        if sign in text:
            yield from (plain(match[match.lastindex or 0]) for match in pattern.finditer(text))
    sure = [sign for sign in ("\\*", "†", "‡", "§") if sign in text]
    if not sure and "*" not in text:
        return
    for line in lines:
        # An even number of asterisks is emphasis that opens and closes; an odd one leaves a sign that calls a note.
        odd = line.count("*") % 2 == 1
        if odd or any(sign in line for sign in sure):
            signs = "*\\†‡§" if odd else "\\†‡§"
            yield from (plain(match[1]) for match in SIGN_CALL.finditer(line) if match[1][0] in signs)


def _defined(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if line[:1] in _FIRST and not line[:1].isdecimal():
            for pattern in (_AT_RAISED, _AT_TAG, _AT_CARET):
                if match := pattern.match(line):
                    yield plain(match[1])


def at_start(text: str, known: Labels, *, after_rule: bool, after_note: bool) -> Found | None:
    """The label with which a line begins, where the line defines a note."""
    if text[0] not in _FIRST:
        return None
    for pattern in (_AT_RAISED, _AT_TAG, _AT_CARET, _AT_TEX):
        if match := pattern.match(text):
            label = plain(match[match.lastindex or 0])
            if match.end() < len(text) or label in known.called:
                return Found(label, len(match[0].rstrip(" \t\u00a0")), match.end())
    if (match := _AT_BRACKET.match(text)) and match[1] in known.bracketed:
        return Found(match[1], len(match[0].rstrip(" \t\u00a0")), match.end())
    if (match := _AT_SIGN.match(text)) and plain(match[1]) in known.called:
        sign = match[1]
        # "*words* go on" is emphasis and "* words" may be a bullet: the call elsewhere has shown that it is a label.
        if sign.startswith("\\") or sign[0] in "†‡" or sign not in text[match.end() :]:
            return Found(plain(sign), match.end(1), match.end())
    if text[0].isdecimal() and text in known.at_foot and (match := _AT_FIGURE.match(text)):
        return Found(match[1], match.end(2), match.end())
    if (after_rule or after_note) and (match := _AT_FIGURE.match(text)):
        if match[1] in known.called and match[1] not in known.defined:
            return Found(match[1], match.end(2), match.end())
        if match[1] in known.figures and not match[2]:
            return Found(match[1], match.end(1), match.end(), figure=True)
    return None
