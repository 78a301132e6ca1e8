"""Write what follows from the editors' files anew: `python -m build_tools.declare`, in the project's folder.

The JSON Schemas of their fields, and CITATION.cff from edition.yml.
"""

from pathlib import Path

from build_tools.declare.citation_file import write_citation_file
from build_tools.declare.load import load_identity
from build_tools.declare.schema import write_schemas

write_schemas(Path())
write_citation_file(Path(), load_identity(Path())[0])
