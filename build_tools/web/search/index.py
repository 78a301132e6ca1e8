"""The index of the passages' words, made by lunr."""

from __future__ import annotations

from typing import Any

from lunr import get_default_builder, lunr  # type: ignore[import-untyped]

from build_tools.web.search.units import Passage
from build_tools.web.search.words import search_words, stem

FIELD = "text"


def search_index(found: tuple[Passage, ...]) -> dict[str, Any]:
    """A lunr index with one document a passage; its reference is the passage's place in the list.

    It says in which passages a stem stands; which words stand there, and where, the search reads in the passages
    themselves. So every stem is in it, of words such as "shall" and "not" too, and lunr's weights are left out: the
    order of the hits is the order of reading. Terms are handed over ready made, each word stemmed once.
    Source: format of lunr.js 2.3, which both lunr libraries share.
    """
    documents = [{"id": n, FIELD: sorted(set(map(stem, search_words(p.text))))} for n, p in enumerate(found)]
    if not documents:  # lunr divides by the number of documents
        return {}
    builder = get_default_builder()
    builder.pipeline.reset()
    builder.search_pipeline.reset()
    index: dict[str, Any] = lunr(ref="id", fields=[FIELD], documents=documents, builder=builder).serialize()
    index["fieldVectors"] = [[reference, []] for reference, _ in index["fieldVectors"]]
    return index


def vocabulary(found: tuple[Passage, ...]) -> list[str]:
    """Every word of the passages once, sorted: what `prefix*` and `wild?card` may stand for."""
    return sorted({word for passage in found for word in search_words(passage.text)})
