"""The account of a letter: every character of the witness has one place, and every word of it is read once.

A word is what `fidelity.words.WORD` says. White space is what `str.isspace` calls so; zero-width characters, a BOM
within the text and bidirectional controls are not white space: they are text and are never dropped.

The account does not trust the parser that made the letter: it goes by tiles, runs and the witness alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain, islice
from typing import NamedTuple

from build_tools.fidelity.words import count_words
from build_tools.model.letter import Block, Letter, Node, Note
from build_tools.model.witness import Span, Witness
from build_tools.report import Finding

# Markup that may hold letters or digits, with the shape it must have: no word can hide behind a reason.
_SIGN = re.compile(r"(?=.{1,40}$)(?:<[a-z]+>|[^\w<])*+(?:[^\W_]+(?:[.-]+[^\W_]+)*)?(?:</[a-z]+>|[^\w<])*+")
_WITH_WORDS: dict[str, re.Pattern[str]] = {
    "call": _SIGN,
    "label": _SIGN,
    # Of a target that runs over line ends each line is a tile of its own.
    **dict.fromkeys(("link", "link-target"), re.compile(r"\]\(.*|.*\)|\S+", re.DOTALL)),
    "html-tag": re.compile(r"</?[a-z][a-z0-9]*\s?/?>"),
    "code-fence": re.compile(r"(?:`{3,}|~{3,})\s*\w*"),
}
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_NOT_SPACE = re.compile(r"\S")
_NO_OWNER = "in no block and no note"
_SHOWN = 50  # places told one by one; of a letter that is wrong throughout the rest is only counted
_QUOTED = 90  # characters of the witness that a message shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Where the characters of one witness went, in code points; all but `words` add up to `characters`."""

    characters: int
    words: int
    """Words in the text of blocks and notes; not part of the sum."""
    text: int
    """Characters of blocks and notes, with such white space between their words as the parser counts to them."""
    markup: int
    whitespace: int
    furniture: int
    artefact: int
    unaccounted: int
    """Characters in no tile, in a tile of a kind that cannot hold them, or in no block and no note. Must be 0."""

    def as_json(self) -> dict[str, int]:
        """The account in the shape of `inspect` and of `data/ledger.json`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class _Fault(NamedTuple):
    rule: str
    span: Span
    problem: str


def account(letter: Letter) -> tuple[Account, tuple[Finding, ...]]:
    """Count where each character of a witness went, and report each that went astray.

    Reports source-word-unaccounted (a character in no tile, in a tile of the wrong kind, in no block and no note),
    span-overlap (tiles, pieces or runs that overlap), text-differs and text-added (a run that is not what the witness
    has at its place), each with the line and the words.
    """
    text = letter.witness.text
    owners = owners_of(letter)
    read = sorted(run.span for owner in owners for run in owner.runs if run.kind == "text")
    shown = sorted(run.span for owner in owners for run in owner.runs if run.kind == "call")
    tally = dict.fromkeys(("text", "markup", "whitespace", "furniture", "artefact", "unaccounted"), 0)
    faults = [*_count_tiles(letter, tally), *_check_runs(letter, owners, read)]
    unread = list(_unread(letter, read, shown))
    for fault in unread:
        lost = _solid(text[fault.span.start : fault.span.end])
        tally["text" if fault.problem == _NO_OWNER else "markup"] -= lost
        tally["unaccounted"] += lost
    words = count_words("\n".join([owner.text for owner in owners]))
    return Account(characters=len(text), words=words, **tally), _findings(letter.witness, [*faults, *unread])


def _count_tiles(letter: Letter, tally: dict[str, int]) -> Iterator[_Fault]:
    """Walk along the tiles, fill the tally, and report gaps, overlaps and tiles that hold what they cannot hold."""
    text = letter.witness.text
    length, position, words, blanks = len(text), 0, 0, 0
    for node in (*letter.nodes, Node(Span(len(text), len(text)), "whitespace")):
        start, end = node.span
        if start == position < end <= length:  # most tiles, and most of them hold what they may
            if node.kind == "text" and not node.reason:
                words += end - start
                position = end
                continue
            if node.kind == "whitespace" and text[start:end].isspace():
                blanks += end - start
                position = end
                continue
        if start > position:
            gap = text[position:start]
            lost = _solid(gap)
            tally["unaccounted"] += lost
            tally["whitespace"] += len(gap) - lost
            if lost:
                yield _Fault("source-word-unaccounted", Span(position, start), "in no tile of the letter")
        if start < position or end < start or end > len(text):
            yield _Fault("span-overlap", node.span, f"in a tile ({node.kind}) that overlaps or runs out of the text")
        start, end = max(start, position), min(end, len(text))
        if end <= start:
            continue
        lost = _solid(text[start:end]) if (problem := _misfit(node, text[start:end])) else 0
        tally["unaccounted"] += lost
        tally[node.kind] += end - start - lost
        if problem:
            yield _Fault("source-word-unaccounted", Span(start, end), problem)
        position = end
    tally["text"] += words
    tally["whitespace"] += blanks


def _misfit(node: Node, content: str) -> str:
    """Say why a tile cannot hold its content; an empty string where it can."""
    if node.kind == "whitespace":
        return "" if content.isspace() else "counted as white space"
    if node.kind in ("furniture", "artefact") and not node.reason:
        return f"left out as {node.kind} without a reason"
    if (node.kind == "markup" or node.reason == "rule") and _LETTER_OR_DIGIT.search(content):
        shape = _WITH_WORDS.get(node.reason)
        if shape is None or not shape.fullmatch(content):
            return f"counted as {node.kind} ({node.reason or 'no reason given'})"
    return ""


def _check_runs(letter: Letter, owners: Sequence[Block | Note], read: Sequence[Span]) -> Iterator[_Fault]:
    """Hold each run against the witness, its owner's pieces, and the other runs."""
    text = letter.witness.text
    for owner in owners:
        first, last = owner.spans[0] if len(owner.spans) == 1 else (0, 0)
        strays = False
        for kind, (start, end), words, _ in owner.runs:
            if kind == "text":
                strays = strays or start < first or end > last
                there = text[start:end]
                if words != there and words.split() != there.split():
                    yield _Fault("text-differs", Span(start, end), f"read in {owner.id} as {_quote(words)}")
            elif kind != "call" and words.strip():
                yield _Fault("text-added", Span(start, end), f"in the gap where {owner.id} adds {_quote(words)}")
        if not strays:  # all in its one piece
            continue
        for span in _minus(sorted(run.span for run in owner.runs if run.kind == "text"), sorted(owner.spans)):
            if _solid(text[span.start : span.end]):
                yield _Fault("span-overlap", span, f"read in {owner.id}, but in none of its pieces")
    for span in _doubled(read):
        if _solid(text[span.start : span.end]):
            yield _Fault("span-overlap", span, "read twice")
    for span in _doubled(sorted(chain.from_iterable(owner.spans for owner in owners))):
        if _solid(text[span.start : span.end]):
            yield _Fault("span-overlap", span, "in the pieces of two blocks or notes")
    tiles = [node.span for node in letter.nodes if node.kind in ("text", "whitespace")]
    for span in _minus(read, sorted(tiles)):
        if _solid(text[span.start : span.end]):
            yield _Fault("span-overlap", span, "read as words, but in a tile that is not text")


def _unread(letter: Letter, read: Sequence[Span], shown: Sequence[Span]) -> Iterator[_Fault]:
    """Find what the tiles call text, or the call of a note, and no block or note reads."""
    text = letter.witness.text
    words = [node.span for node in letter.nodes if node.kind == "text"]
    calls = [
        node.span
        for node in letter.nodes
        if node.kind == "markup" and node.reason == "call" and not _misfit(node, text[node.span.start : node.span.end])
    ]
    for tiles, taken, problem in ((words, read, _NO_OWNER), (calls, shown, "a call that no block or note shows")):
        for span in _minus(tiles, taken):
            if _solid(text[span.start : span.end]):
                yield _Fault("source-word-unaccounted", span, problem)


def owners_of(letter: Letter) -> tuple[Block | Note, ...]:
    """All that holds words of the letter, in the order of the ledger: the blocks as they are read, then the notes."""
    return (*letter.blocks, *letter.notes)


def _minus(whole: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """Take sorted spans away from sorted spans, in one walk along both."""
    same = set(taken)
    left = [span for span in whole if span not in same]  # most are taken as they are, and mostly all
    if not left:
        return
    away = list(_merged(taken))
    index = 0
    for start, end in left:
        position = start
        while index < len(away) and away[index].start < end:
            if away[index].start > position:
                yield Span(position, away[index].start)
            position = max(position, away[index].end)
            if away[index].end > end:
                break
            index += 1
        if position < end:
            yield Span(position, end)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Join sorted spans that touch or overlap."""
    begin = reach = 0
    for start, end in spans:
        if start > reach:
            if begin < reach:
                yield Span(begin, reach)
            begin = start
        reach = max(reach, end)
    if begin < reach:
        yield Span(begin, reach)


def _doubled(spans: Iterable[Span]) -> Iterator[Span]:
    """Find the stretches that more than one of some sorted spans holds."""
    reach = 0
    for start, end in spans:
        if start < reach and start < end:
            yield Span(start, min(end, reach))
        reach = max(reach, end)


def _solid(text: str) -> int:
    """Count the characters that are not white space."""
    return sum(map(len, text.split()))


def _quote(text: str) -> str:
    words = " ".join(text[: 4 * _QUOTED].split())
    return f"“{words if len(words) <= _QUOTED else words[:_QUOTED] + '…'}”"


def _findings(witness: Witness, faults: Sequence[_Fault]) -> tuple[Finding, ...]:
    shown = []
    for rule, span, problem in islice(faults, _SHOWN):
        first = _NOT_SPACE.search(witness.text, max(span.start, 0), max(span.end, 0))
        line, column = witness.place(min(first.start() if first else span.start, len(witness.text)))
        message = f"{_quote(witness.text[max(span.start, 0) : span.end])} is {problem}; the parser must give it a place"
        shown.append(Finding(rule=rule, message=message, path=witness.name, line=line, column=column))
    if len(faults) > _SHOWN:
        message = f"{len(faults) - _SHOWN} more places like the {_SHOWN} that are named"
        shown.append(Finding(rule=faults[_SHOWN].rule, message=message, path=witness.name, line=shown[-1].line))
    return tuple(shown)
