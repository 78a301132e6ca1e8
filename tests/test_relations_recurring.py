"""Passages that stand in two letters are found, whatever their type and line ends, and wait for an editor's word."""

from __future__ import annotations

from pathlib import Path

from build_tools.model.edition import EditionLetter
from build_tools.relations.recurring import repetitions
from tests.builders import block, edition_letter, letter, note
from tests.relations import FIRST, QUOTATIONS, SECOND, pair, related

WORDS = "the river shall be open to all boats of both"


def of(*texts: str, name: str = "1995-05-03-x", notes: tuple[str, ...] = ()) -> EditionLetter:
    blocks = [block(f"p{number}", "paragraph", text) for number, text in enumerate(texts, 1)]
    made = letter(*blocks, *(note(str(number), text) for number, text in enumerate(notes, 1)))
    return edition_letter(made, id=name)


def quotes(*letters: EditionLetter, shortest: int = 8) -> list[str]:
    return [one.quote for one in repetitions(letters, shortest)]


def test_a_passage_is_found_over_emphasis_a_call_a_page_and_another_case(tmp_path: Path) -> None:
    (one,) = repetitions(pair())
    assert (one.letters, one.within, one.words) == ((FIRST, SECOND), ("p1", "p1"), 10)
    assert one.quote == WORDS
    for letter_, spans in zip(pair(), one.spans, strict=True):
        pieces = " ".join(letter_.letter.witness.slice(span) for span in spans)
        assert pieces.casefold().startswith("the river shall be open to")
        assert pieces.endswith("of both")
    assert len(one.spans[0]) == 2


def test_a_run_is_as_long_as_it_can_be_and_told_once() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve"
    assert quotes(of(f"First {text} end."), of(f"Then {text} stop.", name="1996-01-01-y")) == [text]


def test_seven_words_are_too_few() -> None:
    assert quotes(of("a b c d e f g x"), of("a b c d e f g y", name="1996-01-01-y")) == []
    assert quotes(of("a b c d e f g h x"), of("a b c d e f g h y", name="1996-01-01-y")) == ["a b c d e f g h"]


def test_no_run_crosses_from_one_paragraph_to_the_next() -> None:
    assert quotes(of("a b c d", "e f g h"), of("a b c d", "e f g h", name="1996-01-01-y")) == []


def test_what_one_letter_repeats_within_itself_does_not_count() -> None:
    assert quotes(of("a b c d e f g h", "a b c d e f g h")) == []


def test_notes_count_and_every_pair_of_letters_is_compared() -> None:
    text = "a b c d e f g h i"
    three = (of(text), of("x", notes=(text,), name="1996-01-01-y"), of(text, name="1997-01-01-z"))
    found = repetitions(three)
    assert [one.letters for one in found] == [
        (three[0].id, three[1].id),
        (three[0].id, three[2].id),
        (three[1].id, three[2].id),
    ]
    assert found[0].within == ("p1", "fn-1")


def test_a_text_of_one_word_again_and_again_ends_soon() -> None:
    again = "da " * 4000
    assert [one.words for one in repetitions((of(again), of(again, name="1996-01-01-y")))] == [4000]


def test_an_editor_is_told_of_a_passage_that_nobody_has_confirmed(tmp_path: Path) -> None:
    (finding,) = related(tmp_path).findings
    assert (finding.rule, finding.severity, finding.path) == ("passage-recurs", "info", f"docs/letters/{SECOND}.txt")
    assert f"these 10 words stand in docs/letters/{FIRST}.txt, line 1, too: “{WORDS}”" in finding.message


def test_a_confirmed_passage_is_told_no_more(tmp_path: Path) -> None:
    made = related(tmp_path, quotations=QUOTATIONS)
    assert made.findings == ()
    assert [one.confirmed for one in made.relations.repetitions] == ["c1"]


def test_a_confirmation_that_holds_only_part_of_the_words_does_not_do(tmp_path: Path) -> None:
    short = QUOTATIONS.replace(
        "exact: the river shall be open to all boats of both banks}\n      -", "exact: the river}\n      -"
    )
    assert short != QUOTATIONS
    made = related(tmp_path, quotations=short)
    assert [finding.rule for finding in made.findings] == ["passage-recurs"]


def test_a_name_is_no_passage(tmp_path: Path) -> None:
    made = related(tmp_path, quotations="names: [River shall be open]\n")
    assert made.findings == ()
    assert [one.named for one in made.relations.repetitions] == [True]
    assert [one.rule for one in related(tmp_path, quotations="names: [all boats]\n").findings] == ["passage-recurs"]


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    findings = related(tmp_path, quotations="names:\n  - {a: b}\n").findings
    told = [str(finding) for finding in findings if finding.rule == "data-invalid"]
    assert told == ["annotations/quotations.yml:2:5: error[data-invalid] names[0]: must be text; it is a map of fields"]
