"""Properties that hold for any text: the plain reader reads as CommonMark does, and no proof fails on odd input."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from build_tools.fidelity.account import account
from build_tools.fidelity.compare import compare_html, compare_markdown
from build_tools.fidelity.plain import EM, STRONG, read_piece
from build_tools.model.witness import Span, Witness
from build_tools.parse import parse
from build_tools.render.html import article
from build_tools.render.markdown import markdown
from tests.builders import edition_letter

pytestmark = pytest.mark.slow

PIECES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "fidelity" / "odd_pieces.yml").read_text("utf-8"))
INLINE = st.sampled_from(PIECES["inline"])
LETTER = st.sampled_from(PIECES["inline"] + PIECES["letter"])


def commonmark(text: str) -> list[tuple[str, int]]:
    """What markdown-it-py shows, without white space, with the kinds of markup that letters do not use switched off."""
    reader = MarkdownIt("commonmark").disable(["entity", "backticks", "image", "text_join"])
    reader.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    depth: Counter[int] = Counter()
    shown: list[tuple[str, int]] = []
    for token in reader.parseInline(text)[0].children or ():
        if token.type in ("em_open", "em_close", "strong_open", "strong_close"):
            depth[EM if token.tag == "em" else STRONG] += token.nesting
        elif token.type in ("text", "text_special", "html_inline"):
            emphasis = sum(kind for kind, n in depth.items() if n)
            shown += [(character, emphasis) for character in token.content if not character.isspace()]
    return shown


def is_read_in_another_way(text: str) -> bool:
    """Two differences that are known.

    markdown-it-py takes the end of a link's words for white space, the specification does not. A backslash at a line
    end is told to the plain reader.
    """
    return any(sign in text for sign in ("*](", "_](", "\\\n"))


@settings(max_examples=3000, deadline=None, derandomize=True)
@given(st.lists(INLINE, max_size=14).map("".join))
def test_the_plain_reader_sees_what_commonmark_shows(written: str) -> None:
    text = "x" + "\n".join(line.strip() for line in written.split("\n")) + "y"
    if is_read_in_another_way(text):
        return
    seen = read_piece(text, Span(0, len(text)))
    assert [(c, s.emphasis) for s in seen for c in text[s.start : s.end] if not c.isspace()] == commonmark(text)


@settings(max_examples=3000, deadline=None, derandomize=True)
@given(st.lists(LETTER, max_size=25).map("".join))
def test_no_proof_fails_on_a_text_that_nothing_has_changed(text: str) -> None:
    if any(sign in text for sign in ("*](", "_](")):
        return
    witness = Witness(name="odd.txt", text=text, sha256=sha256(text.encode()).hexdigest())
    letter, _ = parse(witness)
    made, findings = account(letter)
    assert findings == ()
    assert made.unaccounted == 0
    edited = edition_letter(letter)
    assert compare_html(article(edited), letter, "page") == ()
    assert compare_markdown(markdown(edited), letter, "Markdown") == ()
