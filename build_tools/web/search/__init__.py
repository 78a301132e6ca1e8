"""The concordance: what can be found, the index of it, and the scripts that ask it (only home of lunr).

units.py     paragraphs, notes and descriptions as passages, told apart
words.py     what a word is and when two are the same: scripts/search/words.js does alike
index.py     the lunr index of the passages' words
facets.py    by what passages can be chosen: letter, sender, date, authority, name ...
names.py     the forms of a name that stand for one another
suggest.py   what the search field proposes
register.py  the index of names, authorities and subjects, a page that needs no script
scripts.py   all of it as files that a page loads by `<script src>`, so that they also work from a disk
"""

from build_tools.web.search.index import search_index
from build_tools.web.search.scripts import FOLDER, search_scripts
from build_tools.web.search.units import Passage, passages
from build_tools.web.search.words import folded, search_words

__all__ = ["FOLDER", "Passage", "folded", "passages", "search_index", "search_scripts", "search_words"]
