"""Times and sizes of each kind of deliverable, for 5 and for 100 letters, in one run.

python -m tests.bench.bundles [--letters 5 100]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from build_tools.bundle import BUNDLES
from build_tools.memory import collect_seldom
from build_tools.pipeline import prepare
from build_tools.report import has_errors
from build_tools.web.publish import publish
from tests.bench.letters import sources, texts, write_edition

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    """Make every kind for each number of letters, and print a line for each."""
    parser = argparse.ArgumentParser(prog="bench.bundles", description=__doc__)
    parser.add_argument("--letters", type=int, nargs="+", default=[5, 100])
    options = parser.parse_args()
    collect_seldom()
    made = list(texts(sources(ROOT), max(options.letters)))
    print(f"{'kind':10} {'letters':>8} {'seconds':>9} {'files':>6} {'kB':>10}")
    for count in options.letters:
        with tempfile.TemporaryDirectory() as scratch:
            _measure(Path(scratch, "edition"), made[:count])
    return 0


def _measure(root: Path, made: list[str]) -> None:
    write_edition(ROOT, root, made)
    begin = time.perf_counter()
    prepared = prepare(root)
    findings = [*prepared.findings, *publish(prepared.edition, prepared.html, root / "site")]
    if has_errors(findings):
        sys.exit("\n".join(str(finding) for finding in findings if finding.severity == "error"))
    _line(
        "site", len(made), time.perf_counter() - begin, [file for file in (root / "site").rglob("*") if file.is_file()]
    )
    for kind, make in BUNDLES.items():
        begin = time.perf_counter()
        files = make(prepared.edition, root / "site", root / "dist")
        _line(kind, len(made), time.perf_counter() - begin, list(files))


def _line(kind: str, letters: int, seconds: float, files: list[Path]) -> None:
    size = sum(file.stat().st_size for file in files) / 1000
    print(f"{kind:10} {letters:8} {seconds:9.2f} {len(files):6} {size:10,.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
