"""The line of time in stretches: months, years, decades or centuries, as many as a picture has room for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from build_tools.model.dates import MONTHS
from build_tools.web.moments import Moment, MomentKind
from build_tools.web.pictures import counted

MOST = 26
"""More stretches of time than this are drawn together, as decades or centuries."""
KINDS: Mapping[MomentKind, tuple[str, str]] = {
    "decision": ("decision", "decisions"),
    "document": ("document", "documents"),
    "event": ("event", "events"),
}
"""One and several of each kind, in the order in which they are drawn."""


class Stretch(NamedTuple):
    """One column of the picture: a year, or a month, decade or century."""

    key: str
    """What it is sorted by; empty for what has no date."""
    text: str
    letters: tuple[Moment, ...]
    others: tuple[Moment, ...]
    """By kind, then by date."""

    @property
    def told(self) -> str:
        """What is in it, in words."""
        parts = [counted(len(self.letters), "letter", "letters")] if self.letters else []
        for kind, (one, more) in KINDS.items():
            several = sum(each.kind == kind for each in self.others)
            parts += [counted(several, one, more)] if several else []
        return f"{self.text}: {', '.join(parts)}"


def stretches(those: Iterable[Moment]) -> list[Stretch]:
    """Put moments together by month where all are of two years at most, else by year, decade or century."""
    those = list(those)
    years = sorted({one.year for one in those if one.date})
    by: Callable[[Moment], str] = _by_month if len(years) <= 2 and len({_by_month(o) for o in those}) > 2 else _by_year
    for length in (3, 2):
        if len({by(one) for one in those}) <= MOST:
            break
        by = _cut(length)
    found: dict[str, list[Moment]] = {}
    for one in those:
        found.setdefault(by(one), []).append(one)
    order = list(KINDS)
    return [
        Stretch(
            key,
            _text(key),
            tuple(one for one in found[key] if one.letter is not None),
            tuple(sorted((o for o in found[key] if o.letter is None), key=lambda o: (order.index(o.kind), o.date))),
        )
        for key in sorted(found, key=lambda key: (not key, key))
    ]


def _by_month(one: Moment) -> str:
    return one.date[:7]


def _by_year(one: Moment) -> str:
    return one.year


def _cut(length: int) -> Callable[[Moment], str]:
    return lambda one: one.date[:length]


def _text(key: str) -> str:
    if len(key) == 7:
        return f"{MONTHS[int(key[5:]) - 1][:3]} {key[:4]}"
    return {0: "no date", 2: f"{key}00s", 3: f"{key}0s"}.get(len(key), key)


def anchor_of(column: Stretch) -> str:
    """The heading in timeline.html under which a stretch begins."""
    first = min((*column.letters, *column.others), key=lambda one: one.date)
    return year_anchor(first.year)


def year_anchor(year: str) -> str:
    """The anchor of a year in timeline.html."""
    return f"year-{year or 'without-a-date'}"
