"""The fields of `annotations/evenness.yml`, and what each may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from build_tools.fields import SCHEMA_FOLDER, CalendarDate, Fields, Required, schema_text, write_texts
from build_tools.model.evenness import EvennessRule


class PartyFields(Fields):
    """One of those between whom the edition takes no side."""

    name: Required = Field(description="What it is called.")
    words: list[Required] = Field(min_length=1, description="Words that speak of it; `armenia*` for all that so begin.")


class ContestedFields(Fields):
    """Words that one side or a judgement stands behind."""

    words: list[Required] = Field(min_length=1, description="Words or phrases; `occup*` for all that so begin.")
    why: Required = Field(description="What is contested in them; the message says it.")


class PlaceFields(Fields):
    """A place with a name for each side, where the register has none."""

    forms: list[list[Required]] = Field(min_length=2, description="For each side the list of its forms.")


class AnswerFields(Fields):
    """Why words that a check asks about stand as they are."""

    file: Required = Field(description="The file of the words: docs/index.md; * as in a shell.")
    quote: Required = Field(description="The words, enough of them; they hold the word that is asked about.")
    rule: EvennessRule = Field(description="The rule that asks.")
    reason: Required = Field(description="Why they stand; readers see it.")
    date: CalendarDate = Field(description="Day of the answer, YYYY-MM-DD.")


class EvennessFile(Fields):
    """The edition's own words to look for, and the editors' answers."""

    parties: list[PartyFields] = Field([], description="Those between whom the edition takes no side.")
    contested: list[ContestedFields] = Field([], description="Contested words beside those that the program knows.")
    places: list[PlaceFields] = Field([], description="Places with two names beside those of the register.")
    answers: list[AnswerFields] = Field([], description="The editors' answers.")


class WordsFile(Fields):
    """The lists that are shipped with the program."""

    contested: list[ContestedFields] = Field(description="Words that ask for quotation marks or attribution.")
    attribution: list[Required] = Field(description="Words that show that somebody else is reported.")
    office: list[Required] = Field(description="Words for a public office.")
    work: list[Required] = Field(description="Words for what a person has written or signed.")
    private: list[Required] = Field(description="Words for what of a person's life is no public office.")


class GroupFields(Fields):
    """Entries of files in which the edition speaks."""

    files: Required = Field(description="Path from the project's folder, with * as in a shell.")
    at: list[Required] = Field([], description="The way to each entry, * for every name or number.")
    fields: list[Required] = Field(description="The fields in which the edition speaks; `a.*.b` goes deeper.")
    attributed: Literal["", "yes"] = Field("", description="yes where the entry names who holds what the fields say.")
    grounds: list[Required] = Field([], description="Fields, one of which must say what the entry rests on.")
    holders: str = Field("", description="The way to those who hold the entry's positions.")
    people: Literal["", "yes"] = Field("", description="yes where each entry is a person.")


class VoiceFile(Fields):
    """Where the edition speaks, shipped with the program."""

    data: list[GroupFields] = Field(description="YAML files.")
    pages: list[Required] = Field(description="Pages in Markdown or HTML, templates too.")


def json_schemas() -> dict[str, str]:
    """JSON Schema of the file of answers, as text by path from the project's folder. Source: JSON Schema 2020-12."""
    return {f"{SCHEMA_FOLDER}/evenness.schema.json": schema_text(EvennessFile)}


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Write the JSON Schema into `annotations/schema/`; the files written, in order."""
    return tuple(write_texts(root, json_schemas()))
