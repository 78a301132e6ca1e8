"""Turn transcriptions of diplomatic letters into an annotated reading edition, and prove that no word is lost.

`prepare` loads an edition, renders its letters and proves the renderings; `understand` reads any one transcription.
"""

from build_tools.errors import EditionError, SourceError, ToolMissing, UsageError
from build_tools.model.edition import Edition
from build_tools.model.letter import Letter
from build_tools.model.witness import Span, Witness
from build_tools.pipeline import Prepared, prepare, understand
from build_tools.report import Finding

__all__ = [
    "Edition",
    "EditionError",
    "Finding",
    "Letter",
    "Prepared",
    "SourceError",
    "Span",
    "ToolMissing",
    "UsageError",
    "Witness",
    "prepare",
    "understand",
]
