"""Stage: an edited letter -> the `<article>` of its page, as the contract of the site has it.

The article stands as one raw block in a staged Markdown file: no blank line, no bare tab, no line end inside the words,
so that a Markdown reader hands it through byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Block, Letter, Mark, Note
from build_tools.model.marking import Marking
from build_tools.model.witness import Span
from build_tools.render.escaping import attribute, data_span, primary, right_to_left, written
from build_tools.render.layers import Layers, Leaf, heading_depths, page_ends

_BLANK_LINES = re.compile(r"\n\s*\n")
# Letters of scripts that run from right to left, and the invisible characters that change direction.
_DIRECTION = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
)
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def article(edited: EditionLetter, markings: Sequence[Marking] = (), head: str = "", foot: str = "") -> str:
    """Render a letter as one `<article>` element.

    `head` and `foot` are HTML of the edition's own, put into editorial elements at both ends. Ends with a line feed.
    Words of the witness stand outside elements with data-editorial, everything that the edition adds inside them.
    Markings go around words as `Layers` says. Nothing is reported: what cannot be published (a link to a script, a link
    whose words name something else) keeps its words and carries its target as data-witness-target.
    """
    return _Page(edited, markings).write(head, foot)


class _Element(NamedTuple):
    """An element around leaves; equal neighbours are one element."""

    tag: str
    close: str
    marking: int = -1
    closed: bool = False
    """True for emended words, which a reader may hide: what is behind other words cannot stand inside."""


_MARKS = {Mark(name): _Element(f"<{name}>", f"</{name}>") for name in ("em", "strong", "sup", "sub")}


class _Page:
    """Writes one letter; holds what its blocks and notes share."""

    def __init__(self, edited: EditionLetter, markings: Sequence[Marking]) -> None:
        self.edited = edited
        self.letter: Letter = edited.letter
        self.layers = Layers(edited.letter, markings)
        self.calls: dict[Span, tuple[Note, str]] = edited.letter.call_ids()
        self.lang = edited.declaration.language or "en"
        # The edition speaks English inside letters of any language.
        self.editorial = "data-editorial" if primary(self.lang) == "en" else 'data-editorial lang="en" dir="ltr"'
        self.depths = heading_depths(edited.letter)
        self.page = 1
        self.pending: dict[int, None] = {}
        """Markings with something to set behind their words, in the order in which the words ended."""
        self.opened: set[int] = set()

    def write(self, head: str, foot: str) -> str:
        edited = self.edited
        direction = ' dir="rtl"' if right_to_left(self.lang) else ""
        out = [f'<article data-letter="{escape(edited.id)}" lang="{escape(self.lang)}"{direction}>']
        if head:
            head = _BLANK_LINES.sub("\n", head)
            out.append(f'<header class="letter-head" {self.editorial}>{head}</header>')
        for is_list, blocks in groupby(edited.letter.blocks, key=lambda block: block.role == "item"):
            if is_list:
                out += ["<ul>", *map(self._block, blocks), "</ul>"]
            else:
                out += map(self._block, blocks)
        out += self._gone()
        if edited.letter.notes:
            out += [
                f'<section class="letter-notes" role="doc-endnotes" aria-labelledby="notes">\n'
                f'<h2 id="notes" {self.editorial}>Notes</h2>'
            ]
            out += map(self._note, edited.letter.notes)
            out.append("</section>")
        if foot:
            foot = _BLANK_LINES.sub("\n", foot)
            out.append(f'<footer class="letter-foot" {self.editorial}>{foot}</footer>')
        out.append("</article>\n")
        return "\n".join(out)

    def _gone(self) -> Iterator[str]:
        for gone in self.edited.gone:
            yield (
                f'<p class="gone" {self.editorial}><span id="{escape(gone.id)}"></span>Nothing stands here any more. '
                f"In an earlier transcription the address {escape(gone.id)} was that of the words that begin "
                f"“{written(gone.words)}”.</p>"
            )

    def _block(self, block: Block) -> str:
        name = "li" if block.role == "item" else f"h{self.depths[block.level]}" if block.role == "heading" else "p"
        attributes = f' id="{escape(block.id)}" class="{block.role}"'
        if name == "li" and not block.bullet:
            attributes += ' data-bullet=""'
        if block.lang and block.lang != self.lang:
            attributes += f' lang="{escape(block.lang)}"'
        if block.moved:
            attributes += f' data-moved="{escape(block.moved)}"'
        before = self._before(block)
        words = self._words(block)
        if block.lang and right_to_left(block.lang) != right_to_left(self.lang):
            attributes += ' dir="rtl"' if right_to_left(block.lang) else ' dir="ltr"'
        elif _DIRECTION.search(words):
            attributes += ' dir="auto"'
        return f"<{name}{attributes}{data_span(block.spans)}>{before}{words}</{name}>"

    def _before(self, block: Block) -> str:
        """The edition's marks before the words of a block: a new page, the number of a paragraph."""
        mark = ""
        if block.page and not block.moved and block.page > self.page:
            self.page = block.page
            mark = self._page_mark(block.page)
        if block.id[:1] != "p":
            return mark
        number = escape(block.id[1:])
        return (
            f'{mark}<a class="number" href="#{escape(block.id)}" aria-label="Paragraph {number}" {self.editorial}>'
            f"{number}</a> "
        )

    def _page_mark(self, page: int | None) -> str:
        label, sign = (f"Page {page}, counted by the edition", f"[page {page}]") if page else ("New page", "[new page]")
        return f'<span class="page" role="doc-pagebreak" aria-label="{label}" {self.editorial}>{sign} </span>'

    def _note(self, note: Note) -> str:
        label = escape(note.label)
        page = f' data-page="{note.page}"' if note.page else ""
        kind = "letter-note" if note.calls else "letter-note uncalled"
        words = self._words(note)
        direction = ' dir="auto"' if _DIRECTION.search(words) else ""
        if note.calls:
            several = len(note.calls) > 1
            arrows = []
            for n, call in enumerate(note.calls, start=1):
                which = f"call {n} of note {label}" if several else f"the call of note {label}"
                arrows.append(
                    f'<a href="#{escape(self.calls[call.span][1])}" role="doc-backlink" aria-label="Back to {which}">↩'
                    f"{f'<sup>{n}</sup>' if several else ''}</a>"
                )
            back = " ".join(arrows)
        else:
            back = "No call of this note was found in the text."
        return (
            f'<div id="{escape(note.id)}" class="{kind}" role="doc-footnote" data-label="{label}"{page}{direction}'
            f'{data_span(note.spans)}><a class="note-label" href="#{escape(note.id)}" aria-label="Note {label}" '
            f"{self.editorial}>{label}</a> {words} "
            f'<span class="back" {self.editorial}>{back}</span></div>'
        )

    def _words(self, unit: Block | Note) -> str:
        """The words of a block or note with all that lies around them, nested validly."""
        out: list[str] = []
        stack: tuple[_Element, ...] = ()
        leaves, finals = self.layers.leaves(unit.runs), self.layers.finals
        breaks = self._page_breaks(unit, leaves) if isinstance(unit, Block) and len(unit.spans) > 1 else {}
        for index, leaf in enumerate(leaves):
            path = self._path(leaf)
            if path != stack:
                self._step(out, stack, path)
                stack = path
            if leaf.kind == "text":
                out.append(written(leaf.text))
                if finals:
                    for marking in finals.get(leaf.span.end, ()):
                        self._finish(out, marking, stack)
            elif leaf.kind == "call":
                out.append(self._call(leaf))
            elif leaf.kind == "break":
                out.append("<br>\n")
            else:
                out.append(leaf.text + breaks.get(index, ""))
        self._step(out, stack, ())
        words = "".join(out)
        # Characters that turn the direction must not reach the numbers and arrows beside the words.
        return f"<bdi>{words}</bdi>" if _CONTROLS.search(words) else words

    def _page_breaks(self, block: Block, leaves: Sequence[Leaf]) -> dict[int, str]:
        """Page marks by the number of the join that takes them."""
        found: dict[int, str] = {}
        for gap, page in page_ends(block, leaves).items():
            self.page = max(self.page, page or 0)
            found[gap] = self._page_mark(page)
        return found

    def _call(self, leaf: Leaf) -> str:
        label = escape(leaf.text)
        paired = self.calls.get(leaf.span)
        if paired is None:
            return f"<sup>{label}</sup>"
        note, anchor = paired
        return (
            f'<sup class="call"><a id="{escape(anchor)}" href="#{escape(note.id)}" role="doc-noteref" '
            f'aria-label="Note {label}">{label}</a></sup>'
        )

    def _path(self, leaf: Leaf) -> tuple[_Element, ...]:
        if not leaf.marks and not leaf.markings:
            return ()
        path = [self._around(n) for n in leaf.markings]
        for mark in leaf.marks:
            if mark.name != "link":
                # the sign of a call is raised by its own element
                if leaf.kind != "call" or mark.name != "sup":
                    path.append(_MARKS[mark])
            elif leaf.live:
                path.append(_Element(f'<a class="address" href="{escape(mark.target)}">', "</a>"))
            else:
                path.append(_Element(f'<span data-witness-target="{attribute(mark.target)}">', "</span>"))
        return tuple(path)

    def _step(self, out: list[str], stack: tuple[_Element, ...], path: tuple[_Element, ...]) -> None:
        """Close and open elements on the way from one leaf to the next."""
        common = 0
        while common < len(stack) and common < len(path) and stack[common] == path[common]:
            common += 1
        for depth in range(len(stack) - 1, common - 1, -1):
            out.append(stack[depth].close)
            for number in [number for number in self.pending if self._may_follow(number, stack[:depth])]:
                del self.pending[number]
                out.append(self._after(number))
        out += [element.tag or self._open(element.marking) for element in path[common:]]

    def _open(self, number: int) -> str:
        marking = self.layers.markings[number]
        # an id is given once, however many pieces the words are in
        again = number in self.opened
        self.opened.add(number)
        pairs = (f' {name}="{attribute(value)}"' for name, value in marking.attributes if not (again and name == "id"))
        return f"<{marking.element}{''.join(pairs)}>" + ("<span>" if marking.reading else "")

    def _around(self, number: int) -> _Element:
        marking = self.layers.markings[number]
        close = f"</{marking.element}>"
        if marking.reading:
            close = f"</span><ins {self.editorial}>{written(marking.reading)}</ins>{close}"
        return _Element("", close, number, bool(marking.reading))

    def _finish(self, out: list[str], number: int, stack: tuple[_Element, ...]) -> None:
        """Set what stands after a marking as soon as its element, and all that may not hold it, close."""
        if not self.layers.markings[number].after:
            return
        if self._may_follow(number, stack):
            out.append(self._after(number))
        else:
            self.pending[number] = None

    def _may_follow(self, number: int, around: Sequence[_Element]) -> bool:
        """True where what stands after a marking can stand inside some elements: no link goes into a link."""
        is_link = "<a " in self.layers.markings[number].after
        return not any(
            element.marking == number or element.closed or (is_link and element.close == "</a>") for element in around
        )

    def _after(self, number: int) -> str:
        marking = self.layers.markings[number]
        after = _BLANK_LINES.sub("\n", marking.after)
        return f"<{marking.after_element} {self.editorial}>{after}</{marking.after_element}>"
