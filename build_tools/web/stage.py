"""Write the tree that the site generator reads: pages as Markdown, witnesses, data and scripts, before it starts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from build_tools.model.edition import Edition, EditionLetter
from build_tools.report import Finding
from build_tools.web.apparatus import annotations_data, apparatus_page, sources_page
from build_tools.web.assets import assets
from build_tools.web.authorities import authority_pages
from build_tools.web.cards import letter_cards
from build_tools.web.changes import changes_page
from build_tools.web.citation_data import bibliography_exports, citations_json
from build_tools.web.cite import letter_cites
from build_tools.web.data import ledger_data, ledger_of, letters_json
from build_tools.web.downloads import downloads_page
from build_tools.web.metadata import with_metadata
from build_tools.web.pages import MAKERS, Material, PageFault
from build_tools.web.register import register_json, register_pages
from build_tools.web.relations import relations_page
from build_tools.web.relations_data import relations_json
from build_tools.web.search import search_scripts
from build_tools.web.search.alphabet import index_of_names
from build_tools.web.summary import summaries
from build_tools.web.teaching import teaching_page
from build_tools.web.tei import cmif_file, tei_files
from build_tools.web.timeline import timeline_page
from build_tools.web.tree import write_tree
from build_tools.web.witness_view import witness_pages
from build_tools.workers import spread

_MAKERS = (
    witness_pages,
    changes_page,
    authority_pages,
    apparatus_page,
    sources_page,
    letters_json,
    ledger_data,
    citations_json,
    bibliography_exports,
    annotations_data,
    register_pages,
    register_json,
    relations_page,
    timeline_page,
    relations_json,
    cmif_file,
    index_of_names,
    teaching_page,
    downloads_page,
)
STAGED = "staged"
"""Folder of the tree in the project; `docs_dir` of mkdocs.yml names it too."""


def stage(edition: Edition, out: Path, renderings: Mapping[str, str], *, search: bool = True) -> tuple[Finding, ...]:
    """Write the pages of an edition below `out`; only what changed is written, and what is no longer made is removed.

    `renderings` holds the article of each letter, by id. Without `search` its scripts are left out: for measurements.
    Reports data-unreadable and data-invalid (a hand-written page), witness-digest (a witness that changed since it
    was read), folder-refused (`out` is no tree of pages); then nothing is written.
    """
    tree, findings = staged_tree(edition, renderings, search=search)
    return findings or write_tree(tree, out)


def staged_tree(
    edition: Edition, renderings: Mapping[str, str], *, search: bool = True
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Make every file of the tree, by its path with forward strokes; findings as `stage` reports them."""
    material = Material(
        edition=edition,
        letters=summaries(edition),
        ledgers={one["id"]: one for one in spread(ledger_of, edition.letters)},
        articles=renderings,
        cards=letter_cards(edition),
        cites=letter_cites(edition),
    )
    findings: list[Finding] = []
    texts = assets()
    for make in (*MAKERS, *_MAKERS):
        try:
            texts.update(make(material))
        except PageFault as fault:
            findings.append(fault.finding)
    texts.update(with_metadata(texts, material))
    tei, in_tei = tei_files(edition)
    texts.update(tei)
    findings += in_tei
    if search:
        texts.update(search_scripts(_searched(edition)))
    tree = {path: text.encode("utf-8") for path, text in texts.items()}
    for letter in edition.letters:
        try:
            tree[f"letters/{letter.id}.txt"] = _witness_bytes(edition, letter)
        except ValueError as fault:
            path = letter.letter.witness.name
            findings.append(Finding(rule="witness-digest", message=str(fault), path=path))
    return tree, tuple(findings)


def _searched(edition: Edition) -> Edition:
    """What the search finds: for students no editors' notes, which wait for notes of their own."""
    if edition.audience != "students":
        return edition
    silent = (replace(letter, apparatus=replace(letter.apparatus, notes=())) for letter in edition.letters)
    return replace(edition, letters=tuple(silent))


def _witness_bytes(edition: Edition, letter: EditionLetter) -> bytes:
    """The file of a witness. Raises ValueError where it is not the one that was read."""
    content = (edition.root / "docs" / "letters" / f"{letter.id}.txt").read_bytes()
    if hashlib.sha256(content).hexdigest() != letter.letter.witness.sha256:
        raise ValueError("the witness changed while the edition was built; build again")
    return content
