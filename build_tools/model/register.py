"""The register: people, organisations, places and terms that the letters name, and where they name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from build_tools.model.annotation import TextQuoteSelector
from build_tools.model.witness import Span

RegisterKind = Literal["people", "organisations", "places", "terms"]
REGISTER_KINDS: tuple[RegisterKind, ...] = get_args(RegisterKind)

Use = Literal["name", "only", "abbreviation", "azerbaijani", "armenian", "other", "heading"]
"""What a form is: a name as the letters have it; words that mean the entry in some letters only; an abbreviation; a
form that the Azerbaijani or the Armenian side uses; any other form; the entry's own name."""


class Form(NamedTuple):
    """Words that stand for an entry."""

    words: str
    use: Use
    letters: tuple[str, ...] = ()
    """Ids of the only letters in which they do; empty for all."""


class Proof(NamedTuple):
    """What an entry rests on; exactly one of `authority`, `source`, `letter` and `title` is filled."""

    authority: str = ""
    """Key of a record of the bibliography."""
    source: str = ""
    """Key of a record of `annotations/sources.yml`."""
    letter: str = ""
    """Id of a letter of the edition."""
    at: str = ""
    """Lasting id of the block or note in that letter; empty for the letter as a whole."""
    title: str = ""
    """What was read, where it is no record."""
    url: str = ""
    """Its address; empty where not known."""
    pinpoint: str = ""


class Exclusion(NamedTuple):
    """Words of a letter in which no form of an entry counts."""

    letter: str
    """Id of the letter; empty for all."""
    target: TextQuoteSelector
    """Every place of `exact`, or those between `prefix` and `suffix` where these are given."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One person, organisation, place or term, as a file of `annotations/register/` has it."""

    key: str
    """Lasting and unique in the register; the anchor on its page."""
    kind: RegisterKind
    name: str
    """What the edition calls it."""
    filed: str
    """What it is sorted by, in small letters."""
    forms: tuple[Form, ...]
    """All words that stand for it, by use in the order of `Use`, of one use in the order of the file."""
    description: str
    """Of a person the public office at the date of the letters; of an organisation or place what it is; of a term what
    it means. Markdown."""
    proofs: tuple[Proof, ...]
    exclusions: tuple[Exclusion, ...] = ()
    same_as: tuple[str, ...] = ()
    """Addresses of its records in authority files, where the editors are certain: VIAF, GND, Wikidata ..."""
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)

    def used_as(self, use: Use) -> tuple[str, ...]:
        """Its forms of one use, in the order of the file."""
        return tuple(form.words for form in self.forms if form.use == use)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All entries."""

    entries: tuple[Entry, ...] = ()
    """By kind, then in the order of the alphabet."""

    def of(self, kind: RegisterKind) -> Iterator[Entry]:
        """The entries of a kind, by name."""
        return (entry for entry in self.entries if entry.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place where a letter names an entry."""

    key: str
    kind: RegisterKind
    form: str
    """The words as the register has them."""
    spans: tuple[Span, ...]
    """In the raw witness, in the order of reading, without markup at the ends; several over a joined page break."""
    within: str
    """Id of the block or note."""
    line: int
    """Line of the witness, from 1, on which the words begin."""
    quote: str
    """The words as a reader reads them, white space made single spaces."""
