"""The bibliography of an edition: `annotations/authorities/*.bib` read into records, faults told by key and line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, cast, get_args
from urllib.parse import urlsplit

from pybtex.bibtex.utils import split_name_list

from build_tools.citations.bibtex import Entry, Value, read_bibtex
from build_tools.citations.normal import is_iso_date, normal_form
from build_tools.model.authority import Authority, AuthorityKind, Confidence
from build_tools.model.bibliography import Bibliography, normal_key, parallel_symbols
from build_tools.report import Finding, in_order

__all__ = ["FOLDER", "TYPES", "Bibliography", "load_bibliography", "read_records"]

FOLDER = Path("annotations", "authorities")

# Entry type -> kind. BibTeX names of types hold no hyphen in common use, so those of two words are written in one.
TYPES: dict[str, AuthorityKind] = {
    "resolution": "resolution",
    "undocument": "un-document",
    "order": "order",
    "judgment": "judgment",
    "treaty": "treaty",
    "code": "code",
    "report": "report",
    "statement": "statement",
    "pressrelease": "press-release",
    "news": "news",
    "book": "book",
    "legislation": "legislation",
    "online": "web",
}
FIELDS = (
    "title", "shorttitle", "names", "body", "author", "editor", "date", "datenote", "dateinferred", "symbol",
    "case", "casetitle", "phase", "chamber", "number", "reference", "normal", "partof", "place", "publisher",
    "url", "cited", "seen", "annote", "confidence", "mentioned", "checked",
)  # fmt: skip
# What a kind cannot do without, beside a title: its reference and its normal form are made of it.
_NEEDED: dict[AuthorityKind, tuple[str, ...]] = {
    "resolution": ("body", "symbol"),
    "order": ("body", "case", "date"),
    "judgment": ("body", "case", "date"),
}
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class _Report(Protocol):
    def __call__(self, field: str, message: str, rule: str = "authority-invalid") -> None: ...


def load_bibliography(root: Path) -> tuple[Bibliography, tuple[Finding, ...]]:
    """Read every `.bib` file of an edition, by name.

    `root` is the project's folder; without the folder of authorities the bibliography is empty and nothing is
    reported. Reports data-unreadable, authority-invalid, authority-duplicate, authority-unknown-field,
    authority-stray-text and authority-no-description, all at once; a record with an error in it is still given as far
    as it could be read, unless it has no known type. Never raises for what stands in a file.
    """
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for file in sorted((root / FOLDER).glob("*.bib")):
        path = file.relative_to(root).as_posix()
        try:
            texts[path] = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            message = f"byte {error.object[error.start]:#04x} is no UTF-8; save the file as UTF-8"
            findings.append(Finding(rule="data-unreadable", message=message, path=path, line=line))
        except OSError as error:
            message = f"the file cannot be read ({error.strerror or error})"
            findings.append(Finding(rule="data-unreadable", message=message, path=path))
    bibliography, faults = read_records(texts)
    return bibliography, in_order([*findings, *faults])


def read_records(texts: dict[str, str]) -> tuple[Bibliography, tuple[Finding, ...]]:
    """Read the records of several BibTeX files, given as texts by path; reports as `load_bibliography` does."""
    findings: list[Finding] = []
    entries: list[tuple[str, Entry]] = []
    for path, text in texts.items():
        found, faults = read_bibtex(text, path)
        findings += faults
        entries += [(path, entry) for entry in found]
    known = {entry.key for _, entry in entries}
    records: dict[str, Authority] = {}
    for path, entry in entries:
        if entry.key.casefold() in records:
            first = records[entry.key.casefold()]
            message = f"{entry.key}: this key is taken at {first.path}:{first.line}; give the record another"
            findings.append(Finding(rule="authority-duplicate", message=message, path=path, line=entry.line))
            continue
        record, wrong = _record(entry, path, known)
        findings += wrong
        if record:
            records[entry.key.casefold()] = record
    found_records = tuple(records.values())
    findings += _same_form(found_records)
    findings += _circles(found_records)
    return Bibliography(authorities=found_records), in_order(findings)


def _record(entry: Entry, path: str, known: set[str]) -> tuple[Authority | None, list[Finding]]:
    findings: list[Finding] = []
    others = known - {entry.key}

    def report(field: str, message: str, rule: str = "authority-invalid") -> None:
        line = entry.fields[field].line if field in entry.fields else entry.line
        where = f"{entry.key}.{field}" if field else entry.key
        findings.append(Finding(rule=rule, message=f"{where}: {message}", path=path, line=line))

    kind = TYPES.get(entry.type)
    if kind is None:
        report("", f"there is no type @{entry.type}; {_perhaps(entry.type, TYPES)}")
        return None, findings
    if not _KEY.fullmatch(entry.key):
        report("", "a key is made of small letters a-z, figures and single hyphens, for it becomes the page's address")
    for name in entry.fields:
        if name not in FIELDS:
            report(
                name,
                f"no record has this field and it is not used; {_perhaps(name, FIELDS)}",
                "authority-unknown-field",
            )

    blank = Value("", entry.line)
    text = {name: entry.fields.get(name, blank).text for name in FIELDS}
    plain = {name: entry.fields.get(name, blank).literal for name in FIELDS}
    symbols = tuple(dict.fromkeys(s for part in _several(plain["symbol"]) for s in parallel_symbols(part)))
    addresses = tuple(plain["cited"].split())
    # the weakest degree stands in for one that is missing or unknown, which is reported
    confidence = plain["confidence"] if plain["confidence"] in get_args(Confidence) else "only-in-the-letter"
    normal = text["normal"] or normal_form(
        kind,
        title=text["title"],
        short_title=text["shorttitle"],
        symbols=symbols,
        body=text["body"],
        case=text["case"],
        number=text["number"],
        date=plain["date"],
        addresses=addresses,
    )
    if entry.sound:  # where the syntax is broken, that is the fault to mend; what is missing may stand behind it
        _check(kind, text, plain, others, report)
    return Authority(
        key=entry.key,
        kind=kind,
        normal=normal or entry.key,
        body=text["body"],
        title=text["title"],
        short_title=text["shorttitle"],
        names=tuple(_several(text["names"])),
        date=plain["date"] if is_iso_date(plain["date"]) else "",
        symbols=symbols,
        case=text["case"],
        number=text["number"],
        part_of=plain["partof"] if plain["partof"] in others else "",
        official_url=plain["url"],
        addresses=addresses,
        seen=text["seen"],
        description=text["annote"],
        confidence=cast(Confidence, confidence),
        mentioned_only=plain["mentioned"] == "yes",
        path=path,
        line=entry.line,
        author=_people(text["author"]),
        editor=_people(text["editor"]),
        case_title=text["casetitle"],
        phase=text["phase"],
        chamber=text["chamber"],
        reference=text["reference"],
        place=text["place"],
        publisher=text["publisher"],
        date_note=text["datenote"],
        date_inferred=plain["dateinferred"] == "yes",
        sources=tuple(plain["checked"].split()),
    ), findings


def _check(kind: AuthorityKind, text: dict[str, str], plain: dict[str, str], others: set[str], report: _Report) -> None:
    if not text["title"] and not text["shorttitle"]:
        report("title", "a record needs its title, or a shorttitle where it has none or none was seen")
    for name in _NEEDED.get(kind, ()):
        if not plain[name]:
            report(name, f"a record of this type needs {name}: its reference is made of it")
    if plain["date"] and not is_iso_date(plain["date"]):
        report("date", f"“{plain['date']}” is no date; write 2008-03-14, 2008-08 or 2008, or leave it out if unsure")
    if plain["partof"] and plain["partof"] not in others:
        report("partof", f"no other record has the key “{plain['partof']}”; {_perhaps(plain['partof'], others)}")
    for name in ("mentioned", "dateinferred"):
        if plain[name] not in ("", "yes", "no"):
            report(name, f"“{plain[name]}” is neither yes nor no")
    if plain["confidence"] not in get_args(Confidence):
        found = f"“{plain['confidence']}” is none of the degrees" if plain["confidence"] else "it is missing"
        report("confidence", f"{found}; write {', '.join(get_args(Confidence))}")
    for name in ("url", "cited", "checked"):
        for address in plain[name].split():
            if not _is_address(address):
                report(name, f"“{address}” is no web address; write it in full, from https:// on, without spaces")
    if len(plain["url"].split()) > 1:
        report("url", "one official address is enough; the others go into cited (by letters) or checked (by editors)")
    if not text["annote"]:
        report("annote", "say in one neutral line what it is", "authority-no-description")


def _same_form(records: tuple[Authority, ...]) -> Iterator[Finding]:
    """Two records of one normal form or symbol: a citation in that form could not be told to belong to either."""
    seen: dict[str, Authority] = {}
    for record in records:
        for form in (record.normal, *record.symbols):
            first = seen.setdefault(normal_key(form), record)
            if first is not record:
                message = f"{record.key}: “{form}” stands for {first.key} as well, {first.path}:{first.line}"
                advice = "; join the two, or tell them apart by symbol, case, date or normal"
                yield Finding(rule="authority-duplicate", message=message + advice, path=record.path, line=record.line)
                break


def _circles(records: tuple[Authority, ...]) -> Iterator[Finding]:
    """Records that are part of one another."""
    parents = {record.key: record.part_of for record in records}
    for record in records:
        chain, key = [record.key], record.part_of
        while key and key not in chain:
            chain.append(key)
            key = parents.get(key, "")
        if key == record.key:
            message = f"{record.key}.partof: the records are part of one another: {' < '.join([*chain, key])}"
            yield Finding(rule="authority-invalid", message=message, path=record.path, line=record.line)


def _several(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip()]


def _people(value: str) -> tuple[str, ...]:
    return tuple(split_name_list(value)) if value else ()


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc


def _perhaps(word: str, known: Iterable[str]) -> str:
    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"perhaps {near[0]}?"
    return f"known are {', '.join(words)}" if len(words) < 30 else "check its spelling"
