"""Stage: what the editors declare of the edition and of each letter, held against what the transcriptions show."""

from build_tools.declare.differ import differences
from build_tools.declare.ids import Lasting, lasting
from build_tools.declare.load import is_letter_id, load_declarations, load_identity
from build_tools.declare.registry import Entry, Registry, load_ids, write_ids
from build_tools.declare.scaffold import new_letter
from build_tools.declare.schema import json_schemas, write_schemas

__all__ = [
    "Entry",
    "Lasting",
    "Registry",
    "differences",
    "is_letter_id",
    "json_schemas",
    "lasting",
    "load_declarations",
    "load_identity",
    "load_ids",
    "new_letter",
    "write_ids",
    "write_schemas",
]
