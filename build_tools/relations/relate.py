"""Bring together what the editors say of how the documents hang together, and what the tool finds itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from build_tools.model.edition import EditionLetter
from build_tools.model.references import References
from build_tools.model.relations import Relations, Repetition
from build_tools.relations.load import QUOTATIONS_FILE, Loader, Locate
from build_tools.relations.recurring import confirmed, repetitions
from build_tools.report import Finding

_SHOWN = 90


class Related(NamedTuple):
    """What became of the editors' files."""

    relations: Relations
    findings: tuple[Finding, ...]


def relate(root: Path, letters: Sequence[EditionLetter], known: References, locate: Locate) -> Related:
    """Load relations, quotations, figures and events, and find the passages that recur in two letters.

    `locate` finds words in a letter. Files that are not there count as empty; a faulty entry is left out.
    Reports data-unreadable, data-invalid, relation-invalid, quote-not-found, quote-ambiguous, quote-crosses-blocks,
    passage-recurs.
    """
    loader = Loader(root, known, locate)
    recurrences = loader.recurrences()
    found = confirmed(repetitions(letters), recurrences, loader.names())
    made = Relations(
        relations=loader.relations(),
        recurrences=recurrences,
        figures=loader.figures(),
        quotations=loader.quotations(),
        events=loader.events(),
        repetitions=found,
    )
    return Related(made, (*loader.findings, *_unconfirmed(found, known)))


def _unconfirmed(found: Sequence[Repetition], known: References) -> Iterator[Finding]:
    for one in found:
        if one.confirmed or one.named:
            continue
        first, second = (known.letters[each].letter.witness.name for each in one.letters)
        quote = one.quote if len(one.quote) <= _SHOWN else one.quote[:_SHOWN].rsplit(" ", 1)[0] + " …"
        message = (
            f"these {one.words} words stand in {first}, line {one.lines[0]}, too: “{quote}”. If that tells readers "
            f"something, say it under `recurring` in {QUOTATIONS_FILE}, with the words of both letters"
        )
        yield Finding(rule="passage-recurs", message=message, path=second, line=one.lines[1])
