"""What the models of all the editors' files share: strict fields, dates, evidence, and the JSON Schema of a model.

A model is the one description of a file: it checks it, and `schema_text` writes from it what a text editor needs to
complete and check a field while it is typed.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

SCHEMA_FOLDER = "annotations/schema"

_CALENDAR_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def is_calendar_date(value: str) -> bool:
    """True for a day that the calendar has, as YYYY-MM-DD (ISO 8601)."""
    if not _CALENDAR_DATE.fullmatch(value):  # fromisoformat also takes 20201109 and week dates
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _calendar_date(value: str) -> str:
    if value and not is_calendar_date(value):
        raise PydanticCustomError("calendar_date", "is no day of the calendar, written YYYY-MM-DD")
    return value


Required = Annotated[str, Field(min_length=1)]
"""Text that may not be blank."""

CalendarDate = Annotated[str, AfterValidator(_calendar_date)]
"""A day as YYYY-MM-DD, or blank."""


class Fields(BaseModel):
    """Base of all models: no unknown field, no guessed type, white space at the ends of a text taken away."""

    model_config = ConfigDict(strict=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, data: Any) -> Any:
        """A field with nothing behind its colon counts as left out; a name that is no field stays, to be reported.

        In `{exact: a, b c}` the comma ends the value: `b c` is a name with nothing behind it, and not the words meant.
        """
        if not isinstance(data, dict):
            return data
        known = {*cls.model_fields, *(field.alias for field in cls.model_fields.values() if field.alias)}
        return {name: value for name, value in data.items() if value is not None or name not in known}


class EvidenceFields(Fields):
    """What a statement rests on: exactly one of authority, source and letter."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [name]} for name in ("authority", "source", "letter")]}
    )

    authority: str = Field("", description="Key of a record in annotations/authorities/.")
    source: str = Field("", description="Key of a record in annotations/sources.yml.")
    letter: str = Field("", description="Id of a letter of this edition.")
    at: str = Field("", description="Id of a paragraph or note in that letter: p12, fn-3.")
    pinpoint: str = Field("", description="The place in the authority or source: para. 4.")

    @model_validator(mode="after")
    def _one(self) -> EvidenceFields:
        if len([key for key in (self.authority, self.source, self.letter) if key]) != 1:
            raise PydanticCustomError("one_of", "must name exactly one of `authority`, `source` and `letter`")
        if self.at and not self.letter:
            raise PydanticCustomError("at", "`at` is a place in a letter; the place in an authority is a `pinpoint`")
        return self


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema of a file, as text with sorted names. Source: JSON Schema 2020-12."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    for described in (schema, *schema.get("$defs", {}).values()):
        for name, field in described.get("properties", {}).items():
            # A name with nothing behind its colon is null in YAML, and is how these files show a blank.
            if name in described.get("required", ()):
                continue
            if "type" in field:
                types = field["type"]
                field["type"] = [*(types if isinstance(types, list) else [types]), "null"]
                if "enum" in field:
                    field["enum"] = [*field["enum"], None]
            elif "$ref" in field:
                field["anyOf"] = [{"$ref": field.pop("$ref")}, {"type": "null"}]
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write_texts(root: Path, texts: Mapping[str, str]) -> Iterator[Path]:
    """Write files by path from a folder, with line feeds; gives each path written."""
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
        yield root / name
