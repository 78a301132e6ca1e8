"""What a reader sees of a letter in HTML: the words of each block and note, without what the edition adds."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from build_tools.fidelity.plain import TAGS
from build_tools.fidelity.reading import CALL, Part, label_of

# Elements whose characters nobody reads.
_UNREAD = frozenset({"script", "style", "template", "noscript", "title", "textarea", "select", "object", "iframe"})
# Elements that set words apart where no white space stands in the source.
_APART = frozenset({"br", "p", "li", "ul", "ol", "div", "section", "blockquote", "table", "tr", "td", "th", "hr"})


@dataclass(slots=True)
class Shown:
    """One element with data-span, as the page shows it."""

    id: str
    spans: str
    label: str
    """The label of a note; empty for a block."""
    pieces: list[Part] = field(default_factory=list)
    anchors: list[tuple[str, str]] = field(default_factory=list)
    """For each call, in order: its anchor and where it leads."""


class NoArticle(ValueError):
    """The page has no article of a letter, or several."""


def read_page(html: str) -> tuple[list[Shown], Shown]:
    """Read the article of a page or of a staged Markdown file.

    Gives the elements with data-span in the order of the page, and one more for what stands in the article outside of
    them. Elements with data-editorial are left out, and whatever they hold. Raises NoArticle.
    """
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    # Before the article may stand the front matter of a Markdown file, which is no HTML.
    start = html.find("<article")
    root: etree._Element | None
    try:
        root = etree.fromstring(html if html[:200].lstrip().startswith("<") else html[max(start, 0) :], parser)
    except etree.XMLSyntaxError:  # nothing there at all
        root = None
    articles = [] if root is None else [element for element in root.iter("article") if "data-letter" in element.attrib]
    if len(articles) != 1:
        raise NoArticle(f"{len(articles)} elements article[data-letter]")
    outside = Shown("", "", "")
    return _read(articles[0], outside), outside


def _read(article: etree._Element, outside: Shown) -> list[Shown]:
    found: list[Shown] = []
    stack: list[tuple[Shown, int]] = [(outside, 0)]
    walker = etree.iterwalk(article, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            stack.pop()
            if element.tail and element is not article:
                owner, emphasis = stack[-1]
                owner.pieces.append((emphasis, element.tail))
            continue
        owner, emphasis = stack[-1]
        attributes, tag = element.attrib, element.tag
        if "data-editorial" in attributes or tag in _UNREAD:
            walker.skip_subtree()
            stack.append(stack[-1])
            continue
        if (anchor := attributes.get("id", "")).startswith("fnref-"):
            walker.skip_subtree()
            stack.append(stack[-1])
            owner.pieces.append((CALL, label_of("".join(element.itertext()))))
            owner.anchors.append((anchor, _target(element)))
            continue
        if "data-span" in attributes:
            owner = Shown(anchor, attributes["data-span"], attributes.get("data-label", ""))
            found.append(owner)
        elif tag in TAGS:
            emphasis |= TAGS[tag]
        elif tag in _APART:
            owner.pieces.append((0, "\n"))
        stack.append((owner, emphasis))
        if element.text:
            owner.pieces.append((emphasis, element.text))
    return found


def _target(call: etree._Element) -> str:
    """The anchor to which a call leads: the call is a link, or holds one, or stands in one."""
    for element in (*call.iter("a"), *call.iterancestors("a")):
        if href := element.get("href"):
            return str(href).partition("#")[2]
    return ""
