"""Forms of citation: what each is, and where its patterns match.

One template holds one pattern. CiteURL's own search goes through the whole text for each pattern, and for several
patterns of one template anew behind each match; here its patterns are tried only where a trigger stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from citeurl.citation import Citation as Match  # type: ignore[import-untyped]  # ships no types
from citeurl.citator import Template  # type: ignore[import-untyped]

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
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]

    def _starts(self, text: str, first: int, last: int) -> Iterable[int]:
        """Where a match may begin."""
        if not self.before:
            return (last,) if not last or not text[last - 1].isalnum() else ()
        return (start.start() for start in self.starts.finditer(text, first, last + 1))

    def matches(self, text: str, places: Sequence[int]) -> Iterator[Match]:
        """All matches around the places of triggers, pattern by pattern, none within another of the same pattern.

        A pattern is tried only at the words around a place, so that the time is linear in the text and small where
        nothing is cited.
        """
        for template in self.templates:
            regex = template.regexes[0]
            behind = 0
            for place in places:
                if place < behind:
                    continue
                for start in self._starts(text, max(place - self.before, behind), place):
                    match = regex.match(text, start)
                    if match:
                        try:
                            yield Match(match, template)
                        except SyntaxError:  # CiteURL's sign that an edit of a token does not fit: no citation
                            continue
                        behind = match.end()
                        break


_FIGURE = re.compile(r"\d")
# what every name of a month has, in as few searches as may be
_MONTHS = ("uary", "March", "April", "May", "June", "July", "August", "ember", "ctober",
           "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")  # fmt: skip


def _holds(text: str, needs: str) -> bool:
    """True where a text holds figures, and where they are needed also a month."""
    if not _FIGURE.search(text):
        return False
    if needs == "figures":
        return True
    for sign in _MONTHS:  # noqa: SIM110  # a third of the time that `any` takes, for every block
        if sign in text:
            return True
    return False


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
        for at, numbers in self.made[0].places(whole):
            where, local = whole.locate(at)
            for number in numbers:
                places.setdefault((number, where), []).append(local)
        holds: dict[tuple[str, int], bool] = {}
        for (number, where), ats in places.items():
            form, reading = self.forms[number], whole.readings[where]
            if form.needs:
                if (form.needs, where) not in holds:
                    holds[form.needs, where] = _holds(reading.text, form.needs)
                if not holds[form.needs, where]:
                    continue
            for match in form.matches(reading.text, sorted(ats)):
                yield reading, form, match
