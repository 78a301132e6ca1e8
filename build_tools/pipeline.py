"""From the files of an edition to its proved texts.

files -> Witness -> Letter -> account -> lasting ids -> citations -> notes, emendations -> Edition -> renderings ->
proofs. What follows (the site, the bundles) takes the Edition and its renderings from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from build_tools.apparatus import (
    Edit,
    NoteIds,
    load_slips,
    patches,
    slip_faults,
    write_note_ids,
)
from build_tools.apparatus.locate import locator
from build_tools.citations.style import reference
from build_tools.declare import (
    Registry,
    load_declarations,
    load_identity,
    write_ids,
)
from build_tools.draft import Draft, Knowledge, need
from build_tools.errors import SourceError, UsageError
from build_tools.evenness import examine
from build_tools.knowledge import WITNESSES, knowledge_for, require_edition
from build_tools.model.edition import Declaration, Edition, EditionLetter
from build_tools.model.references import References, references_of
from build_tools.register import Forms as Names
from build_tools.register import load_register, proof_faults
from build_tools.relations import relate
from build_tools.releases import Ids, Release, load_releases, release_faults
from build_tools.render.authorities import authorities_list
from build_tools.report import Finding, has_errors, in_order
from build_tools.revision import revision
from build_tools.stages import EDITING, IDENTIFYING, STAGES, UNDERSTANDING, run
from build_tools.teaching import load_lessons
from build_tools.workers import spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An edition with the texts of its letters, proved."""

    edition: Edition
    html: Mapping[str, str]
    """The article of each letter, by id."""
    markdown: Mapping[str, str]
    """Each letter as Markdown for people, by id; `authorities` is the list that they link to."""
    registries: tuple[Registry, ...]
    """The ids of blocks and notes to keep."""
    note_ids: tuple[NoteIds, ...] = ()
    """The ids of the editors' notes and emendations to keep."""
    edits: tuple[Edit, ...] = ()
    """Proposals for notes whose words have changed, for `edition check --suggest`."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.edition.findings

    @property
    def publishable(self) -> bool:
        """True where nothing of severity error was found."""
        return not has_errors(self.edition.findings)


def understand(path: Path, name: str, knowledge: Knowledge | None = None) -> Draft:
    """What the tool understands of one transcription. Raises SourceError.

    `knowledge` is what an edition knows (`knowledge_of`); without it everything comes from the file alone.
    """
    return run(UNDERSTANDING, Draft(path=path, name=name, knowledge=knowledge))


def prepare(root: Path, progress: Callable[[str], None] = lambda text: None) -> Prepared:
    """Load an edition, render its letters and prove the renderings; all faults are findings of the edition.

    `progress` is told what is being done. Raises UsageError where the folder is no edition.
    """
    require_edition(root)
    identity, identity_findings = load_identity(root)
    declarations, declaration_findings = load_declarations(root)
    knowledge = knowledge_for(root, declarations)
    collected = [*identity_findings, *declaration_findings, *knowledge.findings]
    progress(f"reading {len(declarations)} letters")
    read = spread(lambda declaration: _read_letter(declaration, knowledge), declarations)
    collected += [one for one in read if isinstance(one, Finding)]
    drafts = [one for one in read if isinstance(one, Draft)]
    register, register_findings = load_register(root)
    names = Names(register)
    known = replace(knowledge, references=_references(knowledge, drafts), names=names)
    progress("merging notes and emendations, proving the pages")
    drafts = spread(lambda draft: _without_knowledge(run(EDITING, replace(draft, knowledge=known))), drafts)
    collected += [finding for draft in drafts for finding in draft.findings]
    collected += [*register_findings, *proof_faults(register, known.references)]
    collected += names.findings(need(draft.named) for draft in drafts)
    letters = tuple(draft.declared for draft in drafts if draft.declared is not None)
    locate = locator(letters)
    related = relate(root, letters, known.references, locate)
    lessons, in_lessons = load_lessons(root, known.references, locate)
    slips, slip_findings = load_slips(root)
    sources = tuple(known.references.sources.values())
    # last of all: it looks at what the editors say, whatever became of it
    evenness = examine(root, register.register, knowledge.bibliography, sources)
    commit, moment = revision(root)
    edition = Edition(
        root=root,
        identity=identity,
        letters=letters,
        commit=commit,
        commit_date=datetime.fromtimestamp(moment, UTC).date().isoformat() if moment else "",
        commit_time=moment,
        bibliography=knowledge.bibliography,
        sources=sources,
        register=register.register,
        slips=tuple(slip.of for slip in slips),
        relations=related.relations,
        answers=evenness.answers,
        lessons=lessons,
    )
    html = {draft.declared.id: draft.html for draft in drafts if draft.declared is not None}
    releases, in_releases = load_releases(root)
    kept = {draft.declared.id: _ids(draft.registry, draft.note_ids) for draft in drafts if draft.declared is not None}
    collected += [*in_releases, *release_faults(releases, html, kept)]
    collected += [*related.findings, *in_lessons, *evenness.findings]
    collected += [*slip_findings, *slip_faults(slips, references_of(edition))]
    return Prepared(
        edition=replace(edition, findings=in_order(collected)),
        html=html,
        markdown={draft.declared.id: draft.markdown for draft in drafts if draft.declared is not None}
        | {"authorities": authorities_list(edition, partial(reference, form="markdown"))},
        registries=tuple(draft.registry for draft in drafts if draft.registry is not None),
        note_ids=tuple(draft.note_ids for draft in drafts if draft.note_ids is not None),
        edits=tuple(edit for draft in drafts for edit in draft.edits),
    )


def _read_letter(declaration: Declaration, knowledge: Knowledge) -> Draft | Finding:
    """A letter of an edition by itself, or why its file cannot be read."""
    name = (WITNESSES / f"{declaration.id}.txt").as_posix()
    draft = Draft(path=knowledge.root / name, name=name, declaration=declaration, knowledge=knowledge)
    try:
        return _without_knowledge(run(STAGES, draft))
    except SourceError as error:
        return _unreadable(error)


def _without_knowledge(draft: Draft) -> Draft:
    """The draft alone, which can be sent from one process to another; what the edition knows all of them have."""
    return replace(draft, knowledge=None)


def one_letter(root: Path, letter_id: str) -> EditionLetter:
    """One letter of an edition with its lasting ids, and nothing more; raises UsageError, SourceError."""
    require_edition(root)
    declarations, _ = load_declarations(root)
    declaration = next((each for each in declarations if each.id == letter_id), None)
    if declaration is None:
        known = ", ".join(each.id for each in declarations)
        raise UsageError(f"{letter_id} is no letter of this edition; there are: {known}")
    name = (WITNESSES / f"{letter_id}.txt").as_posix()
    knowledge = knowledge_for(root, declarations)
    draft = Draft(path=root / name, name=name, declaration=declaration, knowledge=knowledge)
    return need(run(IDENTIFYING, draft).declared)


def suggested(prepared: Prepared) -> tuple[str, ...]:
    """Patches that put proposals for notes whose words have changed into the editors' files; see `Edit`."""
    paths = {edit.path for edit in prepared.edits}
    texts = {path: (prepared.edition.root / path).read_bytes().decode("utf-8-sig") for path in paths}
    return tuple(patches(prepared.edits, texts))


def keep_ids(prepared: Prepared) -> tuple[Path, ...]:
    """Write the registers of ids that have changed; returns their paths."""
    root = prepared.edition.root
    written = [write_ids(root, registry) for registry in prepared.registries]
    written += [write_note_ids(root, ids) for ids in prepared.note_ids]
    return tuple(path for path in written if path is not None)


def release_of(prepared: Prepared) -> Release:
    """The ids that this version of an edition gives to its readers, those with an empty anchor too."""
    edition = prepared.edition
    registries = {_letter_of(one.path): one for one in prepared.registries}
    note_ids = {_letter_of(one.path): one for one in prepared.note_ids}
    letters = {}
    for letter in edition.letters:
        registry, notes = registries.get(letter.id), note_ids.get(letter.id)
        gone = {entry.id: entry.words for entry in registry.gone} if registry else {}
        letters[letter.id] = {**_ids(registry, notes), **gone, **(notes.gone if notes else {})}
    return Release(version=edition.identity.version, date=edition.commit_date, letters=letters)


def _letter_of(path: str) -> str:
    return Path(path).parent.name


def _ids(registry: Registry | None, notes: NoteIds | None) -> Ids:
    """The first words by anchor of what a letter's page has."""
    own = {entry.id: entry.words for entry in (*registry.blocks, *registry.notes)} if registry else {}
    return own | (notes.anchors if notes else {})


def _references(knowledge: Knowledge, drafts: list[Draft]) -> References:
    letters = [draft.declared for draft in drafts if draft.declared is not None]
    return replace(knowledge.references, letters={letter.id: letter for letter in letters})


def _unreadable(error: SourceError) -> Finding:
    return Finding(
        rule="witness-unreadable",
        path=error.path,
        line=error.line or 1,
        column=error.column or 1,
        message=error.message,
    )
