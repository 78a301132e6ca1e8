"""The edition's own style sheet and scripts, put into the staged tree, so that every generator takes them as files."""

from __future__ import annotations

from importlib.resources import files

FOLDER = "assets"
"""Folder of both in the site."""

STYLES = (
    "paper",  # colours and type, by which all that follows is set
    "frame",
    "text",
    "letter",
    "citations",
    "register",
    "authorities",
    "tables",
    "search",
    "notes",
    "relations",
    "sources",
    "home",
    "pictures",
    "witness",
    "cite",
    "teaching",
    "narrow",  # over what is above it
    "print",  # over everything
)
"""The parts of the style sheet in the order in which they override each other: files of styles/."""

SCRIPTS = ("edition", "notes", "citations", "cite", "teaching")
"""Scripts that pages load by name: files of scripts/. What belongs to the search is in web/search.py."""


def style_sheet() -> str:
    """The whole style sheet, one file, so that a page asks once."""
    return "\n".join(_own(f"styles/{name}.css") for name in STYLES)


def assets() -> dict[str, str]:
    """The style sheet and the scripts by path in the site."""
    scripts = {f"{FOLDER}/{name}.js": _own(f"scripts/{name}.js") for name in SCRIPTS}
    return {f"{FOLDER}/edition.css": style_sheet(), **scripts}


def _own(path: str) -> str:
    return files("build_tools.web").joinpath(path).read_text("utf-8")
