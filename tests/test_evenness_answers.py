"""What the editors answer is silent and told to readers; an answer to which nothing belongs is reported."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from markupsafe import escape

from build_tools.apparatus import load_sources
from build_tools.citations.bibliography import load_bibliography
from build_tools.evenness import Evenness, examine, json_schemas
from build_tools.evenness.load import voice
from build_tools.evenness.voice import passages
from build_tools.model.evenness import EVENNESS_RULES
from build_tools.pipeline import prepare
from build_tools.register import load_register
from build_tools.report import SEVERITIES
from build_tools.web.pages import templates
from build_tools.yamlfile import read_yaml
from tests.evenness import OWN, asked, examined

UNEVEN = {"docs/index.md": "# Home\n\nThe lamps are out on the occupied quay. It is Arcadia’s “quay”.\n"}


def answer(**fields: str) -> str:
    known = {
        "file": "docs/index.md",
        "rule": "evenness-contested-word",
        "quote": "the occupied quay",
        "reason": "It is the name of the quay.",
        "date": "2026-01-31",
    }
    return "  - {" + ", ".join(f'{name}: "{value}"' for name, value in {**known, **fields}.items()) + "}\n"


def answered(root: Path, *answers: str) -> Evenness:
    return examined(root, **UNEVEN, **{"annotations/evenness.yml": f"{OWN}answers:\n{''.join(answers)}"})


def test_an_answered_finding_is_silent_and_told_to_readers(tmp_path: Path) -> None:
    assert asked(examined(tmp_path, **UNEVEN)) == ["evenness-contested-word"]
    found = answered(tmp_path, answer())
    assert found.findings == ()
    assert [(one.quote, one.reason, one.date) for one in found.answers] == [
        ("the occupied quay", "It is the name of the quay.", "2026-01-31")
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"quote": "The lamps are out"},
        {"quote": "the occupied lamps"},
        {"rule": "evenness-one-name"},
        {"file": "docs/about/index.md"},
        {"file": "docs/about/*"},
    ],
)
def test_an_answer_to_something_else_leaves_the_question_and_is_reported(
    fields: dict[str, str], tmp_path: Path
) -> None:
    found = answered(tmp_path, answer(**fields))
    assert sorted(asked(found)) == ["evenness-answer-stale", "evenness-contested-word"]
    assert found.answers == ()
    stale = next(finding for finding in found.findings if finding.rule == "evenness-answer-stale")
    assert (stale.path, stale.severity) == ("annotations/evenness.yml", "warning")
    assert stale.line == OWN.count("\n") + 2, "the line of the answer"


@pytest.mark.parametrize("file", ["*", "docs/*", "docs/*.md"])
def test_an_answer_can_be_for_many_files(file: str, tmp_path: Path) -> None:
    assert answered(tmp_path, answer(file=file)).findings == ()


def test_an_answer_whose_words_have_been_written_anew_is_reported(tmp_path: Path) -> None:
    assert answered(tmp_path, answer()).findings == ()
    (tmp_path / "docs/index.md").write_text("# Home\n\nThe lamps are out on the quay.\n", "utf-8")
    register, _ = load_register(tmp_path)
    bibliography, _ = load_bibliography(tmp_path)
    found = examine(tmp_path, register.register, bibliography, ())
    assert asked(found) == ["evenness-answer-stale"]
    assert "`the occupied quay`" in found.findings[0].message


def test_the_kind_of_quotation_marks_in_an_answer_does_not_matter(tmp_path: Path) -> None:
    told = answer(quote="out on the occupied quay. It is Arcadia's 'quay'").replace("'quay'", '\\"quay\\"')
    assert answered(tmp_path, told).findings == ()


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"rule": "evenness"}, "rule"), ({"reason": ""}, "reason"), ({"date": "2026-02-30"}, "date")],
)
def test_a_faulty_answer_is_told_and_hides_no_other_one(fields: dict[str, str], field: str, tmp_path: Path) -> None:
    found = answered(tmp_path, answer(**fields), answer())
    assert asked(found) == ["data-invalid"]
    assert f"answers[0].{field}" in found.findings[0].message
    assert len(found.answers) == 1


@pytest.mark.parametrize("content", ["answers: all of it\n", "- one\n", "answers: [\n", "wrong: yes\n"])
def test_a_file_that_cannot_be_understood_is_a_finding_and_no_crash(content: str, tmp_path: Path) -> None:
    found = examined(tmp_path, **UNEVEN, **{"annotations/evenness.yml": content})
    assert set(asked(found)) & {"data-invalid", "data-unreadable"}
    assert "evenness-contested-word" in asked(found), "the question is still asked"


def test_an_edition_without_a_file_of_answers_is_asked_all_the_same(tmp_path: Path) -> None:
    examined(tmp_path, **UNEVEN)
    (tmp_path / "annotations/evenness.yml").unlink()
    register, _ = load_register(tmp_path)
    bibliography, _ = load_bibliography(tmp_path)
    assert asked(examine(tmp_path, register.register, bibliography, ())) == ["evenness-contested-word"]


def test_every_rule_only_asks() -> None:
    assert {SEVERITIES[rule] for rule in (*EVENNESS_RULES, "evenness-answer-stale")} == {"warning"}


def test_this_edition_has_no_unanswered_question(root: Path) -> None:
    register, _ = load_register(root)
    bibliography, _ = load_bibliography(root)
    sources, _ = load_sources(root)
    found = examine(root, register.register, bibliography, sources)
    assert [str(finding) for finding in found.findings] == []


def test_readers_find_every_answer_with_its_reason_and_its_file(root: Path) -> None:
    edition = prepare(root).edition
    assert len(edition.answers) > 3
    page = templates().from_string((root / "docs/about/evenness.md").read_text("utf-8")).render(edition=edition)
    for one in edition.answers:
        told = f"<dt>“{escape(one.quote)}”</dt>\n<dd>{escape(one.reason)} <small>("
        assert told in page
        assert one.file == "*" or f"<small>({one.file}" in page
    assert page.count("<dt>") == len(edition.answers)


def test_every_place_where_this_edition_speaks_is_looked_at(root: Path) -> None:
    bibliography, _ = load_bibliography(root)
    said, _ = passages(root, bibliography)
    paths = {passage.path for passage in said}
    silent = [
        pattern
        for pattern in [*(group.files for group in voice().data), *voice().pages]
        if not any(file.relative_to(root).as_posix() in paths for file in root.glob(pattern))
    ]
    assert silent == [], "a file was renamed: correct build_tools/evenness/voice.yml"
    assert any(path.endswith(".bib") for path in paths)
    assert not any(path.startswith("docs/letters/") for path in paths), "the letters speak for themselves"


def test_the_schema_in_the_repository_is_that_of_the_model_and_takes_the_answers(root: Path) -> None:
    told = "annotations/schema/ is out of date: run `python -m build_tools.evenness` in the project's folder"
    ((name, text),) = json_schemas().items()
    assert (root / name).read_text("utf-8") == text, told
    located, faults = read_yaml(root / "annotations/evenness.yml", "annotations/evenness.yml")
    assert located is not None
    assert faults == ()
    jsonschema.validate(located.data, json.loads(text))
