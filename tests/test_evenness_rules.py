"""The edition's own words are asked about where they may take a side, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from build_tools.evenness.load import words
from tests.evenness import asked, examined

CASES = yaml.safe_load((Path(__file__).parent / "cases/evenness/sentences.yml").read_text("utf-8"))


def in_order_of_text(found: list[str], text: str) -> list[str]:
    return sorted(found, key=lambda each: (text.find(each.partition(" ")[2]), each))


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_of_a_sentence_only_what_may_be_uneven_is_asked(case: dict[str, object], tmp_path: Path) -> None:
    text = str(case["text"])
    found = examined(tmp_path, **{"docs/index.md": f"# Home\n\n{text}\n"}).findings
    expected = case.get("asks", [])
    assert isinstance(expected, list)
    told = [f"{finding.rule} {_words_of(finding.message)}" for finding in found]
    assert in_order_of_text(told, text) == in_order_of_text(expected, text)
    assert {(finding.path, finding.line, finding.severity) for finding in found} <= {("docs/index.md", 3, "warning")}


def _words_of(message: str) -> str:
    if message.startswith("`"):
        return message.split("`")[1]
    if "is named without" in message:
        return message.partition(" is named without")[0]
    return message.partition("Found in: ")[2].partition("an ")[2].rstrip(".")


def test_every_shipped_word_is_asked_about_bare_and_never_when_quoted(tmp_path: Path) -> None:
    known = [word.rstrip("*") for group in words().contested for word in group.words]
    assert len(known) > 100
    bare = "\n\n".join(f"Here is {word} there." for word in known)
    quoted = "\n\n".join(f"Here is “{word}” there." for word in known)
    lines = {finding.line for finding in examined(tmp_path, **{"docs/index.md": bare}).findings}
    assert [known[number] for number in range(len(known)) if 2 * number + 1 not in lines] == []
    assert asked(examined(tmp_path, **{"docs/index.md": quoted})) == []


def test_a_finding_names_the_line_of_the_word_in_a_long_field(tmp_path: Path) -> None:
    notes = """\
        notes:
          - id: n1
            body: >-
              The river is wide and the lamps
              are out on the occupied quay.
            evidence: [{title: Almanac}]
        """
    found = examined(tmp_path, **{"annotations/letters/1995-a/notes.yml": notes}).findings
    assert [(one.path, one.line) for one in found] == [("annotations/letters/1995-a/notes.yml", 5)]
    assert "notes[0].body" in found[0].message
    assert "are out on the occupied quay." in found[0].message


POSITION = "{holder: %s, holds: There was an invasion at Hentzau / Henzovo., evidence: [{title: Almanac}]}"


@pytest.mark.parametrize(
    ("holders", "asks"),
    [
        (("Ruritania", "Arcadia"), []),
        (("Ruritania", "Court of Strelsau"), ["evenness-one-position"]),
        (("Government of Arcadia", "Arcadia, as the Court recorded"), ["evenness-one-position"]),
        (("Court of Strelsau", "Academy of Strelsau"), []),
        (("Academy of Strelsau", "Academy of Strelsau"), ["evenness-one-position"]),
    ],
)
def test_where_one_party_is_heard_the_other_one_is_asked_for(
    holders: tuple[str, str], asks: list[str], tmp_path: Path
) -> None:
    positions = ", ".join(POSITION % f'"{holder}"' for holder in holders)
    notes = f"notes:\n  - {{id: n1, body: Two accounts., positions: [{positions}], evidence: [{{title: Almanac}}]}}\n"
    assert asked(examined(tmp_path, **{"annotations/letters/1995-a/notes.yml": notes})) == asks


def test_what_a_position_holds_may_be_contested_for_its_holder_is_named(tmp_path: Path) -> None:
    claims = (
        "[{holder: Ruritania, holds: A brutal act., evidence: [x]}, {holder: Arcadia, holds: A lie., evidence: [x]}]"
    )
    events = "events:\n  - {id: e, title: %s, claims: " + claims + "}\n"
    assert asked(examined(tmp_path, **{"annotations/events.yml": events % "The fire"})) == []
    found = examined(tmp_path, **{"annotations/events.yml": events % "The brutal fire"})
    assert asked(found) == ["evenness-contested-word"]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("annotations/letters/1995-a/notes.yml", "notes: [{id: n1, body: The river is wide., evidence: []}]"),
        (
            "annotations/letters/1995-a/notes.yml",
            "notes: [{id: n1, evidence: [x], positions: [{holder: Arcadia, holds: So.}, {holder: Ruritania}]}]",
        ),
        ("annotations/sources.yml", "almanac: {kind: book, title: Almanac, description: Names the lamps., seen: }"),
        ("annotations/relations.yml", "relations: [{id: r1, statement: One answers the other.}]"),
    ],
)
def test_a_statement_that_rests_on_nothing_is_asked_about(path: str, entry: str, tmp_path: Path) -> None:
    assert set(asked(examined(tmp_path, **{path: entry}))) == {"evenness-no-evidence"}


def test_of_a_person_in_the_register_an_office_and_no_life_is_told(tmp_path: Path) -> None:
    people = (
        "entries:\n"
        "  - {key: a, name: Ann Arc, description: Minister of Arcadia in 1995., evidence: [{title: Almanac}]}\n"
        "  - {key: b, name: Bob Bell, description: Friend of the lamps., evidence: [{title: Almanac}]}\n"
        "  - {key: c, name: Cid Cox, description: Minister in 1995; married., evidence: [{title: Almanac}]}\n"
    )
    found = examined(tmp_path, **{"annotations/register/people.yml": people}).findings
    told = {(finding.rule, finding.message.partition(":")[0].partition(".")[0]) for finding in found}
    assert told == {("evenness-living-person", "entries[1]"), ("evenness-living-person", "entries[2]")}
    assert any("`married` is said of Cid Cox" in finding.message for finding in found)
