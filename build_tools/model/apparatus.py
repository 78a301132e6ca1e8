"""The apparatus: emendations, what becomes of each slip of a transcription, and the sources of the editors' notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from build_tools.model.annotation import Anchor, Anchored, Evidence, TextQuoteSelector

Decision = Literal["emendation", "note", "link-repair", "left-alone"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Emendation:
    """Words of a letter and what the editors read in their place: `annotations/letters/<id>/emendations.yml`."""

    id: str
    """Lasting, unique in the letter: e1."""
    target: TextQuoteSelector
    """The lemma: the witness's words."""
    reading: str
    """What the editors read."""
    reason: str
    """Why, in the edition's own voice; Markdown."""
    evidence: tuple[Evidence, ...]
    date: str
    """ISO 8601 calendar date; empty where not known."""
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApparatusEntry:
    """An emendation in its place."""

    emendation: Emendation
    anchor: Anchor


class Lost(NamedTuple):
    """An id of a note or emendation that the editors have taken out; its anchor stays in the page."""

    anchor: str
    """The anchor in the page: note-n3, emendation-e1."""
    words: str
    """The words that it stood at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apparatus:
    """All that the editors say of one letter."""

    notes: tuple[Anchored, ...] = ()
    """Notes that found their place, drafts too, in the order of reading."""
    entries: tuple[ApparatusEntry, ...] = ()
    """Emendations that found their place, in the order of reading."""
    adrift: tuple[str, ...] = ()
    """Ids of notes and emendations that fit no place; each is an error, and none is dropped."""
    gone: tuple[Lost, ...] = ()

    @property
    def published(self) -> tuple[Anchored, ...]:
        """The notes that readers see."""
        return tuple(note for note in self.notes if note.annotation.status == "reviewed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Evidence that is no authority of the letters: a record of `annotations/sources.yml`. A blank is a blank."""

    key: str
    kind: str
    """What it is, in a word or two: report, statement, press release, letter to the United Nations."""
    body: str
    """Who issued it."""
    title: str
    date: str
    """ISO 8601, to the precision known."""
    url: str
    """Address, where one is certain."""
    seen: str
    """Where and what the editors read of it."""
    description: str
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What was done about one slip, anomaly or artefact of a transcription: an entry of `annotations/slips.yml`."""

    slip: str
    """Its number in the editors' list: S1."""
    letter: str
    """Id of the letter."""
    at: int | None
    """Line of the witness, from 1; None where something is absent."""
    quote: str
    """The witness's characters on that line; empty where something is absent."""
    decision: Decision
    ref: str
    """Id of the emendation or note; of a repaired link the key of the authority it should lead to, if there is one."""
    reason: str
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
