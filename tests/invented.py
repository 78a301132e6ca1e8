"""An invented edition on the disk, for tests of what is made of an edition: pages, search, site, bundles."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from build_tools.model.edition import Edition, EditionLetter, Identity
from build_tools.render.html import article
from tests.builders import block, call, edition_letter, em, letter, note
from tests.conftest import ROOT

PAGES = {
    "index.md": "# {{ edition.identity.title }}\n\n"
    "{% for one in letters %}\n- [{{ one.title }}](letters/{{ one.id }}.md)\n{% endfor %}\n",
    "about/principles.md": "# Principles\n\nRead [the letters](../letters/index.md).\n",
    "about/rights.md": "# Rights\n\n| what | whose |\n| --- | --- |\n| notes | ours |\n",
    "about/cite.md": "# How to cite\n\nVersion {{ edition.identity.version }}.\n",
    "about/data.md": "# Data\n\n[Letters](../data/letters.json)\n",
    "about/search.md": "# Searching\n\n[Search](../search.md)\n",
    "about/evenness.md": "# Evenness\n\nSee [the principles](principles.md).\n",
}


def identity(**fields: str) -> Identity:
    """What an invented edition says of itself."""
    known = dict.fromkeys(("subtitle", "responsible", "place", "licence", "base_address", "contact"), "")
    return Identity(**{**known, "title": "Letters of Ruritania", "version": "1.2.0", **fields})


def letters() -> tuple[EditionLetter, ...]:
    """Three letters: one with notes, one of a title that needs care, one without a date."""
    with_notes = letter(
        block("m1", "dateline", "Strelsau, 3 May 1995"),
        block("p1", "paragraph", "The ", em("Treaty of Zenda"), " binds us,", call("1"), " as Méndez’s S/1995/7 says."),
        block("h1", "heading", "II. On rivers", level=1),
        block("p2", "paragraph", "Counter-claims of fishermen & others < 3 were heard; the rivers were not."),
        note("1", "See the Treaty, article 4.", page=1),
    )
    careful = letter(block("p1", "paragraph", "We answer: rivers flow."), block("m1", "signature", "R. Rassendyll"))
    undated = letter(block("p1", "paragraph", "No day is known to us."))
    return (
        edition_letter(with_notes, id="1995-05-03-ruritania", siglum="A"),
        edition_letter(
            careful,
            id="1995-06-01-arcadia",
            siglum="B",
            title='Answer: "rivers" & <streams> — yes',
            short_title='Answer: "rivers" & <streams>',
            date="1995-06-01",
        ),
        edition_letter(undated, id="undated-zenda", siglum="C", title="Undated letter", short_title="", date=""),
    )


def edition(
    root: Path, those: Iterable[EditionLetter] | None = None, pages: Mapping[str, str] = PAGES, **fields: str
) -> Edition:
    """Write witnesses, pages and the settings of the generator below a folder, and give the edition of them."""
    those = tuple(letters() if those is None else those)
    (root / "docs" / "letters").mkdir(parents=True, exist_ok=True)
    for one in those:
        (root / "docs" / "letters" / f"{one.id}.txt").write_bytes(one.letter.witness.text.encode())
    for path, text in pages.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, encoding="utf-8")
    generator(root)
    return Edition(
        root=root, identity=identity(**fields), letters=those, commit="0123456789ab", commit_date="1999-12-31",
        commit_time=946598400,
    )  # fmt: skip


def generator(root: Path) -> None:
    """Copy the generator's settings and the theme into a folder."""
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "build_tools" / "web" / "theme", root / "build_tools" / "web" / "theme", dirs_exist_ok=True)


def articles(of: Edition) -> dict[str, str]:
    """The article of each letter, by id."""
    return {one.id: article(one) for one in of.letters}
