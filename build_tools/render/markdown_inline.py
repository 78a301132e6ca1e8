"""Leaves -> inline Markdown that every reader of CommonMark with footnotes gives back as the same characters.

What CommonMark and Python-Markdown both know as an escape gets a backslash, all else an entity. Emphasis gets asterisks
where both see it open and close, else a tag.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple
from urllib.parse import quote

from build_tools.model.marking import Marking
from build_tools.model.witness import Span
from build_tools.render.layers import Leaf

# Characters that mean something anywhere in a line. An ampersand only where an entity could begin, be it with the next
# leaf or without a semicolon, which browsers forgive. Must not match: "A & B".
_ACTIVE = re.compile(r"[\\`*_\[\]{}<|~^\t\n\r\v\f&](?:(?<!&)|(?=[#\w]|$))")
_BACKSLASH = frozenset("\\`*_[]{}")
# What would begin a heading, a quotation, a list, a rule or underline, a definition or a box at the start of a line, or
# vanish there. Must not match: a dash with a word behind it, a year, a figure with decimals.
_LINE_START = re.compile(
    r"^(?:(?P<backslash>[#>]|[-+](?=[ \t]|$)|-(?=[-\s]*$)|!(?=!!))"
    r"|(?P<entity> |=(?==*\s*$)|:(?=[:\s]|$)|\?(?=\?\?))"
    r"|(?P<number>\d+)(?=[.)](?:[ \t]|$)))"
)
# An address that no reader decodes or changes between angle brackets.
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9./?=&#:;,+~@!$'()*_-]+")
_IN_TARGET = re.compile(r"[\s<>()\\]")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_STARS = {"em": "*", "strong": "**"}


class _Element(NamedTuple):
    name: Literal["em", "strong", "sup", "sub", "link", "address"]
    target: str = ""
    number: int = -1
    """Tells neighbours apart: the number of a marking; of an address its place."""


class _Segment(NamedTuple):
    source: str
    path: tuple[_Element, ...]


class _Tag(NamedTuple):
    element: _Element
    opens: bool
    other: int
    """Place of the other tag of the pair."""
    outermost: bool
    """For emphasis: no other emphasis is around it."""


def inline(
    leaves: Sequence[Leaf],
    markings: Sequence[Marking],
    calls: Mapping[Span, str],
    line_end: str = "  \n",
    finals: Mapping[int, Sequence[int]] = MappingProxyType({}),
) -> str:
    """Write leaves as Markdown that can stand at the start of a block.

    `markings`: those with element a and an href become links, all others are left out. `calls`: the footnote reference
    of each call; a call without one is a superscript. `line_end` goes between lines that a reader sees.
    `finals`: numbers of markings by the end of their last words, where their references go. Empty where there are no
    words.
    """
    segments: list[_Segment] = []
    marked = False
    waiting: list[str] = []
    for leaf in leaves:
        path = _path(leaf, markings) if leaf.marks or leaf.markings else ()
        if waiting and (not segments or _link(path) is None or _link(path) != _link(segments[-1].path)):
            segments += _references(waiting, segments)
        behind_call = bool(segments) and segments[-1].source.startswith("[^")
        if leaf.kind == "text":
            found = _text(leaf.text, path) if path else [_Segment(_escape(leaf.text), ())]
        elif leaf.kind == "call":
            found = [_call(leaf.text, calls.get(leaf.span), path)]
        else:
            found = [_Segment("\n" if leaf.kind == "break" else leaf.text, ())] if leaf.text else []
        if behind_call and found and (sign := found[0].source[:1]) in ("(", ":"):
            # "[^1](" would be a link and "[^1]:" a definition
            found[0] = _Segment(("\\(" if sign == "(" else "&#58;") + found[0].source[1:], found[0].path)
        segments += found
        marked = marked or bool(found and (path or found[0].path))
        if leaf.kind == "text":
            waiting += [f"[^{name}]" for n in finals.get(leaf.span.end, ()) if (name := markings[n].reference)]
    segments += _references(waiting, segments)
    if marked:
        _settle_gaps(segments)
        source = "".join(_spelled(_tokens(segments)))
    else:
        source = "".join([segment.source for segment in segments])
    return _in_lines(source, line_end)


def plain(text: str, line_end: str = "  \n") -> str:
    """Write words without marks, markings or calls as Markdown; see `inline`."""
    return _in_lines(_escape(text), line_end)


def _in_lines(source: str, line_end: str) -> str:
    lines = [_LINE_START.sub(_disarm, line, count=1) for line in source.replace("![", "\\![").split("\n")]
    return line_end.join([line for line in (line.rstrip(" ") for line in lines) if line])


def _link(path: tuple[_Element, ...]) -> _Element | None:
    return next((element for element in path if element.name in ("link", "address")), None)


def _references(waiting: list[str], segments: Sequence[_Segment]) -> list[_Segment]:
    """References of the edition's own footnotes behind the last words, outside of their link."""
    path = segments[-1].path if segments else ()
    link = _link(path)
    found = [_Segment(reference, path[: path.index(link)] if link else path) for reference in waiting]
    waiting.clear()
    return found


def _text(text: str, path: tuple[_Element, ...]) -> list[_Segment]:
    if path[-1].name == "address":
        return [_Segment(text, path)]
    match = _EDGES.fullmatch(text)
    before, core, after = match.groups() if match else ("", text, "")
    # white space at the edges of emphasis would keep it from opening: it moves out where nothing else holds it
    parts = ((before, ()), (core, path), (after, ()))
    return [_Segment(_escape(part), within) for part, within in parts if part]


def _call(label: str, reference: str | None, path: tuple[_Element, ...]) -> _Segment:
    """A call raises itself; one without a note is a superscript of the text."""
    path = tuple(element for element in path if element.name != "sup")
    return _Segment(reference, path) if reference else _Segment(_escape(label), (*path, _Element("sup")))


def _path(leaf: Leaf, markings: Sequence[Marking]) -> tuple[_Element, ...]:
    path: list[_Element] = []
    for number in leaf.markings:
        marking = markings[number]
        href = next((value for name, value in marking.attributes if name == "href"), "")
        if marking.element == "a" and href:
            path.append(_Element("link", href, number))
    for mark in leaf.marks:
        if mark.name != "link":
            path.append(_Element(mark.name))
        elif leaf.live:
            if leaf.text == mark.target and _PLAIN_ADDRESS.fullmatch(mark.target):
                path.append(_Element("address", mark.target, leaf.span.start))  # two of one address are two links
            else:
                path.append(_Element("link", mark.target))
    return tuple(path)


def _settle_gaps(segments: list[_Segment]) -> None:
    """Put white space inside exactly what both its sides are in."""
    after: tuple[_Element, ...] = ()
    sides: list[tuple[_Element, ...]] = []
    for segment in reversed(segments):
        sides.append(after)
        after = after if segment.source.isspace() else segment.path
    before: tuple[_Element, ...] = ()
    for index, segment in enumerate(segments):
        if segment.source.isspace():
            common = 0
            for left, right in zip(before, sides[-1 - index], strict=False):
                if left != right:
                    break
                common += 1
            segments[index] = _Segment(segment.source, before[:common])
        before = segments[index].path


def _tokens(segments: Sequence[_Segment]) -> list[str | _Tag]:
    tokens: list[str | _Tag] = []
    stack: list[tuple[_Element, int]] = []
    for source, path in (*segments, _Segment("", ())):
        common = 0
        while common < len(stack) and common < len(path) and stack[common][0] == path[common]:
            common += 1
        while len(stack) > common:
            element, start = stack.pop()
            outermost = not any(around.name in _STARS for around, _ in stack)
            tokens[start] = _Tag(element, True, len(tokens), outermost)
            tokens.append(_Tag(element, False, start, outermost))
        for element in path[common:]:
            stack.append((element, len(tokens)))
            tokens.append("")  # its tag, once the other end is known
        if source:
            tokens.append(source)
    return tokens


def _spelled(tokens: Sequence[str | _Tag]) -> list[str]:
    out = [_plain_tag(token) if isinstance(token, _Tag) else token for token in tokens]
    for index, token in enumerate(tokens):
        if isinstance(token, _Tag) and token.opens and token.outermost and token.element.name in _STARS:
            # emphasis inside emphasis stays a tag, unless both begin and end together: ***words***
            end, twin = token.other, _is_twin(token, tokens[index + 1])
            if _opens_and_closes(tokens, out, index, end, 2 if twin else 1):
                out[index] = out[end] = "***" if twin else _STARS[token.element.name]
                if twin:
                    out[index + 1] = out[end - 1] = ""
    return out


def _is_twin(outer: _Tag, inner: str | _Tag) -> bool:
    if not isinstance(inner, _Tag) or inner.other != outer.other - 1:
        return False
    return _STARS.keys() == {outer.element.name, inner.element.name}


def _opens_and_closes(tokens: Sequence[str | _Tag], out: Sequence[str], start: int, end: int, width: int) -> bool:
    """True where asterisks at two places open and close emphasis in every reader.

    Source: CommonMark 0.31.2, 6.2, flanking delimiter runs; symbols count as punctuation since 0.31 only, so neither
    side may rely on them.
    """
    last = len(tokens) - 1
    beside = (tokens[start - 1] if start else "", tokens[end + 1] if end < last else "")
    if any(isinstance(token, _Tag) and token.element.name in _STARS for token in beside):
        return False
    outer = (out[start - 1][-1] if start else " ", out[end + 1][0] if end < last else " ")
    inner = (out[start + width][0], out[end - width][-1])
    return all(
        not near.isspace() and (_is_letter(near) or _sets_apart(far)) for near, far in zip(inner, outer, strict=True)
    )


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] not in "PS"


def _sets_apart(character: str) -> bool:
    # of what Python takes for white space CommonMark leaves out U+2028, U+2029 and U+0085
    return character in "\t\n <>" or unicodedata.category(character) in ("Zs", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po")


def _plain_tag(tag: _Tag) -> str:
    name, target, _ = tag.element
    if name == "address":
        return "<" if tag.opens else ">"
    if name == "link":
        return "[" if tag.opens else f"]({_IN_TARGET.sub(lambda m: quote(m[0]), target)})"
    return f"<{name}>" if tag.opens else f"</{name}>"


def _escape(text: str) -> str:
    return _ACTIVE.sub(_inactive, text)


def _inactive(match: re.Match[str]) -> str:
    character = match[0]
    if character in _BACKSLASH:
        return "\\" + character
    # a vertical tab cannot stand in HTML, nor a form feed in XML: both are a space to a reader
    return {"&": "&amp;", "<": "&lt;", "\v": " ", "\f": " "}.get(character) or f"&#{ord(character)};"


def _disarm(match: re.Match[str]) -> str:
    if match["backslash"]:
        return "\\" + match[0]
    return f"&#{ord(match[0])};" if match["entity"] else match[0] + "\\"
