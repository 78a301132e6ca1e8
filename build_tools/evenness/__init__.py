"""Stage: the edition's own words wherever it speaks -> questions to the editors about evenness, and their answers."""

from build_tools.evenness.examine import Evenness, examine
from build_tools.evenness.schema import json_schemas, write_schemas

__all__ = ["Evenness", "examine", "json_schemas", "write_schemas"]
