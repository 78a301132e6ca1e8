"""The fields of `annotations/edition.yml` and `annotations/letters/<id>/letter.yml`, and what each may hold.

The models are the one description: they check the files, and `json_schemas` writes from them what a text editor needs
to complete and check a field while it is typed.
"""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from build_tools.model.letter import Kind

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


def _base_address(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s?#]+/", value):
        raise PydanticCustomError("base_address", "must begin with https:// or http:// and end with a slash")
    return value


def _siglum(value: str) -> str:
    if not re.fullmatch(r"\w{1,8}", value):
        raise PydanticCustomError("siglum", "must be one to eight letters or figures, without a space")
    return value


def _digest(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise PydanticCustomError("digest", "must be the 64 figures that `sha256sum` prints for the witness")
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", value):
        raise PydanticCustomError("language", "must be a language tag such as en, fr or az-Latn (BCP 47)")
    return value


Required = Annotated[str, Field(min_length=1)]


class _Fields(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, data: Any) -> Any:
        """A field with nothing behind its colon counts as left out."""
        return {name: value for name, value in data.items() if value is not None} if isinstance(data, dict) else data


class IdentityFields(_Fields):
    """What the edition says of itself. A blank is shown as a blank and never filled in."""

    title: Required = Field(description="Title of the edition.")
    subtitle: str = Field("", description="Second line of the title.")
    responsible: str = Field("", description="Body responsible for the edition.")
    place: str = Field("", description="Seat of that body.")
    licence: str = Field("", description="SPDX identifier of the licence of the edition's words: CC-BY-4.0.")
    version: Required = Field(description="Version of the edition, such as 0.1.0.")
    base_address: Annotated[str, AfterValidator(_base_address)] = Field(
        "", description="Address at which the site is published, with the slash at its end; blank until there is one."
    )
    contact: str = Field("", description="Where readers can send corrections: a postal, mail or web address.")


class PartyFields(_Fields):
    """A sender or recipient as the letter presents it."""

    name: Required = Field(description="Name of the person or body, as the letter has it.")
    office: str = Field("", description="Public office, or kind of body, at the date of the letter.")


class DifferenceFields(_Fields):
    """Why a field is declared otherwise than the transcription shows it. Readers see the reason."""

    kind: str = ""
    date: str = ""
    place: str = ""
    reference: str = ""
    symbol: str = ""
    sender: str = ""
    recipients: str = ""


class LetterFields(_Fields):
    """What the editors know of one letter. A blank means: not known."""

    siglum: Annotated[str, AfterValidator(_siglum)] = Field(description="Short sign of the witness: A.")
    title: Required = Field(description="The edition's own title of the letter, in neutral words.")
    short_title: str = Field("", description="A shorter title for lists; the title where blank.")
    kind: Kind = Field(description="What the document is.")
    date: Annotated[str, AfterValidator(_calendar_date)] = Field(
        "", description="Date of the letter, YYYY-MM-DD; blank where unknown."
    )
    date_note: str = Field("", description="What is known of the date where it is not certain.")
    place: str = Field("", description="Place of writing, as the dateline has it.")
    sender: list[PartyFields] = Field([], description="Who sends it, first the one who signs.")
    recipients: list[PartyFields] = Field([], description="Whom it addresses, in the order of the letter.")
    reference: str = Field("", description="The sender's reference, as the letter has it.")
    symbol: str = Field("", description="The document's own UN symbol, only where it is certain.")
    language: Annotated[str, AfterValidator(_language)] = Field("en", description="Main language (BCP 47).")
    sha256: Annotated[str, AfterValidator(_digest)] = Field(description="Digest of the witness that the editors read.")
    transcription: str = Field("", description="How the witness was made, in a sentence.")
    provenance: str = Field("", description="Where the transcription came from.")
    original: str = Field("", description="Where an original may be found.")
    rights: str = Field("", description="What is known of the rights in the letter.")
    remarks: list[Required] = Field([], description="Short editorial facts for the head of the letter's page.")
    differs: DifferenceFields = Field(
        default_factory=DifferenceFields,
        description="For a field that is declared otherwise than the transcription shows it: the reason.",
    )


def json_schemas() -> dict[str, str]:
    """JSON Schemas of the editors' files, as text by path from the project's folder. Source: JSON Schema 2020-12."""
    return {
        f"{SCHEMA_FOLDER}/edition.schema.json": _schema_text(IdentityFields),
        f"{SCHEMA_FOLDER}/letter.schema.json": _schema_text(LetterFields),
    }


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Write the JSON Schemas into `annotations/schema/`; the files written, in order."""
    files = []
    for name, text in json_schemas().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
        files.append(root / name)
    return tuple(files)


def _schema_text(model: type[BaseModel]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    for described in (schema, *schema.get("$defs", {}).values()):
        for name, field in described.get("properties", {}).items():
            # A name with nothing behind its colon is null in YAML, and is how these files show a blank.
            if name in described.get("required", ()):
                continue
            if "type" in field:
                field["type"] = [field["type"], "null"]
            elif "$ref" in field:
                field["anyOf"] = [{"$ref": field.pop("$ref")}, {"type": "null"}]
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
