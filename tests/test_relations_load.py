"""Editors' files on relations, quotations, figures and events are checked, with file, line and field of every fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.pipeline import prepare
from build_tools.relations import json_schemas
from tests.relations import EVENTS, FIGURES, FILES, FIRST, QUOTATIONS, RELATIONS, SECOND, related


def faults(folder: Path, **files: str) -> list[str]:
    return [str(each) for each in related(folder, **files).findings if each.rule != "passage-recurs"]


def test_everything_in_the_files_is_loaded_and_every_passage_has_its_place(tmp_path: Path) -> None:
    made = related(tmp_path, **FILES)
    assert made.findings == ()
    (relation,) = made.relations.relations
    assert (relation.kind, relation.subject.letter, relation.object.letter) == ("answers", SECOND, FIRST)
    assert relation.grounds.passages[0].anchor.within == "p1"
    assert relation.grounds.evidence[0].pinpoint == "article 4"
    assert [each.agreement for each in made.relations.quotations] == ["differs", "not-seen"]
    cut = made.relations.quotations[1].passage.anchor
    assert len(cut.spans) == 2, "the words go over a page"
    assert [figure.passage.letter for figure in made.relations.figures[0].figures] == [FIRST, SECOND]


def test_events_come_by_date_and_those_without_one_last(tmp_path: Path) -> None:
    assert [event.id for event in related(tmp_path, events=EVENTS).relations.events] == ["treaty", "flood", "undated"]


def test_an_edition_without_these_files_has_no_relations_and_no_fault(tmp_path: Path) -> None:
    made = related(tmp_path)
    assert (made.relations.relations, made.relations.events, made.relations.figures) == ((), (), ())
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said"),
    [
        ("relations", "kind: answers", "kind: mocks", 3, "error[data-invalid] relations[0].kind: must be"),
        ("relations", "exact: You write", "exact: You wrote", 9, "quote-not-found] relations[0].passages[0].exact:"),
        ("quotations", "both shores}\n    source", "both shoers}\n    source", 3, "Nearest, line 1: “The River shall"),
        ("relations", f"{SECOND}, exact", "nobody, exact", 9, "relations[0].passages[0].letter: `nobody` is no letter"),
        ("relations", "authority: zenda-1886", "authority: other", 11, "relations[0].evidence[0].authority: `other`"),
        (
            "relations",
            "authority: zenda-1886",
            "source: other",
            11,
            "relations[0].evidence[0].source: `other` is no key",
        ),
        ("relations", f"to: {{letter: {FIRST}}}", f"to: {{letter: {SECOND}}}", 5, "is the document that `from` names"),
        ("relations", f"to: {{letter: {FIRST}}}", "to: {}", 5, "must name exactly one of"),
        ("quotations", "    how: The first letter has *banks*.\n", "", 2, "differs from its source: say in `how`"),
        ("quotations", "    seen: This edition.\n", "", 2, "say in `seen` where that was read"),
        ("quotations", "agreement: not-seen", "agreement: agrees", 8, "say in `seen` where that was read"),
        ("quotations", "id: q2", "id: q1", 8, "error[relation-invalid] quotations[1].id: `q1` is taken, on line 2"),
        ("quotations", "recurring:", "recuring:", 12, "no field has this name; the file holds `quotations`"),
        ("figures", "exact: 50 crowns", "exact: 51 crowns", 6, "quote-not-found] figures[0].figures[1].passage.exact"),
        ("figures", "    comment: Two years, two tolls.\n", "", 2, "figures[0].comment: is missing"),
        ("events", "date: 1995-05\n", "date: 1995-13\n", 9, "events[1].date: must be YYYY-MM-DD, YYYY-MM or YYYY"),
        ("events", "until: 1886-01-05", "until: 1885", 17, "events[2].until: is before `date`"),
        ("events", "holder: Arcadia", "holder: Ruritania", 7, "a contested event needs `claims` of two holders"),
        ("events", "    date_note: before 1995\n", "", 2, "`date` is blank: say in `date_note`"),
        ("events", "    evidence: [{authority: zenda-1886}]\n", "", 14, "rests on nothing"),
    ],
)
def test_a_fault_is_told_with_its_line_and_its_field(
    tmp_path: Path, name: str, old: str, new: str, line: int, said: str
) -> None:
    assert FILES[name].count(old) == 1
    found = faults(tmp_path, **{name: FILES[name].replace(old, new)})
    (fault,) = found
    assert fault.startswith(f"annotations/{name}.yml:{line}:")
    assert said in fault


def test_a_faulty_entry_is_left_out_and_hides_no_other(tmp_path: Path) -> None:
    second = RELATIONS.removeprefix("relations:\n").replace("r1", "r2")
    made = related(tmp_path, relations=RELATIONS.replace("You write", "We wrote") + second)
    assert [each.id for each in made.relations.relations] == ["r2"]


def test_words_that_stand_twice_are_refused_until_a_prefix_says_which(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, events=EVENTS.replace(", prefix: both banks.", ""))
    assert "error[quote-ambiguous] events[0].passages[0].exact: these words stand 2 times" in fault


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        relations=RELATIONS.replace("kind: answers", "kind: mocks"),
        figures=FIGURES.replace("40 crowns}}", "41 crowns}}"),
        quotations=QUOTATIONS.replace("zenda-1886", "other"),
        events="events: none",
    )
    assert [fault.split(":")[0] for fault in sorted(found)] == [
        f"annotations/{name}.yml" for name in ("events", "figures", "quotations", "relations")
    ]


@pytest.mark.parametrize("text", ["", "- 1", "relations: 3", "relations: [3, {}]", "\x00", "relations:\n  - id: [1]\n"])
def test_no_input_gives_a_traceback(tmp_path: Path, text: str) -> None:
    found = faults(tmp_path, relations=text, quotations=text, figures=text, events=text)
    assert bool(found) == bool(text)


def test_the_schemas_in_the_repository_are_those_of_the_models(root: Path) -> None:
    told = "annotations/schema/ is out of date: run `python -m build_tools.relations` in the project's folder"
    assert len(json_schemas()) == 4
    for name, text in json_schemas().items():
        assert (root / name).read_text("utf-8") == text, told


def test_every_field_of_the_schemas_says_what_it_is_for() -> None:
    for text in json_schemas().values():
        for described in (json.loads(text), *json.loads(text)["$defs"].values()):
            assert [name for name, field in described["properties"].items() if not field.get("description")] == []


def test_the_files_of_the_edition_are_sound_and_name_their_schemas(root: Path) -> None:
    prepared = prepare(root)
    files = [f"annotations/{name}.yml" for name in FILES]
    own = [each for each in prepared.findings if each.path in files and each.severity == "error"]
    assert [str(each) for each in (*own, *(each for each in prepared.findings if each.rule == "passage-recurs"))] == []
    assert [each.id for each in prepared.edition.relations.figures] == [f"D{number}" for number in range(1, 13)]
    for file in files:
        first = (root / file).read_text("utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), file
        assert (root / "annotations" / first.partition("=")[2]).is_file(), file


def test_both_governments_are_heard_where_an_event_of_the_edition_is_contested(root: Path) -> None:
    contested = [event for event in prepare(root).edition.relations.events if event.claims]
    assert contested
    for event in contested:
        holders = " / ".join(claim.holder for claim in event.claims)
        assert "Armenia" in holders, event.id
        assert "Azerbaijan" in holders, event.id
