"""Units: the chunks of a letter while their order, their joins and their roles are found."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.letter import Role, Run
from build_tools.model.witness import Span
from build_tools.parse import labels
from build_tools.parse.chunks import Chunk
from build_tools.parse.lines import ChunkKind
from build_tools.parse.shape import Shape, shape_of

_EDGES = " *_\u00a0"


@dataclass(slots=True, eq=False)
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
    figure: bool = False
    """For a note: its label is a plain figure, and so are its calls."""
    group: int = 0
    """For a note: which block of notes it stands in, from 0."""
    page_before: bool = False
    indented: bool = False
    before_note: bool = False
    """A note follows next in the witness."""
    single_lines: int = 1
    """Number of lines that a reader sees."""
    role: Role | None = None
    moved: str = ""
    plain: str = ""
    """What a reader reads, calls of notes included."""
    _shape: Shape | None = None
    _bare: str | None = None

    @classmethod
    def of(cls, chunk: Chunk, runs: tuple[Run, ...]) -> Unit:
        """Make a unit of a chunk whose markup has been read."""
        first, last = chunk.lines[0], chunk.lines[-1]
        return cls(
            kind=first.kind,
            runs=list(runs),
            spans=[Span(first.start, last.end)],
            start=first.start,
            level=first.level,
            bullet=first.bullet,
            label=first.label,
            figure=first.figure,
            page_before=first.page_before,
            indented=first.indented,
            single_lines=1 + sum(chunk.breaks),
            plain=runs[0].text if len(runs) == 1 else "".join(run.text for run in runs),
        )

    @property
    def shape(self) -> Shape:
        """The shape of the text, without raised figures that call notes."""
        if self._shape is None:
            marked = len(self.runs) > 1 and any(run.marks for run in self.runs)
            self._shape = shape_of("".join(map(_words, self.runs)) if marked else self.plain)
        return self._shape

    @property
    def bare(self) -> str:
        """The text on one line, without signs at its edges."""
        if self._bare is None:
            plain = self.plain
            one_line = "\n" not in plain and "\t" not in plain and "  " not in plain
            self._bare = (plain if one_line else " ".join(plain.split())).strip(_EDGES)
        return self._bare

    @property
    def strong(self) -> bool:
        """True where every word is set in bold."""
        texts = [run for run in self.runs if run.kind == "text" and run.text.strip()]
        return bool(texts) and all(any(mark.name == "strong" for mark in run.marks) for run in texts)

    @property
    def capitals(self) -> bool:
        """True where every letter is a capital and there are some."""
        return len(self.plain) < 400 and self.plain.isupper() and sum(c.isalpha() for c in self.plain) > 3

    @property
    def is_prose(self) -> bool:
        """True for a whole sentence of running text, or a long piece of one."""
        return self.shape.prose and (self.shape.finished or self.shape.words > 30)

    def join(self, other: Unit, *, seen: bool = False) -> None:
        """Append another unit: the words that a page or a line end had cut off, or (`seen`) a line below this one."""
        gap = Span(self.spans[-1].end, other.spans[0].start)
        hyphen = self.plain.rstrip().endswith(("-", "‐")) and other.plain[:1].islower()
        text = "\n" if seen else "" if hyphen else " "
        self.runs.append(Run("break" if seen else "join", gap, text))
        self.runs += other.runs
        self.spans += other.spans
        self.plain = f"{self.plain}{text}{other.plain}"
        self.single_lines += other.single_lines if seen else 0
        self._shape = self._bare = None


def _words(run: Run) -> str:
    raised = any(mark.name == "sup" for mark in run.marks) and labels.TAG_LABEL.match(run.text.strip()) is not None
    return "" if raised else run.text
