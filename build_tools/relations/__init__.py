"""Stage: all letters and the editors' files -> how the documents hang together. Stage 4, after the notes."""

from build_tools.relations.load import Locate
from build_tools.relations.relate import Related, relate
from build_tools.relations.schema import json_schemas, write_schemas

__all__ = ["Locate", "Related", "json_schemas", "relate", "write_schemas"]
