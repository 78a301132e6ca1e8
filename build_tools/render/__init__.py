"""Stage: an edited letter -> the text of one format. `RENDERERS` is the list; a new format is a module and a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from build_tools.model.edition import EditionLetter
from build_tools.model.marking import Marking
from build_tools.render import html, markdown


class Renderer(Protocol):
    """What turns a letter into the text of one format, with markings laid over its words."""

    def __call__(self, edited: EditionLetter, markings: Sequence[Marking] = ()) -> str: ...


RENDERERS: Mapping[str, Renderer] = MappingProxyType({"html": html.article, "markdown": markdown.markdown})
"""Every format that shows a whole letter, by name; each has its goldens under tests/golden/."""

__all__ = ["RENDERERS", "Renderer"]
