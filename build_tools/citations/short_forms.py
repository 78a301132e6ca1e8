"""Short forms: those a text defines, and those that the head words of an earlier citation make; where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from build_tools.citations.around import pin_before, pin_behind
from build_tools.citations.dates import read_dates
from build_tools.citations.found import Found, Item
from build_tools.citations.fragments import fragments
from build_tools.citations.place import Order, Place
from build_tools.citations.reading import Reading, Whole
from build_tools.citations.signs import small
from build_tools.citations.vocabulary import vocabulary
from build_tools.model.citation import CitationForm

# A letter defines a handful; the limit keeps time linear in a text made of definitions.
MOST = 300

_HEREAFTER = (
    r"(?:hereinafter|hereafter|henceforth)(?: also)?(?:,? (?:jointly |collectively )?"
    r"(?:referred to(?: simply)? as|called|cited as|abbreviated(?: as)?|known as))?(?:[,:]| ?-)? "
)
# (hereinafter referred to as "Report"), (hereafter the Code of Practice), , hereinafter "the Convention"
_DEFINES = re.compile(
    rf"[\"']?,? ?(?:- ?)?\(?{_HEREAFTER}(?:the |this |as |it as )?(?P<quote>[\"'])?(?:the )?"
    r"(?P<words>[^\"'();,]{2,80}?)(?(quote)['\"]|(?=[),;.]))"
)
# (the "Convention"), ("Covenant")
_QUOTED = re.compile(r"[\"']?,? ?\((?:the |this )?[\"'](?:the )?(?P<words>[A-Z][^\"'()]{1,60})[\"']\)")
# (CMM)
_INITIALS = re.compile(r"[\"']? ?\((?P<words>[A-Z][A-Za-z]{0,3}[A-Z]{1,6}s?)\)")
# (the *Strelsau Protocol*): the words in italics
_SLANTED = re.compile(r"[\"']? ?\((?:the )?(?P<words>[A-Z][^\"'()]{1,60})\)")
_MADE_SOMEWHERE = frozenset({"instrument", "document", "titled"})
_MAY_DEFINE = re.compile(r"[\"']?,? ?(?:- ?)?(?:\(|here|hence)")
# where and when it was made may stand between a title and its definition: (Strelsau, 1954), done at Zenda on 10 May
_BETWEEN = re.compile(
    r" \([A-Z][^()]{0,50}\d{4}\)"
    r"|,? (?:signed|done|concluded|adopted|opened for signature)(?: (?:at|in|on|by) [^;.()]{2,60}){1,2}"
)
_ZONE = re.compile(r"\(?(?:hereinafter|hereafter|henceforth)(?:[^()]{0,120}\)|[^,;.()]{0,100})")

_CUT = re.compile(
    r",|[\"(]| (?:for|on|relating|relative|concerning|against|regarding|between|among|additional|in|to|of the|from|by)"
    r"(?!\w)"
)
_OF_INSTRUMENT = re.compile(r"(?:[Aa]rt|[Cc]hap|[Aa]nnex|[Pp]reamb|§|[Rr]ule|[Pp]rinciple)")
_WORD_BEFORE = re.compile(r"([\w'-]+) \Z")


_OFFICE = re.compile(r" (?:for|of|to|at|in|on) |,")
_UN_BEFORE = re.compile(r"^(?:UN|U\.N\.|United Nations) ")
_COUNT_BEFORE = re.compile(r"^(?:\d{4} |four |two )")


@cache
def _compounds() -> frozenset[str]:
    return frozenset(noun.noun for noun in vocabulary().nouns if noun.compound)


@dataclass(slots=True, kw_only=True, eq=False)
class Short:
    """Words that stand for an earlier citation."""

    words: str
    """In small letters."""
    capital: bool
    """True where only words with a capital are meant."""
    rule: str
    """defined-short-form or head-words."""
    source: Found
    place: Place


@cache
def _date_before() -> re.Pattern[str]:
    shared = fragments()
    return re.compile(rf"(?P<date>{shared['DATE']}|{shared['MONTH']} \d{{4}}) \Z")


def definition_behind(one: Found) -> tuple[str, int] | None:
    """The short form that a text defines directly behind a citation, and where the definition ends."""
    text, end = one.reading.text, one.end
    if one.kind in _MADE_SOMEWHERE and text[end : end + 1] in (" ", ","):
        between = _BETWEEN.match(text, end)
        if between and _MAY_DEFINE.match(text, between.end()):
            end = between.end()
    if not _MAY_DEFINE.match(text, end):
        return None
    for pattern in (_DEFINES, _QUOTED, _INITIALS, _SLANTED):
        match = pattern.match(text, end)
        if match and (pattern is not _SLANTED or match.span("words") in one.reading.italics):
            return match["words"].strip(), match.end()
    return None


def short_forms(found: Mapping[str, list[Found]], order: Order) -> list[Short]:
    """Every short form of a letter, by place; the ones defined before the ones that head words make."""
    shorts: dict[tuple[str, str, tuple[str, ...]], Short] = {}
    for reading in order.readings:
        for one in found[reading.id]:
            if len(shorts) >= MOST:
                break
            if one.kind in ("back", "provision") or not one.items:
                continue
            made = [(words, capital, "head-words") for words, capital in _heads(one)]
            defined = definition_behind(one)
            if defined:
                words = defined[0].removeprefix("the ")
                made.append((words, words[:1].isupper(), "defined-short-form"))
            if not made:
                continue
            place = order.of(reading, one.end)
            meant = tuple(item.authority for item in one.items)
            for words, capital, rule in made:
                lower = small(words)
                known = shorts.get((lower, rule, meant))
                if known is None or place < known.place:  # the first of several that mean the same is enough
                    shorts[lower, rule, meant] = Short(words=lower, capital=capital, rule=rule, source=one, place=place)
    return sorted(shorts.values(), key=lambda short: short.place)


def _heads(one: Found) -> Iterator[tuple[str, bool]]:
    """The head words of a citation that tell it apart: `Code of Conduct`, `joint communication`."""
    facts = one.facts
    if one.kind == "document" and len(one.items) == 1:
        if facts.get("modified") or facts["noun"] in _compounds():
            yield facts["kind"], False
        if facts.get("body"):
            head = _OFFICE.split(facts["body"], 1)[0]
            for owner in dict.fromkeys((head, _UN_BEFORE.sub("", head))):
                if len(owner) > 2:
                    yield f"{owner}'s {facts['noun']}", False
    elif one.kind == "instrument" and len(one.items) == 1 and not facts.get("abbreviation"):
        words = one.reading.text[one.items[0].start : one.items[0].end]
        words = _COUNT_BEFORE.sub("", words)
        cut = _CUT.search(words)
        head = words[: cut.start()] if cut else words
        if len(head.split()) > 1 and (cut or facts.get("listed")) and len(head) < len(words):
            yield head, True


def definitions(reading: Reading, found: Sequence[Found]) -> list[tuple[int, int]]:
    """The clauses that define short forms: nothing in them is a citation."""
    text = reading.text
    announced = "hereinafter" in text or "hereafter" in text or "henceforth" in text
    if not announced and "(" not in text:
        return []  # as in most readings
    zones = [
        (one.end, end) for one in found if one.kind != "back" for _, end in [definition_behind(one) or ("", 0)] if end
    ]
    if announced:
        zones += [match.span() for match in _ZONE.finditer(text)]
    return sorted(zones)


def find_shorts(
    whole: Whole, shorts: Sequence[Short], found: Mapping[str, Sequence[Found]], order: Order
) -> dict[str, list[Found]]:
    """Where short forms stand behind the place that made them, by block or note, outside citations by full name.

    A title that only its shape made may still yield to a short form of the same words; overlaps are not yet sorted out.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    hits: dict[str, list[Found]] = {}
    groups: dict[str, list[Short]] = {}
    for short in shorts:
        groups.setdefault(short.words, []).append(short)
    for words, group in groups.items():
        # the same is meant without the last letter of a plural
        least = words[:-1] if words.endswith("s") and len(words) > 5 and " " in words else words
        earliest = min([short.place.block for short in group])  # what stands in blocks before means none of them
        for number, at in whole.places(least, earliest):
            reading = whole.readings[number]
            end = at + len(words if least != words and reading.text[at + len(least) :][:1] in ("s", "S") else least)
            if reading.id not in spans:
                firm = (one for one in found[reading.id] if one.kind != "provision" and one.facts.get("listed") != "")
                spans[reading.id] = [(one.first, one.end) for one in firm]
            if overlaps(at, end, spans[reading.id]):
                continue
            one = _short_at(reading, at, end, group, order)
            if one:
                hits.setdefault(reading.id, []).append(one)
    return hits


def overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """True where a stretch meets one of several, in order and apart."""
    index = bisect_left(spans, end, key=lambda span: span[0])
    return bool(index) and spans[index - 1][1] > start


def _short_at(reading: Reading, start: int, end: int, group: Sequence[Short], order: Order) -> Found | None:
    text = reading.text
    if (start and (text[start - 1].isalnum() or text[start - 1] in "-/")) or text[end : end + 1].isalnum():
        return None
    if text[end : end + 1] in ("-", "/"):
        return None
    place = order.of(reading, start)
    known = [short for short in group if short.place <= place and (not short.capital or text[start].isupper())]
    if not known:
        return None
    if any(short.rule == "defined-short-form" for short in known):
        known = [short for short in known if short.rule == "defined-short-form"]
    before = _WORD_BEFORE.search(text, max(start - 24, 0), start)
    if before and before[1].lower() in vocabulary().indefinite and known[0].rule == "head-words":
        return None
    form: CitationForm = "short"
    date, outer = "", start
    dated = _date_before().search(text, max(start - 30, 0), start)
    if dated and known[0].rule == "head-words":
        form, outer = "named", dated.start()
        read = read_dates(dated["date"])
        date = read[0].iso if read else ""
    pin = pin_before(reading, outer)
    if pin:
        outer = pin[0]
    else:
        behind = pin_behind(reading, end)
        if behind:
            pin, end = behind
    if pin and _OF_INSTRUMENT.match(text, pin[0]) and all(short.source.kind == "instrument" for short in known):
        form = "provision"
    sources = {id(short.source): short for short in known}
    facts = {"word": "short", "rule": known[0].rule, "dated": dated["date"] if dated else ""}
    return ShortFound(
        reading=reading,
        form=form,
        kind="short",
        start=outer,
        end=end,
        pin=pin,
        date=date,
        facts=facts,
        items=(Item("", start, end),),
        shorts=tuple(sources.values()),
    )


@dataclass(slots=True, kw_only=True, eq=False)
class ShortFound(Found):
    """A short form in the text, with all that it may stand for."""

    shorts: tuple[Short, ...] = ()


_BARE_PIN = re.compile(
    r" (?:of|in|to) (?:the|that|this|said|these) (?:(?:said|same|above-mentioned|aforementioned|present|above) )?\Z"
)


def pinned_nouns(whole: Whole, documents: Sequence[tuple[Place, Found]], order: Order) -> dict[str, list[Found]]:
    """A bare head noun behind a pinpoint, by block or note: `the third paragraph of the communication`."""
    hits: dict[str, list[Found]] = {}
    by_noun: dict[str, list[tuple[Place, Found]]] = {}
    for place, one in documents:
        by_noun.setdefault(one.facts["noun"], []).append((place, one))
    for noun, known in by_noun.items():
        for number, at in whole.places(noun, min([place.block for place, _ in known])):
            reading = whole.readings[number]
            end = at + len(noun)
            if not _BARE_PIN.search(reading.text, max(at - 30, 0), at) or reading.text[end : end + 1].isalnum():
                continue
            pin = pin_before(reading, at)
            here = order.of(reading, at)
            before = [one for place, one in known if place <= here]
            if pin and before:
                shorts = tuple(
                    Short(words=noun, capital=False, rule="head-noun", source=one, place=here) for one in before
                )
                one = ShortFound(
                    reading=reading,
                    form="short",
                    kind="short",
                    start=pin[0],
                    end=end,
                    pin=pin,
                    facts={"word": "short", "rule": "head-noun"},
                    items=(Item("", at, end),),
                    shorts=shorts,
                )
                hits.setdefault(reading.id, []).append(one)
    return hits
