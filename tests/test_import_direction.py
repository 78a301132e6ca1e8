"""The arrows between the parts of the tool go one way, and each large library has one home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = "build_tools"

# From the ground up; a part may import parts of the rows above its own, and itself.
ROWS = (
    ("errors", "report", "revision", "memory", "workers"),
    ("yamlfile", "fields", "changelog", "releases"),
    ("faults",),
    ("model",),
    (
        "read",
        "parse",
        "declare",
        "citations",
        "apparatus",
        "register",
        "relations",
        "evenness",
        "teaching",
        "render",
        "fidelity",
    ),
    ("draft",),
    ("knowledge", "stages"),
    ("pipeline",),
    ("web",),
    ("bundle",),  # a site for a class is built anew, from less or more than the public one has
    ("cli",),
    ("__main__", "__init__"),
)
# report and errors stand in one row and in this order.
BESIDE = {("report", "errors")}

# A library that can change or end is spoken to in one place only.
HOMES = {
    "markdown_it": ("parse", "fidelity.compare", "fidelity.markdown", "render.prose"),
    "mdit_py_plugins": ("parse", "fidelity.compare", "fidelity.markdown"),
    "pybtex": ("citations",),
    "citeurl": ("citations",),
    "mkdocs": ("web",),
    "markdown": ("web",),
    "lunr": ("web",),
    "rapidfuzz": ("apparatus",),
}

ROW_OF = {part: row for row, parts in enumerate(ROWS) for part in parts}


def module_name(file: Path, package: Path) -> str:
    """parse.blocks for parse/blocks.py, parse for parse/__init__.py, __init__ for the package's own."""
    parts = file.relative_to(package).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def imported(source: str, module: str, *, is_package: bool) -> set[str]:
    """All modules that a source imports, relative ones resolved; names imported from a package count as modules."""
    found: set[str] = set()
    here = [PACKAGE, *(module.split(".") if module != "__init__" else [])]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            up = here[: len(here) - node.level + is_package] if node.level else []
            base = ".".join([*up, *([node.module] if node.module else [])])
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


def faults(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """What a module imports and may not."""
    part = module.split(".")[0]
    result = []
    for name in sorted(imported(source, module, is_package=is_package)):
        first, _, rest = name.partition(".")
        if first == PACKAGE:
            other = rest.split(".")[0]
            if other not in ROW_OF:
                continue  # a name of the package's own __init__, such as __version__
            wrong = ROW_OF[other] >= ROW_OF[part] and other != part and (part, other) not in BESIDE
            if wrong:
                result.append(f"{module} imports {name}: {part} may import only what stands before it")
        elif first in HOMES and not any(f"{module}.".startswith(f"{home}.") for home in HOMES[first]):
            result.append(f"{module} imports {name}: only {' and '.join(HOMES[first])} may speak to {first}")
    return result


def test_every_part_of_the_package_has_its_row(root: Path) -> None:
    there = {module_name(file, root / PACKAGE).split(".")[0] for file in (root / PACKAGE).rglob("*.py")}
    assert there - set(ROW_OF) == set(), "a new part needs its row in ROWS"
    assert {"errors", "report", "model"} <= there


def test_imports_go_one_way(root: Path) -> None:
    wrong, seen = [], 0
    for file in sorted((root / PACKAGE).rglob("*.py")):
        module = module_name(file, root / PACKAGE)
        source = file.read_text("utf-8")
        seen += len(imported(source, module, is_package=file.name == "__init__.py"))
        wrong += faults(source, module, is_package=file.name == "__init__.py")
    assert seen > 20, "no imports were read"
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("model.letter", "from build_tools.parse.blocks import split"),
        ("parse.blocks", "from build_tools.render import html"),
        ("parse.blocks", "from ..render import html"),
        ("parse.blocks", "import build_tools.pipeline"),
        ("render.html", "def late():\n    from build_tools import fidelity"),
        ("pipeline", "from build_tools.web.stage import stage"),
        ("web.hook", "from build_tools.cli import main"),
        ("web.pages", "from build_tools.bundle import zip"),
        ("errors", "from build_tools.report import Finding"),
        ("render.html", "import markdown_it"),
        ("fidelity.plain", "from markdown_it import MarkdownIt"),
        ("declare.bib", "import pybtex.database"),
        ("pipeline", "from mkdocs.config import load_config"),
        ("bundle.zip", "from lunr import lunr"),
    ],
)
def test_an_arrow_the_wrong_way_is_seen(module: str, source: str) -> None:
    assert faults(source, module) != []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("model.letter", "from build_tools.model.witness import Span"),
        ("report", "from build_tools.errors import EditionError"),
        ("parse.blocks", "from . import notes\nfrom .notes import pair\nfrom ..model.letter import Letter"),
        ("parse", "from markdown_it import MarkdownIt\nfrom build_tools.report import Finding"),
        ("fidelity.compare", "import markdown_it"),
        ("web.search", "from lunr import lunr\nfrom build_tools.pipeline import load"),
        ("cli", "from build_tools import bundle, pipeline, web"),
        ("__init__", "from build_tools.pipeline import build"),
    ],
)
def test_an_arrow_the_right_way_passes(module: str, source: str) -> None:
    assert faults(source, module) == []
