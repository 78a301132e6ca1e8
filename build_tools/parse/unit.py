"""Units: the chunks of a letter while their order, their joins and their roles are found."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.model.letter import Role, Run
from build_tools.model.witness import Span
from build_tools.parse.lines import Chunk, ChunkKind
from build_tools.parse.shape import Shape


@dataclass(slots=True)
class Unit:
    """One chunk or, once joined, several; becomes a block or a note."""

    kind: ChunkKind
    runs: list[Run]
    spans: list[Span]
    """The witness's own extent of each piece, markup at its edges included."""
    start: int
    """Place of the first piece in the witness: the order of the flow before anything is moved."""
    level: int = 0
    bullet: str = ""
    label: str = ""
    label_line: int = 0
    group: int = 0
    """For a note: which block of notes it stands in, from 0."""
    page_before: bool = False
    indented: bool = False
    single_lines: int = 1
    """Number of lines that a reader sees."""
    role: Role | None = None
    moved: str = ""
    inner: tuple[int, ...] = ()
    """Places where a joined page break falls."""
    plain: str = field(default="")
    """Reading text without anything else; kept current by `joined`."""

    @classmethod
    def of(cls, chunk: Chunk, runs: list[Run]) -> Unit:
        first, last = chunk.lines[0], chunk.lines[-1]
        return cls(
            kind=chunk.kind,
            runs=runs,
            spans=[Span(first.start, last.end)],
            start=first.start,
            level=first.level,
            bullet=first.bullet,
            label=first.label,
            label_line=first.number,
            page_before=first.page_before,
            indented=first.indented,
            single_lines=1 + sum(chunk.breaks),
            plain="".join(run.text for run in runs),
        )

    @property
    def shape(self) -> Shape:
        return Shape.of(self.plain)

    @property
    def bare(self) -> str:
        """The text on one line."""
        return " ".join(self.plain.split())

    @property
    def strong(self) -> bool:
        """True where every word is set in bold."""
        texts = [run for run in self.runs if run.kind == "text" and run.text.strip()]
        return bool(texts) and all(any(mark.name == "strong" for mark in run.marks) for run in texts)

    @property
    def capitals(self) -> bool:
        """True where every letter is a capital and there are some."""
        return self.plain.isupper() and sum(c.isalpha() for c in self.plain) > 3

    def join(self, other: Unit) -> None:
        """Append another unit: the words that a page or a line end had cut off."""
        gap = Span(self.spans[-1].end, other.spans[0].start)
        hyphen = self.plain.rstrip().endswith(("-", "‐")) and other.plain[:1].islower()
        self.runs.append(Run("join", gap, "" if hyphen else " "))
        self.runs += other.runs
        self.inner += (other.start, *other.inner)
        self.spans += other.spans
        self.plain = f"{self.plain}{'' if hyphen else ' '}{other.plain}"


@dataclass(frozen=True, slots=True)
class Flow:
    """The units of a letter in the order of reading."""

    blocks: list[Unit]
    notes: list[Unit]
    breaks: list[int]
    """Places in the witness at which a page begins, as far as anything shows it; sorted, without the first page."""


