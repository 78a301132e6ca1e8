"""What must be true of any text that the tool takes: no character is lost, and nothing in the page is alive."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from lxml import etree, html

from build_tools.fidelity.account import account
from build_tools.model.letter import Letter
from build_tools.parse import parse
from build_tools.read import decode_witness
from build_tools.render.html import article
from tests.builders import edition_letter

# What an article of the edition is made of. No script, style, frame, form, image or embedded object is among it.
HARMLESS = frozenset(
    "a article aside blockquote br cite dd del div dl dt em footer h1 h2 h3 h4 h5 h6 header hr i ins li nav ol p "
    "section small span strong sub sup ul b bdi bdo mark address details summary abbr time".split()
)
ADDRESSES = re.compile(r"(?:https?://|mailto:|#|[\w./-]+(?:#|$))")


def solid(text: str) -> Counter[str]:
    """Every character but white space, with how often it stands there."""
    return Counter("".join(text.split()))


def flat(text: str) -> str:
    """The text with each white space as one space: what a phrase is looked for in."""
    return " ".join(text.split())


def read(data: str | bytes, name: str = "case.txt") -> Letter:
    """Read and parse a text, and hold it to its account."""
    witness, _ = decode_witness(data if isinstance(data, bytes) else data.encode(), name)
    letter, findings = parse(witness)
    assert all(1 <= finding.line <= len(witness.lines) for finding in findings)
    sums, faults = account(letter)
    assert [str(fault) for fault in faults] == []
    assert sums.unaccounted == 0
    parts = sums.text + sums.markup + sums.whitespace + sums.furniture + sums.artefact
    assert parts == sums.characters == len(witness.text)
    return letter


def shown(letter: Letter) -> str:
    """All that a reader reads, in the order of reading, one block or note a line."""
    return "\n".join(owner.text for owner in (*letter.blocks, *letter.notes))


def check_nothing_is_lost(letter: Letter) -> None:
    """Count characters without the account: those of blocks, notes and named exclusions are those of the witness."""
    text = letter.witness.text
    excluded = (text[slice(*node.span)] for node in letter.nodes if node.kind in {"markup", "furniture", "artefact"})
    assert solid(shown(letter)) + solid("".join(excluded)) == solid(text)


def page_of(letter: Letter) -> str:
    """The letter's article as it is published."""
    return article(edition_letter(letter))


def check_page(letter: Letter, page: str) -> None:
    """Hold the article to the letter: its words are all there, and nothing in it is alive."""
    tree = html.fragment_fromstring(page, create_parent="div", parser=html.HTMLParser(huge_tree=True))
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    assert {str(element.tag) for element in elements} - HARMLESS == set()
    attributes = list(chain.from_iterable(element.attrib.items() for element in elements))
    assert [name for name, _ in attributes if str(name).startswith("on") or name in {"style", "src", "srcdoc"}] == []
    targets = [str(value) for name, value in attributes if name in {"href", "action", "formaction", "data", "poster"}]
    assert [target for target in targets if not ADDRESSES.match(target)] == []
    ids = Counter(str(value) for name, value in attributes if name == "id")
    assert [name for name, times in ids.items() if times > 1] == []
    assert tree.xpath("count(.//comment() | .//processing-instruction())") == 0.0
    page_words, letter_words = solid(_words_of_the_witness(tree)), solid(shown(letter))
    lost, left = letter_words - page_words, page_words - letter_words
    assert not lost, f"the page lost {''.join(lost)[:60]!r}"
    runs = chain.from_iterable(owner.runs for owner in (*letter.blocks, *letter.notes))
    # Labels of calls stand in the page and count as markup.
    assert left == solid("".join(run.text for run in runs if run.kind == "call"))


def _words_of_the_witness(tree: html.HtmlElement) -> str:
    """All text that stands outside the edition's own elements."""
    words: list[str] = []
    own = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            own += 1 if own or "data-editorial" in element.attrib else 0
            words.append("" if own else element.text or "")
        else:
            own -= 1 if own else 0
            words.append("" if own else element.tail or "")
    return "".join(words)
