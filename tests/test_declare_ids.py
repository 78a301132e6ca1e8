"""An id, once given, stands for the same words for good."""

from __future__ import annotations

from pathlib import Path

from build_tools.declare import Entry, Registry, lasting, load_declarations, load_ids, write_ids
from build_tools.declare.firstwords import first_words
from build_tools.model.letter import Letter
from build_tools.parse import parse
from build_tools.read import read_witness
from tests.builders import block, call, letter, note

NONE = Registry(path="annotations/letters/1995-x/ids.yml")


def paragraphs(*texts: str) -> Letter:
    return letter(*(block(f"p{number}", "paragraph", text) for number, text in enumerate(texts, start=1)))


def ids(made: Letter) -> list[str]:
    return [each.id for each in made.blocks]


def words_by_id(made: Letter) -> dict[str, str]:
    return {each.id: each.text for each in (*made.blocks, *made.notes)}


def test_the_first_ids_are_those_of_the_reading_order() -> None:
    made = letter(
        block("m1", "dateline", "Strelsau"),
        block("h1", "heading", "I. Facts"),
        block("p1", "paragraph", "The King is here", call("1"), "."),
        block("h2", "heading", "II. Law"),
        block("p2", "paragraph", "The King is there."),
        note("1", "See above."),
    )
    result = lasting(made, NONE)
    assert ids(result.letter) == ["m1", "h1", "p1", "h2", "p2"]
    assert [each.id for each in result.letter.notes] == ["fn-1"]
    assert result.minted == ("m1", "h1", "p1", "h2", "p2", "fn-1")
    assert result.gone == ()
    assert [finding.rule for finding in result.findings] == ["ids-minted"]
    assert result.letter == made


def test_a_second_time_changes_nothing() -> None:
    first = lasting(paragraphs("One.", "Two.", "Two."), NONE)
    again = lasting(paragraphs("One.", "Two.", "Two."), first.registry)
    assert again.letter == first.letter
    assert again.registry == first.registry
    assert (again.minted, again.gone, again.findings) == ((), (), ())


def test_a_paragraph_put_in_at_the_head_moves_no_id() -> None:
    first = lasting(paragraphs("One.", "Two.", "Three."), NONE)
    then = lasting(paragraphs("Nought.", "One.", "Two.", "Three."), first.registry)
    assert ids(then.letter) == ["p4", "p1", "p2", "p3"]
    assert then.minted == ("p4",)
    assert then.gone == ()


def test_what_comes_behind_the_first_words_may_change() -> None:
    start = "We the undersigned have the honour to state"
    first = lasting(paragraphs(f"{start} this."), NONE)
    then = lasting(paragraphs(f"{start} that, and more."), first.registry)
    assert ids(then.letter) == ["p1"]
    assert then.findings == ()


def test_a_change_of_the_first_words_leaves_an_empty_anchor_and_a_new_id() -> None:
    first = lasting(paragraphs("The King is here.", "He stays."), NONE)
    then = lasting(paragraphs("The Queen is here.", "He stays."), first.registry)
    assert ids(then.letter) == ["p3", "p2"]
    assert [(gone.id, gone.words) for gone in then.gone] == [("p1", "The King is here.")]
    gone, minted = then.findings
    assert (gone.rule, gone.path) == ("id-gone", NONE.path)
    assert gone.message.startswith("p1: ")
    assert minted.rule == "ids-minted"


def test_a_number_is_never_given_twice() -> None:
    registry = lasting(paragraphs("One.", "Two.", "Three."), NONE).registry
    registry = lasting(paragraphs("One."), registry).registry
    then = lasting(paragraphs("One.", "New."), registry)
    assert words_by_id(then.letter) == {"p1": "One.", "p4": "New."}
    assert {gone.id for gone in then.gone} == {"p2", "p3"}


def test_what_is_gone_is_told_once_and_stays_recorded() -> None:
    registry = lasting(paragraphs("One.", "Two."), NONE).registry
    first = lasting(paragraphs("One."), registry)
    again = lasting(paragraphs("One."), first.registry)
    assert [finding.rule for finding in first.findings] == ["id-gone"]
    assert again.findings == ()
    assert again.gone == first.gone
    assert again.registry == first.registry


def test_words_that_come_back_get_their_id_back() -> None:
    registry = lasting(paragraphs("One.", "Two."), NONE).registry
    registry = lasting(paragraphs("Two."), registry).registry
    then = lasting(paragraphs("One.", "Two."), registry)
    assert ids(then.letter) == ["p1", "p2"]
    assert (then.gone, then.minted) == ((), ())


def test_words_that_move_take_their_id_with_them() -> None:
    registry = lasting(paragraphs("One.", "Two.", "Three."), NONE).registry
    then = lasting(paragraphs("Three.", "One.", "Two."), registry)
    assert words_by_id(then.letter) == {"p3": "Three.", "p1": "One.", "p2": "Two."}


def test_equal_words_are_told_apart_by_their_order() -> None:
    registry = lasting(paragraphs("Noted.", "One.", "Noted.", "Two.", "Noted."), NONE).registry
    then = lasting(paragraphs("New.", "Noted.", "One.", "Noted.", "Two.", "Noted."), registry)
    assert ids(then.letter) == ["p6", "p1", "p2", "p3", "p4", "p5"]


def test_paragraphs_that_begin_alike_are_recorded_with_the_words_that_differ() -> None:
    start = "The Government of Ruritania has the honour to"
    result = lasting(
        paragraphs(f"{start} refer to the treaty.", f"{start} recall the treaty.", "It does so gladly."), NONE
    )
    assert [entry.words for entry in result.registry.blocks] == [
        f"{start} refer",
        f"{start} recall",
        "It does so gladly.",
    ]


def test_when_one_of_several_that_begin_alike_goes_no_other_gets_its_id() -> None:
    start = "The Government of Ruritania has the honour to"
    texts = [f"{start} {verb} the treaty." for verb in ("refer to", "recall", "invoke", "recall in particular")]
    first = lasting(paragraphs(*texts), NONE)
    for missing in range(len(texts)):
        then = lasting(paragraphs(*(text for text in texts if text != texts[missing])), first.registry)
        assert ids(then.letter) == [f"p{number}" for number in range(1, 5) if number != missing + 1]
        assert [gone.id for gone in then.gone] == [f"p{missing + 1}"]
        assert then.minted == ()


def test_a_newcomer_that_begins_alike_makes_the_record_longer_and_keeps_the_id() -> None:
    start = "The Government of Ruritania has the honour to"
    registry = lasting(paragraphs(f"{start} refer.", "Two."), NONE).registry
    then = lasting(paragraphs(f"{start} refer.", "Two.", f"{start} recall."), registry)
    assert ids(then.letter) == ["p1", "p2", "p3"]
    assert then.registry.blocks[0].words == f"{start} refer."
    again = lasting(paragraphs(f"{start} recall.", "Two."), then.registry)
    assert ids(again.letter) == ["p3", "p2"]
    assert lasting(paragraphs(f"{start} refer.", "Two."), again.registry).registry.blocks[0].id == "p1"


def test_words_that_are_read_in_another_role_keep_their_id() -> None:
    registry = lasting(letter(block("p1", "paragraph", "Facts")), NONE).registry
    then = lasting(letter(block("h1", "heading", "Facts"), block("p1", "paragraph", "Facts and figures")), registry)
    assert ids(then.letter) == ["p1", "p2"]
    assert then.gone == ()


def test_an_id_is_never_given_to_other_words_however_a_letter_changes() -> None:
    """Every version of a letter in turn: whoever holds an id has the words that the id was minted for."""
    versions = ["abcdef", "xabcdef", "badcfe", "aabb", "", "fedcba", "abcxyz", "zyx", "abcdef"]
    registry, meaning = NONE, {}
    for version in versions:
        made = lasting(paragraphs(*(f"Word {sign}." for sign in version)), registry)
        assert len(set(ids(made.letter))) == len(version)
        for name, words in words_by_id(made.letter).items():
            assert meaning.setdefault(name, words) == words
        present = {*ids(made.letter), *(gone.id for gone in made.gone)}
        assert present == set(meaning)
        registry = made.registry
    assert len(meaning) == len("abcdef") + len("xyz") + len("ab")


def test_a_call_follows_the_id_of_its_block() -> None:
    registry = lasting(paragraphs("One.", "Two."), NONE).registry
    made = letter(
        block("p1", "paragraph", "Nought."),
        block("p2", "paragraph", "One."),
        block("p3", "paragraph", "Two.", call("1")),
        note("1", "See note 2.", call("2")),
        note("2", "See this."),
    )
    then = lasting(made, registry).letter
    assert ids(then) == ["p3", "p1", "p2"]
    assert [each.within for each in then.notes[0].calls] == ["p2"]
    assert [each.within for each in then.notes[1].calls] == ["note 1"]


def test_two_notes_of_one_label_keep_their_ids_when_a_third_comes_first() -> None:
    registry = lasting(letter(note("1", "First."), note("1", "Second.", id="fn-1.2")), NONE).registry
    made = letter(note("1", "New."), note("1", "First.", id="fn-1.2"), note("1", "Second.", id="fn-1.3"))
    then = lasting(made, registry)
    assert words_by_id(then.letter) == {"fn-1.3": "New.", "fn-1": "First.", "fn-1.2": "Second."}


def test_a_note_whose_words_change_leaves_its_anchor() -> None:
    registry = lasting(letter(note("*", "Not so.")), NONE).registry
    then = lasting(letter(note("*", "Quite so.")), registry)
    assert words_by_id(then.letter) == {"fn-u002A.2": "Quite so."}
    assert [gone.id for gone in then.gone] == ["fn-u002A"]


def test_a_label_with_a_point_is_no_second_note() -> None:
    made = letter(note("1", "First."), note("1.2", "Second.", id="fn-1.2"))
    registry = lasting(made, NONE).registry
    assert lasting(made, registry).registry == registry


def test_an_id_stands_for_eight_words_in_one_line() -> None:
    assert first_words("one two  three\nfour\tfive six seven eight nine") == "one two three four five six seven eight"
    assert first_words("one two") == "one two"
    assert len(first_words("x" * 5_000_000)) < 1000


def test_a_register_is_written_and_read_back(tmp_path: Path) -> None:
    odd = 'A "quoted" \\ # : - { } é 漢 \u200f\u200b\x7f\ufeff \U000e0001 end'
    registry = Registry(
        path=NONE.path,
        blocks=(Entry(id="m1", words="true"), Entry(id="p2", words="12"), Entry(id="p1", words=odd)),
        notes=(Entry(id="fn-u002A.2", words=""), Entry(id="fn-60a", words="null")),
        gone=(Entry(id="p3", words="2020-01-01"), Entry(id="fn-7", words="~")),
    )
    assert write_ids(tmp_path, registry) == tmp_path / NONE.path
    assert load_ids(tmp_path, "1995-x") == (registry, ())
    assert write_ids(tmp_path, registry) is None
    written = (tmp_path / NONE.path).read_text("utf-8")
    assert all(char.isprintable() or char == "\n" for char in written)
    assert "é 漢" in written


def test_a_letter_without_a_register_starts_with_an_empty_one(tmp_path: Path) -> None:
    assert load_ids(tmp_path, "1995-x") == (NONE, ())


def test_faults_of_a_register_are_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    (tmp_path / NONE.path).parent.mkdir(parents=True)
    (tmp_path / NONE.path).write_text(
        "blocks:\n  p1: One\n  P 2: Two\n  p3: [a]\n  fn-1: x\nnotes:\n  fn-1: See\ngone:\n  p1: Again\nidss: {}\n",
        "utf-8",
    )
    registry, findings = load_ids(tmp_path, "1995-x")
    assert registry.blocks == (Entry(id="p1", words="One"),)
    assert registry.notes == (Entry(id="fn-1", words="See"),)
    assert registry.gone == ()
    assert [(finding.line, finding.message.split(":")[0]) for finding in findings] == [
        (3, "blocks.P 2"),
        (4, "blocks.p3"),
        (5, "blocks.fn-1"),
        (9, "gone.p1"),
        (10, "idss"),
    ]
    assert {finding.rule for finding in findings} == {"data-invalid"}


def test_what_is_gone_is_told_at_its_line_of_the_register(tmp_path: Path) -> None:
    write_ids(tmp_path, lasting(paragraphs("One.", "Two.", "Three."), NONE).registry)
    registry, _ = load_ids(tmp_path, "1995-x")
    (finding,) = lasting(paragraphs("One.", "Three."), registry).findings
    line = (tmp_path / finding.path).read_text("utf-8").splitlines()[finding.line - 1]
    assert line.split() == ["p2:", '"Two."']


def test_a_register_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    (tmp_path / NONE.path).parent.mkdir(parents=True)
    (tmp_path / NONE.path).write_text("- p1\n", "utf-8")
    registry, (finding,) = load_ids(tmp_path, "1995-x")
    assert registry == NONE
    assert finding.rule == "data-unreadable"


def test_every_id_of_the_edition_is_recorded_and_none_is_lost(root: Path) -> None:
    """After a change of parser or transcription: `edition build` records new ids; a lost one needs an editor's eye."""
    declarations, _ = load_declarations(root)
    assert declarations
    for declaration in declarations:
        name = f"docs/letters/{declaration.id}.txt"
        seen, _ = parse(read_witness(root / name, name)[0])
        registry, findings = load_ids(root, declaration.id)
        assert findings == ()
        assert [str(finding) for finding in lasting(seen, registry).findings] == [], declaration.id
        assert registry.blocks
