"""Normal forms: how the field writes an authority without pinpoint, derived by rule from its parts.

Sources: United Nations Editorial Manual (symbols, resolutions); the citation notes of the International Court of
Justice and of the European Court of Human Rights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from build_tools.model.authority import AuthorityKind


class Court(NamedTuple):
    """How the field abbreviates a court and calls the numbers of its cases."""

    name: str
    short: str
    docket: str
    """Words before the number of a case: General List No., application No."""


COURTS: tuple[Court, ...] = (
    Court("International Court of Justice", "ICJ", "General List No."),
    Court("Permanent Court of International Justice", "PCIJ", "General List No."),
    Court("European Court of Human Rights", "ECtHR", "application No."),
    Court("Inter-American Court of Human Rights", "IACtHR", "case No."),
    Court("African Court on Human and Peoples’ Rights", "ACtHPR", "application No."),
    Court("International Criminal Court", "ICC", "case No."),
    Court("International Criminal Tribunal for the former Yugoslavia", "ICTY", "case No."),
    Court("International Criminal Tribunal for Rwanda", "ICTR", "case No."),
    Court("International Tribunal for the Law of the Sea", "ITLOS", "case No."),
    Court("Court of Justice of the European Union", "CJEU", "case"),
    Court("Permanent Court of Arbitration", "PCA", "case No."),
)
_COURTS = {name.casefold(): court for court in COURTS for name in (court.name, court.short)}

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# S/RES/822 (1993), A/HRC/RES/5/2, A/HRC/DEC/17/119; the number is all that follows
_NUMBERED = re.compile(r"/(RES|DEC)/(.+)$", re.IGNORECASE)


def court(name: str) -> Court:
    """Find a court by its name or abbreviation; one that is not in the list is called by its own name."""
    return _COURTS.get(name.replace("'", "’").casefold(), Court(name, name, "No."))


def is_iso_date(text: str) -> bool:
    """True for a calendar date of ISO 8601 to the day, month or year: 2008-03-14, 2008-08, 1995."""
    match = _ISO.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def english_date(iso: str) -> str:
    """Write an ISO 8601 date as the UN prints it: 14 March 2008, August 2008, 1995; other text comes back as it is."""
    if not is_iso_date(iso):
        return iso
    year, *rest = iso.split("-")
    words = [str(int(part)) for part in rest[1:]] + [MONTHS[int(part) - 1] for part in rest[:1]]
    return " ".join([*words, year])


def numbered(symbol: str) -> tuple[str, str]:
    """Take word and number out of a resolution's or decision's symbol: `("resolution", "822 (1993)")`; else blanks."""
    match = _NUMBERED.search(symbol)
    if not match:
        return "", ""
    return ("resolution" if match[1].upper() == "RES" else "decision"), match[2]


def order_form(court_name: str, case: str, iso_date: str, word: str = "Order") -> str:
    """`ICJ, Armenia v. Azerbaijan, Order of 17 November 2023`."""
    return f"{court(court_name).short}, {case}, {word} of {english_date(iso_date)}"


def application_form(court_name: str, case: str, number: str) -> str:
    """`ECtHR, Chiragov and Others v. Armenia, no. 13216/05`."""
    return f"{court(court_name).short}, {case}, no. {number}"


def normal_form(
    kind: AuthorityKind,
    *,
    title: str = "",
    short_title: str = "",
    symbols: Sequence[str] = (),
    body: str = "",
    case: str = "",
    number: str = "",
    date: str = "",
    addresses: Sequence[str] = (),
) -> str:
    """Derive the normal form of a record; empty where its parts give none.

    In this order: the UN symbol; court, case and date or number; for what has a name of its own (treaty, code,
    legislation, book) the title; for the rest the address by which letters cite it, else its short title or title.
    """
    if symbols:
        return symbols[0]
    if kind == "order":
        return order_form(body, case, date) if body and case and date else ""
    if kind == "judgment":
        # Strasbourg cites by application, The Hague by date
        if body and case and number and court(body).docket.startswith("application"):
            return application_form(body, case, number)
        return order_form(body, case, date, "Judgment") if body and case and date else ""
    if kind in ("treaty", "code", "legislation", "book", "resolution"):
        return title or short_title
    return addresses[0] if addresses else short_title or title
