"""Recognition: every citation of a block or note that its own words give, in order. Nothing is resolved here."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from build_tools.citations.applications import read_application, read_tribunal
from build_tools.citations.around import pin_behind
from build_tools.citations.case_numbers import read_case, read_report
from build_tools.citations.forms import Form, Forms, Match, NamedMatch
from build_tools.citations.found import Found, Item, without_overlaps
from build_tools.citations.lexicon import Lexicon, read_members, read_names
from build_tools.citations.numbered import read_numbered
from build_tools.citations.numbers import read_bracketed, read_resolution, read_symbol
from build_tools.citations.provisions import join_instruments, read_instrument, read_provision
from build_tools.citations.reading import Reading, Whole
from build_tools.citations.rulings import read_ruling
from build_tools.citations.titles import with_title
from build_tools.citations.writings import read_address, read_book, read_document, read_titled_resolution
from build_tools.model.letter import Role

Reader = Callable[[Reading, Match], Found | None]

# A letter's own masthead, subject and addresses cite nothing: they are the letter itself.
OWN_WORDS: frozenset[Role] = frozenset(
    {
        "letterhead",
        "organ",
        "distribution",
        "agenda",
        "title",
        "reference",
        "dateline",
        "addressee",
        "salutation",
        "signature",
    }
)

_READERS: Mapping[str, Reader] = {
    "symbol": read_symbol,
    "resolution": read_resolution,
    "bracketed": read_bracketed,
    "court": read_ruling,
    "application": read_application,
    "tribunal": read_tribunal,
    "case": read_case,
    "report": read_report,
    "numbered": read_numbered,
    "instrument": read_instrument,
    "provision": read_provision,
    "document": read_document,
    "titled-resolution": read_titled_resolution,
    "book": read_book,
    "address": read_address,
}


def recognise(whole: Whole, forms: Forms, lexicon: Lexicon) -> tuple[dict[str, list[Found]], dict[str, list[Found]]]:
    """Every citation of several blocks and notes, by block or note, in order and apart; then names only records give.

    Words that only point back are of kind `back`. Time is linear in the text: patterns have bounded repetitions and
    looking back has a fixed reach.
    """
    groups: dict[str, list[Found]] = {reading.id: [] for reading in whole.readings}
    of_records: dict[str, list[Found]] = {}
    listed: dict[int, list[tuple[int, int]]] = {}
    for one in read_names(whole, lexicon):
        if one.facts["source"] == "shipped":
            groups.setdefault(one.reading.id, []).append(one)
            listed.setdefault(id(one.reading), []).append((one.start, one.end))
        else:
            of_records.setdefault(one.reading.id, []).append(one)
    for reading, form, match in forms.matches(whole):
        if form.reads == "instrument" and id(reading) in listed and _stands_in(match.span, listed[id(reading)]):
            continue  # a shape of which the list knows the name
        found = _read(reading, form, match)
        if found is not None:
            groups[reading.id].append(with_title(found) if found.kind in ("symbol", "address") else found)
    for one in read_members(whole):
        groups[one.reading.id].append(one)
    for reading in whole.readings:
        group = groups[reading.id]
        if group:
            group = _together(group)
        if reading.links:
            group = _linked_words(reading, group)
        groups[reading.id] = group
    return groups, of_records


def _stands_in(span: tuple[int, int], names: list[tuple[int, int]]) -> bool:
    """True where a name, of several in order, covers a stretch."""
    index = bisect_right(names, span[0], key=lambda name: name[0])
    return bool(index) and names[index - 1][1] >= span[1]


def _together(group: list[Found]) -> list[Found]:
    """Put what was found in one block or note together: provisions with instruments, treaties with their series."""
    if len(group) == 1 and group[0].kind not in ("instrument", "provision"):
        return group
    instruments = [one for one in group if one.kind == "instrument"]
    provisions = [one for one in group if one.kind == "provision"]
    found = [one for one in group if one.kind not in ("instrument", "provision")]
    if instruments:
        named = without_overlaps([one for one in instruments if one.facts.get("listed")])
        instruments = _one_name([one for one in instruments if not one.facts.get("listed")], named)
    if instruments or provisions:
        found += join_instruments(without_overlaps(provisions), instruments)
    return without_overlaps(_parallel(found))


def _read(reading: Reading, form: Form, match: Match) -> Found | None:
    if form.reads == "back":
        return _back(reading, form, match)
    if isinstance(match, NamedMatch) and form.reads == "plain":
        start, end = match.span
        pin = pin_behind(reading, end)
        if pin:
            end = pin[1]
        return Found(
            reading=reading,
            form=form.form,
            kind="series" if form.name.endswith("treaty-series") else "other",
            start=start,
            end=end,
            items=(Item(match.name, *match.span),),
            pin=pin[0] if pin else None,
        )
    return _READERS[form.reads](reading, match)


_OTHER_TITLE = re.compile(r",? (?:[A-Z\"])")


def _back(reading: Reading, form: Form, match: Match) -> Found | None:
    start, end = match.span
    raw = match.raw_tokens
    word = raw.get("word") or "supra"
    if form.name == "ibid":
        lone = word.rstrip(".").lower()
        if lone in ("idem", "id"):
            if lone == "id" and not word.endswith("."):
                return None
            # "Idem, Another Title" is the same author, not the same work
            if _OTHER_TITLE.match(reading.text, end) or any(a == end + 2 for a, _ in reading.italics):
                return None
        elif lone not in ("ibid", "ibidem"):
            return None
    pin = pin_behind(reading, end)
    facts = {"word": form.name, "note": raw.get("note") or "", "author": raw.get("author") or ""}
    series = raw.get("series")
    if series:
        numbers = re.findall(r"\d+", series)
        facts["series"] = f"vol. {numbers[0]}, No. {numbers[-1]}"
    if pin:
        end = pin[1]
    return Found(
        reading=reading,
        form=form.form,
        kind="back",
        start=start,
        end=end,
        pin=pin[0] if pin else None,
        facts=facts,
    )


def _one_name(by_shape: Iterable[Found], by_list: list[Found]) -> list[Found]:
    """A listed name takes the place of a title that the shape only guessed, unless that begins before it."""
    kept = list(by_list)
    for one in by_shape:
        index = bisect_right(by_list, one.start + 12, key=lambda listed: listed.start)
        # "Convention X and the Covenant Y" by its shape is one title, by the list two
        if not index or by_list[index - 1].end <= one.start:
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, -one.end))


_BY_NUMBER = frozenset({"general comment", "general recommendation", "opinion", "communication", "note verbale"})
_TO_SYMBOL = frozenset({" (", ", ", " (UN Doc. ", ", UN Doc. "})


def _is_of(symbol: Found, last: Found) -> bool:
    """True where a symbol stands directly behind a writing by its number: one citation."""
    return (
        last.kind == "titled"
        and last.facts.get("noun") in _BY_NUMBER
        and symbol.first >= last.first
        and symbol.reading.text[last.end : symbol.start] in _TO_SYMBOL
    )


def _parallel(found: list[Found]) -> list[Found]:
    """A place in a treaty series directly behind the name of the treaty is part of that citation."""
    if len(found) < 2:
        return found
    ordered = sorted(found, key=lambda one: one.start)
    result: list[Found] = []
    for one in ordered:
        last = result[-1] if result else None
        if one.kind == "symbol" and last and _is_of(one, last):
            result[-1] = replace(one, reach=last.first)
            continue
        if one.kind == "series" and last and last.kind == "instrument":
            between = one.reading.text[last.end : one.start]
            if len(between) < 60 and between.startswith((",", " (")) and ";" not in between and ". " not in between:
                facts = {**last.facts, "series": one.items[0].authority}
                result[-1] = replace(last, end=one.end, pin=last.pin or one.pin, facts=facts)
                continue
        result.append(one)
    return result


def _linked_words(reading: Reading, found: list[Found]) -> list[Found]:
    """Words on which the witness puts a link to a page, where nothing else in them is a citation."""
    extra: list[Found] = []
    for link in reading.links:
        if not link.target.lower().startswith(("http://", "https://")):
            continue
        index = bisect_left(found, link.end, key=lambda one: one.start)
        if index and found[index - 1].end > link.start:
            continue
        item = Item(link.target, link.start, link.end)
        extra.append(
            with_title(
                Found(
                    reading=reading,
                    form="url",
                    kind="address",
                    start=link.start,
                    end=link.end,
                    items=(item,),
                    facts={"address": link.target},
                )
            )
        )
    return without_overlaps([*found, *extra]) if extra else found
