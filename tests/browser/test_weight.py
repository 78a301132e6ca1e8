"""What a first visit to the longest letter costs: bytes over the wire, waiting for scripts, text that jumps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.browser.kinds import kinds, letters
from tests.browser.serving import served, squeezed

pytestmark = pytest.mark.browser

MOST = 100_000
"""Bytes that a first visit may bring over the wire, heads of the answers and the icon included."""
EARLY = 2_000
"""Bytes of script that may run before the first paint: what sets the reader's colours and layers."""
SHIFTS = """window.shifts = [];
new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry =>
    [entry.value, entry.sources.map(source => source.node && (source.node.id || source.node.className))])))
    .observe({type: "layout-shift", buffered: true});"""


@pytest.fixture(scope="module")
def host(site_dir: Path) -> Iterator[str]:
    """The site on a host that compresses."""
    with served(site_dir, compressed=True) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_the_first_visit_to_the_longest_letter_stays_below_100_kilobytes(page: Page, host: str, site_dir: Path) -> None:
    address = kinds(site_dir)["letter-long"]
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    wire: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: wire.append(event["encodedDataLength"]))
    page.goto(host + address, wait_until="networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert len(wire) == len(loaded) + 1, "something was loaded that was not counted"
    # A browser without a window asks for no icon.
    icons = [html.parse(site_dir / address).xpath("string(//link[@rel='icon']/@href)")]
    icons = [icon for icon in icons if not icon.startswith("data:")]
    icon_bytes = sum(len(squeezed((site_dir / address).parent / icon)) + 300 for icon in icons)
    total = sum(wire) + icon_bytes
    print(f"first visit to {address}: {total / 1000:.1f} kB in {len(wire) + len(icons)} answers")
    assert total < MOST, f"{total:.0f} bytes: the page and {loaded}"


def test_the_text_is_painted_where_scripts_do_not_come(page: Page, host: str, site_dir: Path) -> None:
    page.route(re.compile(r"\.js(\?|$)"), lambda route: route.abort())
    page.goto(host + kinds(site_dir)["letter-long"])
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    assert len(page.locator("article[data-letter]").inner_text().split()) > 1000
    first = page.locator("article p.paragraph").first
    assert first.is_visible()
    assert first.evaluate("element => getComputedStyle(element).opacity") == "1"


def test_the_text_is_painted_before_a_slow_script_has_come(page: Page, host: str, site_dir: Path) -> None:
    held = []
    page.route(re.compile(r"\.js(\?|$)"), lambda route: held.append(route))  # it never comes
    page.goto(host + kinds(site_dir)["letter-long"], wait_until="commit")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    assert page.locator("article p.paragraph").first.is_visible()
    assert held, "no script was asked for: the test proves nothing"


def test_no_script_keeps_a_page_from_being_painted(site_dir: Path) -> None:
    blocking = []
    for address in kinds(site_dir).values():
        tree = html.parse(site_dir / address.partition("?")[0])
        early = sum(len(script.text or "") for script in tree.xpath("//head//script[not(@src)][not(@type)]"))
        waits = tree.xpath("//script[@src][not(@defer)][not(@async)][following::*[not(self::script)]]/@src")
        blocking += [f"{address}: {source}" for source in waits]
        blocking += [f"{address}: {early} bytes of script in the head"] if early > EARLY else []
    assert blocking == []


@pytest.mark.parametrize("width", [390, 1024, 1280, 1600])
def test_nothing_moves_when_the_notes_come_in(page: Page, host: str, site_dir: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    for letter in letters(site_dir)[:2]:
        page.goto(urljoin(host, f"letters/{letter.name}"), wait_until="networkidle")
        page.wait_for_timeout(300)
        assert page.evaluate("window.shifts") == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_on_any_kind_of_page(page: Page, host: str, site_dir: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    moved = {}
    for kind, address in kinds(site_dir).items():
        page.goto(host + address, wait_until="networkidle")
        shifts = page.evaluate("window.shifts")
        moved |= {kind: shifts} if shifts else {}
    assert moved == {}
