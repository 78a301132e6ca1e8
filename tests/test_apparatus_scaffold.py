"""A new note: its selector fits once, its id is new, and the file stays as its editor wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from build_tools.apparatus import new_note
from build_tools.apparatus.anchor import anchor
from build_tools.apparatus.text import ReadingText
from build_tools.model.annotation import Anchor, TextQuoteSelector
from tests.apparatus import ID, a_note, annotated, write, zenda

FILE = f"annotations/letters/{ID}/notes.yml"


def started(root: Path, words: str, line: int | None = None) -> tuple[str, Anchor]:
    scaffold, findings = new_note(root, ID, zenda(), words, line)
    assert scaffold, findings
    note = yaml.safe_load((root / FILE).read_text("utf-8"))["notes"][-1]
    assert note["id"] == scaffold.id
    target = TextQuoteSelector(**note["target"])
    assert target == scaffold.selector
    place = anchor(target, ReadingText(zenda()))
    assert isinstance(place, Anchor)
    return scaffold.id, place


@pytest.mark.parametrize("words", ["envoy of Arcadia at the Treaty", "lamps at the quay", "out.", "the", 'the "river'])
def test_the_selector_of_a_new_note_fits_exactly_once(words: str, tmp_path: Path) -> None:
    own, place = started(tmp_path, words)
    assert own == "n1"
    assert " ".join(place.quote.split()).replace("“", '"') == words


def test_of_words_that_stand_several_times_the_line_says_which(tmp_path: Path) -> None:
    _, findings = new_note(tmp_path, ID, zenda(), "lamps at the quay")
    (finding,) = findings
    assert (finding.rule, finding.severity) == ("anchor-several", "info")
    second = zenda().witness.text.split("no one;")[0].count("\n") + 1
    assert finding.message.endswith(f": {second}")
    own, place = started(tmp_path, "lamps at the quay", second)
    assert (own, place.within) == ("n2", "p3")


def test_a_new_note_says_what_is_missing_until_an_editor_has_filled_it_in(tmp_path: Path) -> None:
    started(tmp_path, "envoy of Arcadia")
    rules = {finding.rule for finding in annotated(zenda(), tmp_path).findings}
    assert rules == {"data-invalid"}
    text = (tmp_path / FILE).read_text("utf-8")
    text = text.replace("body: #", "body: A word. #").replace("- authority:", f"- letter: {ID}")
    (tmp_path / FILE).write_text(text, "utf-8")
    made = annotated(zenda(), tmp_path)
    assert {finding.severity for finding in made.findings} == {"info"}
    assert [note.anchor.quote for note in made.apparatus.notes] == ["envoy of Arcadia"]


@pytest.mark.parametrize(
    "before",
    [
        "notes:\n",
        "",
        "# only a remark\n",
        f"notes:\n- id: n4 # kept\n  kind: context\n  target: {{exact: envoy}}\n  body: |\n    Two\n\n    parts.\n"
        f"  evidence: [{{letter: {ID}}}]\n  certainty: high\n  status: reviewed\n",
        "notes:\n    - {id: n4, kind: context}",
    ],
)
def test_a_note_goes_behind_those_that_are_there_and_changes_none(before: str, tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(before, "utf-8")
    own, _ = started(tmp_path, "envoy of Arcadia")
    assert own == ("n5" if "n4" in before else "n1")
    assert (tmp_path / FILE).read_text("utf-8").startswith(before)


def test_an_id_that_a_note_ever_had_is_not_given_again(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("envoy of Arcadia", "n3"))
    (tmp_path / FILE).with_name("note-ids.yml").write_text('gone:\n  note-n8: "words"\n', "utf-8")
    assert started(tmp_path, "second letter")[0] == "n9"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("any envoys of Arcadia", "Did you mean “any envoy of Arcadia”?"),
        ("nothing of the kind", "quote them as the page shows them"),
        ("the lamps too. The river", "one paragraph or note"),
    ],
)
def test_words_that_are_not_there_start_no_note(words: str, said: str, tmp_path: Path) -> None:
    scaffold, (finding,) = new_note(tmp_path, ID, zenda(), words)
    assert scaffold is None
    assert finding.severity == "error"
    assert said in finding.message
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    "before", ["notes: [", "notes: [{id: n1}]\n", "other: x\nnotes:\n  - {id: n1}\n", "notes: text\n"]
)
def test_a_file_to_which_nothing_can_be_appended_is_left_alone(before: str, tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(before, "utf-8")
    scaffold, findings = new_note(tmp_path, ID, zenda(), "envoy of Arcadia")
    assert scaffold is None
    assert [finding.severity for finding in findings] == ["error"]
    assert (tmp_path / FILE).read_text("utf-8") == before
