"""Who writes to whom, and what one document does with another, as a picture: two columns with lines between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from build_tools.web.pictures import LINE, Drawn, broken, figure, fitting, joined, linked, number, path, words

MOST = 60
"""Flows of a picture; what is more is left to the list, and the caption says so."""
_GAP = 20.0
_WIDE, _NARROW = 960.0, 340.0


class Node(NamedTuple):
    """One end of a line."""

    key: str
    text: str
    href: str = ""
    """Address from the page of the picture; empty without one."""


class Flow(NamedTuple):
    """One line, from a node to a node."""

    start: Node
    end: Node
    labels: tuple[tuple[str, str], ...]
    """Texts on the line, each with its address or an empty one."""
    about: tuple[str, ...]
    """Ids of what the line stands for."""


class _Row(NamedTuple):
    """One line's place at the right-hand side."""

    flow: Flow
    y: float


def picture_of_flows(
    flows: Sequence[Flow], *, id_: str, title: str, description: str, caption: str, heads: tuple[str, str]
) -> Markup:
    """Draw flows, of any number; empty where there is none. Those that come first are drawn where there are too many.

    Ends are ordered so that lines cross little, starts stand in the order given. `heads` name the columns.
    """
    if not flows:
        return Markup("")
    shown = flows[:MOST]
    if len(flows) > MOST:
        caption += f" Of {len(flows):,} lines {MOST} are drawn; the list has all."
    return figure(id_, title, description, _columns(shown, heads), _tree(shown), Markup("{}").format(caption))


def _starts(flows: Sequence[Flow]) -> dict[str, list[Flow]]:
    found: dict[str, list[Flow]] = {}
    for flow in flows:
        found.setdefault(flow.start.key, []).append(flow)
    return found


def _ends(flows: Sequence[Flow]) -> list[list[Flow]]:
    """Flows by their end, ends in the order of the middle of what leads to them."""
    order = list(_starts(flows))
    found: dict[str, list[Flow]] = {}
    for flow in flows:
        found.setdefault(flow.end.key, []).append(flow)

    def middle(those: list[Flow]) -> float:
        return sum(order.index(flow.start.key) for flow in those) / len(those)

    return sorted((sorted(those, key=lambda flow: order.index(flow.start.key)) for those in found.values()), key=middle)


def _columns(flows: Sequence[Flow], heads: tuple[str, str]) -> Drawn:
    left, lines, labels, right = 270.0, 120.0, 170.0, 382.0
    from_x, to_x, text_x = left + 8, left + 8 + lines, left + 8 + lines + 10 + labels
    y, rows, parts = 46.0, [], []
    for those in _ends(flows):
        node = those[0].end
        wrapped = broken(node.text, fitting(right))
        label_lines = [_label(flow, labels) for flow in those]
        top = y
        for flow, lines_of in zip(those, label_lines, strict=True):
            rows.append(_Row(flow, y - 5))
            parts.append(_labelled(lines_of, to_x + 8, y))
            y += LINE * len(lines_of) + 4
        parts.append(linked(node.href, words(wrapped, text_x, top)))
        y = max(y, top + LINE * len(wrapped)) + _GAP - LINE / 2
        parts.append(path("picture__hair", f"M{number(to_x + 8)},{number(y - LINE)}H{number(_WIDE)}"))
        y += 6
    bottom = y
    starts = _starts(flows)
    middles = {key: sum(row.y for row in rows if row.flow.start.key == key) / len(its) for key, its in starts.items()}
    tall = {key: LINE * len(broken(its[0].start.text, fitting(left))) for key, its in starts.items()}
    places = _spread(middles, tall, 46.0 - 5)
    for key, its in starts.items():
        node, base = its[0].start, places[key]
        parts.append(linked(node.href, words(broken(node.text, fitting(left)), left, base + 5, anchor="end")))
        for row in rows:
            if row.flow.start.key == key:
                parts.append(_curve(from_x, base, to_x, row.y, row.flow))
        bottom = max(bottom, base + tall[key] + _GAP)
    parts += [
        words([heads[0]], left, 14, style="picture__head", anchor="end"),
        words([heads[1]], text_x, 14, style="picture__head"),
        path("picture__hair", f"M0,24H{number(_WIDE)}"),
    ]
    return Drawn(_WIDE, bottom, joined(parts))


def _label(flow: Flow, width: float) -> list[list[tuple[str, str]]]:
    """The texts at a line, as many beside each other as the width takes; each with its address."""
    signs, lines, used = fitting(width), [[]], 0  # type: int, list[list[tuple[str, str]]], int
    for place, (text, href) in enumerate(flow.labels):
        text += "," if place + 1 < len(flow.labels) else ""
        if lines[-1] and used + 1 + len(text) > signs:
            lines.append([])
            used = 0
        lines[-1].append((text, href))
        used += 1 + len(text)
    return lines


def _labelled(lines: Sequence[Sequence[tuple[str, str]]], x: float, y: float) -> Markup:
    rows = [
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(
            number(x),
            number(y + LINE * place),
            Markup(" ").join(linked(href, escape(text)) for text, href in line),
        )
        for place, line in enumerate(lines)
    ]
    return Markup('<text class="picture__label" fill="currentColor">{}</text>').format(Markup(" ").join(rows))


def _spread(middles: Mapping[str, float], tall: Mapping[str, float], top: float) -> dict[str, float]:
    """Give every start its place: as near to its middle as those above leave room, in the order given."""
    found, free = {}, top
    for key, middle in middles.items():
        found[key] = max(free, middle)
        free = found[key] + tall[key] + _GAP
    over = free - max(free, max(middles.values(), default=0) + LINE)
    return {key: place + over for key, place in found.items()}


def _curve(x: float, y: float, to_x: float, to_y: float, flow: Flow) -> Markup:
    half, start, end = number((x + to_x) / 2), number(y), number(to_y)
    bend = f"M{number(x)},{start}C{half},{start} {half},{end} {number(to_x)},{end}"
    tip = "m-5,-3.5l5,3.5l-5,3.5"
    return path("picture__flow", bend + tip, about=" ".join(flow.about))


def _tree(flows: Sequence[Flow]) -> Drawn:
    """The same for a narrow screen: what goes out from a start hangs below it."""
    parts, y = [], 18.0
    for those in _starts(flows).values():
        node = those[0].start
        head = broken(node.text, fitting(_NARROW))
        parts.append(linked(node.href, words(head, 0, y, style="picture__start")))
        y += LINE * len(head) + 4
        rail, last = y - LINE + 2, y
        for flow in those:
            last = y - 5
            label = _label(flow, _NARROW - 26)
            parts.append(_labelled(label, 26, y))
            parts.append(path("picture__flow", f"M8,{number(last)}h12m-4,-3l4,3l-4,3", about=" ".join(flow.about)))
            y += LINE * len(label)
            end = broken(flow.end.text, fitting(_NARROW - 26))
            parts.append(linked(flow.end.href, words(end, 26, y)))
            y += LINE * len(end) + 8
        parts.append(path("picture__flow", f"M8,{number(rail)}V{number(last)}"))
        y += _GAP
    return Drawn(_NARROW, y - _GAP, joined(parts))
