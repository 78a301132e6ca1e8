"""Write the JSON Schema of the register anew: `python -m build_tools.register`, in the project's folder."""

from pathlib import Path

from build_tools.register.schema import write_schemas

write_schemas(Path())
