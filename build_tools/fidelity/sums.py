"""The sum of the citations: every authority that a letter cites has its place on a page, and no page has one more.

Nothing of what made the pages is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from build_tools.model.citation import Citation, Cited
from build_tools.model.edition import Edition, EditionLetter
from build_tools.report import Finding, in_order

RULE = "citation-uncounted"
INDEX, UNMATCHED = "authorities/index.html", "authorities/unmatched.html"

_Place = tuple[str, str]
"""Page from the top of the site, and what data-place has: the letter's id, then the spans."""


def sums(edition: Edition, pages: Mapping[str, str]) -> tuple[Finding, ...]:
    """Hold the pages of authorities against the citations.

    `pages` holds all built pages below authorities/, by path from the top of the site. Reports citation-uncounted, at
    the line of the witness, or at the page where it has more.
    """
    wanted = {place: where for letter in edition.letters for place, where in _wanted(edition, letter)}
    expected = Counter(place for letter in edition.letters for place, _ in _wanted(edition, letter))
    shown = Counter(place for path in pages if path.startswith("authorities/") for place in _shown(path, pages[path]))
    findings = [*_missing(expected - shown, wanted), *_added(shown - expected)]
    findings += _index(edition, pages.get(INDEX, ""))
    return in_order(findings)


def links(edition: Edition, letter: EditionLetter, page: str) -> tuple[Finding, ...]:
    """Hold the links of a letter's built page against its citations.

    Every authority is named by a link in the block or note that cites it. Reports citation-uncounted, at the line of
    the witness.
    """
    return tuple(_links(edition, letter, page))


def _wanted(edition: Edition, letter: EditionLetter) -> Iterator[tuple[_Place, tuple[EditionLetter, Citation]]]:
    for citation in letter.citations:
        for cited in citation.authorities or (None,):
            spans = (cited.spans if cited else ()) or citation.spans
            page = f"authorities/{cited.key}.html" if cited and _has_record(edition, cited) else UNMATCHED
            yield (page, f"{letter.id} {' '.join(map(str, spans))}"), (letter, citation)


def _has_record(edition: Edition, cited: Cited) -> bool:
    return bool(cited.key) and edition.bibliography.by_key(cited.key or "") is not None


def _shown(path: str, text: str) -> Iterator[_Place]:
    for element in _elements(text, "data-place"):
        yield path, str(element.attrib["data-place"])


def _missing(places: Counter[_Place], wanted: Mapping[_Place, tuple[EditionLetter, Citation]]) -> Iterator[Finding]:
    for place, number in places.items():
        letter, citation = wanted[place]
        message = f"“{citation.quote[:80]}” is missing from {place[0]}" + (f", {number} times" if number > 1 else "")
        yield _at(letter, citation, message)


def _added(places: Counter[_Place]) -> Iterator[Finding]:
    for (page, place), number in places.items():
        message = f"lists {place}, where no letter cites it" + (f", {number} times" if number > 1 else "")
        yield Finding(rule=RULE, path=page, message=message)


def _index(edition: Edition, text: str) -> Iterator[Finding]:
    """The table of all authorities has a row for each record, with the right sum."""
    expected = Counter({record.key: 0 for record in edition.bibliography.authorities})
    for letter in edition.letters:
        for citation in letter.citations:
            expected.update(cited.key for cited in citation.authorities if cited.key and _has_record(edition, cited))
    rows = {
        str(row.attrib["data-authority"]): "".join(map(str, row[-1].itertext())).strip()
        for row in _elements(text, "data-authority")
        if row.tag == "tr" and len(row)
    }
    for key, number in expected.items():
        if rows.get(key) != str(number):
            there = f"has “{rows[key]}” places" if key in rows else "is missing from the table"
            yield Finding(rule=RULE, path=INDEX, message=f"{key} {there}; the letters cite it in {number}")


def _links(edition: Edition, letter: EditionLetter, text: str) -> Iterator[Finding]:
    if not letter.citations:
        return
    pieces: list[tuple[int, int, set[str]]] = []
    for element in _elements(text, "data-span"):
        keys = {key for each in element.iter("a") for key in str(each.get("data-authority", "")).split()}
        for span in str(element.get("data-span")).split():
            start, _, end = span.partition("-")
            pieces.append((int(start), int(end), keys))
    for citation in letter.citations:
        for cited in citation.authorities:
            at = (cited.spans or citation.spans)[0].start
            there = any(start <= at < end and cited.key in keys for start, end, keys in pieces)
            if _has_record(edition, cited) and not there:
                yield _at(letter, citation, f"“{citation.quote[:80]}” has no link to {cited.key} in the letter's page")


def _elements(text: str, attribute: str) -> Iterator[etree._Element]:
    """The elements of a page that have an attribute, in order."""
    if text.strip():
        root = etree.fromstring(text, etree.HTMLParser(remove_comments=True, huge_tree=True))
        yield from root.iterfind(f".//*[@{attribute}]")


def _at(letter: EditionLetter, citation: Citation, message: str) -> Finding:
    return Finding(rule=RULE, path=letter.letter.witness.name, line=citation.line, message=message)
