"""Makes one kind of search index in a process of its own and prints what it took, as JSON: the bench starts it.

python -m tests.bench.search_child ours FOLDER        the search's scripts of an edition, into its site
python -m tests.bench.search_child pagefind FOLDER    Pagefind's index of the letters' pages, into the same site
python -m tests.bench.search_child theme FOLDER       the same pages with the theme's own search, into site-theme
python -m tests.bench.search_child plain FOLDER       the same without any search, into site-plain: to be taken away
"""

from __future__ import annotations

import json
import logging
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def ours(root: Path) -> float:
    from build_tools.pipeline import prepare
    from build_tools.web.search import search_scripts

    edition = prepare(root).edition
    begin = time.perf_counter()
    for path, text in search_scripts(edition).items():
        (root / "site" / path).parent.mkdir(exist_ok=True)
        (root / "site" / path).write_text(text, encoding="utf-8")
    return time.perf_counter() - begin


def pagefind(root: Path) -> float:
    begin = time.perf_counter()
    subprocess.run(
        [
            sys.executable, "-m", "pagefind", "--site", str(root / "site"), "--glob", "letters/*.html",
            "--root-selector", "article", "--quiet",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.perf_counter() - begin


def theme(root: Path) -> float:
    return _generated(root, "site-theme", ["search"])


def plain(root: Path) -> float:
    return _generated(root, "site-plain", [])


def _generated(root: Path, name: str, plugins: list[str]) -> float:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    settings: dict[str, Any] = {
        "theme": {"name": "material", "font": False},
        "plugins": plugins,
        "hooks": [],
        "extra_css": [],
        "markdown_extensions": ["tables", "toc"],
        "strict": False,
        "site_dir": str(root / name),
    }
    begin = time.perf_counter()
    build(load_config(str(root / "mkdocs.yml"), **settings))
    return time.perf_counter() - begin


KINDS: dict[str, Callable[[Path], float]] = {"ours": ours, "pagefind": pagefind, "theme": theme, "plain": plain}

if __name__ == "__main__":
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    kind, folder = sys.argv[1], Path(sys.argv[2])
    seconds = KINDS[kind](folder)
    who = resource.RUSAGE_CHILDREN if kind == "pagefind" else resource.RUSAGE_SELF
    print(json.dumps({"seconds": seconds, "memory": resource.getrusage(who).ru_maxrss / 1024}))
