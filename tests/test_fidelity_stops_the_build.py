"""A parser or a renderer that loses something stops the build: nothing of the edition may be published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from build_tools import pipeline, stages
from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Letter


def shortened(letter: Letter) -> Letter:
    """The letter without the first text run of its longest block."""
    longest = max(letter.blocks, key=lambda block: len(block.text))
    lost = next(run for run in longest.runs if run.kind == "text")
    shorter = replace(longest, runs=tuple(run for run in longest.runs if run is not lost))
    return replace(letter, blocks=tuple(shorter if block is longest else block for block in letter.blocks))


def losing(render: Callable[..., str]) -> Callable[..., str]:
    def render_less(edited: EditionLetter, *rest: Any, **named: Any) -> str:
        return render(replace(edited, letter=shortened(edited.letter)), *rest, **named)

    return render_less


def test_the_edition_as_it_is_may_be_published(root: Path) -> None:
    assert pipeline.prepare(root).publishable


def test_a_parser_that_loses_a_run_stops_the_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = stages.parse

    def parse_less(*given: Any) -> Any:
        letter, findings = parse(*given)
        return shortened(letter), findings

    monkeypatch.setattr(stages, "parse", parse_less)
    prepared = pipeline.prepare(root)
    assert not prepared.publishable
    named = {finding.path for finding in prepared.findings if finding.rule == "source-word-unaccounted"}
    assert len(named) == len(prepared.edition.letters) == 5


@pytest.mark.parametrize("renderer", ["article", "markdown"])
def test_a_renderer_that_loses_a_run_stops_the_build(
    root: Path, monkeypatch: pytest.MonkeyPatch, renderer: str
) -> None:
    monkeypatch.setattr(stages, renderer, losing(getattr(stages, renderer)))
    prepared = pipeline.prepare(root)
    assert not prepared.publishable
    named = {finding.path for finding in prepared.findings if finding.rule == "text-missing"}
    assert len(named) == len(prepared.edition.letters) == 5
