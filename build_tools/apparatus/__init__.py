"""Stage: a letter and the editors' files -> notes and emendations in their places. Stage 4."""

from build_tools.apparatus.annotate import Annotated, annotate
from build_tools.apparatus.check import slip_faults
from build_tools.apparatus.ids import NoteIds, write_note_ids
from build_tools.apparatus.load import load_slips, load_sources
from build_tools.apparatus.scaffold import Scaffold, new_note
from build_tools.apparatus.schema import json_schemas, write_schemas
from build_tools.apparatus.suggest import Edit, patches

__all__ = [
    "Annotated",
    "Edit",
    "NoteIds",
    "Scaffold",
    "annotate",
    "json_schemas",
    "load_slips",
    "load_sources",
    "new_note",
    "patches",
    "slip_faults",
    "write_note_ids",
    "write_schemas",
]
