"""The edition for students: answers and hidden notes are taken out of it before anything is made of it."""

from __future__ import annotations

from pathlib import Path

from build_tools.bundle.classroom import class_zip, pages_of, site_files, unpacked
from build_tools.bundle.proof import NotProved, words_proved
from build_tools.model.edition import Edition
from build_tools.report import has_errors
from build_tools.teaching import bare, disclosed, secrets_of, withheld


def student(edition: Edition, _: Path, dist_dir: Path) -> tuple[Path, ...]:
    """Make dist_dir/student.zip; return it. The built site is not used: this one has less in it.

    Raises NotProved where a letter's page in the zip does not say what its witness says, or where any of its files has
    words of an answer or of a hidden note.
    """
    less = withheld(edition)
    made = class_zip(less, dist_dir, "student")
    files = unpacked(made)
    within = {f"{made.name}/{path}": content for path, content in files.items()}
    findings = words_proved(edition, made.name, pages_of(files))
    findings += disclosed(secrets_of(edition), within, lambda: site_files(bare(less)))
    if has_errors(findings):
        made.unlink()
        raise NotProved(findings)
    return (made,)
