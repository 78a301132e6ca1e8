"""Inline markup of a chunk, read by markdown-it-py, with the place of every character.

markdown-it-py gives no positions inside a line. Its tokens are verbatim pieces of the source in order, so walking both
together gives them back; where they ever disagree the chunk is kept as plain text, and no character is lost.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import link as _link_rule
from markdown_it.token import Token

from build_tools.model.letter import Mark, Node, Run
from build_tools.model.witness import Span
from build_tools.parse.lines import Chunk

# Nothing of this in a chunk means no markup: most paragraphs never reach the markup reader.
_MARKUP = re.compile(r"[*_\[<\\]")
# A tag without attributes, in small letters. Those of HTML are markup; all others are words of the letter.
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\s?/?>$")
_HTML = frozenset(
    "a abbr address article aside b blockquote body br caption center cite code dd del div dl dt em figure font footer "
    "h1 h2 h3 h4 h5 h6 head header hr html i img ins kbd li main mark nav ol p pre q s samp script section small span "
    "strike strong style sub sup table tbody td tfoot th thead title tr tt u ul var".split()
)
_TAG_MARKS = {"sup": "sup", "sub": "sub", "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em"}


class Inline(NamedTuple):
    """The reading of one chunk."""

    runs: tuple[Run, ...]
    nodes: tuple[Node, ...]
    hidden_tags: tuple[tuple[int, str], ...]
    """Place and name of every HTML tag that is no superscript, subscript or emphasis."""


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": 100})
    # Entities, code and images stay as the letter has them; escapes must stay apart to keep their place.
    reader.disable(["entity", "backticks", "image", "text_join"])
    # A link keeps its words whatever its target; whether the target is published is the renderer's decision.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    reader.normalizeLinkText = lambda url: url  # type: ignore[method-assign]
    reader.inline.ruler.at("link", _link)
    return reader


def _link(state: StateInline, silent: bool) -> bool:
    """Keep at the end of a link how far its address reaches."""
    found = _link_rule(state, silent)
    if found and not silent:
        state.tokens[-1].meta = {"end": state.pos}
    return found


def read_inline(chunk: Chunk) -> Inline:
    """Read the markup of a chunk into runs and nodes; every character of its lines is in exactly one node."""
    content = "\n".join(line.text for line in chunk.lines)
    if not _MARKUP.search(content):
        runs, nodes = [], []
        for index, line in enumerate(chunk.lines):
            if index:
                runs.append(_line_end(chunk, index))
            span = Span(line.start, line.end)
            runs.append(Run("text", span, line.text))
            nodes.append(Node(span, "text"))
        return Inline(tuple(runs), tuple(nodes), ())
    tokens = _reader().parseInline(content)[0].children or []
    return _Walk(chunk, content).walk(tokens) or _Walk(chunk, content).plain()


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
        self.pos = self.line = self.line_start = 0
        self.runs: list[Run] = []
        self.nodes: list[Node] = []
        self.marks: list[Mark] = []
        self.hidden: list[tuple[int, str]] = []

    def raw(self, pos: int) -> int:
        return self.chunk.lines[self.line].start + pos - self.line_start

    def walk(self, tokens: list[Token]) -> Inline | None:
        for token in tokens:
            if not self._token(token):
                return None
        if self.pos != len(self.content):
            return None
        return Inline(tuple(self.runs), tuple(self.nodes), tuple(self.hidden))

    def plain(self) -> Inline:
        self.pos = 0
        for index, text in enumerate(self.content.split("\n")):
            if index:
                self._newline()
            self._text(text)
        return Inline(tuple(self.runs), tuple(self.nodes), ())

    def _token(self, token: Token) -> bool:
        kind = token.type
        if kind in ("text", "text_special"):
            if token.markup and token.content != token.markup and token.info == "escape":
                return self._markup("\\", "escape") and self._text(token.content)
            return self._text(token.content)
        if kind in ("softbreak", "hardbreak"):
            return self._newline()
        if kind in ("em_open", "strong_open"):
            self.marks.append(Mark("em" if kind == "em_open" else "strong"))
            return self._markup(token.markup, "emphasis")
        if kind in ("em_close", "strong_close"):
            self._drop("em" if kind == "em_close" else "strong")
            return self._markup(token.markup, "emphasis")
        if kind == "link_open":
            self.marks.append(Mark("link", str(token.attrs.get("href", ""))))
            return self._markup("<" if token.markup == "autolink" else "[", "link")
        if kind == "link_close":
            self._drop("link")
            if token.markup == "autolink":
                return self._markup(">", "link")
            return self._markup(self.content[self.pos : token.meta["end"]], "link-target")
        if kind == "html_inline":
            return self._tag(token.content)
        return False

    def _tag(self, tag: str) -> bool:
        match = _TAG.match(tag)
        if match is None or match[1] not in _HTML:
            return all(
                (self._newline() if index else True) and self._text(text) for index, text in enumerate(tag.split("\n"))
            )
        mark = _TAG_MARKS.get(match[1])
        if mark is None:
            self.hidden.append((self.raw(self.pos), tag))
        elif tag.startswith("</"):
            self._drop(mark)
        else:
            self.marks.append(Mark(mark))  # type: ignore[arg-type]
        return self._markup(tag, "html-tag")

    def _drop(self, name: str) -> None:
        for index in range(len(self.marks) - 1, -1, -1):
            if self.marks[index].name == name:
                del self.marks[index]
                return

    def _newline(self) -> bool:
        if not self.content.startswith("\n", self.pos):
            return False
        self.pos += 1
        self.line += 1
        self.line_start = self.pos
        self.runs.append(_line_end(self.chunk, self.line))
        return True

    def _text(self, text: str) -> bool:
        if not self.content.startswith(text, self.pos):
            return False
        if text:
            span = Span(self.raw(self.pos), self.raw(self.pos) + len(text))
            last = self.runs[-1] if self.runs else None
            marks = tuple(self.marks)
            if last and last.kind == "text" and last.span.end == span.start and last.marks == marks:
                self.runs[-1] = Run("text", Span(last.span.start, span.end), last.text + text, marks)
                self.nodes[-1] = Node(Span(last.span.start, span.end), "text")
            else:
                self.runs.append(Run("text", span, text, marks))
                self.nodes.append(Node(span, "text"))
        self.pos += len(text)
        return True

    def _markup(self, markup: str, reason: str) -> bool:
        """Take markup; a link target may run over line ends, each line is a node of its own."""
        if not self.content.startswith(markup, self.pos):
            return False
        for index, part in enumerate(markup.split("\n")):
            if index:
                self.pos += 1
                self.line += 1
                self.line_start = self.pos
            if part.strip():
                self.nodes.append(Node(Span(self.raw(self.pos), self.raw(self.pos) + len(part)), "markup", reason))
            self.pos += len(part)
        return True
