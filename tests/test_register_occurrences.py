"""Names of the register are found in what a reader reads, wherever and however they are printed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.builders import auto, block, call, em, letter, note, rest, strong
from tests.register import entry, named

ID = "1995-05-03-ruritania"
ZENDA = entry("zenda", "Zenda Castle", "names: [Zenda]")


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        ("[Zenda]", "At Zenda, in Zenda’s hall and Zenda's yard.", ["Zenda", "Zenda", "Zenda"]),
        ("[Zenda]", "Zendaland and Outzenda are elsewhere; so is zenda.", []),
        ("[Zenda]", "The Zenda-Strelsau road, (Zenda), “Zenda”", ["Zenda", "Zenda", "Zenda"]),
        ("[river treaty]", "A River Treaty is a river treaty.", ["River Treaty", "river treaty"]),
        ("[WHO]", "Who knows who the WHO is?", ["WHO"]),
        ("[King's Guard]", "The King’s Guard and the King's Guard.", ["King’s Guard", "King's Guard"]),
        ("[Elphberg-Zenda]", "Elphberg–Zenda, Elphberg‑Zenda, Elphberg Zenda", ["Elphberg–Zenda", "Elphberg‑Zenda"]),
        ("[Zenda, Castle of Zenda]", "the Castle of Zenda and Zenda", ["Castle of Zenda", "Zenda"]),
        ("[Grand River Council]", "Grand River Treaty, Grand River", []),
        ("[Élan]", "Elan, É́lan, Élan", ["Élan"]),
        ("[zenda, gazette.example]", "See https://gazette.example/zenda and zenda.", ["gazette.example", "zenda"]),
    ],
)
def test_a_name_is_found(tmp_path: Path, names: str, text: str, found: list[str]) -> None:
    of = letter(block("p1", "paragraph", text))
    edited, occurrences, _ = named(tmp_path, of, places=entry("x", "Something Else", f"names: {names}"))
    assert [one.quote for one in occurrences] == found
    for one in occurrences:
        assert "".join(edited.letter.witness.slice(span) for span in one.spans) == one.quote


def test_a_name_is_found_over_lines_emphasis_calls_and_page_ends(tmp_path: Path) -> None:
    of = letter(
        block("m1", "addressee", "Council of\nStrelsau"),
        block("p1", "paragraph", em("Council"), " of ", strong("Stre"), "lsau, Council", call("1"), " of Strelsau"),
        note("1", "The Council of", page=1),
        rest("p1", "the Council of"),
        note("2", "See ", auto("https://x.example/"), ".", page=1),
        rest("p1", "Strelsau."),
    )  # fmt: skip
    edited, occurrences, _ = named(tmp_path, of, organisations=entry("c", "A Council", "names: [Council of Strelsau]"))
    assert [(one.within, one.quote) for one in occurrences] == [
        ("m1", "Council of Strelsau"),
        ("p1", "Council of Strelsau"),
        ("p1", "Council of Strelsau"),
        ("p1", "Council of Strelsau"),
    ]
    witness = edited.letter.witness
    assert [witness.slice(span) for span in occurrences[-1].spans] == ["Council of", "Strelsau"]
    assert occurrences[-1].line == witness.line_at(occurrences[-1].spans[0].start)
    assert occurrences[-1].line > occurrences[0].line


def test_a_name_inside_a_longer_registered_name_is_the_longer_one(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "The Zenda Gazette of Zenda."))
    _, occurrences, _ = named(tmp_path, of, places=ZENDA, organisations=entry("g", "Zenda Gazette"))
    assert [(one.key, one.quote) for one in occurrences] == [("g", "Zenda Gazette"), ("zenda", "Zenda")]


def test_words_that_begin_a_longer_name_and_do_not_end_it_still_count(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "Zenda Gazette of Strelsau, Zenda Gazette of Zenda."))
    organisations = entry("g", "Zenda Gazette of Hentzau")
    _, occurrences, _ = named(tmp_path, of, places=ZENDA, organisations=organisations)
    assert [one.key for one in occurrences] == ["zenda", "zenda", "zenda"]


def test_the_editors_can_exclude_words(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "The ship Zenda lies off Zenda. The name Zenda is old."))
    excluded = (
        f"exclude: [{{letter: {ID}, exact: ship Zenda, reason: a ship}}, "
        "{exact: Zenda, prefix: The name, suffix: is old, reason: the word is meant}]"
    )
    _, occurrences, findings = named(tmp_path, of, places=entry("zenda", "Zenda Castle", "names: [Zenda]", excluded))
    assert len(occurrences) == 1
    assert occurrences[0].spans[0].start == of.witness.text.index("Zenda. The")
    assert findings == ()


def test_an_exclusion_that_fits_no_place_is_an_error(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "The ship Zenda."))
    excluded = "exclude: [{exact: boat Zenda, reason: a boat}]"
    _, _, findings = named(tmp_path, of, places=entry("zenda", "Zenda Castle", "names: [Zenda]", excluded))
    assert [(finding.rule, finding.line) for finding in findings] == [("register-invalid", 5)]


def test_an_office_means_a_person_only_in_the_letters_that_are_named(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "The Chancellor wrote to the Marshal."))
    people = entry("a", "Ada", f"only: [{{words: Chancellor, letters: [{ID}]}}]") + entry(
        "b", "Bea", "only: [{words: Marshal, letters: [another]}]"
    )
    _, occurrences, _ = named(tmp_path, of, people=people)
    assert [one.key for one in occurrences] == ["a"]


def test_what_is_said_of_one_letter_goes_before_what_is_said_of_all(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "Rassendyll came."))
    people = entry("a", "Rudolf", "names: [Rassendyll]") + entry(
        "b", "Robert", f"only: [{{words: Rassendyll, letters: [{ID}]}}]"
    )
    _, occurrences, findings = named(tmp_path, of, people=people)
    assert [one.key for one in occurrences] == ["b"]
    assert [finding.rule for finding in findings] == ["register-name-unused"]


def test_words_that_two_entries_claim_are_an_error(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "Rassendyll came."))
    people = entry("a", "Rudolf", "names: [Rassendyll]") + entry("b", "Robert", "names: [Rassendyll]")
    _, _, findings = named(tmp_path, of, people=people)
    overlaps = [finding for finding in findings if finding.rule == "register-name-overlap"]
    assert len(overlaps) == 1
    assert overlaps[0].severity == "error"
    assert "`only`" in overlaps[0].message


def test_a_name_that_no_letter_has_is_told_and_forms_of_either_side_are_not(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "Zenda."))
    fields = ("names: [Zenda, Castle Zenda]", "azerbaijani: [Zndə]", "armenian: [Զենդա]", "other: [Xenda]")
    _, _, findings = named(tmp_path, of, places=entry("zenda", "Zenda Castle", *fields))
    assert [(finding.rule, finding.severity) for finding in findings] == [("register-name-unused", "info")]
    assert "“Castle Zenda”" in findings[0].message


def test_forms_of_either_side_are_found_too(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "In Զենդա, in Zndə."))
    fields = ("azerbaijani: [Zndə]", "armenian: [Զենդա]")
    _, occurrences, _ = named(tmp_path, of, places=entry("zenda", "Zenda Castle", *fields))
    assert [one.quote for one in occurrences] == ["Զենդա", "Zndə"]


def test_thousands_of_forms_take_little_longer_than_one(tmp_path: Path) -> None:
    text = " ".join(f"Councillor Number{n} of Strelsau met the Council." for n in range(2000))
    of = letter(block("p1", "paragraph", text))
    names = ", ".join(f"Councillor Number{n} of Strelsau" for n in range(0, 4000, 2))

    def seconds(folder: Path, forms: str) -> float:
        folder.mkdir()
        started = time.perf_counter()
        _, occurrences, _ = named(folder, of, people=entry("c", "Councillors", f"names: [{forms}]"))
        assert occurrences
        return time.perf_counter() - started

    one, many = seconds(tmp_path / "one", "Councillor Number2 of Strelsau"), seconds(tmp_path / "many", names)
    assert many < 15 * one + 1
