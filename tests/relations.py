"""Two invented letters and files on how they hang together, for tests of relations."""

from __future__ import annotations

from pathlib import Path

from build_tools.apparatus.locate import locator
from build_tools.model.apparatus import Source
from build_tools.model.bibliography import Bibliography
from build_tools.model.edition import EditionLetter
from build_tools.model.references import References
from build_tools.relations import Related, relate
from tests.builders import block, call, edition_letter, em, letter, matter, note, rest, strong
from tests.cited import authority

FIRST, SECOND = "1995-05-03-ruritania", "1995-06-01-arcadia"


def pair() -> tuple[EditionLetter, EditionLetter]:
    """A sentence of nine words stands in both: cut by a page in the one, in other type and case in the other."""
    one = letter(
        block("p1", "paragraph", "We recall that ", strong("the river shall be open to"), call("1"), page=1),
        note("1", "See the Treaty of Zenda, article 4.", page=1),
        matter("---"),
        rest("p1", "all boats of both banks. The lamps are out."),
        block("p2", "paragraph", "The toll is 40 crowns. The lamps are out.", page=2),
        name=f"docs/letters/{FIRST}.txt",
    )
    other = letter(
        block("p1", "paragraph", "You write: “", em("The River shall be open to all boats"), " of both shores”."),
        block("p2", "paragraph", "The toll was 50 crowns."),
        name=f"docs/letters/{SECOND}.txt",
    )
    return (
        edition_letter(one, id=FIRST, siglum="A"),
        edition_letter(other, id=SECOND, siglum="B", title="Answer", short_title="Answer", date="1995-06-01"),
    )


ZENDA = authority("zenda-1886", "treaty", "Treaty of Zenda")


def related(root: Path, sources: tuple[Source, ...] = (), **files: str) -> Related:
    """What is made of the two letters and of files, given as text by name."""
    (root / "annotations").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (root / f"annotations/{name}.yml").write_text(text, encoding="utf-8")
    letters = pair()
    known = References(
        bibliography=Bibliography(authorities=(ZENDA,)),
        sources={source.key: source for source in sources},
        letters={each.id: each for each in letters},
    )
    return relate(root, letters, known, locator(letters))


RELATIONS = f"""\
relations:
  - id: r1
    kind: answers
    from: {{letter: {SECOND}}}
    to: {{letter: {FIRST}}}
    statement: The second letter quotes the first.
    certainty: low
    passages:
      - {{letter: {SECOND}, exact: You write}}
    evidence:
      - {{authority: zenda-1886, pinpoint: article 4}}
"""
QUOTATIONS = f"""\
quotations:
  - id: q1
    passage: {{letter: {SECOND}, exact: The River shall be open to all boats of both shores}}
    source: {{letter: {FIRST}}}
    agreement: differs
    how: The first letter has *banks*.
    seen: This edition.
  - id: q2
    passage: {{letter: {FIRST}, exact: the river shall be open to all boats of both banks}}
    source: {{authority: zenda-1886, pinpoint: article 4}}
    agreement: not-seen
recurring:
  - id: c1
    kind: quotation
    statement: Both quote one treaty.
    passages:
      - {{letter: {FIRST}, exact: the river shall be open to all boats of both banks}}
      - {{letter: {SECOND}, exact: The River shall be open to all boats of both shores}}
"""
FIGURES = f"""\
figures:
  - id: D1
    matter: The toll
    figures:
      - {{says: 40 crowns, passage: {{letter: {FIRST}, exact: 40 crowns}}}}
      - {{says: 50 crowns, passage: {{letter: {SECOND}, exact: 50 crowns}}}}
    comment: Two years, two tolls.
"""
EVENTS = f"""\
events:
  - id: undated
    kind: event
    date_note: before 1995
    title: The lamps go out
    passages: [{{letter: {FIRST}, exact: The lamps are out, prefix: both banks.}}]
  - id: flood
    kind: event
    date: 1995-05
    title: A flood
    claims:
      - {{holder: Ruritania, holds: It was made., passages: [{{letter: {FIRST}, exact: We recall}}]}}
      - {{holder: Arcadia, holds: It came., evidence: [{{authority: zenda-1886}}]}}
  - id: treaty
    kind: document
    date: 1886-01-02
    until: 1886-01-05
    title: Treaty of <Zenda>
    evidence: [{{authority: zenda-1886}}]
"""
FILES = {"relations": RELATIONS, "quotations": QUOTATIONS, "figures": FIGURES, "events": EVENTS}
