"""Propose where a quotation that fits nowhere may belong: never accepted, only told, with a ready patch."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import yaml
from rapidfuzz import fuzz

from build_tools.apparatus.anchor import Miss, unique_selector
from build_tools.apparatus.text import Found, ReadingText, normalised
from build_tools.model.annotation import TextQuoteSelector
from build_tools.yamlfile import Steps, quoted

NEAR = 90
"""Least likeness, of 100, at which words are proposed."""
_SLACK = 12  # characters by which the borders of a proposal are tried on either side


class Proposal(NamedTuple):
    """Other words for a selector."""

    old: TextQuoteSelector
    new: TextQuoteSelector
    """Fits exactly once."""
    likeness: float
    """Of 100."""
    line: int
    """Line of the witness on which the new words begin."""


class Edit(NamedTuple):
    """A proposal for one selector of one file."""

    path: str
    steps: Steps
    """The way to the selector: notes, 3, target."""
    proposal: Proposal


def propose(selector: TextQuoteSelector, miss: Miss, reading: ReadingText) -> Proposal | None:
    """Propose the nearest words for a selector that fits no one place; None where nothing is near.

    Likeness is that of `rapidfuzz.fuzz.ratio` on normalised words, at least `NEAR`. Where `exact` stands several times,
    the place whose surroundings are most like prefix and suffix; none where two are alike.
    """
    if miss.rule == "quote-crosses-blocks":
        return None
    found, likeness = (_of_several if miss.places else _nearest)(selector, miss, reading)
    if found is None:
        return None
    new = unique_selector(found, reading)
    if miss.places or not (selector.prefix or selector.suffix):
        return Proposal(selector, new, likeness, reading.line(found))
    # context that still fits, or was never needed, stays as its editor wrote it
    kept = TextQuoteSelector(new.exact, new.prefix or selector.prefix, new.suffix or selector.suffix)
    return Proposal(selector, kept, likeness, reading.line(found))


def _nearest(selector: TextQuoteSelector, miss: Miss, reading: ReadingText) -> tuple[Found | None, float]:
    words = normalised(selector.exact)
    before, behind = normalised(selector.prefix), normalised(selector.suffix)
    whole = " ".join(part for part in (before, words, behind) if part)
    best: tuple[float, Found] | None = None
    for looked_for in (whole,) if miss.elsewhere else dict.fromkeys((words, whole)):
        for unit in reading.units():
            text = reading.text[unit.start : unit.end]
            at = fuzz.partial_ratio_alignment(looked_for, text, score_cutoff=NEAR) if text else None
            if at is None or len(text) < len(looked_for) // 2:
                continue
            # the words lie in the stretch as far from its start as in what was looked for
            lead = len(before) + 1 if looked_for != words and before else 0
            start = at.dest_start + lead
            found, likeness = _settled(words, text, start, start + len(words))
            if miss.elsewhere and reading.text[unit.start + found.start : unit.start + found.end] == words:
                continue
            score = max(likeness, at.score if looked_for != words else 0.0)
            if score >= NEAR and (best is None or score > best[0]):
                best = score, Found(unit.start + found.start, unit.start + found.end)
        if best:
            return best[1], best[0]
    return None, 0.0


def _settled(words: str, text: str, start: int, end: int) -> tuple[Found, float]:
    """Move the borders of a stretch to those, of words near by or its own, at which it is most like some words."""
    starts, ends = _borders(text, start), _borders(text, end)
    tried = ((a, b) for a, b in itertools.product(starts, ends) if a < b and " " not in (text[a], text[b - 1]))
    scored = ((fuzz.ratio(words, text[a:b]), -abs(a - start) - abs(b - end), a, b) for a, b in tried)
    likeness, _, a, b = max(scored, default=(0.0, 0, 0, 0))
    return Found(a, b), likeness


def _borders(text: str, near: int) -> list[int]:
    """Places near by where a word or a sign begins or ends."""
    low, high = max(0, near - _SLACK), min(len(text), near + _SLACK)
    found = [
        at for at in range(low, high + 1) if at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum())
    ]
    return found or [min(near, len(text))]


def _of_several(selector: TextQuoteSelector, miss: Miss, reading: ReadingText) -> tuple[Found | None, float]:
    before, behind = normalised(selector.prefix), normalised(selector.suffix)
    if not before and not behind:
        return None, 0.0
    text = reading.open_text
    scored = sorted(
        ((_likeness(before, text[: place.start].rstrip()[-len(before) :] if before else "")
          + _likeness(behind, text[place.end :].lstrip()[: len(behind)]), place) for place in miss.places),
        reverse=True,
    )  # fmt: skip
    likeness = scored[0][0] / 2
    if likeness < NEAR or scored[1][0] == scored[0][0]:
        return None, 0.0
    return scored[0][1], likeness


def _likeness(wanted: str, there: str) -> float:
    return fuzz.ratio(wanted, there) if wanted else 100.0


def patches(edits: Iterable[Edit], texts: Mapping[str, str]) -> Iterator[str]:
    """Unified diffs that put proposals into their files, one a file, for `git apply` or `patch -p1`.

    `texts` holds the files by path. All that is not a selector stays as its editor wrote it.
    """
    for path, group in itertools.groupby(sorted(edits, key=lambda edit: edit.path), key=lambda edit: edit.path):
        old = texts[path]
        new = _edited(old, list(group))
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
        diff = "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", n=2)
        )
        if diff:
            yield diff


def _edited(text: str, edits: Iterable[Edit]) -> str:
    root = yaml.compose(text, Loader=yaml.SafeLoader)  # this loader counts characters, libyaml's counts bytes
    changes: list[tuple[int, int, str]] = []
    for edit in edits:
        node = _node(root, edit.steps)
        if isinstance(node, yaml.MappingNode):
            changes += _changes(text, node, edit.proposal)
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _node(node: yaml.Node | None, steps: Steps) -> yaml.Node | None:
    for step in steps:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        else:
            return None
    return node


def _changes(text: str, target: yaml.MappingNode, proposal: Proposal) -> Iterator[tuple[int, int, str]]:
    fields = {key.value: (key, value) for key, value in target.value}
    exact_key, exact = fields["exact"]
    added = ""
    for name, old, new in zip(("exact", "prefix", "suffix"), proposal.old, proposal.new, strict=True):
        if new == old:
            continue
        if name in fields:
            value = fields[name][1]
            end = value.end_mark.index
            # the end of a folded text lies on the next line
            tail = "\n" if text[value.start_mark.index : end].endswith("\n") else ""
            yield value.start_mark.index, end, quoted(new) + tail
        elif target.flow_style:
            added += f", {name}: {quoted(new)}"
        else:
            added += f"\n{' ' * exact_key.start_mark.column}{name}: {quoted(new)}"
    if added:
        end = exact.end_mark.index
        at_line_start = text[:end].endswith("\n")
        yield end, end, f"{added[1:]}\n" if at_line_start and not target.flow_style else added
