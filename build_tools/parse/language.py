"""The language of the blocks that are not in English.

A script that only one language of such letters uses names it; for all others py3langid decides, and is asked only where
a block has none of the common words of English. A line of names is in no language: it takes that of the prose.
Source: Lui and Baldwin, langid.py (ACL 2012), as maintained in py3langid.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

from build_tools.parse.words import words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENGLISH = re.compile(rf"\b(?:{'|'.join(sorted(words('english')))})\b", re.IGNORECASE)
# Scripts by the first word of the names that Unicode gives their letters.
_SCRIPTS = {"ARMENIAN": "hy", "GEORGIAN": "ka", "GREEK": "el", "HEBREW": "he", "HANGUL": "ko", "THAI": "th"}
_KANA = {"HIRAGANA", "KATAKANA"}
_READ = 1000


def languages(texts: Sequence[str]) -> list[str]:
    """The BCP 47 tag of each text in another language than English; empty for English and where it cannot be told."""
    found = [_language(text) for text in texts]
    known = Counter[str]()
    for text, tag in zip(texts, found, strict=True):
        if tag is not None and len(text) > 120:
            known[tag] += len(text)
    usual = known.most_common(1)[0][0] if known else ""
    return [usual if tag is None else tag for tag in found]


def _language(text: str) -> str | None:
    """The language of one text, empty for English, None where it is too short to tell."""
    text = text[:_READ]
    if _ENGLISH.search(text):
        return ""
    found = _WORD.findall(text)
    letters = "".join(found)
    if len(letters) < 6:
        return None
    if not letters.isascii():
        scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
        script, count = scripts.most_common(1)[0]
        if count * 2 > len(letters) and script != "LATIN":
            if _KANA & scripts.keys():
                return "ja"
            return _SCRIPTS.get(script) or _guess(text)
    foreign = sum(letter > "\x7f" for letter in letters)
    if len(found) < 3 or (foreign < 2 and len(letters) < 80):
        return None
    return _guess(text)


@cache
def _guess(text: str) -> str:
    # Imported late: loading the model takes a good part of a second, and most letters never need it.
    langid: Any = import_module("py3langid")
    guessed = next((str(tag) for tag, _ in langid.rank(text) if tag in words("languages")), "en")
    return "" if guessed == "en" else guessed
