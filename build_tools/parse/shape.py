"""The shape of a stretch of text: is it prose, is its sentence finished, can it go on from what stood before."""

from __future__ import annotations

import re
from typing import NamedTuple

from build_tools.parse.words import words

# Emphasis marks, quotation marks, brackets and note calls around a text do not change whether its sentence ends.
_OPENERS = "*_\"'“”‘’«»„‹›([{<…. \u00a0\t"
_TAIL = re.compile(
    r"(?:[*_\"'“”‘’«»›)\]}\s\u00a0⁰¹²³⁴-⁹ᵃ-ᶻ]|<sup>[^<]{1,6}</sup>|\[\^[^\]\s]{1,12}\]|\\\*)+$"
)
_LAST_WORD = re.compile(r"(\w+)\.?$")
_TAIL_LIMIT = 400

# Abbreviations that cannot end a sentence, with their full stop.
_OPEN_ABBREVIATION = re.compile(r"\b(?:No|Nos|paras?|arts?|vols?|pp?|cf|e\.g|i\.e|Mr|Mrs|Ms|Dr|Prof|St|H\.E|viz|resp)\.$", re.I)


class Shape(NamedTuple):
    """What the first and last words of a text show."""

    words: int
    finished: bool
    """It ends with a full stop, question or exclamation mark, closing quotation marks and calls aside."""
    stopped: bool
    """Finished, or it ends with a colon or a semicolon: what follows begins anew."""
    begins_lower: bool
    """Its first letter is a small one: it goes on from something."""
    begins_upper: bool
    open_ended: bool
    """It ends with a word, hyphen or bracket that cannot end a sentence."""
    comma: bool
    prose: bool
    """Running text rather than a line of an address, a title or a heading."""

    @classmethod
    def of(cls, text: str) -> Shape:
        """Measure a text; only its first and last few hundred characters and a count of its words are read."""
        bare = text.lstrip(_OPENERS)
        first = bare[:1]
        end = core(text)
        last = _LAST_WORD.search(end[-60:])
        count = text.count(" ") + 1
        finished = end[-1:] in (".", "!", "?", "…") and not _OPEN_ABBREVIATION.search(end[-12:])
        word = last[1].lower() if last and not end.endswith(".") else ""
        unbalanced = end.endswith(("(", "[", "-", "‐", "–", "—", "/"))
        open_ended = word in words("unfinished") or unbalanced or bool(_OPEN_ABBREVIATION.search(end[-12:]))
        sample = text[:600].split()
        small = sum(token[0].islower() for token in sample if token)
        prose = (count >= 6 and finished and small >= 2) or (count >= 12 and small * 2 >= len(sample))
        return cls(
            words=count,
            finished=finished,
            stopped=finished or end[-1:] in (":", ";"),
            begins_lower=first.islower(),
            begins_upper=first.isupper(),
            open_ended=open_ended,
            comma=end.endswith(","),
            prose=prose,
        )


def core(text: str) -> str:
    """The end of a text (its last few hundred characters) without the emphasis, quotation marks, brackets and calls."""
    end = text[-_TAIL_LIMIT:].rstrip()
    return _TAIL.sub("", end) or end


def open_brackets(text: str) -> bool:
    """True where a parenthesis or a quotation is opened in a text and not closed in it."""
    return text.count("(") > text.count(")") or text.count("“") > text.count("”") or text.count("«") > text.count("»")
