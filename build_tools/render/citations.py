"""Stage: the citations of a letter -> what is laid over its words, and what there is to say of each.

Every citation with an authority is a link to the authority's page; one that no record matches leads to the list of such
citations. What there is to say beyond that (pinpoint, chain, doubt) is a `Saying`, which the page of the letter lists
once and every citation that it is true of names.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from build_tools.model.authority import Authority
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Citation, Cited
from build_tools.model.edition import EditionLetter
from build_tools.model.marking import Marking
from build_tools.model.witness import Span
from build_tools.render.places import Unit, Units, words
from build_tools.render.wording import doubts, sign_of, understood, unresolved

AUTHORITIES = "authorities"
"""Folder of the authorities' pages in the site."""
UNMATCHED = f"{AUTHORITIES}/unmatched.html"
"""Page of the citations that no record matches, from the top of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What there is to say of some citations of one authority beyond that authority."""

    id: str
    """Its anchor in the letter's page."""
    card: str
    """The authority's card: its key; of an authority without a record `unmatched_id`; else empty."""
    pin: str
    """The place in the authority, as a reader reads it."""
    sentences: tuple[str, ...]
    """HTML."""
    sign: str
    """The mark that the words carry: date?, link?, which?, or ? for another doubt; empty where nothing is doubtful."""
    words: str
    """What the letter says, where no one authority was found; else empty."""
    citations: tuple[int, ...]
    """Numbers of the citations of the letter it is true of, in order, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """What the page of a letter has to say of its citations."""

    cited: Mapping[str, tuple[int, ...]]
    """Cards in the order of their first citation, each with the numbers of its citations."""
    sayings: tuple[Saying, ...]
    """In the order of the first citation."""
    of: Mapping[tuple[int, str], Saying] = field(default_factory=dict)
    """By number of a citation and card."""


def unmatched_id(normal: str) -> str:
    """The anchor, in the list of unmatched citations, of an authority without a record, by its normal form."""
    plain = unicodedata.normalize("NFKD", normal).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-")
    # two forms may differ only in what a slug leaves out
    return f"{slug or 'authority'}-{hashlib.sha256(normal.encode()).hexdigest()[:6]}"


def unresolved_id(letter: str, citation: Citation) -> str:
    """The anchor, in the same list, of words for which no one authority was found."""
    return f"unresolved-{letter}-{citation.spans[0].start if citation.spans else f'line-{citation.line}'}"


def card_of(citation: Citation, cited: Cited, bibliography: Bibliography) -> str:
    """The card of an authority: its key, or `unmatched_id` where the bibliography has no record of it.

    Empty where several records fit equally well and none is taken.
    """
    if cited.key and bibliography.by_key(cited.key):
        return cited.key
    return "" if citation.candidate_keys else unmatched_id(cited.authority)


def cards(edited: EditionLetter, bibliography: Bibliography, base: str = "..") -> Cards:
    """Everything the page of a letter has to say of its citations, each thing once.

    `base` leads from the page to the top of the site. Nothing is reported.
    """
    units = Units(edited.letter)
    cited: dict[str, list[int]] = {}
    found: dict[_Said, list[int]] = {}
    for number, citation in enumerate(edited.citations):
        pin = pin_words(citation, units.at(citation.spans))
        own = understood(citation, units)
        for card in dict.fromkeys(card_of(citation, one, bibliography) for one in citation.authorities) or ("",):
            record = bibliography.by_key(card)
            if card:
                cited.setdefault(card, []).append(number)
                wrong = doubts(citation, (record,) if record else ())
            else:
                wrong = (unresolved(citation, bibliography, base), *doubts(citation, ()))
            if pin or own or wrong:
                sign = sign_of(citation, bool(card)) if wrong else ""
                saying = _Said(card, pin, (*own, *wrong), sign, "" if card else citation.quote)
                found.setdefault(saying, []).append(number)
    sayings = tuple(_numbered(found))
    return Cards(
        cited={card: tuple(numbers) for card, numbers in cited.items()},
        sayings=sayings,
        of={(number, saying.card): saying for saying in sayings for number in saying.citations},
    )


class _Said(NamedTuple):
    card: str
    pin: str
    sentences: tuple[str, ...]
    sign: str
    words: str


def _numbered(found: Mapping[_Said, list[int]]) -> Iterator[Saying]:
    counts: dict[str, int] = {}
    for said, numbers in found.items():
        counts[said.card] = counts.get(said.card, 0) + 1
        yield Saying(
            # a full stop, which no key has: the saying of one card is never taken for another card
            id=f"cited-{said.card}.{counts[said.card]}" if said.card else f"unresolved.{counts[said.card]}",
            card=said.card,
            pin=said.pin,
            sentences=said.sentences,
            sign=said.sign,
            words=said.words,
            citations=tuple(numbers),
        )


def own_words(citation: Citation, cited: Cited) -> tuple[Span, ...]:
    """The words of one authority: in a series its own, else all of the citation."""
    series = len({each.spans for each in citation.authorities}) > 1
    return cited.spans if series and cited.spans else citation.spans


def pin_words(citation: Citation, unit: Unit | None) -> str:
    """The place in the authority as a reader reads it, without the witness's markup; empty without one."""
    if not citation.pin:
        return ""
    return (words(unit, citation.pin.spans) if unit else "") or citation.pin.text


Address = Callable[[str, bool], str]
"""Where the link of a card leads: (card, whether the bibliography has a record of it) -> address."""


def in_site(base: str) -> Address:
    """The addresses of the site's pages of authorities; `base` leads from the page to the top of the site."""
    return lambda card, known: f"{base}/{AUTHORITIES}/{card}.html" if known else f"{base}/{UNMATCHED}#{card}"


def in_list(card: str, known: bool) -> str:
    """The address of an authority in the one list that stands beside the letters as Markdown."""
    return f"{AUTHORITIES}.md#{card}"


def markings(
    edited: EditionLetter, bibliography: Bibliography, base: str = "..", address: Address | None = None
) -> tuple[Marking, ...]:
    """Lay a link over the words of every citation of a letter; `base` leads from its page to the top of the site.

    `address` says where links lead, the site's pages of authorities if left out.
    A series has one link for each authority's own words; authorities of the same words share one, which leads to the
    first. Words for which no one authority was found get no link. Doubtful and unresolved ones get a mark of the
    edition's own behind them, with its words. An address of the witness is never taken over.
    """
    said = cards(edited, bibliography, base)
    nested = _nested(edited.citations)
    return tuple(
        marking
        for number, citation in enumerate(edited.citations)
        for marking in _markings(number, citation, bibliography, said, address or in_site(base), number in nested)
    )


def _markings(
    number: int, citation: Citation, bibliography: Bibliography, said: Cards, address: Address, nested: bool
) -> Iterator[Marking]:
    groups: dict[tuple[Span, ...], list[str]] = {citation.spans: [""]} if not citation.authorities else {}
    for cited in citation.authorities:
        groups.setdefault(own_words(citation, cited), []).append(card_of(citation, cited, bibliography))
    told: set[str] = set()
    for spans, cards_here in groups.items():
        group = list(dict.fromkeys(cards_here))
        sayings = [said.of[number, card] for card in group if (number, card) in said.of]
        # one mark a citation says a doubt of all its authorities
        marks = [saying for saying in sayings if saying.sign and not told & set(saying.sentences)]
        told.update(sentence for saying in marks for sentence in saying.sentences)
        linked = [card for card in group if card]
        yield Marking(
            spans=spans,
            element="a" if linked else "span",
            attributes=tuple(_attributes(citation, linked, bibliography, sayings, address)),
            after="".join(_mark(saying, nested) for saying in marks),
        )


def _attributes(
    citation: Citation, linked: list[str], bibliography: Bibliography, sayings: list[Saying], address: Address
) -> Iterator[tuple[str, str]]:
    keys = [card for card in linked if bibliography.by_key(card)]
    kinds = {
        "unresolved": not linked,
        "unmatched": bool(linked) and not keys,
        "declared": citation.declared,
        "unsure": citation.certainty == "low",
        "doubtful": bool(linked) and any(saying.sign for saying in sayings),
    }
    yield "class", " ".join(("citation", *(kind for kind, is_so in kinds.items() if is_so)))
    if keys:
        yield "data-authority", " ".join(keys)
    if keys != linked:
        yield "data-card", " ".join(linked)
    if sayings:
        yield "data-saying", " ".join(saying.id for saying in sayings)
    if linked:
        yield "href", address((keys or linked)[0], bool(keys))


def _mark(saying: Saying, nested: bool) -> str:
    """The mark behind doubtful words: a question that leads to what there is to say, and says it."""
    said = re.sub("<[^>]+>", "", " ".join(saying.sentences))
    text = f'<span aria-hidden="true">[{saying.sign}]</span><span class="unseen"> [{said}]</span>'
    # words that lie in another link cannot hold a second one
    if nested:
        return f'<span class="citation-mark">{text}</span>'
    return f'<a class="citation-mark" href="#{escape(saying.id)}" data-saying="{escape(saying.id)}">{text}</a>'


def _nested(citations: tuple[Citation, ...]) -> set[int]:
    """Numbers of the citations whose words lie in, around or across those of another one."""
    spans = sorted((span, number) for number, citation in enumerate(citations) for span in citation.spans)
    found: set[int] = set()
    end, holder = -1, -1
    for span, number in spans:
        if span.start < end and number != holder:
            found |= {number, holder}
        if span.end > end:
            end, holder = span.end, number
    return found


def records_of(citation: Citation, bibliography: Bibliography) -> tuple[Authority, ...]:
    """The records that a citation leads to, once each, in its order."""
    found = (bibliography.by_key(cited.key) for cited in citation.authorities if cited.key)
    return tuple({record.key: record for record in found if record}.values())
