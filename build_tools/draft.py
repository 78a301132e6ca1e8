"""One letter on its way through the stages of the pipeline, and what an edition knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from build_tools.apparatus import Edit, NoteIds
from build_tools.citations import Declarations, Forms, as_json
from build_tools.declare import Registry
from build_tools.fidelity.account import Account
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Citation
from build_tools.model.edition import Declaration, EditionLetter
from build_tools.model.letter import Letter
from build_tools.model.references import References
from build_tools.model.witness import Witness
from build_tools.register import Forms as Names
from build_tools.register import Named
from build_tools.report import Finding

Made = TypeVar("Made")


def need(made: Made | None) -> Made:
    """What an earlier stage has made. Raises AssertionError where the stages stand in a wrong order."""
    if made is None:
        raise AssertionError("a stage stands before the one that makes what it needs")
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What an edition knows beyond the file that is looked at."""

    root: Path
    bibliography: Bibliography
    forms: Forms
    """Forms of citation: the shipped ones with the edition's own."""
    links: Declarations
    """Citations that the editors declare."""
    letters: Mapping[str, str]
    """Ids of the letters by the digest of their witness."""
    references: References = field(default_factory=References)
    """What evidence can lead to; with the letters only once all of them have been read."""
    names: Names | None = None
    """The forms of the register's names, where names are looked for."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One letter on its way through the stages; what a later stage makes is None before it."""

    path: Path
    name: str
    """What messages call the file."""
    knowledge: Knowledge | None = None
    """None for a file that is looked at alone."""
    declaration: Declaration | None = None
    witness: Witness | None = None
    letter: Letter | None = None
    account: Account | None = None
    registry: Registry | None = None
    """The ids to keep, with those minted now."""
    citations: tuple[Citation, ...] = ()
    declared: EditionLetter | None = None
    note_ids: NoteIds | None = None
    """The ids of notes and emendations to keep."""
    named: Named | None = None
    """The names of the register in it."""
    edits: tuple[Edit, ...] = ()
    """Proposals for notes whose words have changed."""
    html: str = ""
    markdown: str = ""
    findings: tuple[Finding, ...] = ()

    def with_findings(self, *findings: Finding) -> Draft:
        return replace(self, findings=self.findings + findings)

    def citations_json(self) -> list[dict[str, object]]:
        """The citations in the shape of `inspect`."""
        return [as_json(citation) for citation in self.citations]
