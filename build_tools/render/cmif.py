"""Stage: the edition -> its letters in the Correspondence Metadata Interchange Format, for correspSearch.

Everything is what the editors declare. A person or body has a `ref` only where the register names its record in an
authority file; a blank stays away. Source: TEI Correspondence SIG, CMIF 1.1.0.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from lxml import etree

from build_tools.model.dates import written_out
from build_tools.model.edition import Edition, EditionLetter, Identity, Party
from build_tools.model.register import Register
from build_tools.render.tei.parties import Named, named_in
from build_tools.render.tei.pen import add, root, shown, written

_NAMESPACE = uuid.UUID("0b6a9d0e-6d0b-5c7b-9a53-6f1f5b0e7f4d")


def cmif(edition: Edition) -> str:
    """All letters of an edition as one CMIF file, in the edition's order; ends with a line feed.

    Addresses are relative to the folder of the file, data/, until the edition has an address: until then correspSearch
    cannot take the file.
    """
    identity = edition.identity
    own = f"edition-{uuid.uuid5(_NAMESPACE, identity.title)}"
    top = root("TEI")
    header = add(top, "teiHeader")
    _file(header, edition, own)
    profile = add(header, "profileDesc")
    named = named_in(edition.register)
    files = _authority_files(edition.register)
    for letter in edition.letters:
        _letter(profile, letter, identity, own, named, files)
    # the format wants a text, and says that it is empty
    add(add(add(top, "text"), "body"), "p")
    return written(top)


def _file(header: etree._Element, edition: Edition, own: str) -> None:
    identity = edition.identity
    file = add(header, "fileDesc")
    titles = add(file, "titleStmt")
    title = ": ".join(filter(None, (identity.title, identity.subtitle)))
    add(titles, "title", title)
    add(titles, "editor", identity.responsible)
    statement = add(file, "publicationStmt")
    publisher = add(statement, "publisher")
    if identity.base_address:
        add(publisher, "ref", identity.responsible or identity.title, target=identity.base_address)
    elif identity.responsible:
        publisher.text = shown(identity.responsible)
    add(statement, "idno", f"{identity.base_address}data/cmif.xml" if identity.base_address else "cmif.xml", type="url")
    add(statement, "date", written_out(edition.commit_date), when=edition.commit_date)
    terms = add(statement, "availability")
    if identity.licence:
        add(terms, "licence", identity.licence, target=f"https://spdx.org/licenses/{identity.licence}")
    else:
        add(terms, "p", "No licence is stated.")
    bibl = add(add(file, "sourceDesc"), "bibl", f"{title}, version {identity.version}", id=own, type="online")
    if identity.base_address:
        bibl.text = f"{bibl.text}, "
        add(bibl, "ref", identity.base_address, target=identity.base_address)


def _letter(
    profile: etree._Element,
    letter: EditionLetter,
    identity: Identity,
    own: str,
    named: Mapping[str, Named],
    files: Mapping[str, str],
) -> None:
    declared = letter.declaration
    address = f"{identity.base_address or '../'}letters/{letter.id}.html"
    desc = add(profile, "correspDesc", key=letter.id, ref=address, source=f"#{own}")
    sent = add(desc, "correspAction", type="sent")
    _parties(sent, declared.sender, named, files)
    if declared.place:
        add(sent, "placeName", declared.place)
    if declared.date:
        add(sent, "date", when=declared.date)
    if declared.date_note:
        add(sent, "note", declared.date_note if declared.date else f"Undated; {declared.date_note}")
    received = add(desc, "correspAction", type="received")
    _parties(received, declared.recipients, named, files)
    for action in (sent, received):
        if not len(action):  # an empty one is not valid
            add(action, "note", "Not known.")


def _parties(
    action: etree._Element, parties: Iterable[Party], named: Mapping[str, Named], files: Mapping[str, str]
) -> None:
    for party in parties:
        entry = named.get(party.name)
        ref = files.get(entry.key, "") if entry else ""
        add(action, entry.element if entry else "name", party.name, ref=ref)


def _authority_files(register: Register) -> dict[str, str]:
    """For each entry of the register that names its record in an authority file that record's address."""
    return {entry.key: " ".join(entry.same_as) for entry in register.entries if entry.same_as}
