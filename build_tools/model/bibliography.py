"""The bibliography: all authorities of an edition in order, and the ways to look one up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from build_tools.model.authority import Authority

# Hyphens and dashes that print alike; transcriptions have any of them inside a symbol.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe63\uff0d"), "-")
_QUOTES = {**dict.fromkeys(map(ord, "‘’‚‛ʼ′`´"), "'"), **dict.fromkeys(map(ord, "“”„‟«»″"), '"')}
# Where a parallel symbol begins: A/78/609-S/2023/900, never the hyphen inside one part.
_PARALLEL = re.compile(r"\s*-\s*(?=[A-Z]{1,8}/)")
_YEAR = re.compile(r"\(\d{4}\)$")
_ANNEX = re.compile(r",\s*annex\b[^,]*$", re.IGNORECASE)


def symbol_key(symbol: str) -> str:
    """Bring a UN symbol to the form in which two prints of it are equal: no spaces, one hyphen, one case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", symbol.translate(_HYPHENS))).casefold()


def name_key(name: str) -> str:
    """Bring a title or nickname to the form in which two prints of it are equal.

    One case, straight quotation marks, plain hyphens, single spaces, no article before it.
    """
    plain = unicodedata.normalize("NFKC", name.translate(_HYPHENS).translate(_QUOTES)).casefold()
    return re.sub(r"^the ", "", " ".join(plain.split()))


def normal_key(normal: str) -> str:
    """Bring a normal form to the form in which two writings of it are equal; spaces do not count.

    `S/RES/822 (1993)` is printed with and without its space.
    """
    return name_key(normal).replace(" ", "")


def address_key(address: str) -> str:
    """Bring an address to the form in which two writings of it are equal.

    Without scheme, `www.`, fragment and last slash; the host in one case; percent signs decoded. Query kept.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # "http://[" and the like: what a letter prints need not be an address
        return address.strip()
    if not parts.netloc:
        return address.strip()
    host = parts.netloc.casefold().removeprefix("www.")
    return host + unquote(parts.path).rstrip("/") + (f"?{unquote(parts.query)}" if parts.query else "")


def parallel_symbols(symbol: str) -> tuple[str, ...]:
    """Give a symbol as it is, then each of its parallel halves with the part that all share.

    `A/74/676-S/2020/90, annex` gives itself, `A/74/676, annex` and `S/2020/90, annex`.
    """
    symbol = " ".join(symbol.translate(_HYPHENS).split())
    tail = _ANNEX.search(symbol)
    stem, part = (symbol[: tail.start()], symbol[tail.start() :]) if tail else (symbol, "")
    halves = [half for half in _PARALLEL.split(stem) if half]
    return (symbol, *(half + part for half in halves)) if len(halves) > 1 else (symbol,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """All records of `annotations/authorities/*.bib`, in the order of files and of the records in them.

    Lookups that can fit several records give all of them, in that order: the caller decides, nothing is guessed.
    """

    authorities: tuple[Authority, ...] = ()
    _keys: Mapping[str, Authority] = field(init=False, repr=False, compare=False)
    _normals: Mapping[str, Authority] = field(init=False, repr=False, compare=False)
    _symbols: Mapping[str, tuple[Authority, ...]] = field(init=False, repr=False, compare=False)
    _annexes: Mapping[str, tuple[Authority, ...]] = field(init=False, repr=False, compare=False)
    _names: Mapping[str, tuple[Authority, ...]] = field(init=False, repr=False, compare=False)
    _addresses: Mapping[str, tuple[Authority, ...]] = field(init=False, repr=False, compare=False)
    _children: Mapping[str, tuple[Authority, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        records = self.authorities
        indexes: dict[str, Mapping[str, object]] = {
            "_keys": {a.key: a for a in records},
            # the first of two keeps the place, as the loader says when it reports the second
            "_normals": {normal_key(a.normal): a for a in reversed(records)},
            "_symbols": _index((k, a) for a in records for s in a.symbols for k in _symbol_keys(s)),
            "_annexes": _index(
                (symbol_key(_ANNEX.sub("", s)), a) for a in records for s in a.symbols if _ANNEX.search(s)
            ),
            "_names": _innermost(
                _index((name_key(n), a) for a in records for n in (a.title, a.short_title, *a.names) if n)
            ),
            "_addresses": _index((address_key(u), a) for a in records for u in (a.official_url, *a.addresses) if u),
            "_children": _index((a.part_of, a) for a in records if a.part_of),
        }
        for name, index in indexes.items():
            object.__setattr__(self, name, index)

    def by_key(self, key: str) -> Authority | None:
        """The record of this key."""
        return self._keys.get(key)

    def by_normal(self, normal: str) -> Authority | None:
        """The record of this normal form, whatever its capitals, quotation marks and spaces."""
        return self._normals.get(normal_key(normal))

    def by_symbol(self, symbol: str) -> tuple[Authority, ...]:
        """Records with this very UN symbol, whole or one parallel half; a year in brackets may be left out.

        `S/2011/45` does not give what is annexed to it: that is `annexed_to`, or `by_symbol("S/2011/45, annex")`.
        """
        return self._symbols.get(symbol_key(symbol), ())

    def annexed_to(self, symbol: str) -> tuple[Authority, ...]:
        """Records that stand in an annex of the document with this symbol, whole or one parallel half."""
        return self._annexes.get(symbol_key(symbol), ())

    def by_name(self, name: str) -> tuple[Authority, ...]:
        """Records with this title, short title, nickname or abbreviation, whatever its capitals, quotes and spaces.

        A name that a record shares with its own annex means the annex: a code, not the resolution that adopts it.
        """
        return self._names.get(name_key(name), ())

    def by_address(self, address: str) -> tuple[Authority, ...]:
        """Records whose official address, or an address cited in letters, is this one."""
        return self._addresses.get(address_key(address), ())

    def children(self, key: str) -> tuple[Authority, ...]:
        """Records that are part of the record of this key."""
        return self._children.get(key, ())


def _symbol_keys(symbol: str) -> tuple[str, ...]:
    key = symbol_key(symbol)
    # letters and footnotes often leave the year out: S/RES/874 for S/RES/874 (1993)
    return (key, _YEAR.sub("", key)) if _YEAR.search(key) else (key,)


def _innermost(index: dict[str, tuple[Authority, ...]]) -> dict[str, tuple[Authority, ...]]:
    wholes = {name: {a.part_of for a in records} for name, records in index.items()}
    return {name: tuple(a for a in records if a.key not in wholes[name]) for name, records in index.items()}


def _index(pairs: Iterable[tuple[str, Authority]]) -> dict[str, tuple[Authority, ...]]:
    found: dict[str, dict[str, Authority]] = {}
    for key, authority in pairs:
        found.setdefault(key, {})[authority.key] = authority
    return {key: tuple(records.values()) for key, records in found.items()}
