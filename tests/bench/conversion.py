"""(a) Conversion with its proofs against markdown-it-py alone, on the same texts, taken in turns."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt

from build_tools.fidelity.account import account
from build_tools.fidelity.compare import compare_markdown
from build_tools.memory import collect_seldom
from build_tools.model.edition import Declaration, EditionLetter
from build_tools.parse import parse
from build_tools.read import decode_witness
from build_tools.render.markdown import markdown

ROUNDS = 5


def conversion_ratio(texts: Sequence[str], declaration: Declaration) -> tuple[float, float, float]:
    """Seconds of the conversion, seconds of markdown-it-py, and the median of their ratios over the rounds."""
    plain = MarkdownIt("commonmark")
    data = [text.encode() for text in texts]

    def convert() -> None:
        for number, content in enumerate(data):
            witness, _ = decode_witness(content, f"{number}.txt")
            letter, _ = parse(witness)
            sums, faults = account(letter)
            written = markdown(EditionLetter(id=declaration.id, letter=letter, declaration=declaration))
            differences = compare_markdown(written, letter, witness.name)
            if faults or differences or sums.unaccounted:
                raise AssertionError(f"letter {number} fails its proof: {(*faults, *differences)[:1]}")

    def render() -> None:
        for content in data:
            plain.render(content.decode())

    collect_seldom()  # as the command does; both sides are measured with it
    convert()  # word lists and models are loaded before anything is measured
    render()
    return in_turns(convert, render)


def in_turns(first: Callable[[], None], second: Callable[[], None], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Run both in turns, so that what else the machine does meets both; medians of seconds and of the ratio."""
    times = [(_seconds(first), _seconds(second)) for _ in range(rounds)]
    return (
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(a / b for a, b in times),
    )


def _seconds(work: Callable[[], None]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
