"""The line of time as a picture: the letters above it, a mark for everything that they speak of below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, log2
from typing import NamedTuple

from markupsafe import Markup

from build_tools.web.moments import Moment, MomentKind
from build_tools.web.pictures import LINE, Drawn, counted, figure, joined, linked, number, path, words
from build_tools.web.stretches import KINDS, Stretch, anchor_of, stretches

_STACK = 45
"""Marks of one stretch; where one has more, a mark stands for several."""
_SIGLA = 6
"""Letters of one stretch that are named one by one; where one has more, their number is given everywhere."""
_TARGET, _STEP, _ABREAST = 26, 11, 2
_MARKS: dict[MomentKind, str] = {
    # each in a square of 8 by 8 around the point, told apart by form and not by colour
    "decision": "M{x},{y}m-3.5,-3.5h7v7h-7z",
    "document": "M{x},{y}m-3.5,0a3.5,3.5 0 1,0 7,0a3.5,3.5 0 1,0 -7,0z",
    "event": "M{x},{y}m0,-4.2l4.2,7.6h-8.4z",
}


class Scale(NamedTuple):
    """How many of what are drawn as one."""

    mark: int
    """Moments that a mark stands for."""
    by_name: bool
    """False where letters are counted and not named."""


def picture_of_time(those: Sequence[Moment], *, id_: str, page: str) -> Markup:
    """Draw the moments of an edition, of any number; empty where there is none. `page` leads to timeline.html."""
    if not those:
        return Markup("")
    columns = stretches(those)
    most = max(len(column.others) for column in columns)
    scale = Scale(max(1, ceil(most / _STACK)), all(len(column.letters) <= _SIGLA for column in columns))
    letters = sum(one.letter is not None for one in those)
    dated = [column.text for column in columns if column.key]
    span = f" from {dated[0]} to {dated[-1]}" if len(dated) > 1 else f" of {dated[0]}" if dated else ""
    description = (
        f"{counted(letters, 'letter', 'letters')} above the line, {len(those) - letters:,} decisions, documents and "
        f"events below it{span}. The same as a list: see the timeline."
    )
    return figure(
        id_,
        "The letters on a line of time",
        description,
        _across(columns, scale, page),
        _down(columns, scale, page),
        _caption(columns, scale),
    )


def _gap(one: Stretch, following: Stretch) -> float:
    """Room between two stretches for the time that nothing stands in; the wider the longer it is."""
    if not (one.key and following.key):
        return 24
    left, right = one.key[:4].ljust(4, "0"), following.key[:4].ljust(4, "0")
    unit = 10 ** (4 - min(4, len(one.key), len(following.key)))
    empty = (int(right) - int(left)) // unit - 1
    return 8 + 2.0 * log2(1 + empty) if empty > 0 else 0


def _across(columns: Sequence[Stretch], scale: Scale, page: str) -> Drawn:
    gaps = [_gap(one, following) for one, following in pairwise(columns)]
    long_text = any(len(column.key) == 7 for column in columns)
    width = max(960.0, (66 if long_text else 40) * len(columns) + sum(gaps) + 20)
    step = (width - 20 - sum(gaps)) / len(columns)
    tallest = max((len(c.letters) for c in columns), default=0) if scale.by_name else 1
    axis = 14 + _TARGET * max(1, tallest)
    rows = max(ceil(ceil(len(column.others) / scale.mark) / _ABREAST) for column in columns)
    parts, x = [], 10.0
    for column, gap in zip(columns, (*gaps, 0.0), strict=True):
        middle = x + step / 2
        parts.append(path("picture__axis", f"M{number(x)},{axis}h{number(step)}"))
        if gap > 0:
            parts.append(path("picture__break", f"M{number(x + step)},{axis}h{number(gap)}"))
        names = _named(column, scale, page)
        for place, (text, href, name) in enumerate(names):
            bottom = axis - 9 - _TARGET * (len(names) - 1 - place)
            parts.append(
                linked(href, words([text], middle, bottom - 4, style="picture__siglum", anchor="middle"), name=name)
            )
        parts.append(_year(column, page, middle, axis + LINE + 2, "middle"))
        marks = ceil(len(column.others) / scale.mark)
        start = middle - _STEP * (min(marks, _ABREAST) - 1) / 2
        for place, one in enumerate(column.others[:: scale.mark]):
            row, cell = divmod(place, _ABREAST)
            parts.append(_mark(one, start + _STEP * cell, axis + LINE + 18 + _STEP * row))
        x += step + gap
    return Drawn(width, axis + LINE + 24 + _STEP * rows, joined(parts))


def _down(columns: Sequence[Stretch], scale: Scale, page: str) -> Drawn:
    width, axis, abreast = 340.0, 74.0, 11
    parts, y = [], 6.0
    for column, following in zip(columns, (*columns[1:], None), strict=True):
        names = list(_named(column, scale, page))
        height = float(_TARGET) + 4
        parts.append(_year(column, page, axis - 14, y + 19, "end"))
        left = axis + 10.0
        for text, href, name in names:
            parts.append(linked(href, words([text], left + 9, y + 19, style="picture__siglum"), name=name))
            left += _TARGET + (0 if scale.by_name else 8 * len(text))
        marks = ceil(len(column.others) / scale.mark)
        top = y + (_TARGET + 12 if names and marks else 14)
        for place, one in enumerate(column.others[:: scale.mark]):
            row, cell = divmod(place, abreast * 2)
            parts.append(_mark(one, axis + 16 + _STEP * cell, top + _STEP * row))
            height = top - y + _STEP * row + 12
        height = max(height, _TARGET + 2)
        parts.append(path("picture__axis", f"M{axis},{number(y)}v{number(height)}"))
        y += height
        if following and (gap := _gap(column, following)) > 0:
            parts.append(path("picture__break", f"M{axis},{number(y)}v{number(gap)}"))
            y += gap
    return Drawn(width, y + 6, joined(parts))


def _named(column: Stretch, scale: Scale, page: str) -> list[tuple[str, str, str]]:
    """What is written for the letters of a stretch: text, address, name for those who hear it."""
    if not column.letters:
        return []
    if not scale.by_name:
        told = counted(len(column.letters), "letter", "letters")
        return [(f"{len(column.letters):,}", f"{page}#{anchor_of(column)}", f"{column.text}: {told}")]
    up = page.removesuffix("timeline.html")
    return [
        (one.letter.declaration.siglum, up + one.href, f"Letter {one.letter.declaration.siglum}: {_name(one)}")
        for one in column.letters
        if one.letter
    ]


def _name(one: Moment) -> str:
    assert one.letter is not None  # noqa: S101  # only letters are named
    return one.letter.declaration.short_title or one.letter.declaration.title


def _year(column: Stretch, page: str, x: float, y: float, anchor: str) -> Markup:
    shown = words([column.text], x, y, style="picture__year", anchor=anchor)
    return linked(f"{page}#{anchor_of(column)}", shown, name=column.told)


def _mark(one: Moment, x: float, y: float) -> Markup:
    shape = _MARKS[one.kind].format(x=number(x), y=number(y))
    return Markup(
        '<path class="picture__mark" d="{}" fill="currentColor" data-about="{}"><title>{}</title></path>'
    ).format(shape, one.id, f"{one.date}: {one.title}" if one.date else one.title)


def _caption(columns: Sequence[Stretch], scale: Scale) -> Markup:
    shown = [kind for kind in KINDS if any(one.kind == kind for column in columns for one in column.others)]
    keys = joined(
        Markup(
            '<span class="picture__key"><svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">'
            '<path fill="currentColor" d="{}"/></svg> {}</span> '
        ).format(_MARKS[kind].format(x=5, y=5), KINDS[kind][0])
        for kind in shown
    )
    several = f"; one mark stands for up to {scale.mark}" if scale.mark > 1 else ""
    letters = any(column.letters for column in columns)
    named = ("Letters are named by their sigla" if scale.by_name else "Letters are given by number") if letters else ""
    below = f"what they speak of and cite by marks{several}" if shown else ""
    sentence = ", ".join(part for part in (named, below) if part)
    return Markup("{}: {}Times without an entry are drawn short.").format(sentence[:1].upper() + sentence[1:], keys)
