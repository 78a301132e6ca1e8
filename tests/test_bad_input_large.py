"""Long, deep and endless texts: nothing is lost, and time grows with the length."""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from build_tools.model.letter import Letter
from tests.keeping import check_nothing_is_lost, check_page, page_of, read, shown
from tests.large import every

SECONDS = 10.0
# Four times the text may take nine times the time; a quadratic step takes sixteen. What is quick is not compared.
FACTOR, QUICK = 9.0, 0.4


@pytest.fixture(autouse=True)
def _no_test_hangs() -> Iterator[None]:
    """A text that is read in quadratic time would stop the whole run for an hour: end it instead."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError("this text takes more than a minute")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def timed(make: Callable[[int], str], size: int) -> tuple[float, Letter, str]:
    """Read, parse, account for and render a text of this size."""
    text = make(size)
    gc.collect()
    gc.freeze()  # what other tests have left in memory is not this text's matter
    begin = time.process_time()
    letter = read(text)
    page = page_of(letter)
    seconds = time.process_time() - begin
    gc.unfreeze()
    return seconds, letter, page


@pytest.mark.parametrize(("make", "size"), every().values(), ids=every().keys())
def test_a_long_or_deep_text_is_kept_in_time(make: Callable[[int], str], size: int) -> None:
    quarter = timed(make, size // 4)[0]
    whole, letter, page = timed(make, size)
    check_nothing_is_lost(letter)
    assert shown(letter).split()
    check_page(letter, page)
    assert whole < SECONDS
    if whole > QUICK:
        quarter = min(quarter, timed(make, size // 4)[0])
        assert whole < FACTOR * quarter + QUICK, f"{size // 4}: {quarter:.2f} s, {size}: {whole:.2f} s"
