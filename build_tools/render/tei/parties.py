"""Whether a sender or recipient is a person or a body: what the register of names says of the same words."""

from __future__ import annotations

from typing import NamedTuple

from build_tools.model.register import Register


class Named(NamedTuple):
    """An entry of the register that a name stands for."""

    element: str
    """The element of TEI: persName, orgName."""
    key: str


def named_in(register: Register) -> dict[str, Named]:
    """The people and bodies of a register by each name that they have in all letters; of two entries the first."""
    found: dict[str, Named] = {}
    for kind, element in (("people", "persName"), ("organisations", "orgName")):
        for entry in register.entries:
            if entry.kind != kind:
                continue
            for words in (entry.name, *entry.used_as("name")):
                found.setdefault(words, Named(element, entry.key))
    return found
