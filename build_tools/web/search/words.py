"""What a word of the search is, and when two words count as the same; scripts/search/words.js does exactly alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FOLDS = {"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
"""Small letters that Unicode does not take apart, and what is typed for them where a keyboard has no key."""

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})


class _Cut(dict[int, str]):
    """For `str.translate`: letters, figures, their marks and invisible characters stay, all else parts words."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        self[code] = character if category[0] in "LNM" or category == "Cf" else " "
        return self[code]


_CUT = _Cut()
_SPECIAL = str.maketrans(FOLDS)


def folded(text: str) -> str:
    """The text as it is compared: small letters, no accents, nothing invisible. Source: Unicode, form KD."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in _UNSEEN)
        return text.lower().translate(_SPECIAL)
    return text.lower()


@lru_cache(maxsize=1 << 16)
def _parts(run: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(run)))


def search_words(text: str) -> list[str]:
    """The words of a text in order, as they are compared: what stands between strokes, hyphens, apostrophes and spaces.

    A symbol such as S/RES/822 is three words; the search itself looks whether strokes stand between them.
    """
    return [word for run in text.translate(_CUT).split() for word in _parts(run)]


_ENGLISH = re.compile(r"[a-z]{3,}")
_ENDING = re.compile(r"(.*?)(?:ed|ing)")
_ALONE = frozenset({"news", "proceed", "exceed", "succeed"})
"""Words that only look as if they had an ending."""


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What a word has in common with its other forms: mercenary, mercenaries; claim, claims, claimed, claiming.

    Only what inflects a word is taken off. Nothing that makes another word of it is: with Porter's whole algorithm
    "humanity" would find "human", and "communication" "community". Words of other letters than a-z stay as they are.
    Source: M. F. Porter, An algorithm for suffix stripping, 1980, steps 1 and 5; for -s, -ies and -ied his later
    stemmer for English (Snowball).
    """
    if not _ENGLISH.fullmatch(word) or word in _ALONE:
        return word
    word = _without_s(word)
    if word in _ALONE:
        return word
    word = _without_ed(word)
    if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou":
        word = f"{word[:-1]}i"
    if word.endswith("e") and len(word) > 3:
        shape = _shape(word[:-1])
        if shape.count("vc") > 1 or ("vc" in shape and not _short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _shape(word).count("vc") > 1 else word


def _without_s(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ies", "ied")):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us")) and "v" in _shape(word[:-2]):
        return word[:-1]
    return word


def _without_ed(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if "vc" in _shape(word[:-3]) else word
    cut = _ENDING.fullmatch(word)
    if not cut or "v" not in _shape(cut[1]):
        return word
    left = cut[1]
    if left.endswith(("at", "bl", "iz")) or len(left) == 2:
        return f"{left}e"
    if left[-1:] == left[-2:-1] and left[-1] not in "aeioulsz":
        return left[:-1]
    return f"{left}e" if _shape(left).count("vc") == 1 and _short(left) else left


def _shape(word: str) -> str:
    """For each letter v or c: vowel or consonant. The letter y is a vowel behind a consonant."""
    shape = ""
    for letter in word:
        shape += "v" if letter in "aeiou" or (letter == "y" and shape.endswith("c")) else "c"
    return shape


def _short(word: str) -> bool:
    """True for what ends like "hop", where an e has been lost: hoping."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"
