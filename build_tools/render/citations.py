"""Stage: the citations of a letter -> what is laid over its words, and what there is to say of each.

Every citation with an authority is a link to the authority's page; one that no record matches leads to the list of such
citations. What there is to say beyond that (pinpoint, chain, doubt) is a `Saying`, which the page of the letter lists
once and every citation that it is true of names.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from build_tools.model.authority import Authority
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Citation, Cited
from build_tools.model.edition import EditionLetter
from build_tools.model.marking import Marking
from build_tools.model.witness import Span
from build_tools.render.places import Unit, Units, words
from build_tools.render.wording import doubts, understood, unresolved

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
    doubtful: bool
    """True where something is doubtful or unresolved: the words carry a mark."""
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
    return f"unresolved-{letter}-{citation.spans[0].start}"


def card_of(cited: Cited, bibliography: Bibliography) -> str:
    """The card of an authority: its key, or `unmatched_id` where the bibliography has no record of it."""
    return cited.key if cited.key and bibliography.by_key(cited.key) else unmatched_id(cited.authority)


def cards(edited: EditionLetter, bibliography: Bibliography, base: str = "..") -> Cards:
    """Everything the page of a letter has to say of its citations, each thing once.

    `base` leads from the page to the top of the site. Nothing is reported.
    """
    units = Units(edited.letter)
    cited: dict[str, list[int]] = {}
    found: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
    marked: set[tuple[str, str, tuple[str, ...]]] = set()
    for number, citation in enumerate(edited.citations):
        unit = units.at(citation.spans)
        pin = pin_words(citation, unit)
        own = understood(citation, units)
        if not citation.authorities:
            key = ("", "", (*own, unresolved(citation, bibliography, base)))
            found.setdefault(key, []).append(number)
            marked.add(key)
        for card in dict.fromkeys(card_of(one, bibliography) for one in citation.authorities):
            cited.setdefault(card, []).append(number)
            record = bibliography.by_key(card)
            wrong = doubts(citation, (record,) if record else ())
            if pin or own or wrong:
                key = (card, pin, (*own, *wrong))
                found.setdefault(key, []).append(number)
                if wrong:
                    marked.add(key)
    counts: dict[str, int] = {}
    sayings: list[Saying] = []
    for (card, pin, sentences), numbers in found.items():
        counts[card] = counts.get(card, 0) + 1
        sayings.append(
            Saying(
                id=f"cited-{card}-{counts[card]}" if card else f"unresolved-{counts[card]}",
                card=card,
                pin=pin,
                sentences=sentences,
                doubtful=(card, pin, sentences) in marked,
                citations=tuple(numbers),
            )
        )
    return Cards(
        cited={card: tuple(numbers) for card, numbers in cited.items()},
        sayings=tuple(sayings),
        of={(number, saying.card): saying for saying in sayings for number in saying.citations},
    )


def pin_words(citation: Citation, unit: Unit | None) -> str:
    """The place in the authority as a reader reads it, without the witness's markup; empty without one."""
    if not citation.pin:
        return ""
    return (words(unit, citation.pin.spans) if unit else "") or citation.pin.text


def markings(edited: EditionLetter, bibliography: Bibliography, base: str = "..") -> tuple[Marking, ...]:
    """Lay a link over the words of every citation of a letter; `base` leads from its page to the top of the site.

    A series has one link for each authority's own words; authorities of the same words share one, which leads to the
    first. Words for which no one authority was found get no link. Doubtful and unresolved ones get a mark of the
    edition's own behind them, with its words. An address of the witness is never taken over.
    """
    said = cards(edited, bibliography, base)
    nested = _nested(edited.citations)
    return tuple(
        marking
        for number, citation in enumerate(edited.citations)
        for marking in _markings(number, citation, bibliography, said, base, number in nested)
    )


def _markings(
    number: int, citation: Citation, bibliography: Bibliography, said: Cards, base: str, nested: bool
) -> Iterator[Marking]:
    if not citation.authorities:
        saying = said.of[number, ""]
        attributes = (("class", "citation unresolved"), ("data-saying", saying.id))
        yield Marking(spans=citation.spans, element="span", attributes=attributes, after=_mark(saying, nested))
        return
    groups: dict[tuple[Span, ...], list[Cited]] = {}
    for cited in citation.authorities:
        groups.setdefault(cited.spans or citation.spans, []).append(cited)
    told: set[str] = set()
    for spans, group in groups.items():
        own = list(dict.fromkeys(card_of(cited, bibliography) for cited in group))
        sayings = [said.of[number, card] for card in own if (number, card) in said.of]
        # one mark a citation says a doubt of all its authorities
        marks = [saying for saying in sayings if saying.doubtful and not told & set(saying.sentences)]
        told.update(sentence for saying in marks for sentence in saying.sentences)
        yield Marking(
            spans=spans,
            element="a",
            attributes=tuple(_attributes(citation, own, bibliography, sayings, base)),
            after="".join(_mark(saying, nested) for saying in marks),
        )


def _attributes(
    citation: Citation, own: list[str], bibliography: Bibliography, sayings: list[Saying], base: str
) -> Iterator[tuple[str, str]]:
    keys = [card for card in own if bibliography.by_key(card)]
    kinds = {
        "unmatched": not keys,
        "declared": citation.declared,
        "unsure": citation.certainty == "low",
        "doubtful": bool(citation.doubts),
    }
    yield "class", " ".join(("citation", *(kind for kind, is_so in kinds.items() if is_so)))
    if keys:
        yield "data-authority", " ".join(keys)
    if keys != own:
        yield "data-card", " ".join(own)
    if sayings:
        yield "data-saying", " ".join(saying.id for saying in sayings)
    yield "href", f"{base}/{AUTHORITIES}/{keys[0]}.html" if keys else f"{base}/{UNMATCHED}#{own[0]}"


def _mark(saying: Saying, nested: bool) -> str:
    """The mark behind doubtful words: a question mark that leads to what there is to say, and says it."""
    said = re.sub("<[^>]+>", "", " ".join(saying.sentences))
    text = f'<span aria-hidden="true">[?]</span><span class="unseen"> [{said}]</span>'
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
