"""What a word is."""

from __future__ import annotations

import pytest

from build_tools.fidelity.words import WORD, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— … “”", 0),
        ("The envoy spoke.", 3),
        ("the country’s self-defence", 5),
        ("A/RES/62/243", 4),
        ("5 km²", 2),
        ("snake_case", 2),
        ("cafe\u0301 e\u0301te\u0301", 2),
        ("inter\u00adnational", 1),
        ("one\u200btwo", 2),
        ("\u202ebackwards\u202c", 1),
        ("Азербайджан, საქართველო", 2),
        ("हिन्दी में", 2),
    ],
)
def test_words_are_counted_as_the_definition_says(text: str, words: int) -> None:
    assert count_words(text) == words


def test_the_definition_is_one_that_readers_can_be_shown() -> None:
    assert WORD.startswith("A word is")
    assert "\n" not in WORD
