"""The extension that hands finished pages through Python-Markdown."""

from __future__ import annotations

import markdown
import pytest
from markdown import Markdown
from markdown.preprocessors import Preprocessor

from build_tools.web.raw import CLOSING, OPENING

RAW = "build_tools.web.raw"
PAGE = (
    OPENING
    + '<h1 id="top">One &amp; two</h1>\n\n<p id="p1">* no *list*\n\n    no code &#9; `x` {: .y }</p>\n'
    + CLOSING
)


class Watch(Preprocessor):
    """Sees what MkDocs sees when it collects the anchors of a page."""

    seen = ""

    def run(self, lines: list[str]) -> list[str]:
        self.seen = "\n".join(lines)
        return lines


def watched(text: str) -> tuple[str, str]:
    md = Markdown(extensions=[RAW, "tables", "toc", "fenced_code"])
    watch = Watch(md)
    md.preprocessors.register(watch, "watch", 21)
    return md.convert(text), watch.seen


def test_a_finished_page_comes_out_as_it_went_in() -> None:
    out, _ = watched(f"\n{PAGE}")
    assert out.strip() == PAGE.strip()


def test_a_finished_page_comes_out_as_without_the_extension() -> None:
    assert watched(PAGE)[0].strip() == markdown.markdown(PAGE, extensions=["tables", "toc"]).strip()


def test_the_ids_of_a_finished_page_are_still_seen() -> None:
    _, seen = watched(PAGE)
    assert 'id="top"' in seen
    assert 'id="p1"' in seen
    assert "list" not in seen


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\nWords *here*.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
        "```\ncode\n```\n\nText after code.\n",
        f"{OPENING}<p>not the whole page</p>\n{CLOSING}\nText *after* it.\n",
        f"Text *before* it.\n\n{PAGE}",
        "",
        "\n\n",
    ],
)
def test_every_other_page_is_read_as_ever(text: str) -> None:
    assert watched(text)[0] == markdown.markdown(text, extensions=["tables", "toc", "fenced_code"])


def test_one_page_after_another_with_the_same_reader_is_not_mixed_up() -> None:
    md = Markdown(extensions=[RAW])
    md.convert(PAGE)
    md.reset()
    assert md.convert("Plain *words*.") == "<p>Plain <em>words</em>.</p>"
