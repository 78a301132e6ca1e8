"""The edition as one page for print: title, contents, letters with notes at the foot, apparatus, tables and index.

Sizes tell whose words are set: those of a letter have half or quarter points, those of the edition whole points. The
proof of the PDF reads the letters by their sizes; see `fidelity.printed`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from lxml import etree
from markupsafe import Markup, escape

from build_tools.bundle.chapters import Chapter, chapters, remove, turn_links
from build_tools.citations.style import reference
from build_tools.model.dates import written_out
from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.letter import Block, Note
from build_tools.model.register import REGISTER_KINDS
from build_tools.render.wording import KINDS

WHOLE = ("about/principles.html", "apparatus.html")
"""Pages of the site that are printed beside the letters."""

_HEADINGS = {"people": "People", "organisations": "Organisations", "places": "Places", "terms": "Terms"}


def print_page(edition: Edition, site_dir: Path, pages: Mapping[str, int] | None = None) -> str:
    """Make the page from a built site: HTML with a style sheet, to be set by WeasyPrint. Every id is unique in it.

    `pages` has the page of each anchor once it was set before: the tables then name each page once.
    """
    letters = {f"letters/{letter.id}.html": letter for letter in edition.letters}
    made = [
        chapter
        for chapter in chapters(site_dir, tuple(letter.id for letter in edition.letters))
        if chapter.path in letters or chapter.path in WHOLE
    ]
    for chapter in made:
        if chapter.path in letters:
            _as_printed_letter(chapter)
    authorities = list(_authorities(edition, pages or {}))
    names = list(_names(edition, pages or {}))
    rows = {key for key, _ in (*authorities, *names)}
    own = {f"{chapter.path}#{one.get('id')}" for chapter in made for one in chapter.content.iter(etree.Element)}
    printed = {chapter.path for chapter in made}

    def address(_: Chapter, page: str, anchor: str) -> str:
        if page in printed:
            return f"#{_slug(page)}--{anchor}" if f"{page}#{anchor}" in own else f"#{_slug(page)}"
        row = f"{_slug(page)}--{anchor}" if anchor else _slug(page)
        return f"#{row}" if row in rows else ""

    turn_links(made, address)
    for chapter in made:
        for element in chapter.content.iter(etree.Element):
            if "id" in element.attrib:
                element.set("id", f"{_slug(chapter.path)}--{element.get('id')}")
            for name in ("aria-labelledby", "aria-describedby"):
                if name in element.attrib:
                    element.set(name, f"{_slug(chapter.path)}--{element.get(name)}")
    body = [_title_page(edition), _contents(edition, made, bool(authorities), bool(names))]
    body += [
        Markup('<section class="{}" id="{}">{}</section>').format(
            "letter-sheet" if chapter.path in letters else "sheet",
            _slug(chapter.path),
            Markup(etree.tostring(chapter.content, encoding="unicode", method="html")),  # noqa: S704  # parsed above
        )
        for chapter in made
    ]
    body += _table("authorities", "Table of authorities", (row for _, row in authorities))
    body += _table("names", "Index of names and terms", (row for _, row in names))
    return str(_document(edition, Markup("\n").join(body)))


def sheet_of(letter: EditionLetter) -> str:
    """The anchor of a letter's first page."""
    return _slug(f"letters/{letter.id}.html")


def _slug(path: str) -> str:
    return path.removesuffix(".html").replace("/", "-")


def _document(edition: Edition, body: Markup) -> Markup:
    identity = edition.identity
    style = files("build_tools.bundle").joinpath("styles/pdf.css").read_text("utf-8")
    meta = [("generator", ""), ("dcterms.created", edition.commit_date), ("dcterms.modified", edition.commit_date)]
    meta += [("author", identity.responsible), ("description", identity.subtitle)]
    lines = [Markup('<meta name="{}" content="{}">').format(name, value) for name, value in meta if value]
    return Markup(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{}</title>{}<style>{}</style></head>'
        "<body>{}</body></html>"
    ).format(identity.title, Markup("").join(lines), Markup(style), body)  # noqa: S704  # our own style sheet


def _title_page(edition: Edition) -> Markup:
    identity = edition.identity
    facts = [
        ("Edited by", identity.responsible),
        ("Place", identity.place),
        ("Version", identity.version),
        ("Date", written_out(edition.commit_date) if edition.commit_date else ""),
        ("Licence of what the edition adds", identity.licence),
        ("Address", identity.base_address),
    ]
    rows = [Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, value) for name, value in facts if value]
    return Markup(
        '<section class="title-page"><h1>{}</h1><p class="subtitle">{}</p><dl>{}</dl>'
        '<p class="how">The words of the letters are those of the transcriptions, every one of them, in their order. '
        "What the edition adds is set smaller: numbers in the margin, marks in letters, and the editors’ notes behind "
        "each letter. The letters’ own notes stand at the foot of the page.</p></section>"
    ).format(identity.title, identity.subtitle, Markup("").join(rows))


def _contents(edition: Edition, made: Sequence[Chapter], authorities: bool, names: bool) -> Markup:
    titles = {f"letters/{one.id}.html": (one.declaration.siglum, one.declaration.title) for one in edition.letters}
    entries = [(_slug(one.path), *titles.get(one.path, ("", one.title))) for one in made]
    entries += [("authorities", "", "Table of authorities")] * authorities
    entries += [("names", "", "Index of names and terms")] * names
    rows = [
        Markup('<li><a href="#{}"><span class="siglum">{}</span><span class="entry">{}</span></a></li>').format(*entry)
        for entry in entries
    ]
    return Markup('<nav class="contents"><h1>Contents</h1><ul>{}</ul></nav>').format(Markup("").join(rows))


def _table(name: str, title: str, rows: Iterable[Markup]) -> Iterator[Markup]:
    listed = list(rows)
    if listed:
        yield Markup('<section class="sheet tables" id="{}"><h1>{}</h1>{}</section>').format(
            name, title, Markup("").join(listed)
        )


def _authorities(edition: Edition, pages: Mapping[str, int]) -> Iterator[tuple[str, Markup]]:
    """A row for each authority that a letter cites, by kind: its anchor, and the reference with the pages."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for letter in edition.letters:
        for citation in letter.citations:
            for cited in citation.authorities:
                spans = cited.spans or citation.spans
                if cited.key and spans:
                    places[cited.key][_place(letter, spans[0].start)] = None
    order = list(KINDS)
    records = sorted(
        (record for record in edition.bibliography.authorities if record.key in places),
        key=lambda record: (order.index(record.kind), record.date, record.key),
    )
    for kind, group in groupby(records, key=lambda record: record.kind):
        heading = Markup("<h2>{}</h2>").format(KINDS[kind][1].capitalize())
        for record in group:
            text = Markup(reference(record))  # noqa: S704  # the style escapes
            yield (
                f"authorities-{record.key}",
                heading + _row(f"authorities-{record.key}", text, places[record.key], pages),
            )
            heading = Markup("")


def _names(edition: Edition, pages: Mapping[str, int]) -> Iterator[tuple[str, Markup]]:
    """A row for each entry of the register that a letter names, by kind and name."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for letter in edition.letters:
        for one in letter.names:
            places[one.key][_place(letter, one.spans[0].start)] = None
    for kind in REGISTER_KINDS:
        heading = Markup("<h2>{}</h2>").format(_HEADINGS[kind])
        entries = [entry for entry in edition.register.entries if entry.kind == kind and entry.key in places]
        for entry in sorted(entries, key=lambda entry: entry.filed):
            anchor = f"register-{kind}--{entry.key}"
            yield anchor, heading + _row(anchor, escape(entry.name), places[entry.key], pages)
            heading = Markup("")


def _row(anchor: str, text: Markup, places: Iterable[str], pages: Mapping[str, int]) -> Markup:
    """An entry of a table with its pages: each once where they are known, else one that is counted for each place."""
    known = sorted({pages[place]: place for place in reversed(list(places)) if place in pages}.items())
    numbers = [Markup('<a href="#{}">{}</a>').format(place, number) for number, place in known] or [
        Markup('<a class="at" href="#{}"></a>').format(place) for place in places
    ]
    return Markup('<p class="row" id="{}">{}<span class="at-pages">{}</span></p>').format(
        anchor, text, Markup(", ").join(numbers)
    )


def _place(letter: EditionLetter, start: int) -> str:
    """The anchor of the block or note that has a character of the witness."""
    units: tuple[Block | Note, ...] = (*letter.letter.blocks, *letter.letter.notes)
    for unit in units:
        if any(span.start <= start < span.end for span in unit.spans):
            return f"{sheet_of(letter)}--{unit.id}"
    return sheet_of(letter)


def _as_printed_letter(chapter: Chapter) -> None:
    """Put each note of the letter behind its first call, to be set at the foot of the page; leave out the cards."""
    content = chapter.content
    for section in [each for each in content.iter("section", "footer") if _has_class(each, "cards")]:
        remove(section)
    calls = {str(one.get("id")): one for one in content.iter("a") if str(one.get("id", "")).startswith("fnref-")}
    for note in [each for each in content.iter("div") if str(each.get("id", "")).startswith("fn-")]:
        call = calls.get(f"fnref-{str(note.get('id')).removeprefix('fn-')}")
        if call is None:
            continue  # a note that nothing calls stays behind the text
        for back in [each for each in note.iter(etree.Element) if _has_class(each, "back")]:
            remove(back)
        around = call.getparent()
        place = around if around is not None and around.tag == "sup" else call
        remove(note)
        note.tail = place.tail
        place.tail = None
        note.tag = "span"
        for inner in note.iter("p", "div", "ul", "li"):
            inner.set("class", f"{inner.get('class', '')} as-block".strip())
            inner.tag = "span"
        note.set("class", "foot")
        place.addnext(note)
    for section in list(content.iter("section")):
        if _has_class(section, "letter-notes") and not [each for each in section.iter() if each.get("data-span")]:
            remove(section)


def _has_class(element: etree._Element, name: str) -> bool:
    return name in str(element.get("class", "")).split()
