"""Labels of notes: how a note is called in the text, and how its definition begins.

Matches: ¹²  ⁶⁰ᵃ  <sup>12</sup>  <sup>60a</sup>  [^12]  [12]  *  †  1 (a plain figure, only where such a note is called and
stands at the foot of a page). Must not match: km², 10⁵, 17<sup>th</sup>, [1](link), *emphasis*.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
# A label in plain characters, as between <sup> tags or in [^...].
_PLAIN = r"\d{1,4}[a-z]?|[a-z]|\*{1,3}|†{1,3}|‡{1,3}|§"
RAISED_CALL = re.compile(rf"[{RAISED}]{{1,5}}[{RAISED_LETTERS}]?")
TAG_CALL = re.compile(rf"<sup>\s?({_PLAIN})\s?</sup>")
CARET_CALL = re.compile(r"\[\^([A-Za-z0-9*†‡§.-]{1,20})\](?!:)")
BRACKET_CALL = re.compile(r"\[(\d{1,3})\](?![(\[:])")
# A sign set directly behind a word or its punctuation, which no second sign closes.
SIGN_CALL = re.compile(r"(?<=[\w.,;:!?)\]”\"’»])(\\?\*{1,3}|[†‡§]{1,3})(?![\w*“\"])")

_AT_RAISED = re.compile(rf"([{RAISED}]{{1,5}}[{RAISED_LETTERS}]?)[ \t\u00a0]*(?=\S)")
_AT_TAG = re.compile(rf"<sup>\s?({_PLAIN})\s?</sup>[ \t\u00a0]*(?=\S)")
_AT_CARET = re.compile(r"\[\^([A-Za-z0-9*†‡§.-]{1,20})\](?::[ \t\u00a0]*|[ \t\u00a0]+)(?=\S)")
_AT_BRACKET = re.compile(r"\[(\d{1,3})\][ \t\u00a0]+(?=\S)")
_AT_SIGN = re.compile(r"(\\?\*{1,3}|[†‡]{1,3})[ \t\u00a0]*(?=[^\s*])")
_AT_FIGURE = re.compile(r"(\d{1,3})(?:[.)][ \t\u00a0]+|[ \t\u00a0]+)(?=\S)")


class Found(NamedTuple):
    """A label at the start of a line."""

    label: str
    sign: int
    """Length of the label with its own markup."""
    length: int
    """Length up to the first character of the note's text."""


def plain(sign: str) -> str:
    """The label in plain characters: ¹² is 12, \\* is *."""
    return unicodedata.normalize("NFKC", sign.replace("\\", ""))


def called(text: str) -> frozenset[str]:
    """Every label that a witness may call somewhere behind a word."""
    found = {plain(match[0]) for match in re.finditer(rf"(?<=\S){RAISED_CALL.pattern}", text)}
    for pattern in (TAG_CALL, CARET_CALL):
        found |= {plain(match[1]) for match in pattern.finditer(text)}
    for line in text.splitlines():
        # An even number of asterisks is emphasis that opens and closes; an odd one leaves a sign that calls a note.
        odd = line.count("*") % 2 == 1
        found |= {plain(m[1]) for m in SIGN_CALL.finditer(line) if odd or m[1][0] != "*"}
    return frozenset(found | {"[" + match[1] for match in re.finditer(rf"(?<=\S){BRACKET_CALL.pattern}", text)})


def defined(text: str, labels: frozenset[str]) -> frozenset[str]:
    """Every label that a witness defines with a mark of its own, so that a bare figure cannot be its definition."""
    found = set()
    for line in text.splitlines():
        stripped = line.strip()
        for pattern in (_AT_RAISED, _AT_TAG, _AT_CARET):
            if match := pattern.match(stripped):
                found.add(plain(match[1]))
    return frozenset(found & labels)


def at_start(
    text: str, labels: frozenset[str], marked: frozenset[str], *, after_rule: bool, after_note: bool
) -> Found | None:
    """The label with which a line begins, where the line defines a note."""
    for pattern in (_AT_RAISED, _AT_TAG, _AT_CARET):
        if match := pattern.match(text):
            return Found(plain(match[1]), _sign_length(match, text), match.end())
    if (match := _AT_BRACKET.match(text)) and "[" + match[1] in labels:
        return Found(match[1], match.end(1) + 1, match.end())
    if (match := _AT_SIGN.match(text)) and plain(match[1]) in labels:
        sign = match[1]
        rest = text[match.end() :]
        # "*words* go on" is emphasis and "* words" may be a bullet: the call elsewhere has shown that it is a label.
        if sign.startswith("\\") or sign[0] in "†‡" or sign not in rest:
            return Found(plain(sign), match.end(1), match.end())
    if (match := _AT_FIGURE.match(text)) and (after_rule or after_note):
        if match[1] in labels and match[1] not in marked:
            return Found(match[1], match.end(1), match.end())
    return None


def _sign_length(match: re.Match[str], text: str) -> int:
    """Length of the sign with its brackets or tags, the white space behind it left out."""
    return len(match[0].rstrip(" \t\u00a0")) if not match[0].endswith(match[1]) else match.end(1)
