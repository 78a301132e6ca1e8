"""Load the editors' files: notes and emendations of a letter, sources, and what was done about slips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from build_tools.apparatus.schema import (
    EmendationFields,
    NoteFields,
    SelectorFields,
    SlipFields,
    SourceFields,
)
from build_tools.faults import checked, invalid
from build_tools.fields import EvidenceFields
from build_tools.model.annotation import Annotation, Evidence, Position, TextQuoteSelector
from build_tools.model.apparatus import Emendation, Slip, Source
from build_tools.report import Finding
from build_tools.yamlfile import Located, Steps, read_yaml

LETTERS_FOLDER = "annotations/letters"
SOURCES_FILE = "annotations/sources.yml"
SLIPS_FILE = "annotations/slips.yml"

_T = TypeVar("_T")
_Model = TypeVar("_Model", bound=BaseModel)


class Loaded(NamedTuple, Generic[_T]):
    """One entry of a list of a file, with its place there."""

    of: _T
    path: str
    steps: Steps
    located: Located

    @property
    def line(self) -> int:
        """Line of the file, from 1, on which it begins."""
        return self.located.place(self.steps)[0]

    def fault(self, rule: str, message: str, *steps: str | int) -> Finding:
        """A finding about the entry, or about a field of it."""
        return invalid(message, self.located, self.path, (*self.steps, *steps), rule)


def notes_file(letter_id: str) -> str:
    """The file of a letter's notes, from the project's folder."""
    return f"{LETTERS_FOLDER}/{letter_id}/notes.yml"


def emendations_file(letter_id: str) -> str:
    """The file of a letter's emendations, from the project's folder."""
    return f"{LETTERS_FOLDER}/{letter_id}/emendations.yml"


def load_notes(root: Path, letter_id: str) -> tuple[list[Loaded[Annotation]], tuple[Finding, ...]]:
    """Load the notes of a letter, drafts too, each with its place in the file, in the order of the file.

    None where there is no file. A faulty note is left out and reported: data-unreadable, data-invalid.
    """
    path = notes_file(letter_id)
    entries, findings = _list_of(NoteFields, root, path, "notes")
    return [Loaded(_note(entry), *entry[1:]) for entry in entries], findings


def load_emendations(root: Path, letter_id: str) -> tuple[list[Loaded[Emendation]], tuple[Finding, ...]]:
    """Load the emendations of a letter; see `load_notes`."""
    path = emendations_file(letter_id)
    entries, findings = _list_of(EmendationFields, root, path, "emendations")
    return [Loaded(_emendation(entry), *entry[1:]) for entry in entries], findings


def load_sources(root: Path) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Load the evidence that is no authority of the letters; in the order of the file. See `load_notes`."""
    if not (root / SOURCES_FILE).exists():
        return (), ()
    located, findings = read_yaml(root / SOURCES_FILE, SOURCES_FILE)
    if located is None:
        return (), findings
    sources: list[Source] = []
    faults: list[Finding] = []
    for key in located.data:
        fields, found = checked(SourceFields, located, SOURCES_FILE, (key,))
        faults += found
        if fields is not None:
            line, _ = located.place((key,))
            sources.append(Source(key=key, path=SOURCES_FILE, line=line, **fields.model_dump()))
    return tuple(sources), (*findings, *faults)


def load_slips(root: Path) -> tuple[list[Loaded[Slip]], tuple[Finding, ...]]:
    """Load what was done about each slip, in the order of the file. See `load_notes`."""
    entries, findings = _list_of(SlipFields, root, SLIPS_FILE, "slips")
    return [Loaded(_slip(entry), *entry[1:]) for entry in entries], findings


def _list_of(model: type[_Model], root: Path, path: str, name: str) -> tuple[list[Loaded[_Model]], tuple[Finding, ...]]:
    """Read a file that is one list of a name; each entry is checked by itself, so that one fault hides no other."""
    if not (root / path).exists():
        return [], ()
    located, findings = read_yaml(root / path, path, list_name=name)
    if located is None:
        return [], findings
    faults = list(findings)
    for other in located.data:
        if other != name:
            faults.append(invalid(f"no field has this name; the file holds `{name}`", located, path, (other,)))
    entries: list[Loaded[_Model]] = []
    for steps in _items(located, path, name, faults):
        fields, found = checked(model, located, path, steps)
        faults += found
        if fields is not None:
            entries.append(Loaded(fields, path, steps, located))
    return entries, tuple(faults)


def _items(located: Located, path: str, name: str, faults: list[Finding]) -> Iterator[Steps]:
    value = located.data.get(name)
    if isinstance(value, list):
        yield from ((name, index) for index in range(len(value)))
    elif value is not None:
        faults.append(invalid("must be a list, each entry behind `- `", located, path, (name,)))


def _note(entry: Loaded[NoteFields]) -> Annotation:
    fields = entry.of
    return Annotation(
        id=fields.id,
        kind=fields.kind,
        target=_selector(fields.target),
        body=fields.body,
        positions=tuple(Position(each.holder, each.holds, _evidence(each.evidence)) for each in fields.positions),
        evidence=_evidence(fields.evidence),
        certainty=fields.certainty,
        status=fields.status,
        date=fields.date,
        remark=fields.remark,
        path=entry.path,
        line=entry.line,
    )


def _emendation(entry: Loaded[EmendationFields]) -> Emendation:
    fields = entry.of
    return Emendation(
        id=fields.id,
        target=_selector(fields.target),
        reading=" ".join(fields.reading.split()),
        reason=fields.reason,
        evidence=_evidence(fields.evidence),
        date=fields.date,
        path=entry.path,
        line=entry.line,
    )


def _slip(entry: Loaded[SlipFields]) -> Slip:
    fields = entry.of
    return Slip(
        slip=fields.slip,
        letter=fields.letter,
        at=fields.line,
        quote=fields.quote,
        decision=fields.decision,
        ref=fields.ref,
        reason=fields.reason,
        path=entry.path,
        line=entry.line,
    )


def _selector(fields: SelectorFields) -> TextQuoteSelector:
    return TextQuoteSelector(fields.exact, fields.prefix, fields.suffix)


def _evidence(those: Iterable[EvidenceFields]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**each.model_dump()) for each in those)
