"""Lighthouse's marks for a letter, an authority and the home page, each as the median of five runs, printed.

    nox -s lighthouse              builds the site and measures it
    nox -s lighthouse -- --runs 3  fewer runs

The pages come compressed from 127.0.0.1. Lighthouse's own settings stand: a slow telephone, simulated.
Marks of time depend on the machine and on what else it does; so nothing fails here, the table is the result.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.chromium import ARGUMENTS, NoChromium, provide
from tests.browser.kinds import kinds
from tests.browser.serving import served
from tests.tools import ROOT, ToolMissing, from_npm, node

PAGES = {"letter": "letter-long", "authority": "authority-long", "home": "index"}
MARKS = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def main(words: list[str]) -> int:
    """Measure and print; the exit status is 1 where a page could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.lighthouse", description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, nargs="?", default=ROOT / "site", help="a built site (default: site/)")
    parser.add_argument("--runs", type=int, default=5, help="how often each page is measured (default: 5)")
    asked = parser.parse_args(words)
    try:
        tools = (node(), str(from_npm("lighthouse/cli/index.js")), provide())
    except (ToolMissing, NoChromium) as fault:
        print(f"lighthouse: {fault}", file=sys.stderr)
        return 1
    found = kinds(asked.site.resolve())
    print("page".ljust(11) + "".join(name.rjust(26) for name in (*MARKS, *TIMES)))
    lost: dict[str, set[str]] = {}
    with served(asked.site.resolve(), compressed=True) as host:
        for name, kind in PAGES.items():
            reports = [measure(host + found[kind], *tools) for _ in range(asked.runs)]
            marks = [100 * median(reports, "categories", mark, "score") for mark in MARKS]
            times = [median(reports, "audits", time, "numericValue") for time in TIMES]
            cells = [f"{mark:.0f}" for mark in marks] + [f"{time:.0f} ms" for time in times[:3]] + [f"{times[3]:.3f}"]
            print(name.ljust(11) + "".join(cell.rjust(26) for cell in cells), flush=True)
            lost[name] = {fault for report in reports for fault in faults(report)}
    for name, those in lost.items():
        for fault in sorted(those):
            print(f"{name}: {fault}")
    return 0


def measure(address: str, program: str, lighthouse: str, chromium: str) -> dict[str, Any]:
    """The report of one run in a fresh profile."""
    with tempfile.TemporaryDirectory(prefix="lighthouse-", ignore_cleanup_errors=True) as profile:
        flags = " ".join([*ARGUMENTS, f"--user-data-dir={profile}"])
        command = [program, lighthouse, address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
        environment = {**os.environ, "CHROME_PATH": chromium, "CI": "true"}  # CI: it asks for no leave to send reports
        command += ["--no-enable-error-reporting", f"--only-categories={','.join(MARKS)}"]
        done = subprocess.run(
            command, env=environment, cwd=profile, capture_output=True, text=True, encoding="utf-8", timeout=180
        )
    if done.returncode != 0:
        raise SystemExit(f"lighthouse: {address} could not be measured: {done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def median(reports: list[dict[str, Any]], group: str, name: str, field: str) -> float:
    """The middle of one figure of all runs."""
    return statistics.median(report[group][name][field] or 0 for report in reports)


def faults(report: dict[str, Any]) -> list[str]:
    """What keeps a mark from being full: the audits with weight that were not passed."""
    told = []
    for mark in MARKS:
        for reference in report["categories"][mark]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 0.98:
                told.append(f"{mark}: {audit['id']} ({audit.get('displayValue') or audit['title']})")
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
