"""The pages of authorities, the cards of a letter's page and the data, before any site generator sees them."""

from __future__ import annotations

import json
import posixpath
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from pybtex.database import parse_string

from build_tools.fidelity.sums import links
from build_tools.fidelity.sums import sums as authority_sums
from build_tools.model.bibliography import Bibliography
from build_tools.model.edition import Edition
from build_tools.report import Finding
from build_tools.web.authorities import provisions
from build_tools.web.stage import staged_tree
from tests import cited, invented

FIRST, SECOND = "1995-05-03-ruritania", "1995-06-01-arcadia"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return cited.edition(tmp_path_factory.mktemp("cited"))


@pytest.fixture(scope="module")
def tree(edition: Edition) -> dict[str, str]:
    files, findings = staged_tree(edition, cited.articles(edition))
    assert findings == ()
    return {path: content.decode() for path, content in files.items()}


def built(tree: dict[str, str]) -> dict[str, str]:
    """The pages as a generator puts them, which passes their bodies on as they are."""
    pages = {path: text for path, text in tree.items() if path.endswith(".md") and text.startswith("---\n")}
    return {path.removesuffix(".md") + ".html": text.split("---\n", 2)[2] for path, text in pages.items()}


def page(tree: dict[str, str], path: str) -> Any:
    return html.fromstring(tree[path].split("---\n", 2)[2])


def rows(body: Any) -> dict[str, list[str]]:
    return {
        row.get("data-authority"): [" ".join(cell.text_content().split()) for cell in row]
        for row in body.xpath("//tr[@data-authority]")
    }


def facts(body: Any) -> dict[str, str]:
    return {row.findtext("dt"): " ".join(row.find("dd").text_content().split()) for row in body.xpath("//dl/div")}


# the table of all


def test_every_record_has_a_page_and_three_files_for_export(tree: dict[str, str]) -> None:
    for record in cited.BIBLIOGRAPHY.authorities:
        assert {f"authorities/{record.key}{ending}" for ending in (".md", ".bib", ".csl.json", ".ris")} <= set(tree)


def test_the_table_counts_places_by_letter(tree: dict[str, str]) -> None:
    found = rows(page(tree, "authorities/index.md"))
    assert set(found) == {record.key for record in cited.BIBLIOGRAPHY.authorities}
    # letter A cites the treaty three times, letter B once
    assert found["treaty-of-zenda-1994"] == ["Treaty of Zenda3 May 1994", "A 3, B 1", "4"]
    assert found["assembly-res-7-1994"] == ["Assembly res. 7“On rivers”, 18 June 1994", "A 2, B 1", "3"]
    assert found["rumour-1993"][1:] == ["only mentioned", "0"]


def test_the_table_is_ordered_by_kind_and_body_and_date(tree: dict[str, str]) -> None:
    body = page(tree, "authorities/index.md")
    headings = [heading.text_content() for heading in body.xpath("//section/h2")]
    assert headings == [
        "Resolutions", "United Nations documents", "Court orders", "Treaties", "Reports and legal opinions",
        "News items", "Provisions", "Without a record",
    ]  # fmt: skip
    bodies = [cell.text_content() for cell in body.xpath("//section[h2/@id='un-document']//th[@scope='rowgroup']")]
    assert bodies == ["Arcadia", "Envoy of Arcadia"]
    keys = list(rows(body))
    assert keys.index("assembly-res-7-1994") < keys.index("assembly-res-8-1994")


def test_the_table_of_provisions_lists_each_article_with_its_places(tree: dict[str, str]) -> None:
    (section,) = page(tree, "authorities/index.md").xpath("//section[h2/@id='provisions']")
    articles = {row.findtext("th"): row.xpath("td/a") for row in section.xpath(".//tr[th[@scope='row']]")}
    assert list(articles) == ["17th part", "Article 4", "Article 5 (a)", "Article 6"]
    assert [(a.text, a.get("href")) for a in articles["Article 6"]] == [
        ("A, paragraph 3", f"../letters/{FIRST}.html#p3")
    ]


@pytest.mark.parametrize(
    ("pin", "parts"),
    [
        ("Articles 1, 49 and 50", ("Article 1", "Article 49", "Article 50")),
        ("Article 13 (a)", ("Article 13 (a)",)),
        ("Arts. 5 (a), 6 (b) and (c)", ("Article 5 (a)", "Article 6 (b) and (c)")),
        ("articles 1–4", ("Article 1–4",)),
        ("Rules 3 & IV", ("Rule 3", "Rule IV")),
        ("page 3, para. 2", ("page 3, para. 2",)),
        ("annex", ("annex",)),
    ],
)
def test_a_pinpoint_is_taken_apart_into_its_provisions(pin: str, parts: tuple[str, ...]) -> None:
    assert provisions(pin) == parts


# one authority


def test_an_authority_has_reference_facts_and_official_link(tree: dict[str, str]) -> None:
    body = page(tree, "authorities/treaty-of-zenda-1994.md")
    assert (
        body.find_class("authority-page__reference")[0].text_content().startswith("Treaty of Zenda (Zenda, 3 May 1994)")
    )
    told = facts(body)
    assert told["Kind"] == "Treaty"
    assert told["Date"] == "3 May 1994"
    assert told["Official link"] == "https://treaties.example/zenda"
    assert "seen outside the letters" in told["How sure"]
    assert "https://library.example/zenda" in told["Seen at"]
    assert "Also called" not in told, "what is blank is left out"


def test_a_record_without_a_certain_address_has_no_official_link(tree: dict[str, str]) -> None:
    assert "Official link" not in facts(page(tree, "authorities/assembly-res-8-1994.md"))


def test_every_place_that_cites_it_is_listed_with_words_and_pinpoint(tree: dict[str, str]) -> None:
    body = page(tree, "authorities/treaty-of-zenda-1994.md")
    listed = [(place.find("p/a").get("href"), place.find(".//mark").text) for place in body.find_class("place")]
    assert listed == [
        (f"../letters/{FIRST}.html#p1", "Treaty of Zenda"),
        (f"../letters/{FIRST}.html#p3", "Articles 4, 5 (a) and 6 of the Treaty of Zenda"),
        (f"../letters/{FIRST}.html#p3", "its 17th part"),
        (f"../letters/{SECOND}.html#p1", "old pact"),
    ]
    assert "Cited in 4 places" in [heading.text for heading in body.xpath("//h2")]
    texts = [" ".join(place.text_content().split()) for place in body.find_class("place")]
    assert "The Treaty of Zenda binds us all." in texts[0]
    assert "Articles 4, 5 (a) and 6" in texts[1]
    assert "by article" in texts[1]
    assert "the link is the editors’" in texts[3]


def test_a_place_in_a_note_leads_to_the_note_and_back_to_where_it_is_called(tree: dict[str, str]) -> None:
    body = page(tree, "authorities/hentzau-report-1995.md")
    short, ibid = body.find_class("place")
    assert short.xpath("p[1]//a/@href") == [f"../letters/{FIRST}.html#fn-2", f"../letters/{FIRST}.html#p4"]
    assert "The order of 2 May 1990 stands. 2" in " ".join(short.text_content().split())
    assert ibid.xpath("p[1]//a/@href") == [f"../letters/{FIRST}.html#fn-3"], "nothing calls note 3"
    assert "page 4; through ibid." in ibid.text_content()
    assert ibid.xpath(".//p[@class='place__how']//a/@href") == [
        f"../letters/{FIRST}.html#fn-2", f"../letters/{FIRST}.html#fn-1",
    ]  # fmt: skip


def test_what_is_annexed_and_what_it_is_annexed_to_lead_to_each_other(tree: dict[str, str]) -> None:
    cover, report = (page(tree, f"authorities/{key}.md") for key in ("cover-letter-1995", "hentzau-report-1995"))
    assert "hentzau-report-1995.html" in cover.xpath("//dl//a/@href")
    assert facts(cover)["Has annexed"] == "Report on <fish> & rivers, cited in 2 places"
    assert facts(report)["Annexed to"] == "R/1995/7"


def test_a_record_that_is_only_mentioned_says_so(tree: dict[str, str]) -> None:
    body = page(tree, "authorities/rumour-1993.md")
    assert "mention it and cite it nowhere" in body.text_content()
    assert facts(body)["The page"] == "dead in 1996"
    assert body.find_class("place") == []


def test_a_record_of_a_letter_of_this_edition_leads_to_that_letter(tree: dict[str, str]) -> None:
    body = page(tree, "authorities/answer-1995.md")
    assert f"../letters/{SECOND}.html" in body.xpath("//dl//a/@href")
    assert "In this edition" not in facts(page(tree, "authorities/cover-letter-1995.md"))


def test_each_export_is_one_record_that_its_format_can_read(tree: dict[str, str]) -> None:
    (entry,) = parse_string(tree["authorities/hentzau-report-1995.bib"], "bibtex").entries.values()
    assert entry.key == "hentzau-report-1995"
    assert [item["id"] for item in json.loads(tree["authorities/hentzau-report-1995.csl.json"])] == [entry.key]
    assert tree["authorities/hentzau-report-1995.ris"].count("TY  - ") == 1


def test_a_title_with_signs_of_html_stays_a_title(tree: dict[str, str]) -> None:
    body = page(tree, "authorities/hentzau-report-1995.md")
    assert body.find(".//h1").text == "Report on <fish> & rivers"
    assert "Arcadia <to> Ruritania" in page(tree, "authorities/index.md").text_content()


# what no record matches


def test_the_unmatched_list_names_what_has_no_record_and_what_is_open(tree: dict[str, str]) -> None:
    body = page(tree, "authorities/unmatched.md")
    assert [section.find("h2").text for section in body.xpath("//section")] == [
        "Charter of Strelsau", "https://gazette.example/a?b=1&c=2",
    ]  # fmt: skip
    # the edition's link has taken the place of the letter's own, so the address is offered here
    assert "https://gazette.example/a?b=1&c=2" in body.xpath("//section//a/@href")
    (open_one,) = body.xpath("//li[starts-with(@id, 'unresolved-')]")
    assert "order of 2 May 1990" in open_one.text_content()
    assert [a for a in open_one.xpath(".//a/@href") if "authorities" in a] == [
        "../authorities/river-order-1990-north.html", "../authorities/river-order-1990-south.html",
    ]  # fmt: skip


def test_an_edition_without_citations_has_its_pages_too(tmp_path: Path) -> None:
    of = invented.edition(tmp_path)
    files, findings = staged_tree(of, invented.articles(of))
    assert findings == ()
    assert b"Every citation matches a record" in files["authorities/index.md"]
    assert b"cards" not in files[f"letters/{FIRST}.md"]
    assert b"citations.js" not in files[f"letters/{FIRST}.md"]


# the cards of a letter


def test_each_authority_of_a_letter_has_one_card(tree: dict[str, str]) -> None:
    section = page(tree, f"letters/{FIRST}.md").get_element_by_id("cited")
    assert "data-editorial" in section.attrib
    assert section.getparent().tag != "article"
    titles = [card.text_content() for card in section.xpath(".//h3")]
    assert len(titles) == len(set(titles)) == 8
    card = page(tree, f"letters/{FIRST}.md").get_element_by_id("cited-treaty-of-zenda-1994")
    text = " ".join(card.text_content().split())
    assert "Treaty, Congress of Zenda, 3 May 1994" in text
    assert "Settles the rivers of Ruritania." in text
    assert "Cited 4 times in the edition, 3 times in this letter" in text
    assert "https://treaties.example/zenda" in card.xpath(".//a/@href")


def test_everything_that_words_point_to_stands_in_the_page(tree: dict[str, str]) -> None:
    for letter in (FIRST, SECOND):
        body = page(tree, f"letters/{letter}.md")
        ids = body.xpath("//@id")
        assert len(ids) == len(set(ids))
        pointed = [each for value in body.xpath("//@data-saying") for each in value.split()]
        cards = [f"cited-{key}" for value in body.xpath("//@data-authority") for key in value.split()]
        assert pointed
        assert set(pointed) | set(cards) <= set(ids)


def test_no_blank_line_ends_a_page_early(tree: dict[str, str]) -> None:
    text = tree[f"letters/{FIRST}.md"]
    section = text[
        text.index('<section class="cards"') : text.index("</section>", text.index('<section class="cards"'))
    ]
    assert "\n\n" not in section


def test_every_link_between_letters_and_authorities_leads_somewhere(tree: dict[str, str]) -> None:
    pages = {path: html.fromstring(text) for path, text in built(tree).items() if path.startswith(("auth", "letters"))}
    followed, broken = 0, []
    for path, body in pages.items():
        for href in body.xpath("//a/@href"):
            parts = urlsplit(href)
            if parts.scheme:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path)) if parts.path else path
            followed += 1
            if target in pages:
                anchor = unquote(parts.fragment)
                found = not anchor or pages[target].xpath("//*[@id=$id]", id=anchor)
            else:
                found = target in tree or target.removesuffix(".html") + ".md" in tree
            if not found:
                broken.append((path, href))
    assert followed > 100
    assert broken == []


# data


def test_the_data_lists_every_citation_with_its_place(edition: Edition, tree: dict[str, str]) -> None:
    data = json.loads(tree["data/citations.json"])["citations"]
    assert len(data) == sum(len(letter.citations) for letter in edition.letters) > 0
    ibid = next(one for one in data if one["form"] == "ibid")
    assert ibid["letter"] == FIRST
    assert ibid["url"] == f"letters/{FIRST}.html#fn-3"
    assert ibid["in"] == "note 3"
    assert ibid["pin"] == "page 4"
    assert ibid["authorities"][0]["key"] == "hentzau-report-1995"
    assert ibid["antecedent"]["note"] == "2"
    assert ibid["antecedent"]["rule"] == "ibid"
    text = edition.letters[0].letter.witness.text
    assert [text[a:b] for a, b in ibid["spans"]] == ["Ibid., page 4"]
    declared = next(one for one in data if one["declared"])
    assert (declared["letter"], declared["certainty"]) == (SECOND, "low")
    assert next(one for one in data if one["candidates"])["doubts"] == ["citation-ambiguous"]


def test_the_bibliography_is_published_whole_in_three_formats(tree: dict[str, str]) -> None:
    keys = [record.key for record in cited.BIBLIOGRAPHY.authorities]
    assert list(parse_string(tree["data/authorities.bib"], "bibtex").entries) == keys
    assert [item["id"] for item in json.loads(tree["data/authorities.csl.json"])] == keys
    assert tree["data/authorities.ris"].count("TY  - ") == len(keys)


# the sum


def sums(edition: Edition, pages: dict[str, str]) -> tuple[Finding, ...]:
    """What is found wrong with the pages of authorities and with the links in all letters' pages."""
    of_letters = (links(edition, letter, pages.get(f"letters/{letter.id}.html", "")) for letter in edition.letters)
    return (*authority_sums(edition, pages), *chain.from_iterable(of_letters))


def test_the_sum_of_the_places_is_the_sum_of_the_citations(edition: Edition, tree: dict[str, str]) -> None:
    assert sums(edition, built(tree)) == ()


def faults(edition: Edition, tree: dict[str, str], path: str, old: str, new: str) -> tuple[Finding, ...]:
    pages = built(tree)
    assert old in pages[path], "nothing to change"
    found = sums(edition, {**pages, path: pages[path].replace(old, new, 1)})
    assert {finding.rule for finding in found} <= {"citation-uncounted"}
    return found


def test_a_place_that_a_page_lost_is_found_at_its_line(edition: Edition, tree: dict[str, str]) -> None:
    (found,) = faults(edition, tree, "authorities/hentzau-report-1995.html", "data-place=", "data-lost=")
    assert (found.severity, found.line) == ("error", 13)
    assert "Report, page 3" in found.message
    assert "authorities/hentzau-report-1995.html" in found.message


def test_a_place_that_no_letter_has_is_found(edition: Edition, tree: dict[str, str]) -> None:
    path = "authorities/rumour-1993.html"
    (found,) = faults(edition, tree, path, "<h1>", f'<p data-place="{FIRST} 1-2"></p><h1>')
    assert found.path == path


def test_a_page_that_is_not_there_is_found(edition: Edition, tree: dict[str, str]) -> None:
    pages = built(tree)
    del pages["authorities/unmatched.html"]
    found = sums(edition, pages)
    assert len(found) == 3
    assert any("Charter of Strelsau" in finding.message for finding in found)


def test_a_wrong_number_in_the_table_is_found(edition: Edition, tree: dict[str, str]) -> None:
    old, new = '<td class="figure">4</td>', '<td class="figure">5</td>'
    (found,) = faults(edition, tree, "authorities/index.html", old, new)
    assert "treaty-of-zenda-1994 has “5” places; the letters cite it in 4" in found.message


def test_a_link_that_the_letters_page_lost_is_found(edition: Edition, tree: dict[str, str]) -> None:
    old = 'data-authority="cover-letter-1995"'
    (found,) = faults(edition, tree, f"letters/{FIRST}.html", old, "")
    assert "cover-letter-1995" in found.message


def test_a_key_without_a_record_is_counted_as_unmatched(edition: Edition) -> None:
    bare = replace(edition, bibliography=Bibliography())
    files, _ = staged_tree(bare, cited.articles(bare))
    assert sums(bare, built({path: content.decode() for path, content in files.items()})) == ()
