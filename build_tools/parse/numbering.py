"""Numbers and letters at the start of a block. They are text of the letter; only what they show is taken from them."""

from __future__ import annotations

import re
from typing import Literal

Style = Literal["", "figure", "letter", "roman"]

# (a)  (iv)  a)  12.  12)  A.  IV.  1.2.  - must not match: "A man", "I am", "5 May".
_ENUMERATOR = re.compile(
    r"(?:\((?:[a-zA-Z]{1,2}|[ivxlIVXL]{1,6}|\d{1,3})\)|(?:[a-zA-Z]|[ivxIVX]{1,5}|\d{1,3}(?:\.\d{1,2}){0,3})[.)])"
    r"[ \t\u00a0]+(?=\S)"
)
_FIGURE = re.compile(r"\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)]\s")
_LETTER = re.compile(r"\([a-zA-Z]{1,2}\)\s|[a-z]\)\s")
_ROMAN = re.compile(r"\([ivxlIVXL]{1,6}\)\s|[ivx]{1,5}[.)]\s")
# I. Words   A. Words   2.1 Words   3. Words: the number of a heading, with a capital behind it.
_HEADING = re.compile(
    r"(?:[IVXLC]{2,6}[.)]?|[A-Z][.)]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?)[ \t\u00a0]+[*_]*[“\"«(]?(?P<letter>[^\W\d_])"
)
_NUMERAL = re.compile(r"([IVXLC]{1,6}|[A-Za-z]|\d{1,3}(?:\.\d{1,2}){0,3})[.)]")
_PART = re.compile(
    r"(?:part|chapter|section|article|title)\s+(?:[IVXLC]{1,6}|\d{1,3}|one|two|three|four|five)\b", re.IGNORECASE
)


def is_enumerated(text: str) -> bool:
    """True where a line begins with the number or letter of a paragraph or an item."""
    return _ENUMERATOR.match(text) is not None


def style(text: str) -> Style:
    """What a block is numbered with: figures, letters, small Roman figures, or nothing."""
    if text[:1] not in "(0123456789" and not text[:6].rstrip()[:1].islower():
        return ""
    if _ROMAN.match(text):
        return "roman"
    if _LETTER.match(text):
        return "letter"
    return "figure" if _FIGURE.match(text) else ""


def numeral(text: str) -> str:
    """The kind of number or letter with which a line begins: I, A, 1, 1.1, a; empty where there is none."""
    match = _NUMERAL.match(text.lstrip("*_ ("))
    if match is None:
        return ""
    found = match[1]
    if found[0].isdigit():
        return "1" + ".1" * found.count(".")
    roman = set(found) <= set("IVXLC") and (len(found) > 1 or found in "IVX")
    return "I" if roman else "A" if found.isupper() else "a"


def is_numbered_heading(text: str) -> bool:
    """True where a line begins as a numbered heading does; whether it is one, its end and its place say."""
    text = text.lstrip("*_ ")
    match = _HEADING.match(text)
    return (match is not None and not match["letter"].islower()) or _PART.match(text) is not None
