"""The words around the core of a citation: pinpoints before and behind it, titles before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from build_tools.citations.fragments import fragments
from build_tools.citations.reading import Reading

# Looking back stops here: the longest titles of the field are shorter, and time stays linear.
WINDOW = 420

_UNIT = (
    r"(?:(?:[Oo]perative |[Pp]reambular )?(?:[Pp]aragraphs?|[Pp]aras?\.?|[Ss]ub-?paragraphs?)|[Pp]ages?|pp?\.|§§?"
    r"|[Aa]rts?\.|[Aa]rticles?"
    r"|[Ss]ects?\.|[Ss]ections?|[Cc]haps?\.|[Cc]hapters?|[Ff]ootnotes?|fns?\.|[Ll]ines?|[Rr]ules?|[Pp]rinciples?|[Pp]arts?"
    r"|[Tt]ables?|[Rr]ecitals?|[Pp]oints?|[Vv]ols?\.)"
)
# what a pinpoint may end with; most words that lead to a citation are no pinpoint, and to look for a whole one is slow
_PIN_ENDS = re.compile(r"(?:[\d)IVXL]|\d[a-zA-Z]{1,6}|nnex(?:es)?|ppendi(?:x|ces)|nclosures?|reamble|aragraph),?\Z")
_WHOLE = r"(?:[Aa]nnex(?:es)?|[Aa]ppendi(?:x|ces)|[Ee]nclosures?|[Pp]reamble)"


_TO_PIN = frozenset({" a", " §", " ("})


@cache
def _behind() -> re.Pattern[str]:
    parts = fragments()["PARTS"]
    element = rf"(?:{_UNIT} ?{parts}|{_WHOLE}(?: {parts}| [A-Z](?!\w))?(?!\w))"
    # "article 3, and article 77 of Protocol I": what leads to another name is no pinpoint of this one
    whole = rf"(?>{element})(?! of (?:the )?[A-Z]| [A-Z]{{3,8}}(?!\w))"
    series = rf"{whole}(?:(?:,| and|;|, and|, at)? {whole}){{0,6}}"
    return re.compile(rf"(?:,(?: at)? ?|,? at | (?=§))(?P<pin>{series})| \((?P<bracketed>{series})\)")


@cache
def _before() -> re.Pattern[str]:
    parts = fragments()["PARTS"]
    ordinal = (
        r"(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last) "
        r"(?:operative |preambular )?paragraph"
    )
    element = rf"(?:{_UNIT} ?{parts}|{_WHOLE}(?: {parts})?|{ordinal})"
    opened = rf"(?P<pin>{element}(?:(?:,| and|, and) {element}){{0,4}})"
    return re.compile(
        rf"(?<!\w){opened},? (?:of|to|in) (?:(?:the|its|their|that|this|said|same|document|United Nations|UN"
        r"|above-mentioned|aforementioned|above-referred|abovementioned) ){0,4}\Z"
    )


def pin_behind(reading: Reading, end: int) -> tuple[tuple[int, int], int] | None:
    """The pinpoint that follows a citation, and where the citation then ends: `, annex, para. 242`, ` (para. 3)`."""
    ahead = reading.text[end : end + 2]
    # few citations are followed by what may lead to a pinpoint, and the pattern is a long one
    match = _behind().match(reading.text, end) if ahead[:1] == "," or ahead in _TO_PIN else None
    if not match:
        return None
    return match.span("pin" if match["pin"] else "bracketed"), match.end()


def pin_before(reading: Reading, start: int) -> tuple[int, int] | None:
    """The pinpoint that leads to a citation: `paragraph 7 of` resolution ..."""
    text, low = reading.text, max(start - 24, 0)
    leading = max(text.rfind(" of ", low, start), text.rfind(" to ", low, start), text.rfind(" in ", low, start))
    if leading < 0 or not _PIN_ENDS.search(text, max(leading - 12, 0), leading):
        return None
    match = _before().search(text, max(start - 110, 0), start)
    return match.span("pin") if match else None


def pin_around(reading: Reading, start: int, end: int) -> tuple[tuple[int, int] | None, int, int]:
    """The pinpoint that leads to a citation, else the one that follows it, and how far the citation then reaches."""
    before = pin_before(reading, start)
    if before:
        return before, before[0], end
    behind = pin_behind(reading, end)
    return (behind[0], start, behind[1]) if behind else (None, start, end)


def italic_ending(reading: Reading, end: int) -> tuple[int, int] | None:
    """The stretch in italics that ends here."""
    index = bisect_left(reading.italics, end, key=lambda italic: italic[1])
    return reading.italics[index] if index < len(reading.italics) and reading.italics[index][1] == end else None


def back_over(reading: Reading, at: int, signs: str = ", ") -> int:
    """The position before signs that stand directly before a position."""
    while at > 0 and reading.text[at - 1] in signs:
        at -= 1
    return at


# `See`, `see also, for example,` and their like: they lead to a citation and are no part of it
_LEAD = re.compile(
    r"[\s\"']*(?:(?:[Ss]ee(?: also)?|[Cc]f\.?|[Aa]lso|[Cc]ompare|[Bb]ut see|[Aa]ccord|[Ii]n)"
    r"(?:,? (?:for example|e\.g\.|inter alia|in particular|generally))?[,:]? )?"
)
# a full stop behind these ends no sentence
_ABBREVIATED = re.compile(
    r"(?:[A-Z]|a\.i|No|Nos|vs?|Drs?|Mrs?|Ms|Prof|eds?|vol|Vol|para|paras|pp?|art|arts|cf|Cf|St|Jr|Sr)\Z"
)


def segment_start(reading: Reading, at: int) -> int:
    """Where the part of a note or sentence begins in which a position stands, behind `See` and its like."""
    text = reading.text
    low = max(at - WINDOW, 0)
    start = max(text.rfind(";", low, at), text.rfind("(", low, at), low - 1) + 1
    stop = text.rfind(". ", start, at)
    while stop >= 0:
        if not _ABBREVIATED.search(text, max(stop - 6, 0), stop):
            start = stop + 2
            break
        stop = text.rfind(". ", start, stop)
    lead = _LEAD.match(text, start)
    return min(lead.end() if lead else start, at)
