"""Every built page is HTML as the standard has it: the W3C's Nu checker finds no error in any."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.tools import ToolMissing, from_npm, java

pytestmark = pytest.mark.site

CHECKER = "vnu-jar/build/dist/vnu.jar"
GOOD = '<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><p id="a">Good.</p></html>'
FAULTY = GOOD.replace("</html>", '<p id="a"><b><i></b></i>')


def check(*paths: Path) -> list[dict[str, Any]]:
    """What the Nu checker says of files and folders: `url`, `type`, `lastLine`, `message`, `extract` of each."""
    try:
        command = [java(), "-Xss4m", "-jar", str(from_npm(CHECKER)), "--format", "json", "--skip-non-html"]
    except ToolMissing as fault:
        pytest.fail(str(fault), pytrace=False)
    # One start for all pages: Java's start takes longer than a page.
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, encoding="utf-8", timeout=300)
    try:
        messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        pytest.fail(f"the Nu checker ended with {done.returncode}: {done.stderr[-2000:]}", pytrace=False)
    return messages


def faults(*paths: Path) -> list[str]:
    """Each message once, how often it comes, and the first places of it. What is only a remark is left out."""
    places = defaultdict(list)
    for one in check(*paths):
        if one["type"] != "info":  # errors, and what kept the checker from reading a page
            page = Path(unquote(urlsplit(one.get("url", "")).path))
            extract = " ".join(one.get("extract", "").split())
            places[one["message"]].append(f"    {page.parent.name}/{page.name}:{one.get('lastLine')}: {extract}")
    return [f"{len(where)} times: {message}\n" + "\n".join(where[:4]) for message, where in sorted(places.items())]


def test_the_checker_sees_a_fault_and_knows_a_good_page(tmp_path: Path) -> None:
    good, faulty = tmp_path / "good.html", tmp_path / "faulty.html"
    good.write_text(GOOD, encoding="utf-8")
    faulty.write_text(FAULTY, encoding="utf-8")
    assert faults(good) == []
    assert "Duplicate ID" in "\n".join(faults(faulty))


def test_no_page_has_an_error_of_html(site_dir: Path) -> None:
    assert len(list(site_dir.rglob("*.html"))) > 10
    found = faults(site_dir)
    if found:
        pytest.fail("\n".join(found), pytrace=False)
