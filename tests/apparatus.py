"""An invented letter with notes and emendations on the disk, for tests of the apparatus."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path

from build_tools.apparatus import Annotated, annotate
from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Letter
from build_tools.model.references import References
from tests.builders import auto, block, bold, call, edition_letter, em, letter, link, matter, note, rest, strong

ID = "1995-05-03-ruritania"


def zenda() -> Letter:
    """Emphasis, a link, a call, a sentence cut by a page, a hard line end, curly quotation marks."""
    return letter(
        block("m1", "dateline", strong("Strelsau, 3 May 1995"), page=1),
        block("m2", "addressee", "Mr. Rudolf Marchmont\nPresident of the Republic", page=1),
        block(
            "p1",
            "paragraph",
            "We have not find any envoy of Arcadia at the ",
            em("Treaty of Zenda"),
            " talks,",
            call("1"),
            " which the “river commission” opened. The lamps at",
            page=1,
        ),
        note("1", "See the Treaty, article 4, at ", auto("https://treaties.example/zenda"), ".", page=1),
        matter("---"),
        rest("p1", "the quay of Hentzau were out."),
        block(
            "p2",
            "paragraph",
            "Our ",
            link("#", "second letter"),
            " says that\nthe river is ours, and the lamps too.",
            page=2,
        ),
        block("p3", "paragraph", bold("The river is ours"), " says no one; the lamps at the quay are out.", page=2),
        name=f"docs/letters/{ID}.txt",
    )


def write(root: Path, *, notes: str = "", emendations: str = "", letter_id: str = ID) -> None:
    """Write the editors' files of a letter; the texts are indented as suits the test."""
    folder = root / "annotations" / "letters" / letter_id
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("notes", notes), ("emendations", emendations)):
        if text:
            (folder / f"{name}.yml").write_text(f"{name}:\n{textwrap.indent(textwrap.dedent(text), '  ')}", "utf-8")


def a_note(exact: str, note_id: str = "n1", **fields: str) -> str:
    """A note as YAML that is right but for what `fields` say."""
    known = {
        "kind": "context",
        "body": "A word on this.",
        "evidence": f"[{{letter: {ID}}}]",
        "certainty": "high",
        "status": "reviewed",
        **fields,
    }
    prefix = "".join(f", {name}: {known.pop(name)}" for name in ("prefix", "suffix") if name in known)
    lines = "".join(f"  {name}: {value}\n" for name, value in known.items())
    return f"- id: {note_id}\n  target: {{exact: '{exact}'{prefix}}}\n{lines}"


def an_emendation(exact: str, reading: str, own: str = "e1") -> str:
    """An emendation as YAML."""
    return f"- {{id: {own}, target: {{exact: '{exact}'}}, reading: '{reading}', reason: 'A slip.'}}\n"


def annotated(made: Letter, root: Path) -> Annotated:
    """What becomes of the editors' work on a letter."""
    return annotate(made, ID, root)


def edited(made: Letter, root: Path) -> EditionLetter:
    """The letter with its apparatus; a finding of severity error fails the test."""
    result = annotated(made, root)
    assert [str(finding) for finding in result.findings if finding.severity == "error"] == []
    return replace(edition_letter(made, id=ID), apparatus=result.apparatus)


def references(*letters: EditionLetter) -> References:
    """What evidence can lead to in a test: the letters."""
    return References(letters={one.id: one for one in letters})
