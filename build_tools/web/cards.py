"""The cards at the end of a letter's page: each authority it cites, and what there is to say of each citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from build_tools.model.authority import Authority
from build_tools.model.dates import written_out
from build_tools.model.edition import Edition, EditionLetter
from build_tools.render.citations import UNMATCHED, Cards, Saying, card_of, cards, unresolved_id
from build_tools.render.places import Units, name
from build_tools.render.wording import KINDS, title
from build_tools.web.pages import templates
from build_tools.workers import spread


class Told(NamedTuple):
    """A saying with the places of the letter it is true of."""

    id: str
    pin: str
    sentences: tuple[Markup, ...]
    places: tuple[tuple[str, str], ...]
    """Name and anchor of each."""
    words: str
    """What the letter says there, where no one authority was found."""
    href: str


class Card(NamedTuple):
    """One authority that the letter cites."""

    id: str
    href: str
    title: str
    record: Authority | None
    kind: str
    date: str
    here: int
    """Places that cite it in this letter."""
    all: int
    """Places that cite it in the edition."""
    places: tuple[tuple[str, str], ...]
    """Places that cite it with nothing more to say: name and anchor of each."""
    told: tuple[Told, ...]


def letter_cards(edition: Edition) -> dict[str, str]:
    """The section of cards of each letter that cites something, by id of the letter; HTML without blank lines."""
    totals = Counter(
        card
        for letter in edition.letters
        for citation in letter.citations
        for card in (card_of(citation, cited, edition.bibliography) for cited in citation.authorities)
    )
    citing = [letter for letter in edition.letters if letter.citations]
    sections = spread(partial(_section, edition, totals), citing)
    return {letter.id: section for letter, section in zip(citing, sections, strict=True)}


def _section(edition: Edition, totals: Mapping[str, int], letter: EditionLetter) -> str:
    made, unresolved = _cards(edition, letter, totals)
    text = templates().get_template("cards.html").render(cards=made, unresolved=unresolved)
    return "".join(line for line in text.splitlines(keepends=True) if line.strip())


def _cards(edition: Edition, letter: EditionLetter, totals: Mapping[str, int]) -> tuple[list[Card], list[Told]]:
    said = cards(letter, edition.bibliography)
    units = Units(letter.letter)
    by_card: dict[str, list[Told]] = {}
    for saying in said.sayings:
        by_card.setdefault(saying.card, []).append(_told(saying, letter, units))
    made = [
        _card(card, numbers, edition, letter, units, said, totals[card], tuple(by_card.get(card, ())))
        for card, numbers in said.cited.items()
    ]
    return made, by_card.get("", [])


def _card(
    card: str,
    numbers: tuple[int, ...],
    edition: Edition,
    letter: EditionLetter,
    units: Units,
    said: Cards,
    total: int,
    told: tuple[Told, ...],
) -> Card:
    record = edition.bibliography.by_key(card)
    cited = ((letter.citations[number], one) for number in numbers for one in letter.citations[number].authorities)
    form = next(one.authority for citation, one in cited if card_of(citation, one, edition.bibliography) == card)
    plain = [number for number in numbers if (number, card) not in said.of]
    kind = KINDS[record.kind][0] if record else ""
    return Card(
        id=f"cited-{card}",
        href=f"../authorities/{card}.html" if record else f"../{UNMATCHED}#{card}",
        title=title(record) if record else form,
        record=record,
        kind=kind[:1].upper() + kind[1:],
        date=written_out(record.date) if record else "",
        here=sum(
            card_of(letter.citations[number], one, edition.bibliography) == card
            for number in numbers
            for one in letter.citations[number].authorities
        ),
        all=total,
        places=tuple(_places(plain, letter, units)),
        told=told,
    )


def _told(saying: Saying, letter: EditionLetter, units: Units) -> Told:
    first = letter.citations[saying.citations[0]]
    return Told(
        id=saying.id,
        pin=saying.pin,
        sentences=tuple(Markup(sentence) for sentence in saying.sentences),  # noqa: S704  # wording escapes
        places=tuple(_places(saying.citations, letter, units)),
        words=saying.words,
        href="" if saying.card else f"../{UNMATCHED}#{unresolved_id(letter.id, first)}",
    )


def _places(numbers: tuple[int, ...] | list[int], letter: EditionLetter, units: Units) -> Iterator[tuple[str, str]]:
    found = (units.at(letter.citations[number].spans) for number in numbers)
    yield from dict.fromkeys((name(unit), unit.id) for unit in found if unit)
