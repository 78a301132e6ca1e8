"""The bibliography: the edition's own records, the faults of a record, the look-ups, and the references in full."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
import yaml

from build_tools.citations.bibliography import TYPES, load_bibliography, read_records
from build_tools.citations.style import reference
from build_tools.model.authority import Authority, AuthorityKind
from build_tools.model.bibliography import Bibliography, address_key, name_key, parallel_symbols, symbol_key

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "bibliography"
FAULTS = yaml.safe_load((CASES / "faults.yml").read_text("utf-8"))
EDITION = yaml.safe_load((CASES / "edition.yml").read_text("utf-8"))
REFERENCES = yaml.safe_load((CASES / "references.yml").read_text("utf-8"))
GOLD = yaml.safe_load((Path(__file__).parent / "gold" / "citations.yml").read_text("utf-8"))
FILE = "annotations/authorities/case.bib"


@pytest.fixture(scope="module")
def edition() -> Bibliography:
    bibliography, findings = load_bibliography(ROOT)
    assert [str(finding) for finding in findings] == []
    return bibliography


def one(text: str) -> Authority:
    """The only record of a BibTeX text; whether it is complete is not asked."""
    bibliography, _ = read_records({FILE: text})
    (authority,) = bibliography.authorities
    return authority


# The edition's own records


def test_every_authority_that_the_letters_cite_has_its_record_and_six_are_only_mentioned(edition: Bibliography) -> None:
    letters = [cites for name, cites in GOLD.items() if name.endswith(".txt")]
    cited = {key for cites in letters for cite in cites for key in [*cite["keys"], *cite.get("or", [])]}
    keys = {authority.key for authority in edition.authorities}
    assert cited <= keys
    assert keys - cited == {authority.key for authority in edition.authorities if authority.mentioned_only}
    assert (len(cited), len(keys)) == (61, 67)


def test_every_record_of_the_edition_has_one_line_of_description_and_a_body(edition: Bibliography) -> None:
    for authority in edition.authorities:
        assert authority.description.endswith("."), authority.key
        assert len(authority.description) < 200, authority.key
        assert authority.body, authority.key


def test_every_authority_without_a_link_or_a_symbol_says_so_in_its_confidence_or_seen(edition: Bibliography) -> None:
    web = [authority for authority in edition.authorities if authority.kind in ("news", "web")]
    assert web
    assert all(authority.seen for authority in web), "say when a page was seen, or that it was not"


def test_descriptions_judge_nobody(edition: Bibliography) -> None:
    loaded = re.compile(
        r"\b(aggress\w*|occup\w*|illegal\w*|terroris\w*|genocid\w*|separatis\w*|liberat\w*|regime|so-called|alleged\w*"
        r"|claim\w*|notorious|false|baseless|unlawful\w*)\b",
        re.IGNORECASE,
    )
    # what a treaty is about is no judgement
    judged = [
        (authority.key, loaded.findall(authority.description))
        for authority in edition.authorities
        if authority.kind != "treaty" and loaded.search(authority.description)
    ]
    assert judged == []


def test_both_parties_cases_of_one_day_are_described_in_the_same_words(edition: Bibliography) -> None:
    pair = [
        edition.by_normal(f"ICJ, {case}, Order of 7 December 2021")
        for case in ("Armenia v. Azerbaijan", "Azerbaijan v. Armenia")
    ]
    first, second = (authority.description for authority in pair if authority)
    swapped = first.replace("Armenia", "§").replace("Azerbaijan", "Armenia").replace("§", "Azerbaijan")
    assert swapped == second


def test_every_kind_of_authority_has_a_type_and_a_reference() -> None:
    assert set(TYPES.values()) == set(get_args(AuthorityKind))
    for name in TYPES:
        fields = "title = {On herons}, body = {Board}, symbol = {X/1}, case = {A v. B}, date = {1999}"
        authority = one(f"@{name}{{k, {fields}}}")
        assert "1999" in reference(authority, "text"), name


def test_all_references_of_the_edition_end_once_and_show_no_markup_and_no_gap(edition: Bibliography) -> None:
    for authority in edition.authorities:
        text = reference(authority, "text")
        assert text.endswith(".")
        assert not re.search(r"\.\.$|, ,|,,|\(\)|\s{2}|“”|[{}\\\n]| ,|^[,.]", text), text
        html = reference(authority, "html")
        assert re.sub(r"</?(?:em|a)\b[^>]*>", "", html).replace("&amp;", "&") == text
        assert all(target.startswith("https://") for target in re.findall(r'href="([^"]*)"', html))
        for part in (*authority.author, *authority.symbols[:1]):
            assert part in text, authority.key


@pytest.mark.parametrize("case", EDITION, ids=[case["key"] for case in EDITION])
def test_a_record_of_the_edition_has_the_normal_form_and_reference_of_its_field(
    edition: Bibliography, case: dict[str, str]
) -> None:
    authority = edition.by_key(case["key"])
    assert authority
    assert authority.normal == case["normal"]
    assert reference(authority, "text") == case["text"]


def test_each_kind_of_authority_of_the_edition_is_read_by_hand_at_least_once(edition: Bibliography) -> None:
    read = {authority.kind for case in EDITION if (authority := edition.by_key(case["key"]))}
    assert read == {authority.kind for authority in edition.authorities}


# Look-ups


def keys(found: tuple[Authority, ...]) -> list[str]:
    return [authority.key for authority in found]


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("A/78/609-S/2023/900", ["un-doc-a-78-609-s-2023-900"]),
        ("A/78/609", ["un-doc-a-78-609-s-2023-900"]),
        ("s/2023/ 900", ["un-doc-a-78-609-s-2023-900"]),
        ("A/78/609–S/2023/900", ["un-doc-a-78-609-s-2023-900"]),
        ("S/RES/874", ["unsc-res-874-1993"]),
        ("S/RES/874(1993)", ["unsc-res-874-1993"]),
        ("S/RES/874 (1994)", []),
        ("S/2020/90, annex", ["shaw-hart-report-2020"]),
        ("S/2020/90", []),
        ("S/2023/826", ["un-doc-s-2023-826"]),
        ("S/2023/8261", []),
    ],
)
def test_a_symbol_finds_its_record_by_either_half_and_in_any_print(
    edition: Bibliography, symbol: str, expected: list[str]
) -> None:
    assert keys(edition.by_symbol(symbol)) == expected


def test_what_is_annexed_is_found_from_the_document_and_from_its_record(edition: Bibliography) -> None:
    assert keys(edition.annexed_to("S/2020/1104")) == ["trilateral-statement-2020"]
    assert keys(edition.annexed_to("S/2020/90")) == ["shaw-hart-report-2020"]
    assert keys(edition.annexed_to("A/78/609")) == []
    assert keys(edition.children("un-doc-s-2023-826")) == ["mendez-report-2023"]
    assert keys(edition.children("un-charter-1945")) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UN Charter", ["un-charter-1945"]),
        ("the  UN\u00a0charter", ["un-charter-1945"]),
        ("CERD", ["icerd-1965"]),
        ("ICERD", ["icerd-1965"]),
        ("International Covenant on civil and political Rights", ["iccpr-1966"]),
        ("Operational update on the ICRC's work across the Lachin Corridor", ["icrc-update-2023-08-18"]),
        # the resolution and the code annexed to it bear one title: it means the code
        (
            "Code of Conduct for Special Procedures Mandate‑holders of the Human Rights Council",
            ["hrc-code-of-conduct-2007"],
        ),
        ("Charter", []),
    ],
)
def test_a_name_finds_its_record_whatever_its_capitals_quotes_and_spaces(
    edition: Bibliography, name: str, expected: list[str]
) -> None:
    assert keys(edition.by_name(name)) == expected


def test_a_name_of_two_records_gives_both() -> None:
    text = (
        "@treaty{a, title = {Lagoon Pact}, names = {The Pact}}\n@treaty{b, title = {Bridge Pact}, names = {pact; BP}}"
    )
    bibliography, _ = read_records({FILE: text})
    assert keys(bibliography.by_name("Pact")) == ["a", "b"]
    assert keys(bibliography.by_name("bp")) == ["b"]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?app=desktop&v=vwuZ14zg7MU",
        "https://www.youtube.com/watch?v=vwuZ14zg7MU",
        "http://youtube.com/watch?v=vwuZ14zg7MU#t=3",
    ],
)
def test_an_address_finds_its_record_as_cited_and_as_official(edition: Bibliography, address: str) -> None:
    assert keys(edition.by_address(address)) == ["web-arte-youtube-2023"]


def test_an_address_is_the_same_with_its_letters_escaped_or_not(edition: Bibliography) -> None:
    assert keys(edition.by_address("https://www.aysor.am/ru/news/2022/06/28/Саакян/1981909/")) == [
        "news-aysor-2022-06-28"
    ]
    assert keys(edition.by_address("https://www.aysor.am/")) == []
    for odd in ("", "#", "http://[", "javascript:alert(1)", "mailto:a@b.example"):
        assert edition.by_address(odd) == ()
        assert address_key(odd) == odd


def test_a_normal_form_finds_its_record_and_a_stranger_finds_none(edition: Bibliography) -> None:
    for authority in edition.authorities:
        assert edition.by_normal(authority.normal) is authority
        assert edition.by_key(authority.key) is authority
    assert edition.by_normal("S/RES/822(1993)") is edition.by_key("unsc-res-822-1993")
    assert edition.by_normal("S/RES/1 (1946)") is None
    assert edition.by_key("nothing") is None


def test_keys_for_looking_up_join_what_prints_alike_and_nothing_else() -> None:
    assert symbol_key("A/78/609 \u2011 S/2023/900") == symbol_key("a/78/609-S/2023/900")
    assert symbol_key("A/1/2") != symbol_key("A/12")
    assert name_key("The “Lagoon’s” Pact") == name_key('"lagoon\'s"  pact')
    assert name_key("Theatre Pact") == "theatre pact"
    assert parallel_symbols("A/74/676-S/2020/90, annex") == (
        "A/74/676-S/2020/90, annex",
        "A/74/676, annex",
        "S/2020/90, annex",
    )
    assert parallel_symbols("A/C.3/75/L.49") == ("A/C.3/75/L.49",)
    assert parallel_symbols("ST/SGB/2003-2") == ("ST/SGB/2003-2",)


# Faults


@pytest.mark.parametrize("case", FAULTS, ids=[case["title"] for case in FAULTS])
def test_a_fault_of_a_record_is_told_by_key_file_and_line(case: dict[str, object]) -> None:
    _, findings = read_records({FILE: str(case["input"])})
    expected = case["findings"]
    assert isinstance(expected, list)
    told = [f"{finding.line} {finding.rule} {finding.message}" for finding in findings]
    assert len(told) == len(expected), told
    for said, wanted in zip(sorted(told), sorted(expected), strict=True):
        assert said.startswith(wanted), f"{said!r} does not begin with {wanted!r}"
    assert all(finding.path == FILE for finding in findings)


def test_faults_of_several_files_are_told_together_and_keys_are_one_for_all(tmp_path: Path) -> None:
    folder = tmp_path / "annotations" / "authorities"
    folder.mkdir(parents=True)
    (folder / "a.bib").write_text("@treaty{x, title = {A}, confidence = {verified}, annote = {A.}}\n", "utf-8")
    (folder / "b.bib").write_text("\n@treaty{x, title = {B}, confidence = {verified}, annote = {B.}}\n", "utf-8")
    (folder / "c.bib").write_bytes(b"@treaty{y,\n title = {Caf\xe9}}\n")
    (folder / "d.bib").write_bytes(b"\xef\xbb\xbf@treaty{z, title = {Z}, confidence = {verified}, annote = {Z.}}\r\n")
    bibliography, findings = load_bibliography(tmp_path)
    assert keys(bibliography.authorities) == ["x", "z"]
    assert [(f.path.rsplit("/", 1)[1], f.line, f.rule) for f in findings] == [
        ("b.bib", 2, "authority-duplicate"),
        ("c.bib", 2, "data-unreadable"),
    ]
    assert bibliography.authorities[0].path == "annotations/authorities/a.bib"


def test_an_edition_without_authorities_has_an_empty_bibliography(tmp_path: Path) -> None:
    assert load_bibliography(tmp_path) == (Bibliography(), ())


def test_a_file_cut_off_or_spoilt_anywhere_is_told_and_never_raises() -> None:
    text = (ROOT / "annotations" / "authorities" / "courts.bib").read_text("utf-8")
    whole, _ = read_records({FILE: text})
    for at in range(40, len(text), 211):
        for spoilt in (text[:at], text[:at] + "}{@,=\\%$" + text[at:], text[:at] + text[at + 7 :]):
            bibliography, findings = read_records({FILE: spoilt})
            assert all(1 <= finding.line <= spoilt.count("\n") + 1 for finding in findings)
            assert findings or len(bibliography.authorities) <= len(whole.authorities)


def test_a_record_with_a_fault_is_still_given_as_far_as_it_was_read() -> None:
    authority = one("@treaty{t, title = {Lagoon Pact}, date = {soon}, partof = {nobody}, confidence = {sure}}")
    assert (authority.title, authority.date, authority.part_of) == ("Lagoon Pact", "", "")
    assert authority.confidence == "only-in-the-letter"


# References


@pytest.mark.parametrize("case", REFERENCES, ids=[case["title"] for case in REFERENCES])
def test_a_reference_reads_as_un_editorial_practice_prints_it(case: dict[str, str]) -> None:
    authority = one(case["input"])
    assert authority.normal == case["normal"]
    assert reference(authority, "text") == case["text"]
    assert reference(authority, "html") == case.get("html", case["text"])
    emphasised = re.sub(r"</?em>", "*", case.get("html", case["text"]))
    assert reference(authority, "markdown") == case.get("markdown", emphasised)
