"""Compare what the transcription shows of a letter with what the editors declare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from build_tools.model.edition import Declaration, Party
from build_tools.model.letter import Letter
from build_tools.report import Finding

# Articles and the like, and forms of address: a declaration may leave them out or put them in.
_ARTICLES = ("a", "an", "the", "of", "to", "and", "at", "in", "for")
_ADDRESSES = ("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "madam", "he", "h", "e", "hon")
_LIGHT_WORDS = frozenset((*_ARTICLES, *_ADDRESSES))


def differences(declaration: Declaration, letter: Letter) -> tuple[Finding, ...]:
    """Report each field that the transcription shows and the declaration leaves blank or contradicts.

    A field named under `differs` is answered by its reason and not reported; an answer to nothing is. Reports
    declaration-differs, at the line of the field.
    """
    found = dict(_differences(declaration, letter))
    reported = [_finding(declaration, name, told) for name, told in found.items() if name not in declaration.differs]
    stale = [
        _finding(declaration, "differs", "the transcription shows nothing else any more; take the answer out", name)
        for name in declaration.differs
        if name not in found
    ]
    return (*reported, *stale)


def _differences(declaration: Declaration, letter: Letter) -> Iterator[tuple[str, str]]:
    single: tuple[tuple[str, str | None, str], ...] = (
        # "other" is what a parser says that saw no sign of a kind, so nothing contradicts it.
        ("kind", None if letter.kind == "other" else letter.kind, declaration.kind),
        ("date", letter.date, declaration.date),
        ("place", letter.place, declaration.place),
        ("reference", letter.reference, declaration.reference),
        ("symbol", letter.symbol, declaration.symbol),
    )
    for name, seen, declared in single:
        if seen and _folded(seen) != _folded(declared):
            yield name, _told(seen, declared)
    for name, shown, parties in (
        ("sender", letter.sender, declaration.sender),
        ("recipients", letter.recipients, declaration.recipients),
    ):
        if strangers := [one for one in shown if not any(_same_party(one, party) for party in parties)]:
            yield name, _told("; ".join(map(_line, strangers)), "; ".join(party.name for party in parties))


def _told(seen: str, declared: str) -> str:
    says = f"the declaration has “{declared}”" if declared else "the declaration leaves it blank"
    return f"the transcription shows “{_line(seen)}”, {says}. Correct the field, or give the reason under `differs`"


def _finding(declaration: Declaration, name: str, told: str, inner: str = "") -> Finding:
    line = declaration.lines.get(name, 1)
    path = f"{name}.{inner}" if inner else name
    return Finding(rule="declaration-differs", message=f"{path}: {told}", path=declaration.path, line=line)


def _same_party(seen: str, party: Party) -> bool:
    """True when one side's words occur in the other's: letters add titles, shorten a name, or give an office alone."""
    there, name, office = _words(seen), _words(party.name), _words(party.office)
    return there <= name | office or any(words and words <= there for words in (name, office))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", _folded(text))) - _LIGHT_WORDS


def _folded(text: str) -> str:
    """Fold case, accents, punctuation's look and space: what a difference of print, not of content, may touch."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _line(plain.casefold().translate({0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"}))


def _line(text: str) -> str:
    return " ".join(text.split())
