"""The fields of the files in `annotations/register/`, and what each may hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from build_tools.fields import SCHEMA_FOLDER, Fields, Required, schema_text, write_texts

_KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
# One record of an authority file that correspSearch reads. Must not match: a search, a page about a person.
_AUTHORITY_FILE = re.compile(
    r"https?://(?:d-nb\.info/gnd/[0-9X-]+|(?:www\.)?viaf\.org/viaf/[0-9]+/?|(?:www\.)?isni\.org/(?:isni/)?[0-9]{15}[0-9X]"
    r"|(?:www\.)?wikidata\.org/(?:entity|wiki)/Q[0-9]+|id\.loc\.gov/authorities/names/n[a-z]*[0-9]+"
    r"|(?:www\.|sws\.)?geonames\.org/[0-9]+/?)"
)


def _key(value: str) -> str:
    if not re.fullmatch(_KEY, value):
        raise PydanticCustomError("key", "must be small letters a-z and figures, parted by single hyphens: red-cross")
    return value


def _address(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s<>\"]+", value):
        raise PydanticCustomError("address", "must begin with https:// or http:// and hold no space")
    return value


def _record(value: str) -> str:
    if not _AUTHORITY_FILE.fullmatch(value):
        message = "must be the address of one record: https://d-nb.info/gnd/118540238, https://viaf.org/viaf/24602065"
        raise PydanticCustomError("record", message)
    return value


class OnlyFields(Fields):
    """Words that mean the entry in some letters only: an office without the name, a surname that others bear too."""

    words: Required = Field(description="The words, as the letter has them.")
    letters: list[Required] = Field(min_length=1, description="Ids of the letters in which they mean the entry.")


class ProofFields(Fields):
    """What the entry rests on: exactly one of authority, source, letter and title."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [name]} for name in ("authority", "source", "letter", "title")]}
    )

    authority: str = Field("", description="Key of a record in annotations/authorities/.")
    source: str = Field("", description="Key of a record in annotations/sources.yml.")
    letter: str = Field("", description="Id of a letter of this edition.")
    at: str = Field("", description="Id of a paragraph or note in that letter: p12, fn-3.")
    title: str = Field("", description="What was read, where it is no record: body, what it is, date.")
    url: Annotated[str, AfterValidator(_address)] = Field("", description="Address of what `title` names.")
    pinpoint: str = Field("", description="The place in it: para. 4.")

    @model_validator(mode="after")
    def _one(self) -> ProofFields:
        if len([one for one in (self.authority, self.source, self.letter, self.title) if one]) != 1:
            raise PydanticCustomError("one_of", "must name exactly one of `authority`, `source`, `letter` and `title`")
        if self.at and not self.letter:
            raise PydanticCustomError("at", "`at` is a place in a letter; the place in something else is a `pinpoint`")
        if self.url and not self.title:
            raise PydanticCustomError("url", "`url` is the address of what `title` names; a record has its own")
        return self


class ExclusionFields(Fields):
    """Words of a letter in which no form of the entry counts."""

    letter: str = Field("", description="Id of the letter; blank for all letters.")
    exact: Required = Field(description="The words, with the form in them.")
    prefix: str = Field("", description="Words right before, where `exact` alone would exclude too much.")
    suffix: str = Field("", description="Words right behind, where `exact` alone would exclude too much.")
    reason: Required = Field(description="Why the words do not mean the entry.")


class EntryFields(Fields):
    """One person, organisation, place or term.

    Words in small letters are found whatever the letter's capitals; words with a capital only as they are written.
    """

    key: Annotated[str, AfterValidator(_key), Field(json_schema_extra={"pattern": f"^{_KEY}$"})] = Field(
        description="Lasting and unique in the register; part of the entry's address."
    )
    name: Required = Field(description="What the edition calls it; of a place both forms: Azerbaijani / Armenian.")
    filed: str = Field("", description="What it is filed under where that is not a person's last word or the name.")
    names: list[Required] = Field([], description="Every form that the letters have, in all of which it is found.")
    only: list[OnlyFields] = Field([], description="Words that mean it in some letters only.")
    abbreviations: list[Required] = Field([], description="Its abbreviations; the page of terms explains them.")
    azerbaijani: list[Required] = Field([], description="Forms that the Azerbaijani side uses.")
    armenian: list[Required] = Field([], description="Forms that the Armenian side uses.")
    other: list[Required] = Field([], description="Any other forms.")
    description: Required = Field(
        description="Of a person only the public office at the date of the letters; of a term its meaning. Markdown."
    )
    evidence: list[ProofFields] = Field(min_length=1, description="What that rests on.")
    same_as: list[Annotated[str, AfterValidator(_record)]] = Field(
        [], description="Addresses of its records in VIAF, GND, ISNI, LoC, Wikidata or GeoNames; only certain ones."
    )
    exclude: list[ExclusionFields] = Field([], description="Words of letters in which its forms do not mean it.")


class RegisterFile(Fields):
    """One file of the register."""

    entries: list[EntryFields] = Field([], description="The entries, in any order.")


def json_schemas() -> dict[str, str]:
    """JSON Schema of the files, as text by path from the project's folder. Source: JSON Schema 2020-12."""
    return {f"{SCHEMA_FOLDER}/register.schema.json": schema_text(RegisterFile)}


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Write the JSON Schema into `annotations/schema/`; the files written, in order."""
    return tuple(write_texts(root, json_schemas()))
