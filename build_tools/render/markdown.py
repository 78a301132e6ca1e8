"""Stage: an edited letter -> Markdown for people: headings, paragraphs, lists, `[^n]` notes, front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

import yaml

from build_tools.model.edition import Declaration, EditionLetter, Party
from build_tools.model.letter import Block, Note
from build_tools.model.marking import Marking
from build_tools.model.witness import Span
from build_tools.render.layers import Layers, heading_depths
from build_tools.render.markdown_inline import inline, plain

# Number signs at the end of a heading, which readers drop; an escape is passed over as a whole.
_INDENTED = re.compile(r"^(?=.)(?<!\A)", re.MULTILINE)
_HASHES_AT_END = re.compile(r"\\.|#(?=#*$)", re.DOTALL)


def markdown(
    edited: EditionLetter, markings: Sequence[Marking] = (), definitions: Sequence[tuple[str, str]] = ()
) -> str:
    """Render a letter as Markdown that CommonMark with footnotes reads.

    Front matter holds what the editors declare; the body holds the witness's words and nothing else. Links: markings
    with element a and an href, and addresses that the witness itself links. `definitions` are footnotes of
    the edition's own, label and Markdown, behind those of the letter; markings with a reference call them. A note that
    nothing calls stands behind the notes as a paragraph under a comment, since readers drop a definition without a
    reference. Ends with a line feed.
    """
    return _Page(edited, markings).write(definitions)


class _Page:
    def __init__(self, edited: EditionLetter, markings: Sequence[Marking]) -> None:
        self.edited = edited
        self.layers = Layers(edited.letter, markings)
        self.depths = heading_depths(edited.letter)
        self.defined = _defined(edited)
        self.calls: dict[Span, str] = {
            span: f"[^{_label(note)}]"
            for span, (note, _) in edited.letter.call_ids().items()
            if note.id in self.defined
        }

    def write(self, definitions: Sequence[tuple[str, str]]) -> str:
        body: list[str] = []
        in_list = False
        for block in self.edited.letter.blocks:
            if not (source := self._block(block)):
                continue
            is_item = block.role == "item" and block.bullet != ""
            body.append(("\n" if is_item and in_list else "\n\n") + source)
            in_list = is_item
        notes = self.edited.letter.notes
        body += [f"\n\n{source}" for note in notes if note.id in self.defined for source in self._definition(note)]
        body += [f"\n\n{source}" for note in notes if note.id not in self.defined for source in self._uncalled(note)]
        body += [f"\n\n[^{label}]: {_INDENTED.sub('    ', text)}" for label, text in definitions]
        return f"---\n{_front_matter(self.edited.declaration)}---{''.join(body)}\n"

    def _block(self, block: Block) -> str:
        if block.role == "heading":
            source = self._inline(block, "<br>")
            return f"{'#' * self.depths[block.level]} {_HASHES_AT_END.sub(_escaped, source)}" if source else ""
        if block.role == "item" and block.bullet:
            source = self._inline(block, "  \n    ")
            return f"- {source}" if source else ""
        return self._inline(block)

    def _definition(self, note: Note) -> Iterator[str]:
        yield f"[^{_label(note)}]: {self._inline(note, '  ' + chr(10) + '    ')}".rstrip()

    def _uncalled(self, note: Note) -> Iterator[str]:
        # two hyphens would end the comment
        label = _label(note).replace("-", "‐")
        yield f"<!-- Note {label}: no call of this note was found in the text. -->"
        if source := self._inline(note):
            yield source

    def _inline(self, unit: Block | Note, line_end: str = "  \n") -> str:
        layers, runs = self.layers, unit.runs
        if len(runs) == 1 and runs[0].kind == "text" and not runs[0].marks and not layers.markings:
            return plain(runs[0].text, line_end)
        return inline(layers.leaves(unit.runs), layers.markings, self.calls, line_end, layers.finals)


def _escaped(match: re.Match[str]) -> str:
    return "\\#" if match[0] == "#" else match[0]


def _label(note: Note) -> str:
    return note.id.removeprefix("fn-")


def _defined(edited: EditionLetter) -> set[str]:
    """Ids of the notes that can be definitions: those that a reader of the Markdown comes to by references.

    Notes that only call one another are not among them: the first becomes a paragraph, and its references count.
    """
    paired = edited.letter.call_ids()
    units: tuple[Block | Note, ...] = (*edited.letter.blocks, *edited.letter.notes)
    called = {
        unit.id: [paired[run.span][0].id for run in unit.runs if run.kind == "call" and run.span in paired]
        for unit in units
    }
    waiting = [note for block in edited.letter.blocks for note in called[block.id]]
    found: set[str] = set()
    paragraphs: set[str] = set()
    for note in edited.letter.notes:
        while waiting:
            if (here := waiting.pop()) not in found and here not in paragraphs:
                found.add(here)
                waiting += called[here]
        if note.id not in found:
            paragraphs.add(note.id)
            waiting += called[note.id]
    return found


def _front_matter(declared: Declaration) -> str:
    """What the editors declare, as YAML: one field a line, each text quoted."""
    fields = (
        ("id", declared.id),
        ("title", declared.title),
        ("kind", declared.kind),
        ("date", declared.date),
        ("date_note", declared.date_note),
        ("place", declared.place),
        ("sender", declared.sender),
        ("recipients", declared.recipients),
        ("reference", declared.reference),
        ("symbol", declared.symbol),
        ("siglum", declared.siglum),
        ("language", declared.language),
        ("transcription", declared.transcription),
        ("provenance", declared.provenance),
        ("original", declared.original),
        ("rights", declared.rights),
        ("sha256", declared.sha256),
    )
    return "".join(
        f"{name}: {_quoted(value)}\n" if isinstance(value, str) else f"{name}:{_parties(value)}\n"
        for name, value in fields
    )


def _parties(parties: Sequence[Party]) -> str:
    if not parties:
        return " []"
    return "".join(f"\n- name: {_quoted(party.name)}\n  office: {_quoted(party.office)}" for party in parties)


def _quoted(text: str) -> str:
    """A text in JSON is also one in YAML, but for characters that are not seen: those YAML's own writer escapes."""
    if text.isprintable():
        return json.dumps(text, ensure_ascii=False)
    return str(yaml.dump(text, default_style='"', width=float("inf"))).rstrip("\n")
