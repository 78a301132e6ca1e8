"""Stage 2: Witness -> Letter. The only home of markdown-it-py's reading of witnesses.

Order of work: lines (marks at line starts, furniture), inline (markup), debris (artefacts), flow (text and notes, pages),
roles (what each block is; joins and moves), calls (which call calls which note), facts (date, sender ...).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict

from build_tools.model.letter import Block, Call, Letter, Node, Note, Run
from build_tools.model.witness import Span, Witness
from build_tools.parse import calls, debris, flow, roles
from build_tools.parse.facts import facts
from build_tools.parse.inline import read_inline
from build_tools.parse.language import language
from build_tools.parse.lines import chunks, read_lines
from build_tools.parse.unit import Unit
from build_tools.report import Finding, in_order

__all__ = ["parse"]

# Which roles are counted together: p1, p2 ... for the running text, h for headings, m for the matter around it.
_PREFIX = {"opening": "p", "paragraph": "p", "lead": "p", "item": "p", "heading": "h"}
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]")


def parse(witness: Witness) -> tuple[Letter, tuple[Finding, ...]]:
    """Understand a witness.

    The nodes of the letter tile the witness; the blocks stand in the order of reading, with ids counted in it. Reports
    what the letter leaves open: calls and notes that do not fit, links that are no addresses, hidden HTML tags.
    """
    lines, nodes = read_lines(witness)
    findings: list[Finding] = []
    units: list[Unit] = []
    for chunk in chunks(lines):
        inline = read_inline(chunk)
        runs, tiles = debris.cut(inline.runs, inline.nodes)
        nodes += tiles
        findings += [_hidden(witness, place, tag) for place, tag in inline.hidden_tags]
        if runs:
            units.append(Unit.of(chunk, runs))
    text_units, note_units, breaks = flow.divide(units)
    ordered, cuts = roles.assign(text_units)
    pages = sorted({*breaks, *cuts})
    pairs, faults = calls.pair(calls.candidates(ordered, note_units), note_units, witness.name, witness.place)
    findings += faults
    found = facts(ordered)
    owners = _note_ids(note_units)
    sign_of = {call.span: call for called in pairs.calls.values() for call in called}
    blocks = tuple(_blocks(witness, ordered, pages, sign_of))
    ids = {id(unit): block.id for unit, block in zip(ordered, blocks, strict=True)}
    notes = tuple(
        _note(witness, unit, owners[n], pages, sign_of, pairs.calls.get(n, []), ids) for n, unit in enumerate(note_units)
    )
    findings += _link_findings(witness, [*ordered, *note_units])
    findings += _table_findings(witness, ordered)
    letter = Letter(
        witness=witness,
        blocks=blocks,
        notes=notes,
        nodes=_tiles(witness, nodes, sign_of),
        **found._asdict(),
    )
    return letter, in_order(findings)


def _blocks(
    witness: Witness, units: list[Unit], pages: list[int], sign_of: dict[Span, calls.Candidate]
) -> list[Block]:
    counts: Counter[str] = Counter()
    made = []
    for unit in units:
        assert unit.role is not None  # noqa: S101 - roles.assign gives every unit its role
        prefix = _PREFIX.get(unit.role, "m")
        counts[prefix] += 1
        made.append(
            Block(
                id=f"{prefix}{counts[prefix]}",
                role=unit.role,
                page=_page(unit.start, pages),
                spans=tuple(unit.spans),
                lines=_lines(witness, unit.spans),
                runs=_runs(unit.runs, sign_of),
                lang=language(unit.plain),
                level=unit.level if unit.role == "heading" else 0,
                bullet=unit.bullet,
                moved=unit.moved,
            )
        )
    return made


def _note(
    witness: Witness,
    unit: Unit,
    note_id: str,
    pages: list[int],
    sign_of: dict[Span, calls.Candidate],
    called: list[calls.Candidate],
    ids: dict[int, str],
) -> Note:
    return Note(
        id=note_id,
        label=unit.label,
        page=_page(unit.start, pages),
        spans=tuple(unit.spans),
        lines=_lines(witness, unit.spans),
        runs=_runs(unit.runs, sign_of),
        calls=tuple(
            Call(
                label=call.label,
                span=call.span,
                line=witness.line_at(call.span.start),
                within=ids.get(id(call.unit)) or f"note {call.unit.label}",
            )
            for call in called
        ),
    )


def _note_ids(notes: list[Unit]) -> list[str]:
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


def _lines(witness: Witness, spans: list[Span]) -> tuple[int, ...]:
    return tuple(
        line
        for span in spans
        for line in range(witness.line_at(span.start), witness.line_at(max(span.start, span.end - 1)) + 1)
        if witness.slice(witness.lines[line - 1]).strip()
    )


def _runs(runs: list[Run], sign_of: dict[Span, calls.Candidate]) -> tuple[Run, ...]:
    """Cut text runs at the calls that were paired."""
    if not sign_of:
        return tuple(runs)
    made: list[Run] = []
    by_start = _by_run(runs, sign_of)
    for run in runs:
        inside = by_start.get(run.span) if run.kind == "text" else None
        if not inside:
            made.append(run)
            continue
        at = run.span.start
        for call in inside:
            if call.span.start > at:
                made.append(_piece(run, at, call.span.start))
            marks = tuple(mark for mark in run.marks if mark.name != "sup")
            made.append(Run("call", call.span, call.label, marks))
            at = call.span.end
        if at < run.span.end:
            made.append(_piece(run, at, run.span.end))
    return tuple(made)


def _by_run(runs: list[Run], sign_of: dict[Span, calls.Candidate]) -> dict[Span, list[calls.Candidate]]:
    found: dict[Span, list[calls.Candidate]] = defaultdict(list)
    spans = sorted(sign_of)
    for run in runs:
        n = bisect_right(spans, Span(run.span.start, -1))
        while n < len(spans) and spans[n].end <= run.span.end:
            found[run.span].append(sign_of[spans[n]])
            n += 1
    return found


def _piece(run: Run, start: int, end: int) -> Run:
    return run._replace(span=Span(start, end), text=run.text[start - run.span.start : end - run.span.start])


def _tiles(witness: Witness, nodes: list[Node], sign_of: dict[Span, calls.Candidate]) -> tuple[Node, ...]:
    """Put the nodes in order, take calls out of the text, and lay white space between."""
    tiles: list[Node] = []
    spans = sorted(sign_of)
    at = call_at = 0
    for node in sorted(nodes):
        if at < node.span.start and witness.text[at : node.span.start].isspace():
            tiles.append(Node(Span(at, node.span.start), "whitespace"))
        start = node.span.start
        if node.kind == "text":
            while call_at < len(spans) and spans[call_at].end <= node.span.end:
                if spans[call_at].start >= start:
                    if spans[call_at].start > start:
                        tiles.append(Node(Span(start, spans[call_at].start), "text"))
                    tiles.append(Node(spans[call_at], "markup", "call"))
                    start = spans[call_at].end
                call_at += 1
        if start < node.span.end:
            tiles.append(node._replace(span=Span(start, node.span.end)))
        at = node.span.end
    if at < len(witness.text) and witness.text[at:].isspace():
        tiles.append(Node(Span(at, len(witness.text)), "whitespace"))
    return tuple(tiles)


def _hidden(witness: Witness, place: int, tag: str) -> Finding:
    line, column = witness.place(place)
    return Finding(
        rule="html-tag-hidden",
        path=witness.name,
        line=line,
        column=column,
        message=f"HTML tag {tag[:40]} is read as markup and not shown; nothing of it is published",
    )


def _link_findings(witness: Witness, units: list[Unit]) -> list[Finding]:
    """Links whose target no page may lead to: scripts and data."""
    found = []
    for unit in units:
        for run in unit.runs:
            for mark in run.marks:
                scheme = mark.target.partition(":")[0].strip().lower()
                if mark.name == "link" and scheme in ("javascript", "data", "vbscript", "file"):
                    line, column = witness.place(run.span.start)
                    found.append(
                        Finding(
                            rule="link-target-unsafe",
                            path=witness.name,
                            line=line,
                            column=column,
                            message=f"the link “{run.text[:40]}” leads to a {scheme}: address; its words are kept, no link",
                        )
                    )
    return found


def _table_findings(witness: Witness, units: list[Unit]) -> list[Finding]:
    return [
        Finding(
            rule="table-kept-as-text",
            path=witness.name,
            line=witness.line_at(unit.start),
            message="a table of text lines: each row is kept as one line, with its strokes",
        )
        for unit in units
        if unit.plain.startswith("|") and unit.plain.count("|") > 2
    ]
