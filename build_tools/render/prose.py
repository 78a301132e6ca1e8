"""The edition's own prose: the few kinds of Markdown that a note may use -> HTML without blank lines.

Paragraphs, lists, quotations, emphasis, links and code; a tag or a heading stays the text that it is.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|#|/", re.IGNORECASE)


@cache
def _reader() -> MarkdownIt:
    rules = ["list", "blockquote", "emphasis", "link", "autolink", "backticks", "escape", "entity", "newline"]
    return MarkdownIt("zero").enable([*rules, "balance_pairs", "fragments_join"], ignoreInvalid=True)


def prose(text: str, base: str = "..") -> str:
    """Render a text of the editors as block elements.

    A relative link is one from the top of the site (letters/ID.html#p3); `base` leads there from the page. An unsafe
    address stays text.
    """
    return _written(_reader().parse(text), base)


def line(text: str, base: str = "..") -> str:
    """Render a text of the editors that stands inside a line; paragraphs are divided by a space."""
    inner = [token for token in _reader().parse(text) if token.type == "inline"]
    return " ".join(_written([token], base) for token in inner)


def _written(tokens: list[Token], base: str) -> str:
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                href = str(child.attrs.get("href", ""))
                if not _OUTSIDE.match(href):
                    child.attrs["href"] = f"{base}/{href}"
                elif not href.startswith("#"):
                    child.attrs["rel"] = "external"
            elif child.type == "softbreak":
                child.type, child.content = "text", " "
    html = _reader().renderer.render(tokens, _reader().options, {})
    return re.sub(r"\n\s*\n", "\n", html.replace("\t", " ")).strip("\n")
