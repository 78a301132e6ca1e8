"""The switch between the editors' readings and the words of the transcription, with and without scripts."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from build_tools.web.assets import assets
from tests.apparatus import an_emendation, edited, write, zenda
from tests.browser.conftest import Visit
from tests.test_apparatus_merge import page as article_of

pytestmark = pytest.mark.browser

READ = "We have not found"
STANDS = "We have not find any envoy"


@pytest.fixture
def letter_page(tmp_path: Path) -> Path:
    """A letter's page with one emendation, as a file on the disk."""
    write(tmp_path, emendations=an_emendation("have not find", "have not found"))
    article = article_of(edited(zenda(), tmp_path), cited=False)
    switch = '<label><input type="checkbox" data-witness-switch> Words of the transcription</label>'
    file = tmp_path / "letter.html"
    for path, text in assets().items():
        asset = tmp_path / path
        asset.parent.mkdir(exist_ok=True)
        asset.write_text(text, "utf-8")
    first = files("build_tools.web").joinpath("theme/partials/first.html").read_text("utf-8")
    script = first[first.index("<script") :]
    file.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>L</title>'
        f'<link rel="stylesheet" href="assets/edition.css">'
        f'{script}<script src="assets/edition.js" defer></script></head>'
        f'<body><div class="letter-page">{switch}{article}</div></body></html>',
        "utf-8",
    )
    return file


def shown(visit: Visit) -> str:
    return visit.page.locator("#p1").inner_text()


def test_the_switch_shows_the_reading_or_the_words_of_the_transcription(browser_page: Visit, letter_page: Path) -> None:
    page = browser_page.page
    page.goto(letter_page.as_uri())
    assert READ in shown(browser_page)
    assert "not find" not in shown(browser_page)
    page.get_by_label("Words of the transcription").check()
    assert STANDS in shown(browser_page)
    assert "found" not in shown(browser_page)
    assert "em." not in shown(browser_page)
    page.get_by_label("Words of the transcription").uncheck()
    assert READ in shown(browser_page)


def test_the_choice_lasts_to_the_next_page(browser_page: Visit, letter_page: Path) -> None:
    page = browser_page.page
    page.goto(letter_page.as_uri())
    page.get_by_label("Words of the transcription").check()
    page.reload()
    assert page.get_by_label("Words of the transcription").is_checked()
    assert STANDS in shown(browser_page)


def test_the_switch_works_where_scripts_are_off(browser_page: Visit, letter_page: Path) -> None:
    text = letter_page.read_text("utf-8")
    letter_page.write_text(text[: text.index("<script")] + text[text.rindex("</script>") + 9 :], "utf-8")
    page = browser_page.page
    page.goto(letter_page.as_uri())
    assert READ in shown(browser_page)
    page.get_by_label("Words of the transcription").check()
    assert STANDS in shown(browser_page)


def test_without_styles_both_are_there(browser_page: Visit, letter_page: Path) -> None:
    text = letter_page.read_text("utf-8")
    letter_page.write_text(text.replace('rel="stylesheet"', 'rel="nothing"'), "utf-8")
    browser_page.page.goto(letter_page.as_uri())
    assert "have not findhave not found" in shown(browser_page)
