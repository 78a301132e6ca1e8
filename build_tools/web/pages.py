"""The pages of the site as Markdown: `MAKERS` is the list, each maker a function from `Material` to {path: text}."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from build_tools.fidelity.ledger import REASONS
from build_tools.fidelity.words import WORD
from build_tools.model.edition import Edition, EditionLetter
from build_tools.render.apparatus import KINDS
from build_tools.report import Finding
from build_tools.web.home import home, length
from build_tools.web.raw import CLOSING, OPENING
from build_tools.web.search.facets import FACETS
from build_tools.web.summary import LetterSummary, long_date, party_names, spelled

HAND_WRITTEN = ("index.md", "about/*.md")
"""The editors' own pages below docs/; each may use Jinja2 with `edition`, `letters` and `ledgers`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a maker of pages gets."""

    edition: Edition
    letters: tuple[LetterSummary, ...]
    """In the edition's order."""
    ledgers: Mapping[str, Mapping[str, Any]]
    """What became of every word, by id of the letter, as data/ledger.json has it."""
    articles: Mapping[str, str]
    """The HTML of each letter, by id."""
    cards: Mapping[str, str] = field(default_factory=dict)
    """The HTML that says what each letter cites, by id; none for a letter that cites nothing."""
    cites: Mapping[str, str] = field(default_factory=dict)
    """The HTML that says how to cite each letter, by id."""


class PageFault(Exception):
    """A hand-written page cannot be made; it carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


@cache
def templates() -> Environment:
    """Jinja2 with escaping on and blanks that fail aloud, for the pages made here and for hand-written ones."""
    jinja = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.filters.update(long_date=long_date, names=party_names, thousands=lambda number: f"{number:,}")
    jinja.filters.update(length_of=length, spelled=spelled)
    jinja.globals.update(home=home)  # for the first page, which editors write
    return jinja


def page(template: str, *, title: str, description: str = "", **values: Any) -> str:
    """One page: front matter, then one block of HTML, which every Markdown processor passes on as it is."""
    body = templates().get_template(template).render(title=title, **values)
    # A text in JSON is also one in YAML, whatever characters it holds.
    matter = "".join(f"{name}: {json.dumps(text)}\n" for name, text in (("title", title), ("description", description)))
    return f"---\n{matter}---\n\n{OPENING}{body}{CLOSING}"


_DESCRIBED = (
    ("sender", "who wrote it"),
    ("recipients", "to whom"),
    ("place", "where it was written"),
    ("reference", "its reference"),
    ("provenance", "how the transcription came to us"),
    ("original", "where an original is"),
)
"""What the head of a letter describes, with the words for readers where it is left blank."""


def letter_pages(material: Material) -> dict[str, str]:
    """One page a letter, with its head, the article, and the ways to the letters before and after it."""
    before = (None, *material.letters)[:-1]
    after = (*material.letters, None)[1:]
    edited = {letter.id: letter for letter in material.edition.letters}
    return {
        f"letters/{one.id}.md": page(
            "letter.html",
            title=one.short_title,
            description=one.title,
            letter=one,
            blank=[shown for name, shown in _DESCRIBED if not getattr(one, name)],
            article=Markup(material.articles[one.id]),  # noqa: S704  # made by render.html, which escapes the witness
            cards=Markup(material.cards.get(one.id, "")),  # noqa: S704  # made by a template, which escapes
            cite=Markup(material.cites.get(one.id, "")),  # noqa: S704  # made by a template, which escapes
            first=edited[one.id].letter.blocks[0].id if edited[one.id].letter.blocks else "content",
            headings=[block for block in edited[one.id].letter.blocks if block.role == "heading"],
            notes=len(edited[one.id].letter.notes),
            kinds=_kinds_of_notes(edited[one.id]),
            emended=len(edited[one.id].apparatus.entries),
            named=bool(edited[one.id].names),
            students=material.edition.audience == "students",
            version=material.edition.identity.version,
            previous=previous,
            next=following,
        )
        for one, previous, following in zip(material.letters, before, after, strict=True)
    }


def _kinds_of_notes(letter: EditionLetter) -> list[tuple[str, str, int]]:
    """The kinds of editors' notes that a letter has: the kind, its name for readers, the number of notes."""
    counts = Counter(note.annotation.kind for note in letter.apparatus.published)
    return [(kind, shown, counts[kind]) for kind, shown in KINDS.items() if counts[kind]]


def letters_index(material: Material) -> dict[str, str]:
    """The letters' own index."""
    text = page(
        "letters.html",
        title="Letters",
        description="All letters of the edition, by date",
        rows=list(zip(material.letters, material.edition.letters, strict=True)),
        ledgers=material.ledgers,
    )
    return {"letters/index.md": text}


def ledger_page(material: Material) -> dict[str, str]:
    """Every word accounted for, for readers."""
    text = page(
        "ledger.html",
        title="Ledger of words",
        description="Where every word of every transcription went",
        letters=material.letters,
        ledgers=material.ledgers,
        word=WORD,
        reasons=REASONS,
    )
    return {"ledger.md": text}


def search_page(_: Material) -> dict[str, str]:
    """The page that asks the index."""
    description = "Find words in the letters, their notes and the editors’ notes"
    return {"search.md": page("search.html", title="Search", description=description, facets=FACETS)}


def not_found_page(_: Material) -> dict[str, str]:
    """What a host shows for an address that leads nowhere."""
    return {"404.md": page("404.html", title="Page not found")}


def hand_written_pages(material: Material) -> dict[str, str]:
    """The editors' pages, with their placeholders filled. Raises PageFault for a fault in one of them."""
    folder = material.edition.root / "docs"
    files = sorted(file for pattern in HAND_WRITTEN for file in folder.glob(pattern))
    return {file.relative_to(folder).as_posix(): _filled(file, material) for file in files}


def _filled(file: Path, material: Material) -> str:
    shown = file.relative_to(material.edition.root).as_posix()
    try:
        source = file.read_text(encoding="utf-8-sig")
        template = templates().from_string(source)
        return template.render(edition=material.edition, letters=material.letters, ledgers=material.ledgers)
    except UnicodeDecodeError as fault:
        message = f"byte {fault.start} is not UTF-8: save the file as UTF-8"
        raise PageFault(Finding(rule="data-unreadable", message=message, path=shown)) from fault
    except Exception as fault:  # a template can do anything, and fail in any way
        line = getattr(fault, "lineno", None) or _line_of(fault)
        message = f"the page's placeholders cannot be filled: {fault}"
        raise PageFault(Finding(rule="data-invalid", message=message, path=shown, line=line)) from fault


def _line_of(fault: BaseException) -> int:
    """The line of a template at which a fault arose while it was filled."""
    line, step = 1, fault.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line


MAKERS: tuple[Callable[[Material], dict[str, str]], ...] = (
    hand_written_pages,
    letter_pages,
    letters_index,
    ledger_page,
    search_page,
    not_found_page,
)
