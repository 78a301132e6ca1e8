"""The site as one zip: unzip it and open index.html."""

from __future__ import annotations

import re
import time
import zipfile
from pathlib import Path

from build_tools.bundle.checksums import write_checksums
from build_tools.model.edition import Edition

# The first and the last moment, in seconds of the Unix epoch, that a zip can write down: 1980-01-01 and 2107-12-31.
_FIRST, _LAST = 315532800, 4354819198
_FILE = 0o100644 << 16  # a plain file that its owner may write and all may read


def offline_zip(edition: Edition, site_dir: Path, dist_dir: Path) -> Path:
    """Pack a built site into dist_dir/edition-<version>.zip and renew SHA256SUMS; return the zip.

    One folder at the top. Order, times (of the commit, in UTC) and permissions are fixed: one commit, the same bytes.
    Source: APPNOTE 6.3, ZIP File Format Specification.
    """
    # A version is free text: what cannot stand in a file name becomes a hyphen.
    name = "edition-" + (re.sub(r"[^0-9A-Za-z.+_-]+", "-", edition.identity.version).strip(".-") or "0")
    moment = time.gmtime(min(max(edition.commit_time, _FIRST), _LAST))[:6]
    dist_dir.mkdir(parents=True, exist_ok=True)
    target = dist_dir / f"{name}.zip"
    unfinished = target.with_suffix(".zip.part")
    files = sorted(file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file())
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for path in files:
            entry = zipfile.ZipInfo(f"{name}/{path}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix on every machine, so that the permissions are read
            entry.external_attr = _FILE
            bundle.writestr(entry, (site_dir / path).read_bytes())
    unfinished.replace(target)
    write_checksums(dist_dir)
    return target
