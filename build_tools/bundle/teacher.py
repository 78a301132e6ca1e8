"""The edition for teachers: the site as a folder, with the model answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from build_tools.bundle.classroom import class_zip, pages_of, unpacked
from build_tools.bundle.proof import NotProved, words_proved
from build_tools.model.edition import Edition
from build_tools.report import has_errors


def teacher(edition: Edition, _: Path, dist_dir: Path) -> tuple[Path, ...]:
    """Make dist_dir/teacher.zip; return it. The built site is not used: this one has more in it.

    Raises NotProved where a letter's page in the zip does not say what its witness says.
    """
    made = class_zip(replace(edition, audience="teachers"), dist_dir, "teacher")
    if has_errors(findings := words_proved(edition, made.name, pages_of(unpacked(made)))):
        made.unlink()
        raise NotProved(findings)
    return (made,)
