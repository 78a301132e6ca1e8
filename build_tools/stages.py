"""What a letter goes through: each stage takes a draft and gives it back with what it has made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from build_tools.apparatus import (
    annotate,
)
from build_tools.citations import cite
from build_tools.declare import (
    differences,
    lasting,
    load_ids,
)
from build_tools.draft import Draft, need
from build_tools.fidelity.account import account
from build_tools.fidelity.compare import compare_html, compare_markdown
from build_tools.fidelity.merged import compare_apparatus
from build_tools.fidelity.reading import read_witness as read_ledger
from build_tools.model.edition import EditionLetter
from build_tools.model.references import References
from build_tools.parse import parse
from build_tools.read import read_witness
from build_tools.render.apparatus import definitions, notes_section, overlaid
from build_tools.render.citations import in_list, markings
from build_tools.render.html import article
from build_tools.render.markdown import markdown
from build_tools.render.register import name_markings

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
    edited, names = need(draft.declared), need(need(draft.knowledge).names)
    named = names.named(edited)
    return replace(draft, named=named, declared=replace(edited, names=named.occurrences))


def article_of(edited: EditionLetter, known: References) -> str:
    """The article of a letter as its page has it: notes, emendations, citations and names in their places."""
    laid = overlaid(edited, (*markings(edited, known.bibliography), *name_markings(edited)))
    return article(edited, laid, foot=notes_section(edited, known))


def _render(draft: Draft) -> Draft:
    edited, known = need(draft.declared), need(draft.knowledge).references
    html = article_of(edited, known)
    listed = overlaid(edited, markings(edited, known.bibliography, address=in_list))
    return replace(draft, html=html, markdown=markdown(edited, listed, definitions(edited, known)))


def _prove(draft: Draft) -> Draft:
    letter = need(draft.letter)
    expected = read_ledger(letter)
    staged = compare_html(draft.html, letter, draft.name, expected=expected)
    for_people = compare_markdown(draft.markdown, letter, draft.name, expected=expected)
    merged = compare_apparatus(draft.html, need(draft.declared), draft.name)
    return draft.with_findings(*staged, *for_people, *merged)


# What is taken from the file alone, whoever asks.
FROM_THE_FILE: tuple[Stage, ...] = (
    _read,  # first of all: every position refers to the text as it was decoded
    _parse,  # before the account, which checks the parser and not itself
    _account,
)

# What any transcription goes through, alone in an empty folder too.
UNDERSTANDING: tuple[Stage, ...] = (*FROM_THE_FILE, _cite)

# What `one_letter` asks for: a letter with its lasting ids, and nothing more.
IDENTIFYING: tuple[Stage, ...] = (_read, _parse, _keep_ids)

# What a declared letter of an edition goes through by itself.
STAGES: tuple[Stage, ...] = (
    *FROM_THE_FILE,
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


def run(stages: tuple[Stage, ...], draft: Draft) -> Draft:
    """Send a letter through stages, in order. Raises SourceError where its file cannot be read."""
    for stage in stages:
        draft = stage(draft)
    return draft
