"""The letters in TEI and in CMIF: files below data/ in the site, each held against its witness."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from build_tools.citations.style import reference
from build_tools.fidelity.tei import compare_tei
from build_tools.model.edition import Edition, EditionLetter
from build_tools.render.cmif import cmif
from build_tools.render.tei import TeiWriter
from build_tools.report import Finding
from build_tools.web.pages import Material
from build_tools.workers import spread


def tei_files(edition: Edition) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """data/tei/<id>.xml of each letter, and where one differs from its witness; reports as `compare_tei` does."""
    made = spread(_proved(edition), edition.letters)
    files = {f"data/tei/{letter.id}.xml": text for letter, (text, _) in zip(edition.letters, made, strict=True)}
    return files, tuple(finding for _, findings in made for finding in findings)


def _proved(edition: Edition) -> Callable[[EditionLetter], tuple[str, tuple[Finding, ...]]]:
    writer = TeiWriter(edition, partial(reference, form="text"))

    def make(letter: EditionLetter) -> tuple[str, tuple[Finding, ...]]:
        text = writer.write(letter)
        return text, compare_tei(text, letter, f"data/tei/{letter.id}.xml")

    return make


def cmif_file(material: Material) -> dict[str, str]:
    """data/cmif.xml: who wrote to whom and when."""
    return {"data/cmif.xml": cmif(material.edition)}
