"""What was done with one row of a witness, in words: joined, moved, taken to its call, left out, emended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from build_tools.fidelity.ledger import REASONS
from build_tools.model.apparatus import ApparatusEntry
from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Block, Node, Note, Run
from build_tools.model.witness import Span
from build_tools.render.places import name
from build_tools.render.prose import line as in_line
from build_tools.web.witness_rows import Row, Unit
from build_tools.web.witness_text import unseen


class Changes:
    """Explains the rows of one letter."""

    def __init__(self, edited: EditionLetter) -> None:
        self.witness = edited.letter.witness
        self.entries: Mapping[Span, ApparatusEntry] = {
            entry.anchor.spans[0]: entry for entry in edited.apparatus.entries if entry.anchor.spans
        }
        units: tuple[Unit, ...] = (*edited.letter.blocks, *edited.letter.notes)
        self._names = {unit.id: name(unit) for unit in units}
        self._gaps: dict[Span, Run] = {
            run.span: run for unit in units if len(unit.spans) > 1 for run in unit.runs if run.kind in ("join", "break")
        }
        self._page = f"{edited.id}.html"

    def told(self, row: Row) -> list[str]:
        """Sentences as HTML: where it stands, how it is joined, what is left out, what is read otherwise."""
        unit = row.unit
        sentences: list[str] = []
        if isinstance(unit, Note):
            sentences += self._note(unit)
        elif isinstance(unit, Block) and unit.moved:
            sentences.append(f"Moved: {_reason('moved', unit.moved)}.")
        if unit and len(unit.spans) > 1:
            sentences += self._joined(unit, row.piece)
        sentences += _line_ends(row.runs)
        sentences += self._left_out(row.nodes)
        sentences += self._emended(row.span)
        sentences += _markup(row.nodes)
        text = self.witness.slice(row.span)
        if not text.isascii():
            sentences += [f"Made visible here: {escape(sign)}." for sign in unseen(text)]
        return sentences

    def _note(self, note: Note) -> Iterator[str]:
        if not note.calls:
            yield "A note of the letter. No call of it was found; it stands with the notes at the end."
            return
        for call in note.calls:
            where = self._names.get(call.within, call.within)
            yield (
                f"Taken from here, where a page of the transcription has it, to its call in {escape(where)}, "
                f'<a href="#l{call.line}">line {call.line}</a>.'
            )

    def _joined(self, unit: Unit, piece: int) -> Iterator[str]:
        if piece:
            before = self.witness.line_at(unit.spans[piece - 1].start)
            gap = self._gaps.get(Span(unit.spans[piece - 1].end, unit.spans[piece].start))
            if gap and gap.kind == "break":
                yield f'Read together with <a href="#l{before}">line {before}</a>, to which it belongs.'
            else:
                without = " and no space between" if gap and not gap.text else ""
                yield f'Joined: goes on from <a href="#l{before}">line {before}</a>{without}.'
        if piece + 1 < len(unit.spans):
            after = self.witness.line_at(unit.spans[piece + 1].start)
            gap = self._gaps.get(Span(unit.spans[piece].end, unit.spans[piece + 1].start))
            if gap and gap.kind == "break":
                yield f'Read together with <a href="#l{after}">line {after}</a>, which belongs to it.'
            else:
                yield (
                    f'Joined: goes on in <a href="#l{after}">line {after}</a>, '
                    "over what is taken for the end of a page."
                )

    def _left_out(self, nodes: Sequence[Node]) -> Iterator[str]:
        for span, kind, reason in nodes:
            if kind in ("furniture", "artefact"):
                rule = f"{kind}: {reason.replace('-', ' ')}"
                yield f"Left out, line {self.witness.line_at(span.start)}: {_reason(kind, reason)} ({escape(rule)})."

    def _emended(self, row: Span) -> Iterator[str]:
        for span, entry in self.entries.items():
            if row.start <= span.start < row.end:
                emendation = entry.emendation
                yield (
                    f"Emended: for “{escape(entry.anchor.quote, quote=False)}” the editors read "
                    f"“{escape(emendation.reading, quote=False)}”. {in_line(emendation.reason)} "
                    f'(<a href="{self._page}#emendation-{escape(emendation.id)}">emendation</a>).'
                )


def _reason(kind: str, reason: str) -> str:
    return escape(REASONS.get(f"{kind} {reason}", reason.replace("-", " ")), quote=False)


def _line_ends(runs: Sequence[Run]) -> Iterator[str]:
    spaces = sum(1 for run in runs if run.kind == "join" and run.text)
    closed = sum(1 for run in runs if run.kind == "join" and not run.text)
    if spaces:
        yield "A line end is read as a space." if spaces == 1 else f"{spaces} line ends are read as spaces."
    if closed:
        yield f"{closed} × words are joined over a line end without a space."


def _markup(nodes: Sequence[Node]) -> Iterator[str]:
    counted = Counter(reason for _, kind, reason in nodes if kind == "markup")
    if counted:
        told = "; ".join(
            f"{_reason('markup', reason)}" + (f" ({n} ×)" if n > 1 else "") for reason, n in counted.items()
        )
        yield f"Markup: {told}."
