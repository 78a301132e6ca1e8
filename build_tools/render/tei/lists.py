"""What a letter names and cites, as lists for `standOff`: people, organisations, places, terms, authorities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from types import MappingProxyType

from lxml import etree

from build_tools.model.authority import Authority
from build_tools.model.bibliography import Bibliography
from build_tools.model.edition import EditionLetter
from build_tools.model.register import Entry, Register, RegisterKind, Use
from build_tools.render.tei.parties import named_in
from build_tools.render.tei.pen import add, pointer, root
from build_tools.render.tei.prose import line
from build_tools.render.tei.words import bibl_id, entry_id
from build_tools.render.wording import title

Reference = Callable[[Authority], str]
"""Writes the reference of an authority in full, as plain text."""

_TOP = "../.."
_LISTS: Mapping[RegisterKind, tuple[str, str, str]] = MappingProxyType(
    {
        "people": ("listPerson", "person", "persName"),
        "organisations": ("listOrg", "org", "orgName"),
        "places": ("listPlace", "place", "placeName"),
        "terms": ("list", "item", "term"),
    }
)
_OF_SIDES: tuple[Use, ...] = ("azerbaijani", "armenian")


class Lists:
    """Makes the entries of an edition once, and gives each letter those that it names."""

    def __init__(self, register: Register, bibliography: Bibliography, reference: Reference) -> None:
        self.named = named_in(register)
        """The people and bodies of the register by name."""
        self._register, self._bibliography, self._reference = register, bibliography, reference
        self._made: dict[str, etree._Element] = {}

    def write(self, parent: etree._Element, edited: EditionLetter) -> None:
        """Write the lists of one letter that are not empty, each in the order of the register and the bibliography."""
        declared = edited.declaration
        parties = (self.named.get(party.name) for party in (*declared.sender, *declared.recipients))
        keys = {name.key for name in edited.names} | {named.key for named in parties if named}
        for kind, (tag, _, _) in _LISTS.items():
            if entries := [entry for entry in self._register.of(kind) if entry.key in keys]:
                group = add(parent, tag, type="terms" if kind == "terms" else "")
                for entry in entries:
                    group.append(self._entry(entry))
        cited = {cited.key for citation in edited.citations for cited in citation.authorities}
        if records := [record for record in self._bibliography.authorities if record.key in cited]:
            group = add(parent, "listBibl", type="authorities")
            for record in records:
                group.append(self._bibl(record))

    def _entry(self, entry: Entry) -> etree._Element:
        own = entry_id(entry.key)
        if own not in self._made:
            self._made[own] = _entry(entry, own)
        return deepcopy(self._made[own])

    def _bibl(self, record: Authority) -> etree._Element:
        own = bibl_id(record.key)
        if own not in self._made:
            self._made[own] = _bibl(record, own, self._reference(record))
        return deepcopy(self._made[own])


def _entry(entry: Entry, own: str) -> etree._Element:
    """An entry of the register: its name, the forms of both sides, what it is, and its page."""
    holder = root("list")
    _, tag, name = _LISTS[entry.kind]
    address = f"{_TOP}/register/{entry.kind}.html#{entry.key}"
    made = add(holder, tag, id=own, corresp=address)
    add(made, name, entry.name)
    for use in _OF_SIDES:
        for words in entry.used_as(use):
            add(made, name, words, type=use)
    line(add(made, "note"), entry.description, _TOP)
    return made


def _bibl(record: Authority, own: str, reference: str) -> etree._Element:
    """A record of the bibliography: the reference in full, then the parts by which it is found."""
    address = f"{_TOP}/authorities/{record.key}.html"
    made = add(root("listBibl"), "bibl", id=own, type=record.kind, corresp=pointer(address))
    add(made, "title", title(record))
    add(made, "note", reference, type="reference")
    add(made, "idno", record.normal, type="normal-form")
    for symbol in record.symbols:
        add(made, "idno", symbol, type="symbol")
    if record.number:
        add(made, "idno", record.number, type="number")
    for person in record.author:
        add(made, "author", person)
    if record.body:
        add(made, "orgName", record.body, type="issuing-body")
    if record.date:
        cert = "low" if record.date_inferred else ""
        add(made, "date", record.date, when=record.date, cert=cert)
    if record.official_url:
        add(made, "ref", record.official_url, target=pointer(record.official_url))
    return made
