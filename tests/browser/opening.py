"""What opens in a letter's page, for all who judge the page with it open."""

from __future__ import annotations

from playwright.sync_api import Page

OPENERS = (
    ("a note", ("article a[role=doc-noteref]",), "article .opened"),
    ("a card", ("article a.citation[data-authority]",), "[role=dialog]"),
    ("a box to cite", ("#p1 .number", "#p1 .cite-tool"), "dialog[open]"),
    ("all notes", (".letter-side:not([open]) summary", "[data-all-notes]"), ".notes-all"),
)
"""Its name, what is pressed for it one after the other (where it is to be seen), and what is there then."""


def press(page: Page, steps: tuple[str, ...]) -> None:
    """Press one thing after the other as the keyboard does; what a width does not show is passed over."""
    for step in steps:
        place = page.locator(step)
        if place.count() and place.first.is_visible():
            place.first.focus()
            page.keyboard.press("Enter")
