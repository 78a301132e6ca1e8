"""Proofs of deliverables: what fails them is not left in dist/."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from build_tools.errors import EditionError
from build_tools.fidelity.compare import compare_html
from build_tools.model.edition import Edition
from build_tools.report import Finding


class NotProved(EditionError):
    """A deliverable does not hold what it must; it carries the findings, and the file has been taken away."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


def words_proved(
    edition: Edition, name: str, read: Callable[[str], str | None], *, pages: str = "letters/{}.html"
) -> tuple[Finding, ...]:
    """Hold every letter's page of a deliverable against its witness, as the page stands in the file.

    `name` is what messages call the file; `read` gives the HTML of a page by its path in the file, or None where it is
    not there; `pages` is that path with {} for the letter's id. Reports page-missing and what `compare_html` reports.
    """
    findings: list[Finding] = []
    for letter in edition.letters:
        path = pages.format(letter.id)
        text = read(path)
        if text is None:
            message = "the file has no page of this letter"
            findings.append(Finding(rule="page-missing", message=message, path=f"{name}/{path}"))
        else:
            findings += compare_html(text, letter.letter, f"{name}/{path}")
    return tuple(findings)
