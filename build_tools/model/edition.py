"""The edition: what the editors declare of themselves and of each letter, and all letters together."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from build_tools.model.apparatus import Apparatus, Slip, Source
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Citation
from build_tools.model.evenness import Answer
from build_tools.model.letter import Kind, Letter
from build_tools.model.register import Occurrence, Register
from build_tools.model.relations import Relations
from build_tools.model.teaching import Audience, Lesson
from build_tools.report import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the edition says of itself; an empty string is a blank, shown as a blank and never filled in."""

    title: str
    subtitle: str
    responsible: str
    """Body responsible for the edition."""
    place: str
    licence: str
    """SPDX identifier of the licence of the edition's own words."""
    version: str
    base_address: str
    """Address at which the site is published, with the slash at its end; empty until there is one."""
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A sender or recipient as the letter presents it."""

    name: str
    office: str
    """Public office or kind of body at the date of the letter; empty where not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What the editors know of one letter: `annotations/letters/<id>/letter.yml`."""

    id: str
    path: str
    """The file, as shown in messages."""
    siglum: str
    """Short sign of the witness in the apparatus: A, B ..."""
    title: str
    """The edition's own title of the letter, in neutral words."""
    short_title: str
    kind: Kind
    date: str
    """ISO 8601 calendar date; empty where unknown."""
    date_note: str
    """What is known where the date is not: "not before 7 December 2020, which it mentions"."""
    place: str
    sender: tuple[Party, ...]
    recipients: tuple[Party, ...]
    reference: str
    symbol: str
    language: str
    """BCP 47 tag of the letter's main language."""
    sha256: str
    """Digest of the witness that the editors have read; another digest is an error."""
    transcription: str
    """How the witness was made, in a sentence: a machine transcription not collated with an original ..."""
    provenance: str
    """Where the transcription came from; empty where unknown."""
    original: str
    """Where an original may be found; empty where unknown."""
    rights: str
    """What is known of the rights in the letter."""
    lines: dict[str, int]
    """For messages: the line of each field of the file, by name."""
    remarks: tuple[str, ...] = ()
    """Short editorial facts shown in the head of the letter's page: what it encloses, answers, or lacks."""
    earlier: tuple[str, ...] = ()
    """Digests of the transcriptions that this one has replaced, the oldest first; the repository has their bytes."""
    differs: dict[str, str] = field(default_factory=dict)
    """Why a field is declared otherwise than the transcription shows it, by name of the field; shown to readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An id that an earlier transcription had and this one has not; its anchor stays."""

    id: str
    words: str
    """The first words it stood for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLetter:
    """One letter of the edition: what the parser sees, with lasting ids, and what the editors declare."""

    id: str
    letter: Letter
    declaration: Declaration
    gone: tuple[Gone, ...] = ()
    citations: tuple[Citation, ...] = ()
    """In the order of reading; `within` names blocks by their lasting ids."""
    apparatus: Apparatus = field(default_factory=Apparatus)
    """The editors' notes and emendations."""
    names: tuple[Occurrence, ...] = ()
    """Every place that names an entry of the register, in the order of reading, notes behind the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All that a renderer needs."""

    root: Path
    """The project's folder."""
    identity: Identity
    letters: tuple[EditionLetter, ...]
    """By date; undated letters last."""
    commit: str
    """Abbreviated hash of the commit that is built; empty outside a repository."""
    commit_date: str
    """ISO 8601 calendar date, in UTC, of that commit; empty outside a repository."""
    commit_time: int
    """The same in seconds of the Unix epoch; 0 outside a repository."""
    bibliography: Bibliography = field(default_factory=lambda: Bibliography(authorities=()))
    """Every authority on record."""
    sources: tuple[Source, ...] = ()
    """Evidence of the editors' notes that is no authority of the letters, in the order of its file."""
    register: Register = field(default_factory=Register)
    """The people, organisations, places and terms that the letters name."""
    slips: tuple[Slip, ...] = ()
    """What was done about each slip of the transcriptions, in the order of its file."""
    relations: Relations = field(default_factory=Relations)
    """How the letters and the documents around them hang together, and when things happened."""
    answers: tuple[Answer, ...] = ()
    """Why words of the edition that a check of evenness asks about stand as they are, in the order of their file."""
    lessons: tuple[Lesson, ...] = ()
    """The lessons with their answers, by the names of their files."""
    audience: Audience = "public"
    """For whom the site is made; only the teachers' one shows the answers."""
    findings: tuple[Finding, ...] = ()
    """All that the stages before had to say, sorted."""
