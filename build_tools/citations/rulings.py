"""Orders, judgments and opinions of courts: by court, case and date in any order; applications; case numbers."""

from __future__ import annotations

import re
from functools import cache

from citeurl.citation import Citation as Match  # type: ignore[import-untyped]  # ships no types

from build_tools.citations.around import back_over, italic_ending, pin_before, pin_behind
from build_tools.citations.dates import read_dates
from build_tools.citations.forms import fragments
from build_tools.citations.found import Found, Item
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
# how the words end that lead from a court to its ruling
_BEFORE_COURT = {"court-owner": ("'s", " its"), "court-first": (",", ":")}
_KINDS = {"order": "Order", "judg": "Judgment", "advi": "Advisory Opinion", "deci": "Decision", "ruli": "Ruling"}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
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
        "reports": re.compile(
            r",? (?:I\.? ?C\.? ?J\.? Reports \d{4}(?:-\d{4})?(?: \([IVX]{1,4}\))?|ECHR Reports \d{4}(?:-[IVX]{1,4})?"
            r"|ECHR \d{4}(?:-[IVX]{1,4})?|Reports of Judgments and Decisions \d{4}(?:-[IVX]{1,4})?"
            r"|Series A [Nn]o\. ?\d{1,3}(?:-[A-Z])?)"
        ),
        "ruling-behind": re.compile(
            r",? (?P<open>\()?(?P<noun>[Jj]udge?ment|[Dd]ecision|[Oo]rder)(?: \([a-z ]+\))?(?: of|,| dated)? "
            rf"(?P<dates>{shared['DATE']})(?(open)\))"
        ),
        "date-behind": re.compile(rf",? (?P<dates>{shared['DATE']})"),
        "stage-behind": re.compile(rf",? {_STAGE}"),
    }


def short_case(title: str) -> str:
    """The parties of a case as the field names it: the bracket of a long title, else the title."""
    pattern = _patterns()["versus"]
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
        if begin >= 0 and _patterns()["stage"].fullmatch(text, begin, stop):
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
    italic = italic_ending(reading, stop)
    if italic:
        return italic[0], text[slice(*italic)]
    if text[max(stop - 1, 0) : stop] == ")" and "(" in text[max(stop - 120, 0) : stop]:
        opened = text.rindex("(", 0, stop)
        before = back_over(reading, opened, " ")
        italic = italic_ending(reading, before)
        if italic:  # the parties stand in brackets behind the title in italics
            return italic[0], text[italic[0] : stop]
    return _named_parties(reading, stop)


def _named_parties(reading: Reading, stop: int) -> tuple[int, str] | None:
    """The parties of a case that end at a position: `Ruritania v. Arcadia`."""
    low = max(stop - 160, 0)
    if reading.text.rfind(" v", low, stop) < 0:
        return None
    match = _patterns()["versus-before"].search(reading.text, low, stop)
    if not match:
        return None
    start, case = match.start("case"), match["case"]
    while case.split(" ")[0] in vocabulary().pointers:  # "In Roe v. Arcadia" begins with Roe
        first = case.split(" ")[0]
        start, case = start + len(first) + 1, case[len(first) + 1 :]
    return start, case


def read_ruling(reading: Reading, match: Match) -> Found | None:
    """An order or judgment by its date or report; court and case are taken in where they stand beside it."""
    text, patterns = reading.text, _patterns()
    raw = match.raw_tokens
    start, end = match.span
    kind = kind_of_ruling(raw["noun"])
    dates_at = match.match.start("dates") if raw.get("dates") else 0
    dates = read_dates(raw["dates"]) if raw.get("dates") else ()
    court, case, party = raw.get("court") or "", "", ""
    if (
        raw.get("dates")
        and start == match.match.start("dates")
        and re.match(r"\s?[a-z]+", text[end:])
        and raw["noun"].endswith("order")
        and not re.search(r"(?:'s|the|its|their|of|by|modify|under) \Z", text[max(start - 12, 0) : start])
    ):
        return None  # "On 3 May 2019 order was restored": a date and a word that only happen to meet
    titled = title_before(reading, start)
    if titled:
        start, case = titled[0], short_case(titled[1])
    for name in ("court-owner", "court-first"):
        if court or not text[max(start - 40, 0) : start].rstrip(' "').endswith(_BEFORE_COURT[name]):
            continue
        owner = patterns[name].search(text, max(start - 90, 0), start)
        if owner:
            court = owner["court"]
            if name == "court-first" and titled:
                start = owner.start()
    if raw.get("reports"):
        court = court or ("ICJ" if raw["reports"].startswith("I") else "")
    for _ in range(4):
        following = None if court else patterns["court-behind"].match(text, end)
        if following:
            court, end = following["court"], following.end()
            continue
        following = (
            None if case else patterns["case-behind"].match(text, end) or patterns["in-brackets"].match(text, end)
        )
        if following:
            case, end = short_case(following["case"]), following.end()
            continue
        following = patterns["towards"].match(text, end) if not party and not case else None
        if following:
            party, end = following["party"], following.end()
            continue
        following = patterns["reports"].match(text, end)
        if following:
            court, end = court or ("ICJ" if "J" in following.group()[:9] else "ECtHR"), following.end()
            continue
        break
    pin = pin_before(reading, start)
    if pin:
        start = pin[0]
    else:
        behind = pin_behind(reading, end)
        if behind:
            pin, end = behind
    offset = dates_at
    items = tuple(
        Item(
            "", offset + one.start if index else min(match.span[0], offset + one.start), offset + one.end, date=one.iso
        )
        for index, one in enumerate(dates)
        if one.iso
    )
    if dates and not items:
        return None
    return Found(
        reading=reading,
        form="order" if dates else "judgment",
        kind="ruling",
        start=start,
        end=end,
        items=items or (Item("", start, end),),
        pin=pin,
        date=items[0].date if len(items) == 1 else "",
        facts={
            "noun": kind,
            "court": vocabulary().courts.get(court.lower(), court),
            "case": case,
            "party": party,
            "reports": raw.get("reports") or "",
        },
    )


def read_application(reading: Reading, match: Match) -> Found | None:
    """A case of the European Court of Human Rights by its application number."""
    text, patterns = reading.text, _patterns()
    start, end = match.span
    titled = title_before(
        reading, back_over(reading, start, " ,(") + (1 if text[start - 1 : start] == "(" else 0) or start
    )
    if not titled:
        titled = _case_before(reading, start)
    word = match.raw_tokens["word"]
    if not titled and not word:
        return None  # "No. 12345/06" alone may be any file
    case = short_case(titled[1]) if titled else ""
    if not word and " v" not in case:
        return None
    opened = text[max(start - 1, 0) : start] == "("
    if titled:
        start = titled[0]
    if opened and text[end : end + 1] == ")":
        end += 1
    date = ""
    for _ in range(5):
        following = patterns["ruling-behind"].match(text, end)
        if following:
            date, end = read_dates(following["dates"])[0].iso, following.end()
            continue
        following = patterns["reports"].match(text, end) or patterns["stage-behind"].match(text, end)
        if following:
            end = following.end()
            continue
        following = patterns["date-behind"].match(text, end) if not date else None
        if following:
            date, end = read_dates(following["dates"])[0].iso, following.end()
            continue
        break
    pin = pin_before(reading, start)
    if pin:
        start = pin[0]
    else:
        behind = pin_behind(reading, end)
        if behind:
            pin, end = behind
    numbers = re.finditer(r"\d+/\d\d", text[match.match.start("numbers") : match.match.end("numbers")])
    begin = match.match.start("numbers")
    named = f"{case}, " if case else ""
    items = tuple(
        Item(f"ECtHR, {named}no. {one.group()}", begin + one.start(), begin + one.end(), date=date) for one in numbers
    )
    facts = {"noun": "Judgment", "court": "ECtHR", "case": case, "number": items[0].authority.rpartition(" ")[2]}
    return Found(
        reading=reading,
        form="judgment",
        kind="application",
        start=start,
        end=end,
        items=items,
        pin=pin,
        date=date,
        facts=facts,
    )


def _case_before(reading: Reading, start: int) -> tuple[int, str] | None:
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


def read_tribunal(reading: Reading, match: Match) -> Found | None:
    """A case of a criminal tribunal by its number, with the judgment or decision named behind it."""
    text, patterns = reading.text, _patterns()
    start, end = match.span
    number = match.raw_tokens["number"]
    court = next((short for begin, short in vocabulary().dockets if number.startswith(begin)), "")
    titled = _case_before(reading, start)
    case = short_case(titled[1]) if titled else ""
    if titled:
        start = titled[0]
    date, ruling = "", ""
    following = patterns["ruling-behind"].match(text, end)
    if following:
        date, end = read_dates(following["dates"])[0].iso, following.end()
        ruling = f", {kind_of_ruling(following['noun'])} of {_printed(following['dates'])}"
    behind = pin_behind(reading, end)
    pin = None
    if behind:
        pin, end = behind
    named = f"{case}, " if case else ""
    authority = f"{court}, {named}Case No. {number}{ruling}"
    return Found(
        reading=reading,
        form="judgment",
        kind="application",
        start=start,
        end=end,
        items=(Item(authority, start, end, date=date),),
        pin=pin,
        date=date,
        facts={"court": court, "case": case, "number": number},
    )


def _printed(date: str) -> str:
    from build_tools.citations.normal import english_date

    read = read_dates(date)
    return english_date(read[0].iso) if read and read[0].iso else date
