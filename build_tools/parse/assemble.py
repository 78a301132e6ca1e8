"""From units to the records of the model: blocks, notes, and the tiles that cover the witness."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from build_tools.model.letter import Block, Call, Node, Note, Run
from build_tools.model.witness import Span, Witness
from build_tools.parse.calls import Candidate
from build_tools.parse.language import languages
from build_tools.parse.unit import Unit

# Which roles are counted together: p1, p2 ... for the running text, h for headings, m for the matter around it.
_PREFIX = {"opening": "p", "paragraph": "p", "lead": "p", "item": "p", "heading": "h"}
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]")


def records(
    witness: Witness,
    units: Sequence[Unit],
    notes: Sequence[Unit],
    pages: list[int],
    calls: Mapping[int, list[Candidate]],
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Make the blocks of units in the order of reading, and the notes.

    `pages` are the places at which a page begins, sorted; `calls` has for each note, by its index, what calls it.
    """
    starts = [line.start for line in witness.lines]
    signs = sorted((call for called in calls.values() for call in called), key=lambda call: call.sign)
    cutter = _Cutter(signs)
    counts: Counter[str] = Counter()
    blocks: list[Block] = []
    for unit, lang in zip(units, languages([unit.plain for unit in units]), strict=True):
        role = unit.role or "paragraph"
        prefix = _PREFIX.get(role, "m")
        counts[prefix] += 1
        blocks.append(
            Block(
                id=f"{prefix}{counts[prefix]}",
                role=role,
                page=_page(unit.start, pages),
                spans=tuple(unit.spans),
                lines=_lines(starts, unit),
                runs=cutter.cut(unit),
                lang=lang,
                level=unit.level if role == "heading" else 0,
                bullet=unit.bullet,
                moved=unit.moved,
            )
        )
    ids = {id(unit): block.id for unit, block in zip(units, blocks, strict=True)}
    made = tuple(
        Note(
            id=note_id,
            label=unit.label,
            page=_page(unit.start, pages),
            spans=tuple(unit.spans),
            lines=_lines(starts, unit),
            runs=cutter.cut(unit),
            calls=tuple(_call(witness, call, ids) for call in calls.get(n, ())),
        )
        for n, (unit, note_id) in enumerate(zip(notes, _note_ids(notes), strict=True))
    )
    return tuple(blocks), made


def _call(witness: Witness, call: Candidate, ids: Mapping[int, str]) -> Call:
    within = ids.get(id(call.unit)) or f"note {call.unit.label}"
    return Call(label=call.label, span=call.span, line=witness.line_at(call.span.start), within=within)


def _note_ids(notes: Sequence[Unit]) -> list[str]:
    """fn-13 for the first note of a label, fn-13.2 for the second ...; odd characters as uXXXX."""
    seen: Counter[str] = Counter()
    made = []
    for note in notes:
        seen[note.label] += 1
        safe = _UNSAFE.sub(lambda match: f"u{ord(match[0]):04X}", note.label)
        made.append(f"fn-{safe}" + (f".{seen[note.label]}" if seen[note.label] > 1 else ""))
    return made


def _page(position: int, pages: list[int]) -> int | None:
    return 1 + bisect_right(pages, position) if pages else None


def _lines(starts: list[int], unit: Unit) -> tuple[int, ...]:
    """Every line that holds words of a unit, in the order of its pieces; `starts` has where each line begins."""
    first = bisect_right(starts, unit.start)
    if len(unit.runs) == 1 or (len(unit.spans) == 1 and (first == len(starts) or unit.spans[0].end <= starts[first])):
        return (first,)
    found = dict.fromkeys(
        bisect_right(starts, run.span.start) for run in unit.runs if run.kind == "text" and not run.text.isspace()
    )
    return tuple(found)


def page_begins(places: Collection[int], units: Sequence[Unit]) -> list[int]:
    """The places at which a page begins, once each: a foot of letter paper belongs to the page that it ends."""
    starts = sorted(unit.start for unit in units if unit.role != "letterhead" or unit.moved)
    found: list[int] = []
    for place in sorted(places):
        if found and bisect_left(starts, found[-1]) == bisect_left(starts, place):
            found.pop()
        found.append(place)
    return found


class _Cutter:
    """Cuts text runs at the calls that were paired."""

    def __init__(self, signs: list[Candidate]) -> None:
        self.signs = signs
        self.starts = [call.sign.start for call in signs]

    def _is_free(self, start: int, end: int) -> bool:
        """True where no call stands in a piece of a unit."""
        first = bisect_left(self.starts, start)
        return (first == len(self.starts) or self.starts[first] >= end) and not (
            first and self.signs[first - 1].span.end > start
        )

    def cut(self, unit: Unit) -> tuple[Run, ...]:
        runs = unit.runs
        if all(self._is_free(start, end) for start, end in unit.spans):
            return tuple(runs)
        made: list[Run] = []
        for run in runs:
            first = bisect_left(self.starts, run.span.start)
            at = run.span.start
            if first and self.signs[first - 1].span.end > at and run.kind == "text":
                at = self.signs[first - 1].span.end  # a call whose end the markup has put into this run
            elif run.kind != "text" or first == len(self.starts) or self.starts[first] >= run.span.end:
                made.append(run)
                continue
            for call in self.signs[first : bisect_left(self.starts, run.span.end)]:
                # Within its tags or behind its backslash the sign may share them with other characters of the run.
                start, end = max(call.span.start, run.span.start), min(call.span.end, run.span.end)
                if start > at:
                    made.append(_piece(run, at, start))
                made.append(Run("call", call.span, call.label, tuple(mark for mark in run.marks if mark.name != "sup")))
                at = max(at, end)
            if at < run.span.end:
                made.append(_piece(run, at, run.span.end))
        return tuple(made)


def _piece(run: Run, start: int, end: int) -> Run:
    return run._replace(span=Span(start, end), text=run.text[start - run.span.start : end - run.span.start])


def tiles(text: str, nodes: list[Node], calls: list[Span]) -> tuple[Node, ...]:
    """Put the nodes in order, let calls (sorted) take the place of what they cover, and lay white space between."""
    made = sorted(_without(nodes, calls) if calls else nodes)
    filled: list[Node] = []
    at = 0
    for node in made:
        if at < node.span.start and text[at : node.span.start].isspace():
            filled.append(Node(Span(at, node.span.start), "whitespace"))
        filled.append(node)
        at = node.span.end
    if at < len(text) and text[at:].isspace():
        filled.append(Node(Span(at, len(text)), "whitespace"))
    return tuple(filled)


def _without(nodes: list[Node], calls: list[Span]) -> list[Node]:
    """The nodes with the calls cut out, and the calls."""
    made = [Node(span, "markup", "call") for span in calls]
    first = 0
    for node in sorted(nodes):
        start, end = node.span
        while first < len(calls) and calls[first].end <= start:
            first += 1
        for call in calls[first : bisect_left(calls, Span(end, -1), first)]:
            if call.start > start:
                made.append(node._replace(span=Span(start, call.start)))
            start = max(start, call.end)
        if start == node.span.start:
            made.append(node)
        elif start < end:
            made.append(node._replace(span=Span(start, end)))
    return made
