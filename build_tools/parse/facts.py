"""What a letter says of itself: kind, date, place, reference, symbol, sender, recipients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from build_tools.model.letter import Kind
from build_tools.parse import formulas as is_
from build_tools.parse.dates import dateline_place, is_dateline, iso_date
from build_tools.parse.references import reference, symbols
from build_tools.parse.unit import Unit
from build_tools.parse.words import words

_FROM = re.compile(
    r"\bfrom\s+(?:the\s+)?(?P<sender>.+?)(?:,?\s+addressed\s+to\s+(?:the\s+)?(?P<to>.+))?$", re.IGNORECASE | re.DOTALL
)
_SUBMITTED = re.compile(
    r"\b(?:submitted|presented|statement|report)\s+(?:jointly\s+)?by\s+(?:the\s+)?(?P<sender>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_COMPLIMENTS = re.compile(
    r"^(?:the\s+)?(?P<sender>.+?)\s+presents?\s+(?:its|their|his|her|the)\s+compliments\s+to\s+(?:the\s+)?(?P<to>.+?)"
    r"(?=,?\s+and,?\s+(?:has|have|with|in|wish|would|is|refer|pursuant|further|on|takes|upon)|[,;.]|$"
    r"|,?\s+(?:with|in|has|have|wishes|would|regarding|concerning|on|upon|referring)\b(?!\s+(?:other|for|of)\b))",
    re.IGNORECASE | re.DOTALL,
)
_COMPLIMENTS_FR = re.compile(
    r"^(?:l[ae’']\s*|les\s+)?(?P<sender>.+?)\s+présenten?t?\s+(?:ses|leurs)\s+compliments\s+(?:au|à\s+l[ae’']|aux)\s*(?P<to>.+?)"
    r"(?=,?\s+(?:et|avec|en|a|ont|ayant|suite)\s+(?:l[’']|a\b|ont\b|réf|se\b|son\b)|[,;.]|$)",
    re.IGNORECASE | re.DOTALL,
)
# In the languages below who is addressed stands in another case, so that the address itself is better.
_COMPLIMENTS_OTHER = re.compile(
    r"^(?P<sender>.+?)\s+(?:свидетельству[ею]т\s+сво[её]|saluda\s+(?:muy\s+)?atentamente|apresenta\s+(?:os\s+)?seus"
    r"|presenta\s+i\s+suoi|beehrt\s+sich)\b(?:\s+уважение|\s+cumprimentos|\s+complimenti)?\s*(?P<to>.{0,300}?)"
    r"(?=,?\s+(?:и|y|e|und)\s|[,;.]|$)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED = re.compile(r"^\W*(?:signed|sgd|signatures?|signator(?:y|ies)|the undersigned)\b\W*", re.IGNORECASE)
_TO = re.compile(r"^(?:(?:to|attention|attn|from)\s*:\s*|to\s+)(?:the\s+)?", re.IGNORECASE)
_AND_TO = re.compile(r"\s+and\s+(?:to\s+)?the\s+(?=[A-Z])")
# What stands far to the right on a line of print is another matter: a date, "By fax".
_COLUMNS = re.compile(r"\s{3,}|\t")
# So many lines of an address name who it is; a street and a town follow.
_NAMED = 2
_NUMBER = re.compile(r"^\(?\d{1,3}[.)]\s+")
_ARTICLE = re.compile(r"^(?:the|la|el|die|der|a)\s+", re.IGNORECASE)
_TO_OTHER = re.compile(r"^(?:a\s+la|al|a\s+los|a\s+las|ao|à|all[ao]|der|dem|den)\s+", re.IGNORECASE)


class Facts(NamedTuple):
    """Fields of `Letter` that come from single blocks."""

    kind: Kind
    date: str | None
    place: str | None
    reference: str | None
    symbol: str | None
    sender: tuple[str, ...]
    recipients: tuple[str, ...]


def facts(units: Sequence[Unit]) -> Facts:
    """Read the facts from units with their roles; None or () where the letter does not show them."""
    own = _before_annex(units)
    by_role: dict[str, list[Unit]] = {}
    for unit in own:
        by_role.setdefault(str(unit.role), []).append(unit)
    titles = [unit.bare for unit in by_role.get("title", [])]
    kind = _kind(by_role, titles, own)
    date, place = _date(by_role, titles, kind)
    sender, recipients = _parties(by_role, titles, kind)
    lines = [unit.bare for unit in by_role.get("reference", [])]
    found = [(symbols(line), reference(line) or line) for line in lines]
    return Facts(
        kind=kind,
        date=date,
        place=place,
        reference=next((value for symbol, value in found if symbol is None and any(c.isdigit() for c in value)), None),
        symbol=next((symbol for symbol, _ in found if symbol is not None), None),
        sender=sender,
        recipients=recipients,
    )


def _before_annex(units: Sequence[Unit]) -> Sequence[Unit]:
    """The letter itself: an annex behind its signature has its own date and signatories."""
    signed = False
    for n, unit in enumerate(units):
        if signed and unit.role == "heading" and not unit.before_note:
            return units[:n]
        signed = signed or unit.role in ("signature", "close")
    return units


def _kind(by_role: dict[str, list[Unit]], titles: list[str], units: Sequence[Unit]) -> Kind:
    if any(map(is_.is_resolution_title, titles)) or any(is_.speaking_organ(unit.bare) for unit in units[:16]):
        return "resolution"
    has_symbol = any(symbols(unit.bare) for unit in by_role.get("reference", []))
    if "organ" in by_role or "agenda" in by_role or ("distribution" in by_role and has_symbol):
        return "un document"
    if "opening" in by_role or any(title.lower().startswith("note verbale") for title in titles):
        return "note verbale"
    if any(is_.is_spoken(title) for title in titles) and not by_role.keys() & {"addressee", "close"}:
        return "other"
    if "salutation" in by_role or "close" in by_role or any("letter" in title.lower()[:20] for title in titles):
        return "letter"
    marks = by_role.keys() & {"addressee", "signature", "dateline", "reference"}
    return "letter" if "addressee" in marks and len(marks) > 1 else "other"


def _date(by_role: dict[str, list[Unit]], titles: list[str], kind: Kind) -> tuple[str | None, str | None]:
    """The letter's own date and place: of a circulated letter the date in its title, not the day of distribution.

    A circulated document without any other date has the day on which it was distributed.
    """
    if kind in ("un document", "resolution"):
        for title in titles:
            if dated := iso_date(title):
                return dated, None
    for unit in by_role.get("dateline", []):
        if found := iso_date(unit.bare):
            return found, None if is_.is_adopted(unit.bare) else dateline_place(unit.plain.strip(" *_"))
    roles = ("title", "reference", "letterhead") if kind == "letter" else ("distribution", "organ")
    for role in roles:
        for unit in by_role.get(role, []):
            if role == "organ" and "Distr." not in unit.plain:
                continue  # the days of a session
            for column in _COLUMNS.split(unit.plain) if len(unit.plain) <= 300 else ():
                if is_dateline(column.strip("*_ ")):
                    return iso_date(column), dateline_place(column)
            if len(unit.bare) <= 160 and (found := iso_date(unit.bare)):
                return found, None
    return None, None


def _parties(by_role: dict[str, list[Unit]], titles: list[str], kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    signed = tuple(filter(None, (_lines(unit) for unit in by_role.get("signature", []) if _is_name(unit))))
    addressed = tuple(filter(None, (_lines(unit, most=_NAMED) for unit in by_role.get("addressee", []))))
    opening = next((unit.bare for unit in by_role.get("opening", [])), "")
    if kind == "resolution":
        organ = is_.speaking_organ(opening) or next((unit.bare for unit in by_role.get("organ", [])), "")
        return ((_tidy(organ),) if organ else ()), ()
    title = next((title for title in titles if len(title) < 1000), "")
    if kind == "un document" and (match := _FROM.search(title)):
        names = tuple(name.split(",")[0] for name in signed[:1])
        to = tuple(_tidy(part) for part in _AND_TO.split(match["to"])) if match["to"] else addressed
        return (", ".join((*names, _tidy(match["sender"]))),), to
    if match := _COMPLIMENTS.match(opening[:1200]) or _COMPLIMENTS_FR.match(opening[:1200]):
        return (_tidy(match["sender"]),), (_tidy(match["to"]),)
    if match := _COMPLIMENTS_OTHER.match(opening[:1200]):
        named = _TO_OTHER.sub("", match["to"])
        return (_tidy(_ARTICLE.sub("", match["sender"])),), addressed or ((_tidy(named),) if named else ())
    if kind == "un document" and (match := _SUBMITTED.search(title)):
        return (_tidy(match["sender"]),), addressed
    return signed, addressed


def _is_name(unit: Unit) -> bool:
    """True for the names of a signature; "[signature]", "[Seal]" only say that there is one."""
    text = unit.bare
    described = text.startswith("[") and text.endswith("]") and "\n" not in unit.plain
    return any(c.isalpha() for c in text) and unit.kind != "item" and text[0] != "|" and not described


def _lines(unit: Unit, most: int = 6) -> str:
    """The lines of a signature or an address as one string; lines of a street or a town with figures are left out.

    A line that ends with "of the" and the like, and one that begins with "of" or "to", go on without a comma.
    """
    columns = [_COLUMNS.split(line.strip(" *_,\t")) for line in unit.plain.split("\n")]
    lines = [line[0] if most == _NAMED else " ".join(line) for line in columns]
    named = [line for n, line in enumerate(lines) if line and (n == 0 or not any(c.isdigit() for c in line))]
    told = ""
    taken = 0
    for line in named:
        last = told.rsplit(None, 1)[-1].lower() if told else ""
        goes_on = bool(told) and (
            last in words("unfinished")
            or line.split(None, 1)[0].lower() in _LINKS
            or told.lower() in words("honorific")
        )
        if not goes_on:
            if taken >= most or (told and is_.is_contact(line)):
                break
            # Of what somebody is "President", the next line says.
            taken += not taken or len(line.split()) > 2 or not is_.is_institution(line)
        told += (" " if goes_on else ", " if told else "") + line
    told = _NUMBER.sub("", told)
    told = _TO.sub("", _SIGNED.sub("", told.strip(" ,")))
    return _tidy(_ARTICLE.sub("", told) if is_.is_institution(told) else told)


_LINKS = frozenset(("of", "to", "and", "in", "on", "at", "de", "des", "du", "et"))


def _tidy(text: str) -> str:
    return " ".join(text.replace("*", "").split()).strip(" ,.;:_\\")
