"""What the search field proposes while somebody types: names, authorities, and words of the letters."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from build_tools.model.edition import Edition
from build_tools.render.wording import title
from build_tools.web.search.names import names
from build_tools.web.search.units import OWN, Passage
from build_tools.web.search.words import search_words

_SEVERAL = 3  # a word that stands in fewer passages is hardly what somebody means who has typed two letters
_SHORT = 4
_MOST = 1500  # words that are proposed at most, so that the file stays small


class Suggestion(NamedTuple):
    """One line of the list."""

    text: str
    """What is put into the field."""
    told: str
    """What it is: name, authority; empty for a word."""


def suggestions(edition: Edition, found: tuple[Passage, ...]) -> tuple[Suggestion, ...]:
    """Names in all forms, then authorities by title and symbol, then words by how many passages have them."""
    made: dict[str, str] = {}
    for name in names(edition):
        for form in name.forms:
            made.setdefault(form, "name")
    for entry in edition.register.entries:
        for part in entry.name.split(" / "):
            made.setdefault(part, "name")
    for record in edition.bibliography.authorities:
        for text in (title(record), *record.symbols):
            made.setdefault(text, "authority")
    counts = Counter(word for p in found if p.kind in OWN for word in set(search_words(p.text)))
    common = (word for word, number in counts.most_common() if number >= _SEVERAL and len(word) >= _SHORT)
    taken = {text.casefold() for text in made}
    words = [word for word in common if word not in taken and not word.isdecimal()][:_MOST]
    return (*(Suggestion(*pair) for pair in made.items()), *(Suggestion(word, "") for word in sorted(words)))
