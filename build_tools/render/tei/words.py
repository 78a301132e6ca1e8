"""The words of one block or note in TEI, with all that lies over them."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Block, Mark, Note
from build_tools.model.marking import Marking
from build_tools.render.apparatus import overlaid
from build_tools.render.layers import Layers, Leaf, page_ends
from build_tools.render.tei.pen import add, pointer, put, xml_id

RENDITIONS = {"em": "italic", "strong": "bold", "sup": "superscript", "sub": "subscript"}
"""How `hi/@rend` names the emphasis of the witness."""

_REGISTER = {"people": "person", "organisations": "org", "places": "place", "terms": "term"}

Layer = int | Mark
"""What lies over words: the number of a marking, or emphasis and links of the witness."""
Stack = list[tuple[Layer, etree._Element]]
"""The open elements, outermost first."""


def entry_id(key: str) -> str:
    """The id of an entry of the register in a file."""
    return xml_id("entry", key)


def bibl_id(key: str) -> str:
    """The id of an authority in a file."""
    return xml_id("bibl", key)


class Words:
    """Writes the words of one letter and remembers which elements hold what."""

    def __init__(self, edited: EditionLetter) -> None:
        self.layers = Layers(edited.letter, overlaid(edited, (*_citations(edited), *_names(edited))))
        self._calls = edited.letter.call_ids()
        self.page = 1
        """The highest page so far."""
        self.pages: set[int] = set()
        """The pages whose beginning has been marked."""
        self.places: defaultdict[str, list[str]] = defaultdict(list)
        """The ids of the elements that hold the words of a citation, note or emendation, by its own id."""

    def write(self, parent: etree._Element, unit: Block | Note) -> None:
        """Write the words of a block or note into its element."""
        if isinstance(unit, Block) and unit.page and not unit.moved and unit.page > self.page:
            self._page_break(parent, unit.page)
        runs = unit.runs
        if len(runs) == 1 and runs[0].kind == "text" and not runs[0].marks and not self.layers.markings:
            put(parent, runs[0].text)
            return
        leaves = self.layers.leaves(runs)
        several = isinstance(unit, Block) and len(unit.spans) > 1
        breaks = page_ends(unit, leaves) if isinstance(unit, Block) and several else {}
        stack: Stack = []
        for index, leaf in enumerate(leaves):
            here = self._step(parent, stack, leaf)
            if leaf.kind == "text":
                put(here, leaf.text)
            elif leaf.kind == "call":
                self._call(here, leaf)
            elif leaf.kind == "break":
                add(here, "lb")
            else:
                put(here, leaf.text)
                if index in breaks:
                    self._page_break(here, breaks[index])
        self._finish(stack, 0)

    def _step(self, parent: etree._Element, stack: Stack, leaf: Leaf) -> etree._Element:
        """Close and open elements on the way to a leaf; the innermost one."""
        path: tuple[Layer, ...] = leaf.markings
        if leaf.marks:
            # the sign of a call is raised by its own element
            path += tuple(mark for mark in leaf.marks if leaf.kind != "call" or mark.name != "sup")
        common = 0
        while common < len(stack) and common < len(path) and stack[common][0] == path[common]:
            common += 1
        self._finish(stack, common)
        for layer in path[common:]:
            within = stack[-1][1] if stack else parent
            opened = self._marking(within, layer) if isinstance(layer, int) else _mark(within, layer, leaf.live)
            stack.append((layer, opened))
        return stack[-1][1] if stack else parent

    def _finish(self, stack: Stack, depth: int) -> None:
        """Close all elements below a depth; behind emended words stands what the editors read."""
        while len(stack) > depth:
            layer, element = stack.pop()
            if isinstance(layer, int) and (reading := self.layers.markings[layer].reading):
                choice = element.getparent()
                if choice is not None:
                    add(choice, "corr", reading, resp="#edition")

    def _marking(self, parent: etree._Element, number: int) -> etree._Element:
        """Open the element of a marking; of emended words the inner one, which holds the witness's."""
        marking = self.layers.markings[number]
        given = dict(marking.attributes)
        if marking.element in ("ref", "rs"):
            own = given.pop("own", "")
            return add(parent, marking.element, id=self._place(own) if own else "", **given)
        if marking.reading:
            own = given["data-emendation"]
            return add(add(parent, "choice", id=self._place(f"emended-{own}")), "sic")
        return add(parent, "seg", type="annotated", id=self._place(f"words-{given['data-annotation']}"))

    def _place(self, own: str) -> str:
        """A new id for one more element of something: c3, then c3.2."""
        places = self.places[own]
        places.append(f"{own}.{len(places) + 1}" if places else own)
        return places[-1]

    def _call(self, parent: etree._Element, leaf: Leaf) -> None:
        paired = self._calls.get(leaf.span)
        if paired is None:
            add(add(parent, "hi", rend="superscript"), "seg", leaf.text, type="call-without-note")
        else:
            note, anchor = paired
            add(parent, "ref", leaf.text, type="call", rend="superscript", id=anchor, target=f"#{note.id}")

    def _page_break(self, parent: etree._Element, page: int | None) -> None:
        self.page = max(self.page, page or 0)
        self.pages.update([page] if page else [])
        number = str(page or "")
        add(parent, "pb", n=number, type="inferred", resp="#edition", facs=f"#page-{page}" if page else "")


def _mark(parent: etree._Element, mark: Mark, live: bool) -> etree._Element:
    if mark.name != "link":
        return add(parent, "hi", rend=RENDITIONS[mark.name])
    if live and pointer(mark.target) == mark.target:
        return add(parent, "ref", type="link", target=mark.target)
    # it names something else than it leads to, or is unsafe: kept as it is, and not to be followed
    return add(parent, "ref", type="link", subtype="not-followed", cRef=mark.target)


def _citations(edited: EditionLetter) -> tuple[Marking, ...]:
    found = []
    for number, citation in enumerate(edited.citations, start=1):
        keys = dict.fromkeys(cited.key for cited in citation.authorities if cited.key)
        target = " ".join(f"#{bibl_id(key)}" for key in keys)
        attributes = (("own", f"c{number}"), ("type", "citation"), ("subtype", citation.form), ("target", target))
        found.append(Marking(spans=citation.spans, element="ref", attributes=attributes))
    return tuple(found)


def _names(edited: EditionLetter) -> tuple[Marking, ...]:
    return tuple(
        Marking(
            spans=one.spans, element="rs", attributes=(("type", _REGISTER[one.kind]), ("ref", f"#{entry_id(one.key)}"))
        )
        for one in edited.names
    )
