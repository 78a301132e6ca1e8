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

    def matches(self, text: str, places: Sequence[int]) -> Iterator[Match]:
        """All matches around the places of triggers, pattern by pattern, none within another of the same pattern.

        A pattern is tried only at the words around a place, so that the time is linear in the text and small where
        nothing is cited.
        """
        for template in self.templates:
            fits = template.regexes[0].match
            behind = 0
            for place in places:
                if place < behind:
                    continue
                if not self.before:
                    match = fits(text, place) if not place or not text[place - 1].isalnum() else None
                    made = self._made(match, template) if match else None
                    if made:
                        yield made
                        behind = made.span[1]
                    continue
                low = place - self.before
                for start in self.starts.finditer(text, low if low > behind else behind, place + 1):
                    match = fits(text, start.start())
                    made = self._made(match, template) if match else None
                    if made:
                        yield made
                        behind = made.span[1]
                        break

    def _made(self, match: re.Match[str], template: Template) -> Match | None:
        if not self.is_named:
            return Match(match)
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
        self._readings = whole.readings
        self._figures: dict[int, bool] = {}
        # where the last month of a reading stands, by the number of the reading
        self._months = dict(whole.locate(match.start()) for match in _month().finditer(whole.text))

    def last(self, needs: str, where: int) -> int:
        """No match of a form that needs this begins behind this place of a reading; -1 where it holds none."""
        last = self._months.get(where, -1) if needs == "month" else len(self._readings[where].text)
        if last >= 0 and where not in self._figures:
            self._figures[where] = _FIGURE.search(self._readings[where].text) is not None
        return last if last >= 0 and self._figures[where] else -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forms:
    """All forms that are tried, and the words they share."""

    forms: tuple[Form, ...]
    words: Vocabulary = field(default_factory=vocabulary)
    made: list[Triggers] = field(default_factory=list, init=False, repr=False)
    """The triggers of all forms, made at the first search."""

    def matches(self, whole: Whole) -> Iterator[tuple[Reading, Form, Match]]:
        """All matches in several readings, form by form."""
        if not self.made:
            self.made.append(Triggers([form.triggers for form in self.forms]))
        places: dict[tuple[int, int], list[int]] = {}
        starts = whole.starts
        for at, numbers in self.made[0].places(whole):
            where = bisect_right(starts, at) - 1
            local = at - starts[where]
            for number in numbers:
                places.setdefault((number, where), []).append(local)
        needed = _Needed(whole)
        for number, where in sorted(places):  # an edition's own forms come first
            ats = places[number, where]
            form, reading = self.forms[number], whole.readings[where]
            if form.needs:
                last = needed.last(form.needs, where)
                if last < 0:
                    continue
                if not form.before:  # a match begins at its trigger
                    ats = [at for at in ats if at <= last]
            if len(ats) > 1:
                ats.sort()
            if form.before or form.is_named or len(form.templates) > 1:
                for match in form.matches(reading.text, ats):
                    yield reading, form, match
                continue
            text, behind = reading.text, 0  # the same for the most common kind of form, without a call for each
            fits = form.templates[0].regexes[0].match
            for at in ats:
                if at >= behind and (not at or not text[at - 1].isalnum()):
                    fit = fits(text, at)
                    if fit:
                        behind = fit.end()
                        yield reading, form, Match(fit)
