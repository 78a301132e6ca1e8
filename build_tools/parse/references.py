"""References and symbols: what a letter or a circulated document is filed under."""

from __future__ import annotations

import re

from build_tools.parse.dates import find_date
from build_tools.parse.words import begins, words

# A/75/1, S/RES/822 (1993), A/HRC/40/NGO/209, CERD/C/21/Rev.1, A/ES-10/PV.5. Must not match: N/A, and/or, km/h.
_PART = r"[A-Za-z0-9][A-Za-z0-9.-]{0,11}"
_SYMBOL = rf"[A-Z]{{1,6}}(?:\.\d{{1,4}})?(?:/{_PART}){{1,8}}(?:\s?\(\d{{4}}\))?"
_EACH = re.compile(_SYMBOL)
# The hyphen between parallel symbols is no part of the first: A/78/609-S/2023/900.
_PARALLEL = re.compile(r"\s*[-–—]\s*(?=[A-Z]{1,6}/)|(?<=[\w)])\s+(?=[A-Z]{1,6}/)")
_VALUE = re.compile(r"(?:[\s:#.\\№º°-]|no\b|number\b)*(?P<value>(?=[^\n]*\d)\S.*)$", re.IGNORECASE)
_BARE = re.compile(r"(?:[A-ZА-Я]{1,8}[ ])?[\w.()-]+(?:/[\w.()-]+)+$|[A-Z]{2,8}-\d[\w/-]*$")


def symbols(text: str) -> str | None:
    """The symbols of a masthead line in their normal form, or None where the line is something else.

    Parallel symbols are joined by a hyphen, a year stays with a space before it: "A/75/1 S/2020/2" is A/75/1-S/2020/2.
    """
    if len(text) > 90 or "/" not in text:
        return None
    text = text.strip(" *\\_").removeprefix("United Nations").strip()
    parts = [part.strip(" *\\") for part in _PARALLEL.split(text)]
    if len(parts) > 3 or not all(_EACH.fullmatch(part) for part in parts) or not any(c.isdigit() for c in text):
        return None
    if any(re.split(r"[./]", part)[0].lower() not in words("symbol") for part in parts):
        return None
    return "-".join(re.sub(r"(?<=\S)\s*\(", " (", part) for part in parts)


def reference(text: str) -> str | None:
    """What stands behind "Ref:", "No." and the like on a short line, or None."""
    if len(text) > 100 or (match := begins("reference").match(text)) is None:
        return None
    found = _VALUE.match(text[match.end() :])
    if found is None:
        return None
    value = found["value"]
    # Figures behind a stroke are the end of a file number, not a day: XY/2/03/1187.
    if (date := find_date(value)) and value[: date.start()][-1:] not in (
        "/",
        "-",
        ".",
    ):  # "No. 12/45   Geneva, 3 May 1999"
        value = re.split(r"\s{2,}|\t|(?<=\d),?\s+(?=\D)|\s+dated\b", value[: date.start()].strip(" ,"))[0].strip(" ,")
    pieces = value.split()
    return value.strip(" ,;") if 1 <= len(pieces) <= 6 and any(c.isdigit() for c in value) else None


def is_bare_reference(text: str) -> bool:
    """True for a file number without a word before it: "0123/45/6", "MRV/GVA/12-09"."""
    if "/" not in text and "-" not in text:
        return False
    if text[:1] == "(" and text[-1:] == ")":
        text = text[1:-1]
    return (
        4 <= len(text) <= 40
        and any(map(str.isdigit, text))
        and _BARE.match(text) is not None
        and find_date(text) is None
    )
