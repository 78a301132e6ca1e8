"""What the reader of plain emphasis and links takes, it reads as markdown-it-py does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.parse.chunks import Chunk
from build_tools.parse.inline import by_tokens, read_inline
from build_tools.parse.lines import Line
from build_tools.parse.plainmarks import pieces

PARTS = ["*", "**", "***", " *", "* ", "*,", "word", "Ibid.", " ", ". ", "(", ")", "“", "”", "—", "'", "7", "é",
         "\u00a0", "-", "_", "[", "]", "](", "[^1]", "![", "\\", "`", "&amp;", "<", ">", "<b>", "</b>", "\n",
         "[a b](#)", "[x](y&amp;z)", "[A/1/2](https://a.example/x)", "<https://a.example/b_c*d>",
         "<https://a b>"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)


def chunk_of(content: str) -> Chunk:
    """A chunk as the lines of a witness make it: no line is blank or has white space at its edges."""
    lines: list[Line] = []
    place = 0
    for text in filter(None, (line.strip() for line in content.split("\n"))):
        lines.append(Line(len(lines) + 1, place, place + len(text), text))
        place += len(text) + 1
    return Chunk(lines, [False] * (len(lines) - 1))


@settings(max_examples=4000, deadline=None, derandomize=True)
@given(TEXTS)
def test_both_readers_read_the_same(text: str) -> None:
    chunk = chunk_of(text)
    content = "\n".join(line.text for line in chunk.lines)
    if content and pieces(content) is not None:
        assert read_inline(chunk) == by_tokens(chunk, content)


@pytest.mark.parametrize(
    "text",
    [
        "See *The Harbour Book*, p. 3.",
        "**The mole** was built in *1904*.",
        "See [A/1/2](https://a.example/x), annex.",
        "At <https://a.example/b_c> (in *English*).",
        "*a title\nthat runs on*",
    ],
)
def test_plain_markup_needs_no_other_reader(text: str) -> None:
    assert pieces(text) is not None
    assert "".join(piece.text for piece in pieces(text) or ()) == text
    assert read_inline(chunk_of(text)) == by_tokens(chunk_of(text), text)


@pytest.mark.parametrize(
    "text", ["*a **b** c*", "in*side*r", "2 * 3", "\\*a\\*", "_a_", "a***b***", "*open", "<sup>1</sup>", "[*a*](b)"]
)
def test_all_else_is_left_to_the_markup_reader(text: str) -> None:
    assert pieces(text) is None
