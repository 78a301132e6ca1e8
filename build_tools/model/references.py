"""What evidence can lead to: the authorities, the sources and the letters of an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.model.apparatus import Source
from build_tools.model.bibliography import Bibliography
from build_tools.model.edition import Edition, EditionLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """All that a piece of evidence can name."""

    bibliography: Bibliography = field(default_factory=Bibliography)
    sources: Mapping[str, Source] = field(default_factory=dict)
    """By key."""
    letters: Mapping[str, EditionLetter] = field(default_factory=dict)
    """By id, with their lasting ids."""


def references_of(edition: Edition) -> References:
    """What the evidence of an edition can lead to."""
    return References(
        bibliography=edition.bibliography,
        sources={source.key: source for source in edition.sources},
        letters={letter.id: letter for letter in edition.letters},
    )
