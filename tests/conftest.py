"""What tests of several stages share: the project's folder, and the site, built once for all tests of a run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole edition, built with `edition build`; EDITION_SITE names one that is built already."""
    built = os.environ.get("EDITION_SITE")
    if built:
        return Path(built).resolve()
    site = tmp_path_factory.mktemp("built") / "site"
    # As a user builds it, in a process of its own: the generator's state and warnings stay out of the tests.
    edition("build", "--site-dir", str(site))
    return site


def edition(*words: str) -> str:
    """Run a command of the edition in the project's folder and return its output; a failed one fails the test."""
    command = [sys.executable, "-m", "build_tools", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        pytest.fail(f"`edition {' '.join(words)}` ended with {done.returncode}:\n{done.stderr[-4000:]}", pytrace=False)
    return done.stdout
