"""The search: an index that a page loads by `<script src>`, so that it also works from a disk (only home of lunr)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from lunr import get_default_builder, lunr  # type: ignore[import-untyped]
from lunr.token import Token  # type: ignore[import-untyped]

from build_tools.model.edition import Edition, EditionLetter
from build_tools.web.summary import summaries

FOLDER = "search"
"""Folder of the search's scripts in the site."""

# A word: letters and figures; a stroke inside holds a symbol such as S/RES/822 together. scripts/search.js has it too.
_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)*")
_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})


class Passage(NamedTuple):
    """One thing that can be found: a block or a note."""

    letter: int
    """Place of the letter in the edition, from 0."""
    anchor: str
    """Id of the block or note in the letter's page."""
    label: str
    """What the list of hits calls it: paragraph 3, note 13, heading."""
    text: str


def folded(text: str) -> str:
    """The text as it is compared: small letters, no accents, nothing invisible. Source: Unicode, form KD."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in _UNSEEN)
    return text.lower()


def search_words(text: str) -> list[str]:
    """The words of a text as the index holds them; a symbol such as S/RES/822 counts whole and in its parts."""
    words = _WORD.findall(folded(text))
    return [part for word in words for part in (word, *(word.split("/") if "/" in word else ()))]


def passages(edition: Edition) -> tuple[Passage, ...]:
    """Everything that can be found, in the edition's order and each letter's order of reading, notes last."""
    return tuple(p for number, letter in enumerate(edition.letters) for p in _of_letter(number, letter))


def _of_letter(number: int, letter: EditionLetter) -> Iterator[Passage]:
    for block in letter.letter.blocks:
        counted = re.fullmatch(r"p(\d+)", block.id)
        label = f"paragraph {counted[1]}" if counted else block.role
        yield Passage(number, block.id, label, " ".join(block.text.split()))
    for note in letter.letter.notes:
        yield Passage(number, note.id, f"note {note.label}", " ".join(note.text.split()))


def search_index(found: tuple[Passage, ...]) -> dict[str, Any]:
    """A lunr index with one document a passage; its reference is the passage's place in the list.

    Terms are handed over ready made, each word stemmed once: lunr would stem a word wherever it stands, and its own way
    of cutting keeps the full stop in "S/2011/45.". Source: format of lunr.js 2.3, which both lunr libraries share.
    """
    documents = [{"id": n, "text": search_terms(passage.text)} for n, passage in enumerate(found)]
    if not documents:  # lunr divides by the number of documents
        return {}
    builder = get_default_builder()
    builder.pipeline.reset()
    index: dict[str, Any] = lunr(ref="id", fields=["text"], documents=documents, builder=builder).serialize()
    return index


def search_terms(text: str) -> list[str]:
    """The terms of a text as the index holds them: stems, without words such as "the"."""
    return [term for word in search_words(text) if (term := _term(word))]


_steps = get_default_builder().pipeline


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    left = _steps.run([Token(word)])
    stem = str(left[0]) if left else ""
    # The stemmers of lunr.js and of this lunr part ways over a last y (today, trying): it is made an i in both.
    return f"{stem[:-1]}i" if stem.endswith("y") else stem


def search_scripts(edition: Edition) -> dict[str, str]:
    """The search's scripts by path in the site: lunr.js, the index, the texts, and what the search page does."""
    found = passages(edition)
    letters = [[one.id, one.short_title, one.date_text] for one in summaries(edition)]
    lunr_js = files("mkdocs").joinpath("contrib/search/templates/search/lunr.js").read_text("utf-8")
    own = files("build_tools.web").joinpath("scripts/search.js").read_text("utf-8")
    return {
        f"{FOLDER}/lunr.js": lunr_js,
        f"{FOLDER}/index.js": _script("EDITION_INDEX", search_index(found)),
        f"{FOLDER}/texts.js": _script("EDITION_TEXTS", {"letters": letters, "passages": found}),
        f"{FOLDER}/search.js": own,
    }


def _script(name: str, value: object) -> str:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Both may stand in JSON; in a script some browsers take them for line ends.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.{name} = {data};\n"
