"""Stage: the editors' lessons -> lessons whose passages have their place, and an edition without their answers.

Stage 4, after the notes and the letters.
"""

from build_tools.teaching.load import Locate, load_lessons
from build_tools.teaching.schema import json_schemas, write_schemas
from build_tools.teaching.secrets import Secret, disclosed, secrets_of
from build_tools.teaching.withhold import bare, hidden_notes, withheld

__all__ = [
    "Locate",
    "Secret",
    "bare",
    "disclosed",
    "hidden_notes",
    "json_schemas",
    "load_lessons",
    "secrets_of",
    "withheld",
    "write_schemas",
]
