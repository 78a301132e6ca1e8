"""Students get an edition without answers and hidden notes, and a search finds whatever is left of them."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from build_tools.teaching import bare, disclosed, hidden_notes, secrets_of, withheld
from tests.relations import FIRST, SECOND
from tests.teaching import ANSWER, HIDDEN, LESSON, SHOWN, edition


def test_notes_of_a_kind_that_the_lesson_does_not_show_are_hidden_in_its_letters(tmp_path: Path) -> None:
    assert hidden_notes(edition(tmp_path)) == {FIRST: frozenset({"n1"})}


def test_a_letter_that_no_lesson_reads_keeps_its_notes(tmp_path: Path) -> None:
    whole = edition(tmp_path)
    (lesson,) = whole.lessons
    elsewhere = replace(lesson, readings=tuple(one for one in lesson.readings if one.letter == SECOND))
    assert hidden_notes(replace(whole, lessons=(elsewhere,))) == {}


def test_of_two_lessons_on_a_letter_each_must_show_a_kind(tmp_path: Path) -> None:
    whole = edition(tmp_path)
    (lesson,) = whole.lessons
    other = replace(lesson, id="other", shown=("disputed",))
    assert hidden_notes(replace(whole, lessons=(lesson, other))) == {FIRST: frozenset({"n1", "n2"})}


def test_what_students_get_has_no_answers_and_no_hidden_notes(tmp_path: Path) -> None:
    less = withheld(edition(tmp_path))
    assert less.audience == "students"
    assert [(one.answer, one.evidence) for lesson in less.lessons for one in lesson.questions] == [("", ())]
    assert [one.ask for lesson in less.lessons for one in lesson.questions] == ["How did the toll change?"]
    (note,) = less.letters[0].apparatus.notes
    assert (note.annotation.id, note.label) == ("n2", "b"), "a note keeps its sign"
    assert [slip.slip for slip in less.slips] == ["S2"]
    assert [answer.file for answer in less.answers] == ["docs/index.md"]


def test_a_slip_that_stands_where_a_question_asks_is_withheld(tmp_path: Path) -> None:
    whole = edition(tmp_path)
    line = whole.lessons[0].questions[0].passages[0].anchor.line
    there = replace(whole.slips[1], slip="S3", at=line, decision="left-alone", ref="")
    assert [slip.slip for slip in withheld(replace(whole, slips=(*whole.slips, there))).slips] == ["S2"]


def test_nothing_else_changes(tmp_path: Path) -> None:
    whole = edition(tmp_path)
    less = withheld(whole)
    for name in ("identity", "bibliography", "sources", "register", "relations", "commit", "commit_time"):
        assert getattr(less, name) == getattr(whole, name)
    assert [letter.letter for letter in less.letters] == [letter.letter for letter in whole.letters]
    assert bare(less).lessons == ()
    assert [letter.apparatus.notes for letter in bare(less).letters] == [(), ()]


DRESSES = {
    "as it stands": lambda text: text,
    "in capitals": str.upper,
    "over many lines": lambda text: "\n  ".join(text.split()),
    "in HTML": html.escape,
    "with all letters as entities": lambda text: "".join(f"&#{ord(sign)};" for sign in text),
    "in HTML with elements between words": lambda text: html.escape(text).replace(" ", "</b> <i class='x'>"),
    "in HTML with elements within words": lambda text: text.replace("o", "<i>o</i>"),
    "in JSON": json.dumps,
    "in JSON with other letters": lambda text: json.dumps(text, ensure_ascii=False),
    "as HTML in JSON": lambda text: json.dumps(html.escape(text)),
    "as JSON in HTML": lambda text: html.escape(json.dumps(text)),
    "in an address": lambda text: "?q=" + quote(text),
}


@pytest.mark.parametrize("secret", [ANSWER, HIDDEN], ids=["answer", "note"])
@pytest.mark.parametrize("dress", DRESSES)
def test_a_secret_is_found_in_every_dress(dress: str, secret: str, tmp_path: Path) -> None:
    content = f"before {DRESSES[dress](secret.replace('*', ''))} after".encode()
    (found,) = disclosed(secrets_of(edition(tmp_path)), {"a/b.html": content})
    assert (found.rule, found.path, found.severity) == ("answer-disclosed", "a/b.html", "error")
    assert ("q1" in found.message) == (secret is ANSWER)


def test_six_words_of_an_answer_are_enough_and_five_are_not(tmp_path: Path) -> None:
    secrets = secrets_of(edition(tmp_path))
    words = "neither letter says who had asked"
    assert len(disclosed(secrets, {"a": words.encode()})) == 1
    assert disclosed(secrets, {"a": words.rpartition(" ")[0].encode()}) == ()


def test_what_students_may_read_is_no_secret(tmp_path: Path) -> None:
    whole = edition(tmp_path)
    files = {
        "letter": whole.letters[0].letter.witness.text.encode(),
        "note": SHOWN.encode(),
        "question": b"How did the toll change? Read both letters. The first number.",
        "nothing": b"",
        "no text": bytes(range(256)),
    }
    assert disclosed(secrets_of(whole), files) == ()


def test_an_answer_may_quote_the_letters(tmp_path: Path) -> None:
    quoted = "We recall that the river shall be open to all boats of both banks, so much is certain to anybody here."
    whole = edition(tmp_path, LESSON.replace(ANSWER, quoted))
    secrets = secrets_of(whole)
    assert disclosed(secrets, {"a": b"that the river shall be open to all boats of both banks"}) == ()
    assert disclosed(secrets, {"a": b"both banks so much is certain to anybody here"}) != ()


def test_a_phrase_that_the_edition_uses_anyhow_is_no_secret_and_is_asked_for_only_when_needed(tmp_path: Path) -> None:
    secrets = secrets_of(edition(tmp_path))
    asked: list[bool] = []

    def anyhow() -> dict[str, bytes]:
        asked.append(True)
        return {"frame.html": b"neither letter says who had asked"}

    assert disclosed(secrets, {"a": b"nothing"}, anyhow) == ()
    assert asked == []
    assert disclosed(secrets, {"a": b"neither letter says who had asked"}, anyhow) == ()
    assert asked == [True]
    (found,) = disclosed(secrets, {"a": b"neither letter says who had asked for it"}, anyhow)
    assert "letter says who had asked for" in found.message


def test_short_answers_are_looked_for_as_a_whole(tmp_path: Path) -> None:
    secrets = secrets_of(edition(tmp_path, LESSON.replace(ANSWER, "By ten crowns.")))
    assert len(disclosed(secrets, {"a": b"it rose by ten crowns, they say"})) == 1
    assert disclosed(secrets, {"a": b"by ten of their crowns"}) == ()


def test_every_answer_of_an_edition_is_among_the_secrets(tmp_path: Path) -> None:
    told = {secret.what for secret in secrets_of(edition(tmp_path))}
    assert told == {"the answer to q1 of annotations/teaching/tolls.yml", f"note n1 of {FIRST}"}
