"""Inline markup of a chunk, read by markdown-it-py, with the place of every character.

markdown-it-py gives no positions inside a line. Its tokens are verbatim pieces of the source in order, so walking both
together gives them back; where they ever disagree the chunk is kept as plain text, and no character is lost.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.token import Token

from build_tools.model.letter import Mark, MarkName, Node, Run
from build_tools.model.witness import Span
from build_tools.parse.chunks import Chunk
from build_tools.parse.markup import tag_name, tokens_of
from build_tools.parse.plainmarks import Piece, pieces

# Nothing of this in a chunk means no markup: most paragraphs never reach the markup reader.
_MARKUP = re.compile(r"[*_\\]|<[A-Za-z/!?]|\]\(")
_TAG_MARKS: dict[str, MarkName] = {
    "sup": "sup",
    "sub": "sub",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
}
# Tags at which a reader sees a new line.
_LINE_TAGS = frozenset(
    "br p div tr td th li ul ol dl dt dd table tbody thead tfoot h1 h2 h3 h4 h5 h6 hr blockquote center section".split()
)
# Tags that change nothing but the look: nobody needs to be told that they are hidden.
_QUIET_TAGS = _LINE_TAGS | frozenset("u span font small".split())


class Inline(NamedTuple):
    """The reading of one chunk."""

    runs: tuple[Run, ...]
    nodes: tuple[Node, ...]
    hidden_tags: tuple[tuple[int, str], ...] = ()
    """Place and name of every HTML tag whose effect is not shown."""


def read_inline(chunk: Chunk) -> Inline:
    """Read the markup of a chunk into runs and nodes; every character of its lines is in exactly one node."""
    lines = chunk.lines
    if len(lines) == 1:
        content = lines[0].text
        if not _has_markup(content):
            span = Span(lines[0].start, lines[0].end)
            return Inline((Run("text", span, content),), (Node(span, "text"),))
    else:
        content = "\n".join(line.text for line in lines)
        if not _has_markup(content):
            return _Walk(chunk, content).plain()
    if (found := pieces(content)) is not None:
        return _Walk(chunk, content).pieces(found)
    return by_tokens(chunk, content) or _Walk(chunk, content).plain()


def by_tokens(chunk: Chunk, content: str) -> Inline | None:
    """The reading of a chunk by markdown-it-py, or None where its tokens are not the content."""
    return _Walk(chunk, content).walk(tokens_of(content))


def _has_markup(content: str) -> bool:
    # Looking for each sign is quicker than looking for one of them, and most paragraphs have none.
    if not ("*" in content or "_" in content or "[" in content or "<" in content or "\\" in content):
        return False
    return _MARKUP.search(content) is not None


def _line_end(chunk: Chunk, index: int) -> Run:
    before, after = chunk.lines[index - 1], chunk.lines[index]
    gap = Span(before.end, after.start)
    if chunk.breaks[index - 1]:
        return Run("break", gap, "\n")
    return Run("join", gap, "" if before.text.endswith(("-", "‐")) and after.text[:1].islower() else " ")


class _Walk:
    """Walks the tokens and the content of a chunk together."""

    def __init__(self, chunk: Chunk, content: str) -> None:
        self.chunk, self.content = chunk, content
        self.pos = self.line = 0
        self.offset = chunk.lines[0].start
        """What makes of a place in the content, in the line that is read, a place in the witness."""
        self.runs: list[Run] = []
        self.nodes: list[Node] = []
        self.marks: tuple[Mark, ...] = ()
        self.open: dict[str, int] = {}
        """How often each kind of mark is open: a mark within its like changes nothing."""
        self.hidden: list[tuple[int, str]] = []

    def walk(self, tokens: list[Token]) -> Inline | None:
        """The reading by tokens, or None where they are not the content."""
        for token in tokens:
            if not self._token(token):
                return None
        if self.pos != len(self.content):
            return None
        return Inline(tuple(self.runs), tuple(self.nodes), tuple(self.hidden))

    def pieces(self, found: list[Piece]) -> Inline:
        """The reading by pieces: no sign of them is nested in another of its kind."""
        for kind, text, shown in found:
            if kind == "text":
                self._text(text)
            elif kind == "address":
                self._linked("<", text[1:-1], text[1:-1])
                self._markup(">", "link")
            elif kind == "link":
                self._linked("[", shown, text[len(shown) + 3 : -1])
                self._markup(text[len(shown) + 1 :], "link-target")
            else:
                self._markup(text, "emphasis")
                self.marks = () if kind == "close" else (Mark("em" if len(text) == 1 else "strong"),)
        return Inline(tuple(self.runs), tuple(self.nodes))

    def _linked(self, sign: str, shown: str, target: str) -> None:
        outer = self.marks
        self._markup(sign, "link")
        self.marks = (*outer, Mark("link", target))
        self._text(shown)
        self.marks = outer

    def plain(self) -> Inline:
        """The reading without any markup."""
        for index, line in enumerate(self.chunk.lines):
            if index:
                self.runs.append(_line_end(self.chunk, index))
            span = Span(line.start, line.end)
            self.runs.append(Run("text", span, line.text))
            self.nodes.append(Node(span, "text"))
        return Inline(tuple(self.runs), tuple(self.nodes))

    def _token(self, token: Token) -> bool:
        kind = token.type
        if kind == "text":
            return self._text(token.content)
        if kind == "text_special":
            return self._markup("\\", "escape") and self._text(token.content)
        if kind in ("softbreak", "hardbreak"):
            if self.content.startswith("\\\n", self.pos):
                self._markup("\\", "line-end")
            return self._newline()
        if kind in ("em_open", "strong_open"):
            self._enter(Mark("em" if kind == "em_open" else "strong"))
            return self._markup(token.markup, "emphasis")
        if kind in ("em_close", "strong_close"):
            self._leave("em" if kind == "em_close" else "strong")
            return self._markup(token.markup, "emphasis")
        if kind == "link_open":
            self._enter(Mark("link", str(token.attrs.get("href", ""))))
            return self._markup("<" if token.markup == "autolink" else "[", "link")
        if kind == "link_close":
            self._leave("link")
            if token.markup == "autolink":
                return self._markup(">", "link")
            return self._markup(self.content[self.pos : token.meta["end"]], "link-target")
        if kind == "html_inline":
            return self._tag(token.content)
        return False

    def _tag(self, tag: str) -> bool:
        name = tag_name(tag)
        if name in _TAG_MARKS:
            mark = _TAG_MARKS[name]
            if tag.startswith("</"):
                self._leave(mark)
            else:
                self._enter(Mark(mark))
        elif name in _LINE_TAGS:
            place = self.pos + self.offset
            if self.runs and self.runs[-1].kind == "text":
                self.runs.append(Run("break", Span(place, place + len(tag)), "\n"))
        if name not in _QUIET_TAGS and name not in _TAG_MARKS:
            self.hidden.append((self.pos + self.offset, tag))
        return self._markup(tag, "html-tag")

    def _enter(self, mark: Mark) -> None:
        depth = self.open.get(mark.name, 0)
        self.open[mark.name] = depth + 1
        if not depth:
            self.marks = (*self.marks, mark)

    def _leave(self, name: str) -> None:
        depth = self.open.get(name, 0)
        if depth == 1:
            self.marks = tuple(mark for mark in self.marks if mark.name != name)
        self.open[name] = max(0, depth - 1)

    def _newline(self) -> bool:
        if not self.content.startswith("\n", self.pos):
            return False
        self.pos += 1
        self.line += 1
        self.offset = self.chunk.lines[self.line].start - self.pos
        self.runs.append(_line_end(self.chunk, self.line))
        return True

    def _text(self, text: str) -> bool:
        if not self.content.startswith(text, self.pos):
            return False
        for index, part in enumerate(text.split("\n")):  # a tag that is no markup may run over line ends
            if index:
                self._newline()
            if part:
                self._line_text(part)
        return True

    def _line_text(self, text: str) -> None:
        start = self.pos + self.offset
        self.pos += len(text)
        last = self.runs[-1] if self.runs else None
        if last and last.kind == "text" and last.span.end == start and last.marks == self.marks:
            span = Span(last.span.start, start + len(text))
            self.runs[-1] = Run("text", span, last.text + text, last.marks)
            self.nodes[-1] = Node(span, "text")
        else:
            span = Span(start, start + len(text))
            self.runs.append(Run("text", span, text, self.marks))
            self.nodes.append(Node(span, "text"))

    def _markup(self, markup: str, reason: str) -> bool:
        """Take markup; a link target may run over line ends, each line is a node of its own."""
        if not self.content.startswith(markup, self.pos):
            return False
        for index, part in enumerate(markup.split("\n")):
            if index:
                self.pos += 1
                self.line += 1
                self.offset = self.chunk.lines[self.line].start - self.pos
            if part.strip():
                start = self.pos + self.offset
                self.nodes.append(Node(Span(start, start + len(part)), "markup", reason))
            self.pos += len(part)
        return True
