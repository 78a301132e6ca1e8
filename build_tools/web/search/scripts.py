"""The search as files of the site: pages load them by `<script src>`, which works on a host and from a disk."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from build_tools.model.edition import Edition
from build_tools.web.search.facets import facets
from build_tools.web.search.index import search_index, vocabulary
from build_tools.web.search.names import names
from build_tools.web.search.suggest import suggestions
from build_tools.web.search.units import Passage, passages
from build_tools.web.summary import party_names, summaries

FOLDER = "search"
"""Folder of the search's scripts in the site."""

OWN_SCRIPTS = ("words", "query", "engine", "lines", "table", "view", "address", "page", "suggest", "mark", "find")
"""Scripts of the search: files of scripts/search/; each says at its top who loads it."""


def search_scripts(edition: Edition) -> dict[str, str]:
    """The search's scripts by path in the site: lunr.js, the index, the texts, the suggestions, and its own scripts."""
    found = passages(edition)
    lunr_js = files("mkdocs").joinpath("contrib/search/templates/search/lunr.js").read_text("utf-8")
    own = files("build_tools.web").joinpath("scripts", "search")
    return {
        f"{FOLDER}/lunr.js": lunr_js,
        f"{FOLDER}/index.js": _script("EDITION_INDEX", search_index(found)),
        f"{FOLDER}/texts.js": _script("EDITION_TEXTS", texts(edition, found)),
        f"{FOLDER}/suggestions.js": _script("EDITION_SUGGESTIONS", suggestions(edition, found)),
        **{f"{FOLDER}/{name}.js": own.joinpath(f"{name}.js").read_text("utf-8") for name in OWN_SCRIPTS},
    }


def texts(edition: Edition, found: tuple[Passage, ...]) -> dict[str, Any]:
    """What the search reads beside the index: letters, passages, facets, names, and every word for wildcards.

    letters: [id, short title, date for readers, ISO date, senders, siglum]; passages: [kind, letter, anchor, label,
    text]; facets: [key, title, [[key, label, passages]]]; names: [name, address, forms]; words: one string.
    """
    letters = [
        [one.id, one.short_title, one.date_text, one.date, party_names(one.sender), one.siglum]
        for one in summaries(edition)
    ]
    return {
        "letters": letters,
        "passages": [passage[:5] for passage in found],
        "facets": facets(edition, found),
        "names": names(edition),
        "words": " ".join(vocabulary(found)),
    }


def _script(name: str, value: object) -> str:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Both may stand in JSON; in a script some browsers take them for line ends.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.{name} = {data};\n"
