"""Doubts: what an editor should look at before a reader trusts a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from build_tools.citations.keys import Index
from build_tools.citations.meaning import Doubt, Meaning
from build_tools.model.bibliography import address_key

_FILE = "annotations/citations/declared.yml"


def doubts_of(meaning: Meaning, quote: str, target: str | None, index: Index | None) -> tuple[Doubt, ...]:
    """Everything doubtful about a citation, its words, and the address of the letter's own link; empty for most."""
    if meaning.authorities and not meaning.candidate_keys and target is None:
        return meaning.doubts
    return (*meaning.doubts, *_more(meaning, quote, target, index))


def _more(meaning: Meaning, quote: str, target: str | None, index: Index | None) -> Iterator[Doubt]:
    words = f"“{quote[:120]}”"
    if not meaning.authorities or meaning.candidate_keys:
        candidates = meaning.candidate_keys or meaning.candidates
        if candidates:
            message = f"{words} may stand for any of: {'; '.join(candidates)}; declare which in {_FILE}"
            yield Doubt("citation-ambiguous", message)
        else:
            message = f"{words} stands for nothing that was recognised; declare what in {_FILE}"
            yield Doubt("citation-unresolved", message)
    if target is not None:
        yield from _of_link(meaning, quote, target, index)


def _of_link(meaning: Meaning, quote: str, target: str, index: Index | None) -> Iterator[Doubt]:
    words = f"“{quote[:120]}”"
    right = _right_address(meaning, index)
    offer = f"; the right one is {right}" if right else ""
    if target.strip() in ("", "#"):
        yield Doubt("link-target-empty", f"the link on {words} leads nowhere{offer}")
    elif not _leads_there(meaning, quote, target, index):
        yield Doubt(
            "link-target-differs", f"the link on {words} leads to {target}, which is not what the words name{offer}"
        )


def _leads_there(meaning: Meaning, quote: str, target: str, index: Index | None) -> bool:
    """True where an address is that of the authority, or nothing is known against it."""
    form = meaning.found.form
    if form == "url":
        return any(
            cited.authority == target or address_key(cited.authority) == address_key(target)
            for cited in meaning.authorities
        ) or not quote.startswith("http")
    for cited in meaning.authorities:
        record = index.bibliography.by_key(cited.key) if index and cited.key else None
        if record and address_key(target) in {
            address_key(url) for url in (record.official_url, *record.addresses) if url
        }:
            return True
    if form != "symbol":
        return not index or not any(
            record.key not in {cited.key for cited in meaning.authorities}
            for record in index.bibliography.by_address(target)
        )
    path = unquote(target).replace(" ", "").casefold()
    return any(
        half.replace(" ", "").casefold() in path
        for cited in meaning.authorities
        for half in re.split(r"-(?=[A-Z]{1,8}/)", cited.authority)
    )


def _right_address(meaning: Meaning, index: Index | None) -> str:
    for cited in meaning.authorities:
        record = index.bibliography.by_key(cited.key) if index and cited.key else None
        if record and record.official_url:
            return record.official_url
    return ""
