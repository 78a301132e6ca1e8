"""Findings: what the tool has to tell an editor, each with a rule name, a severity and a place.

Severity is a table (`SEVERITIES`): a stage names the rule, never the severity.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]

# One line a rule. error: nothing is published; warning: published and reported; info: worth knowing.
SEVERITIES: dict[str, Severity] = {
    # witnesses
    "witness-empty": "error",
    "witness-unreadable": "error",
    "witness-digest": "error",
    "witness-undeclared": "error",
    "witness-missing": "error",
    "letter-id": "error",
    "invisible-character": "warning",
    "source-word-unaccounted": "error",
    "span-overlap": "error",
    # blocks and markup
    "block-role-unsure": "info",
    "table-kept-as-text": "info",
    "html-tag-hidden": "info",
    "link-target-unsafe": "warning",
    "block-lost": "error",
    "ids-minted": "info",
    # notes
    "call-without-note": "warning",
    "note-without-call": "warning",
    "note-defined-twice": "warning",
    "note-out-of-order": "warning",
    "note-runs-on": "info",
    "superscript-unsure": "info",
    # declarations under annotations/
    "data-unreadable": "error",
    "data-invalid": "error",
    "declaration-differs": "warning",
    "declaration-unreviewed": "warning",
    "id-gone": "warning",
    "letter-exists": "error",
    # the bibliography
    "authority-invalid": "error",
    "authority-duplicate": "error",
    "authority-unknown-field": "warning",
    "authority-stray-text": "warning",
    "authority-no-description": "warning",
    # citations
    "citation-ambiguous": "warning",
    "citation-unresolved": "warning",
    "citation-doubtful-date": "warning",
    "link-target-differs": "warning",
    "link-target-empty": "warning",
    "declared-quote-missing": "error",
    "declared-quote-ambiguous": "error",
    "declared-key-unknown": "error",
    "citation-uncounted": "error",
    # the editors' notes and emendations
    "quote-not-found": "error",
    "quote-ambiguous": "error",
    "quote-crosses-blocks": "error",
    "annotation-id": "error",
    "annotation-id-reused": "error",
    "annotation-id-gone": "warning",
    "annotation-draft": "info",
    "anchor-short": "info",
    "anchor-several": "info",
    "dispute-repeated": "warning",
    "evidence-unknown": "error",
    "emendation-overlaps": "error",
    "emendation-empty": "error",
    "slip-invalid": "error",
    "slip-moved": "warning",
    "annotation-lost": "error",
    # releases and their changes
    "release-id-lost": "error",
    "release-id-reused": "error",
    "release-exists": "error",
    "changelog-name": "error",
    # how the documents hang together
    "relation-invalid": "error",
    "passage-recurs": "info",
    # the register of names and terms
    "register-invalid": "error",
    "register-name-overlap": "error",
    "register-name-unused": "info",
    # lessons
    "lesson-invalid": "error",
    "answer-disclosed": "error",
    # the edition's own words; a rule asks and never decides
    "evenness-contested-word": "warning",
    "evenness-one-name": "warning",
    "evenness-one-position": "warning",
    "evenness-no-evidence": "warning",
    "evenness-living-person": "warning",
    "evenness-answer-stale": "warning",
    # renderings against the witness
    "text-differs": "error",
    "text-missing": "error",
    "text-added": "error",
    "emphasis-differs": "error",
    "page-missing": "error",
    "link-broken": "error",
    "site-generator": "error",
    "folder-refused": "error",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to tell an editor."""

    rule: str
    """Rule name in kebab case, a key of `SEVERITIES`."""
    message: str
    """What was found and what to do; for data files it begins with the path of the field."""
    path: str = ""
    """File as the user named it; empty until the pipeline fills it in."""
    line: int = 1
    """Line in the file, from 1."""
    column: int = 1
    """Column in the line, from 1, in code points."""

    @property
    def severity(self) -> Severity:
        """The severity of the rule, from `SEVERITIES`."""
        return SEVERITIES[self.rule]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity}[{self.rule}] {self.message}"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by path, line and column, once each."""
    return tuple(sorted(set(findings), key=lambda f: (f.path, f.line, f.column, f.rule, f.message)))


def has_errors(findings: Iterable[Finding]) -> bool:
    """True when one of the findings is of severity error."""
    return any(f.severity == "error" for f in findings)
