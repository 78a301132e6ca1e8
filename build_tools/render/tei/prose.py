"""The edition's own prose in TEI: what `render.prose` makes of the editors' Markdown, element by element."""

from __future__ import annotations

from lxml import etree, html

from build_tools.render import prose as as_html
from build_tools.render.tei.pen import add, append, pointer, shown

_ELEMENTS = {
    "p": ("p", ""),
    "ul": ("list", ""),
    "ol": ("list", ""),
    "li": ("item", ""),
    "blockquote": ("quote", ""),
    "em": ("hi", "italic"),
    "strong": ("hi", "bold"),
    "code": ("code", ""),
    "a": ("ref", ""),
}


def prose(parent: etree._Element, text: str, base: str) -> None:
    """Append a text of the editors as paragraphs, lists and quotations; `base` leads to the top of the site."""
    _append(parent, as_html.prose(text, base))


def line(parent: etree._Element, text: str, base: str) -> None:
    """Append a text of the editors that stands inside a line."""
    _append(parent, as_html.line(text, base))


def _append(parent: etree._Element, text: str) -> None:
    for piece in html.fragments_fromstring(shown(text)):
        if isinstance(piece, str):
            append(parent, piece)
        else:
            _element(parent, piece)


def _element(parent: etree._Element, element: etree._Element) -> None:
    if element.tag == "br":
        made = add(parent, "lb")
    else:
        tag, rend = _ELEMENTS.get(str(element.tag), ("seg", ""))
        made = add(parent, tag, element.text or "", rend=rend, target=pointer(element.get("href", "")))
        for child in element:
            _element(made, child)
    made.tail = element.tail
