"""Stage: a built site -> deliverables below dist/. `BUNDLES` is the list of what `edition bundle` can make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from build_tools.bundle.checksums import write_checksums
from build_tools.bundle.offline_zip import offline_zip
from build_tools.model.edition import Edition

Bundle = Callable[[Edition, Path, Path], Path]
"""Makes one deliverable: (edition, folder of the built site, folder for deliverables) -> the file."""

BUNDLES: Mapping[str, Bundle] = MappingProxyType({"zip": offline_zip})

__all__ = ["BUNDLES", "Bundle", "offline_zip", "write_checksums"]
