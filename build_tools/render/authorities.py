"""Stage: the bibliography -> one Markdown list, to which the letters as Markdown link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from build_tools.model.authority import Authority
from build_tools.model.edition import Edition
from build_tools.render.citations import card_of


def authorities_list(edition: Edition, reference: Callable[[Authority], str]) -> str:
    """Every authority that a letter cites, each with an anchor, its reference, its description and its address.

    `reference` gives the full reference of a record as Markdown. What no record matches stands behind, by its normal
    form. In the order of the bibliography; ends with a line feed.
    """
    cited: dict[str, str] = {}
    for letter in edition.letters:
        for citation in letter.citations:
            for one in citation.authorities:
                cited.setdefault(card_of(citation, one, edition.bibliography), one.authority)
    records = [record for record in edition.bibliography.authorities if record.key in cited]
    known = {record.key for record in records}
    by_form = sorted(cited.items(), key=lambda each: each[1])
    others = [(card, normal) for card, normal in by_form if card and card not in known]
    lines = ["# Authorities", ""]
    for record in records:
        printed = reference(record)
        link = f" <{record.official_url}>" if record.official_url and record.official_url not in printed else ""
        lines += _entry(record.key, [printed + link, record.description])
    if others:
        lines += ["## Without a record", ""]
        for card, normal in others:
            lines += _entry(card, [escape(normal, quote=False)])
    return "\n".join(lines)


def _entry(anchor: str, texts: Sequence[str]) -> list[str]:
    first, *rest = texts
    return [f'- <a id="{escape(anchor)}"></a>{first}', *(f"  {text}" for text in rest if text), ""]
