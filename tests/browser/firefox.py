"""Find a Firefox for the smoke test, or install one; run as a program it prints the path or says what to do."""

from __future__ import annotations

import os
import shutil
import sys

from tests.browser.chromium import install_with_apt, starts

NAMES = ("firefox", "firefox-esr")
PLACES = ("/Applications/Firefox.app/Contents/MacOS/firefox", "C:/Program Files/Mozilla Firefox/firefox.exe")


class NoFirefox(Exception):
    """No Firefox is on the machine and none could be installed; the message says what to do."""


def provide() -> str:
    """Return the path of a Firefox that starts; Debian's is installed where there is none and we are root.

    Order: EDITION_FIREFOX, the path, usual places, Debian's package. Raises NoFirefox: the test fails without it.
    """
    named = os.environ.get("EDITION_FIREFOX")
    if named:
        if starts(named):
            return named
        raise NoFirefox(f"EDITION_FIREFOX names {named!r}, which does not start; correct it or unset it")
    found = find()
    if found is None and install_with_apt("firefox-esr"):
        found = find()
    if found is None:
        raise NoFirefox(
            "the smoke test needs Firefox: none was found, and Debian's could not be installed. Install one (Debian: "
            "sudo apt-get install firefox-esr) or name one in EDITION_FIREFOX, and run the tests again."
        )
    return found


def find() -> str | None:
    """Return the first Firefox on the machine that starts."""
    return next((path for path in (*map(shutil.which, NAMES), *PLACES) if path and starts(path)), None)


if __name__ == "__main__":
    try:
        print(provide())
    except NoFirefox as fault:
        sys.exit(f"firefox: {fault}")
