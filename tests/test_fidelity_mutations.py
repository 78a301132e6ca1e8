"""The proof that the proofs work: whatever is changed in a rendering or in a witness is caught and named.

Each run takes a sample, the same every time; `tests/property` takes every change there is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.fidelity.account import account
from build_tools.fidelity.compare import compare_html, compare_markdown
from build_tools.report import has_errors
from tests.proved import LETTERS, RENDERINGS, SAMPLE, SEED, differences, in_text, missed, proved, rendered


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_every_change_to_a_rendering_that_a_reader_could_see_is_caught_and_named(path: Path, rendering: str) -> None:
    caught, failures = missed(proved(path), rendering, SAMPLE)
    assert failures == []
    assert len(caught) >= 12
    assert sum(caught.values()) >= 12 * SAMPLE
    silent = sum(n for kind, n in caught.items() if kind.startswith("no change"))
    print(f"\n{path.stem}, {rendering}: {sum(caught.values()) - silent} changes caught, {silent} that change nothing")
    assert silent


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_white_space_of_another_kind_is_no_difference(path: Path) -> None:
    made = proved(path)
    inside = re.sub(r"(?<=\w) (?=\w)(?=[^<>]*</)", "\n\u00a0 ", made.html)
    assert inside.count("\u00a0") > 100
    assert differences(made, inside, compare_html) == ()


def words_of(html: str) -> str:
    """All that a page shows of the letter, by rules of this test's own."""
    html = re.sub(r"<(\w+)[^>]* data-editorial[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    return re.sub(r"\s", "", re.sub(r"<[^>]*>", "", html))


CHANGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "delete word": (r"[^\W\d_]{4,} ", lambda old: ""),
    "double word": (r"[^\W\d_]{4,} ", lambda old: old + old),
    "alter word": (r"[^\W\d_]{4,}", lambda old: old[:2] + ("x" if old[2] != "x" else "y") + old[3:]),
    "delete comma": (r"(?<=\w),(?= )", lambda old: ""),
    "alter figure": (r"(?<=\d)\d(?=\d)", lambda old: "7" if old != "7" else "3"),
    "swap words": (r"[^\W\d_]{4,} [^\W\d_]{2,3}(?= )", lambda old: " ".join(reversed(old.split(" ")))),
}


@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_change_in_the_witness_reaches_every_rendering(path: Path, kind: str) -> None:
    made = proved(path)
    pattern, change = CHANGES[kind]
    places = in_text(made.letter, pattern)
    assert places
    text = made.letter.witness.text
    chosen = random.Random(SEED)
    for place in chosen.sample(places, min(2, len(places))):
        old = text[place.start : place.end]
        changed = rendered(text[: place.start] + change(old) + text[place.end :], path.name)
        assert not has_errors(account(changed.letter)[1])
        assert differences(changed, changed.html, compare_html) == (), (kind, old)
        assert differences(changed, changed.markdown, compare_markdown) == (), (kind, old)
        assert words_of(changed.html) != words_of(made.html), (kind, old)
        assert changed.markdown != made.markdown, (kind, old)
        # and a page of the day before does not pass for the new witness
        assert has_errors(differences(changed, made.html, compare_html)), (kind, old)
        assert has_errors(differences(changed, made.markdown, compare_markdown)), (kind, old)


def test_emphasis_that_is_taken_out_of_a_witness_leaves_every_rendering() -> None:
    made = next(made for path in LETTERS if "**" in (made := proved(path)).letter.witness.text)
    changed = rendered(made.letter.witness.text.replace("**", ""), "x")
    assert "<strong>" in made.html
    assert "<strong>" not in changed.html
    assert differences(changed, changed.html, compare_html) == ()
    assert {f.rule for f in differences(made, changed.html.replace("data-span", "data-x"), compare_html)} >= {
        "text-missing"
    }
