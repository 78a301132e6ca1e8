"""Do the same work for many things, on every core where that pays."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from typing import Any, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

FEW = 40
"""Below this number the processes cost more than they save."""

_SHARES = 8  # of the work for each process, so that none waits long for another

_task: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def spread(work: Callable[[Given], Made], things: Sequence[Given], few: int = FEW) -> list[Made]:
    """What `work` makes of each thing, in the order of the things, as a loop would make it.

    Many things are shared among processes that are copies of this one, so that only what is made has to be sent: it
    must be a record that can be pickled, and `work` must leave nothing behind but what it returns. Few things, one
    core, a system without fork, or a program with several threads (a copy of which could wait for ever for a lock):
    the loop. An exception of `work` is raised here.
    """
    global _task
    processes = _cores()
    if len(things) < few or processes < 2 or threading.active_count() > 1 or "fork" not in get_all_start_methods():
        return [work(thing) for thing in things]
    share = max(1, len(things) // (processes * _SHARES))
    _task = work, things
    try:
        with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
            return list(pool.map(_one, range(len(things)), chunksize=share))
    except BrokenProcessPool:  # the system stopped one, for want of memory or another reason
        return [work(thing) for thing in things]
    finally:
        _task = None


def _one(number: int) -> Any:
    if _task is None:
        raise AssertionError("a process was started before its task was set")
    work, things = _task
    return work(things[number])


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
