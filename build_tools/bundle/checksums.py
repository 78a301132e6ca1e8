"""The list of checksums that stands beside the deliverables."""

from __future__ import annotations

import hashlib
from pathlib import Path

NAME = "SHA256SUMS"


def write_checksums(dist_dir: Path) -> Path:
    """Write SHA256SUMS for every file in the folder, in the order of names; `sha256sum -c` reads it."""
    files = sorted(file for file in dist_dir.iterdir() if file.is_file() and file.name != NAME)
    lines = [f"{_digest(file)}  {file.name}\n" for file in files]
    target = dist_dir / NAME
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
