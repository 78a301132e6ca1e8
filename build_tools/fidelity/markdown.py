"""What a reader sees of a letter in Markdown: read by markdown-it-py as CommonMark with footnotes, tables and strikes.

Only the tokens are used, never what renders them here: the file is read as any reader of such Markdown would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from build_tools.fidelity.differences import at, compare_entry, name_of, quote_pieces
from build_tools.fidelity.plain import EM, STRONG, SUP, TAGS
from build_tools.fidelity.reading import CALL, Part, Reading
from build_tools.model.witness import Witness
from build_tools.report import Finding

EDITORIAL = "ed-"
"""How the labels of the edition's own footnotes begin."""

_TAG = re.compile(r"<(/?)([a-z]+)\s*/?>")
# All that CommonMark and the two extensions have inside a block begins with one of these. Characters without any of
# them are text: most paragraphs need not be read a second time. Source: CommonMark 0.31.2, section 6.
_MAY_BE_MARKUP = re.compile(r"[\\`*_\[\]<&!~^\n]")
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)


@dataclass(slots=True)
class Document:
    """A Markdown file as a reader sees it."""

    body: list[list[Part]] = field(default_factory=list)
    """What each paragraph, heading or item shows, in order."""
    notes: dict[str, list[Part]] = field(default_factory=dict)
    """What each footnote shows, by the label of the Markdown, in order."""
    doubled: list[str] = field(default_factory=list)
    """Labels that are defined a second time."""


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(front_matter_plugin)
    # The plugin would move the notes to the end and drop those without a call: here they stay, to be looked at.
    return reader.disable(["footnote_tail", "inline", "text_join"])  # what is in a block is read by `_shown`


def read_markdown(markdown: str) -> Document:
    """Read what a Markdown file shows: its front matter and comments left out, all else taken."""
    document = Document()
    pieces: list[Part] | None = None
    told: dict[str, Any] = {}  # which notes there are, once the blocks have been read
    for token in _reader().parse(markdown, told):
        if token.type == "footnote_reference_open":
            label = str(token.meta["label"])
            pieces = []
            if label in document.notes:
                document.doubled.append(label)
            document.notes.setdefault(label, pieces)
        elif token.type == "footnote_reference_close":
            pieces = None
        elif shown := _shown(token, told):
            if pieces is None:
                document.body.append(shown)
            else:
                pieces += shown
    return document


def _shown(token: Token, told: dict[str, Any]) -> list[Part]:
    """What one block of the Markdown shows; nothing for what only opens or closes one."""
    if token.type == "inline":
        if not _MAY_BE_MARKUP.search(token.content):
            return [(0, "\n"), (0, token.content)]
        inside: list[Token] = []
        _reader().inline.parse(token.content, _reader(), told, inside)
        return [(0, "\n"), *_inline(inside)]
    if token.type in ("code_block", "fence"):
        return [(0, "\n"), (0, token.content)]
    if token.type == "html_block" and not _COMMENT.fullmatch(token.content):
        return [(0, "\n"), (0, _TAG.sub("", token.content))]
    return []


def _inline(tokens: Sequence[Token]) -> Iterator[Part]:
    emphasis: list[int] = []
    now = 0
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            yield now, token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield now, "\n"
        elif token.type == "footnote_ref":
            yield CALL, str(token.meta["label"])
        elif token.type in ("em_open", "strong_open"):
            emphasis.append(EM if token.type == "em_open" else STRONG)
        elif token.type in ("em_close", "strong_close"):
            emphasis.remove(EM if token.type == "em_close" else STRONG)
        elif token.type == "html_inline":
            tag = _TAG.fullmatch(token.content)
            if tag and tag[2] == "br":
                yield now, "\n"
            elif tag and tag[2] in TAGS:
                if not tag[1]:
                    emphasis.append(TAGS[tag[2]])
                elif TAGS[tag[2]] in emphasis:
                    emphasis.remove(TAGS[tag[2]])
        now = sum(set(emphasis))


def compare_document(document: Document, expected: Sequence[Reading], witness: Witness, path: str) -> Iterator[Finding]:
    """Hold a Markdown file against what a reader should see, in the order of the ledger.

    The edition's own footnotes, whose labels begin with `EDITORIAL`, are left out with their calls, as elements with
    data-editorial are in HTML.
    """
    document = _without_editorial(document, {_label(reading) for reading in expected if reading.entry.what == "note"})
    readings = [_as_markdown(reading, document) for reading in expected]
    body = [reading for reading in readings if reading.entry.what != "note" or _label(reading) not in document.notes]
    notes = [reading for reading in readings if reading.entry.what == "note" and _label(reading) in document.notes]
    yield from _compare_body([reading for reading in body if _has_words(reading.pieces)], document.body, witness, path)
    for reading in notes:
        yield from compare_entry(reading, document.notes[_label(reading)], witness, path)
    known = {_label(reading): reading for reading in notes}
    for label, pieces in document.notes.items():
        if label not in known:
            message = f"{path}: has note {label}, which the witness does not have: {quote_pieces(pieces)}"
            yield Finding(rule="text-added", path=witness.name, message=message)
    for label in document.doubled:
        message = f"{path}: defines note {label} a second time"
        yield Finding(rule="text-added", path=witness.name, message=message)
    kept = [label for label in document.notes if label in known]
    for reading, label in zip(notes, kept, strict=True):
        if _label(reading) != label:
            message = f"{path}: {name_of(reading)} is not in its place: note {label} stands there"
            yield at(witness, reading, 0, "text-differs", message)
            break
    reached = _reached(document)
    for label in kept:
        if label not in reached:
            message = f"{path}: {name_of(known[label])} vanishes: no call in the text leads a reader to it"
            yield at(witness, known[label], 0, "text-missing", message)


def _without_editorial(document: Document, own: set[str]) -> Document:
    editorial = {label for label in document.notes if label.startswith(EDITORIAL) and label not in own}
    if not editorial:
        return document

    def kept(pieces: list[Part]) -> list[Part]:
        return [(emphasis, text) for emphasis, text in pieces if emphasis != CALL or text not in editorial]

    return Document(
        body=[kept(unit) for unit in document.body],
        notes={label: kept(pieces) for label, pieces in document.notes.items() if label not in editorial},
        doubled=document.doubled,
    )


def _compare_body(
    readings: Sequence[Reading], units: Sequence[list[Part]], witness: Witness, path: str
) -> Iterator[Finding]:
    units = [unit for unit in units if _has_words(unit)]
    if len(readings) == len(units):
        for reading, unit in zip(readings, units, strict=True):
            yield from compare_entry(reading, unit, witness, path)
    elif readings:
        # One is missing or added: held together as one text, so that only that one is named.
        pieces = [piece for reading in readings for piece in reading.pieces]
        whole = Reading(
            entry=readings[0].entry._replace(id="the body", what="text of", spans=readings[-1].entry.spans),
            pieces=tuple(pieces),
            places=tuple(place for reading in readings for place in reading.places),
            calls=(),
        )
        yield from compare_entry(whole, [piece for unit in units for piece in unit], witness, path)
    elif units:
        message = f"{path}: has words, and the witness has none: {quote_pieces(units[0])}"
        yield Finding(rule="text-added", path=witness.name, message=message)


def _as_markdown(reading: Reading, document: Document) -> Reading:
    """What a reader of Markdown should see of an entry: the call of a note that is no definition is a raised label."""
    if not reading.calls:
        return reading
    calls = iter(reading.calls)
    pieces: list[Part] = []
    for emphasis, text in reading.pieces:
        if emphasis == CALL:
            call = next(calls)
            label = call.note.removeprefix("fn-")
            pieces.append((CALL, label) if label in document.notes else (call.emphasis | SUP, text))
        else:
            pieces.append((emphasis, text))
    return replace(reading, pieces=tuple(pieces))


def _has_words(pieces: Sequence[Part]) -> bool:
    """True for what a reader sees something of: words or the call of a note."""
    return any(text and not text.isspace() for _, text in pieces)


def _label(reading: Reading) -> str:
    return reading.entry.id.removeprefix("fn-")


def _reached(document: Document) -> set[str]:
    """The labels of the notes to which calls lead from the body, and from notes so reached."""
    waiting = [text for unit in document.body for emphasis, text in unit if emphasis == CALL]
    found: set[str] = set()
    while waiting:
        if (label := waiting.pop()) not in found:
            found.add(label)
            waiting += [text for emphasis, text in document.notes.get(label, ()) if emphasis == CALL]
    return found
