"""What a reader takes into a reference manager is what the bibliography holds: kind, date, symbol and link."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pybtex.database import parse_string

from build_tools.citations.bibliography import load_bibliography, read_records
from build_tools.citations.bibtex import Value
from build_tools.citations.exports import EXPORTS, KIND_WORDS, export_bibtex, export_csl, export_ris
from build_tools.model.authority import Authority

ROOT = Path(__file__).parents[1]
# CSL 1.0.2, appendix III, as far as this edition could need it
CSL_TYPES = {"legislation", "legal_case", "treaty", "report", "webpage", "article-newspaper", "book"}
ODD = """
@report{odd, title = {50\\% of {UN} \\& others_#1 – “é”}, body = {A & B}, author = {Fritz von Tarlenheim},
  date = {2001-02}, url = {https://a.example/x_y%20z?a=1&b=~c#d}, confidence = {verified}, annote = {100\\% odd.}}
@online{blank, shorttitle = {page}, confidence = {verified}, annote = {A page.}}
@news{guessed, title = {N}, body = {Courier}, date = {1999-12-31}, dateinferred = {yes}, datenote = {from its address},
  cited = {https://courier.example/1}, seen = {not seen}, confidence = {verified}, annote = {News.}}
"""


@pytest.fixture(scope="module")
def authorities() -> tuple[Authority, ...]:
    bibliography, _ = load_bibliography(ROOT)
    odd, _ = read_records({"odd.bib": ODD})
    assert len(bibliography.authorities) > 60
    assert len(odd.authorities) == 3
    return (*bibliography.authorities, *odd.authorities)


def number_of(authority: Authority) -> str:
    """What a reader would look it up by: symbol, docket, or the reference."""
    return (*authority.symbols[:1], authority.number, authority.reference, "")[0]


def link_of(authority: Authority) -> str:
    return authority.official_url or "".join(authority.addresses[:1])


def read_ris(text: str) -> list[dict[str, list[str]]]:
    """A plain reading of RIS: tag, two spaces, hyphen, space, value; a record ends with ER."""
    records: list[dict[str, list[str]]] = []
    current: dict[str, list[str]] = {}
    for line in text.split("\r\n")[:-1]:
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        tag, value = match.groups()
        if tag == "ER":
            records.append(current)
            current = {}
        else:
            assert current or tag == "TY", "a record begins with its type"
            current.setdefault(tag, []).append(value)
    assert not current, "the last record is not ended"
    return records


def test_bibtex_brings_back_kind_date_symbol_and_link_of_every_record(authorities: tuple[Authority, ...]) -> None:
    entries = parse_string(export_bibtex(authorities), "bibtex").entries
    assert list(entries) == [authority.key for authority in authorities]
    for authority in authorities:
        entry = entries[authority.key]
        fields = {name: Value(value, 1).text for name, value in entry.fields.items()}
        assert entry.type in {"techreport", "article", "misc", "book"}
        assert fields["keywords"] == KIND_WORDS[authority.kind]
        if entry.type == "techreport":
            assert fields["type"] == KIND_WORDS[authority.kind]
        assert fields.get("date", "") == authority.date
        assert fields.get("year", "") == authority.date[:4]
        assert number_of(authority) in fields.get("number", "")
        assert entry.fields.get("url", "") == link_of(authority)
        assert fields["abstract"] == authority.description
        assert authority.title in fields["title"] or authority.case_title in fields["title"]
        assert len(entry.persons.get("author", [])) == len(authority.author)


def test_csl_json_brings_back_kind_date_symbol_and_link_of_every_record(authorities: tuple[Authority, ...]) -> None:
    items = json.loads(export_csl(authorities))
    assert [item["id"] for item in items] == [authority.key for authority in authorities]
    for item, authority in zip(items, authorities, strict=True):
        assert item["type"] in CSL_TYPES
        assert item["genre"] == KIND_WORDS[authority.kind]
        assert f"Kind: {KIND_WORDS[authority.kind]}" in item["note"].split("\n")
        issued = item.get("issued", {"date-parts": [[]]})
        assert "-".join(f"{part:02}" for part in issued["date-parts"][0]) == authority.date
        assert issued.get("circa", False) is authority.date_inferred
        assert number_of(authority) in item.get("number", "")
        assert item.get("URL", "") == link_of(authority)
        assert item["abstract"] == authority.description
        if authority.kind != "book":
            assert authority.body in (
                item.get("authority", ""),
                item.get("publisher", ""),
                item.get("container-title", ""),
            )
        assert all(value not in ("", [], {}, None) for value in item.values())


def test_ris_brings_back_kind_date_symbol_and_link_of_every_record(authorities: tuple[Authority, ...]) -> None:
    records = read_ris(export_ris(authorities))
    assert [record["ID"] for record in records] == [[authority.key] for authority in authorities]
    for record, authority in zip(records, authorities, strict=True):
        assert record["KW"] == [KIND_WORDS[authority.kind]]
        assert record.get("M3", record["KW"]) == record["KW"]
        dates = record.get("DA", [""])
        assert "-".join(filter(None, dates[0].split("/"))) == authority.date
        assert number_of(authority) in "".join(record.get("SN", []) + record.get("SV", []) + record.get("M1", []))
        assert record.get("UR", [""]) == [link_of(authority)]
        assert record["AB"] == [authority.description]
        assert len(record.get("AU", [])) == len(authority.author)


def test_courts_treaties_and_newspapers_keep_their_own_types_where_a_format_has_them(
    authorities: tuple[Authority, ...],
) -> None:
    kinds = {authority.key: authority.kind for authority in authorities}
    csl = {kinds[item["id"]]: item["type"] for item in json.loads(export_csl(authorities))}
    ris = {kinds[record["ID"][0]]: record["TY"][0] for record in read_ris(export_ris(authorities))}
    assert (csl["order"], csl["judgment"], csl["treaty"]) == ("legal_case", "legal_case", "treaty")
    assert (csl["resolution"], csl["news"], csl["book"]) == ("legislation", "article-newspaper", "book")
    assert (ris["order"], ris["news"], ris["book"], ris["web"]) == ("CASE", "NEWS", "BOOK", "ELEC")


def test_what_no_field_of_a_format_takes_stands_in_the_note(authorities: tuple[Authority, ...]) -> None:
    for export in EXPORTS.values():
        (order,) = [a for a in authorities if a.key == "icj-order-2023-07-06-armenia-azerbaijan"]
        assert "Request for the Modification of the Order of 22 February 2023" in export([order])
        assert "180-20230706-ORD-01-00-EN" in export([order])
        (guessed,) = [a for a in authorities if a.key == "guessed"]
        assert "from its address" in export([guessed])
        assert "not seen" in export([guessed])


def test_odd_characters_come_back_as_they_were(authorities: tuple[Authority, ...]) -> None:
    (odd,) = [authority for authority in authorities if authority.key == "odd"]
    assert odd.title == "50% of UN & others_#1 – “é”"
    entry = parse_string(export_bibtex([odd]), "bibtex").entries["odd"]
    assert Value(entry.fields["title"], 1).text == odd.title
    assert entry.fields["url"] == "https://a.example/x_y%20z?a=1&b=~c#d"
    assert str(entry.persons["author"][0]) == "von Tarlenheim, Fritz"
    assert json.loads(export_csl([odd]))[0]["author"] == [{"family": "von Tarlenheim", "given": "Fritz"}]
    assert read_ris(export_ris([odd]))[0]["AU"] == ["von Tarlenheim, Fritz"]


def test_the_same_records_give_the_same_bytes_in_the_order_given(authorities: tuple[Authority, ...]) -> None:
    assert set(EXPORTS) == {"authorities.bib", "authorities.csl.json", "authorities.ris"}
    for export in EXPORTS.values():
        text = export(authorities)
        assert text == export(authorities)
        assert text != export(reversed(authorities))
        assert text.endswith("\n")
        places = [text.index(authority.key) for authority in authorities]
        assert len(set(places)) == len(authorities)


def test_an_empty_bibliography_exports_as_an_empty_file_of_its_format() -> None:
    assert export_bibtex([]) == ""
    assert json.loads(export_csl([])) == []
    assert export_ris([]) == ""
