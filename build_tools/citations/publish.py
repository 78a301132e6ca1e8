"""From the reading copy to the witness: citations with their spans, and as the contract's JSON."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from build_tools.citations.doubts import doubts_of
from build_tools.citations.keys import Index
from build_tools.citations.meaning import Doubt, Meaning
from build_tools.citations.reading import Reading
from build_tools.model.citation import Citation, Cited, Pinpoint
from build_tools.model.letter import Node
from build_tools.model.witness import Span

# Markup that belongs to the words it stands around; a link's brackets and target do not.
_AROUND = frozenset("*_<>")
_CLOSES = {"<": ">"}
_OPENS = {">": "<"}


class Edges:
    """Finds the markup directly before and behind words."""

    def __init__(self, nodes: Sequence[Node], text: str) -> None:
        self._all, self._text = nodes, text

    @cached_property
    def _spans(self) -> list[Span]:
        return [span for span, kind, _ in self._all if kind == "markup"]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._spans]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self._spans]

    def widen(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Take in emphasis and angle brackets that open at the first word or close at the last, with their partners."""
        if not spans:
            return spans
        first, last = spans[0].start, spans[-1].end
        if self._text[max(first - 1, 0)] not in _AROUND and self._text[last : last + 1] not in _AROUND:
            return spans
        while True:
            opening = self._ending_at(first)
            if opening is None:
                break
            sign = self._text[opening.start : opening.end]
            partner = _CLOSES.get(sign, sign)
            closing = self._starting_at(last)
            closes = closing is not None and self._text[closing.start : closing.end] == partner
            open_inside = sign == partner and self._count(first, last, partner) % 2 == 1
            if not closes and not open_inside and not (sign != partner and self._count(first, last, partner)):
                break  # what opens here closes further on
            first = opening.start
            if closes and not open_inside and closing is not None:
                last = closing.end
        closing = self._starting_at(last)
        if closing is not None and self._open(first, last, self._text[closing.start : closing.end]):
            last = closing.end  # it opens within the words
        head = Span(first, spans[0].end)
        return (
            *((head, *spans[1:-1]) if len(spans) > 1 else ()),
            Span(spans[-1].start if len(spans) > 1 else first, last),
        )

    def _open(self, start: int, end: int, closing: str) -> bool:
        """True where a sign that a stretch opens is not closed in it."""
        if closing in _OPENS:
            return self._count(start, end, _OPENS[closing]) > self._count(start, end, closing)
        return self._count(start, end, closing) % 2 == 1

    def _ending_at(self, at: int) -> Span | None:
        index = bisect_right(self._ends, at) - 1
        return self._usable(index) if index >= 0 and self._ends[index] == at else None

    def _starting_at(self, at: int) -> Span | None:
        index = bisect_right(self._starts, at) - 1
        return self._usable(index) if index >= 0 and self._starts[index] == at else None

    def _usable(self, index: int) -> Span | None:
        span = self._spans[index]
        return span if set(self._text[span.start : span.end]) <= _AROUND else None

    def _count(self, start: int, end: int, sign: str) -> int:
        low = bisect_right(self._starts, start - 1)
        high = bisect_right(self._starts, end - 1)
        return sum(1 for first, last in self._spans[low:high] if self._text[first:last] == sign)


def published(meaning: Meaning, edges: Edges, index: Index | None) -> tuple[Citation, tuple[Doubt, ...]]:
    """A citation on the witness, and what is doubtful about it."""
    found = meaning.found
    reading, start, end = found.reading, found.start, found.end
    words, quote = reading.spans_and_words(start, end)
    spans = edges.widen(words)
    pin = None
    if found.pin:
        pinned = reading.spans(*found.pin)
        pin = Pinpoint(reading.printed(pinned), pinned)
    target = _target(reading, start, end) if reading.links else None
    doubts = doubts_of(meaning, quote, target, index)
    citation = Citation(
        within=reading.within,
        line=reading.letter.witness.line_at(spans[0].start if spans else reading.raw(start)),
        spans=spans,
        quote=quote,
        form=found.form,
        authorities=tuple(
            [
                Cited(name, key, words if first == start and last == end else reading.spans(first, last))
                for name, key, first, last in meaning.authorities
            ]
        ),
        pin=pin,
        resolution=meaning.resolution,
        candidates=meaning.candidates,
        candidate_keys=meaning.candidate_keys,
        certainty=meaning.certainty,
        date=found.date,
        target=target,
        doubts=tuple(dict.fromkeys(doubt.rule for doubt in doubts)) if doubts else (),
    )
    return citation, doubts


def _target(reading: Reading, start: int, end: int) -> str | None:
    index = bisect_right(reading.links, end - 1, key=lambda link: link.start) - 1
    if index < 0 or reading.links[index].end <= start:
        return None
    return reading.links[index].target


def as_json(citation: Citation) -> dict[str, object]:
    """One entry of `citations` in `inspect`'s JSON, in the shape of the contract, with the chain beside it."""
    resolution = citation.resolution
    antecedent: dict[str, object] | None = None
    if resolution:
        where = resolution.antecedent
        place = {"note": where.removeprefix("note ")} if where.startswith("note ") else {"block": where}
        antecedent = {
            **place,
            "rule": resolution.rule,
            "chain": [{"in": step.within, "quote": step.quote, "rule": step.rule} for step in resolution.chain],
        }
    return {
        "quote": citation.quote,
        "line": citation.line,
        "spans": [list(span) for span in citation.spans],
        "in": citation.within,
        "form": citation.form,
        "authorities": [
            {"authority": cited.authority, "key": cited.key, "spans": [list(span) for span in cited.spans]}
            for cited in citation.authorities
        ],
        "pin": citation.pin.text if citation.pin else None,
        "antecedent": antecedent,
        "candidates": list(citation.candidate_keys or citation.candidates),
        "declared": citation.declared,
        "certainty": citation.certainty,
    }
