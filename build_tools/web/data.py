"""The edition as data for other programs: files below data/ in the site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from build_tools.fidelity.account import account
from build_tools.fidelity.ledger import ledger
from build_tools.fidelity.words import count_words
from build_tools.model.edition import EditionLetter, Party
from build_tools.web.pages import Material


def letters_json(material: Material) -> dict[str, str]:
    """data/letters.json: the edition's name and version, and its letters in order. A blank is null."""
    identity = material.edition.identity
    letters = [
        {
            "id": one.id,
            "siglum": one.siglum,
            "title": one.title,
            "kind": one.kind,
            "date": one.date or None,
            "date_note": one.date_note or None,
            "place": one.place or None,
            "sender": _parties(one.sender),
            "recipients": _parties(one.recipients),
            "reference": one.reference or None,
            "symbol": one.symbol or None,
            "language": one.language,
            "url": one.url,
            "witness": one.witness,
            "sha256": one.sha256,
            "words": material.ledgers[one.id]["words"]["total"],
        }
        for one in material.letters
    ]
    data = {"title": identity.title, "version": identity.version, "letters": letters}
    return {"data/letters.json": as_text(data)}


def _parties(parties: tuple[Party, ...]) -> list[dict[str, str | None]]:
    return [{"name": party.name, "office": party.office or None} for party in parties]


def ledger_of(letter: EditionLetter) -> dict[str, Any]:
    """One letter's entry of data/ledger.json: the account of its characters, and what became of its words."""
    counted, _ = account(letter.letter)  # its findings were told before anything was rendered
    return {
        "id": letter.id,
        "sha256": letter.letter.witness.sha256,
        "account": counted.as_json(),
        **ledger(letter.letter).as_json(),
        "emendations": _emendations(letter),
    }


def _emendations(letter: EditionLetter) -> dict[str, Any]:
    """How many words the editors emend, and where: the words of the witness are counted above and stay in the page."""
    entries = letter.apparatus.entries
    return {
        "places": len(entries),
        "words": sum(count_words(entry.anchor.quote) for entry in entries),
        "readings": sum(count_words(entry.emendation.reading) for entry in entries),
        "list": [
            {
                "id": entry.emendation.id,
                "in": entry.anchor.within,
                "line": entry.anchor.line,
                "spans": [list(span) for span in entry.anchor.spans],
                "witness": entry.anchor.quote,
                "reading": entry.emendation.reading,
            }
            for entry in entries
        ],
    }


def ledger_data(material: Material) -> dict[str, str]:
    """data/ledger.json: where every word of every letter went."""
    return {"data/ledger.json": as_text({"letters": list(material.ledgers.values())})}


def as_text(data: Mapping[str, Any]) -> str:
    """JSON as it is published: fields in the order given, and of each list one entry a line."""
    return "{\n" + ",\n".join(f"{_json(name)}: {_lines(value)}" for name, value in data.items()) + "\n}\n"


def _lines(value: Any) -> str:
    return "[\n" + ",\n".join(map(_json, value)) + "\n]" if isinstance(value, list) and value else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)  # without an indent, which is written several times as slowly
