"""What the browser tests of the search share: asking the engine, and the places that a list of hits has."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Page

_ASK = """queries => EditionSearch.load().then(() => Promise.all(queries.map(query =>
    EditionSearch.ask({tree: EditionQuery.parse(query).tree, chosen: {}}).then(answer => answer.hits.map(hit => [
        hit.letter < 0 ? "" : EditionSearch.letters()[hit.letter][5], hit.anchor, hit.kind, hit.places.length])))))"""

Hit = tuple[str, str, str, int]
"""Siglum of the letter, id, kind of text, number of places."""

OWN = ("text", "matter", "note")


def ask(page: Page, queries: Iterable[str]) -> dict[str, list[Hit]]:
    """The hits of each question, as the engine of the open search page gives them."""
    queries = list(queries)
    answers: list[list[list[object]]] = page.evaluate(_ASK, queries)
    return {query: [tuple(hit) for hit in hits] for query, hits in zip(queries, answers, strict=True)}  # type: ignore[misc]


def own(hits: Iterable[Hit]) -> list[tuple[str, str]]:
    """Those that are words of a letter."""
    return [(siglum, anchor) for siglum, anchor, kind, _ in hits if kind in OWN]
