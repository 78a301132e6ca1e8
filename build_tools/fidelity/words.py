"""What a word is, for every count that the ledger shows."""

from __future__ import annotations

import re
import unicodedata

WORD = (
    "A word is an unbroken run of letters and digits, together with the marks set on or in it (accents, vowel signs, "
    "soft hyphens). An apostrophe, a hyphen, a full stop or a stroke ends a word, so that “country’s” is two. Signs of "
    "note calls and labels of notes are no words; a superscript digit that calls no note (km²) belongs to its word."
)
"""The definition, for readers; `count_words` does what it says."""

_WORD = re.compile(r"[^\W_]+")


def count_words(text: str) -> int:
    """Count the words of a text as `WORD` defines them."""
    if not text.isascii():
        # Python's \w leaves out combining marks; taking them away first keeps "a word with its marks" in one piece.
        # A zero width space is a place where a word may end, unlike the other invisible characters.
        inside = [c for c in set(text) if c > "\x7f" and unicodedata.category(c) in _INSIDE and c != "\u200b"]
        if inside:
            text = text.translate(dict.fromkeys(map(ord, inside)))
    return len(_WORD.findall(text))


_INSIDE = frozenset({"Mn", "Mc", "Me", "Cf"})
