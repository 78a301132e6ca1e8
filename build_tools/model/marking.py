"""Markings: what the edition lays over stretches of a witness (citations, later annotations and emendations)."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.witness import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """An element that a renderer wraps around the words of some spans of the witness."""

    spans: tuple[Span, ...]
    """In the raw witness, in order; one marking over a joined page break has several."""
    element: str
    """Name of the HTML element: a, span, mark."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Names and unescaped values, in the order of output."""
    after: str = ""
    """HTML of the edition's own, set behind the last span; the renderer puts it in an element with data-editorial."""
    after_element: str = "span"
    """Name of that element: span, ins."""
    reading: str = ""
    """What the edition reads in place of the words, unescaped: the words go into a span of their own inside the
    element, and the reading behind that span, in an `ins` with data-editorial."""
    reference: str = ""
    """For Markdown: the label of the footnote of the edition's own that is called behind the words; empty for none."""
