"""The letters for correspSearch: those of letters.json, with what is declared of each and nothing that is guessed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from build_tools.model.edition import Edition, Party
from build_tools.model.register import Register
from build_tools.register import load_register
from build_tools.render.cmif import cmif
from build_tools.web.stage import staged_tree
from tests import invented, tei
from tests.builders import block, edition_letter, letter
from tests.register import entry, write_register

NS = {"t": "http://www.tei-c.org/ns/1.0"}
PARTIES = "t:persName | t:orgName | t:name"


def letters(edition: Edition) -> list[etree._Element]:
    return etree.fromstring(cmif(edition).encode()).findall(".//t:correspDesc", NS)


def parties(letter: etree._Element, kind: str) -> list[str]:
    found = letter.xpath(f"t:correspAction[@type='{kind}']/*", namespaces=NS)
    assert isinstance(found, list)
    return [each.text or "" for each in found if etree.QName(each).localname in ("persName", "orgName", "name")]  # type: ignore[union-attr, arg-type]


def test_the_letters_are_those_of_the_list_in_its_order_with_the_same_facts() -> None:
    edition = tei.of_the_edition()
    tree, findings = staged_tree(edition, {one.id: "" for one in edition.letters}, search=False)
    assert [str(finding) for finding in findings] == []
    listed = json.loads(tree["data/letters.json"])["letters"]
    root = etree.fromstring(tree["data/cmif.xml"])
    there = root.findall(".//t:correspDesc", NS)
    assert len(listed) == len(there) == 5
    for wanted, one in zip(listed, there, strict=True):
        assert one.get("key") == wanted["id"]
        assert one.get("ref") == f"../{wanted['url']}"
        assert parties(one, "sent") == [party["name"] for party in wanted["sender"]]
        assert parties(one, "received") == [party["name"] for party in wanted["recipients"]]
        date = one.find("t:correspAction[@type='sent']/t:date", NS)
        assert (None if date is None else date.get("when")) == wanted["date"]
        assert one.findtext("t:correspAction[@type='sent']/t:placeName", None, NS) == wanted["place"]
        source = one.get("source", "")
        assert [bibl.get("{http://www.w3.org/XML/1998/namespace}id") for bibl in root.iterfind(".//t:bibl", NS)] == [
            source[1:]
        ]


def test_a_letter_without_a_date_says_so_and_has_none() -> None:
    (one,) = [each for each in letters(tei.of_the_edition()) if each.get("key", "").startswith("undated")]
    assert one.find(".//t:date", NS) is None
    assert (one.findtext(".//t:note", "", NS)).startswith("Undated; not before")


def test_what_is_not_known_is_told_as_not_known() -> None:
    blank = edition_letter(letter(block("p1", "paragraph", "Yes.")), sender=(), recipients=(), date="", place="")
    (one,) = letters(tei.bare(blank))
    assert [action.findtext("t:note", None, NS) for action in one] == ["Not known.", "Not known."]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    gnd, viaf = "https://d-nb.info/gnd/118540238", "https://viaf.org/viaf/24602065"
    write_register(
        tmp_path,
        people=entry("rassendyll", "Rudolf Rassendyll", "names: [R. Rassendyll]", f"same_as: [{gnd}, {viaf}]")
        + entry("flavia", "Flavia", "names: [Princess Flavia]"),
        organisations=entry("ministry", "Ministry of Rivers"),
    )
    loaded, findings = load_register(tmp_path)
    assert [str(finding) for finding in findings] == []
    return loaded.register


def test_only_a_record_that_the_register_names_is_given_as_one(register: Register) -> None:
    names = ("R. Rassendyll", "Princess Flavia", "Ministry of Rivers", "R. Rassendyll, envoy")
    sender = tuple(Party(name=name, office="") for name in names)
    one = edition_letter(letter(block("p1", "paragraph", "Yes.")), sender=sender)
    (found,) = letters(replace(tei.bare(one), register=register))
    sent = found[0]
    assert [(etree.QName(each).localname, each.get("ref")) for each in sent[:4]] == [
        ("persName", "https://d-nb.info/gnd/118540238 https://viaf.org/viaf/24602065"),
        ("persName", None),
        ("orgName", None),
        ("name", None),
    ]


def test_no_record_of_an_authority_file_is_given_that_the_register_does_not_hold() -> None:
    edition = tei.of_the_edition()
    held = {address for each in edition.register.entries for address in each.same_as}
    given = {part for each in etree.fromstring(cmif(edition).encode()).iter() for part in each.get("ref", "").split()}
    assert {address for address in given if not address.startswith("../letters/")} <= held


@pytest.mark.parametrize(
    "address",
    ["https://d-nb.info/gnd/", "https://www.google.com/search?q=Flavia", "Q42", "https://en.wikipedia.org/wiki/Zenda"],
)
def test_what_is_no_record_of_an_authority_file_is_refused(tmp_path: Path, address: str) -> None:
    write_register(tmp_path, people=entry("flavia", "Flavia", f"same_as: ['{address}']"))
    loaded, findings = load_register(tmp_path)
    assert loaded.register.entries == ()
    assert [finding.rule for finding in findings] == ["data-invalid"]
    assert "same_as" in findings[0].message


def test_addresses_are_whole_once_the_edition_has_one() -> None:
    edition = tei.named(tei.of_the_edition(), base_address="https://letters.example/", responsible="Academy & Co.")
    root = etree.fromstring(cmif(edition).encode())
    assert root.findtext(".//t:idno", "", NS) == "https://letters.example/data/cmif.xml"
    assert root.findtext(".//t:editor", "", NS) == "Academy & Co."
    assert {each.get("ref", "")[:32] for each in root.iterfind(".//t:correspDesc", NS)} == {
        "https://letters.example/letters/"
    }


def test_a_blank_of_the_edition_stays_blank() -> None:
    root = etree.fromstring(cmif(tei.bare(*invented.letters())).encode())
    for tag in ("editor", "publisher"):
        element = root.find(f".//t:{tag}", NS)
        assert element is not None
        assert "".join(map(str, element.itertext())) == ""
