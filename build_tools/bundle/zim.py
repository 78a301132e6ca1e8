"""The edition as a ZIM file for Kiwix, with its own full-text index. Source: openZIM, "ZIM file format" and "Metadata".

libzim gives each file a random identifier; here it is the digest of what the file holds, so that one commit gives the
same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from build_tools.bundle.proof import NotProved, words_proved
from build_tools.errors import ToolMissing
from build_tools.model.edition import Edition
from build_tools.report import Finding, has_errors

NAME = "edition.zim"
LEFT_OUT = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})
"""What only a host needs: its links begin at the top of the host, which a ZIM has none of."""

_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain;charset=utf-8",
    ".xml": "application/xml",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
}
# An illustration of 48 x 48 pixels is asked for: one grey square, since the edition has no picture.
_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAAAAAByaaZbAAAAKklEQVR42mOcwUAaYBrVMKphVMOohlENoxpGNYxqGNUwqmFUw6iGUQ0j"
    "SQMA6V0AYbd1ZLIAAAAASUVORK5CYII="
)
_XAPIAN, _XAPIAN_REVISION_LONG = b"\x0f\rXapian Glass", 2
_UUID_AT, _UUID_LONG, _CHECKSUM_LONG = 8, 16, 16  # in the header; the checksum is the file's end


def zim(edition: Edition, site_dir: Path, dist_dir: Path) -> tuple[Path, ...]:
    """Make dist_dir/edition.zim from a built site; return it.

    Raises ToolMissing where libzim is missing, and NotProved where a letter in the file is not what its witness has.
    """
    try:
        import libzim  # noqa: F401  # asked for here, so that its absence is told in a line
    except ImportError as fault:
        raise ToolMissing("libzim is not installed: run `python3 run.py setup`") from fault
    target = dist_dir / NAME
    dist_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=dist_dir, prefix=".zim-") as beside:
        unfinished = Path(beside, NAME)  # libzim writes an index beside the file while it works
        _write(edition, site_dir, unfinished)
        _settle_identity(unfinished, site_dir)
        if has_errors(findings := proved(edition, unfinished)):
            raise NotProved(findings)
        unfinished.replace(target)
    return (target,)


def proved(edition: Edition, file: Path) -> tuple[Finding, ...]:
    """Hold every letter of a ZIM against its witness; reports page-missing and what `compare_html` reports."""
    from libzim.reader import Archive

    archive = Archive(file)

    def read(path: str) -> str | None:
        there = archive.has_entry_by_path(path)
        return bytes(archive.get_entry_by_path(path).get_item().content).decode("utf-8") if there else None

    return words_proved(edition, NAME, read)


def _write(edition: Edition, site_dir: Path, target: Path) -> None:
    from libzim.writer import Creator

    identity = edition.identity
    creator = Creator(target).config_indexing(True, "eng").config_nbworkers(1)
    creator.set_mainpath("index.html")
    with _quiet(), creator as opened:
        for item in _items(site_dir):
            opened.add_item(item)
        opened.add_illustration(48, _PICTURE)
        for name, value in (
            ("Title", identity.title[:30]),
            ("Description", (identity.subtitle or identity.title)[:80]),
            ("Language", "eng"),
            ("Name", "annotated-letters_en"),
            ("Creator", identity.responsible or "not stated"),
            ("Publisher", identity.responsible or "not stated"),
            ("Date", edition.commit_date or "1970-01-01"),
            ("License", identity.licence),
            ("Tags", "_ftindex:yes"),
            ("X-Version", identity.version),
        ):
            if value:
                opened.add_metadata(name, value)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what libzim prints off the standard output: it writes there by itself, not through Python."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _items(site_dir: Path) -> Iterator[Any]:
    from libzim.writer import Hint, Item, StringProvider

    class _Page(Item):  # type: ignore[misc]  # libzim has no annotations
        def __init__(self, path: str, content: bytes) -> None:
            super().__init__()
            self._path, self._content = path, content

        def get_path(self) -> str:
            return self._path

        def get_title(self) -> str:
            return _title(self._content) if self._path.endswith(".html") else ""

        def get_mimetype(self) -> str:
            return _TYPES.get(Path(self._path).suffix, "application/octet-stream")

        def get_contentprovider(self) -> Any:
            return StringProvider(self._content)

        def get_hints(self) -> dict[Any, int]:
            return {Hint.FRONT_ARTICLE: self._path.endswith(".html")}

    for path in sorted(file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file()):
        if path not in LEFT_OUT:
            yield _Page(path, (site_dir / path).read_bytes())


class _Titled(HTMLParser):
    inside, title = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "title" and not self.title

    def handle_data(self, data: str) -> None:
        self.title += data if self.inside else ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = False


def _title(page: bytes) -> str:
    reader = _Titled()
    reader.feed(page.decode("utf-8", "replace").partition("</head>")[0])
    return " ".join(reader.title.split())


def _settle_identity(file: Path, site_dir: Path) -> None:
    """Put the digest of the site in the place of the random identifiers, and renew the checksum at the file's end.

    One identifier is the file's, in its header; the others are those of the two indexes in it, behind the sign with
    which a Xapian database begins. Source: openZIM, "ZIM file format"; Xapian, "glass" format.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in site_dir.rglob("*") if path.is_file()):
        digest.update(path.relative_to(site_dir).as_posix().encode() + b"\0" + path.read_bytes())
    content = bytearray(file.read_bytes())
    identifier = digest.digest()[:_UUID_LONG]
    content[_UUID_AT : _UUID_AT + _UUID_LONG] = identifier
    start = content.find(_XAPIAN)
    while start >= 0:
        at = start + len(_XAPIAN) + _XAPIAN_REVISION_LONG
        content[at : at + _UUID_LONG] = identifier
        start = content.find(_XAPIAN, at)
    content[-_CHECKSUM_LONG:] = hashlib.md5(content[:-_CHECKSUM_LONG], usedforsecurity=False).digest()
    file.write_bytes(content)
