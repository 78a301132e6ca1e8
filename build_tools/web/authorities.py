"""The pages of authorities: the table of all, one each with every place that cites it, and what no record matches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from build_tools.citations.exports import EXPORTS
from build_tools.citations.style import reference
from build_tools.model.authority import Authority, AuthorityKind
from build_tools.model.dates import written_out
from build_tools.model.edition import Edition, EditionLetter
from build_tools.render.citations import AUTHORITIES, unresolved_id
from build_tools.render.layers import publishable
from build_tools.render.wording import CONFIDENCE, KINDS, title, unresolved
from build_tools.web.citing import Place, places, printed_here
from build_tools.web.pages import Material, page

_ENDINGS = {name.removeprefix("authorities"): export for name, export in EXPORTS.items()}
_EXPORT_NAMES = {".bib": "BibTeX", ".csl.json": "CSL-JSON", ".ris": "RIS"}
# Instruments that are cited by article.
_WITH_ARTICLES: frozenset[AuthorityKind] = frozenset({"treaty", "code", "legislation"})


class Row(NamedTuple):
    """One authority in the table of all."""

    authority: Authority
    title: str
    more: str
    """Its full title, or case and stage, and its date, as far as the short title does not have them."""
    counts: tuple[tuple[EditionLetter, int], ...]
    """Letters that cite it, in the edition's order, with the number of places."""
    total: int


class Provision(NamedTuple):
    """One article of an instrument, with every place that cites it."""

    text: str
    places: tuple[Place, ...]


class Instrument(NamedTuple):
    """One instrument of the table of provisions."""

    title: str
    href: str
    provisions: tuple[Provision, ...]


def authority_pages(material: Material) -> dict[str, str]:
    """authorities/index, a page and three files for export a record, and the list of unmatched citations."""
    edition = material.edition
    all_places = places(edition)
    by_card: dict[str, list[Place]] = {}
    for place in all_places:
        by_card.setdefault(place.card, []).append(place)
    texts = {
        f"{AUTHORITIES}/index.md": _index(edition, all_places, by_card),
        f"{AUTHORITIES}/unmatched.md": _unmatched(edition, by_card),
    }
    for record in edition.bibliography.authorities:
        texts[f"{AUTHORITIES}/{record.key}.md"] = _authority(edition, record, by_card)
        texts.update({f"{AUTHORITIES}/{record.key}{ending}": export([record]) for ending, export in _ENDINGS.items()})
    return texts


def _index(edition: Edition, all_places: Sequence[Place], by_card: Mapping[str, list[Place]]) -> str:
    records = edition.bibliography.authorities
    rows = [_row(record, by_card.get(record.key, ())) for record in records]
    kinds = [
        (kind, heading, _by_body(row for row in rows if row.authority.kind == kind))
        for kind, (_, heading) in KINDS.items()
    ]
    known = {record.key for record in records}
    return page(
        "authorities.html",
        title="Authorities",
        description="What the letters cite: resolutions, orders, treaties, reports, pages, with every place",
        letters=edition.letters,
        kinds=[kind for kind in kinds if kind[2]],
        instruments=_instruments(edition, all_places),
        unmatched=sorted({place.card for place in all_places if place.card not in known and place.card}),
        unresolved=len(by_card.get("", ())),
        cited=sum(row.total > 0 for row in rows),
        mentioned=sum(row.total == 0 for row in rows),
        places=len(all_places),
    )


def _row(record: Authority, its: Iterable[Place]) -> Row:
    counts = tuple((letter, len(list(group))) for letter, group in groupby(its, key=lambda place: place.letter))
    name = title(record)
    own = (record.case, record.phase) if record.case else (record.title,)
    left = [text for text in own if text.casefold() not in name.casefold()]
    # a title is its makers' wording, not the edition's: it stands in quotation marks
    left = left if record.case else [f"“{text}”" for text in left]
    date = written_out(record.date)
    more = ", ".join((*left, *([date] if date not in name else [])))
    return Row(record, name, more, counts, sum(number for _, number in counts))


def _by_body(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Rows by issuing body, bodies in the order of the alphabet, rows by date and title; those without a date last."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.authority.body, []).append(row)
    return [
        (body, sorted(found[body], key=lambda row: (not row.authority.date, row.authority.date, _natural(row.title))))
        for body in sorted(found, key=str.casefold)
    ]


def _instruments(edition: Edition, all_places: Iterable[Place]) -> list[Instrument]:
    """Provisions of treaties, codes and laws, by instrument and number."""
    found: dict[tuple[str, str], dict[str, list[Place]]] = {}
    for place in all_places:
        record = edition.bibliography.by_key(place.card)
        by_article = record.kind in _WITH_ARTICLES if record else place.citation.form == "provision"
        if place.pin and place.cited and by_article:
            name = title(record) if record else place.cited.authority
            href = f"{record.key}.html" if record else f"unmatched.html#{place.card}"
            for provision in provisions(place.pin):
                its = found.setdefault((name, href), {}).setdefault(provision, [])
                if place not in its:
                    its.append(place)
    return [
        Instrument(name, href, tuple(Provision(text, tuple(its[text])) for text in sorted(its, key=_natural)))
        for (name, href), its in sorted(found.items(), key=lambda item: item[0][0].casefold())
    ]


# "Articles 1, 49 and 50", "art. 13 (a)", "Rules 1–3": a word for the kind of provision, then numbers.
_PROVISION = re.compile(r"(article|art|rule|principle|section|chapter|annex|paragraph|para)s?\.? +(?=[\dIVXLC])", re.I)
_NEXT = re.compile(r"(?:, *(?:and +)?| +and +| +& +)(?=[\dIVXLC]+\b)")
_SHORT = {"art": "article", "para": "paragraph"}


def provisions(pin: str) -> tuple[str, ...]:
    """Take a pinpoint apart: "Articles 1, 49 and 50" gives Article 1, Article 49, Article 50; a range stays one.

    A pinpoint of another shape comes back as it is printed.
    """
    head = _PROVISION.match(pin)
    if not head:
        return (pin,)
    word = head[1].casefold()
    word = _SHORT.get(word, word).capitalize()
    return tuple(f"{word} {number.strip()}" for number in _NEXT.split(pin[head.end() :]))


def _natural(text: str) -> list[tuple[bool, int, str]]:
    """A key that sorts numbers in a text by their value: Article 6 before Article 13."""
    parts = re.split(r"(\d+)", text.casefold())
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _authority(edition: Edition, record: Authority, by_card: Mapping[str, list[Place]]) -> str:
    its = by_card.get(record.key, [])
    kind, _ = KINDS[record.kind]
    name = title(record)
    return page(
        "authority.html",
        title=name,
        description=record.description,
        record=record,
        reference=Markup(reference(record)),  # noqa: S704  # the style escapes what it prints
        kind=kind[:1].upper() + kind[1:],
        date=written_out(record.date),
        confidence=CONFIDENCE[record.confidence],
        names=_other_names(record, name),
        parent=_related(edition, record.part_of, by_card),
        children=[_related(edition, child.key, by_card) for child in edition.bibliography.children(record.key)],
        printed_here=printed_here(record, edition),
        exports=[(_EXPORT_NAMES[ending], f"{record.key}{ending}") for ending in _ENDINGS],
        letters=_by_letter(its),
        total=len(its),
    )


def _other_names(record: Authority, shown: str) -> list[str]:
    told = {shown.casefold(), record.title.casefold()}
    return [name for name in record.names if name.casefold() not in told]


def _related(edition: Edition, key: str, by_card: Mapping[str, list[Place]]) -> tuple[str, str, int] | None:
    record = edition.bibliography.by_key(key)
    return (title(record), f"{record.key}.html", len(by_card.get(key, ()))) if record else None


def _by_letter(its: Iterable[Place]) -> list[tuple[EditionLetter, list[Place]]]:
    return [(letter, list(group)) for letter, group in groupby(its, key=lambda place: place.letter)]


def _unmatched(edition: Edition, by_card: Mapping[str, list[Place]]) -> str:
    known = {record.key for record in edition.bibliography.authorities}
    groups = [
        (card, its[0].cited.authority if its[0].cited else "", _address(its), _by_letter(its))
        for card, its in by_card.items()
        if card and card not in known
    ]
    open_ones = [
        (
            unresolved_id(place.letter.id, place.citation),
            place,
            Markup(unresolved(place.citation, edition.bibliography, "..")),  # noqa: S704  # made by wording, which escapes
        )
        for place in by_card.get("", ())
    ]
    return page(
        "unmatched.html",
        title="Citations without a record",
        description="Citations that match no record of the bibliography, and those that could not be resolved",
        groups=sorted(groups, key=lambda group: _natural(group[1])),
        unresolved=open_ones,
    )


def _address(its: Iterable[Place]) -> str:
    """The address that the words themselves are; the link of the edition has taken its place in the letter."""
    found = (place.cited.authority for place in its if place.citation.form == "url" and place.cited)
    return next((address for address in found if publishable(address, address)), "")
