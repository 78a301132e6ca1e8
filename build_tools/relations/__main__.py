"""Write the JSON Schemas of the editors' files anew: `python -m build_tools.relations`, in the project's folder."""

from pathlib import Path

from build_tools.relations.schema import write_schemas

write_schemas(Path())
