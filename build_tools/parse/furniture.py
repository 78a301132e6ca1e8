"""Furniture: lines that belong to the page and not to the letter.

Rules, page numbers, the printers' job numbers, heads and feet that run from page to page. A line is only left out where
its form leaves no doubt, or where it stands by itself and returns at the ends of pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from build_tools.parse.references import symbols

# Dashes, asterisks, underscores, equals signs (three or more) and nothing else; also the rule of a table.
_RULE = re.compile(r"[-*_=—–~|:+\\\s]+$")
_RULE_SIGNS = frozenset("-*_=—–~")
_RULE_FIRST = frozenset("-*_=—–~|:+\\")
# "2", "- 2 -", "2/9", "[page 2]", "Page 2 of 9", "--- page 2 ---", "{2}": a line by itself.
_PAGE_NUMBER = re.compile(
    r"(?:<!--|<\w{1,20}>|[-–—\[({|#\s])*(?:p(?:age|\.)?(?:\s?number)?[\s:=\"]*|seite\s*|стр\.?\s*)?(?P<number>\d{1,3})"
    r"(?:\s*(?:/|of|de|sur|von)\s*(?P<all>\d{1,3}))?\"?(?:</\w{1,20}>|-->|[-–—\])}|\s])*$",
    re.IGNORECASE,
)
_PAGE_BREAK = re.compile(r"[\[({<-]!?[\s-]*(?:new\s)?page[\s-]?break[\s-]*[\])}>-]+$", re.IGNORECASE)
# "23-12345 (E)    051223", "23-12345 2/9", "*2312345*", "GE.19-02573(E)": set by the printers of the United Nations.
_JOB_NUMBER = re.compile(
    r"(?:\d{1,3}/\d{1,3}\s+)?\*?(?:GE\.|V\.|K)?\d{2}-?\d{5}\*?(?:\s*\([A-Z]\))?(?:\s+\d{6}){0,4}(?:\s+\d{1,3}/\d{1,3})?"
    r"(?:\s*\*\d{6,8}\*)?(?:\s+/\.\.\.)?$|\*?\d{6,8}\*(?:\s*please recycle\W*)?$|please recycle\W*$|/(?:\.\.\.|…)$",
    re.IGNORECASE,
)
# Job numbers whose form leaves no doubt, though lines of text stand directly above or below.
_SURE_JOB = re.compile(
    r"(?:GE\.|V\.)?\d{2}-\d{5}\s*\([A-Z]\)(?:\s+\d{6}){0,4}(?:\s+/\.\.\.)?$|\*\d{7}\*$|/\.\.\.$|GE\.\d{2}-\d{5}$"
)
# "Page 3", "Page 3 of 9": a word shows that it is the number of a page.
_SURE_PAGE = re.compile(r"page\s\d{1,3}(?:\s(?:of|/)\s\d{1,3})?$", re.IGNORECASE)
# "Name of the letter | 3": the number of the page beside a running head.
_BARRED = re.compile(r"(?P<head>.{5,90}\S)\s*\|\s*(?:page\s)?(?P<number>\d{1,3})$")
_LANGUAGE = re.compile(r"(?:english|french|spanish|russian|arabic|chinese)$", re.IGNORECASE)
# The number of a page within a line that returns on each page.
_PAGE_WORD = re.compile(
    r"\b(?:page|p\.|seite|стр\.)\s*\d{1,3}\b(?:\s*(?:/|of)\s*\d{1,3})?|\b\d{1,3}\s?/\s?\d{1,3}$", re.IGNORECASE
)
# A page number or a job number on the line of a symbol.
_BESIDE_SYMBOL = re.compile(r"(?:^|\s)(?:\d{1,3}/\d{1,3}|\d{2}-\d{5}|\d{1,3})(?=\s|$)")
_LONGEST = 100
_MOST = 4
# A printed page head may have more: a job number above it, two symbols, a language, the page.
_MOST_HEAD = 6
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
    """What the lines of one witness show of its pages.

    Lines count that stand by themselves, or up to four together that are all of this kind.
    """

    def __init__(self, lines: list[str]) -> None:
        """Survey all lines, stripped; blank lines are empty strings."""
        self.lines = lines
        self.last_page = 0
        self.symbols: set[str] = set()
        """Symbols that the lines so far have shown."""
        self.shown: set[str] = set()
        """Short lines so far, in small letters, and what stands in them behind a label."""
        groups = list(_groups(lines))
        heads = self._returning(groups)
        self.reasons: dict[int, str] = {}
        for group in groups:
            reasons = self._page_head(group)
            if not reasons and len(group) > _MOST:
                continue
            reasons = reasons or [self._reason(number, heads) for number in group]
            if all(reasons):
                self.reasons.update(zip(group, reasons, strict=True))
            for number in group:
                self.symbols.update(_symbols_of(lines[number]))
                text = lines[number].strip("*_ ").casefold()
                self.shown.update((text, text.rpartition(": ")[2]))
        self._add_sure()

    def reason(self, number: int) -> str:
        """Why a line (its number counts from 0) is furniture; empty where it is not."""
        return self.reasons.get(number) or ("rule" if is_rule(self.lines[number]) else "")

    def _reason(self, number: int, heads: frozenset[int]) -> str:
        if number in heads:
            return "running-head"
        text = self.lines[number].strip("*_ \\").replace("\\", "")
        if text[-1:].isalpha() and text[-1] not in "eE":
            return ""
        if _JOB_NUMBER.match(text) or _JOB_NUMBER.match(f"*{text}*"):
            return "job-number"
        if match := _PAGE_NUMBER.match(text):
            # Numbers of pages rise; a column of other figures does not.
            if (page := int(match["number"])) < self.last_page or (match["all"] and int(match["all"]) < page):
                return ""
            self.last_page = page
            return "page-number"
        if _PAGE_BREAK.match(self.lines[number]):
            return "page-break"
        # The symbol of the document, which its masthead has shown, with the number of the page beside it.
        shown = _symbols_of(_BESIDE_SYMBOL.sub("", text).strip())
        return "running-head" if shown and shown <= self.symbols else ""

    def _page_head(self, group: range) -> list[str]:
        """Reasons for the head of a printed page: symbols, a language, and at the end the word page with its number."""
        if len(group) < 2 or not _SURE_PAGE.match(self.lines[group[-1]]):
            return []
        jobs = 1 if _JOB_NUMBER.match(self.lines[group[0]]) else 0
        above = [self.lines[number].strip("*_ ") for number in group[jobs:-1]]
        # A typed page repeats lines of the letter's own head: its reference, its date, whom it is written to.
        if above and all(text.casefold() in self.shown for text in above):
            return ["job-number"] * jobs + ["running-head"] * len(above) + ["page-number"]
        if (
            not above
            or not _symbols_of(above[0])
            or not all(_symbols_of(text) or _LANGUAGE.match(text) for text in above)
        ):
            return []
        return ["job-number"] * jobs + ["running-head"] * len(above) + ["page-number"]

    def _add_sure(self) -> None:
        """Lines that need no blank line beside them: job numbers, heads with a bar, the last figure of the file."""
        barred: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        last = -1
        for number, text in enumerate(self.lines):
            if not text:
                continue
            last = number
            if len(text) <= _LONGEST:
                if _SURE_JOB.match(text):
                    self.reasons.setdefault(number, "job-number")
                elif "|" in text and (match := _BARRED.match(text)):
                    barred[match["head"].casefold()].append((int(match["number"]), number))
        for found in barred.values():
            pages = [page for page, _ in found]
            if len(pages) > 1 and pages == list(range(pages[0], pages[0] + len(pages))):
                self.reasons.update((number, "running-head") for _, number in found)
        figures = [self.lines[number] for number, reason in self.reasons.items() if reason == "page-number"]
        shown = {int(page) for page in figures if page.isdecimal()}
        if shown and self.lines[last] == str(max(shown) + 1):
            self.reasons.setdefault(last, "page-number")

    def _returning(self, groups: list[range]) -> frozenset[int]:
        """Lines of words that return on later pages, from the second time on where there are three.

        They count where at least half of their places look like ends of pages: an open sentence before, a small letter
        behind, or other furniture beside. So an answer that is given three times stays in the text.
        """
        places: defaultdict[str, list[int]] = defaultdict(list)
        for group in groups:
            for number in group if len(group) <= _MOST else ():
                text = self.lines[number]
                if text[-1] not in ".:;,!?":
                    key = " ".join(_PAGE_WORD.sub("#", text).split()).casefold().strip("#*_\\ -–—")
                    if len(key) > 2 and not key.isdigit():
                        places[key].append(number)
        found: set[int] = set()
        for numbers in places.values():
            again = numbers[1:]
            if len(again) >= 2 and 2 * sum(map(self._at_page_end, again)) >= len(again):
                found.update(again)
        return frozenset(found)

    def _at_page_end(self, number: int) -> bool:
        above = self._beside(number, -1)
        below = self._beside(number, 1)
        for text in (above, below):
            if text and (_PAGE_NUMBER.match(text) or _JOB_NUMBER.match(text) or is_rule(text)):
                return True
        if _PAGE_WORD.search(self.lines[number]):
            return True
        return (above[-1:].isalpha() and len(above) > _SENTENCE) or below[:1].islower()

    def _beside(self, number: int, step: int) -> str:
        for n in range(number + step, max(-1, min(len(self.lines), number + 6 * step)), step):
            if self.lines[n]:
                return self.lines[n]
        return ""


def _groups(lines: list[str]) -> Iterator[range]:
    """Runs of up to six short lines, with nothing, or a rule, above and below."""
    start = 0
    for number in range(len(lines) + 1):
        if number < len(lines) and lines[number] and not is_rule(lines[number]):
            continue
        if 0 < number - start <= _MOST_HEAD and all(len(line) <= _LONGEST for line in lines[start:number]):
            yield range(start, number)
        start = number + 1


def _symbols_of(text: str) -> set[str]:
    """The symbols of a line that has nothing else."""
    found = symbols(text) if "/" in text else None
    return set(found.split("-")) if found else set()
