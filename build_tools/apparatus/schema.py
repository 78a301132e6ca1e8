"""The fields of notes.yml, emendations.yml, sources.yml and slips.yml, and what each may hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, model_validator
from pydantic_core import PydanticCustomError

from build_tools.fields import SCHEMA_FOLDER, CalendarDate, EvidenceFields, Fields, Required, schema_text, write_texts
from build_tools.model.annotation import AnnotationKind, Status
from build_tools.model.apparatus import Decision
from build_tools.model.citation import Certainty

_ID = r"[a-z][a-z0-9-]{0,31}"


def _lasting_id(value: str) -> str:
    if not re.fullmatch(_ID, value):
        raise PydanticCustomError("lasting_id", "must be a small letter, then small letters, figures or hyphens: n1")
    return value


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value) else value


def _line(value: int) -> int:
    if value < 1:
        raise PydanticCustomError("line", "must be a line of the witness, counted from 1")
    return value


LastingId = Annotated[str, AfterValidator(_lasting_id), Field(json_schema_extra={"pattern": f"^{_ID}$"})]
Line = Annotated[int, BeforeValidator(_number), AfterValidator(_line)]


class SelectorFields(Fields):
    """Words of the letter as a reader reads them: without markup and without the signs of notes."""

    exact: Required = Field(description="The very words, enough of them to be found again.")
    prefix: str = Field("", description="Words right before; needed only where `exact` occurs more than once.")
    suffix: str = Field("", description="Words right behind; needed only where `exact` occurs more than once.")


class PositionFields(Fields):
    """What one side of a dispute holds, reported and not asserted."""

    holder: Required = Field(description="Who holds it: a Government, a court, an organisation.")
    holds: Required = Field(description="What they hold, in Markdown.")
    evidence: list[EvidenceFields] = Field(min_length=1, description="Where they say so.")


class NoteFields(Fields):
    """One note of the editors."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"kind": {"const": "disputed"}}},
            "then": {"required": ["positions"], "properties": {"positions": {"minItems": 2}}},
            "else": {"required": ["body", "evidence"], "properties": {"positions": {"maxItems": 0}}},
        }
    )

    id: LastingId = Field(description="Lasting id, unique in the letter; never given to another note.")
    kind: AnnotationKind = Field(description="What kind of note it is; `disputed` where what the letter says is.")
    target: SelectorFields = Field(description="The words that the note is about.")
    body: str = Field("", description="The note in the edition's own voice, in Markdown.")
    positions: list[PositionFields] = Field([], description="Of a disputed note, at least two: who holds what.")
    evidence: list[EvidenceFields] = Field([], description="What the note rests on.")
    certainty: Certainty = Field(description="How sure the note is.")
    status: Status = Field(description="A draft is checked and never published.")
    date: CalendarDate = Field("", description="Day of the last change of substance, YYYY-MM-DD.")
    remark: str = Field("", description="For editors only: why it is a draft.")

    @model_validator(mode="after")
    def _even(self) -> NoteFields:
        if self.kind == "disputed":
            if len(self.positions) < 2:
                message = "a disputed note needs `positions`, at least two: who holds what, each with its evidence"
                raise PydanticCustomError("positions", message)
        elif self.positions:
            raise PydanticCustomError("positions", "`positions` belong to a note of the kind `disputed` only")
        elif not self.body:
            raise PydanticCustomError("body", "`body` is blank: say what there is to say")
        elif not self.evidence:
            raise PydanticCustomError("evidence", "`evidence` is blank: a note without evidence cannot stand")
        return self


class EmendationFields(Fields):
    """Words of the letter, and what the editors read in their place."""

    id: LastingId = Field(description="Lasting id, unique in the letter; never given to other words.")
    target: SelectorFields = Field(description="The lemma: the words of the letter that are emended, and no more.")
    reading: Required = Field(description="What the editors read in their place, plain text.")
    reason: Required = Field(description="Why, in Markdown.")
    evidence: list[EvidenceFields] = Field([], description="What the reading rests on, where it needs more than sense.")
    date: CalendarDate = Field("", description="Day of the emendation, YYYY-MM-DD.")


class SourceFields(Fields):
    """Evidence that is no authority of the letters. A blank means: not known."""

    kind: Required = Field(description="What it is: report, statement, press release, letter to the United Nations.")
    body: str = Field("", description="Who issued it.")
    title: Required = Field(description="Its title, or what it is called.")
    date: str = Field(
        "",
        description="YYYY-MM-DD, YYYY-MM or YYYY.",
        json_schema_extra={"type": ["string", "integer"]},  # a year alone is a number to a text editor
    )
    url: str = Field("", description="Its address; blank unless certain.")
    seen: str = Field("", description="Where it was seen, and what of it was read.")
    description: str = Field("", description="One neutral line.")


class SlipFields(Fields):
    """What was done about one slip, anomaly or artefact of a transcription."""

    slip: Required = Field(description="Its number in the list of slips: S1.")
    letter: Required = Field(description="Id of the letter.")
    line: Line | None = Field(None, description="Line of the transcription; blank where something is absent.")
    quote: str = Field("", description="The characters on that line; blank where something is absent.")
    decision: Decision = Field(description="What was done.")
    ref: str = Field("", description="Id of the emendation or note; of a link repair the key of the authority.")
    reason: Required = Field(description="Why, in a sentence.")


class NotesFile(Fields):
    """The editors' notes on one letter."""

    notes: list[NoteFields] = Field([], description="The notes, best in the order of the letter.")


class EmendationsFile(Fields):
    """The emendations of one letter. There are no silent ones."""

    emendations: list[EmendationFields] = Field([], description="The emendations, best in the order of the letter.")


class SourcesFile(RootModel[dict[str, SourceFields]]):
    """Evidence of the editors' notes that is no authority of the letters, by key."""


class SlipsFile(Fields):
    """What was done about each slip of the transcriptions."""

    slips: list[SlipFields] = Field([], description="One entry a slip and letter.")


def json_schemas() -> dict[str, str]:
    """JSON Schemas of the four files, as text by path from the project's folder."""
    files: dict[str, type[BaseModel]] = {
        "notes": NotesFile,
        "emendations": EmendationsFile,
        "sources": SourcesFile,
        "slips": SlipsFile,
    }
    return {f"{SCHEMA_FOLDER}/{name}.schema.json": schema_text(model) for name, model in files.items()}


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Write the JSON Schemas into `annotations/schema/`; the files written, in order."""
    return tuple(write_texts(root, json_schemas()))
