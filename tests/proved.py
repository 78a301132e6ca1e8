"""The five letters with their renderings, found true before a test changes anything."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from build_tools.fidelity.account import account
from build_tools.fidelity.compare import compare_html, compare_markdown
from build_tools.fidelity.reading import Reading, read_witness
from build_tools.model.letter import Letter
from build_tools.model.witness import Span, Witness
from build_tools.parse import parse
from build_tools.render.html import article
from build_tools.render.markdown import markdown
from build_tools.report import Finding, has_errors
from tests.builders import edition_letter
from tests.mutations import Mutant, of_page
from tests.mutations_markdown import of_markdown

LETTERS = sorted((Path(__file__).parent.parent / "docs" / "letters").glob("*.txt"))
SEED = 20201109
SAMPLE = 12  # of each kind of change, in each letter and rendering


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A letter with its renderings, found true before anything is changed."""

    letter: Letter
    expected: Sequence[Reading]
    html: str
    markdown: str

    def lines(self, owner: str) -> tuple[int, ...]:
        return next(o.lines for o in (*self.letter.blocks, *self.letter.notes) if o.id == owner)


def rendered(text: str, name: str) -> Proved:
    witness = Witness(name=name, text=text, sha256=sha256(text.encode()).hexdigest())
    letter, _ = parse(witness)
    edited = edition_letter(letter)
    return Proved(letter=letter, expected=read_witness(letter), html=article(edited), markdown=markdown(edited))


@cache
def proved(path: Path) -> Proved:
    made = rendered(path.read_text(encoding="utf-8-sig"), path.name)
    assert account(made.letter)[1] == ()
    assert differences(made, made.html, compare_html) == ()
    assert differences(made, made.markdown, compare_markdown) == ()
    return made


def differences(made: Proved, text: str, compare: Callable[..., tuple[Finding, ...]]) -> tuple[Finding, ...]:
    return compare(text, made.letter, "a rendering", expected=made.expected)


def sampled(mutants: Iterator[Mutant], size: int | None) -> Iterator[Mutant]:
    """Some of each kind; all of them where size is None."""
    if size is None:
        yield from mutants
        return
    kinds: defaultdict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        kinds[mutant.kind].append(mutant)
    chosen = random.Random(SEED)
    for found in kinds.values():
        yield from chosen.sample(found, min(size, len(found)))


RENDERINGS = {
    "the page": (lambda made: made.html, of_page, compare_html),
    "the Markdown for people": (lambda made: made.markdown, of_markdown, compare_markdown),
}


def missed(made: Proved, rendering: str, size: int | None) -> tuple[Counter[str], list[str]]:
    """How many changes of each kind were made, and which of them were not caught and named."""
    take, mutants, compare = RENDERINGS[rendering]
    text = take(made)
    caught: Counter[str] = Counter()
    failures: list[str] = []
    for mutant in sampled(mutants(text), size):
        findings = differences(made, mutant.of(text), compare)
        named = [finding for finding in findings if finding.rule in mutant.rules]
        what = f"{mutant.kind}, {mutant.what[:80]!r}"
        if not mutant.rules:
            if findings:
                failures.append(f"{what}: changes nothing, and is named: {findings[0]}")
        elif not named:
            failures.append(f"{what}: {[str(finding) for finding in findings[:2]]}")
        elif mutant.owner and not any(finding.line in made.lines(mutant.owner) for finding in named):
            failures.append(f"{what} in {mutant.owner}: at another line: {named[0]}")
        elif not has_errors(named):
            failures.append(f"{what}: stops nothing: {named[0]}")
        caught[mutant.kind] += 1
    return caught, failures


def in_text(letter: Letter, pattern: str) -> list[Span]:
    """Places of a pattern in the words of a letter, markup left out."""
    found = []
    for node in letter.nodes:
        if node.kind == "text":
            for match in re.finditer(pattern, letter.witness.text[node.span.start : node.span.end]):
                found.append(Span(node.span.start + match.start(), node.span.start + match.end()))
    return found
