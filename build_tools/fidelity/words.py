"""What a word is, for every count that the ledger shows."""

from __future__ import annotations

import codecs
import unicodedata
from functools import lru_cache

WORD = (
    "A word is an unbroken run of letters and digits, together with the marks set on or in it (accents, vowel signs, "
    "soft hyphens). An apostrophe, a hyphen, a full stop or a stroke ends a word, so that “country’s” is two. Signs of "
    "note calls and labels of notes are no words; a superscript digit that calls no note (km²) belongs to its word."
)
"""The definition, for readers; `count_words` does what it says."""

_INSIDE = frozenset({"Mn", "Mc", "Me", "Cf"})
# ASCII with a space for all that is no letter or digit
_LETTERS = bytes(sign if sign < 0x80 and chr(sign).isalnum() else 0x20 for sign in range(0x100))


def count_words(text: str) -> int:
    """Count the words of a text as `WORD` defines them."""
    # The text is written in ASCII with other letters and spaces, and as many words: many times as fast as a pattern.
    return len(text.encode("ascii", _STAND_IN).translate(_LETTERS).split())


@lru_cache(maxsize=4096)
def _stand_in(character: str) -> str:
    """A letter for a letter or digit that is not in ASCII, nothing for a mark set on or in a word, else a space."""
    # A zero width space is a place where a word may end, unlike the other invisible characters.
    if unicodedata.category(character) in _INSIDE and character != "\u200b":
        return ""
    return "a" if character.isalnum() else " "


def _stand_ins(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_stand_in, error.object[error.start : error.end])), error.end


_STAND_IN = f"{__name__}.stand-in"
codecs.register_error(_STAND_IN, _stand_ins)
