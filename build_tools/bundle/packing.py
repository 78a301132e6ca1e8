"""Zip files that are the same bytes for one commit, on any machine and any day."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

# The first and the last moment, in seconds of the Unix epoch, that a zip can write down: 1980-01-01 and 2107-12-31.
_FIRST, _LAST = 315532800, 4354819198
_FILE = 0o100644 << 16  # a plain file that its owner may write and all may read


def pack(
    target: Path, files: Iterable[tuple[str, bytes]], commit_time: int, *, stored: frozenset[str] = frozenset()
) -> None:
    """Write a zip with these files, in the order given; those named in `stored` are not compressed.

    Times (of the commit, in UTC) and permissions are fixed. The file appears under its name only when it is whole.
    Source: APPNOTE 6.3, ZIP File Format Specification.
    """
    moment = time.gmtime(min(max(commit_time, _FIRST), _LAST))[:6]
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for path, content in files:
            entry = zipfile.ZipInfo(path, moment)
            entry.compress_type = zipfile.ZIP_STORED if path in stored else zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix on every machine, so that the permissions are read
            entry.external_attr = _FILE
            bundle.writestr(entry, content)
    unfinished.replace(target)
