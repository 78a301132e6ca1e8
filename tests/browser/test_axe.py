"""Every kind of page is without a fault that axe can see, in both colour schemes, with what opens open and shut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import kinds
from tests.browser.opening import OPENERS, press
from tests.tools import ToolMissing, from_npm

pytestmark = pytest.mark.browser

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
RUN = """async () => {
    const shown = node => node.target.join(" ") + ": " + node.html.replace(/\\s+/g, " ").slice(0, 200);
    // Of use only with WCAG 2.2, and therefore off by itself: what a finger has to meet.
    const rules = {"target-size": {enabled: true}};
    const found = await axe.run(document, {resultTypes: ["violations"], rules});
    return found.violations.map(rule => [rule.id, rule.nodes.length, rule.nodes.slice(0, 3).map(shown)]);
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe."""
    try:
        return from_npm("axe-core/axe.min.js").read_text("utf-8")
    except ToolMissing as fault:
        pytest.fail(str(fault), pytrace=False)


@pytest.fixture(
    params=[(width, scheme) for width in WIDTHS for scheme in SCHEMES], ids=lambda one: f"{one[0]}-{one[1]}"
)
def look(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of one width in one colour scheme; what moves is still, for a colour on its way is neither."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", locale="en-GB"
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def judge(page: Page, axe: str) -> list[str]:
    """What axe finds in the page as it stands."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe)
    found: list[list[Any]] = page.evaluate(RUN)
    return [f"{rule} ({number}): " + " | ".join(nodes) for rule, number, nodes in found]


def told(faults: list[str]) -> None:
    """Fail with all faults, one a line."""
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_axe_sees_a_fault(look: Page, axe: str) -> None:
    look.set_content("<html lang=en><title>t</title><main><h1>H</h1><img src='data:,' style='color:#777'></main>")
    assert any(fault.startswith("image-alt") for fault in judge(look, axe))


def test_no_kind_of_page_has_a_fault(look: Page, axe: str, site_dir: Path) -> None:
    faults = []
    for kind, address in kinds(site_dir).items():
        look.goto(f"{site_dir.as_uri()}/{address}")
        faults += [f"{kind}: {fault}" for fault in judge(look, axe)]
        # What a reader can unfold, unfolded.
        if look.evaluate("[...document.querySelectorAll('details:not([open])')].map(one => one.open = true).length"):
            faults += [f"{kind}, unfolded: {fault}" for fault in judge(look, axe) if f"{kind}: {fault}" not in faults]
    told(faults)


def test_notes_cards_and_dialogs_that_are_open_have_no_fault(look: Page, axe: str, site_dir: Path) -> None:
    letter = f"{site_dir.as_uri()}/{kinds(site_dir)['letter-long']}"
    faults = []
    for what, steps, opened in OPENERS:
        look.goto(letter)
        press(look, steps)
        look.locator(opened).first.wait_for()
        faults += [f"{what}: {fault}" for fault in judge(look, axe)]
    told(faults)
