"""Furniture: lines that belong to the page and not to the letter.

Rules, page numbers, the printers' job numbers, heads and feet that run from page to page. A line is only left out where
its form leaves no doubt, or where it stands by itself and returns at the ends of pages.
"""

from __future__ import annotations

import re
from collections import defaultdict

from build_tools.parse.references import symbols

# Dashes, asterisks, underscores, equals signs (three or more) and nothing else; also the rule of a table.
_RULE = re.compile(r"[-*_=—–~|:+\\\s]+$")
_RULE_SIGNS = frozenset("-*_=—–~")
_RULE_FIRST = frozenset("-*_=—–~|:+\\")
# "2", "- 2 -", "2/9", "[page 2]", "Page 2 of 9", "--- page 2 ---", "{2}": a line by itself.
_PAGE_NUMBER = re.compile(
    r"(?:<!--|<\w{1,20}>|[-–—\[({|\s])*(?:p(?:age|\.)?(?:\s?number)?[\s:=\"]*|seite\s*|стр\.?\s*)?(?P<number>\d{1,3})"
    r"(?:\s*(?:/|of|de|sur|von)\s*\d{1,3})?\"?(?:</\w{1,20}>|-->|[-–—\])}|\s])*$",
    re.IGNORECASE,
)
_PAGE_BREAK = re.compile(r"[\[({<-]!?[\s-]*(?:new\s)?page[\s-]?break[\s-]*[\])}>-]+$", re.IGNORECASE)
# "23-12345 (E)    051223", "23-12345 2/9", "*2312345*", "GE.19-02573(E)": set by the printers of the United Nations.
_JOB_NUMBER = re.compile(
    r"(?:\d{1,3}/\d{1,3}\s+)?\*?(?:GE\.|V\.|K)?\d{2}-?\d{5}\*?(?:\s*\([A-Z]\))?(?:\s+\d{6}){0,4}(?:\s+\d{1,3}/\d{1,3})?"
    r"(?:\s*\*\d{6,8}\*)?$|\*\d{6,8}\*$|please recycle\W*$",
    re.IGNORECASE,
)
# The number of a page within a line that returns on each page.
_PAGE_WORD = re.compile(
    r"\b(?:page|p\.|seite|стр\.)\s*\d{1,3}\b(?:\s*(?:/|of)\s*\d{1,3})?|\b\d{1,3}\s?/\s?\d{1,3}$", re.IGNORECASE
)
_LONGEST = 100
# A line above a running head that is longer and ends with a letter is a sentence that the page has cut.
_SENTENCE = 60


def is_rule(text: str) -> bool:
    """Three or more dashes, asterisks, underscores or equals signs and nothing else."""
    return (
        text[0] in _RULE_FIRST
        and _RULE.match(text) is not None
        and sum(sign in _RULE_SIGNS for sign in text[:1000]) >= 3
    )


class Furniture:
    """What the lines of one witness show of its pages."""

    def __init__(self, lines: list[str]) -> None:
        """Survey all lines, stripped; blank lines are empty strings."""
        self.lines = lines
        self.last_page = 0
        self.heads = self._running_heads()

    def reason(self, number: int) -> str:
        """Why the line (its number counts from 0) is furniture; empty where it is not. Asked in order, once a line."""
        text = self.lines[number]
        if is_rule(text):
            return "rule"
        if len(text) > _LONGEST:
            return ""
        if number in self.heads:
            return "running-head"
        if text[-1].isalpha() and text[-1] not in "eE":
            return ""
        return self._numbered(number, text.strip("*_ \\").replace("\\", "")) if self.isolated(number) else ""

    def _numbered(self, number: int, text: str) -> str:
        if _JOB_NUMBER.match(text) or _JOB_NUMBER.match(f"*{text}*"):
            return "job-number"
        if match := _PAGE_NUMBER.match(text):
            # Numbers of pages rise; a column of other figures does not.
            if (page := int(match["number"])) < self.last_page:
                return ""
            self.last_page = page
            return "page-number"
        return "page-break" if _PAGE_BREAK.match(self.lines[number]) else ""

    def isolated(self, number: int) -> bool:
        """True where no text stands directly above or below a line."""
        lines = self.lines
        return not (number and lines[number - 1]) and not (number + 1 < len(lines) and lines[number + 1])

    def _running_heads(self) -> frozenset[int]:
        """Lines by themselves that return on later pages: a symbol from its second time on, other lines from three on.

        A line of words counts only where most of its places look like ends of pages: an open sentence before it, a
        small letter behind it, or other furniture beside it. So an answer that is given three times stays in the text.
        """
        places: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self.lines):
            if 0 < len(text) <= _LONGEST and text[-1] not in ".:;,!?" and self.isolated(number) and not is_rule(text):
                key = " ".join(_PAGE_WORD.sub("#", text).split()).casefold().strip("#*_\\ -–—")
                if len(key) > 2 and not key.isdigit():
                    places[key].append(number)
        found: set[int] = set()
        for key, numbers in places.items():
            again = numbers[1:]
            if len(numbers) < 2:
                continue
            if symbols(key.upper()) or (len(again) >= 2 and 2 * sum(map(self._at_page_end, again)) >= len(again)):
                found.update(again)
        return frozenset(found)

    def _at_page_end(self, number: int) -> bool:
        above = self._beside(number, -1)
        below = self._beside(number, 1)
        if any(
            text and (_PAGE_NUMBER.match(text) or _JOB_NUMBER.match(text) or is_rule(text)) for text in (above, below)
        ):
            return True
        if _PAGE_WORD.search(self.lines[number]):
            return True
        return (above[-1:].isalpha() and len(above) > _SENTENCE) or below[:1].islower()

    def _beside(self, number: int, step: int) -> str:
        for n in range(number + step, max(-1, min(len(self.lines), number + 6 * step)), step):
            if self.lines[n]:
                return self.lines[n]
        return ""
