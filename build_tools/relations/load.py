"""Load the editors' files on relations, quotations, figures and events; every passage is found in its letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from build_tools.faults import checked, invalid
from build_tools.model.annotation import Anchor, Evidence, TextQuoteSelector
from build_tools.model.references import References
from build_tools.model.relations import (
    Claim,
    Event,
    Figure,
    FigureSet,
    Grounds,
    Missed,
    Passage,
    Quotation,
    Recurrence,
    Relation,
)
from build_tools.relations.schema import (
    DocumentFields,
    EventFields,
    EvidenceFields,
    FigureSetFields,
    NamesFields,
    PassageFields,
    QuotationFields,
    RecurrenceFields,
    RelationFields,
)
from build_tools.report import Finding
from build_tools.yamlfile import Located, Steps, read_yaml

RELATIONS_FILE = "annotations/relations.yml"
QUOTATIONS_FILE = "annotations/quotations.yml"
FIGURES_FILE = "annotations/figures.yml"
EVENTS_FILE = "annotations/events.yml"

_LISTS = {
    RELATIONS_FILE: ("relations",),
    QUOTATIONS_FILE: ("quotations", "recurring", "names"),
    FIGURES_FILE: ("figures",),
    EVENTS_FILE: ("events",),
}

Locate = Callable[[str, TextQuoteSelector], Anchor | Missed]
"""Finds the one place of words in the letter of an id."""

_Fields = TypeVar("_Fields", RelationFields, RecurrenceFields, QuotationFields, FigureSetFields, EventFields)
_Record = TypeVar("_Record")


class Loader:
    """Loads entries of files, each checked by itself, and collects everything that is wrong with them.

    An entry with a fault in it, in a passage or in what it refers to is left out and reported; nothing else is.
    """

    def __init__(self, root: Path, known: References, locate: Locate) -> None:
        self.findings: list[Finding] = []
        self._root, self._known, self._locate = root, known, locate
        self._files: dict[str, Located | None] = {}

    def relations(self) -> tuple[Relation, ...]:
        """The relations, in the order of the file."""
        return self._entries(RELATIONS_FILE, "relations", RelationFields, _relation)

    def recurrences(self) -> tuple[Recurrence, ...]:
        """The passages that the editors confirm to recur, in the order of the file."""
        return self._entries(QUOTATIONS_FILE, "recurring", RecurrenceFields, _recurrence)

    def names(self) -> tuple[str, ...]:
        """Names of which no recurrence is told; none where one of them is faulty."""
        located = self._read(QUOTATIONS_FILE)
        if located is None or "names" not in located.data:
            return ()
        alone = Located({"names": located.data["names"]}, located.places)
        fields, faults = checked(NamesFields, alone, QUOTATIONS_FILE)
        self.findings += faults
        return tuple(fields.names) if fields else ()

    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations compared with their sources, in the order of the file."""
        return self._entries(QUOTATIONS_FILE, "quotations", QuotationFields, _quotation)

    def figures(self) -> tuple[FigureSet, ...]:
        """What differs between letters, in the order of the file."""
        return self._entries(FIGURES_FILE, "figures", FigureSetFields, _figures)

    def events(self) -> tuple[Event, ...]:
        """Events and dates, by date, those without one last; of one day in the order of the file."""
        found = self._entries(EVENTS_FILE, "events", EventFields, _event)
        return tuple(sorted(found, key=lambda event: event.date or "9999"))

    def _entries(
        self, path: str, name: str, model: type[_Fields], make: Callable[[_Fields, _Entry], _Record]
    ) -> tuple[_Record, ...]:
        located = self._read(path)
        value = located.data.get(name) if located else None
        if located is None or value is None:
            return ()
        if not isinstance(value, list):
            self.findings.append(invalid("must be a list, each entry behind `- `", located, path, (name,)))
            return ()
        records: list[_Record] = []
        first: dict[str, int] = {}
        for index in range(len(value)):
            entry = _Entry(self, path, located, (name, index))
            fields, faults = checked(model, located, path, entry.steps)
            self.findings += faults
            if fields is None:
                continue
            line = first.setdefault(fields.id, entry.line)
            if line != entry.line:
                entry.fault("relation-invalid", f"`{fields.id}` is taken, on line {line}: give this one its own", "id")
            record = make(fields, entry)
            if not entry.faulty:
                records.append(record)
        return tuple(records)

    def _read(self, path: str) -> Located | None:
        if path not in self._files:
            located, faults = read_yaml(self._root / path, path) if (self._root / path).exists() else (None, ())
            self.findings += faults
            if located is not None:
                self._unknown_lists(located, path)
            self._files[path] = located
        return self._files[path]

    def _unknown_lists(self, located: Located, path: str) -> None:
        for name in located.data:
            if name not in _LISTS[path]:
                message = f"no field has this name; the file holds {', '.join(f'`{each}`' for each in _LISTS[path])}"
                self.findings.append(invalid(message, located, path, (name,)))

    def place(self, passage: PassageFields) -> Anchor | Missed:
        """The place of a passage in its letter."""
        if passage.letter not in self._known.letters:
            return Missed("relation-invalid", f"`{passage.letter}` is no letter of this edition")
        return self._locate(passage.letter, TextQuoteSelector(passage.exact, passage.prefix, passage.suffix))

    def unknown(self, evidence: Evidence) -> tuple[str, str] | None:
        """The field of evidence that leads nowhere, and what is wrong with it."""
        if evidence.authority and not self._known.bibliography.by_key(evidence.authority):
            return "authority", f"`{evidence.authority}` is no key of a record in annotations/authorities/"
        if evidence.source and evidence.source not in self._known.sources:
            return "source", f"`{evidence.source}` is no key of a record in annotations/sources.yml"
        if evidence.letter and evidence.letter not in self._known.letters:
            return "letter", f"`{evidence.letter}` is no letter of this edition"
        return None


class _Entry:
    """One entry of a list of a file while a record is made of it."""

    def __init__(self, loader: Loader, path: str, located: Located, steps: Steps) -> None:
        self.loader, self.path, self.located, self.steps = loader, path, located, steps
        self.faulty = False

    @property
    def line(self) -> int:
        return self.located.place(self.steps)[0]

    def fault(self, rule: str, message: str, *steps: str | int) -> None:
        self.faulty = True
        self.loader.findings.append(invalid(message, self.located, self.path, (*self.steps, *steps), rule))

    def passage(self, fields: PassageFields, *steps: str | int) -> Passage:
        found = self.loader.place(fields)
        target = TextQuoteSelector(fields.exact, fields.prefix, fields.suffix)
        if isinstance(found, Missed):
            self.fault(found.rule, found.message, *steps, "letter" if found.rule == "relation-invalid" else "exact")
            found = Anchor(within="", spans=(), line=1, quote="")  # never seen: the entry is left out
        return Passage(fields.letter, target, found)

    def document(self, fields: DocumentFields | EvidenceFields, *steps: str | int) -> Evidence:
        evidence = Evidence(**fields.model_dump())
        if wrong := self.loader.unknown(evidence):
            self.fault("relation-invalid", wrong[1], *steps, wrong[0])
        return evidence

    def evidence(self, those: Iterable[EvidenceFields], *steps: str | int) -> tuple[Evidence, ...]:
        return tuple(self.document(each, *steps, "evidence", index) for index, each in enumerate(those))

    def grounds(
        self, passages: Iterable[PassageFields], evidence: Iterable[EvidenceFields], *steps: str | int
    ) -> Grounds:
        return Grounds(
            passages=tuple(self.passage(each, *steps, "passages", index) for index, each in enumerate(passages)),
            evidence=self.evidence(evidence, *steps),
        )


def _relation(fields: RelationFields, entry: _Entry) -> Relation:
    subject, obj = entry.document(fields.from_, "from"), entry.document(fields.to, "to")
    if subject[:3] == obj[:3]:
        entry.fault("relation-invalid", "is the document that `from` names too: name the other one", "to")
    return Relation(
        id=fields.id,
        kind=fields.kind,
        subject=subject,
        object=obj,
        statement=fields.statement,
        certainty=fields.certainty,
        grounds=entry.grounds(fields.passages, fields.evidence),
        path=entry.path,
        line=entry.line,
    )


def _recurrence(fields: RecurrenceFields, entry: _Entry) -> Recurrence:
    grounds = entry.grounds(fields.passages, fields.evidence)
    return Recurrence(
        id=fields.id, kind=fields.kind, statement=fields.statement, grounds=grounds, path=entry.path, line=entry.line
    )


def _quotation(fields: QuotationFields, entry: _Entry) -> Quotation:
    return Quotation(
        id=fields.id,
        passage=entry.passage(fields.passage, "passage"),
        source=entry.document(fields.source, "source"),
        agreement=fields.agreement,
        how=fields.how,
        seen=fields.seen,
        path=entry.path,
        line=entry.line,
    )


def _figures(fields: FigureSetFields, entry: _Entry) -> FigureSet:
    return FigureSet(
        id=fields.id,
        matter=fields.matter,
        figures=tuple(
            Figure(each.says, entry.passage(each.passage, "figures", index, "passage"))
            for index, each in enumerate(fields.figures)
        ),
        comment=fields.comment,
        evidence=entry.evidence(fields.evidence),
        path=entry.path,
        line=entry.line,
    )


def _event(fields: EventFields, entry: _Entry) -> Event:
    if fields.until and fields.until < fields.date:
        entry.fault("relation-invalid", "is before `date`", "until")
    return Event(
        id=fields.id,
        kind=fields.kind,
        date=fields.date,
        until=fields.until,
        date_note=fields.date_note,
        title=fields.title,
        claims=tuple(
            Claim(each.holder, each.holds, entry.grounds(each.passages, each.evidence, "claims", index))
            for index, each in enumerate(fields.claims)
        ),
        grounds=entry.grounds(fields.passages, fields.evidence),
        path=entry.path,
        line=entry.line,
    )
