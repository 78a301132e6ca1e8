"""Write the JSON Schema of the answers anew: `python -m build_tools.evenness`, in the project's folder."""

from pathlib import Path

from build_tools.evenness.schema import write_schemas

write_schemas(Path())
