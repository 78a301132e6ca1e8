"""The bibliography for reference managers, as BibTeX, CSL-JSON and RIS: kind, date, symbol and link come through.

No exchange format knows resolutions or court orders. So each record has the nearest type of the format and says what
it is as a keyword, in a note, and in the format's field for that (`type`, `genre`, `M3`) where there is one; number
and link stand in the fields that Zotero's own import reads.
Sources: CSL 1.0.2; RIS as Zotero and EndNote read it; BibTeX with biblatex's `date`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from build_tools.citations.normal import court
from build_tools.model.authority import Authority, AuthorityKind

KIND_WORDS: dict[AuthorityKind, str] = {
    "resolution": "Resolution",
    "un-document": "United Nations document",
    "order": "Court order",
    "judgment": "Judgment",
    "treaty": "Treaty",
    "code": "Code",
    "report": "Report",
    "statement": "Statement",
    "press-release": "Press release",
    "news": "News item",
    "book": "Book",
    "legislation": "Legislation",
    "web": "Web page",
}
# All that is no book, newspaper or page becomes a report: of BibTeX's types only that one has kind, number and issuer.
_BIBTEX: Mapping[AuthorityKind, str] = {"book": "book", "news": "article", "web": "misc"}
_CSL: Mapping[AuthorityKind, str] = {
    "resolution": "legislation",  # CSL: "a law or resolution enacted by a governing body"
    "legislation": "legislation",
    "order": "legal_case",
    "judgment": "legal_case",
    "treaty": "treaty",
    "press-release": "webpage",
    "web": "webpage",
    "news": "article-newspaper",
    "book": "book",
}
# Zotero makes a report of GOVDOC and keeps its number; STAT would lose the symbol of a resolution.
_RIS: Mapping[AuthorityKind, str] = {
    "order": "CASE",
    "judgment": "CASE",
    "report": "RPRT",
    "statement": "RPRT",
    "press-release": "ELEC",
    "web": "ELEC",
    "news": "NEWS",
    "book": "BOOK",
    "legislation": "STAT",
}


def export_bibtex(authorities: Iterable[Authority]) -> str:
    """Write records as BibTeX, UTF-8 text, in the order given; addresses stand unescaped, as Zotero writes them."""
    data = BibliographyData()
    for authority in authorities:
        data.add_entry(authority.key, _bibtex_entry(authority))
    return bibtex_text(data)


def bibtex_text(data: BibliographyData) -> str:
    """Write entries as BibTeX, UTF-8 text, with the capitals of titles kept and addresses unescaped."""
    stream = io.StringIO()
    _BibtexWriter(encoding="utf-8").write_stream(data, stream)
    return stream.getvalue()


def export_csl(authorities: Iterable[Authority]) -> str:
    """Write records as CSL-JSON: one list, in the order given, two spaces of indent, a line feed at the end."""
    return json.dumps([_csl_item(a) for a in authorities], ensure_ascii=False, indent=2) + "\n"


def export_ris(authorities: Iterable[Authority]) -> str:
    """Write records as RIS, in the order given, lines ended with CR LF as the format asks."""
    return "".join(ris_text(_ris(authority)) for authority in authorities)


def ris_text(rows: Iterable[tuple[str, str]]) -> str:
    """Write the tags of one record of RIS with their values, lines ended with CR LF."""
    lines = [f"{tag}  - {value}".rstrip(" ") if value else f"{tag}  - " for tag, value in rows]
    return "".join(line + "\r\n" for line in lines)


EXPORTS: dict[str, Callable[[Iterable[Authority]], str]] = {
    "authorities.bib": export_bibtex,
    "authorities.csl.json": export_csl,
    "authorities.ris": export_ris,
}


class _BibtexWriter(Writer):  # type: ignore[misc] # pybtex has no types
    def _write_field(self, stream: io.StringIO, name: str, value: str) -> None:
        # pybtex writes \% in addresses, which browsers and reference managers take for part of the address
        encoded = value if name == "url" else self._encode(value)
        braces = "{{%s}}" if name == "title" else "{%s}"  # double: styles must not lower the capitals of a title
        stream.write(f",\n    {name} = " + braces % encoded)


def _bibtex_entry(authority: Authority) -> Entry:
    kind = _BIBTEX.get(authority.kind, "techreport")
    issuer = {"techreport": "institution", "article": "journal", "misc": "howpublished"}.get(kind, "")
    fields = {
        "title": _title(authority),
        "shorttitle": authority.short_title if authority.title else "",
        issuer: authority.body,
        "publisher": authority.publisher,
        "address": authority.place,
        "type": KIND_WORDS[authority.kind] if kind == "techreport" else "",
        "number": _number(authority),
        "date": authority.date,
        "year": authority.date[:4],
        "url": _link(authority),
        "keywords": KIND_WORDS[authority.kind],
        "abstract": authority.description,
        "note": "; ".join(_notes(authority)),
    }
    persons = {"author": authority.author, "editor": authority.editor}
    return Entry(
        kind,
        fields={name: value for name, value in fields.items() if name and value},
        persons={role: [Person(name) for name in names] for role, names in persons.items() if names},
    )


def _csl_item(authority: Authority) -> dict[str, object]:
    kind = _CSL.get(authority.kind, "report")
    issuer = "container-title" if kind in ("article-newspaper", "webpage") else "publisher"
    if kind in ("legal_case", "legislation", "treaty"):
        issuer = "authority"
    if kind == "book":
        issuer = ""  # a study made for a body is published by a house
    item: dict[str, object] = {
        "id": authority.key,
        "type": kind,
        "genre": KIND_WORDS[authority.kind],
        "title": _title(authority),
        "title-short": authority.short_title if authority.title else "",
        "author": _csl_names(authority.author),
        "editor": _csl_names(authority.editor),
        "publisher": authority.publisher,
        "publisher-place": authority.place,
        "number": _number(authority),
        "issued": _csl_date(authority),
        "URL": _link(authority),
        "abstract": authority.description,
        "keyword": KIND_WORDS[authority.kind],
        "note": "\n".join(_csl_notes(authority, kind)),
    }
    if issuer:
        item[issuer] = authority.body
    return {name: value for name, value in item.items() if value}


def _csl_notes(authority: Authority, kind: str) -> list[str]:
    # Zotero keeps the note whole but has no field for the issuer of a law, nor a treaty as a type of its own:
    # it reads the line "type: treaty" as that type
    said = {"Issued by": authority.body, "Number": _number(authority)}
    lines = [f"{name}: {value}" for name, value in said.items() if value]
    return [*(["type: treaty"] if kind == "treaty" else []), *lines, *_notes(authority)]


def _csl_names(names: Iterable[str]) -> list[dict[str, str]]:
    return [
        {"family": " ".join(p.prelast_names + p.last_names), "given": " ".join(p.first_names + p.middle_names)}
        for p in map(Person, names)
    ]


def _csl_date(authority: Authority) -> dict[str, object]:
    if not authority.date:
        return {}
    parts: dict[str, object] = {"date-parts": [[int(part) for part in authority.date.split("-")]]}
    return {**parts, "circa": True} if authority.date_inferred else parts


def _ris(authority: Authority) -> Iterator[tuple[str, str]]:
    kind = _RIS.get(authority.kind, "GOVDOC")
    year, month, day = [*authority.date.split("-"), "", ""][:3]
    # where Zotero's import looks for the number of a case, of a law and of a report
    number = {"CASE": "SV", "STAT": "M1"}.get(kind, "SN")
    issuer = "T2" if kind in ("NEWS", "ELEC") else "" if kind == "BOOK" else "PB"
    rows = [
        ("TI", _title(authority)),
        ("ST", authority.short_title if authority.title else ""),
        *(("AU", _inverted(name)) for name in authority.author),
        *(("ED", _inverted(name)) for name in authority.editor),
        (issuer, authority.body),
        ("PB", authority.publisher),
        ("CY", authority.place),
        # for other types Zotero takes M3 for a DOI
        ("M3", KIND_WORDS[authority.kind] if kind in ("GOVDOC", "RPRT", "ELEC") else ""),
        (number, _number(authority)),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("UR", _link(authority)),
        ("KW", KIND_WORDS[authority.kind]),
        ("AB", authority.description),
        ("N1", "; ".join(_notes(authority))),
    ]
    yield "TY", kind
    yield "ID", authority.key
    yield from ((tag, value) for tag, value in rows if tag and value)
    yield "ER", ""


def _inverted(name: str) -> str:
    person = Person(name)
    return ", ".join(
        filter(
            None,
            (" ".join(person.prelast_names + person.last_names), " ".join(person.first_names + person.middle_names)),
        )
    )


def _title(authority: Authority) -> str:
    """The title to list a record under; of a case its name, for the court's own title is that of the whole case."""
    if authority.case_title and authority.case not in authority.case_title:
        return f"{authority.case_title} ({authority.case})"
    title = authority.case_title or authority.title or authority.short_title or authority.normal
    return title[:1].upper() + title[1:]


def _number(authority: Authority) -> str:
    """The one number by which the field finds it: symbol, docket, or its place in a collection of treaties."""
    if authority.symbols:
        return authority.symbols[0]
    if authority.number:
        return f"{court(authority.body).docket} {authority.number}"
    return authority.reference


def _link(authority: Authority) -> str:
    return authority.official_url or next(iter(authority.addresses), "")


def _notes(authority: Authority) -> list[str]:
    """What no field of a format can take, so that it is not lost; one saying each."""
    known = (_number(authority), _link(authority), _title(authority), *authority.addresses)
    cited = [a for a in authority.addresses if a != _link(authority)]
    sayings = {
        "Kind": KIND_WORDS[authority.kind],
        "Cited as": "" if authority.normal in known else authority.normal,
        "Stage": authority.phase,
        "Formation": authority.chamber,
        "Reference": authority.reference if authority.reference != _number(authority) else "",
        "Date": authority.date_note,
        "Cited address": " ".join(cited),
        "Page": authority.seen,
    }
    return [f"{name}: {value}" for name, value in sayings.items() if value]
