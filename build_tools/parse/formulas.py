"""What the single lines around a letter are, by their form: salutation, close, organ, address, title ...

Each function takes a text on one line, without signs at its edges (`Unit.bare`), and knows nothing of its place.
"""

from __future__ import annotations

import re

from build_tools.parse.dates import find_date, iso_date
from build_tools.parse.words import begins, has_formula, words

_SESSION = re.compile(
    r"\d{1,4}(?:st|nd|rd|th)\s+(?:plenary\s+)?meeting\b|(?:[\w-]+\s+){1,3}(?:special\s+|emergency\s+|resumed\s+|regular\s+|substantive\s+)*(?:session|year|année)\b(?!\s+of\s+\D)",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"(?:^|\n|\s)(?:provisional\s+)?agenda\s+items?\b|^items?\s+\d[^.]*\b(?:agenda|(?:preliminary|supplementary) list)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"(?:oral\s+|press\s+)?(?:statement|declaration|remarks|speech|address|release)\b", re.IGNORECASE)
# "Joint civil society letter"
_JOINT = re.compile(r"(?:joint|open|common)\s[^.;:,]{0,40}\b(?:letter|statement|appeal|declaration)$", re.IGNORECASE)
_HOUSE = re.compile(r"(?:united nations|nations unies|naciones unidas)$", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:english|french|spanish|russian|arabic|chinese)$", re.IGNORECASE)
# "Resolution 1001 (1995)", "45/2. Words of a title", "Resolution adopted by the General Assembly on ..."
_RESOLUTION = re.compile(
    r"(?:draft\s+)?(?:resolution|decision)\s+(?:\d+(?:/\d+)?(?:\s*\(\d{4}\))?[\s.]*$|adopted\s+by\b[^.;:]{0,120}$)"
    r"|\d{1,3}/\d{1,3}\.?\s+(?=[A-Z])[^.;:]{0,240}$",
    re.IGNORECASE,
)
_ADOPTED = re.compile(r"adopted\s+(?:by|at|without|on)\b", re.IGNORECASE)
_ORGAN_SPEAKS = re.compile(r"the\s+(?P<organ>[^,.;:]{4,70}),$", re.IGNORECASE)
_TO = re.compile(r"(?:to|attention|attn|for the attention of)\s*[:.]?\s+(?:the\s+)?", re.IGNORECASE)
_TO_OFFICE = re.compile(r"to\s+(?:the\s+)?", re.IGNORECASE)
_LABELLED_TO = re.compile(r"(?:to|attn|attention|à l'attention de)\s*:", re.IGNORECASE)
_FROM = re.compile(r"from\s*:\s+\S", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?(?:\d|[ivx]+\b|[-–—:]|as stated|to:|à)", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?:\b(?:tel|phone|telephone|fax|tél|mobile)\b\s*\.?\s*[:/]?\s*\(?\+?\d|\be-?mail\s*:|\bwww\.|\bhttps?://|\S@\S+\.\S|"
    r"\b(?:p\.?\s?o\.?\s+box|case postale|postfach)\b)",
    re.IGNORECASE,
)
_REACHED = re.compile(r"tel|fax|phone|tél|mobile|www|http|@", re.IGNORECASE)
_SIGN = re.compile(r"[(\[/]\s*(?:\*|_)*\s*(?:original\s+)?")
# Titles of circulated letters; those of reports and statements may be agenda items as well.
_DATED = re.compile(r"[^.;:]{0,40}\b(?:dated|datée?s?|de fecha)\b", re.IGNORECASE)
_CLOSING_WORDS = words("close") | words("close_wish") | words("close_beside")
_WORD = re.compile(r"[^\W_]+")
_POSTSCRIPT = re.compile(r"p\.?\s?s\.?[\s:.]", re.IGNORECASE)


def is_salutation(text: str) -> bool:
    """True for "Dear Ms. Arden,", "Excellency", "Mr. President:" and nothing more on the line."""
    if len(text) > 130 or (match := begins("salutation").match(text)) is None:
        return False
    count = len(text.split())
    if text.endswith((",", ":", "!", "，")):
        return count <= 14
    # Without a sign at its end only the bare formula or "Dear ..." is one: "Sir Edmund Grey" begins an address.
    alone = not text[match.end() :].strip(" .;")
    return alone or (count <= 6 and match[0].lower() in ("dear", "your excellency") and not text.endswith((".", ";")))


def is_opening(text: str) -> bool:
    """True for the sentence with which a note verbale begins."""
    return len(text) > 60 and has_formula("opening_formula", text[:600])


def is_close(text: str) -> bool:
    """True for a complimentary close: a word or two by themselves, or a formula in a sentence."""
    if len(text) <= 80:
        line = text.rstrip(",.!; ").lower()
        if line in words("close_phrase"):
            return True
        said = _WORD.findall(line)
        if 0 < len(said) <= 10 and _CLOSING_WORDS.issuperset(said):
            return not words("close").isdisjoint(said) or (
                said[0] in words("close_beside") and not words("close_wish").isdisjoint(said)
            )
    return 20 < len(text) <= 700 and has_formula("close_formula", text)


def begins_close(text: str) -> bool:
    """True for a line with which a close on several lines begins: "I am, Sir,", "I have the honour to be,"."""
    return len(text) <= 100 and begins("close_begins").match(text) is not None


def is_signed(text: str) -> bool:
    """True for "(Signed) A. Name", "[signed]", "Signed: A. Name"; not for "Signed agreements are in force"."""
    if len(text) > 300:
        return False
    sign = _SIGN.match(text)
    inner = text[sign.end() :].lstrip("*_ ") if sign else text
    match = begins("signed").match(inner)
    if match is None:
        return text.startswith("/s/")
    rest = inner[match.end() :].lstrip("*_. ")
    return rest[:1] in (")", "]", "/", ":", "") or (inner != text and rest[:1].isupper())


def is_postscript(text: str) -> bool:
    """True for "P.S. ..." behind a signature."""
    return _POSTSCRIPT.match(text) is not None


def _labelled(name: str, text: str, limit: int) -> bool:
    if len(text) > limit or (match := begins(name).match(text)) is None:
        return False
    rest = text[match.end() :].lstrip(" *_")
    if rest.startswith(("(s)", ".")):
        rest = rest.removeprefix("(s)").removeprefix(".").lstrip()
    return rest[:1] in (":", "") or _NUMBERED.match(rest) is not None


def is_enclosure(text: str) -> bool:
    """True for "Encl.: 3", "Enclosure: 4 pages", "Attachments: ...", "Annex: ..." on a short line."""
    return _labelled("enclosure", text, 400)


def is_copy(text: str) -> bool:
    """True for "cc: ...", "Copy to: ...", "Copies:" and the like."""
    match = begins("copy").match(text)
    if match is None or len(text) > 1200:
        return False
    return ":" in text[match.end() : match.end() + 14] or len(text) < 12 or match[0].lower().startswith("cc")


def is_honorific(text: str) -> bool:
    """True for a name with a title before it, as an address begins."""
    if len(text) > 500:
        return False
    match = begins("honorific").match(text := _TO.sub("", text, count=1) if _TO.match(text) else text)
    if match is None:
        return False
    rest = text[match.end() :].lstrip(". ")
    # "M." and "Hon." are titles, "M" alone is an initial or a word.
    dotted = len(match[0]) > 1 or text[match.end() :].startswith(".")
    return dotted and rest[:1].isupper()


def is_institution(text: str) -> bool:
    """True for the name of an office or body, or of who holds it: "Office of ...", "The Permanent Mission of ..."."""
    if len(text) > 500:
        return False
    start = match.end() if (match := _TO.match(text)) else 4 if text[:4].lower() == "the " else 0
    return begins("institution").match(text, start) is not None


def is_spoken(text: str) -> bool:
    """True for the title of what was said or given to the press: "Statement by ...", "Press release"."""
    return _SPOKEN.match(text) is not None


def is_remark(text: str) -> bool:
    """True for a remark on how a letter is sent or read: "By fax", "Check against delivery", "(Translation)"."""
    return len(text) <= 120 and begins("remark").match(text.lstrip("([")) is not None


def is_state_office(text: str) -> bool:
    """True for an office of a state or of an organization of states, or for who holds it: "The Minister for ..."."""
    if len(text) > 300:
        return False
    return begins("state_office").match(text, 4 if text[:4].lower() == "the " else 0) is not None


def is_addressed(text: str) -> bool:
    """True for "To: ...", "To the President of ..." before a name or an office."""
    if len(text) > 300:
        return False
    match = _TO_OFFICE.match(text)
    named = match is not None and any(begins(name).match(text, match.end()) for name in ("institution", "honorific"))
    return named or _LABELLED_TO.match(text) is not None


def is_from(text: str) -> bool:
    """True for "From: ..." before a name."""
    return len(text) <= 300 and _FROM.match(text) is not None


def is_contact(text: str) -> bool:
    """True for a street with a telephone, a fax, an address of the web: the foot or the head of letter paper."""
    if len(text) > 300 or _CONTACT.search(text) is None:
        return False
    # "To add your name, write to office@wells.example" is a sentence.
    plain = [word for word in text.split() if word.strip(",;:").isalpha()]
    return sum(word[0].islower() for word in plain) < max(4, len(plain) / 2)


def is_reached(text: str) -> bool:
    """True for a line of letter paper with a telephone or an address of the web; a box or a street alone is none."""
    return is_contact(text) and _REACHED.search(text) is not None


def is_title(text: str) -> bool:
    """True for what a circulated letter, a statement or a resolution is called."""
    if len(text) > 700:
        return False
    return begins("title").match(text) is not None or is_resolution_title(text) or _JOINT.match(text) is not None


def is_dated_title(text: str) -> bool:
    """True for "Letter dated ...", "Identical notes verbales dated ..."."""
    return is_title(text) and _DATED.match(text) is not None


def is_subject(text: str) -> bool:
    """True for "Subject: ...", "Re: ..." on a line of its own."""
    if len(text) > 500 or (match := begins("subject").match(text)) is None:
        return False
    return match[0].endswith(":") or text[match.end() :].lstrip(" *_\u00a0")[:1] in (":", "：")


def is_organ(text: str) -> bool:
    """True for an organ with or without its session, also two organs or columns of one masthead run together."""
    if len(text) > 200:
        return False
    match = begins("organ").match(text)
    if match is None:
        return len(text) <= 60 and text[-1:] not in ".;:," and _SESSION.match(text) is not None
    rest = text[match.end() :].strip(" *_-–—")
    beside = ("organ", "distribution")
    return (
        not rest
        or any(begins(name).match(rest) for name in beside)
        or _SESSION.match(rest) is not None
        or _AGENDA.match(rest) is not None
        or ((date := find_date(rest)) is not None and date.start() <= 1)
    )


def is_distribution(text: str) -> bool:
    """True for "Distr.: General", "Original: English"."""
    return len(text) <= 120 and begins("distribution").match(text.lstrip("[(")) is not None


def is_agenda(text: str) -> bool:
    """True for "Agenda items 20 and 31", also behind an organ."""
    return len(text) <= 300 and _AGENDA.search(text) is not None


def is_house(text: str) -> bool:
    """True for the name of the organization alone, which heads a masthead."""
    return _HOUSE.match(text) is not None


def is_language(text: str) -> bool:
    """True for the name of an official language alone, as old mastheads have it."""
    return len(text) <= 8 and _LANGUAGE.match(text) is not None


def is_adopted(text: str) -> bool:
    """True for "Adopted by ... at its 12th meeting, on 3 May 2001", which dates a resolution."""
    return len(text) <= 260 and _ADOPTED.match(text) is not None and iso_date(text) is not None


def is_resolution_title(text: str) -> bool:
    """True for "Resolution 1001 (1995)" by itself, "45/2. The right to water", "Resolution adopted by ..."."""
    return len(text) <= 300 and _RESOLUTION.match(text) is not None


def speaking_organ(text: str) -> str:
    """The organ of "The General Assembly," by itself, with which a resolution begins; else empty."""
    match = _ORGAN_SPEAKS.match(text.replace("*", "").replace("_", "")) if len(text) <= 90 else None
    return match["organ"] if match and begins("organ").match(match["organ"]) else ""
