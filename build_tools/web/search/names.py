"""Names that stand for one another: whoever looks for one form is offered the others, all alike."""

from __future__ import annotations

from typing import NamedTuple

from build_tools.model.edition import Edition
from build_tools.model.register import Entry
from build_tools.render.register import entry_address
from build_tools.web.search.words import search_words, stem

# Words that mean an entry in some letters only, such as an office, are no form of its name.
_LEFT_OUT = frozenset({"only"})


class Name(NamedTuple):
    """One entry of the register with the forms of its name."""

    name: str
    """What the edition calls it."""
    url: str
    """Its entry, from the top of the site."""
    forms: tuple[str, ...]
    """In the order of the alphabet, so that no side's form comes first; of forms that the search does not tell apart
    one only."""


def names(edition: Edition) -> tuple[Name, ...]:
    """The entries that have two forms or more, in the order of the register."""
    made = (Name(entry.name, entry_address(entry), _forms(entry)) for entry in edition.register.entries)
    return tuple(name for name in made if len(name.forms) > 1)


def _forms(entry: Entry) -> tuple[str, ...]:
    # "Khankandi / Stepanakert" is two forms in one line, and both are given by themselves.
    whole = [part.strip() for part in entry.name.split(" / ")]
    given = [form.words for form in entry.forms if form.use not in _LEFT_OUT and " / " not in form.words]
    found: dict[tuple[str, ...], str] = {}
    for words in (*given, *whole):
        if key := tuple(map(stem, search_words(words))):
            found.setdefault(key, words)
    return tuple(sorted(found.values(), key=lambda words: (search_words(words), words)))
