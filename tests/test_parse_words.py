"""The word lists hold closed classes and formulas of the field, and nothing because a letter of the edition has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from build_tools.parse.words import begins, has_formula, numbers, words

ROOT = Path(__file__).resolve().parent.parent
LISTS: dict[str, Any] = yaml.safe_load((ROOT / "build_tools" / "parse" / "words.yml").read_text("utf-8"))
LETTERS = " ".join(
    " ".join(path.read_text("utf-8").split()).lower() for path in sorted((ROOT / "docs" / "letters").glob("*.txt"))
)


def phrases() -> Iterator[tuple[str, str]]:
    """Every phrase with the name of its list."""
    for name, entries in LISTS.items():
        for entry in entries.values() if isinstance(entries, dict) else entries:
            for phrase in entry if isinstance(entry, list) else [entry]:
                yield name, phrase


def test_every_entry_is_text() -> None:
    assert [(name, phrase) for name, phrase in phrases() if not isinstance(phrase, str)] == []


def test_no_entry_stands_twice_in_its_list() -> None:
    for name, entries in LISTS.items():
        if isinstance(entries, list) and all(isinstance(entry, str) for entry in entries):
            assert sorted(set(entries)) == sorted(entries), name


def test_no_entry_holds_a_figure_or_a_name() -> None:
    codes = {"symbol", "languages"}
    assert [phrase for name, phrase in phrases() if name not in codes and re.search(r"\d", phrase)] == []
    # Names have capitals; the lists are in small letters but for the codes of document series.
    assert [phrase for name, phrase in phrases() if name not in codes and phrase != phrase.lower()] == []


def test_no_long_phrase_is_one_of_the_letters() -> None:
    """What four words or more of a letter have in common with a list must be the name of an organ."""
    long = [phrase for name, phrase in phrases() if len(phrase.split()) >= 4 and name != "organ"]
    assert long, "the lists have long phrases"
    assert [phrase for phrase in long if phrase in LETTERS] == []


def test_a_word_is_taken_whole_and_in_any_case() -> None:
    assert begins("salutation").match("DEAR SIR")
    assert not begins("salutation").match("Dearest")
    assert begins("reference").match("No. 5")
    assert not begins("reference").match("Nothing")
    assert "sincerely" in words("close")


def test_a_formula_needs_all_its_words_in_any_order() -> None:
    assert has_formula("close_formula", "The Mission avails itself of the opportunity to renew its thanks.")
    assert not has_formula("close_formula", "The Mission avails itself of the hall.")


def test_every_month_has_its_number_in_every_language() -> None:
    months = numbers("months")
    assert set(months.values()) == set(range(1, 13))
    assert (months["may"], months["mai"], months["мая"], months["mayıs"]) == (5, 5, 5, 5)
