"""Write the JSON Schema of the lessons anew: `python -m build_tools.teaching`, in the project's folder."""

from pathlib import Path

from build_tools.teaching.schema import write_schemas

write_schemas(Path())
