"""The proof that the proofs work: whatever is changed in a rendering, in a witness or in a letter is caught and named.

Each run takes a sample, the same every time; `pytest -m slow tests/property` takes every change there is.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from build_tools.fidelity.account import account
from build_tools.fidelity.compare import compare_html, compare_markdown
from build_tools.fidelity.reading import Reading, read_witness
from build_tools.model.letter import Block, Letter, Node, Note, Run
from build_tools.model.witness import Span, Witness
from build_tools.parse import parse
from build_tools.render.html import article
from build_tools.render.markdown import markdown
from build_tools.report import Finding, has_errors
from tests.builders import edition_letter
from tests.mutations import Mutant, of_markdown, of_page

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
    """How many changes of each kind were caught and named, and which were not."""
    take, mutants, compare = RENDERINGS[rendering]
    text = take(made)
    caught: Counter[str] = Counter()
    failures: list[str] = []
    for mutant in sampled(mutants(text), size):
        findings = differences(made, mutant.of(text), compare)
        named = [finding for finding in findings if finding.rule in mutant.rules]
        if not named:
            failures.append(f"{mutant.kind}, {mutant.what[:80]!r}: {[str(finding) for finding in findings[:2]]}")
        elif mutant.owner and not any(finding.line in made.lines(mutant.owner) for finding in named):
            failures.append(f"{mutant.kind} in {mutant.owner}, {mutant.what[:80]!r}: at another line: {named[0]}")
        elif not has_errors(named):
            failures.append(f"{mutant.kind}, {mutant.what[:80]!r}: stops nothing: {named[0]}")
        else:
            caught[mutant.kind] += 1
    return caught, failures


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_every_change_to_a_rendering_that_a_reader_could_see_is_caught_and_named(path: Path, rendering: str) -> None:
    caught, failures = missed(proved(path), rendering, SAMPLE)
    assert failures == []
    assert len(caught) >= 12
    assert sum(caught.values()) >= 12 * SAMPLE
    print(f"\n{path.stem}, {rendering}: {sum(caught.values())} changes of {len(caught)} kinds, all caught")


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_white_space_of_another_kind_is_no_difference(path: Path) -> None:
    made = proved(path)
    inside = re.sub(r"(?<=\w) (?=\w)(?=[^<>]*</)", "\n\u00a0 ", made.html)
    assert inside.count("\u00a0") > 100
    assert differences(made, inside, compare_html) == ()


# ---- the witness


def in_text(letter: Letter, pattern: str) -> list[Span]:
    """Places of a pattern in the words of a letter, markup left out."""
    found = []
    for node in letter.nodes:
        if node.kind == "text":
            for match in re.finditer(pattern, letter.witness.text[node.span.start : node.span.end]):
                found.append(Span(node.span.start + match.start(), node.span.start + match.end()))
    return found


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


# ---- the parser loses something


def of_owner(letter: Letter, owner: Block | Note | None, lost: Block | Note) -> Letter:
    """The letter with one block or note replaced, or without it."""
    return replace(
        letter,
        blocks=tuple(b for b in (owner if b is lost else b for b in letter.blocks) if isinstance(b, Block)),
        notes=tuple(n for n in (owner if n is lost else n for n in letter.notes) if isinstance(n, Note)),
    )


def owners(letter: Letter) -> tuple[Block | Note, ...]:
    return (*letter.blocks, *letter.notes)


def without_run(owner: Block | Note, run: Run) -> Block | Note:
    return replace(owner, runs=tuple(r for r in owner.runs if r is not run))


def is_named(findings: Sequence[Finding], letter: Letter, span: Span) -> bool:
    """An error stands at the line of what was lost."""
    text = letter.witness.text
    first = span.start + len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())
    return any(f.severity == "error" and f.line == letter.witness.line_at(first) for f in findings)


def parser_faults(letter: Letter) -> Iterator[tuple[str, Span, Letter]]:
    """Letters from which a parser has lost one thing, each with what it is and where it stood."""
    for owner in owners(letter):
        yield f"{owner.id} is lost", owner.runs[0].span, of_owner(letter, None, owner)
        for run in owner.runs:
            if run.kind in ("text", "call") and letter.witness.slice(run.span).strip():
                lost = of_owner(letter, without_run(owner, run), owner)
                yield f"{run.kind} {run.text[:30]!r} of {owner.id} is lost", run.span, lost
    for n, node in enumerate(letter.nodes):
        if node.kind == "text" and letter.witness.slice(node.span).strip():
            yield "a tile is lost", node.span, replace(letter, nodes=(*letter.nodes[:n], *letter.nodes[n + 1 :]))
            if re.search(r"[^\W_]", letter.witness.slice(node.span)):
                for kind, reason in (("markup", "emphasis"), ("whitespace", "")):
                    hidden = Node(node.span, kind, reason)  # type: ignore[arg-type]
                    nodes = (*letter.nodes[:n], hidden, *letter.nodes[n + 1 :])
                    yield f"a tile is called {kind}", node.span, replace(letter, nodes=nodes)


def parser_faults_missed(letter: Letter, size: int | None) -> tuple[int, list[str]]:
    faults = list(parser_faults(letter))
    if size is not None:
        faults = random.Random(SEED).sample(faults, min(size, len(faults)))
    failures = [what for what, span, lost in faults if not is_named(account(lost)[1], letter, span)]
    return len(faults), failures


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_whatever_the_parser_loses_stops_the_build_with_its_line(path: Path) -> None:
    count, failures = parser_faults_missed(proved(path).letter, 40)
    assert failures == []
    assert count == 40


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_words_that_the_parser_hides_behind_the_name_of_markup_are_missed_in_the_page(path: Path) -> None:
    """One word that has the shape of a call or a target passes the account; the plain reader is not fooled."""
    letter = proved(path).letter
    place = in_text(letter, r"(?<= )[^\W\d_]{5,}(?= )")[3]
    n, node = next((n, node) for n, node in enumerate(letter.nodes) if node.span.start <= place.start < node.span.end)
    owner, run = next((o, r) for o in owners(letter) for r in o.runs if r.span.start <= place.start < r.span.end)
    pieces = (Span(run.span.start, place.start), Span(place.end, run.span.end))
    runs = [run._replace(span=span, text=letter.witness.slice(span)) for span in pieces]
    at = owner.runs.index(run)
    tiles = [Node(Span(node.span.start, place.start), "text"), Node(place, "markup", "link-target")]
    tiles.append(Node(Span(place.end, node.span.end), "text"))
    hiding = of_owner(letter, replace(owner, runs=(*owner.runs[:at], *runs, *owner.runs[at + 1 :])), owner)
    hiding = replace(hiding, nodes=(*letter.nodes[:n], *tiles, *letter.nodes[n + 1 :]))
    findings = compare_html(article(edition_letter(hiding)), hiding, "page")
    assert any(f.rule == "text-missing" and f.line == letter.witness.line_at(place.start) for f in findings)
    assert any(letter.witness.slice(place) in f.message for f in findings)


# ---- a renderer loses something


def renderer_faults_missed(made: Proved, size: int | None) -> tuple[int, list[str]]:
    """Renderings of the letter with one run or one block left out, held against the whole letter."""
    letter = made.letter
    lost: list[tuple[str, Span, Letter]] = [
        (f"{owner.id} is lost", owner.runs[0].span, of_owner(letter, None, owner)) for owner in owners(letter)
    ]
    lost += [
        (
            f"{run.kind} {run.text[:30]!r} of {owner.id} is lost",
            run.span,
            of_owner(letter, without_run(owner, run), owner),
        )
        for owner in owners(letter)
        for run in owner.runs
        if run.kind in ("text", "call") and letter.witness.slice(run.span).strip()
    ]
    lost += [
        (
            f"the emphasis of {run.text[:30]!r} is lost",
            run.span,
            of_owner(
                letter, replace(owner, runs=tuple(r._replace(marks=()) if r is run else r for r in owner.runs)), owner
            ),
        )
        for owner in owners(letter)
        for run in owner.runs
        if run.kind == "text" and run.text.strip() and any(mark.name != "link" for mark in run.marks)
    ]
    if size is not None:
        lost = random.Random(SEED).sample(lost, min(size, len(lost)))
    failures = []
    for what, span, shorter in lost:
        edited = edition_letter(shorter)
        page = differences(made, article(edited), compare_html)
        if not is_named(page, letter, span):
            failures.append(f"page: {what}: {[str(f) for f in page[:2]]}")
        if not has_errors(differences(made, markdown(edited), compare_markdown)):
            failures.append(f"Markdown: {what}")
    return len(lost), failures


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_whatever_a_renderer_loses_stops_the_build_with_its_line(path: Path) -> None:
    count, failures = renderer_faults_missed(proved(path), 15)
    assert failures == []
    assert count == 15
