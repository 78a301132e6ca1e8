"""The shape of a stretch of text: is it prose, is its sentence finished, can it go on from what stood before."""

from __future__ import annotations

import re
from typing import NamedTuple

from build_tools.parse.words import words

# Emphasis marks, quotation marks, brackets and note calls around a text do not change whether its sentence ends.
_OPENERS = "*_\"'“”‘’«»„‹›([{<…. \u00a0\t"
_CLOSERS = "*_\"'“”‘’«»› \t\n\u00a0⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ\\†‡"
_BRACKETS = ")]}"
_MARKED_CALL = re.compile(r"(?:<sup>[^<]{1,12}</sup>|\[\^[^\]\s]{1,20}\]|\$[^$\n]{1,20}\$)$")
_REACH = 200

_STOPS = frozenset(".!?…。؟։")
# Abbreviations that cannot end a sentence, with their full stop.
_OPEN_ABBREVIATION = re.compile(
    r"\b(?:No|Nos|paras?|arts?|vols?|pp?|cf|e\.g|i\.e|Mr|Mrs|Ms|Dr|Prof|St|H\.E|viz|resp)\.$", re.IGNORECASE
)
# "D.C.", "Inc.", "Jr.": they end a short line of a name or an address without ending a sentence.
_NAME_ABBREVIATION = re.compile(r"\b(?:(?:[^\W\d_]\.){2,}|Inc\.|Ltd\.|Jr\.|Sr\.|Esq\.|Corp\.|Co\.|Ph\.D\.|a\.i\.)$")
_DIVIDERS = frozenset((":", ";", "："))
_OPEN_SIGNS = frozenset("([-‐–—/")
_UNFINISHED = words("unfinished")
_SAMPLE = 160
# A finished sentence of so many words is prose though it is set in capitals.
_CAPITALS = 8


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
    colon: bool
    prose: bool
    """Running text rather than a line of an address, a title or a heading."""
    figure: bool
    """It ends with a figure or an address of the web: nothing shows whether its sentence is finished."""


def shape_of(text: str) -> Shape:
    """Measure a text; only its first and last few hundred characters and a count of its words are read."""
    end = core(text)
    last = end[-1:]
    count = text.count(" ") + 1
    if len(text) > 40 * count:  # a script that sets no spaces between words
        count = len(text) // 3
    abbreviated = last == "." and _OPEN_ABBREVIATION.search(end[-8:]) is not None
    finished = last in _STOPS and not abbreviated
    if finished and last == "." and count <= 8 and _NAME_ABBREVIATION.search(end[-8:]):
        finished = False
    token = end[-40:].rsplit(None, 1)[-1:]
    word = token[0].strip("“”\"'‘’«»()[]").lower() if token else ""
    sample = text[:_SAMPLE].split()
    initials = "".join([piece[0] for piece in sample])
    small = sum(map(str.islower, initials))
    if small * 2 < len(initials) and not initials.isascii():
        # Letters without case count as small ones: they are no capitals of a title.
        small += sum(letter.isalpha() and letter.lower() == letter.upper() for letter in initials)
    if not small and finished and count >= _CAPITALS and text[:_SAMPLE].isupper():
        small = len(initials)  # a cable in capitals
    first = text.lstrip(_OPENERS)[:1]
    return Shape(  # in the order of the fields: with their names it takes twice the time
        count,
        finished,
        finished or last in _DIVIDERS,
        first.islower(),
        first.isupper(),
        abbreviated or last in _OPEN_SIGNS or (word in _UNFINISHED and token[0] != "May"),
        last == ",",
        last in (":", "：") or end.endswith((":–", ":—", ":-")),
        (finished and small >= 2 and (count >= 6 or (count >= 4 and small * 2 >= count)))
        or (count >= 12 and small * 2 >= len(sample)),
        last.isdigit() or "://" in word,
    )


def core(text: str) -> str:
    """The end of a text (its last few hundred characters) without the emphasis, quotation marks, brackets and calls."""
    end = text[-_REACH:].rstrip(_CLOSERS)
    while end and end[-1] in ")]}>$":
        call = _MARKED_CALL.search(end, max(0, len(end) - 30)) if end[-1] not in ")}" else None
        if call is None and end[-1] not in _BRACKETS:
            break
        end = (end[: call.start()] if call else end[:-1]).rstrip(_CLOSERS)
    return end or text[-_REACH:].rstrip()


def open_brackets(text: str) -> bool:
    """True where a parenthesis or a quotation is opened in a text and not closed in it."""
    return text.count("(") > text.count(")") or text.count("“") > text.count("”") or text.count("«") > text.count("»")
