"""Physical lines: what each begins with, and which are no text of the letter.

Block markup is read here, line by line and in linear time: a block parser drops text below a depth of nesting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from build_tools.model.letter import Node
from build_tools.model.witness import Span, Witness
from build_tools.parse import labels
from build_tools.parse.debris import ARTEFACT, is_picture, is_spacer
from build_tools.parse.furniture import Furniture
from build_tools.parse.shape import Shape, shape_of

ChunkKind = Literal["text", "heading", "item", "note"]


@dataclass(slots=True, eq=False)
class Line:
    """One line with text of the letter, its marks taken off."""

    number: int
    start: int
    end: int
    text: str
    """The witness between start and end: neither begins nor ends with white space."""
    kind: ChunkKind = "text"
    hard: bool = False
    """The line ends with a forced line end (two spaces or a backslash)."""
    level: int = 0
    bullet: str = ""
    label: str = ""
    figure: bool = False
    """The label is a plain figure, and so are its calls."""
    indented: bool = False
    after_blank: bool = False
    """A blank line or furniture stands before."""
    page_before: bool = False
    """Furniture of a page end (page number, running head, form feed) stands between the line before and this one."""
    measured: Shape | None = None

    @property
    def shape(self) -> Shape:
        """The shape of the line, artefacts aside; measured once."""
        if self.measured is None:
            text = self.text
            self.measured = shape_of(ARTEFACT.sub("", text) if text[:1] in "[{<" else text)
        return self.measured


_FENCE = re.compile(r"(?:`{3,}|~{3,})\s*\w*$")
_QUOTE = re.compile(r"(?:[ \t]*>)+[ \t]*")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?<=[ \t])#+$")
# A sign and white space: "- words". A dash is a bullet only where no sentence runs on into the line.
_BULLET = re.compile(r"([-*+•·●▪◦‣■□○∙⁃])[ \t\u00a0]+(?=\S)")
_DASH = re.compile(r"([–—])[ \t\u00a0]+(?=\S)")
_SIGNS = frozenset("`~>#-*+•·●▪◦‣■□○∙⁃–—")


def read_lines(witness: Witness) -> tuple[list[Line], list[Node]]:
    """Read the lines of a witness: those with text, and the nodes of furniture and block markup beside them."""
    reader = _Reader(witness)
    for number in range(len(reader.stripped)):
        if text := reader.stripped[number]:
            reader.take(number, text)
        else:
            reader.skip(number)
    return reader.lines, reader.nodes


class _Reader:
    """Goes through the lines and keeps what has been seen since the last one with text."""

    def __init__(self, witness: Witness) -> None:
        self.witness = witness
        text = witness.text
        self.raw = [text[start:end] for start, end in witness.lines]
        self.stripped = [raw.strip() for raw in self.raw]
        self.furniture = Furniture(self.stripped)
        self.known = labels.Labels(text, self.stripped)
        self.lines: list[Line] = []
        self.nodes: list[Node] = []
        self.blank = self.page_before = self.after_rule = False
        self.waiting: labels.Found | None = None
        """A label that stood on a line of its own: the note begins on the next line with text."""

    def skip(self, number: int) -> None:
        """Pass over a blank line; white space may hold the end of a page."""
        self.blank = True
        self.page_before = self.page_before or "\f" in self.raw[number]

    def take(self, number: int, text: str) -> None:
        """Read a line that is not blank."""
        raw = self.raw[number]
        self.page_before = self.page_before or "\f" in raw
        start = self.witness.lines[number].start + len(raw) - len(raw.lstrip())
        if text[0] == ">" and (match := _QUOTE.match(text)):
            self._node(start, start + len(match[0].rstrip()), "quote-mark")
            start, text = start + match.end(), text[match.end() :]
            if not text:
                self.blank = True
                return
        if text[0] in "`~" and _FENCE.match(text):
            self._leave_out(start, text, "markup", "code-fence")
        elif is_picture(text):
            self._leave_out(start, text, "artefact", "picture")
        elif is_spacer(text):
            self._leave_out(start, text, "artefact", "spacer")
        elif reason := self.furniture.reason(number):
            self._furniture(start, text, reason)
        else:
            self._read(number, start, text, raw)

    def _node(self, start: int, end: int, reason: str) -> None:
        self.nodes.append(Node(Span(start, end), "markup", reason))

    def _leave_out(self, start: int, text: str, kind: Literal["markup", "artefact"], reason: str) -> None:
        self.nodes.append(Node(Span(start, start + len(text)), kind, reason))
        self.blank = True

    def _furniture(self, start: int, text: str, reason: str) -> None:
        self.nodes.append(Node(Span(start, start + len(text)), "furniture", reason))
        if reason != "rule":
            self.page_before = self.page_before or bool(self.lines)
        elif text[0] == "|" and self.lines and not self.blank:
            return  # the rule below the head of a table
        else:
            self.after_rule = True
        self.blank = True

    def _read(self, number: int, start: int, text: str, raw: str) -> None:
        line = Line(number + 1, start, start + len(text), text, after_blank=self.blank, page_before=self.page_before)
        line.hard = raw.endswith("  ")
        line.indented = raw[:1] in "\t \u00a0" and len(raw) - len(raw.lstrip()) >= 2
        if text[-1] == "\\" and not text.endswith("\\\\") and len(text) > 1:
            line.hard = True
            self._node(line.end - 1, line.end, "line-end")
            line.text = text = text[:-1].rstrip()
            line.end = start + len(text)
        after_note = bool(self.lines) and self.lines[-1].kind == "note"
        if self.waiting is not None:
            line.kind, line.label, self.waiting = "note", self.waiting.label, None
        elif found := labels.at_start(text, self.known, after_rule=self.after_rule, after_note=after_note):
            self._node(start, start + found.sign, "label")
            if found.length >= len(text):
                self.waiting, self.blank = found, True
                return
            line.kind, line.label, line.figure = "note", found.label, found.figure
            self._cut(line, found.length)
        elif text[0] in _SIGNS:
            self._marks(line)
        if not line.text:  # a mark without words
            self.blank = True
            return
        self.lines.append(line)
        self.blank = self.page_before = self.after_rule = False

    def _marks(self, line: Line) -> None:
        """Take the mark of a heading or an item off the start of a line."""
        if match := _HEADING.match(line.text):
            line.kind, line.level = "heading", len(match[1])
            self._node(line.start, line.start + len(match[1]), "heading-mark")
            self._cut(line, match.end())
            if tail := _HEADING_END.search(line.text):
                self._node(line.end - len(tail[0]), line.end, "heading-mark")
                line.text = line.text[: tail.start()].rstrip()
                line.end = line.start + len(line.text)
            return
        match = _BULLET.match(line.text)
        before = self.lines[-1] if self.lines else None
        if match is None and (
            self.blank or before is None or before.bullet in ("–", "—") or before.text[-1:] in (":", ";")
        ):
            match = _DASH.match(line.text)
        if match:
            line.kind, line.bullet = "item", match[1]
            self._node(line.start, line.start + 1, "bullet")
            self._cut(line, match.end())

    def _cut(self, line: Line, length: int) -> None:
        line.text = line.text[length:]
        line.start += length
