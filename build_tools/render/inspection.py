"""Stage: a letter -> what `edition inspect` says of it, as JSON and for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from build_tools.model.letter import Block, Letter, Note
from build_tools.report import Finding

_COUNTS = ("characters", "words", "text", "markup", "whitespace", "furniture", "artefact", "unaccounted")
_EXCERPT = 96


def inspection(
    letter: Letter,
    account: Mapping[str, int],
    citations: Sequence[Mapping[str, object]] = (),
    findings: Sequence[Finding] = (),
) -> dict[str, object]:
    """What the tool understands of one transcription, in the shape and order of the contract's section on `inspect`.

    Spans are pairs of code points in the raw witness, half-open; lines count from 1. `account` holds the counts by
    name; `citations` are taken as they are. All values can be written as JSON.
    """
    return {
        "file": letter.witness.name,
        "sha256": letter.witness.sha256,
        "kind": letter.kind,
        "date": letter.date,
        "place": letter.place,
        "reference": letter.reference,
        "symbol": letter.symbol,
        "sender": list(letter.sender),
        "recipients": list(letter.recipients),
        "blocks": [_block(block) for block in letter.blocks],
        "notes": [_note(note) for note in letter.notes],
        "citations": [dict(citation) for citation in citations],
        "account": {name: account[name] for name in _COUNTS},
        "findings": [finding(each) for each in findings],
    }


def finding(each: Finding) -> dict[str, object]:
    """One finding in the contract's shape; its file is told apart from it."""
    return {
        "rule": each.rule,
        "severity": each.severity,
        "line": each.line,
        "column": each.column,
        "message": each.message,
    }


def as_text(seen: Mapping[str, Any]) -> str:
    """An inspection for people: what the letter is, its blocks, notes and citations, the account, the findings.

    Takes what `inspection` gives. No line feed at the end.
    """
    return "\n".join(_lines(seen))


def _block(block: Block) -> dict[str, object]:
    return {
        "id": block.id,
        "role": block.role,
        "page": block.page,
        "lines": list(block.lines),
        "spans": [list(span) for span in block.spans],
        "text": block.text,
    }


def _note(note: Note) -> dict[str, object]:
    first = note.calls[0] if note.calls else None
    return {
        "label": note.label,
        "page": note.page,
        "lines": list(note.lines),
        "spans": [list(span) for span in note.spans],
        "call": {"line": first.line, "span": list(first.span), "block": first.within} if first else None,
        "text": note.text,
    }


def _lines(seen: Mapping[str, Any]) -> Iterator[str]:
    yield _shown(seen["file"])
    for name in ("kind", "date", "place", "reference", "symbol", "sender", "recipients"):
        value = seen[name] or "(not found)"
        yield f"  {name + ':':<12}{_shown(value if isinstance(value, str) else '; '.join(value))}"
    yield f"\n{_count(seen['blocks'], 'block')}, in the order of reading"
    for block in seen["blocks"]:
        yield f"  {block['id']:<6}{block['role']:<13}{_place(block):<24}{_shown(block['text'])}"
    yield f"\n{_count(seen['notes'], 'note')}"
    for note in seen["notes"]:
        call = f"called in line {note['call']['line']}, {note['call']['block']}" if note["call"] else "no call"
        yield f"  {_shown(note['label']):<6}{_place(note):<24}{call:<28}{_shown(note['text'])}"
    yield f"\n{_count(seen['citations'], 'citation')}"
    for citation in seen["citations"]:
        keys = ", ".join(each["key"] or each["authority"] for each in citation["authorities"]) or "(not resolved)"
        yield f"  line {citation['line']:<6}{citation['form']:<12}{_shown(citation['quote'])} -> {_shown(keys)}"
    yield f"\naccount: {', '.join(f'{number} {name}' for name, number in seen['account'].items())}"
    yield f"\n{_count(seen['findings'], 'finding')}"
    for each in seen["findings"]:
        place = f"{each['line']}:{each['column']}"
        yield f"  {place:<9}{each['severity']}[{each['rule']}] {_shown(each['message'], len(each['message']))}"


def _count(things: Sequence[object], what: str) -> str:
    return f"{len(things)} {what}{'' if len(things) == 1 else 's'}"


def _place(unit: Mapping[str, Any]) -> str:
    lines = unit["lines"]
    where = f"lines {lines[0]}-{lines[-1]}" if len(lines) > 1 else f"line {''.join(map(str, lines))}"
    return f"{where}, page {unit['page']}" if unit["page"] else where


def _shown(text: str, limit: int = _EXCERPT) -> str:
    """Text on one line that a terminal can show: shortened, and without characters that would steer it."""
    words = " ".join(text.split())
    words = words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
    return "".join(c if c.isprintable() or c.isspace() else f"\\u{ord(c):04x}" for c in words)
