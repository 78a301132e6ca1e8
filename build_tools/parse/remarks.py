"""What an editor should know of the markup of a witness: hidden tags, links that lead nowhere safe, tables."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model.witness import Witness
from build_tools.parse.unit import Unit
from build_tools.report import Finding

_UNSAFE = frozenset(("javascript", "data", "vbscript", "file"))


def remarks(witness: Witness, units: Sequence[Unit], hidden: Sequence[tuple[int, str]]) -> list[Finding]:
    """Report html-tag-hidden, link-target-unsafe and table-kept-as-text.

    `hidden` has place and name of each HTML tag whose effect is not shown.
    """
    found = [
        _finding(
            witness,
            place,
            "html-tag-hidden",
            f"HTML tag {tag[:40]} is read as markup and not shown; nothing of it is published",
        )
        for place, tag in hidden
    ]
    for unit in units:
        if unit.plain.startswith("|") and unit.plain.count("|") > 2:
            message = "a table of text lines: each row is kept as one line, with its strokes"
            found.append(_finding(witness, unit.start, "table-kept-as-text", message))
        for run in unit.runs:
            for mark in run.marks:
                scheme = mark.target.partition(":")[0].strip().lower() if mark.name == "link" else ""
                if scheme in _UNSAFE:
                    message = f"the link “{run.text[:40]}” leads to a {scheme}: address; its words are kept, no link"
                    found.append(_finding(witness, run.span.start, "link-target-unsafe", message))
    return found


def _finding(witness: Witness, place: int, rule: str, message: str) -> Finding:
    line, column = witness.place(place)
    return Finding(rule=rule, path=witness.name, line=line, column=column, message=message)
