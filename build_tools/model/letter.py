"""The document model of one letter: every character of the witness belongs to exactly one node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from build_tools.model.witness import Span, Witness

Role = Literal[
    "letterhead",
    "organ",
    "distribution",
    "agenda",
    "title",
    "reference",
    "dateline",
    "addressee",
    "salutation",
    "opening",
    "paragraph",
    "lead",
    "item",
    "heading",
    "close",
    "signature",
    "enclosure",
    "copy",
    "about",
]
ROLES: tuple[Role, ...] = get_args(Role)

Kind = Literal["letter", "note verbale", "un document", "resolution", "other"]

MarkName = Literal["em", "strong", "sup", "sub", "link"]

RunKind = Literal["text", "call", "break", "join"]

NodeKind = Literal["text", "markup", "whitespace", "furniture", "artefact"]


class Mark(NamedTuple):
    """How a run is marked up in the witness."""

    name: MarkName
    target: str = ""
    """The address of a link exactly as the witness has it; empty for other marks. It is never safe to publish
    unread: it may be empty, wrong or a script."""


class Run(NamedTuple):
    """A stretch of a block or note that a renderer puts out as a whole."""

    kind: RunKind
    """text: the witness's words. call: the call of a note; `text` is the label. break: a line end that a reader sees,
    as in an address. join: where the edition joins what a line end or page had cut; `text` is one space or nothing."""
    span: Span
    """Place in the witness. Of a text run exactly `text`'s characters; of a call its sign with the sign's markup;
    of a break or join the gap between the two sides."""
    text: str
    """What a reader reads."""
    marks: tuple[Mark, ...] = ()
    """The markup around the run, outermost first."""


class Node(NamedTuple):
    """One tile of the witness. The tiles of a letter cover its text once each, in order."""

    span: Span
    kind: NodeKind
    reason: str = ""
    """Why the characters are no words of the letter, for markup, furniture and artefact: emphasis, link, label, call,
    bullet, heading-mark, escape, html-tag, line-end, rule, page-number, running-head, code-fence, bookmark ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, address or other unit of a letter, joined from all its pieces."""

    id: str
    """Unique in the letter: p1, p2 ... for the running text (opening, paragraph, lead, item), h1 ... for headings,
    m1 ... for the matter around it. The parser counts in reading order; in an edition the ids are the lasting ones."""
    role: Role
    page: int | None
    """Ordinal of the page on which the block begins, counted from the breaks that can be seen; None where nothing shows
    pages. Never a printed number."""
    spans: tuple[Span, ...]
    """One for each piece, in the order of reading, with the markup at its edges."""
    lines: tuple[int, ...]
    """Every line, from 1, that holds text of the block."""
    runs: tuple[Run, ...]
    """In the order of reading."""
    lang: str = ""
    """BCP 47 tag where the block is not in English, else empty."""
    level: int = 0
    """Depth of a heading, from 1; 0 for all other roles."""
    bullet: str = ""
    """The bullet of an item as the witness has it (- or ·), counted as markup; a number or letter is text."""
    moved: str = ""
    """Why the block is read at another place than the witness has it (addressee-to-head); else empty."""

    @property
    def text(self) -> str:
        """What a reader reads, note calls left out; lines of an address end with a line feed."""
        return "".join(run.text for run in self.runs if run.kind != "call")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The place in the text that sends a reader to a note."""

    label: str
    span: Span
    line: int
    within: str
    """Id of the block, or "note LABEL" where a note calls another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote of the letter itself."""

    id: str
    """Unique in the letter, and its anchor in a page: fn-13, from the second note of one label on fn-1.2, fn-1.3 ..."""
    label: str
    """The label as printed, in plain characters: 13, 60a, *."""
    page: int | None
    spans: tuple[Span, ...]
    """One for each piece, without the label."""
    lines: tuple[int, ...]
    runs: tuple[Run, ...]
    calls: tuple[Call, ...]
    """Every call of this note, in the order of reading; empty where none was found."""

    @property
    def text(self) -> str:
        """What a reader reads, without the label and without calls."""
        return "".join(run.text for run in self.runs if run.kind != "call")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One witness, understood."""

    witness: Witness
    kind: Kind
    date: str | None
    """ISO 8601 calendar date, or None where the letter shows none."""
    place: str | None
    reference: str | None
    symbol: str | None
    """The document's own UN symbol, where it is printed."""
    sender: tuple[str, ...]
    recipients: tuple[str, ...]
    blocks: tuple[Block, ...]
    """In the order of reading: what was moved stands where it is read."""
    notes: tuple[Note, ...]
    """In the order of the witness."""
    nodes: tuple[Node, ...]
    """The tiles of the witness, in order."""

    def call_ids(self) -> dict[Span, tuple[Note, str]]:
        """For each paired call its note and its anchor: fnref-13, for further calls of one note fnref-13-2 ..."""
        return {
            call.span: (note, note.id.replace("fn-", "fnref-", 1) + (f"-{n}" if n > 1 else ""))
            for note in self.notes
            for n, call in enumerate(note.calls, start=1)
        }
