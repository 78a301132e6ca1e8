"""Artefacts: what a converter left in a transcription and no reader was meant to see.

Matches: [bookmark: _Ref123456789]  [OLE_LINK1]  <!-- comment -->  {_Toc123456}  ![img-0.jpeg](img-0.jpeg)  the object
replacement character. Must not match: [sic]  [t]he  [1]  [original: English]  {x}  ![The seal of the city](seal.png).
"""

from __future__ import annotations

import re

from build_tools.model.letter import Node, Run
from build_tools.model.witness import Span

ARTEFACT = re.compile(
    r"(?P<bookmark>\[(?:bookmark|anchor)\s?:\s?[^\]\[\n]{1,80}\]"
    r"|[\[{]#?(?:OLE_LINK\d{1,4}|_(?:Hlk|Toc|Ref|Hlt|GoBack|MON)_?\d{0,12})[\]}])"
    r"|(?P<comment><!--(?:(?!--)[^\n]){0,400}-->)"
    r"|(?P<object>\ufffc)"
)
_SIGNS = ("[bookmark", "[anchor", "OLE_LINK", "_Hlk", "_Toc", "_Ref", "_Hlt", "_GoBack", "_MON", "<!--", "\ufffc")
# A picture that has no description but the name of its file.
_PICTURE = re.compile(
    r"!\[\s?(?:[\w.-]{0,80}\.(?:png|jpe?g|gif|svg|tiff?|webp|bmp)|(?:img|image|figure)[ _-]?\d{0,4})?\s?\]"
    r"\([^()\s]{0,400}\)$",
    re.IGNORECASE,
)

_SPACER = re.compile(r"(?:&(?:nbsp|emsp|ensp|thinsp|#160);\s{0,9}){1,400}$")


def is_picture(text: str) -> bool:
    """True where a line is the place of a picture, without words that describe it."""
    return text.startswith("![") and _PICTURE.match(text) is not None


def is_spacer(text: str) -> bool:
    """True for a line of nothing but spaces that are written as entities."""
    return text[0] == "&" and _SPACER.match(text) is not None


def reason(match: re.Match[str]) -> str:
    """Name of the kind of artefact that was found."""
    return str(match.lastgroup)


def occurs(text: str) -> bool:
    """True where a text may hold an artefact: few do, and the others need not be looked through run by run."""
    # Each of the signs has one of these four characters, and most paragraphs have none of them.
    if not ("_" in text or "[" in text or "<" in text or "\ufffc" in text):
        return False
    return any(sign in text for sign in _SIGNS)


def cut(runs: tuple[Run, ...], nodes: tuple[Node, ...]) -> tuple[tuple[Run, ...], tuple[Node, ...]]:
    """Take artefacts out of text runs; both results tile the same characters as before."""
    if not any(occurs(run.text) for run in runs):
        return runs, nodes
    made_runs: list[Run] = []
    found: dict[Span, list[Node]] = {}
    for run in runs:
        if run.kind != "text":
            made_runs.append(run)
            continue
        at = 0
        tiles: list[Node] = []
        for match in ARTEFACT.finditer(run.text):
            tiles += _text_tile(made_runs, run, at, match.start())
            place = Span(run.span.start + match.start(), run.span.start + match.end())
            tiles.append(Node(place, "artefact", reason(match)))
            at = match.end()
        tiles += _text_tile(made_runs, run, at, len(run.text))
        found[run.span] = tiles
    made_nodes = [tile for node in nodes for tile in (found.get(node.span, [node]) if node.kind == "text" else [node])]
    return tuple(made_runs), tuple(made_nodes)


def _text_tile(runs: list[Run], run: Run, start: int, end: int) -> list[Node]:
    if start == end:
        return []
    span = Span(run.span.start + start, run.span.start + end)
    runs.append(run._replace(span=span, text=run.text[start:end]))
    return [Node(span, "text")]
