"""markdown-it-py, set up for witnesses: which of its rules read them, and its tokens for a stretch of text."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import link as _link_rule
from markdown_it.token import Token

# A tag without attributes, in small letters. Those of HTML are markup; all others are words of the letter.
_TAG = re.compile(r"</?([a-z][a-z0-9]{0,11})\s?/?>$")
_HTML = frozenset(
    "a abbr address article aside b blockquote body br caption center cite code dd del div dl dt em figure font footer "
    "h1 h2 h3 h4 h5 h6 head header hr html i img ins kbd li main mark nav ol p pre q s samp script section small span "
    "strike strong style sub sup table tbody td tfoot th thead title tr tt u ul var".split()
)
# Deeper than any letter nests emphasis and brackets; below it the reader takes signs as they stand.
_NESTING = 40


def tokens_of(content: str) -> list[Token]:
    """The inline tokens of a stretch of text; html_inline only for tags that are markup, all else as text."""
    reader = _reader()
    tokens: list[Token] = []
    reader.inline.parse(content, reader, {}, tokens)
    for token in tokens:
        if token.type == "html_inline" and not tag_name(token.content):
            token.type = "text"
        elif token.type == "text_special" and token.content == token.markup:
            token.type = "text"  # a backslash that escapes nothing
    return tokens


def tag_name(tag: str) -> str:
    """The name of a tag without attributes that HTML knows, else empty."""
    match = _TAG.match(tag)
    return match[1] if match and match[1] in _HTML else ""


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    # Entities, code and images stay as the letter has them.
    reader.disable(["entity", "backticks", "image"])
    # A link keeps its words whatever its target; whether the target is published is the renderer's decision.
    setattr(reader, "validateLink", lambda url: True)  # noqa: B010 - mypy knows no assignment to a method
    setattr(reader, "normalizeLink", lambda url: url)  # noqa: B010
    setattr(reader, "normalizeLinkText", lambda url: url)  # noqa: B010
    reader.inline.ruler.at("link", _link)
    return reader


def _link(state: StateInline, silent: bool) -> bool:
    """Read a link and keep at its end how far its address reaches.

    Without "](" further on there is none: looking for the end of every bracket would cost quadratic time.
    """
    last = state.env.get("last-link")
    if last is None:
        last = state.env["last-link"] = state.src.rfind("](")
    if state.pos > last:
        return False
    found = _link_rule(state, silent)
    if found and not silent:
        state.tokens[-1].meta = {"end": state.pos}
    return found
