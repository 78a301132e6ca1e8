"""Built pages as chapters: their content as XHTML that needs no script, with links that stay within the book."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

XHTML, SVG, OPS = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
SPACES: Any = {None: XHTML, "epub": OPS, "svg": SVG}  # lxml takes None for the namespace without a prefix

ORDER = (
    "index.html",
    "about/principles.html",
    "letters/index.html",
    "letters/*.html",
    "apparatus.html",
    "timeline.html",
    "relations.html",
    "authorities/index.html",
    "authorities/*.html",
    "register/*.html",
    "ledger.html",
    "sources.html",
    "about/*.html",
)
"""Pages of the site that are chapters, in the order of the book; of several patterns the first counts."""

LEFT_OUT = ("letters/*-witness.html", "about/search.html", "about/data.html")
"""Pages that only say how something on the site works, or need two columns of a screen."""

# What only works on the site: controls, the ways from page to page, and what a script would fill.
_ON_THE_SITE = (
    "script",
    "form",
    "button",
    "input",
    "select",
    "label",
    "dialog",
    "template",
    "noscript",
    "nav",
    "style",
)
_ON_THE_SITE_CLASSES = frozenset({"letter-side", "cite", "permalink"})
# Of SVG the names that HTML writes in small letters and XML does not. Source: HTML, "adjust SVG attributes".
_SVG_NAMES = {name.lower(): name for name in ("viewBox", "preserveAspectRatio", "textLength", "markerWidth")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One page of the site as a chapter."""

    path: str
    """Of the page, from the top of the site."""
    title: str
    content: etree._Element
    """The element that holds the page's content, as HTML without a namespace."""

    @property
    def file(self) -> str:
        """Its name in a book: the page's, with the ending of XHTML."""
        return self.path.removesuffix(".html") + ".xhtml"


def chapters(site_dir: Path, letters: tuple[str, ...]) -> tuple[Chapter, ...]:
    """The chapters of a built site, in the order of the book; the letters' pages in the order of `letters`.

    Links are as on the site: `turn_links` makes them the book's. Raises ValueError for a page without an element of id
    `content`.
    """
    paths = [file.relative_to(site_dir).as_posix() for file in sorted(site_dir.rglob("*.html"))]
    ranked = {f"letters/{letter}.html": number for number, letter in enumerate(letters)}
    found = []
    for path in paths:
        place = next((number for number, pattern in enumerate(ORDER) if fnmatch(path, pattern)), None)
        if place is not None and not any(fnmatch(path, pattern) for pattern in LEFT_OUT):
            found.append(((place, ranked.get(path, 0), path), path))
    made = [_chapter(path, (site_dir / path).read_text(encoding="utf-8")) for _, path in sorted(found)]
    return tuple(made)


def _chapter(path: str, text: str) -> Chapter:
    root = etree.fromstring(text, etree.HTMLParser(remove_comments=True, huge_tree=True))
    found = root.findall(".//*[@id='content']")
    if len(found) != 1:
        raise ValueError(f"{path} has {len(found)} elements with the id content; one is needed")
    content = found[0]
    title = next((" ".join("".join(map(str, one.itertext())).split()) for one in content.iter("h1")), path)
    for element in list(content.iter(*_ON_THE_SITE)):
        remove(element)
    for element in list(content.iter(etree.Element)):
        if "hidden" in element.attrib or _ON_THE_SITE_CLASSES & set(str(element.get("class", "")).split()):
            remove(element)
    for name in ("id", "tabindex", "class"):
        content.attrib.pop(name, "")
    for element in content.iter(etree.Element):
        element.attrib.pop("tabindex", "")
    return Chapter(path=path, title=title, content=content)


def remove(element: etree._Element) -> None:
    """Take an element away and leave what follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


Address = Callable[[Chapter, str, str], str]
"""Where a link leads in a book: (chapter it stands in, page of the site, anchor or "") -> href, or "" for nowhere."""


def turn_links(made: Sequence[Chapter], address: Address) -> None:
    """Let links lead to the book's own places and to other hosts; one to what the book does not have becomes words."""
    for chapter in made:
        for link in list(chapter.content.iter("a")):
            href = str(link.get("href", ""))
            parts = urlsplit(href)
            if not href or parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            page = posixpath.normpath(posixpath.join(posixpath.dirname(chapter.path), path)) if path else chapter.path
            if there := address(chapter, page, unquote(parts.fragment)):
                link.set("href", there)
                continue
            for name in ("href", "download", "rel", "target", "type", "hreflang"):
                link.attrib.pop(name, "")
            link.tag = "span"


def anchors(made: Sequence[Chapter]) -> dict[str, set[str]]:
    """The ids in each chapter, by the path of its page."""
    return {chapter.path: {str(one.get("id")) for one in chapter.content.iter(etree.Element)} for chapter in made}


def document(chapter: Chapter, head: Mapping[str, str], language: str) -> etree._Element:
    """A chapter as an XHTML document; `head` has the style sheet's path from the top of the book under `style`.

    The chapter's content is moved into it.
    """
    root = etree.Element(f"{{{XHTML}}}html", nsmap=SPACES)
    root.set("lang", language)
    root.set(f"{{{XML}}}lang", language)
    top = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(top, f"{{{XHTML}}}title").text = chapter.title
    up = posixpath.relpath(head["style"], posixpath.dirname(chapter.file) or ".")
    etree.SubElement(top, f"{{{XHTML}}}link", {"rel": "stylesheet", "type": "text/css", "href": up})
    body = etree.SubElement(root, f"{{{XHTML}}}body")
    body.append(chapter.content)
    _into_namespaces(chapter.content)
    return root


def _into_namespaces(content: etree._Element) -> None:
    """Put HTML elements into the namespace of XHTML, drawings into that of SVG; no recursion, however deep they lie."""
    drawings = [each for drawing in content.iter("svg") for each in drawing.iter(etree.Element)]
    for element in drawings:
        element.attrib.pop("xmlns", "")
        for name in list(element.attrib):
            if str(name) in _SVG_NAMES:
                element.set(_SVG_NAMES[str(name)], element.attrib.pop(name))
        element.tag = f"{{{SVG}}}{element.tag}"
    for element in content.iter(etree.Element):
        if not str(element.tag).startswith("{"):
            element.tag = f"{{{XHTML}}}{element.tag}"
