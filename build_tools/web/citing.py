"""Every place that cites an authority, over all letters: what the pages of authorities and the data list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model.authority import Authority
from build_tools.model.bibliography import symbol_key
from build_tools.model.citation import Citation, Cited
from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.letter import Note
from build_tools.model.witness import Span
from build_tools.render.citations import card_of, own_words, pin_words, records_of
from build_tools.render.places import Context, Unit, Units, callers, context, leading_to, name
from build_tools.render.wording import FORMS, doubts, understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One authority cited at one place."""

    letter: EditionLetter
    citation: Citation
    cited: Cited | None
    """None where no one authority was found."""
    card: str
    """Key of the record, or anchor in the list of unmatched citations; empty where no one authority was found."""
    anchor: str
    """Id of the block or note in the letter's page."""
    name: str
    """paragraph 3, note 13."""
    called_from: tuple[tuple[str, str], ...]
    """For a note: name and id of each block that calls it."""
    context: Context
    led_to: str
    """For a note the words before its first call; else empty."""
    pin: str
    form: str
    """How the words cite: by its symbol, through ibid."""
    how: tuple[str, ...]
    """How it was understood and what is doubtful, as sentences of HTML with links from the folder of authorities."""

    @property
    def page(self) -> str:
        """The letter's page, seen from the folder of authorities."""
        return f"../letters/{self.letter.id}.html"

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words in the witness."""
        return (self.cited.spans if self.cited else ()) or self.citation.spans

    @property
    def mark(self) -> str:
        """What tells the place from all others: letter and spans, as data-place has it."""
        return f"{self.letter.id} {' '.join(map(str, self.spans))}"


def places(edition: Edition) -> tuple[Place, ...]:
    """One place for each authority of each citation, and one for a citation without any; in the order of reading."""
    return tuple(place for letter in edition.letters for place in _of_letter(edition, letter))


def printed_here(record: Authority, edition: Edition) -> EditionLetter | None:
    """The letter of this edition that a record describes: the same day, and the same symbol or reference."""
    own = {symbol_key(text) for text in (*record.symbols, record.reference) if text}
    for letter in edition.letters:
        declared = letter.declaration
        numbers = {symbol_key(text) for text in (declared.symbol, declared.reference) if text}
        if own & numbers and record.date and record.date == declared.date:
            return letter
    return None


def _of_letter(edition: Edition, letter: EditionLetter) -> Iterator[Place]:
    units = Units(letter.letter)
    page = f"../letters/{letter.id}.html"
    for citation in letter.citations:
        unit = units.at(citation.spans)
        if unit is None:
            continue  # outside of every block: the check of the sums names it
        own, records = understood(citation, units, page), records_of(citation, edition.bibliography)
        for cited in citation.authorities or (None,):
            spans = own_words(citation, cited) if cited else citation.spans
            record = edition.bibliography.by_key(cited.key) if cited and cited.key else None
            yield Place(
                letter=letter,
                citation=citation,
                cited=cited,
                card=card_of(citation, cited, edition.bibliography) if cited else "",
                anchor=unit.id,
                name=name(unit),
                called_from=tuple((called, one.id) for called, one in callers(unit, units)),
                context=context(unit, spans),
                led_to=_led_to(unit, units),
                pin=pin_words(citation, unit),
                form=FORMS[citation.form],
                how=(*own, *doubts(citation, (record,) if record else records)),
            )


def _led_to(unit: Unit, units: Units) -> str:
    calls = unit.calls if isinstance(unit, Note) else ()
    caller = units.named(calls[0].within) if calls else None
    return leading_to(caller, calls[0].span) if caller else ""
