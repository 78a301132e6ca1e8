"""Long, deep and endless texts: nothing is lost, and time grows with the length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from build_tools.model.letter import Letter
from tests.keeping import check_nothing_is_lost, check_page, page_of, read, shown
from tests.large import every

SECONDS = 10.0
# Four times the text may take nine times the time; a quadratic step takes sixteen. What is quick is not compared.
FACTOR, QUICK = 9.0, 0.4


def timed(make: Callable[[int], str], size: int) -> tuple[float, Letter, str]:
    """Read, parse, account for and render a text of this size."""
    text = make(size)
    begin = time.process_time()
    letter = read(text)
    page = page_of(letter)
    return time.process_time() - begin, letter, page


@pytest.mark.parametrize(("make", "size"), every().values(), ids=every().keys())
def test_a_long_or_deep_text_is_kept_in_time(make: Callable[[int], str], size: int) -> None:
    whole, letter, page = timed(make, size)
    check_nothing_is_lost(letter)
    assert len("".join(shown(letter).split())) > 0
    assert whole < SECONDS
    if whole > QUICK:
        quarter = min(timed(make, size // 4)[0] for _ in range(2))
        assert whole < FACTOR * quarter + QUICK, f"{size // 4}: {quarter:.2f} s, {size}: {whole:.2f} s"
    if len(page) < 3_000_000:
        check_page(letter, page)
