"""A plain reading of a TEI file: the words of its `text` held against the witness, and what points at them.

It shares no code with the renderer. Of `text` it leaves out what is the edition's: `corr`, `pb`, and all attributes;
header and `standOff` are no text. Source: TEI P5 Guidelines 4.3.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from build_tools.fidelity.compare import compare_shown
from build_tools.fidelity.page import Shown
from build_tools.fidelity.plain import EM, STRONG, SUB, SUP
from build_tools.fidelity.reading import CALL, Reading, label_of, read_witness
from build_tools.model.edition import EditionLetter
from build_tools.report import Finding

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_EMPHASIS = {"italic": EM, "bold": STRONG, "superscript": SUP, "subscript": SUB}
_EDITORIAL = frozenset({f"{_TEI}corr", f"{_TEI}pb"})
_PLACE = re.compile(r"w:(\d+),(\d+)")


def compare_tei(
    xml: str, edited: EditionLetter, path: str, *, expected: Sequence[Reading] | None = None
) -> tuple[Finding, ...]:
    """Hold a TEI file against the witness of its letter, and its annotations against the words they are for.

    `expected` is what `read_witness` gave for the letter, where several renderings are compared. Reports page-missing,
    text-missing, text-added, text-differs, emphasis-differs, link-broken and annotation-lost, at the line of the
    witness.
    """
    letter = edited.letter
    expected = read_witness(letter) if expected is None else expected
    try:
        root = etree.fromstring(xml.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False))
    except etree.XMLSyntaxError as fault:
        message = f"{path}: is no XML: {fault}"
        return (Finding(rule="page-missing", path=letter.witness.name, message=message),)
    texts = root.findall(f"{_TEI}text")
    if len(texts) != 1:
        message = f"{path}: has {len(texts)} elements text; one is needed"
        return (Finding(rule="page-missing", path=letter.witness.name, message=message),)
    shown, outside = read_text(texts[0])
    found = compare_shown(shown, outside, expected, letter.witness, path)
    return found or tuple(_pointing(root, texts[0], edited, path))


def read_text(text: etree._Element) -> tuple[list[Shown], Shown]:
    """Read a `text`: its blocks and notes in order, and one more for words that stand outside of them."""
    outside = Shown("", "", "")
    found: list[Shown] = []
    stack: list[tuple[Shown, int]] = [(outside, 0)]
    walker = etree.iterwalk(text, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            stack.pop()
            if element.tail and element is not text:
                owner, emphasis = stack[-1]
                owner.pieces.append((emphasis, element.tail))
            continue
        owner, emphasis = stack[-1]
        tag = element.tag
        if tag in _EDITORIAL or not isinstance(tag, str):
            walker.skip_subtree()
            stack.append(stack[-1])
            continue
        if element.get("type") == "call":
            walker.skip_subtree()
            stack.append(stack[-1])
            owner.pieces.append((CALL, label_of("".join(map(str, element.itertext())))))
            owner.anchors.append((element.get(_ID, ""), element.get("target", "").removeprefix("#")))
            continue
        if places := element.get("corresp"):
            label = element.get("n", "") if tag == f"{_TEI}note" else ""
            owner = Shown(element.get(_ID, ""), _PLACE.sub(r"\1-\2", places), label)
            found.append(owner)
        elif tag == f"{_TEI}hi":
            emphasis |= _EMPHASIS.get(element.get("rend", ""), 0)
        elif tag == f"{_TEI}lb":
            owner.pieces.append((0, "\n"))
        elif tag == f"{_TEI}g":
            owner.pieces.append((emphasis, chr(int(element.get("n", "U+FFFD")[2:], 16))))
        stack.append((owner, emphasis))
        if element.text:
            owner.pieces.append((emphasis, element.text))
    return found, outside


def _pointing(root: etree._Element, text: etree._Element, edited: EditionLetter, path: str) -> Iterator[Finding]:
    """Name the notes, emendations and citations that are not there, or do not point at their own words."""
    apparatus = edited.apparatus
    wanted = [
        *((f"note-{one.annotation.id}", one.anchor.quote, one.anchor.line, None) for one in apparatus.published),
        *(
            (f"emendation-{one.emendation.id}", one.anchor.quote, one.anchor.line, one.emendation.reading)
            for one in apparatus.entries
        ),
        *((f"cite-{n}", one.quote, one.line, None) for n, one in enumerate(edited.citations, start=1)),
    ]
    if not wanted:
        return
    annotations = {element.get(_ID): element for element in root.iter(f"{_TEI}annotation")}
    elements = {element.get(_ID): element for element in text.iter() if _ID in element.attrib}
    for own, quote, line, reading in wanted:
        annotation = annotations.get(own)
        targets = [] if annotation is None else annotation.get("target", "").split()
        pointed = [elements.get(target.removeprefix("#")) for target in targets]
        there = [element for element in pointed if element is not None]
        shown, without_signs = (
            "".join(part for element in there for words in _words(element, raised) for part in words.split())
            for raised in (True, False)
        )
        problem = ""
        if annotation is None:
            problem = "is not there"
        elif len(there) < len(pointed):
            problem = "points at what is not there"
        elif "".join(quote.split()) not in (shown, without_signs):
            problem = f"stands at “{shown[:80]}” and belongs to “{quote[:80]}”"
        elif reading is not None and [_reading(element) for element in there] != [reading]:
            problem = f"does not give the reading “{reading[:80]}” once"
        if problem:
            message = f"{path}: {own} {problem}"
            yield Finding(rule="annotation-lost", path=edited.letter.witness.name, line=line, message=message)


def _reading(element: etree._Element) -> str:
    return "".join("".join(map(str, corr.itertext())) for corr in element.findall(f"{_TEI}corr"))


def _words(element: etree._Element, raised: bool) -> Iterator[str]:
    """The words of the witness in an element; `raised`: with the signs of calls that call nothing."""
    yield element.text or ""
    for child in element:
        added = child.tag in _EDITORIAL or child.get("type") == "call"
        if child.tag == f"{_TEI}lb":
            yield "\n"
        elif child.tag == f"{_TEI}g":
            yield chr(int(child.get("n", "U+FFFD")[2:], 16))
        elif not added and (raised or child.get("rend") != "superscript"):
            yield from _words(child, raised)
        yield child.tail or ""
