"""The few strokes with which TEI is written: elements, texts with every character kept, line ends between units.

Source: TEI P5 Guidelines 4.3.0; XML 1.0, section 2.2, for the characters that no XML file can hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from lxml import etree

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_CLARK = f"{{{NAMESPACE}}}"
_DEFAULT: Any = {None: NAMESPACE}  # the stubs of lxml know no default namespace
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NAMES: Mapping[str, str] = MappingProxyType({"id": f"{_XML}id", "lang": f"{_XML}lang"})
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What RFC 3986 lets no address hold but for a host in brackets; other characters are written as they are (RFC 3987).
_NO_ADDRESS = re.compile(r"[\s\[\]#]|%(?![0-9A-Fa-f]{2})")
_NO_NAME = re.compile(r"[^A-Za-z0-9._-]")

# Elements that hold elements and no text of their own: a line end between those changes nothing.
_CONTAINERS = (
    "TEI teiHeader fileDesc titleStmt editionStmt publicationStmt availability sourceDesc listWit respStmt "
    "encodingDesc editorialDecl correction normalization segmentation interpretation hyphenation listPrefixDef "
    "prefixDef classDecl taxonomy category charDecl char appInfo application profileDesc langUsage correspDesc "
    "correspAction textClass keywords revisionDesc facsimile surface standOff listPerson listOrg listPlace "
    "listBibl listAnnotation annotation person org place text front body back div opener closer list projectDesc"
).split()


def root(tag: str) -> etree._Element:
    """The outermost element of a file, or of a part that is put into several."""
    return etree.Element(_CLARK + tag, nsmap=_DEFAULT)


def add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """Append an element; `id` and `lang` are those of XML, an empty attribute is left out."""
    given = {_NAMES.get(name, name): shown(value) for name, value in attributes.items() if value}
    element = etree.SubElement(parent, _CLARK + tag, given)
    if text:
        element.text = shown(text)
    return element


def put(parent: etree._Element, text: str) -> None:
    """Append words of the witness; a character that XML cannot hold becomes an empty `g` that names it."""
    if text.isprintable():  # holds nothing but letters, signs and the space: most texts
        append(parent, text)
        return
    place = 0
    for match in _NO_XML.finditer(text):
        append(parent, text[place : match.start()])
        add(parent, "g", type="control", n=f"U+{ord(match[0]):04X}")
        place = match.end()
    append(parent, text[place:])


def append(parent: etree._Element, text: str) -> None:
    """Append text that XML can hold."""
    try:
        last = parent[-1]  # len() would count all the children each time
    except IndexError:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def shown(text: str) -> str:
    """A text of the edition's own; what XML cannot hold is shown as the sign of a character that is missing."""
    return text if text.isprintable() else _NO_XML.sub("\ufffd", text)


def pointer(address: str) -> str:
    """An address as `target` and `ref` may have it: what no address may hold is written with percent signs."""
    before, mark, fragment = address.partition("#")
    return _NO_ADDRESS.sub(_quoted, before) + mark + _NO_ADDRESS.sub(_quoted, fragment)


def _quoted(match: re.Match[str]) -> str:
    return quote(match[0])


def xml_id(prefix: str, key: str) -> str:
    """A name for `xml:id`: characters that no such name may hold become their number."""
    return f"{prefix}-{_NO_NAME.sub(lambda match: f'u{ord(match[0]):04X}', key)}"


def written(top: etree._Element) -> str:
    """The file: one unit a line, nothing added inside words; ends with a line feed."""
    for element in top.iter(*(_CLARK + tag for tag in _CONTAINERS)):
        if len(element) and not element.text:
            element.text = "\n"
            for child in element:
                child.tail = "\n"
    text = etree.tostring(top, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
