"""A plain reader of the raw witness: what a reader should see of one piece, by a few rules of its own.

It shares no code with the parser or a renderer, so that a fault of theirs shows against it. Of CommonMark it knows
emphasis by runs of * and _, links with their target in parentheses, autolinks, backslash escapes, and tags; a tag
without attributes that HTML knows is markup, all else is text. It is told where the piece holds what is no text: calls,
labels, bullets, heading marks, kept line ends, furniture, artefacts.

Source: CommonMark 0.31.2, sections 2.4, 6.2, 6.3, 6.5 and 6.6. Time grows linearly with the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.model.witness import Span

EM, STRONG, SUP, SUB = 1, 2, 4, 8
TAGS = {"em": EM, "i": EM, "cite": EM, "strong": STRONG, "b": STRONG, "sup": SUP, "sub": SUB}
"""The elements of HTML that show emphasis."""


class Seen(NamedTuple):
    """Characters of the witness that a reader sees alike, or the call of a note."""

    start: int
    end: int
    emphasis: int
    """Sum of EM, STRONG, SUP and SUB."""
    is_call: bool = False
    is_break: bool = False
    """A tag that ends a line: its own characters are not seen."""


@dataclass(slots=True)
class _Item:
    """What stands at one place of the piece: literal characters, and the emphasis that ends and begins there."""

    start: int
    end: int
    is_call: bool = False
    is_break: bool = False
    ended: list[int] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Delimiters(_Item):
    """A run of * or _; what of it no emphasis uses is left between start and end, to be seen."""

    sign: str = ""
    size: int = 0
    order: int = 0
    """Place of the run as it was found."""
    opens: bool = False
    closes: bool = False


_SIGN = re.compile(r"[\\<\[\]*_]")
_ESCAPABLE = re.compile(r"[!-/:-@\[-`{-~]")
_PLAIN = r"\\[^ ]|[^\x00-\x20\x7f()\\]"
_ONE_DEEP = rf"(?:{_PLAIN}|\((?:{_PLAIN})*+\))"
_TWO_DEEP = rf"(?:{_PLAIN}|\({_ONE_DEEP}*+\))"
_MARK = re.compile(
    rf"""\\(?P<escaped>[!-/:-@\[-`{{-~])
    |(?P<run>\*++|_++)
    |\](?P<target>\([ \t\r\n]*+(?:<(?:\\.|[^\r\n<>\\])*+>|(?!<)(?:{_PLAIN}|\({_TWO_DEEP}*+\))*+)
        (?:[ \t\r\n]++(?:"(?:\\.|[^"\\])*+"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\))?+)?+[ \t\r\n]*+\))
    |(?P<bracket>[\[\]])
    |<(?P<address>[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^<>\x00-\x20]*+|[a-zA-Z0-9_.!\#$%&'*+/=?^`{{|}}~-]++@[A-Za-z0-9.-]++)>
    |<(?P<slash>/?)(?P<tag>[a-z][a-z0-9]*+)\s?/?>
    |(?P<literal></?[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+)*+
        \s*+/?>)""",
    re.VERBOSE | re.DOTALL,
)
_LETTER = re.compile(r"[A-Za-z]")
# What only looks like markup is read as one piece of text, up to its end.
_ENDS = (("<!--", "-->", 2), ("<![CDATA[", "]]>", 9), ("<?", "?>", 2), ("<!", ">", 2))
# What stands between angle brackets and is no element of HTML is text: <sic>, <name>.
# Tags that set the words before and behind them apart, as white space does.
_APART = frozenset(
    "br p div tr td th li ul ol dl dt dd table tbody thead tfoot h1 h2 h3 h4 h5 h6 hr blockquote center section".split()
)
_HTML = re.compile(
    "abbr|address|article|aside|a|blockquote|body|br|b|caption|center|cite|code|dd|del|div|dl|dt|em|figure|font|footer|"
    "h[1-6]|header|head|hr|html|img|ins|i|kbd|li|main|mark|nav|ol|pre|p|q|samp|script|section|small|span|"
    "strike|strong|style|sub|sup|s|table|tbody|td|tfoot|thead|th|title|tr|tt|ul|u|var"
)


def has_signs(raw: str, piece: Span) -> bool:
    """True where a piece holds a sign that may be inline markup; without one, its characters are what a reader sees."""
    return _SIGN.search(raw, piece.start, piece.end) is not None


def read_piece(raw: str, piece: Span, calls: Iterable[Span] = (), left_out: Iterable[Span] = ()) -> list[Seen]:
    """Read one piece of a witness: what a reader sees of it, in order, white space included.

    Spans are half-open, in code points of `raw`; `calls` and `left_out` lie in the piece, sorted, without overlap.
    """
    reader = _Reader(raw, piece)
    position = piece.start
    cuts = sorted([*((span, True) for span in calls), *((span, False) for span in left_out)])
    if not cuts and not has_signs(raw, piece):
        return [Seen(piece.start, piece.end, 0)]
    for span, is_call in cuts:
        reader.scan(position, span.start)
        if is_call:
            reader.items.append(_Item(span.start, span.end, is_call=True))
        position = max(position, span.end)
    reader.scan(position, piece.end)
    reader.match_emphasis(0)
    return list(reader.seen())


class _Reader:
    def __init__(self, raw: str, piece: Span) -> None:
        self.raw, self.piece = raw, piece
        self.items: list[_Item] = []
        self.runs: list[_Delimiters] = []  # runs of * and _ that may still begin or end emphasis
        self.brackets: list[tuple[_Item, int]] = []  # each [ with the number of runs before it
        self.endless: set[str] = set()  # ends that do not come any more
        self.barred = 0  # so many of the brackets stand outside a link already found: no link holds a link

    def scan(self, position: int, end: int) -> None:
        """Take the characters up to end into items."""
        raw, items = self.raw, self.items
        while sign := _SIGN.search(raw, position, end):
            start = sign.start()
            if start > position:
                items.append(_Item(position, start))
            mark = _MARK.match(raw, start, end)
            position = mark.end() if mark else self._literal_end(start, end)
            if mark is None and raw[start] == "\\" and position == end < self.piece.end and _ESCAPABLE.match(raw, end):
                continue  # the sign behind it is told as no text, and the backslash goes with it
            if mark is None or mark["literal"]:
                items.append(_Item(start, position))
            elif mark["run"]:
                self._run(start, position)
            elif mark["escaped"]:
                items.append(_Item(start + 1, position))
            elif mark["address"]:
                items.append(_Item(start + 1, position - 1))
            elif mark["tag"]:
                self._tag(mark["tag"], bool(mark["slash"]), start, position)
            else:
                position = self._bracket(start, position)
        if position < end:
            items.append(_Item(position, end))

    def _literal_end(self, start: int, end: int) -> int:
        """Say how far a comment, a declaration or an instruction reaches; one character where it is none of them."""
        for opening, closing, skip in _ENDS:
            if self.raw.startswith(opening, start, end):
                if (opening == "<!" and not _LETTER.match(self.raw, start + 2, end)) or closing in self.endless:
                    break
                found = self.raw.find(closing, start + skip, end)
                if found >= 0:
                    return found + len(closing)
                self.endless.add(closing)
                break
        return start + 1

    def _tag(self, name: str, closing: bool, start: int, end: int) -> None:
        apart = name in _APART
        item = _Item(start, end if apart or not _HTML.fullmatch(name) else start, is_break=apart)
        if name in TAGS:
            (item.ended if closing else item.begun).append(TAGS[name])
        self.items.append(item)

    def _bracket(self, start: int, end: int) -> int:
        """Take a bracket; where it ends a link, the target behind it too. Return the place to go on."""
        item = _Item(start, start + 1)
        self.items.append(item)
        if self.raw[start] == "[":
            self.brackets.append((item, len(self.runs)))
        elif self.brackets:
            opener, runs = self.brackets.pop()
            if end > start + 1 and len(self.brackets) >= self.barred:
                opener.end, item.end = opener.start, item.start
                self.match_emphasis(runs)
                self.barred = len(self.brackets)
                return end
            self.barred = min(self.barred, len(self.brackets))
        return start + 1

    def _run(self, start: int, end: int) -> None:
        """Take a run of * or _: whether it may begin or end emphasis shows in the characters around it."""
        before, after = self._beside(start - 1, -1), self._beside(end, 1)
        space_before, mark_before = _is_space(before), _is_mark(before)
        space_after, mark_after = _is_space(after), _is_mark(after)
        left = not space_after and (not mark_after or space_before or mark_before)
        right = not space_before and (not mark_before or space_after or mark_after)
        item = _Delimiters(start, end, sign=self.raw[start], size=end - start, order=start)
        item.opens = left and (item.sign == "*" or not right or mark_before)
        item.closes = right and (item.sign == "*" or not left or mark_after)
        self.items.append(item)
        self.runs.append(item)

    def _beside(self, place: int, step: int) -> str:
        """Give the character beside a run; all white space at the edge of a line is one space."""
        character = self.raw[place] if self.piece.start <= place < self.piece.end else " "
        if character.isspace() and not _is_space(character):  # such as U+2028, a letter to CommonMark within a line
            while self.piece.start <= place < self.piece.end and self.raw[place] not in "\r\n":
                if not self.raw[place].isspace():
                    return character
                place += step
            return " "
        return character

    def match_emphasis(self, first: int) -> None:
        """Match the runs from first on, closers with the nearest opener that fits, and be done with them."""
        openers: list[_Delimiters] = []
        bottom: dict[tuple[str, bool, int], int] = {}  # below this place no opener fits such a closer
        for closer in self.runs[first:]:
            kind = (closer.sign, closer.opens, closer.size % 3)
            while closer.closes and closer.start < closer.end:
                index = len(openers) - 1
                while index >= 0 and openers[index].order > bottom.get(kind, -1) and not _fits(openers[index], closer):
                    index -= 1
                if index < 0 or openers[index].order <= bottom.get(kind, -1):
                    bottom[kind] = openers[-1].order if openers else bottom.get(kind, -1)
                    break
                opener = openers[index]
                size = 2 if min(opener.end - opener.start, closer.end - closer.start) >= 2 else 1
                opener.end -= size
                closer.start += size
                opener.begun.append(STRONG if size == 2 else EM)
                closer.ended.append(STRONG if size == 2 else EM)
                del openers[index + (opener.start < opener.end) :]
            if closer.opens and closer.start < closer.end:
                openers.append(closer)
        del self.runs[first:]

    def seen(self) -> Iterator[Seen]:
        """Put out what the items leave to see, with the emphasis that counts at each."""
        depth = {EM: 0, STRONG: 0, SUP: 0, SUB: 0}
        emphasis = 0
        for item in self.items:
            for name in item.ended:
                depth[name] = max(depth[name] - 1, 0)
            if item.ended:
                emphasis = sum(name for name, n in depth.items() if n)
            if item.start < item.end:
                yield Seen(item.start, item.end, emphasis, item.is_call, item.is_break)
            for name in item.begun:
                depth[name] += 1
            if item.begun:
                emphasis = sum(name for name, n in depth.items() if n)


def _fits(opener: _Delimiters, closer: _Delimiters) -> bool:
    """The rule of three: a run that may both begin and end emphasis matches only where the lengths allow it."""
    if opener.sign != closer.sign:
        return False
    both = opener.closes or closer.opens
    return not both or (opener.size + closer.size) % 3 != 0 or (opener.size % 3 == 0 and closer.size % 3 == 0)


def _is_space(character: str) -> bool:
    return character in "\t\n\x0b\f\r" or unicodedata.category(character) == "Zs"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
