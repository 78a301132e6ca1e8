"""The labelled questions: what they should find agrees with a plain scan of the letters."""

from __future__ import annotations

import pytest

from tests.searching import Case, cases, scan, units

CASES = cases()


def test_there_are_sixty_questions_or_more_and_most_find_something() -> None:
    assert len(CASES) >= 60
    assert len({case.query for case in CASES}) == len(CASES)
    assert sum(bool(case.hits) for case in CASES) >= 0.9 * len(CASES)
    assert len({siglum for siglum, _ in units()}) == 5


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_the_labels_are_what_a_plain_scan_of_the_letters_finds(case: Case) -> None:
    assert scan(case) == case.hits
