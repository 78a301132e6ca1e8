"""Declared links: words that only describe an authority, and what an editor decides where the rules may not guess.

`annotations/citations/declared.yml` holds a list `links`; each entry names the letter, quotes the words, gives the keys
of the records, a reason for readers, and how sure the reading is. An entry without keys says: this is no citation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from build_tools.citations.formfiles import DECLARED, FOLDER
from build_tools.citations.publish import Edges
from build_tools.citations.reading import Reading
from build_tools.citations.signs import plain
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Certainty, Citation, CitationForm, Cited, Pinpoint
from build_tools.report import Finding
from build_tools.yamlfile import Located, Steps, read_yaml

_FIELDS = ("letter", "quote", "prefix", "suffix", "keys", "pin", "form", "reason", "certainty")
_NEEDED = ("letter", "quote", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One entry of the file."""

    letter: str
    """Id of the letter."""
    quote: str
    """The words as a reader reads them; with `prefix` and `suffix` they stand in the letter exactly once."""
    prefix: str
    suffix: str
    keys: tuple[str, ...]
    """Keys of records; empty where the words are no citation."""
    pin: str
    """The pinpoint, as printed within the quote; may be empty."""
    form: CitationForm
    reason: str
    certainty: Certainty
    path: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Declarations:
    """All entries of an edition."""

    links: tuple[Declared, ...] = ()

    def for_letter(self, letter: str) -> tuple[Declared, ...]:
        """The entries of one letter, by its id."""
        return tuple(link for link in self.links if link.letter == letter)


def load_declared(root: Path) -> tuple[Declarations, tuple[Finding, ...]]:
    """Read `annotations/citations/declared.yml`; without the file there are none.

    Reports data-unreadable and data-invalid with file and line, all at once; an entry with a fault is left out.
    """
    file = root / FOLDER / DECLARED
    shown = (FOLDER / DECLARED).as_posix()
    if not file.is_file():
        return Declarations(), ()
    located, unread = read_yaml(file, shown)
    findings = list(unread)
    if located is None:
        return Declarations(), unread
    links: list[Declared] = []
    for name in located.data:
        if name != "links":
            findings.append(_fault(located, shown, (name,), f"{name}: the file holds one list, `links`"))
    entries = located.data.get("links") or []
    if not isinstance(entries, list):
        findings.append(_fault(located, shown, ("links",), "links: must be a list"))
        entries = []
    for index, entry in enumerate(entries):
        faults = list(_faults(index, entry, located, shown))
        findings += faults
        if not faults:
            links.append(_link(entry, shown, located.place(("links", index))))
    return Declarations(links=tuple(links)), tuple(findings)


def _fault(located: Located, shown: str, steps: Steps, message: str) -> Finding:
    line, column = located.place(steps)
    return Finding(rule="data-invalid", message=message, path=shown, line=line, column=column)


def _faults(index: int, entry: Any, located: Located, shown: str) -> Iterator[Finding]:
    def fault(field: str, message: str) -> Finding:
        steps: Steps = ("links", index, field) if field else ("links", index)
        path = f"links[{index}].{field}" if field else f"links[{index}]"
        return _fault(located, shown, steps, f"{path}: {message}")

    if not isinstance(entry, dict):
        yield fault("", f"must be a map of fields: {', '.join(_FIELDS)}")
        return
    for name, value in entry.items():
        if name not in _FIELDS:
            yield fault(name, f"no entry has this field; known are {', '.join(_FIELDS)}")
        elif name == "keys":
            if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
                yield fault(name, "must be a list of keys of records; an empty one says that this is no citation")
        elif not isinstance(value, str) and value is not None:
            yield fault(name, "must be text")
    for name in _NEEDED:
        if not entry.get(name):
            yield fault(name if name in entry else "", f"{name} is needed")
    if "keys" not in entry:
        yield fault("", "keys is needed; an empty list says that this is no citation")
    for name, allowed in (("form", get_args(CitationForm)), ("certainty", get_args(Certainty))):
        if entry.get(name) is not None and entry[name] not in allowed:
            yield fault(name, f"must be one of {', '.join(allowed)}; it is {entry[name]}")
    pin = entry.get("pin")
    if isinstance(pin, str) and isinstance(entry.get("quote"), str) and pin not in entry["quote"]:
        yield fault("pin", "must be words of the quote")


def _link(entry: dict[str, Any], shown: str, place: tuple[int, int]) -> Declared:
    return Declared(
        letter=entry["letter"],
        quote=entry["quote"],
        prefix=entry.get("prefix") or "",
        suffix=entry.get("suffix") or "",
        keys=tuple(entry["keys"]),
        pin=entry.get("pin") or "",
        form=cast(CitationForm, entry.get("form") or "described"),
        reason=" ".join(entry["reason"].split()),
        certainty=cast(Literal["high", "low"], entry.get("certainty") or "high"),
        path=shown,
        line=place[0],
        column=place[1],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A declared entry and the one place that it quotes."""

    declared: Declared
    reading: Reading
    start: int
    end: int


def place(declared: Sequence[Declared], readings: Sequence[Reading]) -> tuple[list[Placed], list[Finding]]:
    """Find the one place of each entry.

    Reports declared-quote-missing and declared-quote-ambiguous at the entry. Source: W3C Web Annotation Data Model,
    4.2.4, text quote selector.
    """
    placed: list[Placed] = []
    findings: list[Finding] = []
    for one in declared:
        before, quote, after = (_key(text) for text in (one.prefix, one.quote, one.suffix))
        whole = before + quote + after
        hits: list[tuple[Reading, int]] = []
        for reading in readings:
            at = reading.text.find(whole) if quote else -1
            while at >= 0:
                hits.append((reading, at + len(before)))
                at = reading.text.find(whole, at + 1)
        if len(hits) == 1:
            reading, at = hits[0]
            placed.append(Placed(declared=one, reading=reading, start=at, end=at + len(quote)))
            continue
        rule = "declared-quote-ambiguous" if hits else "declared-quote-missing"
        message = (
            f"links: “{one.quote}” stands {len(hits)} times in {one.letter}; add a prefix or suffix"
            if hits
            else f"links: “{one.quote}” does not stand in {one.letter}; quote the words as they are printed"
        )
        findings.append(Finding(rule=rule, message=message, path=one.path, line=one.line, column=one.column))
    return placed, findings


def _key(text: str) -> str:
    return plain(text).replace("\n", " ")


def declared_citation(
    placed: Placed, bibliography: Bibliography | None, edges: Edges
) -> tuple[Citation | None, list[Finding]]:
    """The citation that an editor declares; None for an entry that says that words are no citation.

    Reports declared-key-unknown at the entry.
    """
    one, reading = placed.declared, placed.reading
    findings: list[Finding] = []
    cited: list[Cited] = []
    spans = edges.widen(reading.spans(placed.start, placed.end))
    for key in one.keys:
        record = bibliography.by_key(key) if bibliography else None
        if record is None:
            message = f"links: no record has the key {key}; add it under annotations/authorities or correct it"
            findings.append(
                Finding(rule="declared-key-unknown", message=message, path=one.path, line=one.line, column=one.column)
            )
        else:
            cited.append(Cited(record.normal, key, spans))
    if not cited:
        return None, findings
    pin = None
    if one.pin:
        at = reading.text.index(_key(one.pin), placed.start)
        pinned = reading.spans(at, at + len(one.pin))
        pin = Pinpoint(reading.printed(pinned), pinned)
    citation = Citation(
        within=reading.within,
        line=reading.letter.witness.line_at(spans[0].start),
        spans=spans,
        quote=reading.words(placed.start, placed.end),
        form=one.form,
        authorities=tuple(cited),
        pin=pin,
        declared=True,
        certainty=one.certainty,
        reason=one.reason,
    )
    return citation, findings
