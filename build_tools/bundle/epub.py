"""The edition as one EPUB 3 file. Source: W3C, EPUB 3.3 and EPUB Accessibility 1.1.

Made from the pages of the built site, so that it says what the site says; each letter in it is held against its witness
once more, as it stands in the file.
"""

from __future__ import annotations

import posixpath
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml import etree

from build_tools.bundle.chapters import OPS, SPACES, XHTML, XML, Chapter, anchors, chapters, document, turn_links
from build_tools.bundle.packing import pack
from build_tools.bundle.proof import NotProved, words_proved
from build_tools.model.edition import Edition
from build_tools.report import Finding, has_errors

NAME = "edition.epub"
_OPF, _DC, _CONTAINER = (
    "http://www.idpf.org/2007/opf",
    "http://purl.org/dc/elements/1.1/",
    "urn:oasis:names:tc:opendocument:xmlns:container",
)
_TYPE = "application/epub+zip"
_STYLE = "style.css"
_LANGUAGE = "en"
"""Of the edition's own voice; words of a letter in another language say so themselves."""

_IN_CONTENTS = ("letters/", "about/", "register/")
"""Folders whose pages stand in the contents one by one; of others only the first page does."""

_ACCESS = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "ARIA"),
    ("schema:accessibilityHazard", "none"),
    (
        "schema:accessibilitySummary",
        "All content is text with headings, and drawings with the same content as lists; notes are linked both ways.",
    ),
)


def epub(edition: Edition, site_dir: Path, dist_dir: Path) -> tuple[Path, ...]:
    """Make dist_dir/edition.epub from a built site; return it.

    Raises NotProved where a letter in the file is not what its witness has: the file is then taken away.
    """
    target = dist_dir / NAME
    made = chapters(site_dir, tuple(letter.id for letter in edition.letters))
    there = anchors(made)

    def address(chapter: Chapter, page: str, anchor: str) -> str:
        if page not in there:
            return ""
        fragment = f"#{anchor}" if anchor in there[page] else ""
        file = posixpath.relpath(page.removesuffix(".html") + ".xhtml", posixpath.dirname(chapter.file) or ".")
        return fragment if page == chapter.path and fragment else f"{file}{fragment}"

    turn_links(made, address)
    pack(target, _files(edition, made), edition.commit_time, stored=frozenset({"mimetype"}))
    if has_errors(findings := proved(edition, target)):
        target.unlink()
        raise NotProved(findings)
    return (target,)


def proved(edition: Edition, book: Path) -> tuple[Finding, ...]:
    """Hold every letter of an EPUB against its witness; reports page-missing and what `compare_html` reports."""
    with zipfile.ZipFile(book) as opened:
        there = set(opened.namelist())

        def read(path: str) -> str | None:
            return _as_html(opened.read(path)) if path in there else None

        return words_proved(edition, book.name, read, pages="EPUB/letters/{}.xhtml")


def _as_html(content: bytes) -> str:
    """XHTML as the reader of pages takes it: parsed as XML, as every reading system does, and written as HTML."""
    root = etree.fromstring(content, etree.XMLParser(huge_tree=True, resolve_entities=False))
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, method="html", encoding="unicode"))


def _spaces(default: str, **others: str) -> Any:
    return {None: default, **others}  # lxml takes None for the namespace without a prefix


def _files(edition: Edition, made: Sequence[Chapter]) -> Iterator[tuple[str, bytes]]:
    yield "mimetype", _TYPE.encode()
    container = etree.Element(f"{{{_CONTAINER}}}container", {"version": "1.0"}, nsmap=_spaces(_CONTAINER))
    roots = etree.SubElement(container, f"{{{_CONTAINER}}}rootfiles")
    rootfile = {"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"}
    etree.SubElement(roots, f"{{{_CONTAINER}}}rootfile", rootfile)
    yield "META-INF/container.xml", _written(container)
    drawn = {chapter.file for chapter in made if chapter.content.find(".//svg") is not None}
    yield "EPUB/package.opf", _written(_package(edition, made, drawn))
    yield "EPUB/nav.xhtml", _written(_navigation(edition, made), page=True)
    yield f"EPUB/{_STYLE}", files("build_tools.bundle").joinpath("styles/epub.css").read_bytes()
    for chapter in made:
        page = document(chapter, {"style": _STYLE}, _LANGUAGE)
        _mark_structure(page)
        yield f"EPUB/{chapter.file}", _written(page, page=True)


def _written(root: etree._Element, *, page: bool = False) -> bytes:
    # an empty span or link written short would be read as an opening tag by readers that take the book for HTML
    for element in root.iter(etree.Element):
        if page and element.text is None and not len(element) and etree.QName(element).localname not in _VOID:
            element.text = ""
    kind = "<!DOCTYPE html>\n" if page else ""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{kind}{etree.tostring(root, encoding="unicode")}\n'.encode()


_VOID = frozenset({"area", "br", "col", "hr", "img", "link", "meta", "wbr"})


def _mark_structure(page: etree._Element) -> None:
    """Say of notes, calls and page breaks what they are: reading systems open notes beside their calls."""
    for element in page.iter(etree.Element):
        role, kind = element.get("role", ""), ""
        if role == "doc-footnote":
            kind = "footnote"
            if etree.QName(element).localname == "div":
                element.tag = f"{{{XHTML}}}aside"
        elif role == "doc-noteref" or element.get("id", "").startswith("fnref-"):
            kind = "noteref"
        elif role == "doc-endnotes":
            kind = "endnotes"
        if kind in ("footnote", "noteref") and etree.QName(element).localname in ("a", "aside", "li"):
            element.set(f"{{{OPS}}}type", kind)


def _package(edition: Edition, made: Sequence[Chapter], drawn: set[str]) -> etree._Element:
    """The package document: what the book is, what it holds, and in which order."""
    identity = edition.identity
    root = etree.Element(f"{{{_OPF}}}package", nsmap=_spaces(_OPF, dc=_DC))
    root.attrib.update({"version": "3.0", "unique-identifier": "id", "prefix": "schema: http://schema.org/"})
    root.set(f"{{{XML}}}lang", _LANGUAGE)
    metadata = etree.SubElement(root, f"{{{_OPF}}}metadata")
    # A name-based UUID: one commit of one edition, one identifier. Source: RFC 9562, 5.5.
    named = f"{identity.title} {identity.version} {edition.commit}"
    identifier = etree.SubElement(metadata, f"{{{_DC}}}identifier", {"id": "id"})
    identifier.text = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, named)}"
    etree.SubElement(metadata, f"{{{_DC}}}title").text = identity.title
    etree.SubElement(metadata, f"{{{_DC}}}language").text = _LANGUAGE
    for name, value in (
        ("description", identity.subtitle),
        ("publisher", identity.responsible),
        ("rights", identity.licence),
        ("date", edition.commit_date),
    ):
        if value:
            etree.SubElement(metadata, f"{{{_DC}}}{name}").text = value
    moment = datetime.fromtimestamp(max(edition.commit_time, 0), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name, value in (("dcterms:modified", moment), *_ACCESS):
        etree.SubElement(metadata, f"{{{_OPF}}}meta", {"property": name}).text = value
    manifest = etree.SubElement(root, f"{{{_OPF}}}manifest")
    page = "application/xhtml+xml"
    items = [("nav", "nav.xhtml", page, "nav"), ("style", _STYLE, "text/css", "")]
    items += [(_name(n), one.file, page, "svg" if one.file in drawn else "") for n, one in enumerate(made)]
    for name, path, kind, properties in items:
        item = etree.SubElement(manifest, f"{{{_OPF}}}item", {"id": name, "href": path, "media-type": kind})
        if properties:
            item.set("properties", properties)
    spine = etree.SubElement(root, f"{{{_OPF}}}spine")
    for name in ("nav", *map(_name, range(len(made)))):
        etree.SubElement(spine, f"{{{_OPF}}}itemref", {"idref": name})
    return root


def _name(number: int) -> str:
    return f"chapter-{number + 1}"


def _navigation(edition: Edition, made: Sequence[Chapter]) -> etree._Element:
    """The contents and the landmarks."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap=SPACES)
    root.set("lang", _LANGUAGE)
    root.set(f"{{{XML}}}lang", _LANGUAGE)
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = edition.identity.title
    body = etree.SubElement(root, f"{{{XHTML}}}body")
    listed = [one for one in made if _in_contents(one)]
    _nav(body, "toc", "Contents", [(one.file, one.title, "") for one in listed])
    letters = next((one for one in made if one.path.startswith("letters/")), made[0])
    marks = [("nav.xhtml", "Contents", "toc"), (letters.file, "Letters", "bodymatter")]
    _nav(body, "landmarks", "Landmarks", marks)
    return root


def _in_contents(chapter: Chapter) -> bool:
    folder, name = posixpath.split(chapter.path)
    return not folder or name == "index.html" or f"{folder}/" in _IN_CONTENTS


def _nav(body: etree._Element, kind: str, title: str, entries: Sequence[tuple[str, str, str]]) -> None:
    nav = etree.SubElement(body, f"{{{XHTML}}}nav", {f"{{{OPS}}}type": kind, "id": kind, "aria-label": title})
    if kind != "toc":
        nav.set("hidden", "hidden")
    etree.SubElement(nav, f"{{{XHTML}}}h2").text = title
    rows = etree.SubElement(nav, f"{{{XHTML}}}ol")
    for path, text, meaning in entries:
        link = etree.SubElement(etree.SubElement(rows, f"{{{XHTML}}}li"), f"{{{XHTML}}}a", {"href": path})
        link.text = text
        if meaning:
            link.set(f"{{{OPS}}}type", meaning)
