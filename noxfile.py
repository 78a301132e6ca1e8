"""Tasks of the project. `python3 run.py test` runs the usual ones, `nox -s NAME` one of them, `nox -l` lists all.

Tasks run in the prepared .venv and make no environments of their own: what is tested is what is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "tests", "browser", "site"]

ROOT = Path(__file__).parent
OWN = ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PYTHON = str(OWN) if OWN.is_file() else sys.executable

HEADER = """\
# Exact versions of everything that is installed beside the project, for Python 3.11.
# Renew to the newest that pyproject.toml allows, then run the tests: python3 run.py test -s constraints
"""


def run(session: nox.Session, module: str, *words: str) -> None:
    """Run a module of the environment, or say which is missing and how to get it."""
    known = [PYTHON, "-c", f"import importlib.util as u, sys; sys.exit(u.find_spec({module!r}) is None)"]
    if subprocess.run(known, cwd=ROOT, check=False).returncode != 0:
        session.error(f"{module} is not installed in {Path(PYTHON).parent}: run `python3 run.py setup`")
    session.run(PYTHON, "-m", module, *words, external=True)


def pytest(session: nox.Session, marks: str, *words: str) -> None:
    """Run the tests with these marks, and what follows `--`; no test at all is a failure (pytest's status 5)."""
    run(session, "pytest", "-v", "-m", marks, *words, *session.posargs)  # -v undoes the -q of pyproject.toml


def built(session: nox.Session) -> str:
    """Build the site once for all that follows in the session, and return its folder."""
    site = str(Path(session.create_tmp()).resolve() / "site")
    run(session, "build_tools", "build", "--site-dir", site)
    session.env["EDITION_SITE"] = site
    return site


def provided(session: nox.Session, *modules: str) -> None:
    """Find or install tools that are no Python packages; each says what it found, or what to do."""
    for module in modules:
        session.run(PYTHON, "-m", module, external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Rules of style and common faults, and the form of the code (ruff)."""
    run(session, "ruff", "check", ".")
    run(session, "ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Type annotations, strict (mypy)."""
    run(session, "mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """All tests but those that need a browser or the whole site, and the long ones; on every core."""
    pytest(session, "not browser and not site and not slow", "-n", "auto")


@nox.session
def browser(session: nox.Session) -> None:
    """The built site in Chromium and Firefox, over http and from the disk; a file of tests on each of two cores."""
    provided(session, "tests.browser.chromium", "tests.browser.firefox", "tests.tools")
    built(session)
    pytest(session, "browser and not slow", "-n", "2", "--dist", "loadfile")


@nox.session
def site(session: nox.Session) -> None:
    """The whole site: a strict build with its proofs, the HTML of each page, what other site generators make of it."""
    provided(session, "tests.tools")
    built(session)
    pytest(session, "site and not browser and not slow")


@nox.session
def pictures(session: nox.Session) -> None:
    """Pictures of every kind of page into pictures/: three widths, light, dark and printed, for the eye to judge."""
    provided(session, "tests.browser.chromium")
    run(session, "tests.pictures", built(session), *session.posargs)


@nox.session
def lighthouse(session: nox.Session) -> None:
    """Lighthouse's marks for a letter, an authority and the home page, as the median of five, printed."""
    provided(session, "tests.browser.chromium", "tests.tools")
    run(session, "tests.lighthouse", built(session), *session.posargs)


@nox.session(name="property")
def property_(session: nox.Session) -> None:
    """The long run: every mutation, and the properties on many examples."""
    pytest(session, "slow")


@nox.session
def bench(session: nox.Session) -> None:
    """Ratios of time and memory on 1,000 letters against the libraries underneath.

    `nox -s bench -- search` sets the search beside others, `nox -s bench -- bundles` measures the deliverables.
    """
    parts = {"search": "tests.bench.search_engines", "bundles": "tests.bench.bundles"}
    first, *rest = session.posargs or [""]
    module, words = (parts[first], rest) if first in parts else ("tests.bench", session.posargs)
    session.run(PYTHON, "-m", module, *words, external=True)


@nox.session
def constraints(session: nox.Session) -> None:
    """Write constraints.txt anew, with the newest versions that pyproject.toml allows."""
    run(session, "pip", "install", "--upgrade", "--upgrade-strategy", "eager", "-e", ".[dev,bundles]")
    listed = subprocess.run(
        [PYTHON, "-m", "pip", "freeze", "--exclude-editable"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    lines = sorted((line for line in listed.stdout.splitlines() if "==" in line), key=str.lower)
    (ROOT / "constraints.txt").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
