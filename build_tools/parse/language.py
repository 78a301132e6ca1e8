"""The language of a block that is not in English.

py3langid decides; it is asked only where a block has none of the common words of English and enough letters to tell, for
a line of names is in no language. Source: Lui and Baldwin, langid.py (ACL 2012), as maintained in py3langid.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from build_tools.parse.words import words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def language(text: str) -> str:
    """The BCP 47 tag of a text in another language than English; empty for English and where it cannot be told."""
    found = _WORD.findall(text[:2000])
    if not found or any(word.lower() in words("english") for word in found):
        return ""
    letters = [letter for word in found for letter in word]
    foreign = [letter for letter in letters if letter > "\x7f"]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if latin * 2 < len(letters):
        return _guess(text) if len(letters) >= 6 else ""
    if len(foreign) < 2 or len(found) < 3 or sum(word[0].islower() for word in found) + len(foreign) < 3:
        return ""
    return _guess(text)


@cache
def _guess(text: str) -> str:
    # Imported late: loading the model takes a tenth of a second, and most letters never need it.
    import py3langid

    guessed = str(py3langid.classify(text)[0])
    return "" if guessed == "en" else guessed
