"""One letter in one file: its page with styles, scripts, notes and cards inside, to be sent as an attachment.

Made from the page of the built site. A link to what the file does not hold is the site's address once the edition has
one, and plain words until then.
"""

from __future__ import annotations

import base64
import mimetypes
import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from build_tools.bundle.proof import NotProved
from build_tools.fidelity.compare import compare_html
from build_tools.model.edition import Edition
from build_tools.report import Finding, has_errors

_LOADED = ("src", "poster", "data", "srcset")
"""Attributes that a browser follows by itself."""
_IN_CSS = ("url(", "@import")
_LAYERS = {"names": "name", "citations": "citation"}
"""The switches of layers of links, and the class of those links."""
_BY_SEARCH = "search/"
"""Folder of the scripts that need the index of all letters, which stays on the site."""


def single(edition: Edition, site_dir: Path, dist_dir: Path) -> tuple[Path, ...]:
    """Make dist_dir/<id>.html of each letter from a built site; return the files, in the edition's order.

    Raises NotProved where a file does not say what its witness says, or would ask for another file: then none of them
    is left there.
    """
    made: dict[Path, str] = {}
    findings: list[Finding] = []
    for letter in edition.letters:
        target = dist_dir / f"{letter.id}.html"
        made[target] = text = one_file(site_dir, f"letters/{letter.id}.html", edition.identity.base_address)
        shown = f"{dist_dir.name}/{target.name}"
        findings += compare_html(text, letter.letter, shown)
        for asked in requests(text):
            message = f"asks for {asked}, which is not inside: the page has a kind of link that is not known here"
            findings.append(Finding(rule="link-broken", message=message, path=shown))
    if has_errors(findings):
        for target in made:
            target.unlink(missing_ok=True)
        raise NotProved(findings)
    dist_dir.mkdir(parents=True, exist_ok=True)
    for target, text in made.items():
        target.write_text(text, encoding="utf-8", newline="\n")
    return tuple(made)


def one_file(site_dir: Path, path: str, base_address: str = "") -> str:
    """A page of a built site with everything inside that it shows; `path` is its place from the top of the site."""
    return _Page(site_dir, path, base_address).write()


def requests(text: str) -> list[str]:
    """What a page would ask other files for: without a reader's click, or by a link that has no host."""
    found: list[str] = []
    for element in html.document_fromstring(text).iter(etree.Element):
        loaded = (element.get(name, "data:") for name in _LOADED)
        found += [address for address in loaded if not address.startswith("data:")]
        href = element.get("href", "")
        linked = element.tag == "link" and element.get("rel") != "canonical" and not href.startswith("data:")
        if linked or (href and not href.startswith("#") and not urlsplit(href).scheme):
            found.append(href)
        if element.tag == "form" and "action" in element.attrib:
            found.append(element.get("action", ""))
        if element.tag == "style" and any(sign in (element.text or "") for sign in _IN_CSS):
            found.append("a file of its styles")
    return found


class _Page:
    def __init__(self, site_dir: Path, path: str, base_address: str) -> None:
        self.site_dir, self.path, self.base = site_dir, path, base_address
        self.root = html.document_fromstring((site_dir / path).read_text(encoding="utf-8"))
        self.ids = {element.get("id") for element in self.root.iter(etree.Element)}

    def write(self) -> str:
        self._leave_out()
        self._styles()
        self._scripts()
        for element in list(self.root.iter(etree.Element)):
            for name in _LOADED:
                if own := self._own(element.get(name)):
                    element.set(name, self._inside(own))
            if element.tag == "a" and "href" in element.attrib:
                self._link(element)
        self._switches()
        return str(html.tostring(self.root, encoding="unicode", doctype="<!doctype html>")) + "\n"

    def _leave_out(self) -> None:
        """Take away what only works on the site: the search, and the ways to other pages."""
        away: list[etree._Element] = [form for form in self.root.iter("form") if self._own(form.get("action"))]
        for nav in self.root.iter("nav"):
            hrefs = [link.get("href", "") for link in nav.iter("a")]
            if hrefs and not any(href.startswith("#") for href in hrefs):
                away.append(nav)
        for element in away:
            if element.getparent() is not None:
                element.drop_tree()  # type: ignore[attr-defined]

    def _styles(self) -> None:
        for link in list(self.root.iter("link")):
            own = self._own(link.get("href"))
            if not own:
                continue
            parent = link.getparent()
            if parent is not None and link.get("rel") == "stylesheet":
                style = etree.Element("style")
                style.text, style.tail = self._text(own), link.tail
                parent.replace(link, style)
            elif link.get("rel") == "icon":
                link.set("href", self._inside(own))
            else:
                link.drop_tree()  # type: ignore[attr-defined]

    def _scripts(self) -> None:
        """Put scripts at the end of the body, in their order: they are written to run when the page has been read."""
        (body,) = self.root.iter("body")
        for script in list(self.root.iter("script")):
            own = self._own(script.get("src"))
            if not own:
                continue
            script.drop_tree()  # type: ignore[attr-defined]
            if not own.startswith(_BY_SEARCH):
                inside = etree.SubElement(body, "script")
                inside.text = self._text(own).replace("</script", "<\\/script")
                inside.tail = "\n"

    def _switches(self) -> None:
        """Take away the switch of a layer of links that has become plain words."""
        there = {name for link in self.root.iter("a") for name in link.get("class", "").split()}
        gone = {layer for layer, links in _LAYERS.items() if links not in there}
        for item in list(self.root.iter("li")):
            layers = {box.get("data-layer", "") for box in item.iter("input")}
            if layers and layers <= gone:
                item.drop_tree()  # type: ignore[attr-defined]

    def _link(self, link: etree._Element) -> None:
        """Lead a link within the file, into the card of what is cited, to the site, or nowhere."""
        own = self._own(link.get("href"))
        if not own:
            return
        path, _, fragment = own.partition("#")
        card = next(
            (f"cited-{key}" for key in link.get("data-authority", "").split() if f"cited-{key}" in self.ids), ""
        )
        if path == self.path:
            link.set("href", f"#{fragment or 'content'}")
        elif card:
            link.set("href", f"#{card}")
        elif "download" in link.attrib and (self.site_dir / unquote(path)).is_file():
            link.set("href", self._inside(own))
            link.set("download", posixpath.basename(path))
        elif self.base:
            link.set("href", self.base + own)
        else:
            link.tag = "span"
            for name in ("href", "rel", "download", "target", "role", "aria-current"):
                if name in link.attrib:
                    del link.attrib[name]

    def _own(self, address: str | None) -> str:
        """The path from the top of the site, with its fragment, of an address of the site; empty for all others."""
        if not address or address.startswith(("#", "//")) or urlsplit(address).scheme:
            return ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), address))

    def _text(self, path: str) -> str:
        return (self.site_dir / unquote(urlsplit(path).path)).read_text(encoding="utf-8")

    def _inside(self, path: str) -> str:
        file = self.site_dir / unquote(urlsplit(path).path)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        charset = ";charset=utf-8" if kind.startswith("text/") else ""
        return f"data:{kind}{charset};base64,{base64.b64encode(file.read_bytes()).decode()}"
