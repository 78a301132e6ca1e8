"""All citations of one letter: recognised, completed from the context, resolved, and put on the witness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_tools.citations.context import complete
from build_tools.citations.declared import Declared, Placed, declared_citation, place
from build_tools.citations.formfiles import shipped_forms
from build_tools.citations.forms import Forms
from build_tools.citations.found import Found, without_overlaps
from build_tools.citations.keys import Index, index_of
from build_tools.citations.lexicon import shipped_lexicon
from build_tools.citations.meaning import Meaning
from build_tools.citations.nicknames import case_names
from build_tools.citations.place import Order
from build_tools.citations.provisions import join_instruments, stands_alone
from build_tools.citations.publish import Edges, published
from build_tools.citations.reading import Whole, readings
from build_tools.citations.recognise import OWN_WORDS, recognise
from build_tools.citations.resolve import Resolver
from build_tools.citations.short_forms import MOST, definitions, find_shorts, overlaps, pinned_nouns, short_forms
from build_tools.citations.signs import small
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Citation
from build_tools.model.letter import Letter
from build_tools.report import Finding


def cite(
    letter: Letter,
    bibliography: Bibliography | None = None,
    forms: Forms | None = None,
    declared: Sequence[Declared] = (),
) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    """Find and resolve every citation of a letter.

    Citations come in the order of reading, those of notes behind those of blocks in the order of the witness. Without a
    bibliography spans and normal forms are the same but for what only a record names, and keys are None. `declared` are
    the editors' entries for this letter. Reports citation-ambiguous, citation-unresolved, citation-doubtful-date,
    link-target-differs and link-target-empty in the letter, declared-quote-missing, declared-quote-ambiguous and
    declared-key-unknown in the editors' file. Time is linear in the text.
    """
    forms = forms or shipped_forms()
    citing = readings(letter, but_for=OWN_WORDS)
    order = Order(citing)
    index = index_of(bibliography) if bibliography and bibliography.authorities else None
    whole = Whole(citing)
    found, of_records = recognise(whole, forms, index.names if index else shipped_lexicon())
    complete(order, found)
    _add_short_forms(found, order, whole)
    for id_, names in case_names(found, order).items():
        found[id_] = without_overlaps([*found[id_], *names])
    _add_record_names(found, of_records)
    placed, findings = place(declared, readings(letter) if declared else ())
    meanings = Resolver(order, found, index).resolve()
    edges = Edges(letter.nodes, letter.witness.text)
    citations: list[Citation] = []
    for one in placed:
        citation, faults = declared_citation(one, bibliography, edges)
        findings += faults
        if citation:
            citations.append(citation)
    for meaning in _undeclared(meanings, placed):
        citation, doubts = _published(meaning, edges, index, letter)
        findings += doubts
        if citation:
            citations.append(citation)
    number = {block.id: number for number, block in enumerate(letter.blocks)}
    citations.sort(key=lambda one: (number.get(one.within, len(number)), one.spans[0].start if one.spans else 0))
    return tuple(citations), tuple(findings)


def _add_record_names(found: dict[str, list[Found]], of_records: Mapping[str, list[Found]]) -> None:
    """Add, in place, names that only records know, where nothing else was found: what the letter alone gives stays."""
    for id_, extra in of_records.items():
        reading = extra[0].reading
        citations = found[id_]
        taken = sorted([*definitions(reading, citations), *((one.first, one.end) for one in citations)])
        free = [one for one in extra if not overlaps(one.start, one.end, taken)]
        provisions = [one for one in citations if one.kind == "provision"]
        others = [one for one in citations if one.kind != "provision"]
        found[id_] = without_overlaps([*others, *join_instruments(provisions, free)])


def _add_short_forms(found: dict[str, list[Found]], order: Order, whole: Whole) -> None:
    """Add, in place, short forms, bare nouns with a pinpoint, and the provisions whose instrument is a short form."""
    shorts = short_forms(found, order)
    documents = [
        (order.of_found(one), one) for citations in found.values() for one in citations if one.kind == "document"
    ][:MOST]
    known = {short.words for short in shorts}
    hits = find_shorts(whole, shorts, found, order)
    pinned = pinned_nouns(whole, documents, order)
    for reading in order.readings:
        citations, extra = found[reading.id], hits.get(reading.id, ())
        if not citations and not extra:
            continue
        zones = definitions(reading, citations)
        if not zones and not extra and reading.id not in pinned and all(one.kind != "provision" for one in citations):
            continue
        if zones:
            citations = [one for one in citations if not overlaps(one.start, one.end, zones) or one.kind == "back"]
        # a title that only its shape made yields to the short form of the same words
        firm = [one for one in citations if not (one.facts.get("listed") == "" and _head(one) in known)]
        taken = sorted([*zones, *((one.first, one.end) for one in firm if one.kind != "provision")])
        free = without_overlaps([one for one in extra if not overlaps(one.start, one.end, taken)])
        if len(firm) < len(citations):
            kept, there = {one.start for one in free}, {id(one) for one in firm}
            firm += [one for one in citations if id(one) not in there and one.start not in kept]
        provisions = [one for one in firm if one.kind == "provision"]
        if provisions and free:
            free = join_instruments(provisions, free)
            firm = [one for one in firm if one.kind != "provision"]
        firm = without_overlaps([*firm, *free])
        spans = [(one.first, one.end) for one in firm]
        firm += [one for one in pinned.get(reading.id, ()) if not overlaps(one.start, one.end, spans)]
        found[reading.id] = without_overlaps([one for one in firm if one.kind != "provision" or stands_alone(one)])


def _head(one: Found) -> str:
    return small(one.reading.text[one.items[0].start : one.items[0].end]) if one.items else ""


def _undeclared(meanings: Sequence[Meaning], placed: Sequence[Placed]) -> list[Meaning]:
    """What no editor's entry speaks of: a declared reading takes the place of the rules' one."""
    if not placed:
        return list(meanings)
    spans: dict[str, list[tuple[int, int]]] = {}
    for one in placed:
        spans.setdefault(one.reading.id, []).append((one.start, one.end))
    for stretches in spans.values():
        stretches.sort()
    return [
        meaning
        for meaning in meanings
        if not overlaps(meaning.found.start, meaning.found.end, spans.get(meaning.found.reading.id, []))
    ]


def _published(
    meaning: Meaning, edges: Edges, index: Index | None, letter: Letter
) -> tuple[Citation | None, list[Finding]]:
    found = meaning.found
    unresolved = not meaning.authorities and not meaning.candidates
    citation, doubts = published(meaning, edges, index)
    findings: list[Finding] = []
    for doubt in doubts:
        line, column = letter.witness.place(
            citation.spans[0].start if citation.spans else found.reading.raw(found.start)
        )
        findings.append(
            Finding(rule=doubt.rule, message=doubt.message, path=letter.witness.name, line=line, column=column)
        )
    if unresolved and found.kind == "provision":
        return None, findings  # an article of nothing known: reported, not marked
    if unresolved and found.facts.get("word") == "supra-note" and "supra" not in citation.quote.lower():
        return None, []  # "note 20 above" of a letter that has no such note: a note of another kind
    return citation, findings
