"""The labelled citations of the five letters: all that rules can know by rule, the rest by an editor's declaration."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from build_tools.citations import cite, load_declared, load_forms
from build_tools.citations.bibliography import load_bibliography
from build_tools.model.citation import Citation
from build_tools.model.letter import Letter
from build_tools.model.witness import Span
from build_tools.parse import parse
from build_tools.read import read_witness

ROOT = Path(__file__).resolve().parent.parent
GOLD: dict[str, Any] = yaml.safe_load((ROOT / "tests/gold/citations.yml").read_text(encoding="utf-8"))
SHORT_FORMS: dict[str, Any] = yaml.safe_load((ROOT / "tests/gold/blocks.yml").read_text(encoding="utf-8"))
COUNTER: dict[str, Any] = GOLD.pop("not_citations")
# The labels name the letters by the files they came in; these are the same witnesses under their lasting ids.
IDS = dict(
    zip(
        GOLD,
        (
            "2020-11-09-azerbaijan-mission-geneva",
            "2020-11-12-azerbaijan-foreign-minister",
            "2020-11-04-azerbaijan-mission-geneva",
            "2023-12-05-azerbaijan-mission-new-york",
            "undated-acat-switzerland",
        ),
        strict=True,
    )
)
LABELS = [(name, label) for name, labels in GOLD.items() for label in labels]
BY_RULE = [(name, label) for name, label in LABELS if label["form"] != "described"]
DESCRIBED = [(name, label) for name, label in LABELS if label["form"] == "described"]


class Cited(NamedTuple):
    letter: Letter
    citations: tuple[Citation, ...]


@cache
def cited(name: str, with_records: bool = True, with_links: bool = True) -> Cited:
    letter, _ = parse(read_witness(ROOT / "docs/letters" / f"{IDS[name]}.txt", name)[0])
    bibliography, faults = load_bibliography(ROOT)
    forms, more = load_forms(ROOT)
    links, most = load_declared(ROOT)
    assert not [finding for finding in (*faults, *more, *most) if finding.severity == "error"]
    declared = links.for_letter(IDS[name]) if with_links else ()
    citations, findings = cite(letter, bibliography if with_records else None, forms, declared)
    assert not [finding for finding in findings if finding.rule.startswith("declared-") and with_records]
    return Cited(letter, citations)


def span_of(letter: Letter, line: int, quote: str, nth: int = 1) -> Span:
    at = letter.witness.lines[line - 1].start - 1
    for _ in range(nth):
        at = letter.witness.text.index(quote, at + 1)
    return Span(at, at + len(quote))


def touching(citations: tuple[Citation, ...], span: Span) -> list[Citation]:
    return [one for one in citations if any(start < span.end and span.start < end for start, end in one.spans)]


def title(label: tuple[str, dict[str, Any]]) -> str:
    return f"{label[0][:3]} line {label[1]['line']} {label[1]['form']} {label[1]['quote'][:30]}"


@pytest.mark.parametrize(("name", "label"), BY_RULE, ids=map(title, BY_RULE))
def test_a_labelled_citation_is_found_by_rule_with_its_key_form_pinpoint_and_place(
    name: str, label: dict[str, Any]
) -> None:
    letter, citations = cited(name)
    span = span_of(letter, label["line"], label["quote"], label.get("nth", 1))
    hits = touching(citations, span)
    assert hits, "not found"
    assert not any(one.declared for one in hits)
    keys = {entry.key for one in hits for entry in one.authorities}
    assert set(label["keys"]) <= keys or set(label.get("or", ())) & keys
    assert label["form"] in {one.form for one in hits}
    assert min(one.spans[0].start for one in hits) <= span.start
    assert max(one.spans[-1].end for one in hits) >= span.end
    if "pin" in label:
        assert label["pin"] in {one.pin.text for one in hits if one.pin}
    for one in hits:
        assert one.within == label["in"] if "in" in label else not one.within.startswith("note ")


@pytest.mark.parametrize(("name", "label"), DESCRIBED, ids=map(title, DESCRIBED))
def test_words_that_only_describe_are_linked_by_an_editors_entry_with_its_reason(
    name: str, label: dict[str, Any]
) -> None:
    letter, citations = cited(name)
    hits = touching(citations, span_of(letter, label["line"], label["quote"], label.get("nth", 1)))
    declared = [one for one in hits if one.declared]
    assert len(declared) == 1
    assert [entry.key for entry in declared[0].authorities] == label["keys"]
    assert declared[0].form == "described"
    assert declared[0].reason
    assert declared[0].certainty == label.get("certainty", "high")
    assert (declared[0].pin.text if declared[0].pin else None) == label.get("pin")


@pytest.mark.parametrize("name", COUNTER)
def test_words_that_cite_nothing_are_not_marked(name: str) -> None:
    letter, citations = cited(name)
    for label in COUNTER[name]:
        assert touching(citations, span_of(letter, label["line"], label["quote"])) == [], label["quote"]


def test_no_other_words_are_taken_for_a_citation() -> None:
    extra = []
    for name, labels in GOLD.items():
        letter, citations = cited(name)
        known = [span_of(letter, label["line"], label["quote"], label.get("nth", 1)) for label in labels]
        for one in citations:
            if one.form != "anaphor" and not any(one in touching(citations, span) for span in known):
                extra.append(f"{name[:3]} line {one.line}: {one.quote}")
    assert extra == []


def test_every_ibid_and_short_form_leads_back_through_its_chain() -> None:
    right = 0
    for name in GOLD:
        for number, label in SHORT_FORMS[name].get("short_forms", {}).items():
            _, citations = cited(name)
            hits = [one for one in citations if one.within == f"note {number}"]
            assert [one.quote.startswith(label["form"]) for one in hits] == [True]
            assert [(entry.authority, entry.key) for entry in hits[0].authorities] == [
                (label["authority"], label["key"])
            ]
            resolution = hits[0].resolution
            assert resolution is not None
            assert resolution.antecedent == f"note {label['footnote']}"
            assert [step.within for step in resolution.chain][:2] == [f"note {number}", f"note {label['footnote']}"]
            assert resolution.chain[-1].rule == ""
            right += 1
    assert right == 9


def test_without_the_bibliography_spans_forms_and_normal_forms_stay_the_same() -> None:
    for name in GOLD:
        with_records = cited(name, with_links=False).citations
        alone = cited(name, with_records=False, with_links=False).citations
        shown = [
            [(one.spans, one.form, one.pin, [entry.authority for entry in one.authorities]) for one in found]
            for found in (with_records, alone)
        ]
        assert shown[0] == shown[1]
        assert {entry.key for one in alone for entry in one.authorities} == {None}


def test_the_figures_of_the_labelled_set(capsys: pytest.CaptureFixture[str]) -> None:
    right = sum(
        set(label["keys"]) <= {e.key for one in hits for e in one.authorities} or "or" in label
        for name, label in BY_RULE
        for letter, citations in [cited(name)]
        for hits in [touching(citations, span_of(letter, label["line"], label["quote"], label.get("nth", 1)))]
        if hits
    )
    with capsys.disabled():
        print(f"\n{right} of {len(BY_RULE)} by rule; {len(DESCRIBED)} described ones by declaration")
    assert (right, len(BY_RULE), len(DESCRIBED)) == (111, 111, 19)


def test_the_slip_of_a_year_and_the_wrong_links_are_marked_for_the_reader() -> None:
    doubts = {(name[:3], one.line, rule) for name in GOLD for one in cited(name).citations for rule in one.doubts}
    assert ("000", 18, "citation-doubtful-date") in doubts
    assert ("003", 63, "link-target-differs") in doubts
    assert ("003", 221, "link-target-differs") in doubts
    assert ("003", 85, "link-target-empty") in doubts
    assert {rule for _, _, rule in doubts} == {"citation-doubtful-date", "link-target-differs", "link-target-empty"}
