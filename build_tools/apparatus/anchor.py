"""Find the one place in a letter that a selector fits; exact or not at all."""

from __future__ import annotations

from typing import NamedTuple

from build_tools.apparatus.text import Found, ReadingText, normalised
from build_tools.model.annotation import Anchor, TextQuoteSelector

_LONGEST_CONTEXT = 200
_STEP = 12  # characters by which a context grows, to the next border of a word


class Miss(NamedTuple):
    """Why a selector fits no one place."""

    rule: str
    """quote-not-found, quote-ambiguous or quote-crosses-blocks."""
    message: str
    places: tuple[Found, ...]
    """Where `exact` stands, where it stands several times."""
    elsewhere: bool = False
    """True where `exact` stands once, and not at the place that prefix and suffix speak of."""


def anchor(
    selector: TextQuoteSelector, reading: ReadingText, *, several: bool = False, within: str = ""
) -> Anchor | Miss:
    """Find the one place of a letter that a selector speaks of.

    White space and the form of quotation marks do not count; prefix and suffix are read only where `exact` occurs more
    than once, and may reach over the border of a block. `several`: they told the words apart in an earlier
    transcription, so that a single place must fit them too; else a note whose own words have changed would go over to
    the words of another place. `within`: the id of the one block or note that is looked at. A near match is never
    taken. Source: W3C Web Annotation Data Model, 4.2.4.
    """
    words = normalised(selector.exact)
    everywhere = reading.occurrences(words)
    places = [place for place in everywhere if not within or reading.unit_at(place.start).id == within]
    if not places and everywhere:
        there = ", ".join(dict.fromkeys(reading.unit_at(place.start).id for place in everywhere))
        return Miss("quote-not-found", f"these words do not stand in `{within}`; they stand in {there}", ())
    if not places:
        return _crossing(words, reading) or Miss("quote-not-found", "these words stand nowhere in the letter", ())
    if len(places) == 1:
        if not several or _fits(places[0], selector, reading):
            return reading.anchor(places[0])
        message = f"these words stand on line {reading.line(places[0])} only, and not where the note stood"
        return Miss("quote-not-found", message, (), elsewhere=True)
    fitting = [place for place in places if _fits(place, selector, reading)]
    if len(fitting) == 1:
        return reading.anchor(fitting[0])
    lines = ", ".join(str(reading.line(place)) for place in places)
    message = f"these words stand {len(places)} times in the letter (lines {lines}), "
    if not (selector.prefix or selector.suffix):
        message += "and nothing says which is meant: add a `prefix` or a `suffix`"
    elif fitting:
        message += f"{len(fitting)} times with this `prefix` and `suffix`: make them longer"
    else:
        message += "never with this `prefix` and `suffix`: correct them"
    return Miss("quote-ambiguous", message, tuple(places))


def unique_selector(found: Found, reading: ReadingText, least: int = 20) -> TextQuoteSelector:
    """Describe a stretch so that it fits exactly once, with as little around it as that needs.

    Words shorter than `least` get words around them all the same: after a correction of a character of theirs nothing
    else would tell where they were. Empty prefix and suffix where they are not needed.
    """
    exact = reading.anchor(found).quote
    words, text = reading.text[found.start : found.end], reading.open_text
    places = reading.occurrences(words)
    if len(places) == 1 and len(words) >= least:
        return TextQuoteSelector(exact)
    size = max(0, least - len(words)) // 2 + _STEP
    while size < _LONGEST_CONTEXT:
        start, end = _word_start(text, found.start - size, found.start), _word_end(text, found.end + size, found.end)
        selector = TextQuoteSelector(exact, text[start : found.start].strip(), text[found.end : end].strip())
        if sum(_fits(place, selector, reading) for place in places) == 1:
            return selector
        size += _STEP
    # the same words in the same surroundings: nothing short of the whole text around tells them apart
    return TextQuoteSelector(exact, text[: found.start].strip(), text[found.end :].strip())


def _fits(place: Found, selector: TextQuoteSelector, reading: ReadingText) -> bool:
    before, behind = normalised(selector.prefix), normalised(selector.suffix)
    text = reading.open_text
    return text[: place.start].rstrip().endswith(before) and text[place.end :].lstrip().startswith(behind)


def _crossing(words: str, reading: ReadingText) -> Miss | None:
    places = reading.crossing(words)
    if not places:
        return None
    first, last = (reading.unit_at(at).id for at in (places[0].start, places[0].end - 1))
    message = f"these words begin in {first} and end in {last}: quote words of one paragraph or note"
    return Miss("quote-crosses-blocks", message, ())


def _word_start(text: str, at: int, before: int) -> int:
    if at <= 0:
        return 0
    space = text.rfind(" ", 0, at + 1)
    return min(space + 1 if space >= 0 else 0, before)


def _word_end(text: str, at: int, behind: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.find(" ", at)
    return max(space if space >= 0 else len(text), behind)
