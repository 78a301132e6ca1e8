"""The ledger of a letter: in what order its words are read, what is left out and why, what is read at another place.

A rendering must show the entries in this order, nothing else, nothing twice. The ledger is told to readers on a page of
its own and stands in `data/ledger.json`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from build_tools.fidelity.words import WORD, count_words
from build_tools.model.letter import Block, Letter, NodeKind, Note
from build_tools.model.witness import Span

REASONS: dict[str, str] = {
    "artefact bookmark": "a bookmark that a word processor left behind",
    "artefact comment": "a comment that a converter left behind",
    "artefact object": "the sign of an object that a converter could not read",
    "furniture rule": "a line drawn across the page",
    "furniture page-number": "a page number",
    "furniture running-head": "a running head, repeated on each page",
    "furniture job-number": "the printer's job number",
    "markup bullet": "the sign before an item of a list; the page shows a bullet of its own",
    "markup call": "the sign that calls a note; the page shows its label as a link",
    "markup code-fence": "the mark of a block of code",
    "markup emphasis": "asterisks or underscores that set words in italics or bold; the page shows the words so",
    "markup escape": "a backslash before a sign that is meant literally",
    "markup heading-mark": "number signs that make a line a heading",
    "markup html-tag": "a tag that raises, lowers or emphasises words; the page shows the words so",
    "markup label": "the label at the head of a note; the page shows it before the note",
    "markup line-end": "a backslash that keeps a line end",
    "markup link": "the brackets around the words or the address of a link",
    "markup link-target": "the address behind the words of a link",
    "markup quote-mark": "the sign at the head of each line of a quotation",
    "moved note": "a note at the foot of a page, read after the text; its call leads to it",
    "moved addressee-to-head": "an addressee at the foot of the first page, read at the head of the letter",
}
"""What each kind of exclusion and each move is, for readers."""

# Markup that the plain reader finds for itself, and calls, which it is told of; all else is cut out for it.
_NO_CUTS = frozenset({"call", "emphasis", "escape", "html-tag", "link", "link-target"})


class Entry(NamedTuple):
    """A block or note in the order of reading."""

    id: str
    what: str
    """The role of a block, or "note"."""
    label: str
    """Of a note as printed; empty for a block."""
    page: int | None
    spans: tuple[Span, ...]
    calls: tuple[Span, ...]
    """The calls of notes in it, in the order of the witness."""
    moved: str
    """Why it is read at another place than the witness has it; else empty."""
    text: str
    """What a reader reads, calls left out."""

    @property
    def words(self) -> int:
        return count_words(self.text)


class Exclusion(NamedTuple):
    """A stretch of the witness that is no text of the letter."""

    kind: NodeKind
    reason: str
    span: Span
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What becomes of every character of a witness that is not white space."""

    entries: tuple[Entry, ...]
    """Blocks as they are read, then the notes."""
    exclusions: tuple[Exclusion, ...]
    """In the order of the witness."""
    cuts: tuple[Span, ...]
    """The exclusions that a plain reader must be told of: all but inline markup and calls."""

    @property
    def moves(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.moved)

    def cuts_in(self, piece: Span) -> tuple[Span, ...]:
        """The exclusions that lie in a piece and are no inline markup."""
        found: list[Span] = []
        index = bisect_left(self.cuts, (piece.start, piece.start))
        while index < len(self.cuts) and self.cuts[index].start < piece.end:
            found.append(Span(self.cuts[index].start, min(self.cuts[index].end, piece.end)))
            index += 1
        return tuple(found)

    def as_json(self) -> dict[str, Any]:
        """The ledger of one letter as `data/ledger.json` has it; spans are code points of the witness."""
        counted = [(entry, entry.words) for entry in self.entries]
        body = sum(words for entry, words in counted if entry.what != "note")
        notes = sum(words for entry, words in counted if entry.what == "note")
        excluded: defaultdict[tuple[NodeKind, str], list[Exclusion]] = defaultdict(list)
        for exclusion in self.exclusions:
            excluded[exclusion.kind, exclusion.reason].append(exclusion)
        return {
            "word": WORD,
            "words": {
                "total": body + notes,
                "body": body,
                "notes": notes,
                "moved": sum(words for entry, words in counted if entry.moved),
            },
            "excluded": [
                {
                    "kind": kind,
                    "reason": reason,
                    "description": REASONS.get(f"{kind} {reason}", ""),
                    "places": len(found),
                    "characters": sum(len(exclusion.text) for exclusion in found),
                    "words": sum(count_words(exclusion.text) for exclusion in found),
                    # Of markup the count says enough; what is left out as no part of the letter is shown in full.
                    "texts": [
                        {"line": exclusion.line, "span": list(exclusion.span), "text": exclusion.text}
                        for exclusion in found
                        if kind != "markup"
                    ],
                }
                for (kind, reason), found in sorted(excluded.items())
            ],
            "moved": [
                {"id": entry.id, "reason": entry.moved, "spans": [list(s) for s in entry.spans], "words": words}
                for entry, words in counted
                if entry.moved
            ],
            "order": [
                {"id": entry.id, "what": entry.what, "spans": [list(s) for s in entry.spans], "words": words}
                for entry, words in counted
            ],
        }


def ledger(letter: Letter) -> Ledger:
    """Declare the order in which the words of a letter are read, and what of its witness is no word of it.

    Spans are half-open, in code points of the witness. Nothing is reported: `account` holds the letter against its
    witness, `compare` holds renderings against the ledger.
    """
    excluded = [node for node in letter.nodes if node.kind in ("markup", "furniture", "artefact")]
    witness = letter.witness
    exclusions = tuple(
        [
            Exclusion(kind, reason, span, witness.line_at(span.start), witness.text[span.start : span.end])
            for span, kind, reason in excluded
        ]
    )
    cuts = [node.span for node in excluded if node.kind != "markup" or node.reason not in _NO_CUTS]
    entries = (*map(_entry, letter.blocks), *map(_entry, letter.notes))
    return Ledger(entries=entries, exclusions=exclusions, cuts=tuple(sorted(cuts)))


def _entry(owner: Block | Note) -> Entry:
    calls = tuple(sorted(run.span for run in owner.runs if run.kind == "call"))
    if isinstance(owner, Note):
        return Entry(owner.id, "note", owner.label, owner.page, owner.spans, calls, "note", owner.text)
    return Entry(owner.id, owner.role, "", owner.page, owner.spans, calls, owner.moved, owner.text)
