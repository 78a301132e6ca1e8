"""What the edition says of a letter, in `standOff`: notes, emendations, citations, and whom and what they name."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from build_tools.model.annotation import Anchored, AnnotationKind, Evidence
from build_tools.model.apparatus import ApparatusEntry
from build_tools.model.citation import Citation
from build_tools.model.edition import EditionLetter
from build_tools.model.references import References
from build_tools.render.apparatus import emendation_id, in_order, note_id
from build_tools.render.evidence import address_of, evidence_text
from build_tools.render.places import Units
from build_tools.render.tei.pen import add, pointer
from build_tools.render.tei.prose import line, prose
from build_tools.render.tei.words import Words, bibl_id

_TOP = "../.."
_MOTIVATIONS: dict[AnnotationKind, str] = {
    "identification": "identifying",
    "cross-reference": "linking",
    "context": "describing",
}


class StandOff:
    """Writes the annotations of one letter."""

    def __init__(self, edited: EditionLetter, known: References, words: Words) -> None:
        self.edited, self.known = edited, known
        self._places = words.places
        self._units = Units(edited.letter)

    def write(self, parent: etree._Element) -> None:
        """Write all lists that are not empty, and what stood in an earlier transcription or edition."""
        apparatus = self.edited.apparatus
        if apparatus.published:
            notes = add(parent, "listAnnotation", type="notes")
            for note in apparatus.published:
                self._note(notes, note)
        if apparatus.entries:
            emendations = add(parent, "listAnnotation", type="emendations")
            for entry in apparatus.entries:
                self._emendation(emendations, entry)
        if self.edited.citations:
            citations = add(parent, "listAnnotation", type="citations")
            for number, citation in enumerate(self.edited.citations, start=1):
                self._citation(citations, number, citation)
        for gone in self.edited.gone:
            told = f"In an earlier transcription the address of the words that begin “{gone.words}”."
            add(parent, "note", told, type="gone", id=gone.id)
        for lost in apparatus.gone:
            told = f"The editors have taken out what had this address, at the words “{lost.words}”."
            add(parent, "note", told, type="gone", id=lost.anchor)

    def _target(self, own: str, within: str) -> str:
        """Where an annotation points: the elements that hold its words; the block where no element does."""
        unit = None if self._places.get(own) else self._units.named(within)
        found = self._places.get(own) or [unit.id if unit else within]
        return " ".join(f"#{place}" for place in found)

    def _note(self, parent: etree._Element, note: Anchored) -> None:
        annotation = note.annotation
        own = add(
            parent,
            "annotation",
            id=note_id(annotation.id),
            n=note.label,
            motivation=_MOTIVATIONS.get(annotation.kind, "commenting"),
            target=self._target(f"words-{annotation.id}", note.anchor.within),
            resp="#edition",
            cert=annotation.certainty,
        )
        body = add(own, "note", type="editors", subtype=annotation.kind)
        if annotation.body:
            prose(body, annotation.body, _TOP)
        if annotation.positions:
            positions = add(body, "list", type="positions")
            for position in in_order(annotation):
                item = add(positions, "item")
                line(add(item, "label"), position.holder, _TOP)
                prose(item, position.holds, _TOP)
                self._evidence(item, position.evidence)
        self._evidence(body, annotation.evidence)

    def _emendation(self, parent: etree._Element, entry: ApparatusEntry) -> None:
        emendation = entry.emendation
        own = add(
            parent,
            "annotation",
            id=emendation_id(emendation.id),
            motivation="editing",
            target=self._target(f"emended-{emendation.id}", entry.anchor.within),
            resp="#edition",
        )
        body = add(own, "note", type="emendation")
        prose(body, emendation.reason, _TOP)
        self._evidence(body, emendation.evidence)

    def _evidence(self, parent: etree._Element, those: Iterable[Evidence]) -> None:
        for each in those:
            bibl = add(parent, "bibl", type="evidence")
            add(bibl, "ref", evidence_text((each,), self.known), target=pointer(f"{_TOP}/{address_of(each)}"))

    def _citation(self, parent: etree._Element, number: int, citation: Citation) -> None:
        own = add(
            parent,
            "annotation",
            id=f"cite-{number}",
            motivation="identifying",
            target=self._target(f"c{number}", citation.within),
            resp="#edition",
            cert=citation.certainty,
        )
        body = add(own, "note", type="citation", subtype=citation.form)
        pin = citation.pin.text if citation.pin else ""
        for cited in citation.authorities:
            record = self.known.bibliography.by_key(cited.key) if cited.key else None
            bibl = add(body, "bibl", type="authority", corresp=f"#{bibl_id(record.key)}" if record else "")
            add(bibl, "idno", cited.authority, type="normal-form")
            _pin(bibl, pin)
        if not citation.authorities:
            _pin(add(body, "bibl", type="unresolved"), pin)
            for candidate in citation.candidates:
                add(add(body, "bibl", type="candidate"), "idno", candidate, type="normal-form")
        if citation.resolution:
            self._chain(body, citation)
        if citation.declared:
            add(body, "note", citation.reason, type="declared")
        for doubt in citation.doubts:
            add(body, "note", doubt, type="doubt")

    def _chain(self, body: etree._Element, citation: Citation) -> None:
        resolution = citation.resolution
        if resolution is None:
            return
        # the first step is the citation itself
        steps = [(step.within, step.quote) for step in resolution.chain[1:]] or [(resolution.antecedent, "")]
        for within, quote in steps:
            unit = self._units.named(within, quote)
            target = f"#{unit.id}" if unit else ""
            add(body, "ref", quote or within, type="antecedent", subtype=resolution.rule, target=target)


def _pin(bibl: etree._Element, pin: str) -> None:
    if pin:
        add(bibl, "citedRange", pin)
