"""Stage 2: Witness -> Letter. The only home of markdown-it-py's reading of witnesses.

Order of work, one module or two for each step:
lines (furniture, labels)   physical lines: what each begins with, what is no text of the letter
chunks (stack)              lines that are read together; those of a masthead without blank lines
inline (plainmarks, markup), debris     emphasis, links, tags; artefacts
flow                        text and notes, and where pages end
roles (head, masthead, foot, body, tail; formulas, dates, references, numbering)   what each unit is; joins and moves
calls, pairs                which sign in the text calls which note
facts                       kind, date, place, sender ...
assemble, remarks           the records of the model, and what the editor should know
"""

from __future__ import annotations

from build_tools.model.letter import Letter, Node
from build_tools.model.witness import Witness
from build_tools.parse import assemble, calls, debris, flow, pairs, remarks, roles
from build_tools.parse.chunks import chunks
from build_tools.parse.facts import facts
from build_tools.parse.inline import read_inline
from build_tools.parse.lines import read_lines
from build_tools.parse.unit import Unit
from build_tools.report import Finding, in_order

__all__ = ["parse"]


def parse(witness: Witness) -> tuple[Letter, tuple[Finding, ...]]:
    """Understand a witness.

    The nodes of the letter tile the witness; the blocks stand in the order of reading, with ids counted in it. Reports
    what the letter leaves open: calls and notes that do not fit, links that are no addresses, hidden HTML tags.
    """
    lines, nodes = read_lines(witness)
    units: list[Unit] = []
    hidden: list[tuple[int, str]] = []
    has_debris = debris.occurs(witness.text)
    for chunk in chunks(lines):
        inline = read_inline(chunk)
        runs, tiles = debris.cut(inline.runs, inline.nodes) if has_debris else (inline.runs, inline.nodes)
        nodes += tiles
        hidden += inline.hidden_tags
        if runs:
            units.append(Unit.of(chunk, runs))
    body, notes, page_begins = flow.divide(units)
    ordered, cuts = roles.assign(body)
    paired = pairs.pair(calls.candidates(ordered, notes, witness.text), notes)
    pages = assemble.page_begins({*page_begins, *cuts}, ordered)
    blocks, made_notes = assemble.records(witness, ordered, notes, pages, paired.calls)
    letter = Letter(
        witness=witness,
        blocks=blocks,
        notes=made_notes,
        nodes=_tiles(witness, nodes, paired),
        **facts(ordered)._asdict(),
    )
    found = pairs.faults(paired, notes, witness.name, witness.place)
    found += remarks.remarks(witness, [*ordered, *notes], hidden)
    return letter, in_order(found)


def _tiles(witness: Witness, nodes: list[Node], paired: pairs.Pairs) -> tuple[Node, ...]:
    return assemble.tiles(witness.text, nodes, sorted(call.span for called in paired.calls.values() for call in called))
