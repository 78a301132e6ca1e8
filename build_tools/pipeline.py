"""The stages in order: the only module that knows them all.

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
    annotate,
    load_slips,
    load_sources,
    patches,
    slip_faults,
    write_note_ids,
)
from build_tools.apparatus.locate import locator
from build_tools.citations import cite, load_declared, load_forms
from build_tools.citations.bibliography import load_bibliography
from build_tools.citations.style import reference
from build_tools.declare import (
    Registry,
    differences,
    lasting,
    load_declarations,
    load_identity,
    load_ids,
    write_ids,
)
from build_tools.draft import Draft, Knowledge, need
from build_tools.errors import SourceError, UsageError
from build_tools.evenness import examine
from build_tools.fidelity.account import account
from build_tools.fidelity.compare import compare_html, compare_markdown
from build_tools.fidelity.merged import compare_apparatus
from build_tools.fidelity.reading import read_witness as read_ledger
from build_tools.model.edition import Declaration, Edition, EditionLetter
from build_tools.model.references import References, references_of
from build_tools.parse import parse
from build_tools.read import read_witness
from build_tools.register import Forms as Names
from build_tools.register import load_register, proof_faults
from build_tools.relations import relate
from build_tools.render.apparatus import definitions, notes_section, overlaid
from build_tools.render.authorities import authorities_list
from build_tools.render.citations import in_list, markings
from build_tools.render.html import article
from build_tools.render.markdown import markdown
from build_tools.render.register import name_markings
from build_tools.report import Finding, has_errors, in_order
from build_tools.revision import revision

WITNESSES = Path("docs/letters")


Stage = Callable[[Draft], Draft]


def _read(draft: Draft) -> Draft:
    witness, findings = read_witness(draft.path, draft.name)
    return replace(draft, witness=witness).with_findings(*findings)


def _parse(draft: Draft) -> Draft:
    letter, findings = parse(need(draft.witness))
    return replace(draft, letter=letter).with_findings(*findings)


def _account(draft: Draft) -> Draft:
    made, findings = account(need(draft.letter))
    return replace(draft, account=made).with_findings(*findings)


def _compare_declaration(draft: Draft) -> Draft:
    return draft.with_findings(*differences(need(draft.declaration), need(draft.letter)))


def _keep_ids(draft: Draft) -> Draft:
    declaration = need(draft.declaration)
    registry, findings = load_ids(need(draft.knowledge).root, declaration.id)
    kept = lasting(need(draft.letter), registry)
    declared = EditionLetter(id=declaration.id, letter=kept.letter, declaration=declaration, gone=kept.gone)
    made = replace(draft, letter=kept.letter, registry=kept.registry, declared=declared)
    return made.with_findings(*findings, *kept.findings)


def _cite(draft: Draft) -> Draft:
    letter, known = need(draft.letter), draft.knowledge
    if known is None:
        citations, findings = cite(letter)
    else:
        links = known.links.for_letter(known.letters.get(letter.witness.sha256, ""))
        citations, findings = cite(letter, known.bibliography, known.forms, links)
    declared = replace(draft.declared, citations=citations) if draft.declared else None
    return replace(draft, citations=citations, declared=declared).with_findings(*findings)


def _annotate(draft: Draft) -> Draft:
    edited, known = need(draft.declared), need(draft.knowledge)
    made = annotate(edited.letter, edited.id, known.root, known.references)
    declared = replace(edited, apparatus=made.apparatus)
    return replace(draft, declared=declared, note_ids=made.ids, edits=made.edits).with_findings(*made.findings)


def _name(draft: Draft) -> Draft:
    edited, names = need(draft.declared), need(draft.knowledge).names
    return replace(draft, declared=replace(edited, names=names.occurrences(edited))) if names else draft


def _render(draft: Draft) -> Draft:
    edited, known = need(draft.declared), need(draft.knowledge).references
    laid = overlaid(edited, (*markings(edited, known.bibliography), *name_markings(edited)))
    html = article(edited, laid, foot=notes_section(edited, known))
    listed = overlaid(edited, markings(edited, known.bibliography, address=in_list))
    return replace(draft, html=html, markdown=markdown(edited, listed, definitions(edited, known)))


def _prove(draft: Draft) -> Draft:
    letter = need(draft.letter)
    expected = read_ledger(letter)
    staged = compare_html(draft.html, letter, draft.name, expected=expected)
    for_people = compare_markdown(draft.markdown, letter, draft.name, expected=expected)
    merged = compare_apparatus(draft.html, need(draft.declared), draft.name)
    return draft.with_findings(*staged, *for_people, *merged)


_FROM_THE_FILE: tuple[Stage, ...] = (
    _read,  # first of all: every position refers to the text as it was decoded
    _parse,  # before the account, which checks the parser and not itself
    _account,
)

# What any transcription goes through, alone in an empty folder too.
UNDERSTANDING: tuple[Stage, ...] = (*_FROM_THE_FILE, _cite)

# What a declared letter of an edition goes through by itself.
STAGES: tuple[Stage, ...] = (
    *_FROM_THE_FILE,
    _compare_declaration,  # before the ids, which are the edition's and change what the parser saw
    _keep_ids,  # before citing and rendering, so that nothing ever names an id that does not last
    _cite,  # before rendering: citations are links in the page
)

# What it goes through once all letters have been read: evidence leads from one letter to another.
EDITING: tuple[Stage, ...] = (
    _annotate,  # after the ids, which evidence names; before rendering: notes and emendations are laid over the words
    _name,  # before rendering: names are links in the page where no citation is one
    _render,
    _prove,  # after rendering and before anything is written: what fails is never published
)


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


def run(stages: tuple[Stage, ...], draft: Draft) -> Draft:
    """Send a letter through stages, in order. Raises SourceError where its file cannot be read."""
    for stage in stages:
        draft = stage(draft)
    return draft


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
    knowledge = _knowledge(root, declarations)
    collected = [*identity_findings, *declaration_findings, *knowledge.findings]
    drafts: list[Draft] = []
    for declaration in declarations:
        name = (WITNESSES / f"{declaration.id}.txt").as_posix()
        progress(f"reading {name}")
        try:
            draft = run(STAGES, Draft(path=root / name, name=name, declaration=declaration, knowledge=knowledge))
        except SourceError as error:
            collected.append(_unreadable(error))
            continue
        drafts.append(draft)
    register, register_findings = load_register(root)
    names = Names(register)
    known = replace(knowledge, references=_references(knowledge, drafts), names=names)
    progress("merging notes and emendations, proving the pages")
    drafts = [run(EDITING, replace(draft, knowledge=known)) for draft in drafts]
    collected += [finding for draft in drafts for finding in draft.findings]
    collected += [*register_findings, *proof_faults(register, known.references), *names.findings()]
    letters = tuple(draft.declared for draft in drafts if draft.declared is not None)
    related = relate(root, letters, known.references, locator(letters))
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
    )
    collected += [*related.findings, *evenness.findings, *slip_findings, *slip_faults(slips, references_of(edition))]
    return Prepared(
        edition=replace(edition, findings=in_order(collected)),
        html={draft.declared.id: draft.html for draft in drafts if draft.declared is not None},
        markdown={draft.declared.id: draft.markdown for draft in drafts if draft.declared is not None}
        | {"authorities": authorities_list(edition, partial(reference, form="markdown"))},
        registries=tuple(draft.registry for draft in drafts if draft.registry is not None),
        note_ids=tuple(draft.note_ids for draft in drafts if draft.note_ids is not None),
        edits=tuple(edit for draft in drafts for edit in draft.edits),
    )


def one_letter(root: Path, letter_id: str) -> EditionLetter:
    """One letter of an edition with its lasting ids, and nothing more; raises UsageError, SourceError."""
    require_edition(root)
    declarations, _ = load_declarations(root)
    declaration = next((each for each in declarations if each.id == letter_id), None)
    if declaration is None:
        known = ", ".join(each.id for each in declarations)
        raise UsageError(f"{letter_id} is no letter of this edition; there are: {known}")
    name = (WITNESSES / f"{letter_id}.txt").as_posix()
    knowledge = _knowledge(root, declarations)
    draft = Draft(path=root / name, name=name, declaration=declaration, knowledge=knowledge)
    return need(run((_read, _parse, _keep_ids), draft).declared)


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


def _references(knowledge: Knowledge, drafts: list[Draft]) -> References:
    letters = [draft.declared for draft in drafts if draft.declared is not None]
    return replace(knowledge.references, letters={letter.id: letter for letter in letters})


def knowledge_of(root: Path) -> Knowledge | None:
    """What the edition in a folder knows; None where the folder is no edition."""
    return _knowledge(root, load_declarations(root)[0]) if is_edition(root) else None


def _knowledge(root: Path, declarations: tuple[Declaration, ...]) -> Knowledge:
    bibliography, in_bibliography = load_bibliography(root)
    forms, in_forms = load_forms(root)
    links, in_links = load_declared(root)
    sources, in_sources = load_sources(root)
    return Knowledge(
        root=root,
        bibliography=bibliography,
        forms=forms,
        links=links,
        letters={declaration.sha256: declaration.id for declaration in declarations},
        references=References(bibliography=bibliography, sources={source.key: source for source in sources}),
        findings=(*in_bibliography, *in_forms, *in_links, *in_sources),
    )


def require_edition(root: Path) -> None:
    """Raise UsageError where a folder holds no edition."""
    if not is_edition(root):
        raise UsageError(
            "this folder is no edition (no annotations/edition.yml and docs/letters); run the command in one"
        )


def is_edition(root: Path) -> bool:
    """True for a folder that holds an edition."""
    return (root / "annotations" / "edition.yml").is_file() and (root / WITNESSES).is_dir()


def _unreadable(error: SourceError) -> Finding:
    return Finding(
        rule="witness-unreadable",
        path=error.path,
        line=error.line or 1,
        column=error.column or 1,
        message=error.message,
    )
