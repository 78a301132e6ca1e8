"""The long run of the mutation proof: every change of every kind, in every letter and rendering."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proved import LETTERS, RENDERINGS, missed, proved
from tests.test_fidelity_losses import parser_faults_missed, renderer_faults_missed

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_every_single_change_to_a_rendering_is_caught_and_named(path: Path, rendering: str) -> None:
    caught, failures = missed(proved(path), rendering, None)
    print(f"\n{path.stem}, {rendering}: {sum(caught.values())} changes, {len(failures)} missed: {dict(caught)}")
    assert failures == []
    assert caught["delete word"] == caught["alter word"] > 400


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_everything_that_the_parser_could_lose_is_named(path: Path) -> None:
    count, failures = parser_faults_missed(proved(path).letter, None)
    print(f"\n{path.stem}: {count} losses by the parser, {len(failures)} missed")
    assert failures == []


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_everything_that_a_renderer_could_lose_is_named(path: Path) -> None:
    count, failures = renderer_faults_missed(proved(path), None)
    print(f"\n{path.stem}: {count} losses by a renderer, {len(failures)} missed")
    assert failures == []
