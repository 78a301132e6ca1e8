"""Prints a table of ratios, measured in one run, with their targets; ends with 1 where a target is missed.

python -m tests.bench [--letters 1000] [--rounds 3] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from build_tools.declare import load_declarations
from build_tools.pipeline import prepare
from tests.bench.citing import citing_ratio, eyecite_seconds, growths
from tests.bench.conversion import conversion_ratio
from tests.bench.letters import sources, texts, write_edition
from tests.bench.search import search_ratio

LINEAR = 2.5  # twice the text takes twice the time, and what the machine adds

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    what: str
    ours: str
    theirs: str
    ratio: float
    target: float

    @property
    def met(self) -> bool:
        """True where the ratio is not above the target."""
        return self.ratio <= self.target

    def __str__(self) -> str:
        result = "ok" if self.met else "MISSED"
        return f"{self.what:58} {self.ours:>10} {self.theirs:>10} {self.ratio:7.2f} {self.target:7.2f}  {result}"


def main() -> int:
    """Measure, print, and tell by the status whether all targets were met."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--letters", type=int, default=1000, help="default: 1000; the targets hold for that number")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each kind, taken in turns (default: 3)")
    parser.add_argument("--keep", type=Path, help="make the letters in this new folder and leave them there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        lines = measure(options.keep or Path(scratch), options.letters, options.rounds)
    missed = [line for line in lines if not line.met]
    print(f"{len(missed)} of {len(lines)} targets missed" if missed else "all targets met")
    return 1 if missed else 0


def measure(folder: Path, count: int, rounds: int) -> list[Line]:
    """Make the letters, measure everything, and print each line as soon as it is known."""
    made = list(texts(sources(ROOT), count))
    words = sum(len(text.split()) for text in made)
    print(f"{count} letters, {words / count:.0f} words each; seconds, median of the rounds")
    print(f"{'':58} {'ours':>10} {'theirs':>10} {'ratio':>7} {'target':>7}", flush=True)
    few, many = folder / "few", folder / "many"
    write_edition(ROOT, few, made[: count // 10])
    write_edition(ROOT, many, made)
    lines: list[Line] = []

    def add(what: str, ours: str, theirs: str, ratio: float, target: float) -> None:
        lines.append(Line(what, ours, theirs, ratio, target))
        print(lines[-1], flush=True)

    declarations, _ = load_declarations(few)
    ours, theirs, ratio = conversion_ratio(made[: count // 10], declarations[0])
    add("conversion with ledger : markdown-it-py", f"{ours:.2f}", f"{theirs:.2f}", ratio, 5)
    ours, theirs, ratio = citing_ratio(few, made[: count // 10])
    add("recognition and resolution : markdown-it-py", f"{ours:.2f}", f"{theirs:.2f}", ratio, 2)
    eyecite = eyecite_seconds(made[: count // 10])
    print(f"eyecite on the same texts: {f'{eyecite:.2f}' if eyecite else 'not installed (pip install -e .[bench])'}")
    for grown in growths():
        what = f"citations, {grown.text} 100,000 : 50,000 times"
        add(what, f"{grown.twice:.2f}", f"{grown.once:.2f}", grown.twice / grown.once, LINEAR)

    builds = [(child("whole", many), child("bare", many), child("whole", few)) for _ in range(rounds)]
    seconds, bare, small = (statistics.median(round_[n]["seconds"] for round_ in builds) for n in range(3))
    memory, bare_memory, small_memory = (statistics.median(round_[n]["memory"] for round_ in builds) for n in range(3))
    print("bare mkdocs build: the same settings and pages, extensions tables and toc; our own, for speed, is left out")
    add("whole build without search : bare mkdocs build", f"{seconds:.2f}", f"{bare:.2f}", seconds / bare, 2)

    ours, theirs, ratio = search_ratio(prepare(many).edition)
    add("search index : lunr alone", f"{ours:.2f}", f"{theirs:.2f}", ratio, 1.2)

    tenth = f"{count} letters : {count // 10} letters"
    add(f"time, {tenth}", f"{seconds:.2f}", f"{small:.2f}", seconds / small, 11)
    # Pages link to one another, so the edition is in memory as a whole; mkdocs holds all its pages in the same way.
    growth, bare_growth = (
        (most - least) / (count - count // 10)
        for most, least in (
            (memory, small_memory),
            (bare_memory, statistics.median(child("bare", few)["memory"] for _ in range(rounds))),
        )
    )
    print(
        f"memory in MB: {memory:.0f} for {count} letters, {small_memory:.0f} for {count // 10}: {growth:.2f} for each "
        f"letter more, because the edition is held as a whole (bare mkdocs build: {bare_memory:.0f}, {bare_growth:.2f})"
    )
    return lines


def child(kind: str, folder: Path) -> dict[str, float]:
    """Build in a fresh process: nothing that one build leaves in memory helps or hurts the next."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.child", kind, str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"},
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode != 0:
        sys.exit(f"bench: the {kind} build of {folder} failed; its words are above")
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    sys.exit(main())
