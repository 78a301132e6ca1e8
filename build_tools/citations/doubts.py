"""Doubts: what an editor should look at before a reader trusts a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from build_tools.citations.keys import Index
from build_tools.citations.meaning import Doubt, Meaning
from build_tools.model.bibliography import address_key
from build_tools.model.citation import Citation

_FILE = "annotations/citations/declared.yml"


def doubts_of(meaning: Meaning, citation: Citation, index: Index | None) -> Iterator[Doubt]:
    """Everything doubtful about one citation; empty for most."""
    yield from meaning.doubts
    if citation.authorities and not citation.candidate_keys and citation.target is None:
        return
    words = f"“{citation.quote[:120]}”"
    if not citation.authorities or citation.candidate_keys:
        candidates = citation.candidate_keys or citation.candidates
        if candidates:
            message = f"{words} may stand for any of: {'; '.join(candidates)}; declare which in {_FILE}"
            yield Doubt("citation-ambiguous", message)
        else:
            message = f"{words} stands for nothing that was recognised; declare what in {_FILE}"
            yield Doubt("citation-unresolved", message)
    if citation.target is not None:
        yield from _of_link(citation, words, index)


def _of_link(citation: Citation, words: str, index: Index | None) -> Iterator[Doubt]:
    target = citation.target or ""
    right = _right_address(citation, index)
    offer = f"; the right one is {right}" if right else ""
    if target.strip() in ("", "#"):
        yield Doubt("link-target-empty", f"the link on {words} leads nowhere{offer}")
    elif not _leads_there(citation, target, index):
        yield Doubt(
            "link-target-differs", f"the link on {words} leads to {target}, which is not what the words name{offer}"
        )


def _leads_there(citation: Citation, target: str, index: Index | None) -> bool:
    """True where an address is that of the authority, or nothing is known against it."""
    if citation.form == "url":
        return any(
            address_key(cited.authority) == address_key(target) for cited in citation.authorities
        ) or not citation.quote.startswith("http")
    for cited in citation.authorities:
        record = index.bibliography.by_key(cited.key) if index and cited.key else None
        if record and address_key(target) in {
            address_key(url) for url in (record.official_url, *record.addresses) if url
        }:
            return True
    if citation.form != "symbol":
        return not index or not any(
            record.key not in {cited.key for cited in citation.authorities}
            for record in index.bibliography.by_address(target)
        )
    path = unquote(target).replace(" ", "").casefold()
    return any(
        half.replace(" ", "").casefold() in path
        for cited in citation.authorities
        for half in re.split(r"-(?=[A-Z]{1,8}/)", cited.authority)
    )


def _right_address(citation: Citation, index: Index | None) -> str:
    for cited in citation.authorities:
        record = index.bibliography.by_key(cited.key) if index and cited.key else None
        if record and record.official_url:
            return record.official_url
    return ""
