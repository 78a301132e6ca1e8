"""Names of cases, and the words that stand around the citation of an order or judgment."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache

from build_tools.citations.around import back_over, italic_ending
from build_tools.citations.fragments import fragments
from build_tools.citations.reading import Reading
from build_tools.citations.vocabulary import vocabulary

_STAGE = (
    r"(?:Provisional Measures|Interim Measures(?: of Protection)?|Merits|Preliminary Objections?"
    r"|Jurisdiction(?: and Admissibility)?"
    r"|Admissibility|Reparations?|Compensation(?: Owed[^,]{0,60})?|Just Satisfaction|Counter-Claims|Intervention"
    r"|Application (?:to Intervene|for Permission to Intervene)|Request for [A-Z][^,]{0,120}"
    r"|Modification of [A-Z][^,]{0,80}"
    r"|\[GC\]|\((?:merits|just satisfaction|dec\.|preliminary objections|striking out|merits and just satisfaction)\))"
)
_KINDS = {"order": "Order", "judg": "Judgment", "advi": "Advisory Opinion", "deci": "Decision", "ruli": "Ruling",
          "awar": "Award", "arbi": "Award", "part": "Partial Award", "fina": "Final Award"}  # fmt: skip


@cache
def patterns_of_rulings() -> dict[str, re.Pattern[str]]:
    """Patterns of the words around a ruling, by name."""
    shared = fragments()
    cap, names, court = shared["CAP"], shared["NAMES"], shared["COURT"]
    # a party: a State, a person, an office; "Others" and a number belong to the case
    party = rf"(?:(?:the )?{cap}(?:(?: (?:of|the|and|de|du|for|von|van)){{0,2}} {cap}){{0,8}})"
    numbered = r"(?: \((?:[IVX]{1,4}|[Nn]o\. ?\d{1,2})\))?"
    versus = rf"(?P<case>{party} v\.? {party}(?: and (?:[Oo]thers|[Aa]nother))?{numbered})"
    return {
        "stage": re.compile(rf",? ?{_STAGE}"),
        "versus-before": re.compile(rf"{versus}\Z"),
        "versus": re.compile(versus),
        "case-behind": re.compile(
            r",? (?:in|concerning|\()(?: ?the)?"
            r"(?: ?(?:case|cases|matter|proceedings)(?: (?:of|concerning|between))?(?: the)?)? ?"
            rf"\"?{versus}\"?\)?"
        ),
        "in-brackets": re.compile(rf" \({versus}\)"),
        "court-behind": re.compile(
            rf"(?:, (?:of |by |from |in )?| (?:of|by|from|in) )(?:the )?(?P<court>{court})(?!\w)(?! [A-Z])"
        ),
        "court-owner": re.compile(rf"(?P<court>{court})(?:'s|,? in its| (?:in|by) its) \Z"),
        "court-first": re.compile(rf"(?P<court>{court})(?:,|:) ?\"?\Z"),
        "towards": re.compile(
            rf",? (?:in respect of|with respect to|addressed to|directed (?:to|at)|against) (?:the )?(?P<party>{names})"
        ),
        "reports": re.compile(rf",? (?:(?P<place>{shared['REPORTS']})|ECHR \d{{4}}(?:-[IVX]{{1,4}})?)"),
        "ruling-behind": re.compile(
            r",? (?P<open>\()?(?P<noun>[Jj]udge?ment(?: and [Ss]entence)?|[Dd]ecision|[Oo]rder|[Aa]ward)"
            r"(?: \([a-z ]+\))?(?: of|,| dated)? "
            rf"(?P<dates>{shared['DATE']})(?(open)\))"
        ),
        "number-behind": re.compile(
            r",? \(?(?:[Aa]pplications?|[Aa]ppls?\.|[Aa]pps?\.)? ?[Nn]os?\. ?(?P<number>\d{1,6}/\d{2})(?![\d/])\)?"
        ),
        "date-behind": re.compile(rf",? (?P<dates>{shared['DATE']})"),
        "stage-behind": re.compile(rf",? {_STAGE}"),
    }


@lru_cache(maxsize=1024)
def short_case(title: str) -> str:
    """The parties of a case as the field names it: the bracket of a long title, else the title."""
    pattern = patterns_of_rulings()["versus"]
    for bracket in reversed(re.findall(r"\(([^()]*(?:\([^()]*\)[^()]*)?)\)", title)):
        match = pattern.search(bracket)
        if match and " v" in bracket:
            return re.sub(r" v\.? ", " v. ", match["case"])
    match = pattern.search(title)
    return re.sub(r" v\.? ", " v. ", match["case"]).removeprefix("the ") if match else title


def kind_of_ruling(noun: str) -> str:
    """Order, Judgment, Advisory Opinion, Decision or Ruling."""
    return _KINDS[noun.lower()[:5] if noun.lower().startswith("order") else noun.lower()[:4]]


def _stage_before(text: str, stop: int) -> int:
    """Where the stage of a case begins that ends at a position, with the sign before it; -1 where none does."""
    low = max(stop - 160, 0)
    for sign in (",", " [", " ("):
        begin = text.rfind(sign, low, stop)
        if begin >= 0 and patterns_of_rulings()["stage"].fullmatch(text, begin, stop):
            return begin
    return -1


def title_before(reading: Reading, at: int) -> tuple[int, str] | None:
    """The title of a case that ends before a position, with the stage between: its start and the title."""
    text = reading.text
    stop = back_over(reading, at)
    for _ in range(4):
        begin = _stage_before(text, stop)
        if begin < 0:
            break
        stop = back_over(reading, begin)
    if stop == at:
        return None
    called = _CALLED_A_CASE.search(text, max(stop - 12, 0), stop)
    if called and italic_ending(reading, called.start()):
        stop = called.start()
    italic = italic_ending(reading, stop)
    if italic:
        return italic[0], text[slice(*italic)]
    if text[max(stop - 1, 0) : stop] == ")" and "(" in text[max(stop - 120, 0) : stop]:
        opened = text.rindex("(", 0, stop)
        if _DOCKET.match(text, opened + 1):
            return None  # the number of the case, which another form reads
        before = back_over(reading, opened, " ")
        italic = italic_ending(reading, before)
        if italic:  # the parties stand in brackets behind the title in italics
            return italic[0], text[italic[0] : stop]
        long = _long_title().search(text, max(opened - 160, 0), opened)
        if long and patterns_of_rulings()["versus"].fullmatch(text, opened + 1, stop - 1):
            return _without_pointers(long.start(), text[long.start() : stop])
    return _named_parties(reading, stop)


_DOCKET = re.compile(r"(?:[Cc]ase [Nn]o\. )?(?:IT|ICTR|MICT|SCSL|STL|ICC)-\w")
# the *Coast of Arcadia* case
_CALLED_A_CASE = re.compile(r" [Cc]ases?\Z")


@cache
def _long_title() -> re.Pattern[str]:
    shared = fragments()
    small = rf"(?:{shared['SMALL']}|along|between|over|off|at|near)"
    return re.compile(rf"(?<![\w'-]){shared['CAP']}(?: (?:{small} ){{0,4}}{shared['CAP']}){{0,24}} \Z")


_TO_TITLE = re.compile(r",? (?P<word>on|concerning|in|in the (?:case|matter)(?: of| concerning)?|,)(?: the)? ?\Z")


def title_behind(reading: Reading, end: int, kind: str) -> tuple[int, str] | None:
    """The title in italics that follows a ruling: `Advisory Opinion of ... on *Title*`; its end and the title.

    Opinions have no parties; behind any other ruling the title must name the parties, or be called a case.
    """
    index = bisect_left(reading.italics, (end, 0))
    if index == len(reading.italics) or reading.italics[index][0] > end + 26:
        return None
    first, last = reading.italics[index]
    title, lead = reading.text[first:last], _TO_TITLE.fullmatch(reading.text[end:first])
    if not lead or not title[:1].isupper():
        return None
    if kind != "Advisory Opinion" and "case" not in lead["word"] and not patterns_of_rulings()["versus"].search(title):
        return None
    return last, title


def _named_parties(reading: Reading, stop: int) -> tuple[int, str] | None:
    """The parties of a case that end at a position: `Ruritania v. Arcadia`."""
    low = max(stop - 160, 0)
    if reading.text.rfind(" v", low, stop) < 0:
        return None
    match = patterns_of_rulings()["versus-before"].search(reading.text, low, stop)
    if not match:
        return None
    return _without_pointers(match.start("case"), match["case"])


def _without_pointers(start: int, case: str) -> tuple[int, str]:
    while case.split(" ")[0] in vocabulary().pointers:  # "In Roe v. Arcadia" begins with Roe
        first = case.split(" ")[0]
        start, case = start + len(first) + 1, case[len(first) + 1 :]
    return start, case


def case_directly_before(reading: Reading, start: int) -> tuple[int, str] | None:
    """A case whose name stands directly before, with a bracket or a sign of the Grand Chamber between."""
    text = reading.text
    stop = back_over(reading, start, " ,(")
    begin = _stage_before(text, stop)
    if begin >= 0:
        stop = back_over(reading, begin)
    italic = italic_ending(reading, stop)
    if italic:
        return italic[0], text[slice(*italic)]
    return _named_parties(reading, stop)
