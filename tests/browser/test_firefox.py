"""A reader's visit in Firefox, from the disk and over http: a letter, a note by keyboard, a search."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.firefox import NoFirefox, provide
from tests.browser.kinds import kinds
from tests.tools import ROOT, ToolMissing, from_npm, node

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def visits(site_dir: Path, http_site: Callable[..., str]) -> list[dict[str, Any]]:
    """What Firefox met: the same visit from the disk and over http."""
    try:
        firefox, program = provide(), node()
        from_npm("puppeteer-core")
    except (NoFirefox, ToolMissing) as fault:
        pytest.fail(str(fault), pytrace=False)
    letter = kinds(site_dir)["letter-long"]
    asked = {"firefox": firefox, "letters": [f"{site_dir.as_uri()}/{letter}", http_site(site_dir) + letter]}
    command = [program, str(ROOT / "tests" / "browser" / "firefox_visit.mjs"), json.dumps(asked)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=180)
    if done.returncode != 0:
        pytest.fail(f"Firefox could not be driven: {done.stderr[-2000:]}", pytrace=False)
    told: dict[str, Any] = json.loads(done.stdout)
    assert "firefox" in told["version"].lower()
    found: list[dict[str, Any]] = told["visits"]
    assert [visit["letter"].partition(":")[0] for visit in found] == ["file", "http"]
    return found


def test_nothing_goes_wrong_on_a_visit(visits: list[dict[str, Any]]) -> None:
    assert [visit["errors"] for visit in visits] == [[], []]


def test_the_letter_shows_its_text(visits: list[dict[str, Any]]) -> None:
    assert all(visit["title"] and visit["words"] > 1000 for visit in visits)


def test_a_key_opens_a_note_and_escape_gives_the_focus_back(visits: list[dict[str, Any]]) -> None:
    for visit in visits:
        note = visit["note"]
        assert note["id"] == note["called"]
        assert note["words"] > 2
        assert note["inSight"]
        assert visit["back"] == visit["call"]


def test_the_search_finds_a_word_of_the_letter(visits: list[dict[str, Any]]) -> None:
    for visit in visits:
        assert f"search.html?q={visit['query']}" in visit["found"]
        assert visit["hits"] > 0
