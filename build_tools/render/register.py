"""Stage: the places that name entries of the register -> links laid over the words of a letter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from build_tools.model.citation import Citation
from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Letter
from build_tools.model.marking import Marking
from build_tools.model.register import Entry, Occurrence, RegisterKind
from build_tools.model.witness import Span
from build_tools.render.places import Unit

REGISTER = "register"
"""Folder of the register's pages, from the top of the site."""


def register_address(kind: RegisterKind, key: str) -> str:
    """Where an entry is found, from the top of the site."""
    return f"{REGISTER}/{kind}.html#{key}"


def entry_address(entry: Entry) -> str:
    """Where an entry is found, from the top of the site."""
    return register_address(entry.kind, entry.key)


def name_markings(edited: EditionLetter, base: str = "..") -> tuple[Marking, ...]:
    """Lay a link over every name of the register in a letter; `base` leads from its page to the top of the site.

    Words that are a link already, in a citation or in the witness, get no other. A term is linked where the letter
    first has it outside of these.
    """
    taken = _Taken([*_cited(edited.citations), *_linked(edited.letter)])
    return tuple(_marking(name, base) for name in _shown(edited.names, taken))


def _shown(names: Iterable[Occurrence], taken: _Taken) -> Iterator[Occurrence]:
    told: set[str] = set()
    for name in names:
        if (name.kind == "terms" and name.key in told) or taken.meets(name.spans):
            continue
        told.add(name.key)
        yield name


def _marking(name: Occurrence, base: str) -> Marking:
    return Marking(
        spans=name.spans,
        element="a",
        attributes=(
            ("class", "name term" if name.kind == "terms" else "name"),
            ("data-register", name.key),
            ("href", f"{base}/{register_address(name.kind, name.key)}"),
        ),
    )


def _cited(citations: Iterable[Citation]) -> Iterator[Span]:
    for citation in citations:
        yield from citation.spans
        for cited in citation.authorities:
            yield from cited.spans


def _linked(letter: Letter) -> Iterator[Span]:
    units: tuple[Unit, ...] = (*letter.blocks, *letter.notes)
    for unit in units:
        for run in unit.runs:
            if any(mark.name == "link" for mark in run.marks):
                yield run.span


class _Taken:
    """Stretches of a witness that are links already."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meets(self, spans: Iterable[Span]) -> bool:
        """True where one of some spans shares a character with a stretch."""
        for start, end in spans:
            index = bisect_right(self._starts, end - 1) - 1
            if index >= 0 and self._ends[index] > start:
                return True
        return False
