"""Forms of citation: what each is, and where its patterns match.

One template holds one pattern. CiteURL's own search goes through the whole text for each pattern, and for several
patterns of one template anew behind each match; here its patterns are tried only where a trigger stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from citeurl.citation import Citation  # type: ignore[import-untyped]  # ships no types
from citeurl.citator import Template  # type: ignore[import-untyped]

from build_tools.citations.fragments import fragments
from build_tools.citations.reading import Reading, Whole
from build_tools.citations.triggers import Triggers
from build_tools.citations.vocabulary import Vocabulary, vocabulary
from build_tools.model.citation import CitationForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Words in which a form must be found, and what is found."""

    text: str
    quote: str
    authorities: tuple[str, ...]
    pin: str
    before: str


class Match:
    """Words that a pattern fits; named as in CiteURL's citation, which takes four times as long to make."""

    __slots__ = ("match", "raw_tokens", "span")

    def __init__(self, match: re.Match[str]) -> None:
        self.match = match
        self.span = match.span()
        self.raw_tokens: dict[str, str | None] = match.groupdict()


class NamedMatch(Match):
    """Words of which CiteURL makes the normal form; raises SyntaxError where an edit of a token does not fit."""

    __slots__ = ("name",)

    def __init__(self, match: re.Match[str], template: Template) -> None:
        super().__init__(match)
        citation = Citation(match, template)
        self.name: str = citation.name or citation.text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Form:
    """One form of citation."""

    name: str
    form: CitationForm
    reads: str
    triggers: tuple[str, ...]
    """Characters of which one stands in every match: in any case, or exactly where they hold a capital."""
    before: int
    """So many characters, at most, stand in a match before its trigger."""
    starts: re.Pattern[str]
    """The first character of a match, at the beginning of a word."""
    needs: str
    """What a text must hold besides: figures, a month, or nothing."""
    templates: tuple[Template, ...]
    is_named: bool
    """True where CiteURL is asked for the normal form, or may edit a token and refuse it."""
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]

    def matches(self, whole: Whole, places: Sequence[int]) -> Iterator[tuple[Reading, Match]]:
        """All matches around the places of triggers, pattern by pattern, none within another of the same pattern.

        The places are of the whole text, in order. A pattern is tried only at the words around a place, so that the
        time is linear in the text and small where nothing is cited.
        """
        before, is_named, starts = self.before, self.is_named, whole.starts
        for template in self.templates:
            fits = template.regexes[0].match
            begin, stop, behind = 0, 0, 0  # where the reading of a place begins and ends, and the last match ends in it
            for place in places:
                if place >= stop:
                    number = bisect_right(starts, place) - 1
                    reading = whole.readings[number]
                    text, begin, behind = reading.text, starts[number], 0
                    stop = begin + len(text) + 1
                at = place - begin
                if at < behind:
                    continue
                if not before:
                    if at and text[at - 1].isalnum():
                        continue
                    match = fits(text, at)
                    made = (_named(match, template) if is_named else Match(match)) if match else None
                    if made:
                        yield reading, made
                        behind = made.span[1]
                    continue
                low = at - before
                for first in self.starts.finditer(text, low if low > behind else behind, at + 1):
                    match = fits(text, first.start())
                    made = (_named(match, template) if is_named else Match(match)) if match else None
                    if made:
                        yield reading, made
                        behind = made.span[1]
                        break


def _named(match: re.Match[str], template: Template) -> Match | None:
    try:
        return NamedMatch(match, template)
    except SyntaxError:  # CiteURL's sign that an edit of a token does not fit: no citation
        return None


_FIGURE = re.compile(r"\d")


@cache
def _month() -> re.Pattern[str]:
    return re.compile(fragments()["MONTH"])


class _Needed:
    """Where the readings of a letter hold what forms need: a figure, and a month besides."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._figures: dict[int, bool] = {}
        # where the last month of a reading stands, by the number of the reading
        self._months = dict(whole.locate(match.start()) for match in _month().finditer(whole.text))

    def fitting(self, form: Form, places: Sequence[int]) -> list[int]:
        """The places, of some in order, around which a match of a form may stand."""
        kept: list[int] = []
        starts = self._whole.starts
        stop, last = 0, 0  # where the reading of a place ends, and the last place that fits in it
        for place in places:
            if place >= stop:
                number = bisect_right(starts, place) - 1
                stop = starts[number] + len(self._whole.readings[number].text) + 1
                last = starts[number] + self._last(form, number)
            if place <= last:
                kept.append(place)
        return kept

    def _last(self, form: Form, number: int) -> int:
        """The last place of a reading at which a trigger may stand; -1 where the reading lacks what the form needs."""
        end = len(self._whole.readings[number].text)
        last = self._months.get(number, -1) if form.needs == "month" else end
        if last < 0:
            return -1
        if number not in self._figures:
            self._figures[number] = _FIGURE.search(self._whole.readings[number].text) is not None
        if not self._figures[number]:
            return -1
        return end if form.before else last  # without words before it a match begins at its trigger


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forms:
    """All forms that are tried, and the words they share."""

    forms: tuple[Form, ...]
    words: Vocabulary = field(default_factory=vocabulary)
    made: list[Triggers] = field(default_factory=list, init=False, repr=False)
    """The triggers of all forms, made at the first search."""

    def matches(self, whole: Whole) -> Iterator[tuple[Reading, Form, Match]]:
        """All matches in several readings, form by form: an edition's own forms come first."""
        if not self.made:
            self.made.append(Triggers([form.triggers for form in self.forms]))
        needed = _Needed(whole)
        for form, places in zip(self.forms, self.made[0].places(whole), strict=True):
            if places and form.needs:
                places = needed.fitting(form, places)
            if places:
                for reading, match in form.matches(whole, places):
                    yield reading, form, match
