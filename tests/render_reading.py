"""What tests read of a rendered article: its tree without what the edition adds, and whether it nests validly."""

from __future__ import annotations

from html.parser import HTMLParser

from lxml import html
from lxml.html import HtmlElement

# Elements that may not stand inside themselves, or inside one another, however deep.
_NO_LINK_IN = {"a"}
_VOID = {"br"}


def tree(article: str) -> HtmlElement:
    """The article as a browser builds it."""
    found: HtmlElement = html.fromstring(article)
    assert found.tag == "article"
    return found


def element(article: str, id: str) -> HtmlElement:  # noqa: A002
    """The one element of an id."""
    found = tree(article).xpath("//*[@id=$id]", id=id)
    assert len(found) == 1, f"{len(found)} elements have the id {id}"
    assert isinstance(found[0], HtmlElement)
    return found[0]


def witness_words(article: str, id: str) -> str:  # noqa: A002
    """The words of a block or note with one space between them: editorial elements and calls taken away."""
    found = element(article, id)
    for added in found.xpath(".//*[@data-editorial] | .//*[starts-with(@id, 'fnref')]"):
        added.drop_tree()
    return " ".join(str(found.text_content()).split())


def faults(article: str) -> list[str]:
    """Tags that close nothing, close another element, or put a link into a link; attributes given twice."""
    reader = _Nesting()
    reader.feed(article)
    reader.close()
    return reader.found + [f"<{tag}> is not closed" for tag in reader.open]


class _Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.found.append(f"<{tag}> has an attribute twice: {names}")
        if tag in _NO_LINK_IN and tag in self.open:
            self.found.append("a link stands in a link")
        if tag in ("p", "ul", "div", "section", "h2") and "p" in self.open:
            self.found.append(f"<{tag}> stands in a paragraph")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}> closes another element")
