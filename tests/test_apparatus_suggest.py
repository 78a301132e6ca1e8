"""What is proposed for words that have changed: the right ones, in a patch that applies, and only proposed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build_tools.apparatus import patches
from build_tools.model.apparatus import Apparatus
from build_tools.model.letter import Letter
from tests.apparatus import ID, annotated, zenda

NOTES = f"annotations/letters/{ID}/notes.yml"
REST = f"body: A word., evidence: [{{letter: {ID}}}], certainty: high, status: reviewed, kind: context"


def put(root: Path, text: str) -> None:
    (root / NOTES).parent.mkdir(parents=True, exist_ok=True)
    (root / NOTES).write_bytes(text.encode())


def suggested(root: Path, made: Letter | None = None) -> str:
    result = annotated(made or zenda(), root)
    texts = {edit.path: (root / edit.path).read_bytes().decode() for edit in result.edits}
    return "".join(patches(result.edits, texts))


def patched(root: Path) -> Apparatus:
    """The apparatus once the patch is applied, as an editor would apply it."""
    patch = suggested(root)
    assert patch
    before = (root / NOTES).read_bytes()
    subprocess.run(["git", "init", "-q", str(root)], check=True)  # noqa: S607
    done = subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=root, capture_output=True)  # noqa: S607
    assert done.returncode == 0, done.stderr.decode() + patch
    assert (root / NOTES).read_bytes() != before
    result = annotated(zenda(), root)
    assert [str(each) for each in result.findings if each.severity == "error"] == []
    return result.apparatus


LAYOUTS = {
    "in brackets": f"notes:\n  - {{id: n1, target: {{exact: 'The lamp on the quay of Hentzau'}}, {REST}}}\n",
    "in lines": f"""\
# A remark that stays.
notes:
- id: n1
  target:
    exact: The lamp on the quay of Hentzau   # another
  kind: context
  body: >
    A word.
  evidence: [{{letter: {ID}}}]
  certainty: high
  status: reviewed
""",
    "folded": f"""\
notes:
  - id: n1
    target:
      exact: >-
        The lamp on the
        quay of Hentzau
      prefix: which the river commission opened.
    kind: context
    body: Ein Wort – ‘mit’ Zeichen außerhalb von ASCII.
    evidence: [{{letter: {ID}}}]
    certainty: high
    status: reviewed
""",
    "in quotation marks, without a last line end": f"""\
notes:
  - target: {{"exact": "The lamp on the quay of Hentzau"}}
    id: n1
    kind: context
    body: A word.
    evidence: [{{letter: {ID}}}]
    certainty: high
    status: reviewed""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_patch_puts_the_new_words_in_and_leaves_all_else_as_it_is(layout: str, tmp_path: Path) -> None:
    put(tmp_path, LAYOUTS[layout])
    (note,) = patched(tmp_path).notes
    assert note.anchor.quote == "The lamps at the quay of Hentzau"
    now = (tmp_path / NOTES).read_text("utf-8")
    kept = [line for line in LAYOUTS[layout].splitlines() if not {"exact:", "lamp", "quay"} & set(line.split())]
    assert [line for line in kept if line not in now.splitlines()] == []


def test_several_patches_of_one_file_go_in_together(tmp_path: Path) -> None:
    put(
        tmp_path,
        f"notes:\n  - {{id: n1, target: {{exact: 'any envoys of Arcadia at the Treaty'}}, {REST}}}\n"
        f"  - {{id: n2, target: {{exact: 'our second letter says'}}, {REST}}}\n"
        f"  - {{id: n3, target: {{exact: 'says no one'}}, {REST}}}\n",
    )
    assert [note.anchor.quote for note in patched(tmp_path).notes] == [
        "any envoy of Arcadia at the Treaty",
        "Our second letter says",
        "says no one",
    ]


def test_of_words_that_stand_twice_the_place_with_the_nearest_surroundings_is_proposed(tmp_path: Path) -> None:
    target = "{exact: lamps at the quay, prefix: 'says noone; the', suffix: are out}"
    put(tmp_path, f"notes:\n  - {{id: n1, target: {target}, {REST}}}\n")
    (note,) = patched(tmp_path).notes
    assert note.anchor.within == "p3"


def test_words_that_become_ambiguous_by_a_correction_get_words_around_them(tmp_path: Path) -> None:
    put(tmp_path, f"notes:\n  - {{id: n1, target: {{exact: 'lamps by the quay', prefix: 'one; the'}}, {REST}}}\n")
    (note,) = patched(tmp_path).notes
    assert note.anchor.quote == "lamps at the quay"


@pytest.mark.parametrize("exact", ["nothing like it stands in this letter", "Hentzov", "lamps at the quay"])
def test_nothing_is_proposed_where_nothing_is_near_or_nothing_tells_which(exact: str, tmp_path: Path) -> None:
    put(tmp_path, f"notes:\n  - {{id: n1, target: {{exact: '{exact}'}}, {REST}}}\n")
    result = annotated(zenda(), tmp_path)
    assert result.edits == ()
    assert result.apparatus.adrift == ("n1",)
    assert [each.severity for each in result.findings if each.rule.startswith("quote")] == ["error"]


def test_a_proposal_is_never_taken_and_no_file_is_touched(tmp_path: Path) -> None:
    put(tmp_path, LAYOUTS["in brackets"])
    before = (tmp_path / NOTES).read_bytes()
    assert suggested(tmp_path)
    result = annotated(zenda(), tmp_path)
    assert (result.apparatus.notes, result.apparatus.adrift) == ((), ("n1",))
    assert (tmp_path / NOTES).read_bytes() == before


def test_the_message_has_the_old_and_the_new_words_and_their_line(tmp_path: Path) -> None:
    put(tmp_path, LAYOUTS["in brackets"])
    (message,) = [each.message for each in annotated(zenda(), tmp_path).findings if each.rule == "quote-not-found"]
    assert "“The lamp on the quay of Hentzau”" in message
    assert "“The lamps at the quay of Hentzau”" in message
    assert f"line {zenda().witness.text.split('The lamps')[0].count(chr(10)) + 1} " in message
