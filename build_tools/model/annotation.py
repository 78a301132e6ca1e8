"""Annotations: what the editors say of words of a letter, on what evidence, and where those words stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from build_tools.model.citation import Certainty
from build_tools.model.witness import Span

AnnotationKind = Literal["textual", "identification", "context", "cross-reference", "disputed"]
KINDS: tuple[AnnotationKind, ...] = get_args(AnnotationKind)

Status = Literal["draft", "reviewed"]


class TextQuoteSelector(NamedTuple):
    """Words of a letter as a reader reads them: markup and calls of notes gone, pieces joined.

    Source: W3C Web Annotation Data Model, 4.2.4.
    """

    exact: str
    prefix: str = ""
    """What stands right before; read only where `exact` occurs more than once."""
    suffix: str = ""
    """What stands right behind; read only where `exact` occurs more than once."""


class TextPositionSelector(NamedTuple):
    """A half-open stretch in code points of the raw witness. Source: W3C Web Annotation Data Model, 4.2.5."""

    start: int
    end: int


class Evidence(NamedTuple):
    """What a statement rests on; exactly one of `authority`, `source` and `letter` is filled."""

    authority: str = ""
    """Key of a record of the bibliography."""
    source: str = ""
    """Key of a record of `annotations/sources.yml`."""
    letter: str = ""
    """Id of a letter of the edition."""
    at: str = ""
    """Lasting id of the block or note in that letter; empty for the letter as a whole."""
    pinpoint: str = ""
    """The place in the authority or source: para. 4."""


class Position(NamedTuple):
    """What one side of a dispute holds."""

    holder: str
    """Who: a Government, a court, an organisation."""
    holds: str
    """What, in the edition's words, reported and not asserted; Markdown."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One note of the editors, as `annotations/letters/<id>/notes.yml` has it."""

    id: str
    """Lasting, unique in the letter: n1."""
    kind: AnnotationKind
    target: TextQuoteSelector
    body: str
    """The edition's own voice, in Markdown; empty only where a disputed note leaves all to its positions."""
    positions: tuple[Position, ...]
    """Of a disputed note at least two, in the order of the file; of all others none."""
    evidence: tuple[Evidence, ...]
    certainty: Certainty
    status: Status
    """A draft is checked like all others and never published."""
    date: str
    """ISO 8601 calendar date of the note's last change of substance; empty where not known."""
    remark: str
    """For editors only: why it is a draft."""
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
    """Where the note stands, for messages."""

    @property
    def all_evidence(self) -> tuple[Evidence, ...]:
        """Its own evidence, then that of its positions."""
        return (*self.evidence, *(each for position in self.positions for each in position.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The one place of a letter that a selector fits."""

    within: str
    """Id of the block or note."""
    spans: tuple[Span, ...]
    """In the raw witness, without markup at the ends; several over a joined page break."""
    line: int
    """Line of the witness, from 1, on which the words begin."""
    quote: str
    """The words as a reader reads them, white space made single spaces, quotation marks as the witness has them."""

    @property
    def positions(self) -> tuple[TextPositionSelector, ...]:
        """The spans as the W3C's selectors."""
        return tuple(TextPositionSelector(*span) for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """A note in its place."""

    annotation: Annotation
    anchor: Anchor
    label: str
    """The sign that readers see: a, b ... z, aa ... in the order of reading; empty for a draft, which nobody reads."""
