"""From normal forms to records: which authority of the bibliography a citation means, if exactly one fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from build_tools.citations.found import Found, Item
from build_tools.citations.lexicon import Lexicon, instrument_of, record_names, shipped_names
from build_tools.citations.normal import court
from build_tools.citations.signs import plain, small
from build_tools.citations.vocabulary import vocabulary
from build_tools.model.authority import Authority, AuthorityKind
from build_tools.model.bibliography import Bibliography

_RULINGS: frozenset[AuthorityKind] = frozenset({"order", "judgment"})
_INSTRUMENTS: frozenset[AuthorityKind] = frozenset({"treaty", "code", "legislation", "report", "book", "statement"})
_SMALL_WORDS = frozenset("the of and for to on in by from a an at with dated addressed".split())


class Match(NamedTuple):
    """Records that fit, and whether the date or number that the letter prints disagrees with the one record."""

    records: tuple[Authority, ...]
    doubt: str = ""
    """What the record has instead."""


class Index:
    """A bibliography with the look-ups that only citations need."""

    def __init__(self, bibliography: Bibliography) -> None:
        self.bibliography = bibliography
        self.names = Lexicon((*shipped_names(), *record_names(bibliography.authorities)))
        """Names of instruments: the shipped ones, and those that only records give."""
        self._known: dict[tuple[str, ...], Match] = {}
        self.by_date: dict[str, list[Authority]] = {}
        self.by_number: dict[str, list[Authority]] = {}
        self.by_title: list[tuple[str, Authority]] = []
        for record in bibliography.authorities:
            if record.date:
                self.by_date.setdefault(record.date, []).append(record)
            for symbol in record.symbols:
                self.by_number.setdefault(re.sub(r" ?\(\d{4}\)$", "", symbol), []).append(record)
            for name in (record.title, record.short_title, *record.names):
                if name:
                    self.by_title.append((_title_key(name), record))

    def match(self, one: Found, item: Item) -> Match:
        """The records that one authority of a citation may mean; what was looked up once is remembered."""
        printed = one.reading.text[item.start : item.end]
        asked = (one.kind, item.authority, item.date, item.year, one.facts.get("case", ""), printed)
        known = self._known.get(asked)
        if known is None:
            known = self._known[asked] = self._match(one, item)
        return known

    def _match(self, one: Found, item: Item) -> Match:
        if one.kind in ("resolution", "symbol"):
            return self._numbered(item)
        if one.kind == "ruling":
            return self._ruling(one, item)
        if one.kind == "instrument":
            return Match(self._named(one, item))
        if one.kind == "document":
            return Match(self._document(one, item))
        if one.kind == "titled":
            return Match(self._titled(one, item))
        if one.kind == "address":
            return Match(_distinct(self.bibliography.by_address(one.facts["address"])))
        record = self.bibliography.by_normal(item.authority)
        if record:
            return Match((record,))
        if one.kind == "application" and one.facts.get("number"):
            number = one.facts["number"]
            return Match(
                tuple(a for a in self.bibliography.authorities if number and number in re.split(r"[ ,;]+", a.number))
            )
        if one.kind == "series":
            return Match(self._series(item.authority))
        return Match(_distinct(self.bibliography.by_name(item.authority)))

    def by_normal(self, normal: str) -> tuple[Authority, ...]:
        """The record of a normal form, or of a symbol with its annex."""
        record = self.bibliography.by_normal(normal)
        return (record,) if record else _distinct(self.bibliography.by_symbol(normal))

    def _numbered(self, item: Item) -> Match:
        normal = item.authority
        bibliography = self.bibliography
        records = bibliography.by_symbol(normal)
        if not records:
            halves = normal.split("-") if re.search(r"-[A-Z]{1,8}/", normal) else []
            records = tuple(a for half in halves for a in bibliography.by_symbol(half))
        if records:
            return Match(_distinct(records), _date_doubt(item, records))
        annexed = bibliography.annexed_to(normal)
        if annexed:
            return Match(_distinct(annexed))
        stem = re.sub(r" \(\d{4}\)$", "", normal)
        others = _distinct(self.by_number.get(stem, ()))
        if stem != normal and len(others) == 1:
            return Match(others, others[0].date)
        return Match(())

    def _ruling(self, one: Found, item: Item) -> Match:
        record = self.bibliography.by_normal(item.authority)
        if record:
            return Match((record,))
        facts = one.facts
        known = [
            a for a in self.by_date.get(item.date, ()) if a.kind in _RULINGS and court(a.body).short == facts["court"]
        ]
        if not known and facts["court"]:
            known = [
                a
                for a in self.by_date.get(item.date, ())
                if a.kind in _RULINGS
                and facts["court"] in (vocabulary().courts.get(a.body.lower(), ""), _court_of(a.body))
            ]
        if facts["case"]:
            same = [a for a in known if small(plain(a.case)) == small(plain(facts["case"]))]
            return Match(tuple(same))
        return Match(tuple(known))

    def _named(self, one: Found, item: Item) -> tuple[Authority, ...]:
        instrument = instrument_of(item.authority)
        printed = one.reading.text[item.start : item.end]
        names = [
            item.authority,
            printed,
            *(instrument.names if instrument else ()),
            *(instrument.short if instrument else ()),
        ]
        for name in dict.fromkeys(names):
            found = _distinct(a for a in self.bibliography.by_name(name) if a.kind in _INSTRUMENTS)
            if len(found) == 1:
                return found
        record = self.bibliography.by_normal(item.authority)
        if record and record.kind in _INSTRUMENTS:
            return (record,)
        if instrument:
            return ()
        # a title cut short: Code of Practice for Observers [of the Council]
        key = _title_key(item.authority)
        return _distinct(
            a for title, a in self.by_title if a.kind in _INSTRUMENTS and len(key) > 20 and title.startswith(key + " ")
        )

    def _document(self, one: Found, item: Item) -> tuple[Authority, ...]:
        kinds = next((noun.kinds for noun in vocabulary().nouns if noun.noun == one.facts["noun"]), frozenset())
        known = [a for a in self.by_date.get(item.date, ()) if a.kind in kinds]
        words = _telling(one.facts["words"])
        scored = [(_share(words, a), a) for a in known]
        good = [a for share, a in scored if share >= 0.6]
        if len(good) > 1:  # the whole and what stands in it: the one whose kind and names fit best
            best = max(share for share, _ in scored)
            good = [a for share, a in scored if share == best]
        return _distinct(good)

    def _titled(self, one: Found, item: Item) -> tuple[Authority, ...]:
        key = _title_key(one.facts["title"])
        of_resolution = one.facts["noun"] == "resolution"
        found = _distinct(
            a
            for title, a in self.by_title
            if title == key
            and ((a.kind == "resolution") == of_resolution)
            and (not item.date or not a.date or a.date.startswith(item.date[:4]))
        )
        if not found and not of_resolution:
            # the year is known to be that of the book; a volume may be left out
            found = _distinct(
                a for title, a in self.by_title if a.kind == "book" and (key.startswith(title) or title.startswith(key))
            )
        return found

    def _series(self, normal: str) -> tuple[Authority, ...]:
        numbers = re.findall(r"\d+", normal)
        if len(numbers) < 2:
            return ()
        return _distinct(
            a
            for a in self.bibliography.authorities
            for text in (*a.symbols, a.reference, a.number)
            if re.search(rf"vol\. {numbers[0]}\b", text) and re.search(rf"[Nn]o\. {numbers[1]}\b", text)
        )


_last: list[Index] = []


def index_of(bibliography: Bibliography) -> Index:
    """The index of a bibliography, made once; the last one is kept, for letters come one after another."""
    if not _last or _last[0].bibliography is not bibliography:
        _last[:] = [Index(bibliography)]
    return _last[0]


def _distinct(records: Iterable[Authority]) -> tuple[Authority, ...]:
    return tuple({record.key: record for record in records}.values())


def _court_of(body: str) -> str:
    """The court of a body with more words: European Court of Human Rights (Grand Chamber)."""
    lower = small(plain(body))
    names = sorted(vocabulary().courts.items(), key=lambda pair: -len(pair[0]))
    return next((short for name, short in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lower)), "")


def _title_key(title: str) -> str:
    """A title in the form in which two prints of it are equal: volume, case, punctuation."""
    words = re.findall(r"\w+", re.sub(r"\bvol\b", "volume", small(plain(title)).replace("vol.", "volume")))
    return " ".join(words)


def _date_doubt(item: Item, records: Sequence[Authority]) -> str:
    """The record's date where the letter prints another."""
    if len({record.key for record in records}) != 1 or not records[0].date:
        return ""
    recorded = records[0].date
    if item.date:
        length = min(len(recorded), len(item.date))
        return recorded if item.date[:length] != recorded[:length] else ""
    if item.year:
        return recorded if item.year != recorded[:4] else ""
    return ""


def _telling(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", small(plain(text)).replace("united nations", "un").replace("u.n.", "un"))
    return frozenset(word for word in words if word not in _SMALL_WORDS)


def _share(words: frozenset[str], record: Authority) -> float:
    """How many of the words that a citation uses the record has too, from 0 to 1."""
    text = " ".join(
        (record.title, record.short_title, *record.names, record.body, *record.author, record.kind.replace("-", " "))
    )
    known = _telling(text)
    return len(words & known) / len(words) if words else 0.0
