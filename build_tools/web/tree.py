"""Put a set of files on the disk: what changed is written, what is gone is removed, nothing outside is touched."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from build_tools.report import Finding

MARKER = ".gitignore"
"""Only a folder that has this file, is empty or is new is written to: another one is not a tree that a build made."""

_MARKER_TEXT = b"""\
# Pages for the site generator: every file here is written by a build, and one that no build writes is removed.
*
!.gitignore
"""


def write_tree(tree: Mapping[str, bytes], out: Path) -> tuple[Finding, ...]:
    """Make a folder hold exactly the files of `tree`, given by path with forward strokes, and its marker.

    Files with the same bytes are left alone, so that a live preview sees no change. Reports folder-refused; then
    nothing is written.
    """
    refusal = _refusal(tree, out)
    if refusal:
        return (Finding(rule="folder-refused", message=refusal, path=str(out)),)
    out.mkdir(parents=True, exist_ok=True)
    _write(out / MARKER, _MARKER_TEXT)
    _remove_stale(out, {out / MARKER, *(out / path for path in tree)})
    for path, content in tree.items():
        _write(out / path, content)
    return ()


def _refusal(tree: Mapping[str, bytes], out: Path) -> str:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        return "this is not a folder; name one"
    if out.is_dir() and not (out / MARKER).is_file() and any(out.iterdir()):
        return f"the folder holds files and no {MARKER} of a build; name a new or empty folder"
    for path in tree:
        parts = PurePosixPath(path).parts
        if not parts or PurePosixPath(path).is_absolute() or {"..", "."} & set(path.split("/")) or "\\" in path:
            return f"{path!r} leads out of the folder"
        if parts == (MARKER,):
            return f"{path!r} is the folder's own file"
    return ""


def _remove_stale(out: Path, kept: set[Path]) -> None:
    for folder, folders, files in os.walk(out, topdown=False):
        for name in files:
            if Path(folder, name) not in kept:
                Path(folder, name).unlink()
        for name in folders:
            path = Path(folder, name)
            # A link to a folder is removed, never followed: what it leads to is not ours.
            if path.is_symlink():
                path.unlink()
            elif not any(path.iterdir()):
                path.rmdir()


def _write(path: Path, content: bytes) -> None:
    if path.is_symlink():
        path.unlink()
    elif path.is_file() and path.read_bytes() == content:
        return
    elif path.is_dir():  # a page took the name of a folder that is empty by now
        path.rmdir()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
