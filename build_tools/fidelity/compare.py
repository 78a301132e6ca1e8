"""Renderings held against the raw witness: the same characters, the same emphasis, the same calls, in the same order.

White space is left aside but for one thing: words that it sets apart in the witness are apart in the rendering too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from build_tools.fidelity.page import NoArticle, Shown, read_page
from build_tools.fidelity.reading import CALL, Part, Reading, merged, read_witness, split_words
from build_tools.model.letter import Letter
from build_tools.model.witness import Witness
from build_tools.report import Finding

_SHOWN = 50  # differences told one by one; of a rendering that is wrong throughout the rest is only counted
_AROUND = 32  # characters shown before a difference
_QUOTED = 60  # characters shown of a difference
_HYPHEN = re.compile(r"([-‐])\s+")


def compare_html(
    html: str, letter: Letter, path: str, *, expected: Sequence[Reading] | None = None
) -> tuple[Finding, ...]:
    """Hold a page, or a staged Markdown file with the article in it, against the witness of its letter.

    `expected` is what `read_witness(letter)` gave, where several renderings are compared. Reports page-missing,
    text-missing, text-added, text-differs, emphasis-differs and link-broken, at the line of the witness.
    """
    expected = read_witness(letter) if expected is None else expected
    witness = letter.witness
    try:
        _, shown, outside = read_page(html)
    except NoArticle as fault:
        return (Finding(rule="page-missing", path=witness.name, message=f"{path}: {fault}; one is needed"),)
    found = list(islice(_differences(expected, shown, outside, witness, path), _SHOWN + 1))
    if len(found) > _SHOWN:
        found[-1] = Finding(rule="text-differs", path=witness.name, message=f"{path}: there are more differences")
    return tuple(found)


def _differences(
    expected: Sequence[Reading], shown: Sequence[Shown], outside: Shown, witness: Witness, path: str
) -> Iterator[Finding]:
    if [reading.entry.id for reading in expected] != [element.id for element in shown]:
        yield from _order(expected, shown, witness, path)
    elements = {element.id: element for element in reversed(shown)}
    for reading in expected:
        if element := elements.get(reading.entry.id):
            yield from _entry(reading, element, witness, path)
    if stray := merged(outside.pieces):
        words = _quote("".join(text for _, text in outside.pieces))
        kind = "calls of notes" if all(emphasis == CALL for emphasis, _ in stray) else "words"
        yield Finding(
            rule="text-added", path=witness.name, message=f"{path}: has {kind} outside of every block and note: {words}"
        )


def _order(expected: Sequence[Reading], shown: Sequence[Shown], witness: Witness, path: str) -> Iterator[Finding]:
    """Name blocks and notes that are missing, added, doubled or in another order."""
    wanted = Counter(reading.entry.id for reading in expected)
    there = Counter(element.id for element in shown)
    for reading in expected:
        if reading.entry.id not in there:
            name = _name(reading)
            yield _at(witness, reading, 0, "text-missing", f"{path}: {name} is missing: {_quote_reading(witness, reading)}")
    for element in shown:
        if there[element.id] > wanted[element.id]:
            there[element.id] -= 1
            what = "a second time" if element.id in wanted else "which the witness does not have"
            words = _quote("".join(text for _, text in element.pieces))
            yield Finding(
                rule="text-added",
                path=witness.name,
                line=witness.line_at(_first_place(element.spans, len(witness.text))),
                message=f"{path}: has {element.id or 'an element without an id'}, {what}: {words}",
            )
    kept = [element.id for element in shown if element.id in wanted]
    for reading, name_shown in zip((r for r in expected if r.entry.id in there), dict.fromkeys(kept), strict=True):
        if reading.entry.id != name_shown:
            message = f"{path}: {name_shown} stands where {_name(reading)} should: {_quote_reading(witness, reading)}"
            yield _at(witness, reading, 0, "text-differs", message)
            return


def _entry(reading: Reading, element: Shown, witness: Witness, path: str) -> Iterator[Finding]:
    spans = " ".join(map(str, reading.entry.spans))
    if element.spans != spans:
        message = f"{path}: {_name(reading)} has data-span {element.spans!r}; its place is {spans!r}"
        yield _at(witness, reading, 0, "text-differs", message)
    if element.label != reading.entry.label:
        message = f"{path}: {_name(reading)} has the label {element.label!r}; it is {reading.entry.label!r}"
        yield _at(witness, reading, 0, "text-differs", message)
    yield from compare_parts(reading, element.pieces, witness, path)
    if element.anchors != list(reading.anchors):
        pairs = [*element.anchors, ("", "")], [*reading.anchors, ("", "")]
        (anchor, target), (anchor_wanted, target_wanted) = next(p for p in zip(*pairs, strict=False) if p[0] != p[1])
        message = (
            f"{path}: in {_name(reading)} a call {anchor or '(none)'} leads to {target or 'nothing'}; "
            f"it must be {anchor_wanted or '(none)'} and lead to {target_wanted or 'nothing'}"
        )
        yield _at(witness, reading, 0, "link-broken", message)


def compare_parts(reading: Reading, pieces: Sequence[Part], witness: Witness, path: str) -> Iterator[Finding]:
    """Hold what a rendering shows of one entry against what a reader should see; at most one finding."""
    parts = merged(pieces)
    if parts != reading.parts:
        yield _difference(reading, parts, witness, path)
    elif (words := split_words(pieces)) != reading.words:
        # The edition joins a word that a line end cut behind its hyphen.
        wanted, there = _HYPHEN.sub(r"\1", " ".join(reading.words)), _HYPHEN.sub(r"\1", " ".join(words))
        if wanted != there:
            place = _common(wanted, there)
            solid = len(wanted[:place].replace(" ", ""))
            message = (
                f"{path}: in {_name(reading)} white space differs: the witness has “{wanted[max(place - 20, 0) : place + 20]}”, "
                f"the rendering “{there[max(place - 20, 0) : place + 20]}”"
            )
            yield _at(witness, reading, solid, "text-differs", message)


def _difference(reading: Reading, parts: tuple[Part, ...], witness: Witness, path: str) -> Finding:
    """Name the first difference and how far it reaches."""
    wanted, there = _as_text(reading.parts), _as_text(parts)
    if wanted == there:
        solid, wanted_emphasis, emphasis = _emphasis_differs(reading.parts, parts)
        message = f"{path}: in {_name(reading)} the emphasis differs: the witness has {wanted_emphasis}, the rendering {emphasis}"
        return _at(witness, reading, solid, "emphasis-differs", message)
    start = _common(wanted, there)
    end = _common(wanted[start:][::-1], there[start:][::-1])
    lost, added = wanted[start : len(wanted) - end], there[start : len(there) - end]
    rule = "text-added" if not lost else "text-missing" if not added else "text-differs"
    before = wanted[max(start - _AROUND, 0) : start]
    message = (
        f"{path}: in {_name(reading)}, behind “{before}”, the witness has {_quote(lost) if lost else 'nothing more'} "
        f"and the rendering {_quote(added) if added else 'nothing'}"
    )
    return _at(witness, reading, start, rule, message)
