"""A site for a class as one zip: built anew from an edition that has no more than its readers may see."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from build_tools.bundle.offline_zip import versioned_name
from build_tools.bundle.packing import pack
from build_tools.bundle.proof import NotProved
from build_tools.model.edition import Edition
from build_tools.model.references import references_of
from build_tools.report import has_errors
from build_tools.stages import article_of
from build_tools.web.publish import publish


def site_files(edition: Edition) -> dict[str, bytes]:
    """The site of an edition, built in a folder of its own: its files by path, in the order of paths.

    It goes the way of every site: staged, generated, proved. Raises NotProved where that finds an error.
    """
    known = references_of(edition)
    renderings = {letter.id: article_of(letter, known) for letter in edition.letters}
    with tempfile.TemporaryDirectory(prefix="edition-class-") as beside:
        site = Path(beside, "site")
        findings = publish(edition, renderings, site, staged=Path(beside, "staged"))
        if has_errors(findings):
            raise NotProved(findings)
        paths = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
        return {path: (site / path).read_bytes() for path in paths}


def class_zip(edition: Edition, dist_dir: Path, name: str) -> Path:
    """Build the site of an edition and pack it into dist_dir/<name>.zip, with one folder at the top.

    Raises NotProved as `site_files` does; an earlier zip of that name is then taken away.
    """
    target = dist_dir / f"{name}.zip"
    target.unlink(missing_ok=True)
    top = f"{versioned_name(edition)}-{name}"
    files = site_files(edition)
    pack(target, ((f"{top}/{path}", content) for path, content in files.items()), edition.commit_time)
    return target


def unpacked(target: Path) -> dict[str, bytes]:
    """The files of a zip by their path below its one folder."""
    with zipfile.ZipFile(target) as bundle:
        return {
            PurePosixPath(*PurePosixPath(name).parts[1:]).as_posix(): bundle.read(name) for name in bundle.namelist()
        }


def pages_of(files: Mapping[str, bytes]) -> Callable[[str], str | None]:
    """Reads a page of an unpacked zip, as `words_proved` asks for it."""
    return lambda path: files[path].decode("utf-8") if path in files else None
