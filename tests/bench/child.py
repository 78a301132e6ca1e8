"""Builds an edition in a process of its own and prints what it took, as JSON: the bench starts it.

python -m tests.bench.child whole FOLDER    from the files to the proved site, without the search
python -m tests.bench.child bare FOLDER     what `mkdocs build` takes for the pages that are staged in it
"""

from __future__ import annotations

import json
import logging
import resource
import shutil
import sys
import time
from pathlib import Path
from typing import Any


def whole(root: Path) -> None:
    from build_tools.memory import collect_seldom
    from build_tools.pipeline import prepare
    from build_tools.report import has_errors
    from build_tools.web.publish import publish

    collect_seldom()  # as the command does
    prepared = prepare(root)
    findings = [*prepared.findings, *publish(prepared.edition, prepared.html, root / "site", search=False)]
    if has_errors(findings):
        raise SystemExit("\n".join(str(finding) for finding in findings if finding.severity == "error"))


def bare(root: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    # The same settings and pages, without what is ours: the hook, which stages them, and the extension for speed.
    bare_settings: dict[str, Any] = {"hooks": [], "markdown_extensions": ["tables", "toc"], "strict": False}
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site-bare"), **bare_settings))


def own_memory() -> int:
    """The most memory this process has had, in kB: what getrusage tells goes on from the process that started it."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    known = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    return known[0] if known else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    shutil.rmtree(folder / "site-bare", ignore_errors=True)
    begin = time.perf_counter()  # what a user waits for, in however many processes it is done
    {"whole": whole, "bare": bare}[sys.argv[1]](folder)
    seconds = time.perf_counter() - begin
    helpers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"seconds": seconds, "memory": max(own_memory(), helpers) / 1024}))
