"""Pictures drawn at build time as SVG: words set in lines, marks and links, in the colours of the page around them.

A picture comes twice, for wide and for narrow screens; the style sheet shows the one that fits, and without it the wide
one is seen. Whatever a picture says is said as a list too, so that it may leave out what a list says better.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

LINE = 18
"""From one line of words to the next, in units of a picture; at its own size a unit is a CSS pixel."""
_SIGN = 7.4
"""Width reckoned for a letter: on the wide side, since no font is known for certain."""


class Drawn(NamedTuple):
    """One drawing, of a size in its own units."""

    width: float
    height: float
    body: Markup


def fitting(width: float) -> int:
    """How many signs fit into a width."""
    return max(8, int(width / _SIGN))


def broken(text: str, signs: int) -> list[str]:
    """Break words into lines of at most so many signs; a word that is longer is cut, so that none stands over."""
    return textwrap.wrap(" ".join(text.split()), signs, break_long_words=True) or [""]


def words(lines: Sequence[str], x: float, y: float, *, style: str = "", anchor: str = "start") -> Markup:
    """Lines of words; `y` is the base line of the first."""
    # A blank between the lines, for those who hear or copy them; in a place of its own, so that it shifts no line.
    rows = (
        Markup('<tspan x="{}" y="{}"> </tspan>')
        .format(number(x), number(y))
        .join(
            Markup('<tspan x="{}" y="{}">{}</tspan>').format(number(x), number(y + LINE * place), line)
            for place, line in enumerate(lines)
        )
    )
    shown = Markup(' class="{}"').format(style) if style else Markup("")
    return Markup('<text{} text-anchor="{}" fill="currentColor">{}</text>').format(shown, anchor, rows)


def linked(href: str, inner: Markup, *, name: str = "") -> Markup:
    """What is drawn as a link; without an address it is left as it is. `name` is for those who do not see it."""
    if not href:
        return inner
    told = Markup(' aria-label="{}"').format(name) if name else Markup("")
    return Markup('<a href="{}"{}>{}</a>').format(href, told, inner)


def number(value: float) -> str:
    """A length as short as it can be written; a tenth of a unit is enough."""
    return f"{value:.1f}".removesuffix(".0")


def path(style: str, commands: str, *, about: str = "") -> Markup:
    """A line, for the eye only; `about` names what it stands for, for tests and for scripts of others."""
    told = Markup(' data-about="{}"').format(about) if about else Markup("")
    return Markup('<path class="{}" d="{}" fill="none" stroke="currentColor" aria-hidden="true"{}/>').format(
        style, commands, told
    )


def figure(id_: str, title: str, description: str, wide: Drawn, narrow: Drawn, caption: Markup) -> Markup:
    """Both drawings of a picture with its caption. Ids begin with `id_`, which a page may have once."""
    return Markup(
        '<figure class="picture" id="{}">\n<div class="picture__wide">{}</div>\n'
        '<div class="picture__narrow" hidden>{}</div>\n<figcaption>{}</figcaption>\n</figure>\n'
    ).format(
        id_,
        _svg(f"{id_}-wide", title, description, wide),
        _svg(f"{id_}-narrow", title, description, narrow),
        caption,
    )


def _svg(id_: str, title: str, description: str, drawn: Drawn) -> Markup:
    width, height = number(drawn.width), number(drawn.height)
    return Markup(
        '<svg id="{0}" xmlns="http://www.w3.org/2000/svg" role="group" aria-labelledby="{0}-title" '
        'aria-describedby="{0}-desc" viewBox="0 0 {1} {2}" width="{1}" height="{2}">'
        '<title id="{0}-title">{3}</title><desc id="{0}-desc">{4}</desc>{5}</svg>'
    ).format(id_, width, height, title, description, drawn.body)


def joined(parts: Iterable[Markup]) -> Markup:
    """Parts of a drawing, one behind the other."""
    return Markup("").join(parts)


def counted(several: int, one: str, more: str) -> str:
    """1 letter, 2 letters, 1,000 letters."""
    return f"{several:,} {one if several == 1 else more}"
