"""Notes hold when a transcription is corrected: found again, or the build stops and says where they may belong."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from build_tools import pipeline
from build_tools.apparatus import annotate, patches, write_note_ids
from build_tools.model.apparatus import Apparatus
from build_tools.model.letter import Letter
from build_tools.parse import parse
from build_tools.read import decode_witness
from tests.apparatus import ID, a_note, an_emendation, annotated, write
from tests.conftest import ROOT
from tests.specimens import ruritania

# Over a call and a raised ending, over the end of a page, over emphasis; words that stand twice; words of a note.
NOTES = (
    a_note("Treaty of Zenda, signed on the 17th of March 1972, opened")
    + a_note("four engineers should meet once a year in Hentzau", "n2")
    + a_note("“the lights shall be kept” by the State", "n3")
    + a_note("the commission", "n4", prefix="'exchange their tide tables, without delay, through'")
    + a_note("A copy of the sketch was sent", "n5")
)
EMENDATION = an_emendation("(the one of 1991 lists 38)", "(that of 1991 lists thirty-eight)")


def keep(root: Path, text: str) -> None:
    """Record the ids, as a build does."""
    assert write_note_ids(root, annotated(parsed(text), root).ids) is not None


def specimen() -> str:
    return ruritania().witness.text


def parsed(text: str) -> Letter:
    witness, _ = decode_witness(text.encode(), "letter.txt")
    return parse(witness)[0]


def anchors(apparatus: Apparatus) -> dict[str, tuple[tuple[int, int], ...]]:
    found = {note.annotation.id: tuple(note.anchor.spans) for note in apparatus.notes}
    return found | {entry.emendation.id: tuple(entry.anchor.spans) for entry in apparatus.entries}


def places(apparatus: Apparatus) -> dict[str, list[int]]:
    """Every place of the witness at which a character of a note's or emendation's words stands."""
    return {own: [at for start, end in spans for at in range(start, end)] for own, spans in anchors(apparatus).items()}


def changed(text: str, at: int) -> str:
    return text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]


def solid(text: str) -> set[int]:
    """Letters and figures of words: a changed sign of markup or of a call changes more than one character."""
    words = (node.span for node in parsed(text).nodes if node.kind == "text")
    return {at for start, end in words for at in range(start, end) if text[at].isalnum() and text[at].isascii()}


def test_a_character_changed_inside_an_anchor_stops_the_build_and_the_right_words_are_proposed(tmp_path: Path) -> None:
    text = specimen()
    write(tmp_path, notes=NOTES)
    before = annotated(parsed(text), tmp_path).apparatus
    assert len(anchors(before)) == 5
    keep(tmp_path, text)
    tried, words = 0, solid(text)
    for own, inside in places(before).items():
        for at in (at for at in inside if at in words):
            made = annotated(parsed(changed(text, at)), tmp_path)
            lost = [finding for finding in made.findings if finding.rule == "quote-not-found"]
            assert own in made.apparatus.adrift, (own, text[at - 5 : at + 5])
            assert any(edit.proposal.line == before_line(before, own) for edit in made.edits), own
            now = {note.annotation.id: note.anchor.spans for note in made.apparatus.notes}
            assert own not in now
            assert any("Nearest" in finding.message for finding in lost)
            mended = mend(tmp_path, made.edits, parsed(changed(text, at)))
            assert mended[own] == anchors(before)[own]
            tried += 1
    assert tried > 60


def before_line(apparatus: Apparatus, own: str) -> int:
    return next(note.anchor.line for note in apparatus.notes if note.annotation.id == own)


def mend(root: Path, edits: tuple[object, ...], made: Letter) -> dict[str, tuple[tuple[int, int], ...]]:
    """What the anchors are once the patch is in the file, which is then put back."""
    path = f"annotations/letters/{ID}/notes.yml"
    kept = (root / path).read_text("utf-8")
    (patch,) = patches(edits, {path: kept})  # type: ignore[arg-type]
    apply(root, patch)
    try:
        return anchors(annotated(made, root).apparatus)
    finally:
        (root / path).write_text(kept, "utf-8")


def apply(root: Path, patch: str) -> None:
    command = ["git", "apply", "--unsafe-paths", f"--directory={root}", "-"]
    done = subprocess.run(command, input=patch, text=True, capture_output=True, cwd=root, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def test_a_character_changed_outside_every_anchor_moves_no_note(tmp_path: Path) -> None:
    text = specimen()
    write(tmp_path, notes=NOTES)
    before = annotated(parsed(text), tmp_path).apparatus
    inside = {at for those in places(before).values() for at in those}
    context = "exchange their tide tables, ***without delay***, through "
    inside |= set(range(text.index(context), text.index(context) + len(context)))
    keep(tmp_path, text)
    made = parsed(text)
    # in the matter around the text a character can decide what a line is: that is the parser's part
    running = {
        at for unit in (*made.blocks, *made.notes) if unit.id[0] in "pf" for span in unit.spans for at in range(*span)
    }
    outside = sorted((solid(text) & running) - inside)
    assert len(outside) > 600
    for at in outside[::3]:
        made = annotated(parsed(changed(text, at)), tmp_path)
        assert made.apparatus.adrift == (), text[at - 5 : at + 5]
        assert anchors(made.apparatus) == anchors(before)


def test_a_paragraph_put_in_at_the_top_moves_the_notes_with_their_words(tmp_path: Path) -> None:
    text = specimen()
    write(tmp_path, notes=NOTES, emendations=EMENDATION)
    added = "Sir,\n\nA paragraph that no editor has seen stands here now.\n\n"
    before, after = (annotated(parsed(each), tmp_path).apparatus for each in (text, added + text))
    assert len(anchors(before)) == 6
    assert anchors(after) == {
        own: tuple((start + len(added), end + len(added)) for start, end in spans)
        for own, spans in anchors(before).items()
    }


def test_nothing_is_dropped_when_another_transcription_takes_the_place(tmp_path: Path) -> None:
    write(tmp_path, notes=NOTES)
    other = "Dear Sir,\n\nThis is quite another letter; a copy of it: A copy of the sketch was sent to nobody."
    made = annotated(parsed(other), tmp_path)
    assert list(anchors(made.apparatus)) == ["n5"]
    assert sorted(made.apparatus.adrift) == ["n1", "n2", "n3", "n4"]
    listed = [finding for finding in made.findings if finding.severity == "error"]
    assert len(listed) == len(made.apparatus.adrift)


# The edition's own notes, whatever they are.


@pytest.fixture(scope="module")
def prepared() -> pipeline.Prepared:
    return pipeline.prepare(ROOT)


def own_letters() -> list[str]:
    folder = ROOT / "annotations" / "letters"
    return sorted(file.parent.name for file in folder.glob("*/notes.yml"))


def test_the_notes_of_the_edition_are_all_in_their_places(prepared: pipeline.Prepared) -> None:
    adrift = {letter.id: letter.apparatus.adrift for letter in prepared.edition.letters}
    assert not any(adrift.values()), adrift


@pytest.mark.parametrize("letter_id", own_letters())
def test_a_note_of_the_edition_is_missed_when_its_words_change_and_proposed_again(letter_id: str) -> None:
    raw = (ROOT / "docs/letters" / f"{letter_id}.txt").read_text("utf-8")
    before = annotate(parsed(raw), letter_id, ROOT).apparatus
    for own, inside in places(before).items():
        at = sorted(solid(raw) & set(inside))[len(inside) // 3]
        made = annotate(parsed(changed(raw, at)), letter_id, ROOT)
        assert own in made.apparatus.adrift, own
        told = [note for note in (*before.notes, *before.entries) if own in (getattr(note, "annotation", note), own)]
        assert told
        spans = anchors(before)[own]
        lines = {parsed(raw).witness.line_at(spans[0].start if hasattr(spans[0], "start") else spans[0][0])}
        assert lines & {edit.proposal.line for edit in made.edits}, own


@pytest.mark.parametrize("letter_id", own_letters())
def test_a_paragraph_at_the_top_moves_no_note_of_the_edition(letter_id: str) -> None:
    raw = (ROOT / "docs/letters" / f"{letter_id}.txt").read_text("utf-8")
    added = "A paragraph that no editor has seen stands here now, before all others.\n\n"
    before, after = (annotate(parsed(text), letter_id, ROOT).apparatus for text in (raw, added + raw))
    assert after.adrift == ()
    moved = {own: tuple((a - len(added), b - len(added)) for a, b in spans) for own, spans in anchors(after).items()}
    assert moved == {own: tuple((a, b) for a, b in spans) for own, spans in anchors(before).items()}


def test_all_ids_hold_when_a_paragraph_is_put_in_at_the_top_of_the_text(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "annotations", tmp_path / "annotations")
    shutil.copytree(ROOT / "docs/letters", tmp_path / "docs/letters")
    before = pipeline.prepare(tmp_path)
    added = "A paragraph that no editor has seen stands here now, before all others of the letter.\n\n"
    for letter in before.edition.letters:
        raw = letter.letter.witness.text
        start = next(block for block in letter.letter.blocks if block.role in ("opening", "paragraph")).spans[0].start
        line = raw.rindex("\n", 0, start) + 1
        witness = tmp_path / letter.letter.witness.name
        witness.write_text(raw[:line] + added + raw[line:], "utf-8", newline="")
    after = pipeline.prepare(tmp_path)
    assert len(after.edition.letters) == len(before.edition.letters) > 0
    for one, other in zip(before.edition.letters, after.edition.letters, strict=True):
        ids = [{unit.id: unit.text for unit in (*each.letter.blocks, *each.letter.notes)} for each in (one, other)]
        assert ids[0].items() <= ids[1].items(), one.id
        assert len(ids[1]) == len(ids[0]) + 1
        assert list(anchors(other.apparatus)) == list(anchors(one.apparatus))
        within = [{note.annotation.id: note.anchor.within for note in each.apparatus.notes} for each in (one, other)]
        assert within[0] == within[1]
