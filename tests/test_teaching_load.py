"""A lesson is loaded when everything in it fits its letters; each fault is told with file, line and field."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from build_tools.pipeline import prepare
from build_tools.report import SEVERITIES
from build_tools.teaching import json_schemas, write_schemas
from tests.relations import FIRST, SECOND
from tests.teaching import ANSWER, LESSON, loaded


def test_a_lesson_has_its_passages_in_their_places(tmp_path: Path) -> None:
    (lesson,), findings = loaded(tmp_path, tolls=LESSON)
    assert findings == ()
    assert (lesson.id, lesson.title, lesson.minutes, lesson.shown) == ("tolls", "Tolls", 20, ("context",))
    assert [(one.letter, one.units) for one in lesson.readings] == [(FIRST, ("p2",)), (SECOND, ())]
    (question,) = lesson.questions
    assert [(one.letter, one.anchor.within, one.anchor.quote) for one in question.passages] == [
        (FIRST, "p2", "The toll is 40 crowns"),
        (SECOND, "p2", "50 crowns"),
    ]
    assert question.answer == ANSWER
    assert [one.authority for one in question.evidence] == ["zenda-1886"]


def test_an_edition_without_lessons_has_none(tmp_path: Path) -> None:
    assert loaded(tmp_path) == ((), ())


def test_words_that_stand_twice_in_a_letter_are_found_in_the_paragraph_that_is_named(tmp_path: Path) -> None:
    twice = LESSON.replace("exact: The toll is 40 crowns", "exact: The lamps are out")
    (lesson,), findings = loaded(tmp_path, tolls=twice)
    assert findings == ()
    assert lesson.questions[0].passages[0].anchor.within == "p2"


@pytest.mark.parametrize(
    ("old", "new", "rule", "field", "said"),
    [
        ("exact: 50 crowns", "exact: 60 crowns", "quote-not-found", "questions[0].passages[1].exact", "nowhere"),
        ("at: p2, exact: 50", "at: p1, exact: 50", "quote-not-found", "questions[0].passages[1].exact", "in p2"),
        ("at: p2, exact: The", "at: p9, exact: The", "lesson-invalid", "questions[0].passages[0].at", "`p9`"),
        ("exact: The toll is 40 crowns", "exact: o", "quote-ambiguous", "questions[0].passages[0].exact", "times"),
        ("paragraphs: [p2]", "paragraphs: [p2, fn-9]", "lesson-invalid", "read[0].paragraphs[1]", "`fn-9`"),
        (f"  - {{letter: {SECOND}}}", "", "lesson-invalid", "questions[0].passages[1]", "name it under `read`"),
        (f"  - {{letter: {SECOND}}}", f"  - {{letter: {FIRST}}}", "lesson-invalid", "read[1]", "already"),
        (f"  - {{letter: {SECOND}}}", "  - {letter: nobody}", "lesson-invalid", "read[1].letter", "no letter"),
        ("authority: zenda-1886, pinpoint: article 1", "authority: z", "evidence-unknown", "documents[0]", "`z`"),
        ("minutes: 20", "minutes: soon", "data-invalid", "minutes", "soon"),
        ("minutes: 20", "minutes: 0", "data-invalid", "minutes", "600"),
        ("violence: None.", "violence:", "data-invalid", "violence", "needed"),
        ("show: [context]", "show: [gossip]", "data-invalid", "notes.show[0]", "`context`"),
        ("level: All", "lvel: All", "data-invalid", "lvel", "level"),
        ("id: q1", "id: Q 1", "data-invalid", "questions[0].id", "q1"),
        (f"answer: {ANSWER}", "answer:", "data-invalid", "questions[0].answer", "needed"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_field(
    old: str, new: str, rule: str, field: str, said: str, tmp_path: Path
) -> None:
    assert LESSON.count(old) == 1
    text = LESSON.replace(old, new)
    lessons, findings = loaded(tmp_path, tolls=text)
    assert lessons == ()
    told = [one for one in findings if one.rule == rule and one.message.startswith(field)]
    assert told, [str(one) for one in findings]
    assert said in told[0].message
    assert told[0].path == "annotations/teaching/tolls.yml"
    assert told[0].severity == "error"
    line = text.split("\n")[told[0].line - 1]
    name = field.rpartition(".")[2].partition("[")[0]
    assert name in line or line.strip().startswith("- "), line
    assert told[0].column > 0


def test_all_faults_are_told_at_once_and_another_lesson_is_loaded(tmp_path: Path) -> None:
    wrong = LESSON.replace("exact: 50 crowns", "exact: 60 crowns").replace("[p2]", "[p7]")
    lessons, findings = loaded(tmp_path, wrong=wrong, tolls=LESSON)
    assert [lesson.id for lesson in lessons] == ["tolls"]
    assert {one.path for one in findings} == {"annotations/teaching/wrong.yml"}
    assert {one.rule for one in findings} == {"quote-not-found", "lesson-invalid"}


def test_an_id_that_is_taken_is_told(tmp_path: Path) -> None:
    again = LESSON[LESSON.index("  - id: q1") :]
    lessons, findings = loaded(tmp_path, tolls=LESSON + again)
    assert lessons == ()
    assert [one.message.partition(":")[0] for one in findings] == ["questions[1].id"]


@pytest.mark.parametrize("text", ["- one\n", "title: [\n", "", "all of it\n", "title: &a b\nlevel: *a\n"])
def test_a_file_that_is_no_lesson_is_a_finding_and_no_crash(text: str, tmp_path: Path) -> None:
    lessons, findings = loaded(tmp_path, tolls=text)
    assert lessons == ()
    assert findings
    assert {one.rule for one in findings} <= {"data-unreadable", "data-invalid"}


def test_a_name_of_a_file_that_cannot_be_an_address_is_told(tmp_path: Path) -> None:
    _, findings = loaded(tmp_path, **{"Tolls & fees": LESSON})
    assert [one.rule for one in findings] == ["lesson-invalid"]


def test_the_lessons_of_this_edition_hear_both_parties(root: Path) -> None:
    edition = prepare(root).edition
    assert len(edition.lessons) >= 2
    assert not [one for one in edition.findings if one.path.startswith("annotations/teaching")]
    for lesson in edition.lessons:
        named = " ".join(f"{one.evidence.authority} {one.evidence.source}" for one in lesson.documents)
        bodies = " ".join(
            [one.body for one in edition.sources if one.key in named.split()]
            + [one.body for one in edition.bibliography.authorities if one.key in named.split()]
        )
        assert "Armenia" in bodies, lesson.id
        assert "Azerbaijan" in bodies, lesson.id


def test_the_schema_in_the_repository_is_that_of_the_model_and_fits_the_lessons(root: Path, tmp_path: Path) -> None:
    told = "annotations/schema/ is out of date: run `python -m build_tools.teaching` in the project's folder"
    ((name, text),) = json_schemas().items()
    assert (root / name).read_text("utf-8") == text, told
    assert [path.read_text("utf-8") for path in write_schemas(tmp_path)] == [text]
    schema = json.loads(text)
    lessons = sorted((root / "annotations/teaching").glob("*.yml"))
    assert lessons
    for lesson in lessons:
        assert lesson.read_text("utf-8").startswith("# yaml-language-server: $schema=../schema/lesson.schema.json\n")
        jsonschema.validate(yaml.safe_load(lesson.read_text("utf-8")), schema)


def test_every_field_says_what_it_is_for() -> None:
    (text,) = json_schemas().values()
    schema = json.loads(text)
    for described in (schema, *schema["$defs"].values()):
        told = {name: about.get("description") or about.get("$ref") for name, about in described["properties"].items()}
        assert [name for name, about in told.items() if not about] == []
        assert described.get("description")


def test_what_is_wrong_with_a_lesson_stops_the_build() -> None:
    assert SEVERITIES["lesson-invalid"] == SEVERITIES["answer-disclosed"] == "error"
