"""downloads.html: what there is to carry away, what each is for and how large.

A site cannot hold the size of a file that holds the site. So sizes are measured once for a version, rounded, and kept
in `annotations/downloads.yml`, from which the page takes them: one commit gives the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from build_tools.faults import checked
from build_tools.fields import Fields, Required
from build_tools.model.edition import Edition
from build_tools.report import Finding
from build_tools.web.pages import Material, PageFault, page
from build_tools.yamlfile import quoted, read_yaml

SIZES_FILE = "annotations/downloads.yml"
PLACE = "downloads/"
"""Where the files stand beside a site that has an address: whoever publishes it puts dist/ there."""


class Kind(NamedTuple):
    """One kind of deliverable, as `edition bundle` names it."""

    kind: str
    name: str
    """The file; with VERSION or ID for what changes."""
    purpose: str
    opens: str
    """With what it is opened."""


KINDS = (
    Kind(
        "zip",
        "edition-VERSION.zip",
        "The whole site as a folder, to read, search and print without a connection; for a class server, too.",
        "Unpack it, then open index.html in a browser.",
    ),
    Kind(
        "single",
        "ID.html",
        "One letter in one file, with its notes and what it cites; to send by e-mail.",
        "Any browser.",
    ),
    Kind(
        "epub",
        "edition.epub",
        "The whole edition as a book for telephones, tablets and reading devices, with notes that pop up.",
        "A reading program for EPUB.",
    ),
    Kind(
        "pdf",
        "edition.pdf",
        "The whole edition as a printed book: numbered paragraphs, notes at the foot of the page, tables and index.",
        "A reading program for PDF, or paper.",
    ),
    Kind(
        "zim",
        "edition.zim",
        "The site for Kiwix, with its own search: for school servers and telephones without a network.",
        "Kiwix.",
    ),
    Kind(
        "teacher",
        "teacher.zip",
        "For teachers: the site as a folder, with the lessons, their model answers and all notes.",
        "Unpack it, then open teaching.html in a browser; print it from there.",
    ),
    Kind(
        "student",
        "student.zip",
        "For students: the same folder without the answers and without the notes that a lesson hides. An editors’ note "
        "appears when the student has written one of their own; own notes stay in the browser and can be saved.",
        "Unpack it, then open teaching.html in a browser.",
    ),
)


class SizeFields(Fields):
    """One deliverable."""

    name: Required = Field(description="Name of the file in dist/.")
    size: Required = Field(description="Its size, rounded: 1.9 MB.")


class SizesFile(Fields):
    """What `edition bundle --keep-sizes` writes."""

    version: Required = Field(description="Version of the edition that was measured.")
    files: list[SizeFields] = Field(description="The deliverables.")


class Row(NamedTuple):
    """One kind on the page."""

    kind: Kind
    files: tuple[tuple[str, str], ...]
    """What is read and the address; the address empty where the edition has none."""
    size: str
    """Of several files that of the smallest and of the largest; empty where none is measured."""


def downloads_page(material: Material) -> dict[str, str]:
    """downloads.html, from `annotations/downloads.yml`. Raises PageFault where that cannot be read."""
    edition = material.edition
    kept = _kept(edition.root)
    measured = {one.name: one.size for one in kept.files} if kept else {}
    text = page(
        "downloads.html",
        title="Downloads",
        description="The edition to carry away: what each file is for and how large it is",
        rows=[_row(kind, edition, measured) for kind in KINDS],
        measured=kept.version if kept else "",
        version=edition.identity.version,
        there=bool(edition.identity.base_address),
    )
    return {"downloads.md": text}


def _row(kind: Kind, edition: Edition, measured: Mapping[str, str]) -> Row:
    base = edition.identity.base_address
    if kind.kind == "single":
        shown = {f"{one.id}.html": f"letter {one.declaration.siglum}" for one in edition.letters}
        sizes = [measured[name] for name in shown if name in measured]
    else:
        name = kind.name.replace("VERSION", edition.identity.version)
        shown = {name: name}
        # the version that was measured may be an earlier one
        sizes = [size for name, size in measured.items() if _is(name, kind.name)]
    ends = [min(sizes, key=_bytes), max(sizes, key=_bytes)] if sizes else []
    return Row(
        kind,
        tuple((text, base and f"{base}{PLACE}{name}") for name, text in shown.items()),
        " to ".join(dict.fromkeys(ends)),
    )


def _is(name: str, pattern: str) -> bool:
    start, changing, end = pattern.partition("VERSION")
    return name.startswith(start) and name.endswith(end) if changing else name == pattern


def _bytes(size: str) -> float:
    """What a size as it is kept stands for; 0 for one that nobody has measured in this way."""
    found = re.fullmatch(r"([\d.]+) (KB|MB)", size)
    return float(found[1]) * (1e6 if found[2] == "MB" else 1e3) if found else 0.0


def keep_sizes(edition: Edition, files: Iterable[Path]) -> Path:
    """Write the rounded sizes of deliverables into `annotations/downloads.yml`, in the order of names; return it.

    Those that are not measured now keep theirs, if they were measured for the same version.
    """
    target, version = edition.root / SIZES_FILE, edition.identity.version
    try:
        kept = _kept(edition.root)
    except PageFault:
        kept = None  # it is written anew
    sizes = {one.name: one.size for one in kept.files} if kept and kept.version == version else {}
    sizes |= {file.name: rounded(file.stat().st_size) for file in files}
    lines = ["# Written by `edition bundle --all --keep-sizes`; the page on downloads shows it.\n"]
    lines += [f"version: {quoted(version)}\n", "files:\n" if sizes else "files: []\n"]
    lines += [f"  - {{name: {quoted(name)}, size: {quoted(size)}}}\n" for name, size in sorted(sizes.items())]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def rounded(size: int) -> str:
    """A size for readers: two figures that count, in units of a thousand bytes and a million."""
    number, unit = (size / 1e6, "MB") if size >= 995_000 else (max(size, 1000) / 1e3, "KB")
    return f"{number:.1f} {unit}" if number < 9.95 else f"{float(f'{number:.2g}'):.0f} {unit}"


def _kept(root: Path) -> SizesFile | None:
    if not (root / SIZES_FILE).exists():
        return None
    located, findings = read_yaml(root / SIZES_FILE, SIZES_FILE)
    fields, faults = checked(SizesFile, located, SIZES_FILE) if located else (None, ())
    found: tuple[Finding, ...] = (*findings, *faults)
    if found:
        raise PageFault(found[0])
    return fields
