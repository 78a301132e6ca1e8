"""What programs read of a page: tags and JSON-LD, read back as Zotero and search engines read them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from build_tools.model.authority import Authority
from build_tools.model.edition import Edition
from build_tools.pipeline import prepare
from build_tools.web.generate import generate
from build_tools.web.metadata import authority_data, authority_tags, home_data, letter_data, letter_tags
from build_tools.web.stage import stage
from build_tools.web.summary import summaries
from tests import invented
from tests.conftest import ROOT

LETTER = "letters/1995-05-03-ruritania.html"
BASE = "https://letters.example/edition/"


def built(tmp_path: Path, **identity: str) -> Path:
    """A small edition with an authority, as a site."""
    edition = invented.edition(tmp_path, **identity)
    articles = invented.articles(edition)
    assert stage(edition, tmp_path / "staged", articles, search=False) == ()
    # the pages that the nav names and this small edition has not, from the real one
    shutil.copy(tmp_path / "staged/about/cite.md", tmp_path / "staged/about/search.md")
    generate(edition, tmp_path / "site")
    return tmp_path / "site"


def head(site: Path, page: str) -> html.HtmlElement:
    (found,) = html.document_fromstring((site / page).read_text("utf-8")).xpath("/html/head")
    return found


def tags(site: Path, page: str) -> list[tuple[str, str]]:
    found = head(site, page).xpath("./meta[@name and @content]")
    return [(each.get("name"), each.get("content")) for each in found if "_" in each.get("name")]


def linked(site: Path, page: str) -> dict[str, Any]:
    (script,) = head(site, page).xpath("./script[@type='application/ld+json']")
    data: dict[str, Any] = json.loads(script.text)
    return data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("blank"))


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("hosted"), base_address=BASE, responsible="Institute of Zenda")


def test_zotero_finds_a_letter_as_part_of_the_edition(site: Path) -> None:
    assert tags(site, LETTER) == [
        (
            "citation_title",
            "Letter of the Foreign Minister of Ruritania to the President of Arcadia, 3 May 1995",
        ),
        ("citation_author", "Foreign Minister of Ruritania"),
        ("citation_inbook_title", "Letters of Ruritania"),
        ("citation_publication_date", "1999/12/31"),
        ("citation_language", "en"),
    ]


def test_a_hosted_edition_gives_its_body_and_addresses_too(hosted: Path) -> None:
    found = dict(tags(hosted, LETTER))
    assert found["citation_editor"] == found["citation_publisher"] == "Institute of Zenda"
    assert found["citation_public_url"] == BASE + LETTER
    assert linked(hosted, LETTER)["url"] == BASE + LETTER
    assert linked(hosted, LETTER)["isPartOf"]["url"] == BASE


def test_the_canonical_address_is_given_only_where_there_is_one(site: Path, hosted: Path) -> None:
    assert head(site, LETTER).xpath("./link[@rel='canonical']") == []
    (link,) = head(hosted, LETTER).xpath("./link[@rel='canonical']")
    assert link.get("href") == BASE + LETTER


def test_search_engines_find_a_letter_with_its_parties_and_its_witness(site: Path) -> None:
    data = linked(site, LETTER)
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Message")
    assert data["dateCreated"] == "1995-05-03"
    assert data["sender"] == [{"name": "Foreign Minister of Ruritania"}], "a person or a body: nobody says which"
    assert data["recipient"] == [{"name": "President of Arcadia"}]
    assert len(data["encoding"]["sha256"]) == 64
    assert data["isPartOf"]["version"] == "1.2.0"


def test_no_tag_and_no_field_is_blank(site: Path) -> None:
    for page in (LETTER, "letters/undated-zenda.html", "index.html"):
        assert all(value.strip() for _, value in tags(site, page))
        assert_known(linked(site, page))
    assert "dateCreated" not in linked(site, "letters/undated-zenda.html")
    assert "url" not in linked(site, LETTER)


def assert_known(data: Any) -> None:
    assert data not in ("", None, [], {})
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        assert_known(value)


def test_home_is_the_edition(site: Path) -> None:
    data = linked(site, "index.html")
    assert (data["@type"], data["name"], data["version"]) == ("Collection", "Letters of Ruritania", "1.2.0")
    assert data["collectionSize"] == 3
    assert data["dateModified"] == "1999-12-31"


def test_a_title_with_signs_of_html_comes_back_whole(site: Path) -> None:
    page = "letters/1995-06-01-arcadia.html"
    title = 'Answer: "rivers" & <streams> — yes'
    assert dict(tags(site, page))["citation_title"] == f"{title}, 1 June 1995"
    assert linked(site, page)["name"] == title


def test_every_page_has_version_and_date_in_its_foot(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        foot = html.document_fromstring(page.read_text("utf-8")).xpath("string(//footer[@class='site-foot'])")
        assert "Version 1.2.0 of 31 December 1999" in foot, page


def test_pages_without_metadata_of_their_own_have_none(site: Path) -> None:
    assert tags(site, "ledger.html") == []
    assert head(site, "ledger.html").xpath("./script[@type='application/ld+json']") == []


def real() -> Edition:
    return prepare(ROOT).edition


def test_what_is_said_of_an_authority_stands_in_its_record() -> None:
    edition = real()
    records = edition.bibliography.authorities
    assert len(records) > 50
    for record in records:
        found = authority_tags(record)
        assert found[0][0] == "citation_title"
        values = {value for _, value in found[1:]}
        assert values <= recorded(record), record.key
        about = authority_data(edition, record, f"authorities/{record.key}.md")["mainEntity"]
        assert about.get("datePublished", "") == record.date
        assert_known(about)


def recorded(record: Authority) -> set[str]:
    plain = (record.body, record.number, record.official_url, record.date.replace("-", "/"))
    return {*plain, *record.author, *record.symbols}


def test_every_letter_of_this_edition_has_tags_and_data() -> None:
    edition = real()
    for one in summaries(edition):
        found = letter_tags(edition, one)
        assert [value for name, value in found if name == "citation_author"] == [party.name for party in one.sender]
        assert_known(letter_data(edition, one))
        json.dumps(letter_data(edition, one))
    assert home_data(edition)["collectionSize"] == len(edition.letters)
