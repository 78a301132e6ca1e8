"""Fixtures of the browser tests: Chromium, a page that is watched, and the site on a host or unzipped on the disk.

browser_page   a `Visit`: its `page` is Playwright's. At the end of each test it fails on any request to another
               host and on any error in the console.
http_site      `http_site(folder, under="")` serves a folder on 127.0.0.1 and returns its address with a slash
unzipped_site  the folder that a reader has after unzipping the zip bundle
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, NoChromium, provide
from tests.browser.serving import served
from tests.conftest import edition

HERE = {"127.0.0.1", "localhost", "::1"}


@dataclass
class Visit:
    """One reader's visit in a fresh profile, and what the pages did in it."""

    page: Page = field(init=False)
    outside: list[str] = field(default_factory=list)
    """Addresses on other hosts that a page asked for."""
    errors: list[str] = field(default_factory=list)
    """Errors in the console, and scripts' errors that nothing caught."""

    def watch(self, context: BrowserContext) -> None:
        """Record what every page of the context asks for and complains of."""
        context.on("request", lambda request: self.asked(request.url))
        context.on("console", self.said)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", lambda socket: self.asked(socket.url)))

    def asked(self, address: str) -> None:
        """Keep an address that is on another host."""
        parts = urlsplit(address)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE:
            self.outside.append(address)

    def said(self, message: ConsoleMessage) -> None:
        """Keep an error."""
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; installed where there is none."""
    try:
        return provide()
    except NoChromium as fault:
        pytest.fail(str(fault), pytrace=False)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, started once; Playwright gives it a new and empty profile."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Visit]:
    """A fresh visit. The test fails at its end when a page asked another host or put an error in the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(15_000)
    visit = Visit()
    visit.watch(context)  # before the first page is opened
    visit.page = context.new_page()
    yield visit
    context.close()
    assert visit.outside == [], "a page asked another host"
    assert visit.errors == [], "a page put errors in the console"


@pytest.fixture(scope="session")
def http_site() -> Iterator[Callable[..., str]]:
    """Serves folders: `http_site(folder, under="a/b")` gives http://127.0.0.1:PORT/a/b/ ."""
    with ExitStack() as hosts:
        yield lambda folder, under="": hosts.enter_context(served(folder, under))


@pytest.fixture(scope="session")
def unzipped_site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader has who unzipped the bundle: the folder with index.html."""
    edition("bundle", "zip")
    bundles = sorted((root / "dist").glob("edition-*.zip"), key=lambda path: path.stat().st_mtime)
    assert bundles, "`edition bundle zip` made no zip in dist/"
    # A folder's name with a space and a letter beyond ASCII, as a reader's download folder may have.
    target = tmp_path_factory.mktemp("unzipped") / "Téléchargements de l'été"
    with zipfile.ZipFile(bundles[-1]) as bundle:
        bundle.extractall(target)
    pages = sorted(target.glob("**/index.html"), key=lambda path: len(path.parts))
    assert pages, "the zip holds no index.html"
    return pages[0].parent
