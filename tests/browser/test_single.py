"""One letter in one file, opened from the disk with nothing beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.bundle.single import single
from tests.browser.conftest import Visit
from tests.browser.opening import OPENERS, press
from tests.tei import of_the_edition

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def attached(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The longest letter, alone in a folder, as a mail program keeps it."""
    made = single(of_the_edition(), site_dir, tmp_path_factory.mktemp("single"))
    alone = tmp_path_factory.mktemp("Pièces jointes") / "a letter.html"
    shutil.copy(max(made, key=lambda file: file.stat().st_size), alone)
    return alone


def test_it_asks_for_nothing_and_opens_what_the_site_opens(attached: Path, browser_page: Visit) -> None:
    page = browser_page.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(attached.as_uri())
    for name, steps, there in OPENERS:
        press(page, steps)
        page.wait_for_selector(there, timeout=5000)
        assert page.locator(there).count(), name
        page.keyboard.press("Escape")
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    assert len([address for address in asked if address.startswith("file:")]) == 1


def test_its_links_lead_to_what_it_holds(attached: Path, browser_page: Visit) -> None:
    page = browser_page.page
    page.goto(attached.as_uri())
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
        ".filter(id => id && !document.getElementById(id))"
    )
    assert lost == []
    assert (
        page.evaluate("[...document.querySelectorAll('a')].filter(a => a.protocol === 'file:' && !a.hash).length") == 0
    )
    page.locator("article a[role=doc-noteref][href^='#fn-']").first.click()
    assert page.locator("article a.citation").count() > 20


def test_it_is_shown_in_the_edition_s_own_dress_and_can_be_dark(attached: Path, browser_page: Visit) -> None:
    page = browser_page.page
    page.goto(attached.as_uri())
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    switch = page.locator("[data-scheme-switch]")
    switch.click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
