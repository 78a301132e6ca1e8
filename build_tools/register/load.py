"""Load the register: four files of one shape, one for each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from build_tools.faults import checked, invalid
from build_tools.model.annotation import TextQuoteSelector
from build_tools.model.letter import Block, Note
from build_tools.model.references import References
from build_tools.model.register import REGISTER_KINDS, Entry, Exclusion, Form, Proof, Register, RegisterKind
from build_tools.register.schema import EntryFields
from build_tools.report import Finding
from build_tools.yamlfile import Located, Steps, read_yaml

FOLDER = "annotations/register"


class _Place(NamedTuple):
    path: str
    located: Located
    steps: Steps

    def fault(self, rule: str, message: str, *steps: str | int) -> Finding:
        return invalid(message, self.located, self.path, (*self.steps, *steps), rule)


class Loaded(NamedTuple):
    """The register as the files have it."""

    register: Register
    places: Mapping[str, _Place]
    """Where each entry stands, by key."""

    def fault(self, entry: Entry, rule: str, message: str, *steps: str | int) -> Finding:
        """A finding about an entry, or about a field of it."""
        return self.places[entry.key].fault(rule, message, *steps)


def load_register(root: Path) -> tuple[Loaded, tuple[Finding, ...]]:
    """Load `people.yml`, `organisations.yml`, `places.yml` and `terms.yml` of `annotations/register/`.

    A file that is not there has no entries. A faulty entry is left out. Reports data-unreadable, data-invalid,
    register-invalid (a key twice).
    """
    entries: dict[str, Entry] = {}
    places: dict[str, _Place] = {}
    findings: list[Finding] = []
    for kind in REGISTER_KINDS:
        path = f"{FOLDER}/{kind}.yml"
        if not (root / path).exists():
            continue
        located, faults = read_yaml(root / path, path, list_name="entries")
        findings += faults
        if located is None:
            continue
        for entry, place in _entries(kind, path, located, findings):
            if entry.key in entries:
                other = entries[entry.key]
                message = f"`{entry.key}` is also the key of {other.path}:{other.line}: give each entry its own"
                findings.append(place.fault("register-invalid", message, "key"))
                continue
            entries[entry.key], places[entry.key] = entry, place
    ordered = sorted(entries.values(), key=lambda entry: (REGISTER_KINDS.index(entry.kind), entry.filed, entry.key))
    return Loaded(Register(entries=tuple(ordered)), places), tuple(findings)


def proof_faults(loaded: Loaded, known: References) -> Iterator[Finding]:
    """What an entry rests on and names that is not there. Reports evidence-unknown, register-invalid."""
    for entry in loaded.register.entries:
        for number, proof in enumerate(entry.proofs):
            if message := _unknown(proof, known):
                yield loaded.fault(entry, "evidence-unknown", message, "evidence", number)
        limited = [form for form in entry.forms if form.use == "only"]
        for number, form in enumerate(limited):
            for letter in sorted(set(form.letters) - set(known.letters)):
                yield loaded.fault(entry, "register-invalid", _no_letter(letter), "only", number, "letters")
        for number, exclusion in enumerate(entry.exclusions):
            if exclusion.letter and exclusion.letter not in known.letters:
                yield loaded.fault(entry, "register-invalid", _no_letter(exclusion.letter), "exclude", number, "letter")


def _no_letter(letter: str) -> str:
    return f"no letter has the id `{letter}`: the ids are the names of the folders in annotations/letters"


def _unknown(proof: Proof, known: References) -> str:
    if proof.authority and not known.bibliography.by_key(proof.authority):
        return f"no authority has the key `{proof.authority}`: add its record, or name another one"
    if proof.source and proof.source not in known.sources:
        return f"no source has the key `{proof.source}`: add it to annotations/sources.yml, or name another one"
    if not proof.letter:
        return ""
    edited = known.letters.get(proof.letter)
    if edited is None:
        return _no_letter(proof.letter)
    units: tuple[Block | Note, ...] = (*edited.letter.blocks, *edited.letter.notes)
    ids = {unit.id for unit in units}
    return f"letter {proof.letter} has no place `{proof.at}`" if proof.at and proof.at not in ids else ""


def _entries(
    kind: RegisterKind, path: str, located: Located, findings: list[Finding]
) -> Iterator[tuple[Entry, _Place]]:
    for other in located.data:
        if other != "entries":
            message = "no field has this name; the file holds `entries`"
            findings.append(invalid(message, located, path, (other,)))
    value = located.data.get("entries")
    if value is not None and not isinstance(value, list):
        findings.append(invalid("must be a list, each entry behind `- `", located, path, ("entries",)))
        return
    for number in range(len(value or ())):
        place = _Place(path, located, ("entries", number))
        # each entry is checked by itself, so that one fault hides no other entry
        fields, faults = checked(EntryFields, located, path, place.steps)
        findings += faults
        if fields is not None:
            yield _entry(kind, fields, place), place


def _entry(kind: RegisterKind, fields: EntryFields, place: _Place) -> Entry:
    return Entry(
        key=fields.key,
        kind=kind,
        name=fields.name,
        filed=_filed(kind, fields),
        forms=tuple(_forms(fields)),
        description=fields.description,
        proofs=tuple(Proof(**proof.model_dump()) for proof in fields.evidence),
        exclusions=tuple(
            Exclusion(one.letter, TextQuoteSelector(one.exact, one.prefix, one.suffix), one.reason)
            for one in fields.exclude
        ),
        same_as=tuple(fields.same_as),
        path=place.path,
        line=place.located.place(place.steps)[0],
    )


def _forms(fields: EntryFields) -> Iterator[Form]:
    yield from (Form(words, "name") for words in fields.names)
    yield from (Form(one.words, "only", tuple(one.letters)) for one in fields.only)
    yield from (Form(words, "abbreviation") for words in fields.abbreviations)
    yield from (Form(words, "azerbaijani") for words in fields.azerbaijani)
    yield from (Form(words, "armenian") for words in fields.armenian)
    yield from (Form(words, "other") for words in fields.other)
    yield Form(fields.name, "heading")


def _filed(kind: RegisterKind, fields: EntryFields) -> str:
    """What an entry is sorted by: of a person the surname, which mostly stands last, of all others the name."""
    name = fields.name.casefold().removeprefix("the ")
    return f"{(fields.filed or name.rpartition(' ')[2]).casefold()} {name}" if kind == "people" else name
