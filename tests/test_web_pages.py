"""The pages as Markdown, before any site generator sees them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from build_tools.model.edition import Party
from build_tools.report import Finding
from build_tools.web.stage import stage, staged_tree
from build_tools.web.summary import long_date
from tests import invented
from tests.builders import block, edition_letter, letter


@pytest.fixture
def tree(tmp_path: Path) -> dict[str, str]:
    edition = invented.edition(tmp_path)
    files, findings = staged_tree(edition, invented.articles(edition))
    assert findings == ()
    return {path: content.decode() for path, content in files.items()}


def parts(page: str) -> tuple[dict[str, Any], Any]:
    """Front matter and body of a page."""
    _, matter, body = page.split("---\n", 2)
    return yaml.safe_load(matter), html.fromstring(body)


def faulty(tmp_path: Path, text: str) -> Finding:
    edition = invented.edition(tmp_path, pages={**invented.PAGES, "about/rights.md": text})
    (finding,) = stage(edition, tmp_path / "staged", invented.articles(edition))
    assert not (tmp_path / "staged").exists(), "nothing may be staged where a page is faulty"
    return finding


def test_the_tree_holds_every_page_the_contract_names(tree: dict[str, str]) -> None:
    assert set(tree) >= {
        "index.md", "about/principles.md", "about/rights.md", "about/cite.md", "about/data.md",
        "404.md", "ledger.md", "search.md", "letters/index.md", "data/letters.json", "data/ledger.json",
        "search/lunr.js", "search/index.js", "search/texts.js", "search/page.js", "index-of-names.md",
        *(f"letters/{one}{ending}" for one in ("1995-05-03-ruritania", "1995-06-01-arcadia", "undated-zenda")
          for ending in (".md", ".txt")),
    }  # fmt: skip


def test_the_body_of_a_letters_page_holds_its_article_unchanged(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    articles = invented.articles(edition)
    files, _ = staged_tree(edition, articles)
    for id_, article in articles.items():
        assert article in files[f"letters/{id_}.md"].decode()


def test_everything_around_the_article_is_the_editions_own(tree: dict[str, str]) -> None:
    _, body = parts(tree["letters/1995-05-03-ruritania.md"])
    (article,) = body.xpath("//article[@data-letter]")
    for element in (*article.itersiblings(), *article.itersiblings(preceding=True)):
        assert "data-editorial" in element.attrib


def test_a_title_with_quotes_and_brackets_stays_a_title(tree: dict[str, str]) -> None:
    matter, body = parts(tree["letters/1995-06-01-arcadia.md"])
    assert matter["title"] == 'Answer: "rivers" & <streams>'
    assert body.xpath("//h1")[0].text_content() == 'Answer: "rivers" & <streams> — yes'


def test_the_head_names_date_parties_siglum_and_the_transcription(tree: dict[str, str]) -> None:
    _, body = parts(tree["letters/1995-05-03-ruritania.md"])
    (head,) = body.xpath("//header")
    rows = {row.findtext("dt"): row.find("dd").text_content().strip() for row in head.xpath(".//dl/div")}
    assert rows["Date"] == "3 May 1995"
    assert rows["From"].startswith("Foreign Minister of Ruritania")
    assert rows["To"].startswith("President of Arcadia")
    assert rows["Siglum"] == "A"
    assert "Reference" not in rows, "what is not known is not made up"
    assert "Invented for the tests" in head.text_content()
    assert head.xpath(".//a[@download]/@href") == ["1995-05-03-ruritania.txt"]


def test_each_letter_leads_to_the_one_before_and_the_one_after(tree: dict[str, str]) -> None:
    ways = {}
    for one in ("1995-05-03-ruritania", "1995-06-01-arcadia", "undated-zenda"):
        _, body = parts(tree[f"letters/{one}.md"])
        ways[one] = (body.xpath("//a[@rel='prev']/@href"), body.xpath("//a[@rel='next']/@href"))
    assert ways == {
        "1995-05-03-ruritania": ([], ["1995-06-01-arcadia.html"]),
        "1995-06-01-arcadia": (["1995-05-03-ruritania.html"], ["undated-zenda.html"]),
        "undated-zenda": (["1995-06-01-arcadia.html"], []),
    }


def test_the_index_of_letters_lists_them_in_order_and_says_which_has_no_date(tree: dict[str, str]) -> None:
    _, body = parts(tree["letters/index.md"])
    assert body.xpath("//tbody/tr/th/a/@href") == [
        "1995-05-03-ruritania.html", "1995-06-01-arcadia.html", "undated-zenda.html",
    ]  # fmt: skip
    dates = [item.text_content() for item in body.find_class("letter-list__date")]
    assert dates == ["3 May 1995", "1 June 1995", "undated"]


def test_several_recipients_all_have_their_line(tmp_path: Path) -> None:
    recipients = tuple(Party(name=f"Office {n}", office="") for n in range(3))
    one = edition_letter(letter(block("p1", "paragraph", "Dear all.")), recipients=recipients)
    edition = invented.edition(tmp_path, [one])
    files, _ = staged_tree(edition, invented.articles(edition))
    _, body = parts(files[f"letters/{one.id}.md"].decode())
    assert body.xpath("//dd//li/text()") == ["Office 0", "Office 1", "Office 2"]


def test_the_witness_stands_beside_its_page_byte_for_byte(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    files, _ = staged_tree(edition, invented.articles(edition))
    for one in edition.letters:
        assert files[f"letters/{one.id}.txt"] == (tmp_path / "docs" / "letters" / f"{one.id}.txt").read_bytes()


def test_a_witness_that_changes_while_the_edition_is_built_stops_it(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    (tmp_path / "docs" / "letters" / "undated-zenda.txt").write_text("Another letter.", encoding="utf-8")
    (finding,) = stage(edition, tmp_path / "staged", invented.articles(edition))
    assert finding.rule == "witness-digest"
    assert not (tmp_path / "staged").exists()


def test_the_data_of_the_letters_names_what_programs_need(tree: dict[str, str]) -> None:
    data = json.loads(tree["data/letters.json"])
    first, second, last = data["letters"]
    assert first["id"] == "1995-05-03-ruritania"
    assert first["witness"] == "letters/1995-05-03-ruritania.txt"
    assert first["url"] == "letters/1995-05-03-ruritania.html"
    assert len(first["sha256"]) == 64
    assert first["sender"] == [{"name": "Foreign Minister of Ruritania", "office": "Foreign Minister"}]
    assert first["date"] == "1995-05-03"
    assert second["title"] == 'Answer: "rivers" & <streams> — yes'
    assert last["date"] is None
    assert last["words"] == 6


def test_the_ledger_counts_the_words_that_the_pages_show(tree: dict[str, str]) -> None:
    entries = {entry["id"]: entry for entry in json.loads(tree["data/ledger.json"])["letters"]}
    assert entries["undated-zenda"]["words"] == {"total": 6, "body": 6, "notes": 0, "moved": 0}
    assert all(entry["account"]["unaccounted"] == 0 for entry in entries.values())
    _, body = parts(tree["ledger.md"])
    row = body.xpath("//tr[th/a/@href='#undated-zenda']/td/text()")
    assert row[0] == "6"
    assert [section.get("id") for section in body.find_class("ledger")] == list(entries)


def test_hand_written_pages_get_the_edition_and_its_letters(tree: dict[str, str]) -> None:
    assert "# Letters of Ruritania" in tree["index.md"]
    assert "(letters/undated-zenda.md)" in tree["index.md"]
    assert "&lt;streams&gt;" in tree["index.md"], "a title is text, never HTML"
    assert "Version 1.2.0" in tree["about/cite.md"]


def test_a_placeholder_that_names_nothing_is_told_with_file_and_line(tmp_path: Path) -> None:
    finding = faulty(tmp_path, "# Rights\n\nfirst\n\n{{ edition.identity.licenze }}\n")
    assert (finding.rule, finding.path, finding.line) == ("data-invalid", "docs/about/rights.md", 5)
    assert "licenze" in finding.message


def test_a_placeholder_that_is_not_closed_is_told_with_file_and_line(tmp_path: Path) -> None:
    finding = faulty(tmp_path, "# Rights\n\n{% for one in letters %}\n")
    assert (finding.rule, finding.path) == ("data-invalid", "docs/about/rights.md")
    assert finding.line >= 3


def test_a_hand_written_page_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    (tmp_path / "docs" / "index.md").write_bytes(b"# Caf\xe9\n")
    (finding,) = stage(edition, tmp_path / "staged", invented.articles(edition))
    assert (finding.rule, finding.path) == ("data-unreadable", "docs/index.md")


def test_a_fault_of_another_kind_in_a_placeholder_is_told_too(tmp_path: Path) -> None:
    finding = faulty(tmp_path, "# Rights\n\n{{ 1 / 0 }}\n")
    assert (finding.rule, finding.path) == ("data-invalid", "docs/about/rights.md")


@pytest.mark.parametrize(("date", "text"), [("2020-11-09", "9 November 2020"), ("1999-01-31", "31 January 1999")])
def test_dates_are_written_out_in_full(date: str, text: str) -> None:
    assert long_date(date) == text
