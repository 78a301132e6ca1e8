"""What a reader of the TEI files is told of their making: the same in every file."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from types import MappingProxyType
from typing import get_args

from lxml import etree

from build_tools.model.letter import Letter, Role
from build_tools.render.tei.pen import add, root

ROLES: Mapping[Role, str] = MappingProxyType(
    {
        "letterhead": "name of the sending body at the head of the letter",
        "organ": "organ of the United Nations, or its session, in a masthead",
        "distribution": "distribution, day of distribution or original language in a masthead",
        "agenda": "item of an agenda in a masthead",
        "title": "title of the document",
        "reference": "reference of the sender",
        "dateline": "place and date",
        "addressee": "name, office and address of a recipient",
        "salutation": "salutation",
        "opening": "first sentence of a note verbale, with its compliments",
        "paragraph": "paragraph",
        "lead": "paragraph that leads to a list or quotation",
        "item": "item of a list",
        "heading": "heading",
        "close": "closing formula",
        "signature": "signature, with name and office",
        "enclosure": "line on enclosures",
        "copy": "line on copies",
        "about": "what the sending organisation says of itself",
    }
)
"""What each role of a block means."""

_MOVES = {"addressee-to-head": "stands at the foot of the first page of the witness and is read at the head"}

_PARAGRAPHS = {
    "correction": (
        "Nothing is corrected silently. Where the editors read other words than the transcription has, “choice” holds "
        "both: “sic” the words of the transcription, “corr” what the editors read. The annotation of the type editing "
        "gives the reason and the evidence."
    ),
    "normalization": (
        "Spelling, punctuation and names are those of the transcription. A line end inside a paragraph is a space; a "
        "line end of an address, masthead or signature is “lb”. Asterisks, underscores and tags that mark emphasis in "
        "the transcription are “hi”."
    ),
    "hyphenation": "A word that a line end or page end cuts is joined as it is read; no hyphen is taken away.",
    "segmentation": (
        "Paragraphs, headings, items, the parts of opener and closer, and notes are found by a program and checked by "
        "the editors. Each has a lasting identifier, its role (ana), and its place in the transcription (corresp). "
        "Paragraphs, items and leads are numbered in one row (n). The numbers are the edition's."
    ),
    "interpretation": (
        "Page breaks (pb of the type inferred, with the attributes facs) are not printed in the transcription: they "
        "are inferred from groups of notes and broken sentences. Notes of the letter stand in “back” with their "
        "printed label (n); each call is a “ref” of the type call. Links, names and notes of the editors are theirs: "
        "“ref” of the type citation, “rs”, “seg” of the type annotated, and all of “standOff”. A “ref” of the type "
        "link is in the transcription; where it leads to something else than its words name, it has cRef and not "
        "target. Page numbers, running heads and traces of conversion are left out; data/ledger.json lists them all."
    ),
}


def encoding(letter: Letter) -> etree._Element:
    """The `encodingDesc` of a letter but for where its transcription is found."""
    desc = deepcopy(_common())
    if moved := {block.moved for block in letter.blocks if block.moved}:
        _taxonomy(desc[-1], "moves", "moved", {move: _MOVES.get(move, move) for move in sorted(moved)})
    return desc


@cache
def _common() -> etree._Element:
    desc = root("encodingDesc")
    project = add(desc, "projectDesc")
    add(
        project,
        "p",
        "Made from the transcription and the editors’ files by a program, which compares the words of this file with "
        "those of the transcription before it is published.",
    )
    editorial = add(desc, "editorialDecl")
    for tag, told in _PARAGRAPHS.items():
        add(add(editorial, tag), "p", told)
    taxonomies = add(desc, "classDecl")
    _taxonomy(taxonomies, "roles", "role", {role: ROLES[role] for role in get_args(Role)})
    return desc


def _taxonomy(parent: etree._Element, own: str, prefix: str, categories: Mapping[str, str]) -> None:
    taxonomy = add(parent, "taxonomy", id=own)
    for name, told in categories.items():
        add(add(taxonomy, "category", id=f"{prefix}-{name}"), "catDesc", told)
