"""The fields of `annotations/edition.yml` and `annotations/letters/<id>/letter.yml`, and what each may hold.

The models are the one description: they check the files, and `json_schemas` writes from them what a text editor needs
to complete and check a field while it is typed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from build_tools.fields import SCHEMA_FOLDER, CalendarDate, Fields, Required, schema_text, write_texts
from build_tools.model.letter import Kind


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


class IdentityFields(Fields):
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


class PartyFields(Fields):
    """A sender or recipient as the letter presents it."""

    name: Required = Field(description="Name of the person or body, as the letter has it.")
    office: str = Field("", description="Public office, or kind of body, at the date of the letter.")


class DifferenceFields(Fields):
    """Why a field is declared otherwise than the transcription shows it. Readers see the reason."""

    kind: str = ""
    date: str = ""
    place: str = ""
    reference: str = ""
    symbol: str = ""
    sender: str = ""
    recipients: str = ""


class LetterFields(Fields):
    """What the editors know of one letter. A blank means: not known."""

    siglum: Annotated[str, AfterValidator(_siglum)] = Field(description="Short sign of the witness: A.")
    title: Required = Field(description="The edition's own title of the letter, in neutral words.")
    short_title: str = Field("", description="A shorter title for lists; the title where blank.")
    kind: Kind = Field(description="What the document is.")
    date: CalendarDate = Field("", description="Date of the letter, YYYY-MM-DD; blank where unknown.")
    date_note: str = Field("", description="What is known of the date where it is not certain.")
    place: str = Field("", description="Place of writing, as the dateline has it.")
    sender: list[PartyFields] = Field([], description="Who sends it, first the one who signs.")
    recipients: list[PartyFields] = Field([], description="Whom it addresses, in the order of the letter.")
    reference: str = Field("", description="The sender's reference, as the letter has it.")
    symbol: str = Field("", description="The document's own UN symbol, only where it is certain.")
    language: Annotated[str, AfterValidator(_language)] = Field("en", description="Main language (BCP 47).")
    sha256: Annotated[str, AfterValidator(_digest)] = Field(description="Digest of the witness that the editors read.")
    earlier: list[Annotated[str, AfterValidator(_digest)]] = Field(
        [], description="Digests of transcriptions that this one has replaced, the oldest first."
    )
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
        f"{SCHEMA_FOLDER}/edition.schema.json": schema_text(IdentityFields),
        f"{SCHEMA_FOLDER}/letter.schema.json": schema_text(LetterFields),
    }


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Write the JSON Schemas into `annotations/schema/`; the files written, in order."""
    return tuple(write_texts(root, json_schemas()))
