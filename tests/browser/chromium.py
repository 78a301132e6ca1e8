"""Find a Chromium for the browser tests, or install one; run as a program it prints the path or says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ARGUMENTS = (
    "--headless",
    "--no-sandbox",  # the sandbox refuses to start as root, as in most containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # A browser calls home by itself; a request that the tests see must come from a page.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


class NoChromium(Exception):
    """No Chromium is on the machine and none could be installed; the message says what to do."""


def provide() -> str:
    """Return the path of a Chromium that starts; install one where there is none.

    Order: EDITION_CHROMIUM, the path, usual places, Playwright's own, `playwright install chromium`, Debian's package
    when root. Raises NoChromium: the tests fail without a browser, they never pass over it.
    """
    named = os.environ.get("EDITION_CHROMIUM")
    if named:
        if starts(named):
            return named
        raise NoChromium(f"EDITION_CHROMIUM names {named!r}, which does not start; correct it or unset it")
    found = find()
    if found is None and _install_with_playwright():
        found = find()
    if found is None and install_with_apt("chromium", "fonts-dejavu-core"):
        found = find()
    if found is None:
        raise NoChromium(
            "the browser tests need Chromium or Chrome: none was found, Playwright could not fetch one, and Debian's "
            "could not be installed. Install one (Debian: sudo apt-get install chromium; elsewhere: python -m "
            "playwright install --with-deps chromium) or name one in EDITION_CHROMIUM, and run the tests again."
        )
    return found


def find() -> str | None:
    """Return the first Chromium on the machine that starts."""
    candidates = [*map(shutil.which, NAMES), *PLACES, _playwrights_own()]
    return next((path for path in candidates if path and starts(path)), None)


def starts(path: str) -> bool:
    """True when the program can be started; one whose system libraries are missing cannot."""
    if os.name == "nt":  # there --version opens a window
        return Path(path).is_file()
    try:
        return subprocess.run([path, "--version", "--no-sandbox"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _playwrights_own() -> str | None:
    code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    # In a process of its own: Playwright starts an event loop, and pytest may have one already.
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    path = asked.stdout.strip()
    return path if asked.returncode == 0 and Path(path).is_file() else None


def _install_with_playwright() -> bool:
    print("No Chromium here: asking Playwright for one ...", file=sys.stderr, flush=True)
    return _succeeds([sys.executable, "-m", "playwright", "install", "chromium", "--no-shell"], 600)


def install_with_apt(*packages: str) -> bool:
    """Install packages of Debian, where there is apt and we are root; True when that went well."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    print(f"Installing Debian's {packages[0]} ...", file=sys.stderr, flush=True)
    # Another apt may be at work on a machine that has just started: wait for its lock instead of failing.
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    # A list that cannot be renewed does not stop the installation from one that is there.
    _succeeds([*apt, "update"], 600)
    return _succeeds([*apt, "install", "-y", "--no-install-recommends", *packages], 900)


def _succeeds(command: list[str], seconds: int) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            timeout=seconds,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        print(fault, file=sys.stderr)
        return False
    return done.returncode == 0


if __name__ == "__main__":
    try:
        print(provide())
    except NoChromium as fault:
        sys.exit(f"chromium: {fault}")
