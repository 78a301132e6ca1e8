"""Dates as readers read them."""

from __future__ import annotations

import re

# Written out: strftime would follow the locale of the machine.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")


def written_out(iso: str) -> str:
    """Write an ISO 8601 date to its precision: 9 November 2020, November 2020, 2020; other text comes back as it is."""
    match = _ISO.fullmatch(iso)
    if not match:
        return iso
    year, month, day = match.groups()
    return " ".join([*([str(int(day))] if day else []), *([MONTHS[int(month) - 1]] if month else []), year])
