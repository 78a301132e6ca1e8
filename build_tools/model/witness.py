"""The witness: a transcription exactly as received, and positions in it."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of Unicode code points in the raw witness, counted from 0."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


# A line ends at CR LF, LF or CR: what an editor's text editor counts. Form feeds and U+2028 do not end a line.
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A transcription as decoded from UTF-8: a leading BOM removed, nothing else changed."""

    name: str
    """The file as the user named it."""
    text: str
    """All code points of the file."""
    sha256: str
    """Digest of the file's bytes, BOM included, in hexadecimal."""
    lines: tuple[Span, ...] = field(init=False)
    """Span of each line without its line end; line n is `lines[n - 1]`. Never empty."""

    def __post_init__(self) -> None:
        starts, ends = [0], []
        for match in _LINE_END.finditer(self.text):
            ends.append(match.start())
            starts.append(match.end())
        ends.append(len(self.text))
        object.__setattr__(self, "lines", tuple(map(Span, starts, ends)))

    def line_at(self, position: int) -> int:
        """The number of the line, from 1, that holds a position."""
        return bisect_right(self.lines, (position, sys.maxsize))

    def place(self, position: int) -> tuple[int, int]:
        """Line and column of a position, both from 1."""
        line = self.line_at(position)
        return line, position - self.lines[line - 1].start + 1

    def slice(self, span: Span) -> str:
        """The witness's own characters in a span."""
        return self.text[span.start : span.end]
