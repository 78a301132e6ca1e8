"""What a letter says of itself: kind, date, place, reference, symbol, sender, recipients."""

from __future__ import annotations

import re
from typing import NamedTuple

from build_tools.model.letter import Kind
from build_tools.parse import masthead as is_
from build_tools.parse.unit import Unit

_FROM = re.compile(
    r"\bfrom\s+(?:the\s+)?(?P<sender>.+?)(?:,?\s+addressed\s+to\s+(?:the\s+)?(?P<to>.+))?$", re.IGNORECASE | re.DOTALL
)
_COMPLIMENTS = re.compile(
    r"^(?:the\s+)?(?P<sender>.+?)\s+presents?\s+(?:its|their|his|her)\s+compliments\s+to\s+(?:the\s+)?"
    r"(?P<to>.+?)(?=,?\s+(?:and|with|in|has|have|wishes|would|regarding|concerning|on|upon)\b|[,;.]|$)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED = re.compile(r"^\W*(?:signed|sgd)\.?\W*\s*", re.IGNORECASE)


class Facts(NamedTuple):
    """Fields of `Letter` that come from single blocks."""

    kind: Kind
    date: str | None
    place: str | None
    reference: str | None
    symbol: str | None
    sender: tuple[str, ...]
    recipients: tuple[str, ...]


def facts(units: list[Unit]) -> Facts:
    """Read the facts from units with their roles; None or () where the letter does not show them."""
    by_role: dict[str, list[Unit]] = {}
    for unit in units:
        by_role.setdefault(str(unit.role), []).append(unit)
    title = next((is_.bare(unit) for unit in by_role.get("title", [])), "")
    opening = next((unit.bare for unit in by_role.get("opening", [])), "")
    kind = _kind(by_role, units)
    symbols = [is_.symbol(is_.bare(u)) for u in by_role.get("reference", []) if is_.is_symbol(u)]
    references = [is_.reference(is_.bare(u)) for u in by_role.get("reference", [])]
    date, place = _date(by_role, title, kind)
    sender, recipients = _parties(by_role, title, opening, kind)
    return Facts(
        kind=kind,
        date=date,
        place=place,
        reference=next((found for found in references if found), None),
        symbol=next((found for found in symbols if found), None),
        sender=sender,
        recipients=recipients,
    )


def _kind(by_role: dict[str, list[Unit]], units: list[Unit]) -> Kind:
    resolved = any(is_.is_resolution_title(unit) for unit in by_role.get("title", []))
    if resolved or any(is_.organ_speaks(unit) for unit in units[:12]):
        return "resolution"
    if "organ" in by_role or "distribution" in by_role or "agenda" in by_role:
        return "un document"
    if "opening" in by_role:
        return "note verbale"
    if "salutation" in by_role or "close" in by_role or ("addressee" in by_role and "signature" in by_role):
        return "letter"
    return "other"


def _date(by_role: dict[str, list[Unit]], title: str, kind: Kind) -> tuple[str | None, str | None]:
    """The letter's own date: of a circulated letter the one in its title, never the day of distribution."""
    if kind in ("un document", "resolution") and (dated := is_.iso_date(title)):
        return dated, None
    for unit in by_role.get("dateline", []):
        if found := is_.iso_date(unit.bare):
            return found, None if is_.is_adopted(unit) else is_.dateline_place(unit.bare)
    return None, None


def _parties(
    by_role: dict[str, list[Unit]], title: str, opening: str, kind: Kind
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    signed = tuple(_lines(unit) for unit in by_role.get("signature", []))
    addressed = tuple(_lines(unit, most=2) for unit in by_role.get("addressee", []))
    match = _COMPLIMENTS.match(opening) if opening else None
    if match:
        return (_tidy(match["sender"]),), addressed or (_tidy(match["to"]),)
    match = _FROM.search(title) if kind == "un document" else None
    if match:
        names = tuple(name.split(",")[0] for name in signed[:1])
        sender = ", ".join((*names, _tidy(match["sender"])))
        return (sender,), (_tidy(match["to"]),) if match["to"] else addressed
    return tuple(name for name in signed if name), addressed


def _lines(unit: Unit, most: int = 6) -> str:
    """The lines of a signature or an address as one string; lines of a street or a town with figures are left out."""
    lines = [line.strip(" *_,") for line in unit.plain.split("\n")]
    named = [line for n, line in enumerate(lines) if line and (n == 0 or not any(c.isdigit() for c in line))]
    return _SIGNED.sub("", ", ".join(named[:most])).strip()


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,.;:*_")
