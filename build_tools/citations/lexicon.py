"""Names of instruments in a text: looked up word by word, because a pattern of five hundred names would be slow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from build_tools.citations.branches import branches
from build_tools.citations.found import Found, Item
from build_tools.citations.fragments import fragments
from build_tools.citations.reading import Reading, Whole
from build_tools.citations.signs import plain, small
from build_tools.citations.vocabulary import Instrument, vocabulary
from build_tools.model.authority import Authority

_TWO_WORDS = re.compile(r"([\w'-]+)(?: (\(?[\w'-]+\)?))?")
_FIRST_WORD = re.compile(r"[\w'-]+")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:18|19|20)\d\d \Z")
_COUNT_BEFORE = re.compile(r"(?<!\w)(?:[Ff]our|[Tt]wo|[Tt]hree|[Bb]oth) \Z")
_BRACKETED = re.compile(r"\"? ?\(([A-Z][A-Za-z]{1,9}(?: [IVX]{1,3})?)\)")
# an abbreviation before these stands for a body, a part of a symbol or a thing
_NO_INSTRUMENT = re.compile(
    r" (?:to|on|of|annexed|relating) (?:the )?[A-Z]|"
    r"[/-]|'s? (?:[A-Z]|jurisdiction|case)| (?:Committee|Secretariat|Working|Reports|scans?|Statute|Convention|\d)"
)


_MORE = 4


class Name(NamedTuple):
    """One name of an instrument."""

    lower: str
    exact: str
    """The name with its capitals where these must agree, else empty."""
    title: str
    """Normal form of the instrument."""
    source: str
    """shipped or record."""
    form: str
    """named, short (an abbreviation) or article (an abbreviation that means the instrument only behind an article)."""


_NONE: tuple[int, dict[str, list[Name]]] = (0, {})


class Lexicon:
    """All names by their first two words."""

    def __init__(self, names: Iterable[Name]) -> None:
        names = tuple(names)
        self._by_words: dict[tuple[str, str], list[Name]] = {}
        for name in names:
            words = _TWO_WORDS.match(name.lower)
            if words:
                self._by_words.setdefault((words[1], words[2] or ""), []).append(name)
        for group in self._by_words.values():
            group.sort(key=lambda name: -len(name.lower))
        # many names have the same two words: those of two words are kept by as many letters as the shortest has
        self._groups: dict[tuple[str, str], tuple[int, dict[str, list[Name]]]] = {}
        for words_of, group in self._by_words.items():
            length = len(group[-1].lower)
            by_letters: dict[str, list[Name]] = {}
            for name in group:
                by_letters.setdefault(name.lower[:length], []).append(name)
            self._groups[words_of] = length, by_letters
        firsts = {first for first, _ in self._by_words}
        # first words with the letters behind them; the words alone where a name ends before so many letters
        self._beginnings: set[str] = set()
        self._alone: set[str] = set()
        for name in names:
            words = _FIRST_WORD.match(name.lower)
            if words:
                end = words.end() + _MORE
                if len(name.lower) < end:
                    self._alone.add(words[0])
                else:
                    self._beginnings.add(name.lower[:end])
        # a capital, then the rest of the word in small letters, in capitals, or as initials have it
        spellings = {spelling for first in firsts for spelling in (first[:1].upper() + first[1:], first.upper())}
        exact = {words[0] for name in names if name.exact and (words := _FIRST_WORD.match(name.exact))}
        self._first = re.compile(rf"{branches(spellings | exact)}(?![\w'-])" if spellings else "(?!)")

    def find(self, text: str, lower: str) -> Iterator[tuple[int, int, Name]]:
        """Every name in a text, the longest at each word; a name within a name is not given.

        Shipped names and those of records are found apart: one place may give a name of each source.
        """
        behind = {"shipped": 0, "record": 0}
        beginnings, alone = self._beginnings, self._alone
        for begun in self._first.finditer(text):
            start, end = begun.span()
            if lower[start : end + _MORE] not in beginnings and lower[start:end] not in alone:
                continue  # most words that begin a name begin none here
            if start < behind["shipped"] and start < behind["record"]:
                continue
            if start and (text[start - 1].isalnum() or text[start - 1] in "/_@"):
                continue
            words = _TWO_WORDS.match(lower, start)
            if not words:
                continue
            first, second = words.groups("")
            length, group = self._groups.get((first, second), _NONE)
            names = group.get(lower[start : start + length], ())
            if second and (first, "") in self._groups:
                names = (*names, *self._by_words[first, ""])
            for name in names:
                end = start + len(name.lower)
                if (
                    start < behind[name.source]
                    or not lower.startswith(name.lower, start)
                    or text[end : end + 1].isalnum()
                ):
                    continue
                if name.exact and not text.startswith(name.exact, start):
                    continue
                behind[name.source] = end
                yield start, end, name


@cache
def shipped_names() -> tuple[Name, ...]:
    """The names of the shipped instruments."""
    names: dict[str, Name] = {}
    for instrument in vocabulary().instruments:
        for text in instrument.names:
            lower = small(plain(text))
            names.setdefault(lower, Name(lower, "", instrument.title, "shipped", "named"))
        for form, texts in (("short", instrument.short), ("article", instrument.after_article)):
            for text in texts:
                names.setdefault(small(text), Name(small(text), text, instrument.title, "shipped", form))
    return tuple(names.values())


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon of the shipped instruments alone."""
    return Lexicon(shipped_names())


_NAMED_KINDS = frozenset({"treaty", "code", "legislation", "book", "report"})
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]{1,6}")


def record_names(authorities: Iterable[Authority]) -> Iterator[Name]:
    """Names that only records give: titles and abbreviations of treaties, codes, laws, books and reports.

    A name that is shipped keeps its shipped normal form. Names of a single small word tell nothing and are left out.
    """
    known = {name.lower for name in shipped_names()}
    for record in authorities:
        if record.kind not in _NAMED_KINDS:
            continue
        for text in dict.fromkeys((record.title, record.short_title, *record.names)):
            lower = small(plain(text))
            if not text or lower in known:
                continue
            if _INITIALS.fullmatch(text):
                yield Name(lower, text, record.normal, "record", "short")
            elif len(text.split()) > 1 and text[:1].isupper():
                yield Name(lower, "", record.normal, "record", "named")


@cache
def _date_behind() -> re.Pattern[str]:
    return re.compile(rf",? of (?:{fragments()['DATE']}|(?:18|19|20)\d\d(?!\d))")


@cache
def _titles() -> dict[str, Instrument]:
    return {instrument.title: instrument for instrument in vocabulary().instruments}


def instrument_of(title: str) -> Instrument | None:
    """The shipped instrument of a normal form."""
    return _titles().get(title)


def read_names(whole: Whole, lexicon: Lexicon) -> Iterator[Found]:
    """Instruments by name, with year and date, and with the abbreviation that follows in brackets."""
    for begin, stop, name in lexicon.find(whole.text, whole.lower):
        number, start = whole.locate(begin)
        reading = whole.readings[number]
        text, end = reading.text, start + stop - begin
        if name.form != "named" and (_NO_INSTRUMENT.match(text, end) or text[max(start - 1, 0) : start] in ("(", "-")):
            continue
        first = start
        if name.form == "named":
            figure = text[max(start - 2, 0) : max(start - 1, 0)].isdigit()
            before = _YEAR_BEFORE.search(text, max(start - 6, 0), start) if figure else None
            instrument = instrument_of(name.title)
            if not before and instrument and instrument.collection:
                before = _COUNT_BEFORE.search(text, max(start - 7, 0), start)
            if before:
                first = before.start()
            behind = _date_behind().match(text, end) if text.startswith((" of ", ", of "), end) else None
            if behind:
                end = behind.end()
            bracketed = _BRACKETED.match(text, end) if "(" in text[end : end + 3] else None
            if bracketed and _stands_for(bracketed[1], name.title):
                end = bracketed.end()
        yield Found(
            reading=reading,
            form="named" if name.form == "named" else "short",
            kind="instrument",
            start=first,
            end=end,
            items=(Item(name.title, first, end),),
            facts={
                "title": name.title,
                "abbreviation": name.form if name.form != "named" else "",
                "listed": "yes",
                "source": name.source,
            },
        )


def _stands_for(letters: str, title: str) -> bool:
    """True for a known abbreviation of an instrument, or its initials."""
    instrument = instrument_of(title)
    if instrument and letters in (*instrument.short, *instrument.after_article):
        return True
    return letters.isupper() and letters == "".join(word[0] for word in re.findall(r"\b[A-Z]\w*", title))


_ORDINALS = {"1st": "First", "2nd": "Second", "3rd": "Third", "4th": "Fourth"}
_ROMAN = {"I": "First", "II": "Second", "III": "Third", "IV": "Fourth"}


@cache
def _members() -> re.Pattern[str]:
    one = r"(?:First|Second|Third|Fourth|1st|2nd|3rd|4th)"
    roman = r"(?:IV|I{1,3})"
    name = "Geneva Conventions|Additional Protocols"
    several = rf"(?P<before>{one}(?:(?:, (?:and )?| and ){one}){{1,3}}) (?P<collection>{name})"
    numbers = rf"(?P<behind>{roman}(?:(?:, (?:and )?| and | to | ?- ?){roman}){{1,3}})"
    return re.compile(rf"(?<!\w)(?:{several}|(?P<collection_first>{name}) {numbers})(?!\w)")


def read_members(whole: Whole) -> Iterator[Found]:
    """Several of a collection: `First and Third Geneva Conventions`, `Additional Protocols I and II`."""
    named = {number for name in ("Geneva Conventions", "Additional Protocols") for number, _ in whole.places(name)}
    for number in sorted(named):
        yield from _members_of(whole.readings[number])


def _members_of(reading: Reading) -> Iterator[Found]:
    for match in _members().finditer(reading.text):
        name = match["collection"] or match["collection_first"]
        collection = next(one for one in vocabulary().instruments if one.collection == name)
        group = "before" if match["before"] else "behind"
        offset = match.start(group)
        items: list[Item] = []
        order = list(collection.members)
        previous = -1
        for word in re.finditer(r"[\w]+|-", match[group]):
            number = word.group()
            key = next(
                (k for k in (number, _ORDINALS.get(number, ""), _ROMAN.get(number, "")) if k in collection.members), ""
            )
            if key:
                between = match[group][items[-1].end - offset : word.start()] if items else ""
                if items and ("-" in between or " to " in between):
                    for skipped in order[previous + 1 : order.index(key)]:
                        items.append(Item(collection.members[skipped], offset + word.start(), offset + word.end()))
                items.append(Item(collection.members[key], offset + word.start(), offset + word.end()))
                previous = order.index(key)
        if len(items) > 1:
            yield Found(
                reading=reading,
                form="named",
                kind="instrument",
                start=match.start(),
                end=match.end(),
                items=tuple(items),
                facts={"title": collection.title, "listed": "yes"},
            )
