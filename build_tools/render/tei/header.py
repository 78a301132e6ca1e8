"""The header of a letter in TEI: what the file is, whence its text comes, who wrote to whom. Blanks stay blank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from build_tools.model.dates import written_out
from build_tools.model.edition import Declaration, Edition, EditionLetter, Identity, Party
from build_tools.render.tei.parties import Named
from build_tools.render.tei.pen import add
from build_tools.render.tei.principles import encoding
from build_tools.render.tei.words import entry_id

_TOP = "../.."
"""The top of the site from data/tei/."""


def header(top: etree._Element, edited: EditionLetter, edition: Edition, named: Mapping[str, Named]) -> None:
    """Write the `teiHeader`; `named` is what `named_in` gives."""
    declared, identity = edited.declaration, edition.identity
    own = add(top, "teiHeader")
    file = add(own, "fileDesc")
    titles = add(file, "titleStmt")
    add(titles, "title", declared.title, type="main")
    add(titles, "title", ": ".join(filter(None, (identity.title, identity.subtitle))), type="edition", level="m")
    responsible = add(titles, "respStmt", id="edition")
    add(responsible, "resp", "edited, annotated and encoded by")
    add(responsible, "name", identity.responsible or "The editors of this edition")
    add(add(file, "editionStmt"), "edition", f"Version {identity.version}", n=identity.version)
    _publication(file, edited, identity, edition)
    _source(file, edited)
    desc = encoding(edited.letter)
    own.append(desc)
    prefixes = add(desc, "listPrefixDef")
    prefix = add(
        prefixes,
        "prefixDef",
        ident="w",
        matchPattern="([0-9]+),([0-9]+)",
        replacementPattern=f"{_TOP}/letters/{edited.id}.txt#char=$1,$2",
    )
    add(
        prefix,
        "p",
        "A stretch of the transcription in Unicode code points from 0, the end not included, without a byte order "
        "mark. Source: RFC 5147.",
    )
    _profile(own, edited, named)
    _revisions(own, edited, edition)


def _publication(file: etree._Element, edited: EditionLetter, identity: Identity, edition: Edition) -> None:
    statement = add(file, "publicationStmt")
    add(statement, "publisher", identity.responsible)
    if identity.place:
        add(statement, "pubPlace", identity.place)
    if edition.commit_date:
        add(statement, "date", written_out(edition.commit_date), when=edition.commit_date)
    add(statement, "idno", edited.id, type="letter")
    if identity.base_address:
        add(statement, "idno", f"{identity.base_address}letters/{edited.id}.html", type="URI")
    terms = add(statement, "availability")
    if identity.licence:
        told = f"The edition’s own words and markup: {identity.licence}."
        add(terms, "licence", told, target=f"https://spdx.org/licenses/{identity.licence}")
    else:
        add(terms, "p", "No licence of the edition’s own words is stated.")
    if rights := edited.declaration.rights:
        add(terms, "p", f"The letter itself: {rights}")


def _source(file: etree._Element, edited: EditionLetter) -> None:
    declared = edited.declaration
    witness = add(add(add(file, "sourceDesc"), "listWit"), "witness", id="witness", n=declared.siglum)
    add(witness, "title", f"Transcription {declared.siglum}")
    # a name is only what a witness says of itself: who made it and where it lay is mostly unknown
    add(witness, "ref", f"letters/{edited.id}.txt", target=f"{_TOP}/letters/{edited.id}.txt", type="transcription")
    add(witness, "idno", edited.letter.witness.sha256, type="sha256")
    for kind in ("transcription", "provenance", "original", "reference", "symbol"):
        if told := str(getattr(declared, kind)):
            add(witness, "note", told, type=kind)
    for told in declared.remarks:
        add(witness, "note", told, type="remark")
    for field, reason in sorted(declared.differs.items()):
        add(witness, "note", f"{field}: {reason}", type="differs")


def _profile(own: etree._Element, edited: EditionLetter, named: Mapping[str, Named]) -> None:
    declared = edited.declaration
    profile = add(own, "profileDesc")
    languages = add(profile, "langUsage")
    main = declared.language or "en"
    for tag in dict.fromkeys((main, *(block.lang for block in edited.letter.blocks if block.lang))):
        add(languages, "language", _LANGUAGES.get(tag, tag), ident=tag)
    keywords = add(add(profile, "textClass"), "keywords")
    add(keywords, "term", declared.kind, type="kind")
    _correspondence(profile, declared, named)


_LANGUAGES = {"en": "English", "fr": "French", "az": "Azerbaijani", "hy": "Armenian", "de": "German", "ru": "Russian"}


def _correspondence(profile: etree._Element, declared: Declaration, named: Mapping[str, Named]) -> None:
    """Write `correspDesc`: who sent and who received, as declared; what is not known is not there."""
    desc = add(profile, "correspDesc")
    sent = add(desc, "correspAction", type="sent")
    _parties(sent, declared.sender, named)
    if declared.place:
        add(sent, "placeName", declared.place)
    told = "; ".join(filter(None, (written_out(declared.date) or "undated", declared.date_note)))
    add(sent, "date", told, when=declared.date)
    received = add(desc, "correspAction", type="received")
    _parties(received, declared.recipients, named)


def _parties(action: etree._Element, parties: Iterable[Party], named: Mapping[str, Named]) -> None:
    none = True
    for party in parties:
        none = False
        entry = named.get(party.name)
        add(action, entry.element if entry else "name", party.name, ref=f"#{entry_id(entry.key)}" if entry else "")
        if party.office:
            add(action, "roleName", party.office)
    if none:
        add(action, "note", "not known")


def _revisions(own: etree._Element, edited: EditionLetter, edition: Edition) -> None:
    revisions = add(own, "revisionDesc")
    revision = f", revision {edition.commit}" if edition.commit else ""
    told = f"Version {edition.identity.version} of the edition{revision}."
    add(revisions, "change", told, when=edition.commit_date, n=edition.identity.version)
    for digest in reversed(edited.declaration.earlier):
        add(revisions, "change", f"Replaced the transcription of the digest (SHA-256) {digest}.")
