"""Whole outputs of the specimen letters; how to make them anew stands in tests/golden/README.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.render import RENDERERS
from tests.golden.regenerate import FOLDER, goldens
from tests.specimens import LETTERS

GOLDENS = dict(goldens())


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: str(path.relative_to(FOLDER)))
def test_an_output_is_the_one_that_was_read_and_kept(path: Path) -> None:
    kept = path.read_text(encoding="utf-8")
    assert GOLDENS[path].splitlines() == kept.splitlines()
    assert GOLDENS[path] == kept


def test_every_renderer_has_a_golden_of_every_specimen_and_none_is_left_over() -> None:
    there = {path for path in FOLDER.glob("*/*") if path.parent.name != "__pycache__"}
    assert there == set(GOLDENS)
    assert len(there) == len(RENDERERS) * len(LETTERS)
