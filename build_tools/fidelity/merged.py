"""The editors' notes and emendations held against the page: each is there, once, at its own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from build_tools.model.annotation import Anchor
from build_tools.model.edition import EditionLetter
from build_tools.report import Finding


def compare_apparatus(html: str, edited: EditionLetter, path: str) -> tuple[Finding, ...]:
    """Hold a page against the notes and emendations that it must show.

    Annotated and emended words are those of their anchors, a reading stands beside them, and each note is in the page.
    Reports annotation-lost, at the line of the witness.
    """
    apparatus = edited.apparatus
    if not apparatus.published and not apparatus.entries:
        return ()
    start = html.find("<article data-letter")
    root = etree.fromstring(html[max(start, 0) :], etree.HTMLParser(huge_tree=True))
    marked: defaultdict[tuple[str, str], list[etree._Element]] = defaultdict(list)
    ids: set[str] = set()
    for element in root.iter():
        for name in ("data-annotation", "data-emendation"):
            if value := element.attrib.get(name):
                marked[name, value].append(element)
        if value := element.attrib.get("id"):
            ids.add(value)
    name = edited.letter.witness.name
    findings: list[Finding] = []
    for note in apparatus.published:
        own = note.annotation.id
        found = list(_faults(marked["data-annotation", own], note.anchor))
        if f"note-{own}" not in ids:
            found.append("is called and does not stand in the page")
        findings += [_lost(f"note {own} {fault}", name, note.anchor, path) for fault in found]
    for entry in apparatus.entries:
        own, elements = entry.emendation.id, marked["data-emendation", entry.emendation.id]
        found = list(_faults(elements, entry.anchor))
        if len(elements) != 1:
            found.append(f"is in {len(elements)} elements and must be in one")
        for element in elements:
            tags = [child.tag for child in element]
            if tags != ["span", "ins"] or "".join(map(str, element[1].itertext())) != entry.emendation.reading:
                found.append("does not show its words in a span and its reading in an ins")
        findings += [_lost(f"emendation {own} {fault}", name, entry.anchor, path) for fault in found]
    return tuple(findings)


def _faults(elements: list[etree._Element], anchor: Anchor) -> Iterator[str]:
    # the sign of a call that calls nothing stays in the text, and is no part of a quotation
    shown, without_signs = (
        "".join(part for element in elements for words in _words(element, raised) for part in words.split())
        for raised in (True, False)
    )
    if "".join(anchor.quote.split()) not in (shown, without_signs):
        yield f"stands at “{shown[:80]}” and belongs to “{anchor.quote[:80]}”"


def _words(element: etree._Element, raised: bool) -> Iterator[str]:
    """The words of the witness in an element; `raised`: with what is raised in it."""
    yield element.text or ""
    for child in element:
        added = "data-editorial" in child.attrib or "call" in child.attrib.get("class", "").split()
        if not added and (raised or child.tag != "sup"):
            yield from _words(child, raised)
        yield child.tail or ""


def _lost(message: str, name: str, anchor: Anchor, path: str) -> Finding:
    return Finding(rule="annotation-lost", message=f"{path}: {message}", path=name, line=anchor.line)
