"""The site as one zip: unzip it and open index.html."""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.bundle.packing import pack
from build_tools.model.edition import Edition


def offline_zip(edition: Edition, site_dir: Path, dist_dir: Path) -> tuple[Path, ...]:
    """Pack a built site into dist_dir/edition-<version>.zip, with one folder at the top; return the zip."""
    name = versioned_name(edition)
    target = dist_dir / f"{name}.zip"
    files = sorted(file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file())
    pack(target, ((f"{name}/{path}", (site_dir / path).read_bytes()) for path in files), edition.commit_time)
    return (target,)


def versioned_name(edition: Edition) -> str:
    """The edition's name with its version: a version is free text, and what cannot stand in a file name is a hyphen."""
    return "edition-" + (re.sub(r"[^0-9A-Za-z.+_-]+", "-", edition.identity.version).strip(".-") or "0")
