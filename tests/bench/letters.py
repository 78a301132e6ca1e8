"""Letters for measuring: heads, paragraphs and notes of the real ones, drawn anew with a fixed seed."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.model.letter import Block, Letter, Note
from build_tools.model.witness import Span
from build_tools.parse import parse
from build_tools.read import read_witness

SEED = 20_201_109
RUNNING = frozenset({"opening", "paragraph", "lead", "item", "heading"})
PAGE = 6  # running blocks between two blocks of notes, as on the pages of the longest letter

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Part:
    """A block with the notes it calls: the text before each call, and the note's own text."""

    pieces: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A real letter, taken apart."""

    head: tuple[Part, ...]
    running: tuple[Part, ...]
    tail: tuple[Part, ...]


def take_apart(letter: Letter) -> Source:
    """Cut a letter into what stands before its running text, the running text, and what follows."""
    notes = {call.span: note for note in letter.notes for call in note.calls}
    places = [n for n, block in enumerate(letter.blocks) if block.role in RUNNING]
    parts = [_part(letter, block, notes) for block in letter.blocks]
    return Source(
        tuple(parts[: places[0]]), tuple(parts[n] for n in places), tuple(parts[places[-1] + 1 :])
    )  # fmt: skip


def _part(letter: Letter, block: Block, notes: dict[Span, Note]) -> Part:
    calls = sorted((run.span for run in block.runs if run.kind == "call" and run.span in notes), key=lambda s: s.start)
    pieces, current = [], ""
    for span in block.spans:
        if current:
            current += " "
        position = span.start
        for call in calls:
            if span.start <= call.start < span.end:
                pieces.append(current + letter.witness.text[position : call.start])
                current, position = "", call.end
        current += letter.witness.text[position : span.end]
    called = (notes[call] for call in calls)
    texts = (" ".join(letter.witness.slice(span) for span in note.spans) for note in called)
    return Part((*pieces, current), tuple(" ".join(text.split()) for text in texts))


def sources(root: Path) -> list[Source]:
    """All letters of the edition, taken apart."""
    return [take_apart(parse(read_witness(path)[0])[0]) for path in sorted((root / "docs" / "letters").glob("*.txt"))]


def texts(given: list[Source], count: int) -> Iterator[str]:
    """Draw letters: head, length and end of a real one, paragraphs from all. A longer draw begins as a shorter one."""
    drawn = random.Random(SEED)
    every = [part for source in given for part in source.running]
    for _ in range(count):
        source = drawn.choice(given)
        body = [drawn.choice(every) for _ in source.running]
        number, waiting, out = 0, [], []
        for place, part in enumerate((*source.head, *body, *source.tail)):
            text = part.pieces[0]
            for note, piece in zip(part.notes, part.pieces[1:], strict=True):
                number += 1
                label = str(number).translate(_RAISED)
                text += label + piece
                waiting.append(f"{label} {note}")
            out.append(text)
            if place % PAGE == PAGE - 1:
                out += waiting
                waiting = []
        yield "\n\n".join([*out, *waiting]) + "\n"


def write_edition(root: Path, folder: Path, made: list[str]) -> None:
    """Write an edition of these letters: the project's settings and pages, and a short record for each letter."""
    folder.mkdir(parents=True)
    for name in ("mkdocs.yml", "annotations/edition.yml"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(root / name, folder / name)
    if (root / "annotations" / "authorities").is_dir():
        shutil.copytree(root / "annotations" / "authorities", folder / "annotations" / "authorities")
    shutil.copytree(root / "docs", folder / "docs", ignore=shutil.ignore_patterns("letters"))
    # mkdocs.yml names the theme by its place in the project.
    shutil.copytree(root / "build_tools" / "web", folder / "build_tools" / "web")
    (folder / "docs" / "letters").mkdir()
    for number, text in enumerate(made, start=1):
        name = f"undated-sample-{number:05}"
        data = text.encode()
        (folder / "docs" / "letters" / f"{name}.txt").write_bytes(data)
        record = folder / "annotations" / "letters" / name / "letter.yml"
        record.parent.mkdir(parents=True)
        digest = hashlib.sha256(data).hexdigest()
        record.write_text(f"siglum: S{number}\ntitle: Sample {number}\nkind: letter\nsha256: {digest}\n", "utf-8")
