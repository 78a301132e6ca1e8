"""One letter in one file: it says what its witness says and asks for nothing outside of itself."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from build_tools.bundle import BUNDLES, NotProved
from build_tools.bundle.single import one_file, requests, single
from build_tools.model.edition import Edition
from tests import invented
from tests.builders import block, edition_letter, letter

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A – B</title>
<link rel="icon" href="../assets/icon.svg"><link rel="stylesheet" href="../assets/a.css" media="print">
<link rel="next" href="other.html"><script>document.title += "!";</script>
<script src="../assets/late.js" defer></script><script src="../search/find.js" defer></script></head>
<body><nav class="site"><a href="../index.html">Home</a></nav>
<form action="../search.html"><input name="q"></form><main id="content">
<nav class="in"><a href="#p1">Text</a></nav>
<ul><li><input data-layer="names"></li><li><input data-layer="citations"></li></ul>
<article data-letter="l"><p id="p1" data-span="0-24">The <a class="citation" data-authority="pact-1970 zenda-1972"
href="../authorities/pact-1970.html">Treaty</a> of <a class="name" href="../register/people.html#flavia">Flavia</a>
&amp; all.</p></article>
<div data-editorial id="cited-zenda-1972"><a href="../authorities/zenda-1972.html">Zenda</a>
<a href="l.html#p1">paragraph 1</a> <a href="l.html">top</a> <a href="https://pact.example/a" rel="external">there</a>
<a href="l.txt" download>as received</a><img src="../assets/icon.svg" alt="sign"></div></main></body></html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "letters/l.html": PAGE,
        "letters/l.txt": "The Treaty of Flavia & all.",
        "assets/a.css": "p { color: red }",
        "assets/late.js": 'document.title += "</script>é";',
        "assets/icon.svg": "<svg/>",
        "search/find.js": "fetch()",
    }
    for path, text in files.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    return tmp_path / "site"


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    text = letter(block("p1", "paragraph", "The Treaty of Flavia & all."), end="")
    made = invented.edition(tmp_path / "edition", [edition_letter(text, id="l")])
    span = text.blocks[0].spans[0]
    assert (span.start, span.end) == (0, 27)
    return made


def links(text: str) -> dict[str, str]:
    return {str(link.text_content()): link.get("href", "") for link in html.fromstring(text).iter("a")}


def test_styles_scripts_and_pictures_stand_in_the_file(site: Path) -> None:
    text = one_file(site, "letters/l.html")
    root = html.document_fromstring(text)
    assert [style.text for style in root.iter("style")] == ["p { color: red }"]
    scripts = [script.text for script in root.iter("script")]
    assert scripts == ['document.title += "!";', 'document.title += "<\\/script>é";']
    assert "fetch()" not in text
    pictures = [*root.xpath("//img/@src"), *root.xpath("//link[@rel='icon']/@href")]
    assert [base64.b64decode(picture.partition(",")[2]) for picture in pictures] == [b"<svg/>"] * 2
    assert requests(text) == []
    assert root.findtext(".//title") == "A – B"


def test_a_script_that_stood_in_the_head_runs_when_the_page_has_been_read(site: Path) -> None:
    text = one_file(site, "letters/l.html")
    assert text.index("</article>") < text.index('"<\\/script>é"')


def test_without_an_address_a_link_leads_within_the_file_or_is_plain_words(site: Path) -> None:
    there = links(one_file(site, "letters/l.html"))
    assert there.pop("as received").startswith("data:text/plain;charset=utf-8;base64,VGhlIFRyZWF0eSB")
    assert there == {
        "Text": "#p1",
        "Treaty": "#cited-zenda-1972",
        "paragraph 1": "#p1",
        "top": "#content",
        "there": "https://pact.example/a",
    }
    root = html.document_fromstring(one_file(site, "letters/l.html"))
    assert [name.text for name in root.xpath("//span[@class='name']")] == ["Flavia"]
    assert root.xpath("//span[@href]") == []
    assert root.xpath("//input/@data-layer") == ["citations"]


def test_once_the_edition_has_an_address_its_links_lead_there(site: Path) -> None:
    there = links(one_file(site, "letters/l.html", "https://letters.example/"))
    assert there["Flavia"] == "https://letters.example/register/people.html#flavia"
    assert there["Zenda"] == "https://letters.example/authorities/zenda-1972.html"
    assert there["Treaty"] == "#cited-zenda-1972"


def test_the_search_and_the_ways_to_other_pages_are_left_out(site: Path) -> None:
    root = html.document_fromstring(one_file(site, "letters/l.html"))
    assert [*root.iter("form"), *root.xpath("//input[@name]")] == []
    assert [nav.get("class") for nav in root.iter("nav")] == ["in"]


def test_the_words_are_those_of_the_witness_and_the_same_bytes_each_time(
    site: Path, edition: Edition, tmp_path: Path
) -> None:
    (site / "letters/l.html").write_text(PAGE.replace("0-24", "0-27"), encoding="utf-8")
    (made,) = single(edition, site, tmp_path / "dist")
    assert made == tmp_path / "dist" / "l.html"
    first = made.read_bytes()
    assert single(edition, site, tmp_path / "again")[0].read_bytes() == first


def test_a_page_that_lost_a_word_is_told_and_no_file_is_left(site: Path, edition: Edition, tmp_path: Path) -> None:
    (site / "letters/l.html").write_text(PAGE.replace("0-24", "0-27").replace("all.<", "<"), encoding="utf-8")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/l.html").write_text("of an earlier build")
    with pytest.raises(NotProved) as fault:
        single(edition, site, tmp_path / "dist")
    assert [finding.rule for finding in fault.value.findings] == ["text-missing"]
    assert list((tmp_path / "dist").iterdir()) == []


def test_a_request_that_nobody_foresaw_is_told(site: Path, edition: Edition, tmp_path: Path) -> None:
    page = PAGE.replace("0-24", "0-27").replace('src="../assets/icon.svg"', 'src="https://elsewhere.example/a.png"')
    (site / "letters/l.html").write_text(page, encoding="utf-8")
    (site / "assets/a.css").write_text("p { background: url(b.png) }", encoding="utf-8")
    with pytest.raises(NotProved) as fault:
        single(edition, site, tmp_path / "dist")
    assert [finding.rule for finding in fault.value.findings] == ["link-broken"] * 2


def test_the_kind_is_one_that_the_command_knows() -> None:
    assert BUNDLES["single"] is single


@pytest.mark.site
def test_every_letter_of_the_edition_fits_in_a_file(site_dir: Path, tmp_path: Path) -> None:
    from tests.tei import of_the_edition

    edition = of_the_edition()
    made = single(edition, site_dir, tmp_path)
    assert [file.stem for file in made] == [one.id for one in edition.letters]
    whole = single(
        replace(edition, identity=replace(edition.identity, base_address="https://e.example/")), site_dir, tmp_path
    )
    for file in whole:
        text = file.read_text(encoding="utf-8")
        assert requests(text) == []
        assert len(text) < 600_000
        root = html.document_fromstring(text)
        ids = {element.get("id") for element in root.iter()}
        inner = [link.get("href", "")[1:] for link in root.iter("a") if link.get("href", "").startswith("#")]
        assert inner
        assert set(inner) - ids == set()
