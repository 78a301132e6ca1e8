"""The usual markup of letters read without the markup reader: emphasis that is not nested, addresses, plain links.

Most marked lines have nothing else, and markdown-it-py takes ten times as long. What this reader takes it reads as
CommonMark does; a test holds it to markdown-it-py. Wherever a sign could mean anything else it takes nothing.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_SIGN = re.compile(
    r"<(https?://[^\x00-\x20<>]*)>|(\*{1,2})(?!\*)|\[([^\]\[\\<>*_`\n]+)\]\(([^\x00-\x20()<>\\&*_]*)\)|[\\_<*]|\]\("
)
# Before a sign that opens, behind one that closes: with these at its side it can be nothing else.
_BEFORE = frozenset("([“\"'‘«—–")
_BEHIND = frozenset(".,;:)]!?’”»…—–-/'\"")


Kind = Literal["text", "open", "close", "address", "link"]


class Piece(NamedTuple):
    """A stretch of text with what it is: words, a sign of emphasis that opens or closes, an address, a link."""

    kind: Kind
    text: str
    shown: str = ""
    """Of a link the words that are shown."""


def pieces(content: str) -> list[Piece] | None:
    """The pieces of a text in order, which together are the text; None where the markup reader has to read it."""
    found: list[Piece] = []
    at = 0
    opened = ""
    for match in _SIGN.finditer(content):
        start, end = match.span()
        address, sign, shown = match[1], match[2], match[3]
        if address is not None:
            kind: Kind = "address"
        elif shown is not None:
            kind = "link"
        elif sign is None:
            return None
        elif opened:
            if sign != opened or content[start - 1].isspace() or not _is_closed(content[end : end + 1]):
                return None
            opened, kind = "", "close"
        else:
            if not _opens(content[start - 1 : start], content[end : end + 1]):
                return None
            opened, kind = sign, "open"
        if start > at:
            found.append(Piece("text", content[at:start]))
        found.append(Piece(kind, match[0], shown or ""))
        at = end
    if opened:
        return None
    if at < len(content):
        found.append(Piece("text", content[at:]))
    return found


def _opens(before: str, behind: str) -> bool:
    if not behind or behind.isspace():
        return False
    return not before or before.isspace() or (before in _BEFORE and behind.isalnum())


def _is_closed(behind: str) -> bool:
    return not behind or behind.isspace() or behind in _BEHIND
