"""The register of lasting ids: `annotations/letters/<id>/ids.yml`, which id stands for which first words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.declare.load import LETTERS_FOLDER
from build_tools.report import Finding
from build_tools.yamlfile import Located, quoted, read_yaml

_BLOCK_ID, _NOTE_ID = r"[a-z]+[0-9]{1,9}", r"fn-[A-Za-z0-9.-]+"
_SECTIONS = {"blocks": _BLOCK_ID, "notes": _NOTE_ID, "gone": f"{_BLOCK_ID}|{_NOTE_ID}"}
_HEAD = """\
# Lasting ids of the blocks and notes of this letter, each with the first words it stands for.
# The build writes this file; links from elsewhere rest on it. An id is never given to other words: where words are
# corrected in the transcription and the id is to stay, correct them here in the same way.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One id and the first words it stands for."""

    id: str
    words: str
    line: int = field(default=1, compare=False)
    """For messages: its line in the file that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All ids that a letter has or ever had."""

    path: str
    """The file, from the project's folder."""
    blocks: tuple[Entry, ...] = ()
    """In the order of reading."""
    notes: tuple[Entry, ...] = ()
    """In the order of the witness."""
    gone: tuple[Entry, ...] = ()
    """Ids whose words the transcription no longer has, in the order in which they went."""


def load_ids(root: Path, letter_id: str) -> tuple[Registry, tuple[Finding, ...]]:
    """Load the ids of one letter; an empty register where there is no file yet.

    Reports data-unreadable, data-invalid; what is faulty is left out.
    """
    path = f"{LETTERS_FOLDER}/{letter_id}/ids.yml"
    if not (root / path).exists():
        return Registry(path=path), ()
    located, findings = read_yaml(root / path, path)
    if located is None:
        return Registry(path=path), findings
    faults: list[Finding] = []
    taken: set[str] = set()
    sections = {name: tuple(_entries(name, located, path, taken, faults)) for name in _SECTIONS}
    faults += [
        _fault(f"{name}: no field has this name; known are {', '.join(_SECTIONS)}", path, located, name)
        for name in located.data
        if name not in _SECTIONS
    ]
    return Registry(path=path, **sections), (*findings, *faults)


def write_ids(root: Path, registry: Registry) -> Path | None:
    """Write a register, always with the same bytes for the same ids; its path, or None where nothing has changed."""
    file, data = root / registry.path, registry_text(registry).encode()
    if file.exists() and file.read_bytes() == data:
        return None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def registry_text(registry: Registry) -> str:
    """Put a register out as YAML."""
    return _HEAD + "".join(_section(name, getattr(registry, name)) for name in _SECTIONS)


def _section(name: str, entries: Iterable[Entry]) -> str:
    lines = "".join(f"  {entry.id}: {quoted(entry.words)}\n" for entry in entries)
    return f"{name}:\n{lines}" if lines else ""


def _entries(section: str, located: Located, path: str, taken: set[str], faults: list[Finding]) -> Iterator[Entry]:
    entries = located.data.get(section) or {}
    if not isinstance(entries, dict):
        faults.append(_fault(f"{section}: must be a map of ids, such as `p1: first words`", path, located, section))
        return
    for name, words in entries.items():
        if not re.fullmatch(_SECTIONS[section], name):
            fault = "no such id can stand here; ids look like p12, h3, m1, of notes like fn-7"
        elif not isinstance(words, str | None):
            fault = "must be the first words, as text"
        elif name in taken:
            fault = "the id stands twice in this file: keep one"
        else:
            taken.add(name)
            yield Entry(id=name, words=" ".join((words or "").split()), line=located.place((section, name))[0])
            continue
        faults.append(_fault(f"{section}.{name}: {fault}", path, located, section, name))


def _fault(message: str, path: str, located: Located, *steps: str) -> Finding:
    line, column = located.place(steps)
    return Finding(rule="data-invalid", message=message, path=path, line=line, column=column)
