"""The fields of a lesson, and what each may hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from build_tools.fields import SCHEMA_FOLDER, EvidenceFields, Fields, Required, schema_text, write_texts
from build_tools.model.annotation import AnnotationKind

_ID = r"[a-z][a-z0-9-]{0,31}"
_LONGEST = 600


def _question_id(value: str) -> str:
    if not re.fullmatch(_ID, value):
        raise PydanticCustomError("question_id", "must be a small letter, then small letters, figures or hyphens: q1")
    return value


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and re.fullmatch("[0-9]{1,4}", value) else value


def _minutes(value: int) -> int:
    if not 1 <= value <= _LONGEST:
        raise PydanticCustomError("minutes", f"must be a number of minutes from 1 to {_LONGEST}")
    return value


QuestionId = Annotated[str, AfterValidator(_question_id), Field(json_schema_extra={"pattern": f"^{_ID}$"})]
Minutes = Annotated[int, BeforeValidator(_number), AfterValidator(_minutes)]


class ReadingFields(Fields):
    """What of a letter is read."""

    letter: Required = Field(description="Id of the letter.")
    paragraphs: list[Required] = Field(
        [], description="Lasting ids of paragraphs or notes of the letter: p12, fn-3. Left out: the whole letter."
    )
    why: str = Field("", description="What it is read for, in Markdown.")


class DocumentFields(Fields):
    """A document outside of the letters: exactly one of authority and source."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["authority"]}, {"required": ["source"]}]})

    authority: str = Field("", description="Key of a record in annotations/authorities/.")
    source: str = Field("", description="Key of a record in annotations/sources.yml.")
    pinpoint: str = Field("", description="The place in it: annex.")
    why: Required = Field(description="What it is for in this lesson, in Markdown.")

    @model_validator(mode="after")
    def _one(self) -> DocumentFields:
        if bool(self.authority) == bool(self.source):
            raise PydanticCustomError("one_of", "must name exactly one of `authority` and `source`")
        return self


class NotesFields(Fields):
    """The editors' notes that students see."""

    show: list[AnnotationKind] = Field(
        description="Kinds of notes that students see in the letters of the lesson; [] for none. All others are hidden."
    )


class PassageFields(Fields):
    """Words of a letter as a reader reads them: without markup and without the signs of notes."""

    letter: Required = Field(description="Id of the letter.")
    at: Required = Field(description="Lasting id of the paragraph or note that has the words: p12, fn-3.")
    exact: Required = Field(description="The very words, enough of them to be found again.")
    prefix: str = Field("", description="Words right before; needed only where `exact` occurs more than once.")
    suffix: str = Field("", description="Words right behind; needed only where `exact` occurs more than once.")


class QuestionFields(Fields):
    """A question with a model answer."""

    id: QuestionId = Field(description="Lasting id, unique in the lesson: q1.")
    ask: Required = Field(description="The question, in Markdown.")
    passages: list[PassageFields] = Field(min_length=1, description="Words of the letters that it is about.")
    answer: Required = Field(description="A model answer in neutral words, in Markdown; only teachers see it.")
    evidence: list[EvidenceFields] = Field([], description="What the answer rests on beside the passages.")


class LessonFile(Fields):
    """One lesson."""

    title: Required = Field(description="What it is called.")
    level: Required = Field(description="For whom it is: upper secondary school, first years of university.")
    minutes: Minutes = Field(description="How long it takes, in minutes.")
    violence: Required = Field(description="What the passages say of violence, so that a teacher can decide.")
    aims: list[Required] = Field(min_length=1, description="What students can do afterwards, one entry each.")
    introduction: Required = Field(description="What students should know before they begin, in Markdown.")
    read: list[ReadingFields] = Field(min_length=1, description="The letters, or paragraphs of them.")
    documents: list[DocumentFields] = Field([], description="Documents outside of the letters, of the other party too.")
    notes: NotesFields = Field(description="The editors' notes that students see.")
    questions: list[QuestionFields] = Field(min_length=1, description="The questions, in order.")


def json_schemas() -> dict[str, str]:
    """JSON Schema of a lesson, as text by path from the project's folder. Source: JSON Schema 2020-12."""
    return {f"{SCHEMA_FOLDER}/lesson.schema.json": schema_text(LessonFile)}


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Write the JSON Schema into `annotations/schema/`; the files written, in order."""
    return tuple(write_texts(root, json_schemas()))
