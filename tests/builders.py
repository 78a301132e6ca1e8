"""Letters made by hand: a witness and the records that describe it, written together so that every span fits.

    letter(
        block("m1", "dateline", "Strelsau, 3 May 1995"),
        block("p1", "paragraph", "The ", em("Treaty of Zenda"), " binds us,", call("1"), " as"),
        note("1", "See ", auto("https://treaties.example/zenda"), ".", page=1),
        rest("p1", "all know."),
    )

The arguments stand in the order of the witness; a blank line goes between two of them (`sep` says otherwise). `rest`
continues a block or note that a page has cut. In a string a line feed is a line end of the witness: in an address it is
kept, elsewhere it is joined with a space. `reading` gives the ids in the order of reading where blocks are moved.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.model.edition import Declaration, EditionLetter, Gone, Party
from build_tools.model.letter import Block, Call, Kind, Letter, Mark, MarkName, Node, NodeKind, Note, Role, Run
from build_tools.model.witness import Span, Witness

KEEPS_LINES: frozenset[str] = frozenset(
    {"letterhead", "organ", "distribution", "agenda", "title", "reference", "dateline", "addressee", "close"}
    | {"signature", "enclosure", "copy"}
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in markup: `before` and `after` are the witness's signs."""

    mark: Mark
    before: str
    parts: tuple[Part, ...]
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A call: `note` is the id of its note; empty for a call without one."""

    label: str
    note: str | None
    sign: str


@dataclass(frozen=True, slots=True)
class Escaped:
    """A character with a backslash before it in the witness."""

    character: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """Characters inside a block that are no words of the letter: a bookmark of a word processor."""

    text: str
    kind: NodeKind
    reason: str


Part = str | Marked | Sign | Escaped | Hidden


def em(*parts: Part, sign: str = "*") -> Marked:
    return Marked(Mark("em"), sign, parts, sign, "emphasis")


def strong(*parts: Part, sign: str = "**") -> Marked:
    return Marked(Mark("strong"), sign, parts, sign, "emphasis")


def bold(*parts: Part) -> Marked:
    return Marked(Mark("strong"), "<b>", parts, "</b>", "html-tag")


def _tag(name: MarkName, parts: tuple[Part, ...]) -> Marked:
    return Marked(Mark(name), f"<{name}>", parts, f"</{name}>", "html-tag")


def sup(*parts: Part) -> Marked:
    return _tag("sup", parts)


def sub(*parts: Part) -> Marked:
    return _tag("sub", parts)


def link(target: str, *parts: Part) -> Marked:
    return Marked(Mark("link", target), "[", parts, f"]({target})", "link")


def auto(address: str) -> Marked:
    return Marked(Mark("link", address), "<", (address,), ">", "link")


def call(label: str, *, note: str | None = None, sign: str = "") -> Sign:
    """The call of a note; without `note` it is paired with the first note of its label, if there is one."""
    return Sign(label, note, sign)


def debris(text: str) -> Hidden:
    return Hidden(text, "artefact", "bookmark")


def escaped(character: str) -> Escaped:
    return Escaped(character)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One stretch of the witness that belongs to a block or note; the records come from its first piece."""

    id: str
    parts: tuple[Part, ...]
    sep: str
    opening: str
    """What stands before the words as markup: a bullet, heading marks, the label of a note."""
    reason: str
    first: Block | Note | None
    join: str = " "


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Characters that are no words of the letter: a rule, a bookmark."""

    text: str
    kind: NodeKind
    reason: str
    sep: str


def block(
    id: str,  # noqa: A002
    role: Role,
    *parts: Part,
    page: int | None = None,
    lang: str = "",
    level: int = 0,
    bullet: str = "",
    opening: str = "",
    moved: str = "",
    sep: str = "\n\n",
) -> Piece:
    """A block; `opening` is markup before the words, such as the number signs of a heading."""
    first = Block(
        id=id, role=role, page=page, spans=(), lines=(), runs=(), lang=lang, level=level, bullet=bullet, moved=moved
    )
    opening, reason = (f"{bullet} ", "bullet") if bullet else (opening, "heading-mark")
    return Piece(id=id, parts=parts, sep=sep, opening=opening, reason=reason, first=first)


def note_id(label: str) -> str:
    return "fn-" + re.sub(r"[^A-Za-z0-9.-]", lambda m: f"u{ord(m[0]):04X}", label)


def note(
    label: str,
    *parts: Part,
    page: int | None = None,
    id: str = "",  # noqa: A002
    sign: str = "",
    sep: str = "\n\n",
) -> Piece:
    """A note; `id` is needed from the second note of one label on (fn-1.2)."""
    id = id or note_id(label)  # noqa: A001
    first = Note(id=id, label=label, page=page, spans=(), lines=(), runs=(), calls=())
    return Piece(id=id, parts=parts, sep=sep, opening=(sign or _sign(label)) + " ", reason="label", first=first)


def rest(id: str, *parts: Part, join: str = " ", sep: str = "\n\n") -> Piece:  # noqa: A002
    """The continuation of a block or note behind a page end."""
    return Piece(id=id, parts=parts, sep=sep, opening="", reason="", first=None, join=join)


def matter(text: str, kind: NodeKind = "furniture", reason: str = "rule", sep: str = "\n\n") -> Matter:
    return Matter(text=text, kind=kind, reason=reason, sep=sep)


def _sign(label: str) -> str:
    return label.translate(_RAISED) if label.isdecimal() else f"<sup>{label}</sup>"


class _Writer:
    """Writes the witness and keeps its tiles."""

    def __init__(self) -> None:
        self.text = ""
        self.nodes: list[Node] = []

    def put(self, text: str, kind: NodeKind, reason: str = "") -> Span:
        span = Span(len(self.text), len(self.text) + len(text))
        if text:
            self.text += text
            self.nodes.append(Node(span, kind, reason))
        return span

    def runs(
        self, parts: Iterable[Part], keeps_lines: bool, marks: tuple[Mark, ...] = ()
    ) -> Iterator[tuple[Run, Sign | None]]:
        for part in parts:
            if isinstance(part, str):
                for stretch in re.findall(r" *\n|(?:(?! *\n).)+", part, re.DOTALL):
                    if stretch.endswith("\n"):
                        span = self.put(stretch, "whitespace")
                        yield Run("break", span, "\n") if keeps_lines else Run("join", span, " "), None
                    else:
                        yield Run("text", self.put(stretch, "text"), stretch, marks), None
            elif isinstance(part, Escaped):
                self.put("\\", "markup", "escape")
                yield Run("text", self.put(part.character, "text"), part.character, marks), None
            elif isinstance(part, Marked):
                self.put(part.before, "markup", part.reason)
                yield from self.runs(part.parts, keeps_lines, (*marks, part.mark))
                self.put(part.after, "markup", part.reason)
            elif isinstance(part, Hidden):
                self.put(part.text, part.kind, part.reason)
            else:
                span = self.put(part.sign or _sign(part.label), "markup", "call")
                yield Run("call", span, part.label, marks), part


def letter(
    *things: Piece | Matter,
    name: str = "letter.txt",
    kind: Kind = "letter",
    date: str | None = None,
    place: str | None = None,
    reference: str | None = None,
    symbol: str | None = None,
    sender: Sequence[str] = (),
    recipients: Sequence[str] = (),
    reading: Sequence[str] = (),
    before: str = "",
    end: str = "\n",
) -> Letter:
    """The letter whose witness the pieces spell, in this order, with `before` and `end` around them."""
    writer = _Writer()
    writer.put(before, "whitespace")
    found: dict[str, Block | Note] = {}
    signs: list[tuple[Run, Sign, str]] = []
    for index, thing in enumerate(things):
        if index:
            writer.put(thing.sep, "whitespace")
        if isinstance(thing, Matter):
            writer.put(thing.text, thing.kind, thing.reason)
            continue
        whole = thing.first or found[thing.id]
        writer.put(thing.opening.rstrip(), "markup", thing.reason)
        start = writer.put(thing.opening[len(thing.opening.rstrip()) :], "whitespace").end
        runs: list[Run] = []
        keeps_lines = isinstance(whole, Block) and whole.role in KEEPS_LINES
        for run, sign in writer.runs(thing.parts, keeps_lines):
            if sign:
                signs.append((run, sign, f"note {whole.label}" if isinstance(whole, Note) else whole.id))
            last = runs[-1] if runs else None
            if last and last.kind == run.kind == "text" and last.span.end == run.span.start and last.marks == run.marks:
                runs[-1] = Run("text", Span(last.span.start, run.span.end), last.text + run.text, run.marks)
            else:
                runs.append(run)
        if whole.spans:
            # "\n" for a name with its office below: a line that a reader sees, not a page end
            gap = Run("break" if thing.join == "\n" else "join", Span(whole.spans[-1].end, start), thing.join)
            runs.insert(0, gap)
        spans = (*whole.spans, Span(start, len(writer.text)))
        found[thing.id] = replace(whole, spans=spans, runs=(*whole.runs, *runs))
    writer.put(end, "whitespace")

    data = writer.text.encode()
    witness = Witness(name=name, text=writer.text, sha256=hashlib.sha256(data).hexdigest())
    calls: dict[str, list[Call]] = {}
    for run, sign, within in signs:
        target = note_id(sign.label) if sign.note is None else sign.note
        if target in found:
            line = witness.line_at(run.span.start)
            calls.setdefault(target, []).append(Call(label=sign.label, span=run.span, line=line, within=within))
    blocks: list[Block] = []
    notes: list[Note] = []
    for whole in found.values():
        lines = tuple(sorted({n for span in whole.spans for n in _lines(witness, span)}))
        if isinstance(whole, Block):
            blocks.append(replace(whole, lines=lines))
        else:
            notes.append(replace(whole, lines=lines, calls=tuple(calls.get(whole.id, ()))))
    if reading:
        blocks.sort(key=lambda b: list(reading).index(b.id))
    return Letter(
        witness=witness,
        kind=kind,
        date=date,
        place=place,
        reference=reference,
        symbol=symbol,
        sender=tuple(sender),
        recipients=tuple(recipients),
        blocks=tuple(blocks),
        notes=tuple(notes),
        nodes=tuple(writer.nodes),
    )


def _lines(witness: Witness, span: Span) -> range:
    return range(witness.line_at(span.start), witness.line_at(max(span.start, span.end - 1)) + 1)


def declaration(id: str = "1995-05-03-ruritania", **fields: object) -> Declaration:  # noqa: A002
    """What the editors of an invented letter know; `fields` replace what is given here."""
    known = Declaration(
        id=id,
        path=f"annotations/letters/{id}/letter.yml",
        siglum="R",
        title="Letter of the Foreign Minister of Ruritania to the President of Arcadia",
        short_title="Ruritania to Arcadia",
        kind="letter",
        date="1995-05-03",
        date_note="",
        place="Strelsau",
        sender=(Party(name="Foreign Minister of Ruritania", office="Foreign Minister"),),
        recipients=(Party(name="President of Arcadia", office="President"),),
        reference="",
        symbol="",
        language="en",
        sha256="",
        transcription="Invented for the tests of this edition.",
        provenance="",
        original="",
        rights="",
        lines={},
    )
    return replace(known, **fields)  # type: ignore[arg-type]


def edition_letter(letter: Letter, *, gone: Sequence[Gone] = (), **fields: object) -> EditionLetter:
    """A letter of an invented edition; `fields` go to its declaration."""
    declared = declaration(**fields)  # type: ignore[arg-type]
    declared = replace(declared, sha256=letter.witness.sha256)
    return EditionLetter(id=declared.id, letter=letter, declaration=declared, gone=tuple(gone))
