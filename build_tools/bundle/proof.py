"""Proofs of deliverables: what fails them is not left in dist/."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.errors import EditionError
from build_tools.report import Finding


class NotProved(EditionError):
    """A deliverable does not hold what it must; it carries the findings, and the file has been taken away."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))
