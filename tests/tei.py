"""TEI files for tests: of the edition, of the invented letters, and of letters made to be odd."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from build_tools import pipeline
from build_tools.citations.style import reference
from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.letter import Letter
from build_tools.render.tei import TeiWriter
from tests import apparatus, cited, invented
from tests.builders import block, call, edition_letter, em, letter, link, note, rest
from tests.conftest import ROOT
from tests.specimens import LETTERS, specimen
from tests.test_apparatus_merge import DISPUTED


@cache
def of_the_edition() -> Edition:
    """The edition itself."""
    return pipeline.prepare(ROOT).edition


def write(edited: EditionLetter, edition: Edition | None = None) -> str:
    """The TEI file of a letter; without its edition, of an invented one with nothing else in it."""
    edition = edition or bare(edited)
    return TeiWriter(edition, partial(reference, form="text")).write(edited)


def bare(*letters: EditionLetter, **fields: str) -> Edition:
    """An invented edition of some letters, on no disk and of no commit."""
    return Edition(
        root=Path(),
        identity=invented.identity(**fields),
        letters=letters,
        commit="",
        commit_date="",
        commit_time=0,
        bibliography=cited.BIBLIOGRAPHY,
    )


def annotated() -> EditionLetter:
    """Notes on words of two pages and within one another, a dispute, emendations in and across other words."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        apparatus.write(
            root,
            notes=apparatus.a_note("The lamps at the quay of Hentzau", date="1999-12-31", certainty="low")
            + apparatus.a_note(
                "lamps at the quay",
                "n-2",
                kind="identification",
                prefix="'; the'",
                body="'A *word*, “so” <b> & [it](index.html).'",
            )
            + apparatus.a_note(
                "article 4",
                "n3",
                body="'> Quoted `fixed` words.'",
                evidence=f"[{{letter: {apparatus.ID}, at: p1, pinpoint: line 2}}]",
            )
            + apparatus.a_note("envoy", "n4", status="draft")
            + DISPUTED,
            emendations=apparatus.an_emendation("have not find", "have not found"),
        )
        return apparatus.edited(apparatus.zenda(), root)


ODD: dict[str, Letter] = {
    "control characters": letter(
        block("m1", "dateline", "Strelsau\x0b, 3 May\x07 1995"),
        block(
            "p1", "paragraph", "A bell\x07, a feed\x0c, ", em("a nought\x00"), " a stray\x1f and a mark\ufffe\uffff."
        ),
        block("p2", "paragraph", "Breaks\u2028inside\x85 and\u00a0 joined\u200b\u00ad\ufeff, \u202eturned\u202c 𝄞."),
        note("1", "A note\x01."),
    ),
    "nothing at all": letter(block("p1", "paragraph", "Yes.")),
    "no running text": letter(block("m1", "letterhead", "Ministry\nof Rivers"), block("m2", "signature", "R. R.")),
    "matter everywhere": letter(
        block("m1", "organ", "Assembly"),
        block("m2", "title", "Letter of a Minister"),
        block("m3", "agenda", "Item 3"),
        block("h1", "heading", "I. Rivers", level=1),
        block("h2", "heading", "Mouths", level=3),
        block("p1", "lead", "They are:"),
        block("p2", "item", "deep", bullet="-"),
        block("p3", "item", "(b) wide"),
        block("m4", "dateline", "Strelsau, in between"),
        block("h3", "heading", "Sources", level=2),
        block("p4", "paragraph", "None."),
        block("m5", "close", "Yours,"),
        block("m6", "about", "We are friends."),
        block("m7", "copy", "Copy: all"),
        block("m8", "about", "And many."),
    ),
    "pages and calls": letter(
        block("p1", "paragraph", "It begins", call("1"), " here and is go-", page=1),
        note("1", "See note", call("2"), ".", page=1),
        rest("p1", "ing on", call("1"), " there", call("9"), ".", join=""),
        note("2", "Nothing.", page=3),
        note("*", "Called by none.", sign="\\*"),
        block("p2", "paragraph", "Third page.", page=3),
    ),
    "links": letter(
        block(
            "p1",
            "paragraph",
            *(link("https://a.example/x%20y?z=1&b=%zz", "https://a.example/x%20y?z=1&b=%zz"), ", "),
            *(link("javascript:alert(1)", "a ", em("script")), ", ", link("", "nowhere"), ", "),
            link("not-an-address[at]%zz#a#b", "odd"),
            ", a < b &amp; R&D ]]> -->.",
        ),
    ),
}
"""Letters that no editor would wish for."""


@cache
def every() -> dict[str, tuple[EditionLetter, Edition]]:
    """All letters by name, each with its edition."""
    edition = of_the_edition()
    found = {one.id: (one, edition) for one in edition.letters}
    made = {name: specimen(name) for name in LETTERS}
    made |= {name: edition_letter(of) for name, of in ODD.items()}
    made |= {"annotated": annotated(), "cited": cited.first_letter(), "declared": cited.second_letter()}
    made["all blank"] = edition_letter(
        ODD["nothing at all"], date="", place="", sender=(), recipients=(), transcription="", language="fr"
    )
    # a name with a citation in it, and a citation with a name in it, are laid over one another in the edition's letters
    found |= {name: (one, bare(one)) for name, one in made.items()}
    filled = bare(made["annotated"], responsible="Academy", place="Arcady", licence="CC0-1.0", contact="a@b.example")
    identity = replace(filled.identity, base_address="https://letters.example/")
    found["an edition with an address"] = (
        made["annotated"],
        replace(filled, identity=identity, commit_date="1999-12-31"),
    )
    return found


def named(edition: Edition, **fields: str) -> Edition:
    """An edition with other words about itself."""
    return replace(edition, identity=replace(edition.identity, **fields))
