"""The lines of a masthead where no blank line parts them: organ, session, symbol, distribution, agenda, title.

Each line that shows what it is begins a block, unless it goes on with its like; a line that shows nothing (the title of
an agenda item, "GENERAL" below "Distr.") stays with what stands above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from build_tools.parse import formulas as is_
from build_tools.parse.dates import is_dateline
from build_tools.parse.references import symbols

Mark = Literal["", "head", "organ", "distribution", "agenda", "symbol", "title", "date"]


def mark_of(text: str) -> Mark:
    """What a line of a masthead is by its form, emphasis taken off; empty where it shows nothing."""
    if not text or len(text) > 300:
        return ""
    if is_.is_house(text):
        return "head"
    if is_.is_agenda(text) and not is_.is_organ(text):
        return "agenda"
    if is_.is_distribution(text) or is_.is_language(text):
        return "distribution"
    if symbols(text) is not None:
        return "symbol"
    if is_.is_organ(text):
        return "organ"
    if is_.is_dated_title(text):
        return "title"
    return "date" if is_dateline(text) else ""


def stays(above: Sequence[str], text: str) -> bool | None:
    """Whether a line stays in a block of a masthead; None where the lines above are no masthead.

    `above` are the lines of the block so far, `text` is the line, all without emphasis.
    """
    first = mark_of(above[0])
    mark = mark_of(text)
    if first == "date":
        dated = all(mark_of(line) == "distribution" for line in above[1:])
        if mark == "distribution" and dated:
            return True
        return False if mark and len(above) > 1 else None
    if first in ("", "title"):
        return None
    if not mark:
        return first not in ("symbol", "head") or None
    if mark == "date":
        return first != "symbol"
    if mark == first:
        return True
    # "General Assembly   Distr.: General": two columns run together.
    return first == "organ" and mark == "distribution" and any("distr" in line.lower() for line in above)
