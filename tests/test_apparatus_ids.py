"""Ids of notes and emendations last: never given to other words, kept when the note goes."""

from __future__ import annotations

from pathlib import Path

from build_tools.apparatus import write_note_ids
from build_tools.model.apparatus import Lost
from build_tools.report import Finding
from tests.apparatus import ID, a_note, an_emendation, annotated, write, zenda

FILE = f"annotations/letters/{ID}/note-ids.yml"


def told(root: Path) -> list[Finding]:
    return [each for each in annotated(zenda(), root).findings if each.rule.startswith("annotation-id")]


def keep(root: Path) -> None:
    write_note_ids(root, annotated(zenda(), root).ids)


def test_the_ids_are_recorded_with_the_words_they_stand_at(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("any envoy"), emendations=an_emendation("have not find", "have not found"))
    keep(tmp_path)
    text = (tmp_path / FILE).read_text("utf-8")
    assert 'notes:\n  n1: "any envoy"\nemendations:\n  e1: "have not find"\n' in text
    assert write_note_ids(tmp_path, annotated(zenda(), tmp_path).ids) is None


def test_an_id_that_is_given_to_other_words_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("any envoy of Arcadia"))
    keep(tmp_path)
    write(tmp_path, notes=a_note("second letter says"))
    (finding,) = told(tmp_path)
    assert (finding.rule, finding.severity) == ("annotation-id-reused", "error")
    assert "“any envoy of Arcadia”" in finding.message


def test_corrected_words_keep_their_id(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("any envoys of Arcadia"))
    keep(tmp_path)
    write(tmp_path, notes=a_note("any envoy of Arcadia"))
    assert told(tmp_path) == []
    assert annotated(zenda(), tmp_path).ids.notes == {"n1": "any envoy of Arcadia"}


def test_an_id_that_is_taken_out_leaves_its_anchor_for_good_and_comes_back_with_its_words(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("any envoy of Arcadia") + a_note("second letter", "n2"))
    keep(tmp_path)
    write(tmp_path, notes=a_note("any envoy of Arcadia"))
    assert [finding.rule for finding in told(tmp_path)] == ["annotation-id-gone"]
    keep(tmp_path)
    assert told(tmp_path) == []
    assert annotated(zenda(), tmp_path).apparatus.gone == (Lost("note-n2", "second letter"),)
    write(tmp_path, notes=a_note("river commission", "n2"))
    assert "annotation-id-reused" in [finding.rule for finding in told(tmp_path)]
    write(tmp_path, notes=a_note("second letter", "n2") + a_note("any envoy of Arcadia"))
    assert told(tmp_path) == []
    assert annotated(zenda(), tmp_path).apparatus.gone == ()


def test_a_draft_has_no_address_until_it_is_published(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("any envoy of Arcadia", status="draft"))
    assert annotated(zenda(), tmp_path).ids.notes == {}
    write(tmp_path, notes=a_note("any envoy of Arcadia"))
    keep(tmp_path)
    write(tmp_path, notes=a_note("any envoy of Arcadia", status="draft"))
    made = annotated(zenda(), tmp_path)
    assert made.ids.notes == {"n1": "any envoy of Arcadia"}
    assert [lost.anchor for lost in made.apparatus.gone] == ["note-n1"]


def test_what_cannot_be_read_is_not_taken_for_gone(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("any envoy of Arcadia"))
    keep(tmp_path)
    (tmp_path / f"annotations/letters/{ID}/notes.yml").write_text("notes: [", "utf-8")
    made = annotated(zenda(), tmp_path)
    assert made.apparatus.gone == ()
    assert made.ids.notes == {"n1": "any envoy of Arcadia"}


def test_a_note_does_not_go_over_to_the_other_place_of_its_words(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("lamps at the quay", prefix="no one; the"))
    keep(tmp_path)
    (tmp_path / FILE).read_text("utf-8").index('several:\n  note-n1: "2"')
    assert annotated(zenda(), tmp_path).apparatus.adrift == ()
    text = zenda().witness.text
    from build_tools.apparatus import annotate
    from tests.test_apparatus_moving import parsed

    other = parsed(text.replace("no one; the lamps at", "no one; the lamqs at"))
    made = annotate(other, ID, tmp_path)
    assert made.apparatus.adrift == ("n1",)
    assert [edit.proposal.new.exact for edit in made.edits] == ["lamqs at the quay"]


def test_a_faulty_register_is_told(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("any envoy of Arcadia"))
    (tmp_path / FILE).write_text("notes: [n1]\nother: {}\ngone: {note-n1: [x]}\n", "utf-8")
    found = [each.message for each in annotated(zenda(), tmp_path).findings if each.path == FILE]
    assert [message.split(":")[0] for message in found] == ["notes", "other", "gone.note-n1"]
