"""Give a letter its notes and emendations: each in its one place, or reported; none is ever dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, product
from pathlib import Path
from string import ascii_lowercase
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz import fuzz

from build_tools.apparatus.anchor import Miss, anchor, unique_selector
from build_tools.apparatus.check import evidence_faults
from build_tools.apparatus.ids import NoteIds, anchor_of, kept, load_note_ids
from build_tools.apparatus.load import Loaded, load_emendations, load_notes
from build_tools.apparatus.suggest import NEAR, Edit, Proposal, propose
from build_tools.apparatus.text import ReadingText, normalised
from build_tools.model.annotation import Anchor, Anchored, Annotation, TextQuoteSelector
from build_tools.model.apparatus import Apparatus, ApparatusEntry, Emendation, Lost
from build_tools.model.letter import Block, Letter, Note
from build_tools.model.references import References
from build_tools.report import Finding, has_errors

_T = TypeVar("_T", Annotation, Emendation)

_SHOWN = 4
"""Places of words that stand several times, of which a message tells."""

_SHORT = 10
"""Shorter words cannot be 90 in 100 alike when one character of theirs has changed."""


class Annotated(NamedTuple):
    """What became of the editors' work on one letter."""

    apparatus: Apparatus
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    """Proposals for selectors that fit no place, for `edition check --suggest`."""
    ids: NoteIds
    """The ids to keep for the next time."""


class _Placed(NamedTuple, Generic[_T]):
    loaded: Loaded[_T]
    anchor: Anchor


def annotate(letter: Letter, letter_id: str, root: Path, known: References | None = None) -> Annotated:
    """Load the notes and emendations of a letter and find their words in it, drafts too.

    `letter` has its lasting ids; `known` is what evidence can lead to, which is not checked without it. Notes and
    entries come in the order of reading, published notes with their labels.
    Reports data-unreadable, data-invalid, annotation-id, quote-not-found, quote-ambiguous, quote-crosses-blocks,
    emendation-overlaps, emendation-empty, evidence-unknown, anchor-short, dispute-repeated, annotation-draft.
    """
    notes, note_faults = load_notes(root, letter_id)
    emendations, emendation_faults = load_emendations(root, letter_id)
    findings = [*note_faults, *emendation_faults, *_doubled(notes), *_doubled(emendations)]
    findings += [fault for note in notes for fault in _about(note)]
    if known:
        findings += evidence_faults((*notes, *emendations), known)
    before, faults = load_note_ids(root, letter_id)
    search = _Search(letter, before.several)
    placed_notes, placed_emendations = search.place(notes), search.place(emendations)
    ids, gone, id_faults = before, tuple[Lost, ...](), faults
    if not has_errors((*note_faults, *emendation_faults, *faults)):  # what could not be read is not gone
        ids, gone, id_faults = kept(before, notes, emendations, search.counts)
    findings += id_faults
    made = Apparatus(
        notes=tuple(_labelled(placed_notes)),
        entries=tuple(ApparatusEntry(emendation=each.loaded.of, anchor=each.anchor) for each in placed_emendations),
        adrift=tuple(search.adrift),
        gone=gone,
    )
    findings += [*search.findings, *_unshowable(placed_emendations, letter)]
    return Annotated(made, tuple(findings), tuple(search.edits), ids)


def label(number: int) -> str:
    """The sign of the note of a number, from 0: a, b ... z, aa, ab ..."""
    sign = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ascii_lowercase))
        sign = ascii_lowercase[rest] + sign
    return sign


class _Search:
    """Looks for the words of notes and emendations; collects what was found and what was not."""

    def __init__(self, letter: Letter, several: Mapping[str, str]) -> None:
        self.several = several
        self.letter = letter
        self.counts: dict[str, int] = {}
        """How often the words of each stand in the letter, by anchor in the page."""
        units: tuple[Block | Note, ...] = (*letter.blocks, *letter.notes)
        self.ranks = {unit.id: rank for rank, unit in enumerate(units)}
        self.findings: list[Finding] = []
        self.edits: list[Edit] = []
        self.adrift: list[str] = []

    @cached_property
    def reading(self) -> ReadingText:
        """The words of the letter; of a letter without notes nobody asks for them."""
        return ReadingText(self.letter)

    def place(self, those: Sequence[Loaded[_T]]) -> list[_Placed[_T]]:
        """Those that have their one place, in the order of reading."""
        placed = [_Placed(one, place) for one in those if (place := self._anchor(one))]
        return sorted(placed, key=lambda each: self._order(each.anchor))

    def _anchor(self, one: Loaded[_T]) -> Anchor | None:
        target, own = one.of.target, anchor_of(one.of)
        place = anchor(target, self.reading, several=own in self.several)
        if isinstance(place, Anchor):
            self.counts[own] = len(self.reading.occurrences(normalised(target.exact)))
            if len(normalised(" ".join(target))) < _SHORT:
                message = (
                    f"“{target.exact}” is short: with a `prefix` and a `suffix` it can be found again when a "
                    "transcription corrects a character of it"
                )
                self.findings.append(one.fault("anchor-short", message, "target"))
            return place
        self.adrift.append(one.of.id)
        proposal = propose(target, place, self.reading)
        if proposal:
            self.edits.append(Edit(one.path, (*one.steps, "target"), proposal))
        self.findings.append(one.fault(place.rule, self._missed(target, place, proposal), "target", "exact"))
        return None

    def _missed(self, target: TextQuoteSelector, miss: Miss, proposal: Proposal | None) -> str:
        said = f"{miss.message}: “{target.exact}”. "
        if proposal:
            return (
                f"{said}Nearest, line {proposal.line} ({proposal.likeness:.0f} of 100): {_told(proposal.new, target)}. "
                "`edition check --suggest` prints a patch; look whether it is what you mean"
            )
        if miss.places:
            shown = miss.places[:_SHOWN]
            selectors = ((self.reading.line(found), unique_selector(found, self.reading)) for found in shown)
            told = "; ".join(f"line {number} {_told(selector, target)}" for number, selector in selectors)
            return f"{said}They stand {told}" + ("; and further on" if len(miss.places) > len(shown) else "")
        if miss.rule == "quote-crosses-blocks":
            return said.rstrip(". ")
        return f"{said}Nothing near it was found; quote the words as the page shows them"

    def _order(self, anchor: Anchor) -> tuple[int, int, int]:
        """By the last of the words, where the sign of a note stands."""
        return self.ranks[anchor.within], anchor.spans[-1].end, -anchor.spans[0].start


def _labelled(notes: Iterable[_Placed[Annotation]]) -> Iterator[Anchored]:
    number = 0
    for each in notes:
        sign = label(number) if each.loaded.of.status == "reviewed" else ""
        number += bool(sign)
        yield Anchored(annotation=each.loaded.of, anchor=each.anchor, label=sign)


def _doubled(those: Iterable[Loaded[_T]]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for one in those:
        line = first.setdefault(one.of.id, one.line)
        if line != one.line:
            message = f"`{one.of.id}` is taken, on line {line}: give this one an id that none ever had"
            yield one.fault("annotation-id", message, "id")


def _about(note: Loaded[Annotation]) -> Iterator[Finding]:
    if note.of.status == "draft":
        why = f": {note.of.remark}" if note.of.remark else "; a `remark` may say why"
        yield note.fault("annotation-draft", f"{note.of.id} is a draft and is not published{why}")
    body = normalised(note.of.body)
    for index, position in enumerate(note.of.positions):
        held = normalised(position.holds)
        # of very short texts one is easily part of the other
        if min(len(held), len(body)) > 2 * _SHORT and fuzz.partial_ratio(body, held) >= NEAR:
            message = f"says in the edition's voice what positions[{index}] holds: leave it to the position"
            yield note.fault("dispute-repeated", message, "body")


def _told(new: TextQuoteSelector, old: TextQuoteSelector) -> str:
    parts = [f"“{new.exact}”"] if new.exact != old.exact else []
    parts += [f"behind “{new.prefix}”"] if new.prefix and new.prefix != old.prefix else []
    parts += [f"before “{new.suffix}”"] if new.suffix and new.suffix != old.suffix else []
    return ", ".join(parts)


def _unshowable(those: Sequence[_Placed[Emendation]], letter: Letter) -> Iterator[Finding]:
    """Emendations that a page cannot show: over words of another one, or with the call of a note among their words."""
    for one, other in combinations(those, 2):
        if any(a.start < b.end and b.start < a.end for a, b in product(one.anchor.spans, other.anchor.spans)):
            message = f"its words overlap those of {other.loaded.of.id}: make one emendation of the two"
            yield one.loaded.fault("emendation-overlaps", message, "target")
    units: tuple[Block | Note, ...] = (*letter.blocks, *letter.notes)
    calls = [run for unit in units for run in unit.runs if run.kind == "call"]
    for each in those:
        for call in calls:
            if any(span.start <= call.span.start < span.end for span in each.anchor.spans):
                message = f"its words hold the call of note {call.text}, lost to readers: choose words beside it"
                yield each.loaded.fault("emendation-overlaps", message, "target")
        if each.loaded.of.reading == each.anchor.quote:
            message = f"is what the witness has, line {each.anchor.line}: take the emendation out"
            yield each.loaded.fault("emendation-empty", message, "reading")
