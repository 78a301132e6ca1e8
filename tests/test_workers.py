"""Work that is shared among processes gives what a loop gives."""

from __future__ import annotations

import os
import threading

import pytest

from build_tools import workers
from build_tools.workers import spread

MANY = list(range(200))


def squared(number: int) -> int:
    return number * number


def own_process(_: int) -> int:
    return os.getpid()


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_cores", lambda: 2)


def test_the_results_come_in_the_order_of_the_things(two_cores: None) -> None:
    assert spread(squared, MANY) == [number * number for number in MANY]


def test_many_things_are_done_by_other_processes_and_few_by_this_one(two_cores: None) -> None:
    assert os.getpid() not in spread(own_process, MANY)
    assert set(spread(own_process, MANY[:5])) == {os.getpid()}


def test_a_program_with_threads_is_not_copied(two_cores: None) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert set(spread(own_process, MANY)) == {os.getpid()}
    finally:
        stop.set()
        thread.join()


def test_what_goes_wrong_in_another_process_is_raised_here(two_cores: None) -> None:
    with pytest.raises(ZeroDivisionError):
        spread(lambda number: 1 // (number - 150), MANY)


def test_work_whose_process_is_stopped_is_done_here(two_cores: None) -> None:
    here = os.getpid()

    def fragile(number: int) -> int:
        if number == 150 and os.getpid() != here:
            os._exit(1)
        return number

    assert spread(fragile, MANY) == MANY
