"""Load what the editors declare: of the edition in one file, of each letter in its folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.declare.schema import IdentityFields, LetterFields, PartyFields
from build_tools.faults import checked
from build_tools.fields import is_calendar_date
from build_tools.model.edition import Declaration, Identity, Party
from build_tools.report import Finding
from build_tools.yamlfile import Located, read_yaml

IDENTITY_FILE = "annotations/edition.yml"
LETTERS_FOLDER = "annotations/letters"
WITNESS_FOLDER = "docs/letters"

TO_REVIEW = "# to review"
"""Mark at the end of a line that was written without an editor; `edition new letter` sets it."""

_LETTER_ID = re.compile(r"(undated|[0-9]{4}(?:-[0-9]{2}){0,2})((?:-[a-z0-9]+)+)")
_NO_IDENTITY = Identity(
    title="", subtitle="", responsible="", place="", licence="", version="", base_address="", contact=""
)


def load_identity(root: Path) -> tuple[Identity, tuple[Finding, ...]]:
    """Load the edition's own identity from `annotations/edition.yml`; all of it is blank where the file is faulty.

    Reports data-unreadable, data-invalid.
    """
    located, findings = read_yaml(root / IDENTITY_FILE, IDENTITY_FILE)
    if located is None:
        return _NO_IDENTITY, findings
    fields, faults = checked(IdentityFields, located, IDENTITY_FILE)
    identity = Identity(**fields.model_dump()) if fields else _NO_IDENTITY
    return identity, (*findings, *faults)


def load_declarations(root: Path) -> tuple[tuple[Declaration, ...], tuple[Finding, ...]]:
    """Load the declarations of all letters that have a witness: by date, undated ones last.

    A letter whose declaration is faulty, or whose witness is missing, is left out and reported. Reports
    data-unreadable, data-invalid, declaration-unreviewed, letter-id, witness-missing, witness-undeclared,
    witness-digest.
    """
    witnesses = {path.stem: path for path in _entries(root / WITNESS_FOLDER) if path.suffix == ".txt"}
    folders = [path.name for path in _entries(root / LETTERS_FOLDER) if path.is_dir()]
    declared = [name for name in folders if (root / LETTERS_FOLDER / name / "letter.yml").exists()]
    findings = [*_misnamed(root), *_without_witness(folders, witnesses), *_undeclared(witnesses, declared)]
    declarations = []
    for letter_id in declared:
        shown = f"{LETTERS_FOLDER}/{letter_id}/letter.yml"
        located, faults = read_yaml(root / shown, shown)
        findings += faults
        if located is None:
            continue
        fields, faults = checked(LetterFields, located, shown)
        findings += faults
        if fields is None or letter_id not in witnesses:
            continue
        declaration = _declaration(letter_id, shown, fields, located)
        declarations.append(declaration)
        findings += _unreviewed(root / shown, shown)
        findings += _digest_faults(declaration, witnesses[letter_id])
    findings += _same_siglum(declarations)
    declarations.sort(key=lambda each: (each.date or "9999", each.siglum, each.id))
    return tuple(declarations), tuple(findings)


def is_letter_id(name: str) -> bool:
    """True for an id of lower-case ASCII letters, figures and hyphens that begins with a date or with `undated`."""
    match = _LETTER_ID.fullmatch(name)
    if not match or not re.search(r"[a-z]", match[2]):  # a date alone does not say who writes
        return False
    # A year or a month may stand where the day is not known; a whole date must be a day of the calendar.
    return match[1].count("-") != 2 or is_calendar_date(match[1])


def _entries(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if not path.name.startswith(".")), key=lambda path: path.name)


def _misnamed(root: Path) -> Iterator[Finding]:
    rule = (
        "is no id of a letter: use lower-case letters a-z, figures and hyphens, beginning with the date or with "
        "`undated` (2020-01-31-sender, undated-sender)"
    )
    for path in _entries(root / WITNESS_FOLDER):
        shown = f"{WITNESS_FOLDER}/{path.name}"
        if path.suffix != ".txt" or not path.is_file():
            message = "only witnesses stand here, each a file <id>.txt: move this elsewhere, or rename it"
            yield Finding(rule="letter-id", message=message, path=shown)
        elif not is_letter_id(path.stem):
            yield Finding(rule="letter-id", message=f"`{path.stem}` {rule}", path=shown)
    for path in _entries(root / LETTERS_FOLDER):
        shown = f"{LETTERS_FOLDER}/{path.name}"
        if not path.is_dir():
            message = "only folders stand here, one for each letter: move this file elsewhere"
            yield Finding(rule="letter-id", message=message, path=shown)
        elif not is_letter_id(path.name):
            yield Finding(rule="letter-id", message=f"`{path.name}` {rule}", path=shown)


def _without_witness(folders: Iterable[str], witnesses: Iterable[str]) -> Iterator[Finding]:
    for letter_id in sorted(set(folders) - set(witnesses)):
        message = f"there is no {WITNESS_FOLDER}/{letter_id}.txt: put the transcription there, or remove this folder"
        yield Finding(rule="witness-missing", message=message, path=f"{LETTERS_FOLDER}/{letter_id}")


def _undeclared(witnesses: Iterable[str], declared: Iterable[str]) -> Iterator[Finding]:
    for letter_id in sorted(set(witnesses) - set(declared)):
        message = (
            f"no declaration says what this letter is: write {LETTERS_FOLDER}/{letter_id}/letter.yml "
            "(docs/contributing.md shows its fields; `edition new letter FILE` writes a first one)"
        )
        yield Finding(rule="witness-undeclared", message=message, path=f"{WITNESS_FOLDER}/{letter_id}.txt")


def _declaration(letter_id: str, shown: str, fields: LetterFields, located: Located) -> Declaration:
    plain = fields.model_dump(exclude={"sender", "recipients", "remarks", "differs", "short_title", "earlier"})
    return Declaration(
        id=letter_id,
        path=shown,
        short_title=fields.short_title or fields.title,
        sender=_parties(fields.sender),
        recipients=_parties(fields.recipients),
        remarks=tuple(fields.remarks),
        earlier=tuple(fields.earlier),
        differs={name: reason for name, reason in fields.differs.model_dump().items() if reason},
        lines={str(steps[0]): line for steps, (line, _) in located.places.items() if len(steps) == 1},
        **plain,
    )


def _parties(parties: Iterable[PartyFields]) -> tuple[Party, ...]:
    return tuple(Party(name=party.name, office=party.office) for party in parties)


def _unreviewed(file: Path, shown: str) -> Iterator[Finding]:
    marked = [
        n for n, line in enumerate(file.read_bytes().splitlines(), 1) if line.rstrip().endswith(TO_REVIEW.encode())
    ]
    if marked:
        message = (
            f"{len(marked)} lines are still marked `to review`, from this one on: check each, then take its mark away"
        )
        yield Finding(rule="declaration-unreviewed", message=message, path=shown, line=marked[0])


def _digest_faults(declaration: Declaration, witness: Path) -> Iterator[Finding]:
    try:
        found = hashlib.sha256(witness.read_bytes()).hexdigest()
    except OSError as error:
        message = f"the witness {WITNESS_FOLDER}/{witness.name} cannot be read: {error.strerror}"
        yield Finding(rule="witness-missing", message=message, path=declaration.path)
        return
    if found != declaration.sha256:
        message = (
            f"sha256: {WITNESS_FOLDER}/{witness.name} is not the file that was declared. "
            f"Declared: {declaration.sha256}; found: {found}. "
            "Bring the declared file back, or, if the new text is meant, read it and write its digest here"
        )
        line = declaration.lines["sha256"]
        yield Finding(rule="witness-digest", message=message, path=declaration.path, line=line)


def _same_siglum(declarations: Iterable[Declaration]) -> Iterator[Finding]:
    first: dict[str, Declaration] = {}
    for declaration in declarations:
        other = first.setdefault(declaration.siglum, declaration)
        if other is not declaration:
            message = f"siglum: `{declaration.siglum}` is also the siglum of {other.id}: give each letter its own"
            line = declaration.lines["siglum"]
            yield Finding(rule="data-invalid", message=message, path=declaration.path, line=line)
