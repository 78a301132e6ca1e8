"""Renderings held against the raw witness: the same characters, the same emphasis, the same calls, in the same order.

White space is left aside but for one thing: words that it sets apart in the witness are apart in the rendering too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from build_tools.fidelity.differences import at, compare_entry, name_of, quote_pieces
from build_tools.fidelity.markdown import compare_document, read_markdown
from build_tools.fidelity.page import NoArticle, Shown, read_page
from build_tools.fidelity.reading import CALL, Reading, read_witness, settled
from build_tools.model.letter import Letter
from build_tools.model.witness import Witness
from build_tools.report import Finding

_SHOWN = 50  # differences told one by one; of a rendering that is wrong throughout the rest is only mentioned


def compare_html(
    html: str, letter: Letter, path: str, *, expected: Sequence[Reading] | None = None
) -> tuple[Finding, ...]:
    """Hold a page, or a staged Markdown file with the article in it, against the witness of its letter.

    `expected` is what `read_witness(letter)` gave, where several renderings are compared. Reports page-missing,
    text-missing, text-added, text-differs, emphasis-differs and link-broken, at the line of the witness.
    """
    expected = read_witness(letter) if expected is None else expected
    try:
        shown, outside = read_page(html)
    except NoArticle as fault:
        return (Finding(rule="page-missing", path=letter.witness.name, message=f"{path}: {fault}; one is needed"),)
    return compare_shown(shown, outside, expected, letter.witness, path)


def compare_shown(
    shown: Sequence[Shown], outside: Shown, expected: Sequence[Reading], witness: Witness, path: str
) -> tuple[Finding, ...]:
    """Hold what the reader of some format saw against what a reader should see; reports as `compare_html` does.

    `outside` is what it saw outside of every block and note, which must be nothing.
    """
    return _first(_differences(expected, shown, outside, witness, path), witness, path)


def compare_markdown(
    markdown: str, letter: Letter, path: str, *, expected: Sequence[Reading] | None = None
) -> tuple[Finding, ...]:
    """Hold Markdown for people, as a reader of CommonMark with footnotes shows it, against the witness of its letter.

    `expected` is what `read_witness(letter)` gave, where several renderings are compared. A note is a definition that
    the text reaches, or, where nothing calls it, a paragraph behind the body. Reports text-missing, text-added,
    text-differs and emphasis-differs, at the line of the witness.
    """
    expected = read_witness(letter) if expected is None else expected
    return _first(compare_document(read_markdown(markdown), expected, letter.witness, path), letter.witness, path)


def _first(found: Iterator[Finding], witness: Witness, path: str) -> tuple[Finding, ...]:
    findings = list(islice(found, _SHOWN + 1))
    if len(findings) > _SHOWN:
        findings[-1] = Finding(rule="text-differs", path=witness.name, message=f"{path}: there are more differences")
    return tuple(findings)


def _differences(
    expected: Sequence[Reading], shown: Sequence[Shown], outside: Shown, witness: Witness, path: str
) -> Iterator[Finding]:
    if [reading.entry.id for reading in expected] != [element.id for element in shown]:
        yield from _order(expected, shown, witness, path)
    elements = {element.id: element for element in reversed(shown)}
    for reading in expected:
        if element := elements.get(reading.entry.id):
            yield from _attributes(reading, element, witness, path)
            yield from compare_entry(reading, element.pieces, witness, path)
    stray, _ = settled(outside.pieces)
    if stray:
        what = "calls of notes" if all(emphasis == CALL for emphasis, _ in stray) else "words"
        message = f"{path}: has {what} outside of every block and note: {quote_pieces(stray)}"
        yield Finding(rule="text-added", path=witness.name, message=message)


def _order(expected: Sequence[Reading], shown: Sequence[Shown], witness: Witness, path: str) -> Iterator[Finding]:
    """Name blocks and notes that are missing, added, doubled or in another order."""
    wanted = Counter(reading.entry.id for reading in expected)
    there = Counter(element.id for element in shown)
    for reading in expected:
        if reading.entry.id not in there:
            message = f"{path}: {name_of(reading)} is missing: {quote_pieces(reading.pieces)}"
            yield at(witness, reading, 0, "text-missing", message)
    places = {reading.entry.id: reading for reading in expected}
    for element in reversed(shown):
        if there[element.id] > wanted[element.id]:
            there[element.id] -= 1
            what = "a second time" if element.id in wanted else "which the witness does not have"
            message = f"{path}: has {element.id or 'an element without an id'}, {what}: {quote_pieces(element.pieces)}"
            if reading_there := places.get(element.id):
                yield at(witness, reading_there, 0, "text-added", message)
            else:
                yield Finding(rule="text-added", path=witness.name, message=message)
    kept = dict.fromkeys(element.id for element in shown if element.id in wanted)
    for reading, there_id in zip((r for r in expected if r.entry.id in kept), kept, strict=False):
        if reading.entry.id != there_id:
            message = f"{path}: {name_of(reading)} is not in its place: {there_id} stands there"
            yield at(witness, reading, 0, "text-differs", message)
            return


def _attributes(reading: Reading, element: Shown, witness: Witness, path: str) -> Iterator[Finding]:
    """Hold the place, the label and the calls of an element against the ledger."""
    entry = reading.entry
    spans = " ".join(map(str, entry.spans))
    if element.spans != spans:
        message = f"{path}: {name_of(reading)} has data-span “{element.spans}”; its place is “{spans}”"
        yield at(witness, reading, 0, "text-differs", message)
    if element.label != entry.label:
        message = f"{path}: {name_of(reading)} has the label “{element.label}”; the witness has “{entry.label}”"
        yield at(witness, reading, 0, "text-differs", message)
    nothing = ("(no call)", "nothing")
    wanted = [(call.anchor, call.note) for call in reading.calls]
    for call, call_wanted in zip_longest(element.anchors, wanted, fillvalue=nothing):
        if call != call_wanted:
            message = (
                f"{path}: in {name_of(reading)} a call is {call[0]} and leads to {call[1] or 'nothing'}; "
                f"it must be {call_wanted[0]} and lead to {call_wanted[1]}"
            )
            yield at(witness, reading, 0, "link-broken", message)
            return
