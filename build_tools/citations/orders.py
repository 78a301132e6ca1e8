"""Two orders of one court and date: which one is meant, where the words or the note behind them say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from build_tools.citations.found import Found
from build_tools.citations.keys import Index
from build_tools.citations.meaning import Meaning
from build_tools.citations.place import Order
from build_tools.citations.signs import plain, small


def one_of_two(
    one: Found, full: Sequence[Found], order: Order, found: Mapping[str, list[Found]]
) -> tuple[Found | None, str]:
    """Of two orders of one date: the one in the note called right behind, and the one against the party named."""
    note = order.note_called_at(one.reading, one.end)
    called = {other.items[0].authority for other in found[note.id] if other.kind == "ruling"} if note else set()
    by_call = [other for other in full if other.items[0].authority in called]
    party = small(plain(one.facts["party"]))
    by_party = [other for other in full if party and _respondent(other.facts["case"]) == party]
    if len(by_call) == 1 and (not by_party or by_party == by_call):
        return by_call[0], "order-of-note-called"
    if len(by_party) == 1 and not by_call:
        return by_party[0], "party-named"
    return None, ""


def by_party(one: Found, meaning: Meaning, index: Index) -> Meaning:
    """Of two records of one date: the one against the party named."""
    party = small(plain(one.facts["party"]))
    records = [index.bibliography.by_key(key) for key in meaning.candidate_keys]
    fitting = [record for record in records if record and _respondent(record.case) == party]
    if len(fitting) != 1 or len(meaning.authorities) != 1:
        return meaning
    return replace(meaning, authorities=(meaning.authorities[0]._replace(key=fitting[0].key),), candidate_keys=())


def _respondent(case: str) -> str:
    """The party against which a case is brought, in small letters."""
    return small(plain(case.rpartition(" v. ")[2])).removeprefix("the ")
