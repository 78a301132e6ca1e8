"""A document of this edition for reference managers: BibTeX, RIS and CSL-JSON of a letter, a paragraph or a note.

Each is a part of a book: that is the type in which every manager keeps both the document and the edition, with its
version. Names of senders and bodies are never taken apart: nothing says which of them are persons.
Sources: as `exports`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pybtex.database import BibliographyData, Entry, Person

from build_tools.citations.exports import bibtex_text, ris_text

# A brace of the text would open or close a field of BibTeX.
_NO_BRACES = str.maketrans("{}", "()")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is cited, in the words of the edition; an empty string or tuple is a blank and stays out."""

    key: str
    title: str
    authors: tuple[str, ...]
    """Who wrote it, each name whole."""
    container: str
    """Title of the edition."""
    editor: str
    """Body responsible for the edition."""
    place: str
    """Seat of that body."""
    version: str
    date: str
    """ISO 8601 calendar date of the version."""
    url: str
    note: str
    """What no field takes: the date of the letter, the paragraph."""


def item_bibtex(item: Item) -> str:
    """One entry of BibTeX, with biblatex's `date` and `version`."""
    fields = {
        "title": item.title,
        "booktitle": item.container,
        "publisher": item.editor,
        "address": item.place,
        "version": item.version,
        "date": item.date,
        "year": item.date[:4],
        "url": item.url,
        "note": item.note,
    }
    persons = {"author": item.authors, "editor": (item.editor,) if item.editor else ()}
    entry = Entry(
        "incollection",
        fields={name: value.translate(_NO_BRACES) for name, value in fields.items() if value},
        # in braces of its own a name is one name, also where it holds an "and" or a comma
        persons={
            role: [Person(last="{" + name.translate(_NO_BRACES) + "}") for name in names]
            for role, names in persons.items()
            if names
        },
    )
    data = BibliographyData()
    data.add_entry(item.key, entry)
    return bibtex_text(data).strip()


def item_ris(item: Item) -> str:
    """One record of RIS; lines ended with CR LF as the format asks."""
    return ris_text(_ris(item))


def _ris(item: Item) -> Iterator[tuple[str, str]]:
    rows = [
        ("TI", item.title),
        *(("AU", name) for name in item.authors),
        ("T2", item.container),
        ("ED", item.editor),
        ("PB", item.editor),
        ("CY", item.place),
        ("ET", f"version {item.version}" if item.version else ""),
        ("PY", item.date[:4]),
        ("DA", item.date.replace("-", "/") + "/" if item.date else ""),
        ("UR", item.url),
        ("N1", item.note),
    ]
    yield "TY", "CHAP"
    yield "ID", item.key
    yield from ((tag, value) for tag, value in rows if value)
    yield "ER", ""


def item_csl(item: Item) -> str:
    """A list of one item of CSL-JSON, indented by two spaces."""
    made: dict[str, object] = {
        "id": item.key,
        "type": "chapter",
        "title": item.title,
        "author": [{"literal": name} for name in item.authors],
        "container-title": item.container,
        "editor": [{"literal": item.editor}] if item.editor else [],
        "publisher": item.editor,
        "publisher-place": item.place,
        "version": item.version,
        "issued": {"date-parts": [[int(part) for part in item.date.split("-")]]} if item.date else {},
        "URL": item.url,
        "note": item.note,
    }
    return json.dumps([{name: value for name, value in made.items() if value}], ensure_ascii=False, indent=2)
