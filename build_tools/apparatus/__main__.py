"""Write the JSON Schemas of the editors' files anew: `python -m build_tools.apparatus`, in the project's folder."""

from pathlib import Path

from build_tools.apparatus.schema import write_schemas

write_schemas(Path())
