"""The citations and authorities as data for other programs: files below data/ in the site."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.citations.exports import EXPORTS
from build_tools.citations.publish import as_json
from build_tools.model.edition import Edition, EditionLetter
from build_tools.render.places import Units, name
from build_tools.web.data import as_text
from build_tools.web.pages import Material


def citations_json(material: Material) -> dict[str, str]:
    """data/citations.json: every citation of every letter in the order of reading, with letter, address and place."""
    edition = material.edition
    citations = [entry for letter in edition.letters for entry in _of_letter(edition, letter)]
    return {"data/citations.json": as_text({"version": edition.identity.version, "citations": citations})}


def _of_letter(edition: Edition, letter: EditionLetter) -> Iterator[dict[str, object]]:
    units = Units(letter.letter)
    for citation in letter.citations:
        unit = units.at(citation.spans)
        anchor = unit.id if unit else ""
        yield {
            "letter": letter.id,
            "anchor": anchor,
            "url": f"letters/{letter.id}.html#{anchor}",
            "place": name(unit) if unit else None,
            **as_json(citation),
            "reason": citation.reason or None,
            "doubts": list(citation.doubts),
        }


def bibliography_exports(material: Material) -> dict[str, str]:
    """data/authorities.bib, .csl.json and .ris: every record of the bibliography."""
    records = material.edition.bibliography.authorities
    return {f"data/{file}": export(records) for file, export in EXPORTS.items()}
