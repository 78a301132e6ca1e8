"""Chunks: the lines that the markup reader reads at once, those of one paragraph, item, heading, address or note."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.parse import formulas as is_
from build_tools.parse.dates import is_dateline
from build_tools.parse.lines import ChunkKind, Line
from build_tools.parse.numbering import is_enumerated
from build_tools.parse.references import reference, symbols
from build_tools.parse.stack import stays
from build_tools.parse.words import begins, words

# A line longer than this is no line of a page that a typist or a printer has filled.
_LONGEST_FILLED = 130
_SHORTEST_MEASURE = 40
# Lines around a letter (a date, a salutation, a close) are no longer than this.
_SHORT = 100
# So many lines of a masthead are looked at to see what the block that they make is.
_STACK = 8


@dataclass(slots=True, eq=False)
class Chunk:
    """Lines that are read together."""

    lines: list[Line]
    breaks: list[bool] = field(default_factory=list)
    """For each line but the last: whether a reader sees the line end after it, as in an address."""

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def kind(self) -> ChunkKind:
        return self.lines[0].kind


def chunks(lines: list[Line]) -> list[Chunk]:
    """Put together the lines of one paragraph, item, heading or note.

    A blank line ends a chunk. Without one, a line goes on with the line before where that line was full (the next word
    had no room) or its sentence is open; lines of an address stay together with their line ends, lines that are a block
    by their form (a date, a salutation) stand alone.
    """
    made: list[Chunk] = []
    measure = _measure(lines)
    spaced = measure > 0 and _is_spaced(lines, measure)
    in_head = True
    emphasis = 0  # double asterisks of the chunk so far: an odd number is bold that goes on in the next line
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        joined: bool | None = None
        if before is not None and not (line.after_blank or line.page_before):
            joined = _goes_on(made[-1], before, line, measure, spaced=spaced, in_head=in_head)
            if joined is None and emphasis % 2 and line.kind == "text":
                joined = True
        if joined is None:
            made.append(Chunk([line]))
            emphasis = 0
        else:
            made[-1].breaks.append(joined)
            made[-1].lines.append(line)
        if "**" in line.text:
            emphasis += line.text.count("**")
        if in_head and (len(line.text) > 2 * _SHORT or (len(line.text) <= _SHORT and is_.is_salutation(_bare(line)))):
            in_head = False
    return made


def _measure(lines: list[Line]) -> int:
    """The width to which the lines of a witness are filled, in characters; 0 where they are not.

    Only lines with a neighbour count: of a letter with one line a paragraph there is nothing to see.
    """
    lengths = sorted(
        len(line.text)
        for n, line in enumerate(lines)
        if not line.after_blank or (n + 1 < len(lines) and not lines[n + 1].after_blank)
    )
    filled = [length for length in lengths if length <= _LONGEST_FILLED]
    if len(filled) < 4 or len(filled) * 5 < len(lengths) * 4:
        return 0
    widest = filled[len(filled) * 19 // 20]
    near = sum(length * 5 >= widest * 4 for length in filled)
    return widest if widest >= _SHORTEST_MEASURE and near * 2 >= len(filled) else 0


def _is_spaced(lines: list[Line], measure: int) -> bool:
    """True where paragraphs are parted by blank lines: none ends with a short line that another follows at once."""
    for n, line in enumerate(lines[1:], 1):
        if line.after_blank or line.indented or line.kind != "text" or line.page_before:
            continue
        above = lines[n - 1]
        if len(above.text) * 5 < measure * 3 and above.shape.finished and above.shape.words > 3 and line.shape.prose:
            return False
    return True


def _bare(line: Line) -> str:
    return line.text.strip("*_ \u00a0")


def _goes_on(chunk: Chunk, before: Line, line: Line, measure: int, *, spaced: bool, in_head: bool) -> bool | None:
    """None: a new chunk begins. True: same chunk, the line end is kept. False: same chunk, the line end is a space."""
    if line.kind != "text" or before.kind == "heading":
        return None
    if before.text[:1] == "|" and line.text[:1] == "|":
        return True
    above, below = before.shape, line.shape
    room = len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) <= measure
    filled = measure > 0 and len(before.text) * 5 >= measure * 4
    flows = (filled or above.prose) and not above.stopped and below.begins_lower
    if chunk.kind == "note" and (below.begins_lower or not above.finished):
        return False
    if above.prose and above.comma and len(before.text) > _SHORTEST_MEASURE and is_.is_honorific(_bare(line)):
        return False  # a name within a sentence
    if not flows:
        if _in_close(chunk, before, line):
            return True
        if _are_symbols(before, line):
            return True
        if in_head and (kept := stays([_bare(each) for each in chunk.lines[:_STACK]], _bare(line))) is not None:
            return True if kept else None
        if _ends_block(chunk, before) or _begins_block(chunk, before, line, in_head=in_head):
            return None
        if _is_list(chunk.first):
            return None if below.prose and below.finished else True
    if before.hard:
        return not flows
    if is_enumerated(line.text) and (above.stopped or not filled or room or is_enumerated(before.text)):
        return None
    if measure and line.indented and not before.indented and before.kind != "item":
        long = below.prose or len(line.text) * 5 >= measure * 3
        if long and (above.finished or not filled):
            return None  # the first line of a paragraph
    # A full stop near the width ends no paragraph where another full line of prose follows.
    nearly = below.prose and (spaced or len(before.text) * 10 >= measure * 9)
    if filled and (not room or not above.finished or nearly):
        return False
    return _by_shape(before, line, in_head=in_head)


def _by_shape(before: Line, line: Line, *, in_head: bool) -> bool | None:
    """Where nothing shows a width: sentences go on, lines of addresses stay together, all else is apart."""
    above, below = before.shape, line.shape
    if above.finished and not below.begins_lower:
        return None if above.prose or below.prose or len(before.text) > 60 else True
    if above.prose and (below.begins_lower or above.open_ended) and not above.stopped:
        return False
    if above.stopped and not above.finished and above.words > (2 if in_head else 1):
        return None  # a line that leads to a list, or an item of a list
    for shape, text in ((above, before.text), (below, line.text)):
        if shape.prose and (shape.finished or len(text) > _LONGEST_FILLED):
            return None
    return True


def _ends_block(chunk: Chunk, line: Line) -> bool:
    """True for a line that is a block by itself, so that what follows is another."""
    if len(line.text) > _SHORT:
        return False
    text = _bare(line)
    return (
        is_.is_salutation(text)
        or (is_.is_close(text) and not line.shape.prose)
        or (is_dateline(text) and not _is_masthead(chunk.first))
        or (reference(text) is not None and line.text[-1] not in ":.")
        or is_.is_subject(text)
        or symbols(text) is not None
    )


def _begins_block(chunk: Chunk, before: Line, line: Line, *, in_head: bool) -> bool:
    """True for a line that begins a block whatever stands above it."""
    if len(line.text) > 4 * _SHORT:
        return False
    text = _bare(line)
    if is_.is_salutation(text) or (len(text) <= _SHORT and is_.is_close(text)):
        return True
    if is_dateline(text):
        # The day of distribution, and the days of a session, stand with what they are the days of.
        return not (_is_masthead(chunk.first) or _is_masthead(before))
    if reference(text) is not None or is_.is_subject(text) or symbols(text) is not None:
        return True
    if is_.is_enclosure(text) or is_.is_copy(text):
        return True
    if in_head:
        titled = text[:1].islower() or is_.is_dated_title(_bare(chunk.first))
        if (is_.is_addressed(text) and not titled) or is_.is_from(text):
            return True
        # A name with a title below a letterhead begins the address; below another name it goes on with the list.
        # An office above the name belongs to the address, too.
        first = _bare(chunk.first)
        return is_.is_honorific(text) and not (
            is_.is_honorific(first)
            or first.lower() in words("honorific")
            or (len(chunk.lines) == 1 and is_.is_institution(first))
        )
    return False


def _in_close(chunk: Chunk, before: Line, line: Line) -> bool:
    """True for the lines of a close that is set on several: "I have the honour to be, / Sir, / Your ... Servant,"."""
    if not before.shape.comma or len(line.text) > _SHORT or len(before.text) > _SHORT:
        return False
    text = _bare(line)
    return (is_.is_salutation(text) or is_.is_close(text)) and is_.begins_close(_bare(chunk.first))


def _are_symbols(before: Line, line: Line) -> bool:
    """True for parallel symbols below one another."""
    return "/" in before.text and symbols(_bare(before)) is not None and symbols(_bare(line)) is not None


def _is_masthead(line: Line) -> bool:
    return is_.is_distribution(_bare(line)) or is_.is_organ(_bare(line))


def _is_list(line: Line) -> bool:
    """True for the first line of a list of copies or enclosures."""
    return begins("copy").match(_bare(line)) is not None or is_.is_enclosure(_bare(line))
