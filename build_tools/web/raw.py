"""A Python-Markdown extension that hands finished pages through unread.

A page whose body is one block of HTML would be parsed twice, by MkDocs for its anchors and by Python-Markdown for the
end of the block, and that is nine tenths of a generator's time. Without the extension the pages come out the same, only
later. It is named in mkdocs.yml and runs alike in MkDocs, ProperDocs and Zensical.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

OPENING, CLOSING = '<div class="made">\n', "</div>\n"
"""What a finished page's body begins and ends with."""

_ID = re.compile(r'(?<=\s)id="[^"]*"')


class RawPages(Extension):
    """Hands finished pages through."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name in Python-Markdown
        """Register both steps around 21, where MkDocs and ProperDocs collect the anchors of a page."""
        set_aside = _SetAside(md)
        md.preprocessors.register(set_aside, "edition_set_aside", 22)
        md.preprocessors.register(_Forget(md, set_aside), "edition_forget", 20.5)


def makeExtension(**options: Any) -> RawPages:  # noqa: N802  # the name in Python-Markdown
    """Give Python-Markdown the extension."""
    return RawPages(**options)


class _SetAside(Preprocessor):
    """Puts a sign in the place of a finished page, and behind it empty elements with the page's ids."""

    sign = ""
    """What stands for the page; empty where the page is not finished HTML."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).strip("\n") + "\n"
        self.sign = ""
        if not (text.startswith(OPENING) and text.endswith(f"\n{CLOSING}")):
            return lines
        self.sign = self.md.htmlStash.store(text.rstrip("\n"))
        return [self.sign, *(f"<i {name}>" for name in _ID.findall(text))]


class _Forget(Preprocessor):
    """Takes the ids away again, once they have been collected."""

    def __init__(self, md: Markdown, set_aside: _SetAside) -> None:
        super().__init__(md)
        self.set_aside = set_aside

    def run(self, lines: list[str]) -> list[str]:
        sign = self.set_aside.sign
        return [sign] if sign else lines
