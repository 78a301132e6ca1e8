#!/usr/bin/env python3
"""Prepare this folder, then build the edition or run its tests: all that a fresh machine needs to be told.

    python3 run.py build    makes site/ and says what to open
    python3 run.py test     the whole test suite, tests in a browser included
    python3 run.py setup    only prepares .venv, for work on the project

More words are passed on: `run.py build --site-dir DIR` to `edition build`, `run.py test -s lint` to nox. The exit
status is that of the command. Only Python's standard library is used, because nothing else is there yet.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "prepared.txt"
OLDEST = (3, 11)
NEWER_NAMES = ("python3.11", "python3.12", "python3.13", "python3.14", "python3", "python")


class CannotPrepare(Exception):
    """The set-up cannot go on; the message says what to do."""


def main(words: list[str]) -> int:
    """Do what the command line asks and return its exit status."""
    command, rest = (words[0], words[1:]) if words else ("", [])
    if command in {"", "-h", "--help"}:
        print(__doc__)
        return 0 if command else 2
    if command not in {"build", "test", "setup"}:
        print(f"run.py: there is no command {command!r}; use build, test or setup", file=sys.stderr)
        return 2
    if sys.version_info < OLDEST:
        return hand_over(words)
    try:
        python = prepare(with_tests=command != "build")
    except CannotPrepare as fault:
        print(f"run.py: {fault}", file=sys.stderr)
        return 1
    if command == "build":
        status = call([python, "-m", "build_tools", "build", *rest])
        if status == 0:
            say_what_to_open(rest)
        return status
    if command == "test":
        return call([python, "-m", "nox", *rest])
    return 0


def hand_over(words: list[str]) -> int:
    """Start again under a Python that is new enough, if the machine has one."""
    for name in NEWER_NAMES:
        python = shutil.which(name)
        # A shim of a version manager can be on the path without a Python behind it: only a run tells.
        if python and answers(python, f"import sys; sys.exit(sys.version_info < {OLDEST})"):
            return call([python, str(Path(__file__).resolve()), *words])
    print(
        f"run.py: Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]} and no newer one "
        "was found. Install one and run: python3.11 run.py " + " ".join(words),
        file=sys.stderr,
    )
    return 1


def prepare(*, with_tests: bool) -> str:
    """Make .venv and install what pyproject.toml and constraints.txt say, unless that is done; return its Python."""
    python = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    wanted, done = stamp(), STAMP.read_text("utf-8").splitlines() if STAMP.is_file() else []
    works = answers(python, "import pip")
    if works and wanted == done[:2] and (not with_tests or "with tests" in done[2:]):
        return python
    # A folder that was moved has an environment whose scripts and paths point to the old place.
    if not works or (done and done[0] != wanted[0]):
        make_environment()
    STAMP.unlink(missing_ok=True)
    what = ".[dev,bundles]" if with_tests else "."
    print(f"Installing {'the edition and its test tools' if with_tests else 'the edition'} into .venv ...", flush=True)
    quiet = [] if sys.stdout.isatty() else ["-qq"]
    log = VENV / "install.log"
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--log", str(log), *quiet]
    if call([*pip, "-c", "constraints.txt", "-e", what]) != 0:
        raise CannotPrepare(
            f"the packages could not be installed; pip says why above, and at length in {log}. They come over the "
            "network: connect, or name a mirror in PIP_INDEX_URL, and run the same command again."
        )
    STAMP.write_text("\n".join([*wanted, *(["with tests"] if with_tests else [])]) + "\n", encoding="utf-8")
    return python


def stamp() -> list[str]:
    """What the environment depends on: the folder it stands in, and the two files that say what is installed."""
    files = (ROOT / "pyproject.toml", ROOT / "constraints.txt")
    return [str(ROOT), hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()]


def make_environment() -> None:
    """Make .venv afresh."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not answers(sys.executable, "import ensurepip, venv"):  # Debian and Ubuntu keep these in a package of their own
        as_root = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
        if as_root and call(["apt-get", "update", "-qq"]) == 0:
            call(["apt-get", "install", "-y", "-qq", package])
        if not answers(sys.executable, "import ensurepip, venv"):
            raise CannotPrepare(
                f"{sys.executable} has no venv and ensurepip, which make the environment. On Debian or Ubuntu: "
                f"sudo apt install {package}; elsewhere install a full Python. Then run the same command again."
            )
    print("Making .venv ...", flush=True)
    if call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise CannotPrepare(f"no environment could be made in {VENV}; the lines above say why.")


def say_what_to_open(words: list[str]) -> None:
    """Tell where the built edition begins."""
    folder = "site"
    for place, word in enumerate(words):
        if word == "--site-dir" and words[place + 1 :]:
            folder = words[place + 1]
        elif word.startswith("--site-dir="):
            folder = word.partition("=")[2]
    page = ROOT / folder / "index.html"
    if page.is_file():
        print(f"\nThe edition is built. Double-click this file, or open it from a browser (Ctrl+O):\n  {page}")


def answers(python: str, code: str) -> bool:
    """True when a Python can be started and runs the code without a fault."""
    try:
        return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def call(command: list[str]) -> int:
    """Run a command in the project's folder and return its exit status; an end by a signal as a shell gives it."""
    try:
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
