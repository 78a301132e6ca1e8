"""Stage: a built site -> deliverables below dist/. `BUNDLES` is the list of what `edition bundle` can make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from build_tools.bundle.checksums import write_checksums
from build_tools.bundle.epub import epub
from build_tools.bundle.offline_zip import offline_zip
from build_tools.bundle.pdf import pdf
from build_tools.bundle.proof import NotProved
from build_tools.bundle.single import single
from build_tools.bundle.student import student
from build_tools.bundle.teacher import teacher
from build_tools.bundle.zim import zim
from build_tools.model.edition import Edition

Bundle = Callable[[Edition, Path, Path], tuple[Path, ...]]
"""Makes one kind of deliverable: (edition, folder of the built site, folder for deliverables) -> the files.

It raises NotProved where a file does not hold what it must, and ToolMissing where the machine lacks what it needs.
"""

BUNDLES: Mapping[str, Bundle] = MappingProxyType(
    {
        "zip": offline_zip,
        "single": single,
        "epub": epub,
        "pdf": pdf,
        "zim": zim,
        "teacher": teacher,
        "student": student,
    }
)

__all__ = [
    "BUNDLES",
    "Bundle",
    "NotProved",
    "epub",
    "offline_zip",
    "pdf",
    "single",
    "student",
    "teacher",
    "write_checksums",
    "zim",
]
