"""An invented register, written as editors write one, for tests of what is made of it."""

from __future__ import annotations

from pathlib import Path

from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Letter
from build_tools.model.register import Occurrence
from build_tools.register import Forms, load_register
from build_tools.report import Finding
from tests.builders import edition_letter

ENTRY = "    description: Named in the letters.\n    evidence: [{title: Almanac of Strelsau}]\n"


def write_register(folder: Path, **files: str) -> Path:
    """Write files of the register below a folder; entries that say nothing else are given what each needs."""
    target = folder / "annotations/register"
    target.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (target / f"{name}.yml").write_text(f"entries:\n{text}", encoding="utf-8")
    return folder


def entry(key: str, name: str, *fields: str) -> str:
    """One entry in YAML; each field is a line of it."""
    return f"  - key: {key}\n    name: {name}\n" + "".join(f"    {field}\n" for field in fields) + ENTRY


def named(folder: Path, of: Letter, **files: str) -> tuple[EditionLetter, tuple[Occurrence, ...], tuple[Finding, ...]]:
    """A letter, the places of it that name entries of a register, and what there is to say of that register."""
    loaded, faults = load_register(write_register(folder, **files))
    assert [str(fault) for fault in faults] == []
    forms, edited = Forms(loaded), edition_letter(of)
    found = forms.named(edited)
    return edited, found.occurrences, tuple(forms.findings([found]))
