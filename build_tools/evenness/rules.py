"""The rules: each looks at the edition's own words and asks; none says that they are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.evenness.load import words
from build_tools.evenness.schema import EvennessFile
from build_tools.evenness.text import Span, found, pattern_of, quotations, sentence_around
from build_tools.evenness.voice import Passage, Statement
from build_tools.model.evenness import EvennessRule
from build_tools.model.register import Entry, Register


class Question(NamedTuple):
    """What a rule asks about."""

    rule: EvennessRule
    path: str
    line: int
    field: str
    text: str
    """The whole passage."""
    place: Span
    """The words that are asked about, in it."""
    asks: str
    """What was found and what can be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What the rules look for, ready for use."""

    contested: tuple[tuple[re.Pattern[str], str], ...]
    """Words, and why they ask."""
    allowed: re.Pattern[str]
    """Official names and titles, in which no word counts."""
    attribution: re.Pattern[str]
    parties: tuple[tuple[str, re.Pattern[str]], ...]
    places: tuple[tuple[re.Pattern[str], ...], ...]
    """For each place with two names, a pattern for each side's forms."""
    people: re.Pattern[str]
    office: re.Pattern[str]
    work: re.Pattern[str]
    private: re.Pattern[str]
    own: EvennessFile = field(repr=False)


def lists(own: EvennessFile, register: Register, names: tuple[str, ...]) -> Lists:
    """Put the shipped lists, the edition's own and the register's names together.

    `names`: official names and titles, in which no word counts.
    """
    shipped = words()
    bodies = [form for entry in register.of("organisations") for form in _names(entry)]
    sides = [side for side in map(_sides, register.of("places")) if all(side)]
    sides += [place.forms for place in own.places]
    people = [form.words for entry in register.of("people") for form in entry.forms if form.use != "only"]
    return Lists(
        contested=tuple((pattern_of(group.words), group.why) for group in (*shipped.contested, *own.contested)),
        allowed=pattern_of([*bodies, *(name for name in names if " " in name)]),
        # so-called is no attribution
        attribution=pattern_of(shipped.attribution, before=r"\w-"),
        parties=tuple((party.name, pattern_of(party.words)) for party in own.parties),
        places=tuple(tuple(pattern_of(forms) for forms in side) for side in sides),
        people=pattern_of(people),
        office=pattern_of(shipped.office),
        work=pattern_of(shipped.work),
        private=pattern_of(shipped.private),
        own=own,
    )


def _names(entry: Entry) -> list[str]:
    """The official names of a body; none of one that each side calls otherwise."""
    if entry.used_as("azerbaijani") and entry.used_as("armenian"):
        return []
    return [form.words for form in entry.forms if not form.words[:1].islower()]


def _sides(entry: Entry) -> list[list[str]]:
    """Both sides' forms of a place; those of its heading too, where that has both."""
    heading = entry.name.split(" / ")
    halves = heading if len(heading) == 2 else ["", ""]
    used = (entry.used_as("azerbaijani"), entry.used_as("armenian"))
    # what the edition writes for the place when it needs no pair is nobody's form
    neutral = {entry.name} if len(heading) == 1 else set()
    return [
        [form for form in (*forms, half) if form and form not in neutral]
        for forms, half in zip(used, halves, strict=True)
    ]


def contested_words(passage: Passage, lists: Lists) -> Iterator[Question]:
    """Contested words outside quotation and attribution."""
    for place, why in _contested(passage, lists):
        if passage.attributed or _has(lists.attribution, passage.text, sentence_around(passage.text, place)):
            continue
        asks = (
            f"`{passage.text[slice(*place)]}` is said in the edition's own voice, and {why}: "
            "quote it, say who says it, choose another word"
        )
        yield _question("evenness-contested-word", passage, place, asks)


def one_names(passage: Passage, lists: Lists) -> Iterator[Question]:
    """One side's form of a place name without any form of the other side."""
    for sides in lists.places:
        silent = [number for number, side in enumerate(sides) if not side.search(passage.around)]
        for number, side in enumerate(sides):
            if not silent or number in silent:
                continue
            # a form that both sides have is nobody's
            shared = [other for index, other in enumerate(sides) if index != number]
            for place in found(side, passage.text):
                name = passage.text[slice(*place)]
                if any(other.fullmatch(name) for other in shared) or _is_exempt(place, passage.text, lists):
                    continue
                asks = f"`{name}` is one side's name of the place: give the other side's too"
                yield _question("evenness-one-name", passage, place, asks)


def one_positions(statement: Statement, lists: Lists) -> Iterator[Question]:
    """A disputed claim of which one party's position is told, and not the other's."""
    heard = [name for name, words in lists.parties if any(words.search(holder) for holder in statement.holders)]
    missing = [name for name, _ in lists.parties if name not in heard]
    if heard and missing:
        asks = f"a position of {_and(heard)} is told, and none of {_and(missing)}: add it, or say why there is none"
        yield _of_statement("evenness-one-position", statement, asks)
    if len(set(statement.holders)) == 1:
        asks = f"all positions are held by {statement.holders[0]}: say who holds otherwise"
        yield _of_statement("evenness-one-position", statement, asks)


def one_sided_claims(passage: Passage, lists: Lists) -> Iterator[Question]:
    """A contested claim that is attributed to one party, in an entry in which no other party occurs."""
    if passage.attributed:
        return  # positions are looked at together
    named = [name for name, words in lists.parties if words.search(passage.around)]
    missing = [name for name, _ in lists.parties if name not in named]
    if len(named) != 1 or not missing:
        return
    for place, _ in _contested(passage, lists):
        if _has(lists.attribution, passage.text, sentence_around(passage.text, place)):
            asks = f"a contested claim is told of {named[0]}, and {_and(missing)} is not heard: tell the other position"
            yield _question("evenness-one-position", passage, place, asks)
            return


def no_evidence(statement: Statement) -> Iterator[Question]:
    """A statement that rests on nothing."""
    if not statement.grounded:
        asks = "nothing is named on which this rests: name the evidence, or say less"
        yield _of_statement("evenness-no-evidence", statement, asks)


def living_people(passage: Passage, lists: Lists) -> Iterator[Question]:
    """Words about a person that go beyond the public office."""
    if passage.person:
        yield from _of_person(passage, lists)
        return
    for place in found(lists.people, passage.text):
        name = passage.text[slice(*place)]
        if place == Span(0, len(passage.text)) or _is_exempt(place, passage.text, lists):
            continue
        sentence = sentence_around(passage.text, place)
        private = [each for each in found(lists.private, passage.text) if each.within([sentence])]
        for each in private:
            asks = f"`{passage.text[slice(*each)]}` is said of {name}: of people say the public office only"
            yield _question("evenness-living-person", passage, each, asks)
        if not private and not (_has(lists.office, passage.text, sentence) or _has(lists.work, passage.text, sentence)):
            asks = f"{name} is named without a public office: say in what office, or leave the name out"
            yield _question("evenness-living-person", passage, place, asks)


def _of_person(passage: Passage, lists: Lists) -> Iterator[Question]:
    if passage.field.rpartition(".")[2] != "description":
        return
    for place in found(lists.private, passage.text):
        asks = f"`{passage.text[slice(*place)]}` is said of {passage.person}: of people say the public office only"
        yield _question("evenness-living-person", passage, place, asks)
    if not lists.office.search(passage.text):
        asks = f"no public office of {passage.person} is named: say it, and nothing else"
        yield _question("evenness-living-person", passage, Span(0, len(passage.text)), asks)


def _contested(passage: Passage, lists: Lists) -> Iterator[tuple[Span, str]]:
    taken: list[Span] = []
    for pattern, why in lists.contested:
        for place in found(pattern, passage.text):
            if not place.within(taken) and not _is_exempt(place, passage.text, lists):
                taken.append(place)
                yield place, why


def _is_exempt(place: Span, text: str, lists: Lists) -> bool:
    # the long list of names is asked last: it is slow, and mostly not needed
    return place.within(quotations(text)) or place.within(found(lists.allowed, text))


def _has(pattern: re.Pattern[str], text: str, within: Span) -> bool:
    return pattern.search(text[slice(*within)]) is not None


def _question(rule: EvennessRule, passage: Passage, place: Span, asks: str) -> Question:
    return Question(rule, passage.path, passage.line, passage.field, passage.text, place, asks)


def _of_statement(rule: EvennessRule, of: Statement, asks: str) -> Question:
    return Question(rule, of.path, of.line, of.field, of.text, Span(0, len(of.text)), asks)


def _and(names: list[str]) -> str:
    return " and ".join(names)
