"""The text of a letter in TEI: opener, paragraphs and divisions, closer; its own notes behind the body."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Block, Note
from build_tools.model.witness import Span
from build_tools.render.layers import heading_depths
from build_tools.render.tei.pen import add
from build_tools.render.tei.words import Words

RUNNING = frozenset({"opening", "paragraph", "lead", "item", "heading"})
"""Roles of the running text; what stands before it is the opener, what stands behind it the closer."""

_OWN_ELEMENTS = {"dateline": "dateline", "salutation": "salute", "close": "salute", "signature": "signed"}


def text(parent: etree._Element, edited: EditionLetter, words: Words) -> None:
    """Write the `text` of a letter."""
    letter, declared = edited.letter, edited.declaration
    whole = add(parent, "text", lang=declared.language or "en")
    outer = add(add(whole, "body"), "div", type="letter", subtype=letter.kind.replace(" ", "-"))
    blocks = letter.blocks
    running = [n for n, block in enumerate(blocks) if block.role in RUNNING]
    first, last = (running[0], running[-1] + 1) if running else (len(blocks), len(blocks))
    _Ends(words).write(outer, blocks[:first], "opener", "head", "title")
    _running(outer, edited, blocks[first:last], words)
    _Ends(words).write(outer, blocks[last:], "closer", "trailer", "about")
    if letter.notes:
        notes = add(add(whole, "back"), "div", type="notes")
        for note in letter.notes:
            _note(notes, note, words, letter.call_ids())


class _Ends:
    """Writes what stands before and behind the running text."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def write(self, outer: etree._Element, blocks: Sequence[Block], group: str, apart: str, role: str) -> None:
        """Write blocks into a group; those of one role stand apart, between two groups."""
        current: etree._Element | None = None
        for block in blocks:
            if block.role == role:
                current = None
                element = add(outer, apart, type=role, **_attributes(block))
            else:
                if current is None:
                    current = add(outer, group)
                tag = _OWN_ELEMENTS.get(block.role)
                kind = "" if tag else block.role
                element = add(current, tag or "seg", type=kind, **_attributes(block))
            self.words.write(element, block)


def _running(outer: etree._Element, edited: EditionLetter, blocks: Sequence[Block], words: Words) -> None:
    depths = heading_depths(edited.letter)
    open_divisions: list[tuple[int, etree._Element]] = [(0, outer)]
    items: etree._Element | None = None
    for block in blocks:
        if block.role == "heading":
            while open_divisions[-1][0] >= depths[block.level]:
                open_divisions.pop()
            division = add(open_divisions[-1][1], "div", type="section")
            open_divisions.append((depths[block.level], division))
        here = open_divisions[-1][1]
        if block.role == "item":
            items = add(here, "list") if items is None else items
            # the bullet is markup of the witness; a number or letter is text
            element = add(items, "item", rend=block.bullet, **_attributes(block))
        else:
            items = None
            tag = "head" if block.role == "heading" else "p" if block.role in RUNNING else "ab"
            element = add(here, tag, **_attributes(block))
        words.write(element, block)


def _attributes(block: Block) -> dict[str, str]:
    """The id of a block, its number, role, language and place in the witness."""
    return {
        "id": block.id,
        "n": block.id[1:] if block.id[:1] == "p" and block.role in RUNNING else "",
        "ana": f"#role-{block.role}" + (f" #moved-{block.moved}" if block.moved else ""),
        "lang": block.lang,
        "facs": f"#page-{block.page}" if block.page else "",
        "corresp": places(block.spans),
    }


def _note(parent: etree._Element, note: Note, words: Words, calls: dict[Span, tuple[Note, str]]) -> None:
    targets = " ".join(f"#{calls[call.span][1]}" for call in note.calls)
    element = add(
        parent,
        "note",
        id=note.id,
        n=note.label,
        place="foot",
        anchored="" if targets else "false",
        target=targets,
        facs=f"#page-{note.page}" if note.page else "",
        corresp=places(note.spans),
    )
    words.write(element, note)


def places(spans: Sequence[Span]) -> str:
    """Spans as `corresp` has them: w:1204,1310 w:1388,1502, which `prefixDef` leads to the transcription."""
    return " ".join(f"w:{start},{end}" for start, end in spans)
