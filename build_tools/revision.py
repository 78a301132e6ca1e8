"""The commit that is built: dates of the edition come from it, never from the clock."""

from __future__ import annotations

import subprocess
from pathlib import Path


def revision(root: Path) -> tuple[str, int]:
    """Abbreviated hash and time, in seconds of the Unix epoch, of the commit; empty and 0 outside a repository."""
    try:
        told = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%h %ct", "--abbrev=12"],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
            stdin=subprocess.DEVNULL,
        ).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return "", 0
    return (told[0], int(told[1])) if len(told) == 2 else ("", 0)
