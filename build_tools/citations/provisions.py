"""Titles of instruments by their shape, and provisions with the instrument they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from citeurl.citation import Citation as Match  # type: ignore[import-untyped]  # ships no types

from build_tools.citations.around import pin_before, pin_behind
from build_tools.citations.found import Found, Item
from build_tools.citations.fragments import fragments
from build_tools.citations.reading import Reading
from build_tools.citations.vocabulary import vocabulary

# Titles of these need more than one word behind: "Code of Conduct" alone may be anybody's
_COMMON_NOUNS = frozenset(
    {"Code", "Manual", "Rules", "Memorandum", "Guidelines", "Principles", "Regulations", "Declaration"}
)
# Nouns of instruments that are known by the name before them: the Oslo Accords
_NAMED_BEFORE = frozenset(
    "Convention Treaty Agreement Agreements Accord Accords Protocol Memorandum Pact Act Ordinance Order Declaration"
    " Principles Document agreements accords".split()
)
# several conventions bear the name of these places: only a year tells which
_OF_SEVERAL = frozenset({"Vienna", "Geneva", "Hague", "Rome", "Brussels", "Paris", "London", "UNESCO", "ILO"})
# words before the noun that describe an instrument and name none
_DESCRIBING = frozenset(
    """
    above additional aforementioned amended annexed armistice association basic bilateral cease-fire ceasefire closing
    co-operation common concluding constitutional cooperation core council draft eu european fifth final first founding
    fourth framework free fundamental general government guiding headquarters human humanitarian implementation interim
    international joint key leaders leading legal loan main member ministerial multilateral national nations new old
    opening optional original outcome parent parties partnership party peace permanent political present presidential
    project ratified regional relevant revised rights said same second security service settlement signed solemn special
    state states status strategic summit supplementary test third this trade treaty trilateral tripartite un unilateral
    union united universal working
    """.split()
)
_BY_NUMBER = re.compile(
    r"(?P<body>ILO |International Labour Organization )?(?P<kind>Convention|Recommendation|Protocol) "
    r"(?:\(?[Nn]o\. ?|N° ?)?(?P<number>\d{1,3})\)?"
)
_LABOUR = re.compile(r"(?<!\w)(?:ILO|International Labour)(?!\w)")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:17|18|19|20)\d\d \Z")
_PEOPLE = re.compile(r"\w+(?:an|ans|ish|ese|'s|s')\Z")
_TELLS_NOTHING = frozenset({"Parties", "Party", "Government", "Governments", "State", "States", "Member", "Members"})
_ADJECTIVE = (
    r"(?:above-referred|above-mentioned|abovementioned|aforementioned|above|said|same|mentioned|aforesaid|present|four|two"
    r"|(?:18|19|20)\d\d|Oslo|relevant)"
)
# from a provision to its instrument; also "article 3 common to the Geneva Conventions"
_CONNECTOR = re.compile(
    rf",? ?(?:common to|of|to|in|under|from) (?:both |each of )?(?:(?:the|its|that|this|these|those) )?"
    rf"(?:{_ADJECTIVE} ){{0,2}}\"?|,? (?=[A-Z])"
)
_THEREOF = re.compile(r",? ?(?:thereof|thereto)(?!\w)")
_NOUNS = ("Charter", "Covenant", "Convention", "Conventions", "Statute", "Protocol", "Code", "Constitution", "Treaty",
          "Declaration", "Agreement", "Rules", "Regulations", "Law", "Act")  # fmt: skip
_BARE = re.compile(
    rf"(?:{'|'.join(_NOUNS)})(?![\w'-])"
    r"(?! (?:of|on|for|against|to|relating) | [Nn]os?\. ?\d| [IVX]{1,4}(?!\w))"
)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(
        r"\b(Convention|Covenant|Treaty|Protocol|Declaration|Charter|Statute|Agreement|Code|Manual|Guidelines|Principles|Memorandum|Regulations|Rules|Accords?|Law)\b"
    )


def _describes(title: str) -> bool:
    """True where the words before a noun name nothing: the Draft Treaty, the Ruritanian agreements."""
    before, _, noun = title.rpartition(" ")
    words = before.split(" ") if before else []
    if noun.islower() and words and _PEOPLE.match(words[-1]):
        return True
    return all(word.lower() in _DESCRIBING or word in vocabulary().pointers for word in words) or any(
        word.endswith(("'s", "s'")) for word in words
    )


def _numbered(title: str, reading: Reading, start: int) -> str:
    """Conventions of the International Labour Organization are known by number: ILO Convention No. 87."""
    match = _BY_NUMBER.fullmatch(title)
    if not match:
        return title
    labour = match["body"] or _LABOUR.search(reading.text, max(start - 2000, 0), start)
    return f"{'ILO ' if labour else ''}{match['kind']} No. {match['number']}"


def read_instrument(reading: Reading, match: Match) -> Found | None:
    """An instrument by the shape of its title: `Convention on ...`, `Constitution of ...`."""
    words = vocabulary()
    start, end = match.span
    title = match.raw_tokens["title"]
    while title.split(" ")[0] in words.pointers and " " in title:
        start += len(title.split(" ")[0]) + 1
        title = title.partition(" ")[2]
    while title[:1].islower() and " " in title:  # what stood behind "Under": the
        start += len(title.split(" ")[0]) + 1
        title = title.partition(" ")[2]
    noun = _noun().search(title) if not _BY_NUMBER.fullmatch(title) else None
    last = title.rpartition(" ")[2]
    if last in _NAMED_BEFORE:
        first = title.partition(" ")[0]
        if _describes(title) or (last == "Convention" and first in _OF_SEVERAL and not match.raw_tokens.get("dated")):
            return None
    elif noun:
        behind = re.findall(r"[A-Z][\w'-]*", title[noun.end() :])
        telling = [word for word in behind if word not in _TELLS_NOTHING]
        if not telling or (noun[1] in _COMMON_NOUNS and len(telling) < 2 and not title[: noun.start()].strip()):
            return None
    dated = match.raw_tokens.get("dated") or ""
    normal = _numbered(" ".join(title.split()), reading, start)
    if dated and title.partition(" ")[0] in _OF_SEVERAL and not _BY_NUMBER.fullmatch(title):
        normal += dated
    year = (
        _YEAR_BEFORE.search(reading.text, max(start - 5, 0), start) if match.raw_tokens.get("dated") is None else None
    )
    if year and title.partition(" ")[0] in _OF_SEVERAL:
        start, normal = year.start(), f"{year.group()}{normal}"
    following = pin_behind(reading, end)
    pin = None
    if following:
        pin, end = following
    return Found(
        reading=reading,
        form="provision" if pin else "named",
        kind="instrument",
        start=start,
        end=end,
        items=(Item(normal, start, start + len(title)),),
        pin=pin,
        facts={"title": normal, "listed": ""},
    )


def read_provision(reading: Reading, match: Match) -> Found | None:
    """Articles and the like; the instrument is found by `join_instruments`, or by the resolver where none is named."""
    start, end = match.span
    unit = match.raw_tokens["unit"].lower()
    text = reading.text
    if unit.startswith("section") and not text[start].isupper():
        return None
    pin_start = start
    outer = pin_before(reading, start)
    if outer:
        pin_start = outer[0]
    connector = _CONNECTOR.match(text, end)
    at = connector.end() if connector else -1
    bare = _BARE.match(text, at) if at >= 0 else None
    thereof = _THEREOF.match(text, end)
    facts = {
        "unit": unit,
        "at": str(at),
        "bare": bare.group() if bare else "",
        "common": match.raw_tokens["common"] or "",
        "thereof": "yes" if thereof else "",
    }
    pin = (pin_start, end)
    if bare and connector and connector.group().strip(" ,"):
        end = bare.end()
    return Found(reading=reading, form="provision", kind="provision", start=pin_start, end=end, pin=pin, facts=facts)


@cache
def _comma_behind() -> re.Pattern[str]:
    return re.compile(rf",? ?(?:{fragments()['PARTS']})?")


def join_instruments(provisions: Iterable[Found], instruments: Iterable[Found]) -> list[Found]:
    """Put provisions and their instruments together; what has no partner comes back as it is.

    An instrument may also stand first: `UN Charter, Article 51`.
    """
    by_start = {one.start: one for one in instruments}
    used: set[int] = set()
    joined: list[Found] = []
    for provision in provisions:
        same = by_start.get(provision.start)
        if same and same.pin and same.end >= provision.end:
            continue  # a short form that has taken in the provision
        at = int(provision.facts["at"])
        partner = by_start.get(at)
        if partner is None and at >= 0:
            # a year or a number word before the name is part of the name
            partner = next(
                (by_start[at - k] for k in range(1, 11) if at - k in by_start and by_start[at - k].end > at), None
            )
        if partner and not partner.pin:
            used.add(partner.start)
            joined.append(_join(provision, partner))
        else:
            joined.append(provision)
    for one in by_start.values():
        if one.start in used or one.facts.get("abbreviation") == "article":
            continue
        before = pin_before(one.reading, one.start) if not one.pin else None
        if before:  # a unit that is no form of provision: paragraph 7 of the Document
            joined.append(replace(one, form="provision", start=before[0], pin=before))
            continue
        following = pin_behind(one.reading, one.end) if not one.pin and one.facts.get("listed") else None
        if following and re.match(
            r"(?:[Aa]rt|[Cc]hap|[Aa]nnex|[Pp]reamb|§|[Rr]ule|[Pp]ara)", one.reading.text[following[0][0] :][:9]
        ):
            one = replace(one, form="provision", end=following[1], pin=following[0])
        joined.append(one)
    return joined


def stands_alone(provision: Found) -> bool:
    """True for a provision that may do without the name of its instrument: an article, or one of a bare noun."""
    facts = provision.facts
    return facts["unit"].startswith("art") or bool(facts["bare"] or facts["common"] or facts["thereof"])


def _join(provision: Found, instrument: Found) -> Found:
    return replace(
        instrument,
        form="provision",
        kind="instrument",
        start=provision.start,
        pin=provision.pin,
        facts={**instrument.facts, "provision": "yes"},
    )
