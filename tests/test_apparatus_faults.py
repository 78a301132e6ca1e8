"""Faulty files of notes, emendations, slips and sources are told with line, field and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from build_tools.apparatus import annotate, load_slips, load_sources, slip_faults
from build_tools.model.apparatus import Source
from build_tools.model.references import References
from build_tools.report import Finding
from tests.apparatus import ID, a_note, an_emendation, annotated, edited, references, write, zenda
from tests.builders import edition_letter

CASES = yaml.safe_load((Path(__file__).parent / "cases/apparatus/notes.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_fault_of_a_note_is_told_with_its_line_and_field(case: dict[str, object], tmp_path: Path) -> None:
    folder = tmp_path / "annotations/letters" / ID
    folder.mkdir(parents=True)
    (folder / "notes.yml").write_text(str(case["file"]), "utf-8")
    findings = [finding for finding in annotated(zenda(), tmp_path).findings if finding.rule != "anchor-short"]
    expected = case["findings"]
    assert isinstance(expected, list)
    assert len(findings) == len(expected), [str(finding) for finding in findings]
    for finding, (line, rule, said) in zip(sorted(findings, key=lambda each: each.line), expected, strict=True):
        assert (finding.line, finding.rule) == (line, rule), str(finding)
        assert said in finding.message
        assert finding.path == f"annotations/letters/{ID}/notes.yml"


def rules(emendations: str, tmp_path: Path) -> list[tuple[str, str]]:
    write(tmp_path, emendations=emendations)
    return [(each.rule, each.message) for each in annotated(zenda(), tmp_path).findings if each.severity == "error"]


def test_emendations_over_each_other_cannot_be_shown(tmp_path: Path) -> None:
    two = an_emendation("have not find any", "did not find any") + an_emendation("any envoy", "an envoy", "e2")
    (found,) = rules(two, tmp_path)
    assert found[0] == "emendation-overlaps"
    assert "e2" in found[1]


def test_an_emendation_over_the_call_of_a_note_cannot_be_shown(tmp_path: Path) -> None:
    (found,) = rules(an_emendation("talks, which", "talks which"), tmp_path)
    assert found[0] == "emendation-overlaps"
    assert "note 1" in found[1]


def test_a_reading_that_the_witness_has_is_no_emendation(tmp_path: Path) -> None:
    (found,) = rules(an_emendation("envoy of Arcadia", "envoy of Arcadia"), tmp_path)
    assert found[0] == "emendation-empty"


def test_an_emendation_needs_a_reason(tmp_path: Path) -> None:
    (found,) = rules("- {id: e1, target: {exact: envoy}, reading: x}\n", tmp_path)
    assert found == ("data-invalid", "emendations[0].reason: is missing or blank, and is needed: add it")


def unknown(evidence: str, tmp_path: Path) -> list[Finding]:
    write(tmp_path, notes=a_note("any envoy of Arcadia", evidence=evidence))
    source = Source(key="s", kind="report", body="", title="T", date="", url="", seen="", description="")
    letters = {ID: edition_letter(zenda(), id=ID)}
    known = References(sources={"s": source}, letters=letters)
    return [each for each in annotate(zenda(), ID, tmp_path, known).findings if each.rule == "evidence-unknown"]


@pytest.mark.parametrize(
    ("evidence", "field"),
    [
        ("[{authority: nobody}]", "authority"),
        ("[{source: t}]", "source"),
        ("[{letter: 1999-01-01-x}]", "letter"),
        (f"[{{letter: {ID}, at: p99}}]", "at"),
    ],
)
def test_evidence_that_leads_nowhere_is_an_error(evidence: str, field: str, tmp_path: Path) -> None:
    (finding,) = unknown(evidence, tmp_path)
    assert finding.message.startswith(f"notes[0].evidence[0].{field}: ")


def test_evidence_that_leads_somewhere_is_none(tmp_path: Path) -> None:
    assert unknown(f"[{{source: s, pinpoint: p. 3}}, {{letter: {ID}}}, {{letter: {ID}, at: fn-1}}]", tmp_path) == []


def slips(text: str, tmp_path: Path) -> list[str]:
    write(tmp_path, notes=a_note("any envoy of Arcadia"), emendations=an_emendation("have not find", "have not found"))
    (tmp_path / "annotations/slips.yml").write_text(text, "utf-8")
    loaded, findings = load_slips(tmp_path)
    found = (*findings, *slip_faults(loaded, references(edited(zenda(), tmp_path))))
    return [finding.message for finding in found]


def test_a_slip_that_says_what_was_done_has_no_finding(tmp_path: Path) -> None:
    line = (
        zenda().witness.text.split("\n").index(next(x for x in zenda().witness.text.split("\n") if "not find" in x)) + 1
    )
    good = f"""\
- {{slip: S1, letter: {ID}, line: {line}, quote: have not find, decision: emendation, ref: e1, reason: Participle.}}
- {{slip: S2, letter: {ID}, line: {line}, quote: "*Treaty of Zenda*", decision: note, ref: n1, reason: Told.}}
- {{slip: S3, letter: {ID}, decision: left-alone, reason: There is no signature.}}
"""
    assert slips(good, tmp_path) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("letter: nowhere, decision: left-alone", "slips[0].letter: `nowhere` is no letter"),
        (f"letter: {ID}, line: 3, quote: have not find, decision: left-alone", "are not on line 3"),
        (f"letter: {ID}, line: 300, quote: find, decision: left-alone", "slips[0].line: the transcription has"),
        (f"letter: {ID}, quote: find, decision: left-alone", "`line` is blank"),
        (f"letter: {ID}, line: 1, decision: left-alone", "`quote` is blank"),
        (f"letter: {ID}, decision: emendation, ref: e9", "`e9` is no emendation"),
        (f"letter: {ID}, decision: note, ref: e1", "`e1` is no note"),
        (f"letter: {ID}, decision: note", "name the id of the note"),
        (f"letter: {ID}, decision: left-alone, ref: n1", "take `ref` out"),
        (f"letter: {ID}, decision: link-repair, ref: nobody", "`nobody` is no key"),
        (f"letter: {ID}, decision: ignored", "slips[0].decision: must be `emendation`"),
    ],
)
def test_a_slip_whose_answer_is_not_there_is_an_error(fields: str, said: str, tmp_path: Path) -> None:
    (message,) = slips(f"- {{slip: S1, reason: Why., {fields}}}\n", tmp_path)
    assert said in message


def test_a_source_has_a_kind_and_a_title(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    text = "hrw:\n  kind: report\n  title: On lamps\n  url:\n  seen: a copy\nother:\n  title: x\n"
    (tmp_path / "annotations/sources.yml").write_text(text, "utf-8")
    sources, findings = load_sources(tmp_path)
    assert [(source.key, source.title, source.url) for source in sources] == [("hrw", "On lamps", "")]
    assert [(finding.line, finding.message) for finding in findings] == [
        (6, "other.kind: is missing or blank, and is needed: add it")
    ]


def test_a_slip_on_another_line_than_said_is_told_and_stops_nothing(tmp_path: Path) -> None:
    text = f"- {{slip: S1, reason: Why., letter: {ID}, line: 1, quote: have not find, decision: left-alone}}\n"
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations/slips.yml").write_text(text, "utf-8")
    loaded, _ = load_slips(tmp_path)
    (finding,) = slip_faults(loaded, references(edited(zenda(), tmp_path)))
    assert (finding.rule, finding.severity) == ("slip-moved", "warning")
    assert "it stands on line " in finding.message
