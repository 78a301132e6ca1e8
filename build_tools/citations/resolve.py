"""Resolution: what each citation stands for, with the rule and the chain for the reader to see.

Where two antecedents fit, neither is taken: the citation keeps its place with its candidates, and an editor decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from build_tools.citations.back import Antecedents
from build_tools.citations.bare import Provisions, normals, replace_place
from build_tools.citations.found import Found, Item
from build_tools.citations.keys import Index
from build_tools.citations.meaning import Doubt, Meaning, Meant, through
from build_tools.citations.orders import by_party, one_of_two
from build_tools.citations.place import Order
from build_tools.citations.short_forms import Short, ShortFound
from build_tools.citations.signs import small

_ONLY_COMPARES = re.compile(r"\s*(?:[Ss]ee also|[Cc]f\.|[Bb]ut see|[Cc]ompare)")


class Resolver:
    """Resolves the citations of one letter."""

    def __init__(self, order: Order, found: Mapping[str, list[Found]], index: Index | None) -> None:
        self.order, self.found, self.index = order, found, index
        self.meanings: dict[int, Meaning] = {}
        self._orders: dict[tuple[str, str], list[Found]] = {}
        for reading in order.readings:
            for one in found[reading.id]:
                if one.kind == "ruling" and one.facts["case"]:
                    for item in one.items:
                        if item.date:  # a place in reports alone names no day
                            self._orders.setdefault((one.facts["court"], item.date), []).append(one)
        self._provisions = Provisions(order, found, self.meaning, self._full)

    def resolve(self) -> list[Meaning]:
        """Every citation of the letter with its meaning: blocks in the order of reading, then notes."""
        back = Antecedents(self.order, self.found, self.meaning)
        result: list[Meaning] = []
        for reading in self.order.readings:
            for one in self.found[reading.id]:
                if one.kind == "back":
                    self.meanings[id(one)] = back.meaning(one)
                result.append(self.meaning(one))
        return result

    def meaning(self, one: Found) -> Meaning:
        """The meaning of one citation; made once."""
        known = self.meanings.get(id(one))
        if known is None:
            known = self._meaning(one)
            self.meanings[id(one)] = known
        return known

    def _meaning(self, one: Found) -> Meaning:
        if isinstance(one, ShortFound):
            return self._short(one)
        if one.kind == "provision":
            return self._provisions.meaning(one)
        if one.kind == "ruling":
            return self._ruling(one)
        if one.kind == "document":
            called = self._document_called(one)
            if called:
                return called
        return self._full(one)

    # citations in full

    def _full(self, one: Found, items: Sequence[Item] | None = None) -> Meaning:
        """A citation that names its authorities itself."""
        items = one.items if items is None else items
        several = one.facts.get("candidates")
        if several:
            return Meaning(found=one, candidates=tuple(filter(None, several.split(" | "))))
        meant: list[Meant] = []
        doubts: list[Doubt] = []
        keys: tuple[str, ...] = ()
        for item in items:
            if not item.authority:
                continue
            key, fitting, doubt = self._key(one, item)
            keys += fitting
            if doubt:
                doubts.append(doubt)
            meant.append(Meant(item.authority, key, item.start, item.end))
        return Meaning(found=one, authorities=tuple(meant), candidate_keys=keys, doubts=tuple(doubts))

    def _key(self, one: Found, item: Item) -> tuple[str | None, tuple[str, ...], Doubt | None]:
        if self.index is None:
            return None, (), None
        match = self.index.match(one, item)
        if len(match.records) > 1:
            return None, tuple(record.key for record in match.records), None
        if not match.records:
            return None, (), None
        doubt = None
        if match.doubt:
            printed = item.date or item.year or item.authority
            words, known = one.reading.words(one.start, one.end), match.records[0].key
            message = f"“{words}” has {printed}, the record {known} has {match.doubt}: check which is right"
            doubt = Doubt("citation-doubtful-date", message)
        return match.records[0].key, (), doubt

    def _document_called(self, one: Found) -> Meaning | None:
        """A letter or statement by kind and date, whose note, called right behind, gives its symbol."""
        note = self.order.note_called_at(one.reading, one.end)
        if note is None or len(one.items) != 1:
            return None
        there = self.found[note.id]
        if len(there) != 1 or there[0].kind != "symbol" or len(there[0].items) != 1 or _ONLY_COMPARES.match(note.text):
            return None
        symbol = self.meaning(there[0])
        meant = tuple(replace_place(meant, one.items[0].start, one.items[0].end) for meant in symbol.authorities)
        return Meaning(found=one, authorities=meant, resolution=through(one, "document-of-note-called", symbol))

    def _ruling(self, one: Found) -> Meaning:
        """An order without its case is the one of its court and date that the letter gives in full, if one fits."""
        if one.facts["case"]:
            return self._full(one)
        items: list[Item] = []
        resolution, candidates = None, []
        for item in one.items:
            full = self._orders.get((one.facts["court"], item.date), [])
            names: dict[str, Found] = {}
            for other in full:
                names.setdefault(other.items[0].authority, other)
            chosen = next(iter(names.values())) if len(names) == 1 else None
            rule = "same-order"
            if len(names) > 1:
                chosen, rule = one_of_two(one, tuple(names.values()), self.order, self.found)
                if chosen is None:
                    candidates += list(names)
            if chosen:
                item = item._replace(authority=chosen.items[0].authority)
                resolution = through(one, rule, self.meaning(chosen))
            items.append(item)
        if candidates:
            return Meaning(found=one, candidates=tuple(candidates))
        known = resolution and resolution.chain
        meaning = self._full(replace(one, facts={**one.facts, "case": "known"}) if known else one, items)
        if meaning.candidate_keys and one.facts["party"] and self.index:
            meaning = by_party(one, meaning, self.index)
        return replace(meaning, found=one, resolution=resolution) if resolution else meaning

    # short forms

    def _short(self, one: ShortFound) -> Meaning:
        meanings: dict[tuple[str, ...], tuple[Short, Meaning]] = {}
        for each in one.shorts:
            meaning = self.meaning(each.source)
            meanings.setdefault(meaning.identity, (each, meaning))
        if one.facts.get("dated") and len(meanings) > 1:
            fitting = {key: pair for key, pair in meanings.items() if pair[0].source.date.startswith(one.date or "-")}
            meanings = fitting or meanings
        if len(meanings) > 1:
            return Meaning(found=one, candidates=normals(meaning for _, meaning in meanings.values()))
        short, source = next(iter(meanings.values()))
        item = one.items[0]
        if not source.authorities:
            return Meaning(found=one, candidates=source.candidates)
        meant = tuple(replace_place(meant, item.start, item.end) for meant in source.authorities)
        if (
            short.rule == "defined-short-form"
            and short.source.kind == "symbol"
            and len(meant) == 1
            and not short.source.pin
            and _annexed_in_words(short.source, short.words, self.order)
        ):
            normal = f"{meant[0].authority}, annex"
            records = self.index.by_normal(normal) if self.index else ()
            key = records[0].key if len(records) == 1 else None if records else meant[0].key
            meant = (meant[0]._replace(authority=normal, key=key),)
        resolution = through(one, short.rule, source)
        return Meaning(found=one, authorities=meant, resolution=resolution, candidate_keys=source.candidate_keys)


def _annexed_in_words(one: Found, words: str, order: Order) -> bool:
    """True where the sentence that calls a note says that what the short form names is annexed to the document.

    `The report by ..., annexed to the letter of ...` calls a note that gives a symbol and defines "Report".
    """
    caller = order.caller(one.reading) if one.reading.is_note else None
    if not caller:
        return False
    reading, at = caller
    low = max(at - 300, reading.lower.rfind(". ", 0, at) + 1, 0)
    sentence = reading.lower[low:at]
    noun = small(words).split()[-1]
    return bool(
        re.search(
            rf"(?<!\w){re.escape(noun)}(?!\w)[^.;]{{0,200}}?(?:annexed to|contained in (?:the|an) annex|attached to)",
            sentence,
        )
        or re.search(rf"(?:annexed|attached) {re.escape(noun)}(?!\w)", sentence)
    )
