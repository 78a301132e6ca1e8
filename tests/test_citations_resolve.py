"""Resolution with the records of a bibliography, editors' declarations, and doubts."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.citations import Declared, load_declared
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Citation
from build_tools.report import SEVERITIES
from tests.cited import authority
from tests.citing import citations_of

RULING = {"body": "International Court of Justice"}
RECORDS = Bibliography(
    authorities=(
        authority("res-1160", "resolution", "On the coast", normal="S/RES/1160 (1998)", symbols=("S/RES/1160 (1998)",),
                  body="United Nations Security Council", date="1998-03-31"),
        authority("res-46-182", "resolution", "On help", normal="A/RES/46/182", symbols=("A/RES/46/182",),
                  body="United Nations General Assembly", date="1991-12-19"),
        authority("letter-444", "un-document", "Letter dated 4 May 2018", normal="S/2018/444", symbols=("S/2018/444",),
                  body="Permanent Representative of Arcadia to the United Nations", date="2018-05-04",
                  official_url="https://docs.un.org/en/S/2018/444"),
        authority("survey-444", "report", "Survey of nets", normal="S/2018/444, annex", symbols=("S/2018/444, annex",),
                  part_of="letter-444", date="2018"),
        authority("opinion-900", "report", "Legal opinion on boats", normal="A/72/900-S/2018/45, annex",
                  symbols=("A/72/900-S/2018/45, annex", "A/72/900, annex", "S/2018/45, annex"), date="2018"),
        authority("order-a", "order", "Fishing Zone, Order of 18 April 2019", case="Ruritania v. Arcadia",
                  normal="ICJ, Ruritania v. Arcadia, Order of 18 April 2019", date="2019-04-18", **RULING),
        authority("order-b", "order", "Fishing Zone, Order of 18 April 2019", case="Arcadia v. Ruritania",
                  normal="ICJ, Arcadia v. Ruritania, Order of 18 April 2019", date="2019-04-18", **RULING),
        authority("order-c", "order", "Fishing Zone, Order of 5 July 2019", case="Ruritania v. Arcadia",
                  normal="ICJ, Ruritania v. Arcadia, Order of 5 July 2019", date="2019-07-05", **RULING),
        authority("doe", "judgment", "Doe v. Ruritania", case="Doe v. Ruritania", number="12345/06", date="2012-07-05",
                  body="European Court of Human Rights", normal="ECtHR, Doe v. Ruritania, no. 12345/06"),
        authority("code", "code", "Code of Practice for Observers of the Council", short_title="Code of Practice"),
        authority("fish-code", "code", "The Strelsau Rulebook", names=("Strelsau Rulebook", "SRB")),
        authority("statement", "statement", "Envoy warns of nets", body="United Nations Special Envoy for Ruritania",
                  date="2018-05-04", normal="Envoy warns of nets"),
        authority("page", "news", "A story", normal="https://news.example/a", addresses=("https://news.example/a",),
                  date="2020-05-05"),
        authority("charter", "treaty", "Charter of the United Nations", short_title="UN Charter"),
    )
)  # fmt: skip


def keys_of(text: str) -> list[list[str | None]]:
    citations, _ = citations_of(text, RECORDS)
    return [[cited.key for cited in one.authorities] for one in citations]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Under Security Council resolution 1160 (1998) and General Assembly resolution 46/182 we act.",
         [["res-1160"], ["res-46-182"]]),
        ("Security Council resolution 1160 is clear.", [["res-1160"]]),
        ("See S/2018/444 for this.", [["letter-444"]]),
        ("See A/72/900-S/2018/45, annex, para. 3, for this.", [["opinion-900"]]),
        ("See A/72/900 for this.", [["opinion-900"]]),
        ("The order of the International Court of Justice of 5 July 2019 is clear.", [["order-c"]]),
        ("In *Doe v. Ruritania*, no. 12345/06, it was said.", [["doe"]]),
        ("The Code of Practice for Observers is clear.", [["code"]]),
        ("The Strelsau Rulebook is clear, and so is the SRB.", [["fish-code"], ["fish-code"]]),
        ("Article 7 of the Strelsau Rulebook is clear.", [["fish-code"]]),
        ("The statement of the UN Special Envoy for Ruritania of 4 May 2018 is clear.", [["statement"]]),
        ("The statement of the Foreign Minister of Arcadia of 4 May 2018 is another.", [[None]]),
        ("It is at https://www.news.example/a today.", [["page"]]),
        ("The UN Charter and Article 51 of the Charter are clear.", [["charter"], ["charter"]]),
        ("See S/2011/77 for this.", [[None]]),
    ],
)  # fmt: skip
def test_a_citation_leads_to_its_record(text: str, keys: list[list[str | None]]) -> None:
    assert keys_of(text) == keys


def test_two_records_of_one_date_are_candidates_and_a_finding_never_a_guess() -> None:
    citations, findings = citations_of(
        "The International Court of Justice, in its order of 18 April 2019, spoke.", RECORDS
    )
    assert citations[0].authorities[0].key is None
    assert citations[0].candidate_keys == ("order-a", "order-b")
    assert [finding.rule for finding in findings] == ["citation-ambiguous"]
    assert "order-a; order-b" in findings[0].message


def test_the_party_named_decides_between_two_records_of_one_date() -> None:
    text = "The International Court of Justice, in its order of 18 April 2019 in respect of Arcadia, spoke."
    assert keys_of(text) == [["order-a"]]


def test_what_is_annexed_is_meant_where_the_sentence_before_says_so() -> None:
    text = (
        "The survey by Jane Roe, annexed to the letter from the Permanent Representative of Arcadia of 4 May 2018,¹ is "
        "wrong.²\n\n¹ S/2018/444 (hereinafter referred to as “Survey”).\n\n² Survey, para. 4."
    )
    assert keys_of(text) == [["letter-444"], ["letter-444"], ["survey-444"]]


def test_a_date_that_the_record_contradicts_is_a_doubt_and_keeps_its_link() -> None:
    citations, findings = citations_of("See General Assembly resolution 46/182 of 19 December 1992 on help.", RECORDS)
    assert citations[0].authorities[0].key == "res-46-182"
    assert citations[0].doubts == ("citation-doubtful-date",)
    assert "1992-12-19" in findings[0].message
    assert "1991-12-19" in findings[0].message


def test_a_year_that_the_record_contradicts_is_a_doubt() -> None:
    citations, findings = citations_of("See Security Council resolution 1160 (1999) on the coast.", RECORDS)
    assert citations[0].authorities[0].key == "res-1160"
    assert [finding.rule for finding in findings] == ["citation-doubtful-date"]


@pytest.mark.parametrize(
    ("target", "rules"),
    [
        ("https://docs.un.org/en/S/2018/444", []),
        ("https://undocs.org/S/2018/444", []),
        ("https://news.example/a", ["link-target-differs"]),
        ("#", ["link-target-empty"]),
        ("", ["link-target-empty"]),
        ("javascript:alert(1)", ["link-target-differs"]),
    ],
)
def test_a_link_must_lead_to_what_its_words_name(target: str, rules: list[str]) -> None:
    citations, findings = citations_of(f"The letter is [S/2018/444]({target}) of the Council.", RECORDS)
    assert [finding.rule for finding in findings] == rules
    assert list(citations[0].doubts) == rules
    assert citations[0].target == target
    if rules:
        assert "the right one is https://docs.un.org/en/S/2018/444" in findings[0].message


def test_a_symbol_that_leads_elsewhere_is_seen_without_any_record() -> None:
    citations, findings = citations_of("The letter is [S/2018/777](https://news.example/b) of the Council.")
    assert citations[0].doubts == ("link-target-differs",)
    assert findings[0].severity == "warning"


def test_unresolved_and_ambiguous_citations_are_found_with_their_line() -> None:
    citations, findings = citations_of("One.¹ Two.²\n\n¹ A/70/110; S/2016/55.\n\n² Ibid., para. 4.")
    assert [one.authorities == () for one in citations] == [False, False, True]
    assert [(finding.rule, finding.line) for finding in findings] == [("citation-ambiguous", citations[2].line)]
    _, findings = citations_of("One.¹\n\n¹ Ibid., para. 4.")
    assert [finding.rule for finding in findings] == ["citation-unresolved"]


def declared(quote: str, keys: tuple[str, ...], **fields: str) -> Declared:
    values: dict[str, str] = {"prefix": "", "suffix": "", "pin": "", "certainty": "high", **fields}
    return Declared(
        letter="invented", quote=quote, keys=keys, form="described", reason="The editors read it so.",
        path="annotations/citations/declared.yml", line=7,
        prefix=values["prefix"], suffix=values["suffix"], pin=values["pin"],
        certainty="low" if values["certainty"] == "low" else "high",
    )  # fmt: skip


def linked(text: str, *links: Declared) -> tuple[list[Citation], list[str]]:
    citations, findings = citations_of(text, RECORDS, declared=links)
    return list(citations), [f"{finding.path}:{finding.line} {finding.rule}" for finding in findings]


def test_an_editor_links_words_that_only_describe() -> None:
    link = declared(
        "paragraph 4 of the *present*  paper".replace("*", "").replace("  ", " "), ("survey-444",), pin="paragraph 4"
    )
    citations, findings = linked("He breaks paragraph 4 of the *present* paper each day.", link)
    assert findings == []
    assert [(one.quote, one.form, one.declared, one.reason) for one in citations] == [
        ("paragraph 4 of the present paper", "described", True, "The editors read it so.")
    ]
    assert citations[0].pin is not None
    assert citations[0].pin.text == "paragraph 4"
    assert citations[0].authorities[0] == ("S/2018/444, annex", "survey-444", citations[0].spans)


def test_an_editor_decides_what_the_rules_leave_open() -> None:
    link = declared("order of 18 April 2019", ("order-b",))
    citations, findings = linked("The International Court of Justice, in its order of 18 April 2019, spoke.", link)
    assert [(one.declared, one.authorities[0].key) for one in citations] == [(True, "order-b")]
    assert findings == []


def test_an_editor_says_that_words_are_no_citation() -> None:
    citations, findings = linked("The Strelsau Rulebook is a song.", declared("Strelsau Rulebook", ()))
    assert citations == []
    assert findings == []


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        (declared("a paper that is not there", ("survey-444",)), "declared-quote-missing"),
        (declared("paper", ("survey-444",)), "declared-quote-ambiguous"),
        (declared("first paper", ("no-such-key",)), "declared-key-unknown"),
    ],
)
def test_a_declaration_that_does_not_fit_is_told_at_its_line(link: Declared, rule: str) -> None:
    _, findings = linked("There is a first paper and a second paper of the board.", link)
    assert findings == [f"annotations/citations/declared.yml:7 {rule}"]
    assert SEVERITIES[rule] == "error"


def test_a_prefix_tells_two_places_of_the_same_words_apart() -> None:
    link = declared("paper", ("survey-444",), prefix="second ")
    citations, findings = linked("There is a first paper and a second paper of the board.", link)
    assert findings == []
    assert [one.quote for one in citations] == ["paper"]


def test_the_file_of_declared_links_is_checked_with_path_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "annotations" / "citations"
    folder.mkdir(parents=True)
    (folder / "declared.yml").write_text(
        "links:\n"
        "  - letter: a\n    quote: the paper\n    keys: [x]\n    reason: it is so\n"
        "  - letter: a\n    quote: the paper\n    keys: x\n    reason: it is so\n    certain: high\n"
        "  - letter: a\n    keys: [x]\n    certainty: maybe\n",
        encoding="utf-8",
    )
    declarations, findings = load_declared(tmp_path)
    assert [link.quote for link in declarations.links] == ["the paper"]
    assert declarations.for_letter("b") == ()
    assert [(finding.line, finding.message.partition(":")[0]) for finding in findings] == [
        (8, "links[1].keys"),
        (10, "links[1].certain"),
        (11, "links[2]"),
        (11, "links[2]"),
        (13, "links[2].certainty"),
    ]
    assert {finding.rule for finding in findings} == {"data-invalid"}


def test_without_the_file_there_are_no_declared_links(tmp_path: Path) -> None:
    assert load_declared(tmp_path)[0].links == ()
    (tmp_path / "annotations" / "citations").mkdir(parents=True)
    (tmp_path / "annotations" / "citations" / "declared.yml").write_text("links: [", encoding="utf-8")
    declarations, findings = load_declared(tmp_path)
    assert declarations.links == ()
    assert [finding.rule for finding in findings] == ["data-unreadable"]


def test_the_declared_links_of_this_edition_give_their_reasons(root: Path) -> None:
    declarations, findings = load_declared(root)
    assert findings == ()
    assert len(declarations.links) >= 19
    assert all(len(link.reason.split()) > 5 for link in declarations.links)


def test_every_rule_that_citations_report_has_a_severity() -> None:
    for rule in (
        "citation-ambiguous",
        "citation-unresolved",
        "citation-doubtful-date",
        "link-target-differs",
        "link-target-empty",
    ):
        assert SEVERITIES[rule] == "warning"
