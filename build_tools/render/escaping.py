"""Words, values and directions of a letter as HTML takes them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from build_tools.model.witness import Span

# White space that a Markdown reader or a parser of HTML would change. A vertical tab cannot stand in HTML, nor a form
# feed in XML: both are a space to a reader.
_WHITE_SPACE = {9: "&#9;", 10: "&#10;", 11: " ", 12: " ", 13: "&#13;"}
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"))


def written(text: str) -> str:
    """Words as the text of an element."""
    escaped = escape(text, quote=False)
    # printable text holds no white space but the space
    return escaped if escaped.isprintable() else escaped.translate(_WHITE_SPACE)


def attribute(value: str) -> str:
    """A value between the quotes of an attribute."""
    return escape(value).translate(_WHITE_SPACE)


def data_span(spans: Sequence[Span]) -> str:
    """The attribute that names the pieces of a block or note in the witness, with a space before it."""
    return f' data-span="{" ".join(map(str, spans))}"'


def primary(lang: str) -> str:
    """The language of a BCP 47 tag, without script and region."""
    return lang.partition("-")[0].lower()


def right_to_left(lang: str) -> bool:
    """True for a BCP 47 tag whose language or script runs from right to left."""
    return lang.lower() in _RIGHT_TO_LEFT or primary(lang) in _RIGHT_TO_LEFT or "-arab" in lang.lower()
