"""Citations: recognised, resolved, linked to the records of the bibliography. Stage 3: Letter -> Citations."""

from __future__ import annotations

from build_tools.citations.cite import cite
from build_tools.citations.declared import Declarations, Declared, load_declared
from build_tools.citations.formfiles import load_forms, shipped_forms
from build_tools.citations.forms import Forms
from build_tools.citations.publish import as_json

__all__ = [
    "Declarations",
    "Declared",
    "Forms",
    "as_json",
    "cite",
    "load_declared",
    "load_forms",
    "shipped_forms",
]
