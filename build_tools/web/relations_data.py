"""How the documents hang together, as data: data/relations.json."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from build_tools.model.annotation import Evidence
from build_tools.model.relations import Grounds, Passage
from build_tools.web.data import as_text
from build_tools.web.pages import Material


def relations_json(material: Material) -> dict[str, str]:
    """data/relations.json: all that the two pages show, and every run of words that two letters share.

    Spans are half-open, in code points of the witness. A blank is null; empty lists are left as they are.
    """
    made = material.edition.relations
    data = {
        "relations": [
            {
                "id": one.id,
                "kind": one.kind,
                "from": _document(one.subject),
                "to": _document(one.object),
                "statement": one.statement,
                "certainty": one.certainty,
                **_grounds(one.grounds),
            }
            for one in made.relations
        ],
        "figures": [
            {
                "id": one.id,
                "matter": one.matter,
                "figures": [{"says": each.says, "passage": _passage(each.passage)} for each in one.figures],
                "comment": one.comment,
                "evidence": _evidence(one.evidence),
            }
            for one in made.figures
        ],
        "recurring": [
            {"id": one.id, "kind": one.kind, "statement": one.statement, **_grounds(one.grounds)}
            for one in made.recurrences
        ],
        "repetitions": [
            {
                "words": one.words,
                "quote": one.quote,
                "places": [
                    {"letter": letter, "in": within, "line": number, "spans": [list(span) for span in spans]}
                    for letter, within, number, spans in zip(one.letters, one.within, one.lines, one.spans, strict=True)
                ],
                "confirmed": one.confirmed or None,
                "name": one.named,
            }
            for one in made.repetitions
        ],
        "quotations": [
            {
                "id": one.id,
                "passage": _passage(one.passage),
                "source": _document(one.source),
                "agreement": one.agreement,
                "how": one.how or None,
                "seen": one.seen or None,
            }
            for one in made.quotations
        ],
        "events": [
            {
                "id": one.id,
                "kind": one.kind,
                "date": one.date or None,
                "until": one.until or None,
                "date_note": one.date_note or None,
                "title": one.title,
                "claims": [
                    {"holder": each.holder, "holds": each.holds, **_grounds(each.grounds)} for each in one.claims
                ],
                **_grounds(one.grounds),
            }
            for one in made.events
        ],
    }
    return {"data/relations.json": as_text(data)}


def _document(one: Evidence) -> dict[str, str]:
    """Only what is filled: letter, authority or source, and the pinpoint."""
    return {field: value for field, value in one._asdict().items() if value}


def _grounds(grounds: Grounds) -> dict[str, Any]:
    return {
        "passages": [_passage(passage) for passage in grounds.passages],
        "evidence": _evidence(grounds.evidence),
    }


def _evidence(those: Iterable[Evidence]) -> list[dict[str, str]]:
    return [_document(each) for each in those]


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "letter": passage.letter,
        "in": passage.anchor.within,
        "line": passage.anchor.line,
        "spans": [list(span) for span in passage.anchor.spans],
        "quote": passage.anchor.quote,
    }
