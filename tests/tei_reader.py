"""A TEI file read back into what a program for editions would take from it, by the Guidelines and no code of ours.

read(xml).blocks      in order: id, role, text, spans, page, language, depth of a heading
read(xml).notes       id, label, page, text, and the ids of the calls that lead there
read(xml).citations   words, form, authorities with their normal form and key, pinpoint, certainty
read(xml).notes_of_editors, .emendations   by id: what they are, and the words that they are for
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

_NS = {"t": "http://www.tei-c.org/ns/1.0"}
_T = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_CALLS = ("call", "call-without-note")

Spans = tuple[tuple[int, int], ...]


class Block(NamedTuple):
    id: str
    role: str
    text: str
    spans: Spans
    page: int | None
    lang: str
    moved: str
    bullet: str
    depth: int
    """Of a heading from 1; 0 for all else."""


class Note(NamedTuple):
    id: str
    label: str
    page: int | None
    text: str
    spans: Spans
    calls: tuple[str, ...]


class Citation(NamedTuple):
    words: str
    form: str
    authorities: tuple[tuple[str, str | None], ...]
    """Normal form, and key where there is a record."""
    pin: str | None
    certainty: str
    antecedent: str
    """Id of the block or note where the words stand that were relied on; empty for none."""


class Annotation(NamedTuple):
    label: str
    kind: str
    words: str
    certainty: str


class Emendation(NamedTuple):
    words: str
    reading: str


@dataclass(frozen=True, slots=True)
class Read:
    root: etree._Element
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    citations: tuple[Citation, ...]
    notes_of_editors: dict[str, Annotation]
    emendations: dict[str, Emendation]

    def links(self) -> set[str]:
        """Every place in the file itself to which something points."""
        names = ("target", "ref", "corresp", "ana", "facs", "resp", "source")
        values = (element.get(name, "") for element in self.root.iter(etree.Element) for name in names)
        return {part[1:] for value in values for part in value.split() if part.startswith("#")}

    def ids(self) -> list[str]:
        return [element.attrib[_ID] for element in self.root.iter(etree.Element) if _ID in element.attrib]


def read(xml: str) -> Read:
    """Read a file."""
    root = etree.fromstring(xml.encode())
    (text,) = root.findall("t:text", _NS)
    ids = {element.attrib[_ID]: element for element in root.iter(etree.Element) if _ID in element.attrib}
    role = re.compile(r"#role-(\S+)")
    blocks = tuple(
        Block(
            id=element.get(_ID, ""),
            role=_first(role, element.get("ana", "")),
            text=words(element),
            spans=_spans(element),
            page=_page(element),
            lang=element.get(_LANG, ""),
            moved=_first(re.compile(r"#moved-(\S+)"), element.get("ana", "")),
            bullet=element.get("rend", "") if element.tag == f"{_T}item" else "",
            depth=_depth(element),
        )
        for element in text.iter(etree.Element)
        if role.search(element.get("ana", ""))
    )
    notes = tuple(
        Note(
            id=element.get(_ID, ""),
            label=element.get("n", ""),
            page=_page(element),
            text=words(element),
            spans=_spans(element),
            calls=tuple(target[1:] for target in element.get("target", "").split()),
        )
        for element in text.iterfind("t:back//t:note[@place='foot']", _NS)
    )
    annotations = root.findall("t:standOff/t:listAnnotation/t:annotation", _NS)
    return Read(
        root=root,
        blocks=blocks,
        notes=notes,
        citations=tuple(
            _citation(one, ids) for one in annotations if one.find("t:note[@type='citation']", _NS) is not None
        ),
        notes_of_editors={
            one.attrib[_ID].removeprefix("note-"): Annotation(
                one.get("n", ""), body.get("subtype", ""), _pointed(one, ids), one.get("cert", "")
            )
            for one in annotations
            for body in one.findall("t:note[@type='editors']", _NS)
        },
        emendations={
            one.attrib[_ID].removeprefix("emendation-"): Emendation(_pointed(one, ids), _reading(one, ids))
            for one in annotations
            if one.find("t:note[@type='emendation']", _NS) is not None
        },
    )


def words(element: etree._Element) -> str:
    """The words of the witness in an element, as a reader reads them: calls left out, line ends kept."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_T}lb":
            parts.append("\n")
        elif child.tag == f"{_T}g":
            parts.append(chr(int(child.attrib["n"].removeprefix("U+"), 16)))
        elif child.tag not in (f"{_T}corr", f"{_T}pb") and child.get("type") not in _CALLS:
            parts.append(words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _citation(one: etree._Element, ids: dict[str, etree._Element]) -> Citation:
    (body,) = one.findall("t:note", _NS)
    cited = []
    for bibl in body.findall("t:bibl[@type='authority']", _NS):
        record = ids[bibl.attrib["corresp"][1:]] if "corresp" in bibl.attrib else None
        key = None if record is None else record.attrib["corresp"].removesuffix(".html").rpartition("/")[2]
        cited.append((bibl.findtext("t:idno", "", _NS), key))
    pins = {pin.text or "" for pin in body.iterfind("t:bibl/t:citedRange", _NS)}
    assert len(pins) < 2
    antecedent = body.find("t:ref[@type='antecedent']", _NS)
    return Citation(
        words=_pointed(one, ids),
        form=body.get("subtype", ""),
        authorities=tuple(cited),
        pin=next(iter(pins), None),
        certainty=one.get("cert", ""),
        antecedent="" if antecedent is None else antecedent.get("target", "")[1:],
    )


def _pointed(one: etree._Element, ids: dict[str, etree._Element]) -> str:
    return "".join(words(ids[target[1:]]) for target in one.attrib["target"].split())


def _reading(one: etree._Element, ids: dict[str, etree._Element]) -> str:
    (target,) = one.attrib["target"].split()
    (corr,) = ids[target[1:]].findall("t:corr", _NS)
    return corr.text or ""


def _spans(element: etree._Element) -> Spans:
    found = re.findall(r"w:(\d+),(\d+)", element.get("corresp", ""))
    return tuple((int(start), int(end)) for start, end in found)


def _page(element: etree._Element) -> int | None:
    page = element.get("facs", "").removeprefix("#page-")
    return int(page) if page else None


def _depth(element: etree._Element) -> int:
    if element.tag != f"{_T}head" or element.get("type") == "title":
        return 0
    return sum(1 for above in element.iterancestors(f"{_T}div")) - 1


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""
