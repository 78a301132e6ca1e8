"""Stage: letters and the editors' register -> every place where a letter names an entry."""

from build_tools.register.load import Loaded, load_register, proof_faults
from build_tools.register.occurrences import Forms, Named
from build_tools.register.schema import json_schemas, write_schemas

__all__ = ["Forms", "Loaded", "Named", "json_schemas", "load_register", "proof_faults", "write_schemas"]
