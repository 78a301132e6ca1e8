"""Find every place where a letter names an entry of the register.

Whole words; of two forms that begin together the longer counts, and what begins inside a name is part of it, so that a
name inside a longer registered name is that longer name. Time: linear in the letter, times the length of the longest
form; the number of forms does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Block, Note
from build_tools.model.register import Entry, Exclusion, Form, Occurrence
from build_tools.register.load import Loaded
from build_tools.register.text import Token, UnitText, plain, tokens, words
from build_tools.report import Finding


class _Claim(NamedTuple):
    """A form of an entry."""

    entry: Entry
    form: Form
    words: str
    """The form in plain words."""

    def fits(self, found: str, letter: str, *, in_address: bool) -> bool:
        """True where words that are equal but for capitals are the form: a form in small letters has no own ones."""
        if (self.form.letters and letter not in self.form.letters) or (in_address and "." not in self.words):
            return False
        return found == self.words or self.words == self.words.lower()


@dataclass(slots=True)
class _Node:
    """Where the reading of some tokens has led."""

    after: dict[str, _Node] = field(default_factory=dict)
    claims: list[_Claim] = field(default_factory=list)


class Named(NamedTuple):
    """What one letter names."""

    occurrences: tuple[Occurrence, ...]
    """In the order of reading, notes behind the text."""
    forms: frozenset[tuple[str, str]]
    """Key and words of the forms that were found."""
    exclusions: frozenset[tuple[str, int]]
    """Key and number of the exclusions whose words were found."""


class Forms:
    """All forms of a register, ready to be found."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self._top = _Node()
        self._excluding = [entry for entry in loaded.register.entries if entry.exclusions]
        for entry in loaded.register.entries:
            for form in entry.forms:
                self._add(_Claim(entry, form, plain(form.words)))

    def _add(self, claim: _Claim) -> None:
        node = self._top
        for number, token in enumerate(tokens(claim.words)):
            node = node.after.setdefault(token.key if number else token.text.casefold(), _Node())
        if claim not in node.claims:
            node.claims.append(claim)
            node.claims.sort(key=lambda each: not each.form.letters)  # what is said of one letter goes before

    def named(self, edited: EditionLetter) -> Named:
        """Every place of a letter that names an entry, and what was used to find them."""
        units: tuple[Block | Note, ...] = (*edited.letter.blocks, *edited.letter.notes)
        found: list[Occurrence] = []
        seen: set[tuple[str, str]] = set()
        applied: set[tuple[str, int]] = set()
        for unit in units if self._top.after else ():
            for claim, occurrence in self._in_unit(UnitText(unit), edited, applied):
                seen.add((claim.entry.key, claim.words))
                found.append(occurrence)
        return Named(tuple(found), frozenset(seen), frozenset(applied))

    def _in_unit(
        self, text: UnitText, edited: EditionLetter, applied: set[tuple[str, int]]
    ) -> Iterator[tuple[_Claim, Occurrence]]:
        kept_out = self._kept_out(text.text, edited.id, applied)
        # Most words begin no name: they are looked at as bare strings, and become tokens only where a name may begin.
        if not any(word in self._top.after for word in words(text.text.casefold())):
            return
        every = list(tokens(text.text))
        number = 0
        while number < len(every):
            if every[number].text.casefold() not in self._top.after:
                number += 1
                continue
            found = self._longest(every, number, text.text, edited.id, kept_out)
            if found is None:
                number += 1
                continue
            claim, last = found
            start, end = every[number].start, every[last].end
            number = last + 1
            spans = text.spans(start, end)
            if not spans:
                continue
            yield (
                claim,
                Occurrence(
                    key=claim.entry.key,
                    kind=claim.entry.kind,
                    form=claim.form.words,
                    spans=spans,
                    within=text.unit.id,
                    line=edited.letter.witness.line_at(spans[0].start),
                    quote=text.quote(start, end, edited.letter.witness.text),
                ),
            )

    def _longest(
        self, every: Sequence[Token], first: int, text: str, letter: str, kept_out: dict[str, list[tuple[int, int]]]
    ) -> tuple[_Claim, int] | None:
        node: _Node | None = self._top
        best = None
        for number in range(first, len(every)):
            token = every[number]
            node = node.after.get(token.key if number > first else token.text.casefold()) if node else None
            if node is None:
                break
            start, end = every[first].start, token.end
            for claim in node.claims:
                inside = any(a <= start and end <= b for a, b in kept_out.get(claim.entry.key, ()))
                if not inside and claim.fits(text[start:end], letter, in_address=token.in_address):
                    best = claim, number
                    break
        return best

    def _kept_out(self, text: str, letter: str, applied: set[tuple[str, int]]) -> dict[str, list[tuple[int, int]]]:
        """The stretches of a text in which forms do not count, by key of the entry."""
        found: dict[str, list[tuple[int, int]]] = {}
        for entry in self._excluding:
            for number, exclusion in enumerate(entry.exclusions):
                if exclusion.letter in ("", letter):
                    stretches = list(_stretches(text, exclusion))
                    if stretches:
                        applied.add((entry.key, number))
                        found.setdefault(entry.key, []).extend(stretches)
        return found

    def findings(self, read: Iterable[Named]) -> Iterator[Finding]:
        """What the letters that were read say of the register; `read` is what `named` gave for each of them.

        Reports register-name-overlap (two entries claim the same words), register-name-unused (a form that stands as
        one of the letters and that none has), register-invalid (an exclusion that fits no place).
        """
        every = tuple(read)
        seen = frozenset(chain.from_iterable(one.forms for one in every))
        applied = frozenset(chain.from_iterable(one.exclusions for one in every))
        yield from self._overlaps(self._top)
        for entry in self.loaded.register.entries:
            for use, name in (("name", "names"), ("only", "only")):
                forms = [form for form in entry.forms if form.use == use]
                for number, form in enumerate(forms):
                    if (entry.key, plain(form.words)) not in seen:
                        message = (
                            f"“{form.words}” stands in no letter, or only within a longer name: correct it, or move it "
                            "to `azerbaijani`, `armenian` or `other`"
                        )
                        yield self.loaded.fault(entry, "register-name-unused", message, name, number)
            for number, exclusion in enumerate(entry.exclusions):
                if (entry.key, number) not in applied:
                    message = f"“{exclusion.target.exact}” fits no place: correct the words, or take the exclusion out"
                    yield self.loaded.fault(entry, "register-invalid", message, "exclude", number, "exact")

    def _overlaps(self, node: _Node) -> Iterator[Finding]:
        stack = [node]
        while stack:
            node = stack.pop()
            stack += node.after.values()
            for number, claim in enumerate(node.claims):
                for other in node.claims[:number]:
                    if other.entry.key != claim.entry.key and _same(claim, other):
                        message = (
                            f"“{claim.form.words}” is also a form of `{other.entry.key}` "
                            f"({other.entry.path}:{other.entry.line}): say under `only` in which letters it means which"
                        )
                        yield self.loaded.fault(claim.entry, "register-name-overlap", message)


def _stretches(text: str, exclusion: Exclusion) -> Iterator[tuple[int, int]]:
    target = exclusion.target
    exact, prefix, suffix = plain(target.exact), plain(target.prefix), plain(target.suffix)
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        if text[:start].rstrip(" ").endswith(prefix) and text[end:].lstrip(" ").startswith(suffix):
            yield start, end
        start = text.find(exact, start + 1)


def _same(claim: _Claim, other: _Claim) -> bool:
    """True where two forms would claim the same words of the same letter."""
    if bool(claim.form.letters) != bool(other.form.letters):
        return False  # what is said of one letter goes before what is said of all
    if claim.form.letters and not set(claim.form.letters) & set(other.form.letters):
        return False
    return claim.words == other.words or claim.words.islower() or other.words.islower()
