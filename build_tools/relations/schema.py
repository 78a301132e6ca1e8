"""The fields of relations.yml, quotations.yml, figures.yml and events.yml, and what each may hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from build_tools.fields import SCHEMA_FOLDER, Fields, Required, is_calendar_date, schema_text, write_texts
from build_tools.model.citation import Certainty
from build_tools.model.relations import Agreement, EventKind, RecurrenceKind, RelationKind

_ID = r"[A-Za-z][A-Za-z0-9-]{0,47}"
_PART_OF_A_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)


def _entry_id(value: str) -> str:
    if not re.fullmatch(_ID, value):
        raise PydanticCustomError("entry_id", "must be a letter, then letters, figures or hyphens: r1, D4")
    return value


def _date(value: str) -> str:
    if value and not _PART_OF_A_DATE.fullmatch(value) and not is_calendar_date(value):
        raise PydanticCustomError("date", "must be YYYY-MM-DD, YYYY-MM or YYYY, of the calendar")
    return value


EntryId = Annotated[str, AfterValidator(_entry_id), Field(json_schema_extra={"pattern": f"^{_ID}$"})]
Date = Annotated[str, AfterValidator(_date)]


class PassageFields(Fields):
    """Words of a letter as a reader reads them: without markup and without the signs of notes."""

    letter: Required = Field(description="Id of the letter.")
    exact: Required = Field(description="The very words, enough of them to be found again.")
    prefix: str = Field("", description="Words right before; needed only where `exact` occurs more than once.")
    suffix: str = Field("", description="Words right behind; needed only where `exact` occurs more than once.")


class EvidenceFields(Fields):
    """What a statement rests on outside of the letters: an authority or a source."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["authority"]}, {"required": ["source"]}]})

    authority: str = Field("", description="Key of a record in annotations/authorities/.")
    source: str = Field("", description="Key of a record in annotations/sources.yml.")
    pinpoint: str = Field("", description="The place in it: para. 4.")

    @model_validator(mode="after")
    def _one(self) -> EvidenceFields:
        if bool(self.authority) == bool(self.source):
            raise PydanticCustomError("one_of", "must name exactly one of `authority` and `source`")
        return self


class DocumentFields(Fields):
    """One end of a relation, or what is quoted: exactly one of letter, authority and source."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [name]} for name in ("letter", "authority", "source")]}
    )

    letter: str = Field("", description="Id of a letter of this edition.")
    authority: str = Field("", description="Key of a record in annotations/authorities/.")
    source: str = Field("", description="Key of a record in annotations/sources.yml.")
    pinpoint: str = Field("", description="The place in it: Article 6.")

    @model_validator(mode="after")
    def _one(self) -> DocumentFields:
        if len([key for key in (self.letter, self.authority, self.source) if key]) != 1:
            raise PydanticCustomError("one_of", "must name exactly one of `letter`, `authority` and `source`")
        return self


class _Grounded(Fields):
    """Base of what must rest on something."""

    passages: list[PassageFields] = Field([], description="Words of letters that show it.")
    evidence: list[EvidenceFields] = Field([], description="Authorities or sources that show it.")

    @model_validator(mode="after")
    def _rests(self) -> _Grounded:
        if not (self.passages or self.evidence):
            raise PydanticCustomError("grounds", "rests on nothing: give `passages` of letters or `evidence`")
        return self


class RelationFields(_Grounded):
    """What one document does with another."""

    id: EntryId = Field(description="Lasting id, unique in the file.")
    kind: RelationKind = Field(description="What `from` does with `to`.")
    from_: DocumentFields = Field(alias="from", description="The document that does it.")
    to: DocumentFields = Field(description="The document that it is done with.")
    statement: Required = Field(description="One neutral sentence, in Markdown; claims are attributed.")
    certainty: Certainty = Field("high", description="How sure it is.")


class RecurrenceFields(_Grounded):
    """A passage that stands in two letters or more."""

    id: EntryId = Field(description="Lasting id, unique in the file.")
    kind: RecurrenceKind = Field(description="quotation of one source, set formula, name or title, or argument.")
    statement: Required = Field(description="One neutral sentence, in Markdown.")

    @model_validator(mode="after")
    def _several(self) -> RecurrenceFields:
        if len({passage.letter for passage in self.passages}) < 2:
            raise PydanticCustomError("recurrence", "needs `passages` of two letters at least")
        return self


class QuotationFields(Fields):
    """A quotation in a letter, compared with its source."""

    id: EntryId = Field(description="Lasting id, unique in the file.")
    passage: PassageFields = Field(description="The words that the letter quotes, without its quotation marks.")
    source: DocumentFields = Field(description="What is quoted.")
    agreement: Agreement = Field(description="agrees, differs, or not-seen where the source was not read.")
    how: str = Field("", description="How it differs; what was compared. Markdown.")
    seen: str = Field("", description="Where the source was read.")

    @model_validator(mode="after")
    def _compared(self) -> QuotationFields:
        if self.agreement == "differs" and not self.how:
            raise PydanticCustomError("how", "differs from its source: say in `how` in what")
        if self.agreement == "not-seen" and self.seen:
            raise PydanticCustomError("seen", "`seen` is filled, but the source is said not to have been seen")
        if self.agreement != "not-seen" and not self.seen:
            raise PydanticCustomError("seen", "was compared with its source: say in `seen` where that was read")
        return self


class FigureFields(Fields):
    """What one letter says."""

    says: Required = Field(description="The figure or statement in short, as the letter has it.")
    passage: PassageFields = Field(description="The words of the letter.")


class FigureSetFields(Fields):
    """Figures or statements on one matter that differ between letters."""

    id: EntryId = Field(description="Lasting id, unique in the file: D1.")
    matter: Required = Field(description="What they are about, in neutral words.")
    figures: list[FigureFields] = Field(min_length=2, description="The readings, one a letter or place.")
    comment: Required = Field(description="What can be said of the difference, attributed. Markdown.")
    evidence: list[EvidenceFields] = Field([], description="What the comment rests on beside the letters.")


class ClaimFields(_Grounded):
    """What one side says of a contested event."""

    holder: Required = Field(description="Who says it: a Government, a court, an organisation.")
    holds: Required = Field(description="What they say, reported and not asserted. Markdown.")


class EventFields(Fields):
    """Something with a date."""

    id: EntryId = Field(description="Lasting id, unique in the file.")
    kind: EventKind = Field(description="letter of this edition, other document, decision of a body, or event.")
    date: Date = Field("", description="YYYY-MM-DD, YYYY-MM or YYYY; blank where not known.")
    until: Date = Field("", description="The last day of what lasted longer.")
    date_note: str = Field("", description="What is known of the date where it is not certain or is blank.")
    title: Required = Field(description="What it is, in neutral words; nothing contested. Markdown.")
    claims: list[ClaimFields] = Field([], description="Of a contested event at least two: who says what.")
    passages: list[PassageFields] = Field([], description="Words of letters that show it.")
    evidence: list[EvidenceFields] = Field([], description="Authorities or sources that show it.")

    @model_validator(mode="after")
    def _even(self) -> EventFields:
        if self.claims and len({claim.holder for claim in self.claims}) < 2:
            raise PydanticCustomError("claims", "a contested event needs `claims` of two holders at least")
        if not (self.claims or self.passages or self.evidence):
            raise PydanticCustomError("grounds", "rests on nothing: give `passages`, `evidence` or `claims`")
        if self.until and not self.date:
            raise PydanticCustomError("until", "`until` is filled, and `date` is blank")
        if not self.date and not self.date_note:
            raise PydanticCustomError("date", "`date` is blank: say in `date_note` what is known of it")
        return self


class NamesFields(Fields):
    """Names of which no recurrence is told."""

    names: list[Required] = Field([], description="Names of bodies, offices and texts, of which no recurrence is told.")


class RelationsFile(Fields):
    """What the documents do with one another."""

    relations: list[RelationFields] = Field([], description="One entry a relation.")


class QuotationsFile(NamesFields):
    """Quotations compared with their sources, and passages that recur."""

    quotations: list[QuotationFields] = Field([], description="Quotations in the letters.")
    recurring: list[RecurrenceFields] = Field([], description="Passages that stand in two letters or more.")


class FiguresFile(Fields):
    """Figures and statements that differ between letters."""

    figures: list[FigureSetFields] = Field([], description="One entry a matter.")


class EventsFile(Fields):
    """Events and dates."""

    events: list[EventFields] = Field([], description="One entry an event, best by date.")


def json_schemas() -> dict[str, str]:
    """JSON Schemas of the four files, as text by path from the project's folder."""
    files: dict[str, type[BaseModel]] = {
        "relations": RelationsFile,
        "quotations": QuotationsFile,
        "figures": FiguresFile,
        "events": EventsFile,
    }
    return {f"{SCHEMA_FOLDER}/{name}.schema.json": schema_text(model) for name, model in files.items()}


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Write the JSON Schemas into `annotations/schema/`; the files written, in order."""
    return tuple(write_texts(root, json_schemas()))
