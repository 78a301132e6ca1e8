"""What recognition hands on: words that cite, not yet understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.citations.reading import Reading
from build_tools.model.citation import CitationForm


class Item(NamedTuple):
    """One authority of a citation. Positions are of the reading copy."""

    authority: str
    """Normal form; empty where only the context can complete it."""
    start: int
    end: int
    number: str = ""
    """Number of a resolution as the normal form writes it, without a year that is not part of it."""
    year: str = ""
    date: str = ""
    """ISO 8601 date printed with this item."""


# Not frozen, though nothing changes one: a frozen record takes three times as long to make, and letters make thousands.
@dataclass(slots=True, kw_only=True, eq=False)
class Found:
    """Words of a block or note that cite something, never changed once made. Positions are of the reading copy."""

    reading: Reading
    form: CitationForm
    kind: str
    """What is cited, for the steps that follow: symbol, resolution, ruling, instrument, provision, document, titled,
    address, series, back, short, other, unknown."""
    start: int
    end: int
    items: tuple[Item, ...] = ()
    pin: tuple[int, int] | None = None
    date: str = ""
    reach: int = -1
    """Where the title begins that belongs to the citation but is not linked with it; -1 where none stands before."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the steps that follow need of the words: noun, organ, court, case, author, title, parties, word ..."""

    @property
    def first(self) -> int:
        """The first character that belongs to the citation, its title included."""
        return self.reach if self.reach >= 0 else self.start

    @property
    def words(self) -> str:
        return self.reading.text[self.start : self.end]


def without_overlaps(found: list[Found]) -> list[Found]:
    """Keep what stands within nothing else: the earlier and the longer of two; in order.

    Nothing inside the title of another citation is a citation.
    """
    if len(found) < 2:
        return list(found)
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.first, -one.end)):
        if not kept or one.first >= kept[-1].end:
            kept.append(one)
        elif one.end > kept[-1].end and one.end - one.first > kept[-1].end - kept[-1].first:
            kept[-1] = one
    return kept
