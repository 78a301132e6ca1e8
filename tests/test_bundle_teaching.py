"""teacher.zip has every answer; student.zip has no word of any, nor of a hidden note, in any of its bytes.

The search here is written apart from the one that proves the bundle, and knows nothing of it.
"""

from __future__ import annotations

import dataclasses
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from build_tools.bundle import BUNDLES, NotProved, student, teacher
from build_tools.bundle.classroom import class_zip, site_files, unpacked
from build_tools.fidelity.compare import compare_html
from build_tools.model.annotation import Annotation
from build_tools.model.edition import Edition
from build_tools.pipeline import prepare
from build_tools.teaching import bare, withheld
from tests import teaching
from tests.conftest import ROOT
from tests.relations import FIRST


@pytest.fixture(scope="module")
def whole() -> Edition:
    return prepare(ROOT).edition


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return teaching.edition(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def for_teachers(whole: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (made,) = teacher(whole, Path("unused"), tmp_path_factory.mktemp("teacher"))
    return made


@pytest.fixture(scope="module")
def for_students(whole: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (made,) = student(whole, Path("unused"), tmp_path_factory.mktemp("student"))
    return made


# The search


def plain_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9à-žə]+", text.lower())


def readings(content: bytes) -> Iterator[str]:
    """Everything that a file may say: as it stands, unpacked, and with the escapes of HTML and JSON undone."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as inner:
            for name in inner.namelist():
                yield name
                yield from readings(inner.read(name))
        return
    if content[:2] == b"\x1f\x8b":
        yield from readings(zlib.decompress(content, 31))
        return
    text = content.decode("utf-8", "replace")
    plain = html.unescape(re.sub(r"<[^>]+>", " ", text))
    yield from (text, plain, re.sub(r"<[^>]+>", "", text))
    for literal in re.findall(r'"((?:[^"\\\n]|\\.)*)"', text):
        if "\\" in literal:
            try:
                said = json.loads(f'"{literal}"')
            except ValueError:
                continue
            yield said
            yield html.unescape(re.sub(r"<[^>]+>", " ", said))


def grams(text: str, size: int = 6) -> set[tuple[str, ...]]:
    words = plain_words(text)
    return {tuple(words[n : n + size]) for n in range(len(words) - size + 1)}


def all_grams(content: bytes) -> set[tuple[str, ...]]:
    return set().union(*(grams(text) for text in readings(content)))


def without_links(text: str) -> str:
    return re.sub(r"\]\([^)]*\)", "]", text)


def said(note: Annotation) -> list[str]:
    return [note.body, *(position.holds for position in note.positions)]


def secret_texts(edition: Edition) -> dict[str, str]:
    """Answers and hidden notes, told apart here by the lessons alone."""
    found = {f"{lesson.id} {one.id}": one.answer for lesson in edition.lessons for one in lesson.questions}
    for letter in edition.letters:
        allowed = [
            set(lesson.shown)
            for lesson in edition.lessons
            for reading in lesson.readings
            if reading.letter == letter.id
        ]
        for note in letter.apparatus.published:
            if allowed and note.annotation.kind not in set.intersection(*allowed):
                for number, text in enumerate(said(note.annotation)):
                    found[f"{letter.id} {note.annotation.id}.{number}"] = text
    return {name: without_links(text) for name, text in found.items() if text}


def open_texts(edition: Edition) -> Iterator[str]:
    """What students read beside the site without lessons and notes: the notes that they see, and the questions."""
    hidden = secret_texts(edition)
    for letter in edition.letters:
        for note in letter.apparatus.published:
            if not any(name.startswith(f"{letter.id} {note.annotation.id}.") for name in hidden):
                yield from said(note.annotation)
    for lesson in edition.lessons:
        yield from (lesson.introduction, lesson.violence, *lesson.aims, *(one.ask for one in lesson.questions))
        yield from (one.why for one in (*lesson.readings,))
        yield from (one.why for one in (*lesson.documents,))


def found_in(content: bytes, edition: Edition, said_anyhow: set[tuple[str, ...]]) -> dict[str, set[tuple[str, ...]]]:
    """The secrets of which six words in a row stand in a file, with those words."""
    there = all_grams(content) - said_anyhow
    found = {name: grams(text) & there for name, text in secret_texts(edition).items()}
    return {name: runs for name, runs in found.items() if runs}


def anyhow(edition: Edition) -> set[tuple[str, ...]]:
    files = site_files(bare(withheld(edition)))
    runs = set().union(*map(all_grams, files.values()))
    return runs.union(*(grams(text) for text in open_texts(edition)))


@pytest.fixture(scope="module")
def said_anyhow(whole: Edition) -> set[tuple[str, ...]]:
    return anyhow(whole)


# The edition


@pytest.mark.site
def test_no_file_for_students_has_six_words_of_an_answer_or_of_a_hidden_note(
    for_students: Path, whole: Edition, said_anyhow: set[tuple[str, ...]]
) -> None:
    assert len(secret_texts(whole)) > 20
    assert found_in(for_students.read_bytes(), whole, said_anyhow) == {}


@pytest.mark.site
def test_no_file_for_students_has_a_sentence_of_them(for_students: Path, whole: Edition) -> None:
    there = [" ".join(plain_words(text)) for text in readings(for_students.read_bytes())]
    for name, text in secret_texts(whole).items():
        for sentence in re.split(r"(?<=[.;:?])\s+", text):
            words = plain_words(sentence)
            if len(words) > 7:
                assert not [each for each in there if " ".join(words) in each], (name, sentence)


@pytest.mark.site
def test_the_same_search_finds_every_answer_and_every_note_for_teachers(
    for_teachers: Path, whole: Edition, said_anyhow: set[tuple[str, ...]]
) -> None:
    found = found_in(for_teachers.read_bytes(), whole, said_anyhow)
    missed = {name for name, text in secret_texts(whole).items() if grams(text) - said_anyhow} - set(found)
    assert missed == set()
    assert len(found) > 20


@pytest.mark.site
def test_both_hold_every_letter_word_for_word_and_the_witnesses(
    for_teachers: Path, for_students: Path, whole: Edition
) -> None:
    for made in (for_teachers, for_students):
        files = unpacked(made)
        for letter in whole.letters:
            page = files[f"letters/{letter.id}.html"].decode()
            assert compare_html(page, letter.letter, letter.id) == ()
            assert files[f"letters/{letter.id}.txt"] == (ROOT / f"docs/letters/{letter.id}.txt").read_bytes()


@pytest.mark.site
def test_each_is_one_folder_with_the_whole_site_in_it(for_teachers: Path, for_students: Path, site_dir: Path) -> None:
    public = {file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file()}
    for made, name in ((for_teachers, "teacher"), (for_students, "student")):
        with zipfile.ZipFile(made) as bundle:
            assert bundle.testzip() is None
            (top,) = {entry.partition("/")[0] for entry in bundle.namelist()}
        assert top.endswith(f"-{name}")
        assert set(unpacked(made)) == public


@pytest.mark.site
def test_the_public_site_asks_and_does_not_answer(site_dir: Path, whole: Edition) -> None:
    answers = {f"{lesson.id} {one.id}" for lesson in whole.lessons for one in lesson.questions}
    page = (site_dir / "teaching.html").read_bytes()
    said_in_notes = set().union(
        *(
            grams(text)
            for letter in whole.letters
            for note in letter.apparatus.published
            for text in said(note.annotation)
        )
    )
    found = found_in(page, whole, said_in_notes.union(*(grams(text) for text in open_texts(whole))))
    witnesses = set().union(*(grams(letter.letter.witness.text) for letter in whole.letters))
    assert {name: runs - witnesses for name, runs in found.items() if name in answers and runs - witnesses} == {}
    assert b"Reading a diplomatic letter critically" in page


# What would go wrong, on two small letters


def test_the_same_bytes_again(small: Edition, tmp_path: Path) -> None:
    for kind in ("teacher", "student"):
        (first,), (second,) = (BUNDLES[kind](small, Path("unused"), tmp_path / name) for name in ("a", "b c"))
        assert first.name == f"{kind}.zip"
        assert first.read_bytes() == second.read_bytes()


def left_in(edition: Edition, what: str) -> Edition:
    """The edition for students in which one thing was forgotten."""
    less = withheld(edition)
    if what == "an answer":
        return dataclasses.replace(less, lessons=edition.lessons, audience="teachers")
    return dataclasses.replace(less, letters=edition.letters)


@pytest.mark.parametrize("what", ["an answer", "a hidden note"])
def test_what_is_left_in_is_found_by_both_searches_and_no_zip_is_left(
    what: str, small: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = anyhow(small)
    clean = class_zip(withheld(small), tmp_path / "clean", "student")
    assert found_in(clean.read_bytes(), small, known) == {}
    mutated = class_zip(left_in(small, what), tmp_path / "mutated", "student")
    assert set(found_in(mutated.read_bytes(), small, known)) == {
        {"an answer": "tolls q1", "a hidden note": f"{FIRST} n1.0"}[what]
    }
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/student.zip").write_bytes(b"of an earlier build")
    monkeypatch.setattr(import_module("build_tools.bundle.student"), "withheld", lambda edition: left_in(edition, what))
    with pytest.raises(NotProved) as stopped:
        student(small, Path("unused"), tmp_path / "dist")
    assert {finding.rule for finding in stopped.value.findings} == {"answer-disclosed"}
    assert list((tmp_path / "dist").iterdir()) == []


@pytest.mark.parametrize("kind", ["teacher", "student"])
def test_a_word_lost_on_the_way_stops_it(
    kind: str, small: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(made: Path) -> dict[str, bytes]:
        files = unpacked(made)
        path = f"letters/{FIRST}.html"
        before = files[path]
        files[path] = before.replace(b"The lamps are out", b"The are out", 1)
        assert files[path] != before
        return files

    monkeypatch.setattr(import_module(f"build_tools.bundle.{kind}"), "unpacked", without)
    with pytest.raises(NotProved) as stopped:
        BUNDLES[kind](small, Path("unused"), tmp_path)
    assert "text-missing" in {finding.rule for finding in stopped.value.findings}
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_is_not_proved_makes_no_zip(small: Edition, tmp_path: Path) -> None:
    (small.root / "docs/letters" / f"{FIRST}.txt").rename(tmp_path / "kept")
    try:
        (small.root / "docs/letters" / f"{FIRST}.txt").write_text("Other words.")
        with pytest.raises(NotProved) as stopped:
            teacher(small, Path("unused"), tmp_path / "dist")
        assert {finding.rule for finding in stopped.value.findings} == {"witness-digest"}
        assert not list((tmp_path / "dist").glob("*"))
    finally:
        (tmp_path / "kept").replace(small.root / "docs/letters" / f"{FIRST}.txt")
