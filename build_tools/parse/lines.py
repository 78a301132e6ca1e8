"""Physical lines -> pieces: what each line begins with, which lines are furniture, which lines make one chunk.

A chunk is what the markup reader reads at once: the lines of a paragraph, an item, a heading or a note. Block markup is
read here, line by line and in linear time: a block parser drops text below a depth of nesting.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from build_tools.model.letter import Node
from build_tools.model.witness import Span, Witness
from build_tools.parse import labels
from build_tools.parse.debris import ARTEFACT
from build_tools.parse.shape import Shape
from build_tools.parse.words import begins, words

ChunkKind = Literal["text", "heading", "item", "note"]


class Line(NamedTuple):
    """One line with text of the letter, its marks taken off."""

    number: int
    start: int
    end: int
    text: str
    """The witness between start and end: neither begins nor ends with white space."""
    hard: bool
    """The line ends with a forced line end (two spaces or a backslash)."""
    kind: ChunkKind
    level: int = 0
    bullet: str = ""
    label: str = ""
    label_span: Span = Span(0, 0)
    indented: bool = False
    after_blank: int = 0
    """Number of blank lines before."""
    page_before: bool = False
    """Furniture of a page end (page number, running head, form feed) stands between the line before and this one."""


@dataclass(slots=True)
class Chunk:
    """Lines that are read together."""

    lines: list[Line]
    breaks: list[bool] = field(default_factory=list)
    """For each line but the last: whether a reader sees the line end after it, as in an address."""

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def kind(self) -> ChunkKind:
        return self.lines[0].kind


# Dashes, asterisks, underscores, equals signs (three or more) and nothing else; also the rule of a table.
_RULE = re.compile(r"[-*_=—–~|:+\\\s]+$")
_RULE_SIGNS = frozenset("-*_=—–~")
_FENCE = re.compile(r"(?:`{3,}|~{3,})\s*\w*$")
_QUOTE = re.compile(r"(?:[ \t]*>)+[ \t]*")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"[ \t]+#+$")
# A sign and white space: "- words". A dash is a bullet only where no sentence runs on into the line.
_BULLET = re.compile(r"([-*+•·●▪◦‣■□○∙])[ \t\u00a0]+(?=\S)")
_DASH = re.compile(r"([–—])[ \t\u00a0]+(?=\S)")
# "2", "- 2 -", "2/9", "page 2 of 9": a line by itself.
_PAGE_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:p(?:age|\.)?\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?(?:\s*[-–—])?$", re.IGNORECASE)
# "23-12345 (E)    051223", "23-12345 2/9", "*2312345*": the job number that the printers of the United Nations set.
_JOB_NUMBER = re.compile(r"(?:\*?\d{2}-\d{5}\*?(?:\s*\([A-Z]\))?(?:\s+\d{6}){0,4}(?:\s+\d{1,3}/\d{1,3})?|\*\d{6,8}\*)$")
_SYMBOLS = re.compile(r"(?:(?:[A-Z]{1,6}(?:/[A-Za-z0-9.()]{1,12}){1,8})[\s–—-]*){1,3}$")
# (a)  (iv)  a)  12.  12)  A.  IV.  - the label is text of the letter, only the start of a block is taken from it.
ENUMERATOR = re.compile(r"(?:\((?:[a-zA-Z]|[ivxlIVXL]{1,6}|\d{1,3})\)|(?:[a-zA-Z]|[ivxIVX]{1,5}|\d{1,3})[.)])[ \t\u00a0]+(?=\S)")


def read_lines(witness: Witness) -> tuple[list[Line], list[Node]]:
    """Read the lines of a witness: those with text, and the nodes of furniture and block markup beside them."""
    nodes: list[Node] = []
    raw = [(number, span, witness.slice(span)) for number, span in enumerate(witness.lines, start=1)]
    heads = _running_heads(witness, raw)
    called = labels.called(witness.text)
    defined = labels.defined(witness.text, called)
    lines: list[Line] = []
    blank, page_before, after_rule = 0, False, False
    seen_heads: set[str] = set()
    for number, span, text in raw:
        if "\f" in text:
            page_before = True
        stripped = text.strip()
        if not stripped:
            blank += 1
            continue
        start = span.start + len(text) - len(text.lstrip())
        end = start + len(stripped)
        whole = Span(start, end)
        if match := _QUOTE.match(stripped):
            nodes.append(Node(Span(start, start + len(match[0].rstrip())), "markup", "quote-mark"))
            start += match.end()
            stripped = stripped[match.end() :]
            if not stripped:
                blank += 1
                continue
        isolated = _isolated(raw, number)
        key = _head_key(stripped)
        if _FENCE.match(stripped):
            nodes.append(Node(whole, "markup", "code-fence"))
            blank += 1
        elif _is_rule(stripped):
            nodes.append(Node(Span(start, end), "furniture", "rule"))
            blank, after_rule = blank + 1, True
        elif isolated and (_PAGE_NUMBER.match(stripped) or _JOB_NUMBER.match(stripped)):
            reason = "job-number" if _JOB_NUMBER.match(stripped) else "page-number"
            nodes.append(Node(Span(start, end), "furniture", reason))
            blank, page_before = blank + 1, page_before or bool(lines)
        elif key in heads and key in seen_heads:
            nodes.append(Node(Span(start, end), "furniture", "running-head"))
            blank, page_before = blank + 1, True
        else:
            seen_heads.add(key)
            line = _read(lines[-1] if lines else None, number, start, end, stripped, text, blank, nodes)
            if line.kind in ("text", "item"):
                after_note = bool(lines) and lines[-1].kind == "note"
                labelled = labels.at_start(stripped, called, defined, after_rule=after_rule, after_note=after_note)
                if labelled is not None and end - start > labelled.length:
                    line = _labelled(line, labelled, start, end, witness, nodes)
            lines.append(line._replace(page_before=page_before))
            blank, page_before, after_rule = 0, False, False
    return lines, nodes


def _read(
    before: Line | None, number: int, start: int, end: int, text: str, raw: str, blank: int, nodes: list[Node]
) -> Line:
    """Take the mark off the start of a line, and a forced line end off its end."""
    hard = raw.rstrip("\r\n").endswith("  ") and not raw.isspace()
    if text.endswith("\\") and not text.endswith("\\\\") and len(text) > 1:
        hard = True
        nodes.append(Node(Span(end - 1, end), "markup", "line-end"))
        text = text[:-1].rstrip()
        end = start + len(text)
    indented = raw[:1] in ("\t", " ") and len(raw) - len(raw.lstrip()) >= 2
    made = Line(number, start, end, text, hard, "text", indented=indented, after_blank=blank)
    if match := _HEADING.match(text):
        nodes.append(Node(Span(start, start + len(match[1])), "markup", "heading-mark"))
        body = text[match.end() :]
        if tail := _HEADING_END.search(body):
            nodes.append(Node(Span(end - len(tail[0].lstrip()), end), "markup", "heading-mark"))
            body = body[: tail.start()]
        at = start + match.end()
        return made._replace(kind="heading", level=len(match[1]), start=at, end=at + len(body), text=body)
    match = _BULLET.match(text)
    if match is None and (blank or before is None or before.bullet in ("–", "—") or before.text[-1:] in ":;"):
        match = _DASH.match(text)
    if match:
        nodes.append(Node(Span(start, start + 1), "markup", "bullet"))
        at = start + match.end()
        return made._replace(kind="item", bullet=match[1], start=at, text=text[match.end() :])
    return made


def _labelled(line: Line, found: labels.Found, start: int, end: int, witness: Witness, nodes: list[Node]) -> Line:
    """Make a line the first of a note: its label is markup."""
    if line.bullet:  # the asterisk was read as a bullet
        nodes.pop()
    span = Span(start, start + found.sign)
    nodes.append(Node(span, "markup", "label"))
    at = start + found.length
    text = witness.text[at : line.end]
    return line._replace(kind="note", bullet="", label=found.label, label_span=span, start=at, text=text)


def _is_rule(text: str) -> bool:
    return bool(_RULE.match(text)) and sum(sign in _RULE_SIGNS for sign in text[:1000]) >= 3


def _isolated(raw: list[tuple[int, Span, str]], number: int) -> bool:
    above = raw[number - 2][2] if number >= 2 else ""
    below = raw[number][2] if number < len(raw) else ""
    return not above.strip() and not below.strip()


def _head_key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _running_heads(witness: Witness, raw: list[tuple[int, Span, str]]) -> set[str]:
    """Lines that recur by themselves: a symbol twice, other short lines without a full stop three times."""
    counts: Counter[str] = Counter()
    for number, _, text in raw:
        stripped = text.strip()
        if stripped and len(stripped) <= 80 and not stripped.endswith((".", ":", ";", ",")) and _isolated(raw, number):
            counts[_head_key(stripped)] += 1
    return {key for key, n in counts.items() if n >= (2 if _SYMBOLS.match(key.upper()) else 3)}


def chunks(lines: list[Line]) -> list[Chunk]:
    """Put together the lines of one paragraph, item, heading or note.

    A blank line ends a chunk. Without one, a line goes on with the line before where that line was full (the next word
    had no room) or its sentence is open; lines of an address stay together with their line ends.
    """
    made: list[Chunk] = []
    width = 0
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is None or line.after_blank or line.page_before:
            width = _run_width(lines, index)
            joined = None
        else:
            joined = _goes_on(before, line, width)
        if joined is None:
            made.append(Chunk([line]))
        else:
            made[-1].breaks.append(joined)
            made[-1].lines.append(line)
    return made


def _run_width(lines: list[Line], index: int) -> int:
    """The longest line of the run of lines without a blank line that begins at index."""
    width = len(lines[index].text)
    for line in lines[index + 1 :]:
        if line.after_blank or line.page_before:
            break
        width = max(width, len(line.text))
    return width


def _goes_on(before: Line, line: Line, width: int) -> bool | None:
    """None: a new chunk begins. True: same chunk, the line end is kept. False: same chunk, the line end is a space."""
    if line.kind != "text" or before.kind == "heading":
        return None
    if before.text.startswith("|") and line.text.startswith("|"):
        return True
    if before.hard:
        return True
    above, below = Shape.of(ARTEFACT.sub("", before.text)), Shape.of(ARTEFACT.sub("", line.text))
    if _stands_alone(before.text, above) or _stands_alone(line.text, below):
        return None
    first_word = line.text.split(maxsplit=1)[0]
    full = len(before.text) + 1 + len(first_word) > width and width <= 160
    if ENUMERATOR.match(line.text) and (above.finished or not full or ENUMERATOR.match(before.text)):
        return None
    if full and width >= 40:  # narrower runs are addresses and mastheads, where a line may be full by chance
        return False
    if above.finished and not below.begins_lower:
        return None if above.prose or below.prose or len(before.text) > 60 else True
    if above.prose and (below.begins_lower or above.open_ended):
        return False
    if above.prose != below.prose:
        return None
    return not above.prose


def _stands_alone(text: str, shape: Shape) -> bool:
    """True for a salutation, a close, or the first line of a copy or an enclosure: each begins or ends a block."""
    bare = text.strip(" *_")
    if len(bare) > 90:
        return False
    if (match := begins("salutation").match(bare)) and bare.endswith((",", ":")) and len(bare.split()) <= 10:
        return match.end() > 0
    if bare.rstrip(",.").lower() in words("close"):
        return True
    return False

