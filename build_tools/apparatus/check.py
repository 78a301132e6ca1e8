"""Checks that need the whole edition: evidence leads somewhere, and every slip is answered as it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.apparatus.load import Loaded
from build_tools.model.annotation import Annotation, Evidence
from build_tools.model.apparatus import Emendation, Slip
from build_tools.model.edition import EditionLetter
from build_tools.model.references import References
from build_tools.report import Finding
from build_tools.yamlfile import Steps


def evidence_faults(those: Sequence[Loaded[Annotation] | Loaded[Emendation]], known: References) -> Iterator[Finding]:
    """Report evidence-unknown for evidence that names no record, no letter, or no place of it."""
    for one in those:
        for steps, evidence in _evidence(one.of):
            if fault := _fault(evidence, known):
                yield one.fault("evidence-unknown", fault[1], *steps, fault[0])


def slip_faults(slips: Sequence[Loaded[Slip]], known: References) -> Iterator[Finding]:
    """Report slip-invalid where a slip is not on its line, or what it refers to does not exist."""
    first: dict[tuple[str, str, int | None], int] = {}
    for slip in slips:
        letter = known.letters.get(slip.of.letter)
        line = first.setdefault((slip.of.slip, slip.of.letter, slip.of.at), slip.line)
        if line != slip.line:
            yield slip.fault("slip-invalid", f"`{slip.of.slip}` stands on line {line} with this place already", "slip")
        if letter is None:
            message = f"`{slip.of.letter}` is no letter of this edition"
            yield slip.fault("slip-invalid", message, "letter")
            continue
        yield from _place_faults(slip, letter)
        yield from _ref_faults(slip, letter, known)


def _evidence(of: Annotation | Emendation) -> Iterator[tuple[Steps, Evidence]]:
    yield from ((("evidence", index), each) for index, each in enumerate(of.evidence))
    if isinstance(of, Annotation):
        for number, position in enumerate(of.positions):
            yield from (
                (("positions", number, "evidence", index), each) for index, each in enumerate(position.evidence)
            )


def _fault(evidence: Evidence, known: References) -> tuple[str, str] | None:
    if evidence.authority and not known.bibliography.by_key(evidence.authority):
        return "authority", f"`{evidence.authority}` is no key of a record in annotations/authorities/"
    if evidence.source and evidence.source not in known.sources:
        return "source", f"`{evidence.source}` is no key of a record in annotations/sources.yml"
    if evidence.letter:
        letter = known.letters.get(evidence.letter)
        if letter is None:
            return "letter", f"`{evidence.letter}` is no letter of this edition"
        if evidence.at and evidence.at not in _ids(letter):
            return "at", f"`{evidence.at}` is no block or note of {letter.id}; its page shows the ids"
    return None


def _ids(letter: EditionLetter) -> set[str]:
    return {*(block.id for block in letter.letter.blocks), *(note.id for note in letter.letter.notes)}


def _place_faults(slip: Loaded[Slip], letter: EditionLetter) -> Iterator[Finding]:
    witness, at, quote = letter.letter.witness, slip.of.at, slip.of.quote
    if at is None:
        if quote:
            yield slip.fault("slip-invalid", "stands on no line: `line` is blank, fill it in", "quote")
        return
    if at > len(witness.lines):
        yield slip.fault("slip-invalid", f"the transcription has {len(witness.lines)} lines", "line")
    elif not quote:
        yield slip.fault("slip-invalid", "`quote` is blank: give the characters that stand there", "line")
    elif quote not in witness.slice(witness.lines[at - 1]):
        there = [number for number, line in enumerate(witness.lines, 1) if quote in witness.slice(line)]
        other = f"; it stands on line {', '.join(map(str, there))}" if there else "; nor on any other line"
        # a new transcription moves lines, and that alone keeps nothing from being published
        rule = "slip-moved" if there else "slip-invalid"
        yield slip.fault(rule, f"these characters are not on line {at} of the transcription{other}", "quote")


def _ref_faults(slip: Loaded[Slip], letter: EditionLetter, known: References) -> Iterator[Finding]:
    apparatus, ref = letter.apparatus, slip.of.ref
    emendations = {*(entry.emendation.id for entry in apparatus.entries), *apparatus.adrift}
    notes = {*(note.annotation.id for note in apparatus.notes), *apparatus.adrift}
    if slip.of.decision == "left-alone":
        if ref:
            yield slip.fault("slip-invalid", "what is left alone refers to nothing: take `ref` out", "ref")
    elif slip.of.decision == "link-repair":
        if ref and not known.bibliography.by_key(ref):
            yield slip.fault("slip-invalid", f"`{ref}` is no key of a record in annotations/authorities/", "ref")
    elif ref not in (emendations if slip.of.decision == "emendation" else notes):
        message = f"`{ref}` is no {slip.of.decision} of {letter.id}"
        yield slip.fault("slip-invalid", message if ref else f"name the id of the {slip.of.decision}", "ref")
