"""Letters, statements and reports by kind and date; resolutions by title; books; addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from citeurl.citation import Citation as Match  # type: ignore[import-untyped]  # ships no types

from build_tools.citations.around import back_over, italic_ending, pin_before, pin_behind, segment_start
from build_tools.citations.dates import read_dates
from build_tools.citations.found import Found, Item
from build_tools.citations.fragments import fragments
from build_tools.citations.normal import english_date
from build_tools.citations.reading import Reading
from build_tools.citations.vocabulary import vocabulary

_WORD_BEFORE = re.compile(r"(?:([^\W\d_][\w'-]*) )?([^\W\d_][\w'-]*) \Z")
# behind "he will report on 5 June" stands a verb, not a writing
_VERB = re.compile(
    r"(?<!\w)(?:will|to|shall|would|should|may|must|can|could|did|not|they|we|he|she|I|who|which) \Z", re.IGNORECASE
)
_PLACE_NOUN = frozenset({"address", "protocol", "report", "appeal"})


@cache
def _nouns() -> frozenset[str]:
    return frozenset(entry.noun for entry in vocabulary().nouns)


@cache
def _singular(noun: str) -> str:
    """The noun of one writing: letters of 5 and 9 May are two, each a letter."""
    words = _nouns()
    if noun.lower() in words:
        return noun
    one = re.sub(r"s(?= verbales\Z)|s\Z", "", noun)
    return one.removesuffix("s") if one.lower().removesuffix("s") in words else one


@cache
def _owner_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<owner>{fragments()['NAMES']})'s? \Z")


def modifier_before(reading: Reading, start: int) -> int:
    """Where the words begin that tell a writing apart from others of its kind: `joint` communication."""
    words = vocabulary()
    for _ in range(2):
        last = reading.text[max(start - 40, 0) : start - 1].rpartition(" ")[2]
        if last.isalpha() and last.islower() and last not in words.modifiers:
            break  # as before most writings
        match = _WORD_BEFORE.search(reading.text, max(start - 40, 0), start)
        if not match:
            break
        word = match[2]
        known = word.lower() in words.modifiers
        named = word[:1].isupper() and word not in words.pointers and not word.endswith("'s")
        if not known and not named:
            break
        if named and not known and re.match(r"\w+ (?:of|the) \Z", match.group()):
            break  # "the Government report" would take in the name of an office
        start = match.start(2)
    return start


def read_document(reading: Reading, match: Match) -> Found | None:
    """`joint communication of 6 November`, `letter dated ... from ... addressed to ...`."""
    text = reading.text
    raw = match.raw_tokens
    noun = _singular(raw["noun"].lower())
    start, end = match.span
    if _VERB.search(text, max(start - 10, 0), start) and raw["noun"].islower():
        return None
    if noun == "resolution" and not raw.get("parties") and not _organ_owns(text, start):
        return None
    begin = match.match.start("dates" if raw.get("dates") else "day")
    on = text[start:begin].endswith(" on ")
    head = modifier_before(reading, start)
    if on and noun in _PLACE_NOUN and head == start and not raw.get("parties"):
        return None  # "to address on 3 May", "report on 5 June"
    printed = raw.get("dates") or raw.get("day") or ""
    sent = reading.letter.date or ""
    dates = read_dates(printed, year=sent[:4] if raw.get("day") else "")
    if not dates or (raw.get("dates") and not dates[0].iso):
        return None
    if raw.get("day") and not (dates[0].iso and dates[0].iso <= sent):
        return None  # without a year it can only be of the letter's own year, and before it
    parties = (raw.get("parties") or "").strip(" ,")
    later = (raw.get("later") or "").strip(" ,")
    owner = ""
    if not parties and not later:
        owned = (
            _owner_before().search(text, max(head - 90, 0), head) if text[head - 3 : head] in ("'s ", "s' ") else None
        )
        if owned:
            owner = owned["owner"]
            head = owned.start()
    kind = (text[head:start] if not owner else "") + _singular(raw["noun"])
    # capitals of a title are the printer's; those of a name within are kept: Sochi statement
    names = {word.lower() for word in text[head:start].split() if word[:1].isupper()} - vocabulary().modifiers
    kind = " ".join(word if word.lower() in names else word.lower() for word in kind.split())
    kind = kind[:1].upper() + kind[1:]
    from_whom = f" {parties}" if parties else (f" of {owner}" if owner else "")
    number = f" {numbered.strip(' ,')}" if (numbered := raw.get("number")) else ""
    items = tuple(
        Item(
            " ".join(f"{kind}{number}{from_whom} of {english_date(one.iso)} {later}".split()),
            begin + one.start if index else head,
            begin + one.end if index or len(dates) > 1 else end,
            date=one.iso,
        )
        for index, one in enumerate(dates)
    )
    pin = pin_before(reading, head)
    outer = head
    if pin:
        outer = pin[0]
    else:
        behind = pin_behind(reading, end)
        if behind:
            pin, end = behind
    return Found(
        reading=reading,
        form="named",
        kind="document",
        start=outer,
        end=end,
        items=items,
        pin=pin,
        date=dates[0].iso if len(dates) == 1 else "",
        facts={
            "noun": noun,
            "kind": kind.lower() if kind.lower() != noun else noun,
            "body": _body(parties or later) or owner,
            "words": f"{kind} {parties} {owner} {later}",
            "modified": "yes" if head < start and not owner else "",
        },
    )


_PARLIAMENTS = r"European Parliament|[Pp]arliament|Congress|Senate|Bundestag|Knesset"
# the Parliament's resolution; the Parliament, in its resolution
_OWNING = r"(?:'s?|,? (?:by|in)(?: its| a)?)?"


@cache
def _owning_organ() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{vocabulary().organ_pattern}|{_PARLIAMENTS}){_OWNING} \Z")


def _organ_owns(text: str, start: int) -> bool:
    return bool(_owning_organ().search(text, max(start - 80, 0), start))


def _body(parties: str) -> str:
    """Who made a writing: the names behind of, by or from."""
    match = re.match(
        r"(?:of|by|from|made by|issued by|sent by|delivered by) (?:the )?(.+?)(?:,? addressed to .*)?\Z", parties
    )
    return match[1] if match else ""


def read_titled_resolution(reading: Reading, match: Match) -> Found | None:
    """A resolution by its title in quotation marks and its date, without a number."""
    raw = match.raw_tokens
    date = read_dates(raw["dates"])[0].iso if raw.get("dates") else ""
    title = reading.words(*match.match.span("title"))
    of = f" of {english_date(date)}" if date else ""
    start, end = match.span
    body = (raw.get("body") or "").strip()
    if body.split(" ")[0] in vocabulary().pointers:
        start = match.match.start("body") + len(body.split(" ")[0]) + 1
        body = body.partition(" ")[2]
    return Found(
        reading=reading,
        form="named",
        kind="titled",
        start=start,
        end=end,
        items=(Item(f"Resolution “{title}”{of}", start, end, date=date),),
        date=date,
        facts={"noun": "resolution", "title": title, "body": body},
    )


def read_book(reading: Reading, match: Match) -> Found | None:
    """A book: author, title in italics, imprint with the year in brackets, page."""
    text = reading.text
    start, end = match.span
    imprint = match.raw_tokens["imprint"]
    year = re.findall(r"(?:1[5-9]|20)\d{2}", imprint)[-1]
    low = segment_start(reading, start)
    stop = start - 1
    index = bisect_right(reading.italics, stop, key=lambda one: one[1])
    italic = reading.italics[index - 1] if index else None
    if not italic or italic[0] < low or text[start - 1 : start] != " ":
        return None
    between = text[italic[1] : stop]
    # volume, edition, part: a few words behind a comma, never a sentence
    if between and not re.fullmatch(
        r"(?:, (?:[Vv]ol|[Vv]olume|[Pp]art|[Tt]ome|\d|[A-Z][a-z]*)[^,;]{0,60}){1,4}|,", between
    ):
        return None
    title = text[slice(*italic)]
    if len(title.split()) < 2 or title[:1] in "\"'" or not title[:1].isupper():
        return None  # stressed words of a sentence, or a quotation, with a year behind
    author = text[low : italic[0]].strip(" ,")
    if author and not text[: italic[0]].rstrip().endswith(","):
        return None
    if len(author) > 160 or (not author and not match.raw_tokens.get("page")):
        return None
    begin = low if author else italic[0]
    pin = match.match.span("page") if match.raw_tokens.get("page") else None
    if not pin:
        behind = pin_behind(reading, end)
        if behind:
            pin, end = behind
    named = f"{author}, " if author else ""
    whole = f"{title}{between.rstrip(',')}"
    return Found(
        reading=reading,
        form="named",
        kind="titled",
        start=begin,
        end=end,
        items=(Item(f"{named}{whole} ({year})", begin, end),),
        pin=pin,
        date=year,
        facts={"noun": "book", "title": whole, "author": author},
    )


def read_address(reading: Reading, match: Match) -> Found | None:
    """A bare address; its title and dates are taken in later."""
    start = match.span[0]
    address = match.raw_tokens["address"]
    while address and address[-1] in ".,;:!?)'":
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    if len(address) < 8:
        return None
    end = start + len(address)
    printed = reading.words(start, end)
    return Found(
        reading=reading,
        form="url",
        kind="address",
        start=start,
        end=end,
        items=(Item(printed, start, end),),
        facts={"address": printed},
    )


__all__ = [
    "back_over",
    "italic_ending",
    "modifier_before",
    "read_address",
    "read_book",
    "read_document",
    "read_titled_resolution",
]
