"""Whole invented documents with a label before each line: what `cases/parse/documents/*.txt` hold, and how it is read.

A file begins with fields in YAML (what the letter says of itself) up to a line `---`. Then each line is `label | text`:
the text is a line of the witness, the label what it is. A role begins a block; `+` goes on with the block before, also
behind notes and furniture, `+paragraph` with the last paragraph; `role^` is a block that is read at the head;
`note 3 @2` begins note 3 on page 2, `+note` goes on with the note before; `furniture` is left out; a line without a
label is blank or markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "cases" / "parse" / "documents"


@dataclass
class Labelled:
    """A document and what a reader says of it."""

    name: str
    text: str
    fields: dict[str, Any]
    blocks: list[tuple[str, tuple[int, ...], bool]] = field(default_factory=list)
    """Role, lines, and whether the block is moved to the head; in the order of the witness."""
    notes: list[tuple[str, int | None, tuple[int, ...]]] = field(default_factory=list)
    """Label, page and lines."""
    furniture: list[int] = field(default_factory=list)


def read_labelled(path: Path) -> Labelled:
    """Read one document with its labels."""
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    fields = yaml.safe_load(head)
    lines: list[str] = []
    document = Labelled(path.stem, "", fields)
    for row in body.removesuffix("\n").split("\n"):
        label, bar, text = row.partition("|")
        assert bar, f"{path.name}: no label in {row!r}"
        lines.append(text.removeprefix(" "))
        number = len(lines)
        label = label.strip()
        if label.startswith("+") and label != "+note":
            at = max(n for n, block in enumerate(document.blocks) if block[0] == label[1:] or label == "+")
            role, places, moved = document.blocks[at]
            document.blocks[at] = (role, (*places, number), moved)
        elif label == "+note":
            name, page, held = document.notes[-1]
            document.notes[-1] = (name, page, (*held, number))
        elif label.startswith("note "):
            name, _, where = label.removeprefix("note ").partition("@")
            document.notes.append((name.strip(), int(where) if where else None, (number,)))
        elif label == "furniture":
            document.furniture.append(number)
        elif label:
            document.blocks.append((label.rstrip("^"), (number,), label.endswith("^")))
    ending = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}[fields.get("newline", "lf")]
    document.text = ending.join(lines) + ending
    return document


def documents() -> list[Labelled]:
    """All documents."""
    return [read_labelled(path) for path in sorted(FOLDER.glob("*.txt"))]
