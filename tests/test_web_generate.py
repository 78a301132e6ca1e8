"""MkDocs, called from the tool."""

from __future__ import annotations

import gzip
import logging
import os
import re
from pathlib import Path

import pytest
from lxml import html

import build_tools.web
from build_tools.model.edition import Edition
from build_tools.web.generate import generate
from build_tools.web.stage import stage
from tests import invented


def built(tmp_path: Path, pages: dict[str, str] | None = None, **fields: str) -> Edition:
    edition = invented.edition(tmp_path, pages={**invented.PAGES, **(pages or {})}, **fields)
    assert stage(edition, tmp_path / "staged", invented.articles(edition)) == ()
    return edition


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented edition, built once."""
    folder = tmp_path_factory.mktemp("plain")
    assert generate(built(folder), folder / "site") == ()
    return folder / "site"


def test_every_staged_page_becomes_a_page_of_the_site(tmp_path: Path) -> None:
    edition = built(tmp_path)
    assert generate(edition, tmp_path / "site") == ()
    staged = {path.relative_to(tmp_path / "staged") for path in (tmp_path / "staged").rglob("*.md")}
    assert {Path("index.md"), Path("letters/undated-zenda.md")} <= staged
    for page in staged:
        assert (tmp_path / "site" / page.with_suffix(".html")).is_file()


def test_a_page_carries_the_title_of_the_edition_and_its_own(plain: Path) -> None:
    page = html.parse(plain / "letters" / "1995-06-01-arcadia.html")
    assert page.findtext(".//title") == 'Answer: "rivers" & <streams> – Letters of Ruritania'
    assert page.xpath("//a[@class='site-title']/text()") == ["Letters of Ruritania"]


def test_a_broken_link_in_a_hand_written_page_is_a_finding(tmp_path: Path) -> None:
    edition = built(tmp_path, {"about/rights.md": "# Rights\n\n[there](nowhere.md) and [here](#no-such-place)\n"})
    findings = generate(edition, tmp_path / "site")
    assert {finding.rule for finding in findings} == {"site-generator"}
    assert any("nowhere.md" in finding.message for finding in findings)
    assert any("no-such-place" in finding.message for finding in findings)


def test_a_page_that_the_navigation_forgets_is_a_finding(tmp_path: Path) -> None:
    edition = built(tmp_path, {"about/forgotten.md": "# Forgotten\n"})
    findings = generate(edition, tmp_path / "site")
    assert any("about/forgotten.md" in finding.message for finding in findings)


def test_settings_that_cannot_be_read_are_a_finding(tmp_path: Path) -> None:
    edition = built(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    (finding,) = generate(edition, tmp_path / "site")
    assert finding.rule == "site-generator"
    (tmp_path / "mkdocs.yml").unlink()
    assert generate(edition, tmp_path / "site")[0].rule == "site-generator"


def test_nothing_is_printed_and_nothing_stays_changed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    edition = built(tmp_path, {"about/rights.md": "# Rights\n\n[there](nowhere.md)\n"})
    logger = logging.getLogger("mkdocs")
    before = (list(logger.handlers), logger.level, logger.propagate, dict(os.environ))
    generate(edition, tmp_path / "site")
    assert (list(logger.handlers), logger.level, logger.propagate, dict(os.environ)) == before
    told = capfd.readouterr()
    assert (told.out, told.err) == ("", "")


def test_the_map_for_search_engines_has_the_commits_date_and_no_trace_of_the_day(tmp_path: Path) -> None:
    generate(built(tmp_path, base_address="https://letters.example/edition/"), tmp_path / "site")
    told = (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://letters.example/edition/letters/undated-zenda.html</loc>" in told
    assert told.count("<lastmod>1999-12-31</lastmod>") == told.count("<loc>") > 5
    packed = (tmp_path / "site" / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed).decode() == told
    assert int.from_bytes(packed[4:8], "little") == 946598400


def test_without_an_address_there_is_no_map_and_no_canonical_link(plain: Path) -> None:
    assert list(plain.glob("sitemap*")) == []
    for page in plain.rglob("*.html"):
        assert html.parse(page).xpath("//link[@rel='canonical']") == []


def test_no_page_asks_another_host_or_starts_at_the_top_of_one(plain: Path) -> None:
    pages = list(plain.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        tree = html.parse(page)
        asked = tree.xpath("//script/@src | //link/@href | //img/@src | //iframe/@src | //*/@srcset | //source/@src")
        assert asked
        for address in [*asked, *tree.xpath("//a/@href | //form/@action")]:
            assert not address.startswith(("http:", "https:", "//", "/")), f"{page.name}: {address}"
            # what a page asks for is there
        for address in asked:
            assert (page.parent / address).resolve().is_file(), f"{page.name}: {address}"


def test_styles_ask_no_other_host(plain: Path) -> None:
    styles = list(plain.rglob("*.css"))
    assert styles
    for style in styles:
        text = style.read_text(encoding="utf-8")
        assert "@import" not in text
        assert [
            address for address in re.findall(r"url\(['\"]?([^'\")]*)", text) if not address.startswith("data:")
        ] == []


def test_scripts_ask_nobody_for_anything(plain: Path) -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in plain.rglob("*.js")}
    assert {"edition.js", "page.js", "lunr.js", "index.js", "texts.js"} <= set(scripts)
    for name in sorted(set(scripts) - {"index.js", "texts.js"}):  # these hold the letters' own words
        asks = (
            r"\bfetch\b|XMLHttpRequest|sendBeacon|WebSocket|\bimport\b|new Worker|serviceWorker|\.src\b|insertAdjacent"
        )
        text = re.sub(r"/\*.*?\*/", "", scripts[name], flags=re.DOTALL)
        if name in ("engine.js", "find.js"):  # they bring what lies beside them, and nothing else
            base = 'var base = new URL(".", document.currentScript.src).href;'
            assert base in text
            text = re.sub(r"\w+\.src = base \+ name", "", text.replace(base, ""))
        assert re.findall(asks, text) == [], name


def test_the_one_script_in_a_page_is_the_edition_s_own_and_short(plain: Path) -> None:
    own = Path(build_tools.web.__file__).with_name("theme").joinpath("partials/first.html").read_text(encoding="utf-8")
    for page in plain.rglob("*.html"):
        tree = html.parse(page)
        # data for search engines is no script that runs
        scripts = tree.xpath("//script[not(@src) and not(@type='application/ld+json')]")
        assert len(scripts) == 1
        assert "".join(scripts[0].text.split()) in "".join(own.split())
        assert len(scripts[0].text) < 1500
        assert tree.xpath("//@*[starts-with(name(), 'on')]") == []


def test_a_page_has_one_title_one_main_part_and_a_search_field(plain: Path) -> None:
    for page in plain.rglob("*.html"):
        tree = html.parse(page)
        assert len(tree.xpath("//h1")) == 1, page.name
        assert len(tree.xpath("//main")) == 1, page.name
        (form,) = tree.xpath("//header//form[@role='search']")
        assert (page.parent / form.get("action")).resolve() == (plain / "search.html").resolve()
        assert form.xpath(".//input/@name") == ["q"]
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), page.name
