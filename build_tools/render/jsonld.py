"""Stage: the editors' notes and emendations -> W3C Web Annotations, and back.

Every target is a stretch of a witness's text file, with a position and a quotation that select the same code points, so
that any program for annotations can attach them. What the model has no word for (kind, certainty, positions, evidence,
the editors' own selector) stands in terms of the edition's own. Source: W3C Web Annotation Data Model, 2017.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from build_tools.model.annotation import Anchor, Annotation, Evidence, Position, TextQuoteSelector
from build_tools.model.apparatus import Emendation
from build_tools.model.edition import EditionLetter, Identity
from build_tools.render.apparatus import emended_id, note_id
from build_tools.render.evidence import address_of

NAMESPACE = "urn:uuid:0b6a9d0e-6d0b-5c7b-9a53-6f1f5b0e7f4d#"
"""Of the terms that the W3C's model does not have."""
CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "edition": NAMESPACE,
        "positions": {"@id": "edition:positions", "@container": "@list"},
        "evidence": {"@id": "edition:evidence", "@container": "@list"},
        **{name: f"edition:{name}" for name in ("kind", "certainty", "holder", "holds", "reason", "quotedAs")},
        **{name: f"edition:{name}" for name in ("authority", "sourceKey", "letter", "at", "pinpoint", "witness")},
    },
]
_MOTIVATIONS = {"identification": "identifying", "cross-reference": "linking", "context": "describing"}
_AROUND = 32  # code points of the witness before and behind a quotation


class ReadBack(NamedTuple):
    """The notes and emendations of one letter, as the data has them."""

    notes: tuple[Annotation, ...]
    emendations: tuple[Emendation, ...]
    anchors: Mapping[str, tuple[tuple[int, int], ...]]
    """By id of the note or emendation: its stretches of the witness."""


def annotations_jsonld(letters: Iterable[EditionLetter], identity: Identity) -> str:
    """All published notes and all emendations of an edition as one AnnotationCollection, in the order of reading.

    Addresses are relative to the folder of the file, data/, or absolute where the edition has an address. Positions are
    half-open, in code points of the witness without a BOM.
    """
    top = identity.base_address or "../"
    items = [item for letter in letters for item in _items(letter, top)]
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"{top}data/annotations.jsonld",
        "type": "AnnotationCollection",
        "label": f"Notes and emendations: {identity.title}",
        **({"creator": {"type": "Organization", "name": identity.responsible}} if identity.responsible else {}),
        **({"rights": f"https://spdx.org/licenses/{identity.licence}"} if identity.licence else {}),
        "total": len(items),
        "first": {
            "id": f"{top}data/annotations.jsonld#all",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def read_back(text: str) -> dict[str, ReadBack]:
    """The notes and emendations in such a file, by id of the letter: the same records that were written.

    What is for editors only, remarks and places in files, is not in the data. Raises KeyError or ValueError where the
    data has another shape; its JSON Schema says which.
    """
    notes: dict[str, list[Annotation]] = {}
    emendations: dict[str, list[Emendation]] = {}
    anchors: dict[str, dict[str, tuple[tuple[int, int], ...]]] = {}
    for item in json.loads(text)["first"]["items"]:
        letter, own = item["letter"], item["id"].partition("#")[2].partition("-")[2]
        selector = item["quotedAs"]
        target = TextQuoteSelector(selector["exact"], selector.get("prefix", ""), selector.get("suffix", ""))
        bodies = {body["purpose"]: body["value"] for body in item.get("body", ())}
        evidence = _evidence_back(item["evidence"])
        date = item.get("modified", "")[:10]
        if item["motivation"] == "editing":
            emendation = Emendation(
                id=own, target=target, reading=bodies["editing"], reason=item["reason"], evidence=evidence, date=date
            )
            emendations.setdefault(letter, []).append(emendation)
        else:
            note = Annotation(
                id=own,
                kind=item["kind"],
                target=target,
                body=bodies.get("commenting", ""),
                positions=tuple(
                    Position(each["holder"], each["holds"], _evidence_back(each["evidence"]))
                    for each in item.get("positions", ())
                ),
                evidence=evidence,
                certainty=item["certainty"],
                status="reviewed",
                date=date,
                remark="",
            )
            notes.setdefault(letter, []).append(note)
        stretches = (target["selector"][0] for target in item["target"])
        anchors.setdefault(letter, {})[own] = tuple((each["start"], each["end"]) for each in stretches)
    return {
        letter: ReadBack(tuple(notes.get(letter, ())), tuple(emendations.get(letter, ())), anchors[letter])
        for letter in anchors
    }


def _items(letter: EditionLetter, top: str) -> Iterator[dict[str, Any]]:
    for note in letter.apparatus.published:
        annotation = note.annotation
        yield {
            **_head(letter, note_id(annotation.id), annotation.date, top),
            "motivation": _MOTIVATIONS.get(annotation.kind, "commenting"),
            "kind": annotation.kind,
            "certainty": annotation.certainty,
            "body": [_body(annotation.body, "commenting", "text/markdown")] if annotation.body else [],
            **({"positions": [_position(each, top) for each in annotation.positions]} if annotation.positions else {}),
            "evidence": [_evidence(each, top) for each in annotation.evidence],
            **_place(letter, annotation.target, note.anchor, top),
        }
    for entry in letter.apparatus.entries:
        emendation = entry.emendation
        yield {
            **_head(letter, emended_id(emendation.id), emendation.date, top),
            "motivation": "editing",
            "body": [_body(emendation.reading, "editing", "text/plain")],
            "reason": emendation.reason,
            "evidence": [_evidence(each, top) for each in emendation.evidence],
            **_place(letter, emendation.target, entry.anchor, top),
        }


def _head(letter: EditionLetter, anchor: str, date: str, top: str) -> dict[str, Any]:
    moment = {"modified": f"{date}T00:00:00Z"} if date else {}  # the model wants a time of day with every date
    return {"id": f"{top}letters/{letter.id}.html#{anchor}", "type": "Annotation", "letter": letter.id, **moment}


def _body(text: str, purpose: str, media_type: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": text, "format": media_type, "language": "en", "purpose": purpose}


def _position(position: Position, top: str) -> dict[str, Any]:
    evidence = [_evidence(each, top) for each in position.evidence]
    return {"holder": position.holder, "holds": position.holds, "evidence": evidence}


def _evidence(evidence: Evidence, top: str) -> dict[str, str]:
    named = {"authority": evidence.authority, "sourceKey": evidence.source, "letter": evidence.letter}
    more = {"at": evidence.at, "pinpoint": evidence.pinpoint}
    return {"id": top + address_of(evidence), **{name: value for name, value in {**named, **more}.items() if value}}


def _evidence_back(those: Iterable[Mapping[str, str]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            authority=each.get("authority", ""),
            source=each.get("sourceKey", ""),
            letter=each.get("letter", ""),
            at=each.get("at", ""),
            pinpoint=each.get("pinpoint", ""),
        )
        for each in those
    )


def _place(letter: EditionLetter, target: TextQuoteSelector, anchor: Anchor, top: str) -> dict[str, Any]:
    raw = letter.letter.witness.text
    source = f"{top}letters/{letter.id}.txt"
    targets = [
        {
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": raw[start:end],
                    "prefix": raw[max(0, start - _AROUND) : start],
                    "suffix": raw[end : end + _AROUND],
                },
            ],
        }
        for start, end in anchor.positions
    ]
    quoted = {"type": "TextQuoteSelector", **{name: text for name, text in target._asdict().items() if text}}
    return {"target": targets, "quotedAs": quoted, "witness": letter.letter.witness.sha256}
