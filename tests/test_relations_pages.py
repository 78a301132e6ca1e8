"""relations.html, timeline.html and data/relations.json show what the editors wrote, with links to its grounds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from build_tools.model.apparatus import Source
from build_tools.model.bibliography import Bibliography
from build_tools.web.stage import staged_tree
from tests import invented
from tests.relations import FILES, FIRST, SECOND, ZENDA, pair, related


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    edition = replace(
        invented.edition(tmp_path, pair()),
        relations=related(tmp_path, **FILES).relations,
        bibliography=Bibliography(authorities=(ZENDA,)),
    )
    tree, findings = staged_tree(edition, invented.articles(edition), search=False)
    assert findings == ()
    return {path: content.decode() for path, content in tree.items() if not path.endswith(".txt")}


def parsed(page: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(page.partition("---\n\n")[2])


def links(element: lxml_html.HtmlElement) -> list[str]:
    return [each.get("href") or "" for each in element.iter("a")]


def text(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def cells(row: lxml_html.HtmlElement) -> list[str]:
    return [text(each) for each in row.findall("td")]


def test_a_relation_leads_to_both_documents_and_to_its_grounds(pages: dict[str, str]) -> None:
    relation = parsed(pages["relations.md"]).get_element_by_id("relation-r1")
    assert links(relation) == [
        f"./letters/{SECOND}.html",
        f"./letters/{FIRST}.html",
        f"./letters/{SECOND}.html#p1",
        "./authorities/zenda-1886.html",
    ]
    assert "Letter B (Answer) answers Letter A" in text(relation)
    assert "(likely, not certain)" in text(relation)
    assert text(relation).endswith("Evidence: Treaty of Zenda, article 4")


def test_figures_stand_side_by_side_each_with_its_words(pages: dict[str, str]) -> None:
    heading = parsed(pages["relations.md"]).get_element_by_id("figures-D1")
    rows = heading.getnext().findall(".//tbody/tr")
    assert [cells(row) for row in rows] == [
        ["Letter A, paragraph 2", "40 crowns", "40 crowns"],
        ["Letter B, paragraph 2", "50 crowns", "50 crowns"],
    ]
    assert [row.find(".//q").text for row in rows] == ["40 crowns", "50 crowns"]
    assert links(rows[1]) == [f"./letters/{SECOND}.html#p2"]


def test_a_quotation_says_how_it_agrees_with_its_source_and_a_source_not_seen_says_no_more(
    pages: dict[str, str],
) -> None:
    page = parsed(pages["relations.md"])
    assert "Differs from its source. The first letter has banks. Read: This edition." in text(
        page.get_element_by_id("quotation-q1")
    )
    unseen = page.get_element_by_id("quotation-q2")
    assert cells(unseen)[2:] == ["Treaty of Zenda, article 4", "Source not seen."]
    assert "agrees with its source: 0, differs from its source: 1, source not seen: 1" in text(page)


def test_a_passage_in_two_letters_links_to_both_places(pages: dict[str, str]) -> None:
    recurrence = parsed(pages["relations.md"]).get_element_by_id("recurrence-c1")
    assert links(recurrence) == [f"./letters/{FIRST}.html#p1", f"./letters/{SECOND}.html#p1"]


def test_the_timeline_goes_by_years_and_gives_each_side_its_word(pages: dict[str, str]) -> None:
    page = parsed(pages["timeline.md"])
    assert [text(each) for each in page.iter("h2")] == ["1886", "1995", "Without a date"]
    assert "2 January 1886 to 5 January 1886, document" in text(page.get_element_by_id("event-treaty"))
    flood = page.get_element_by_id("event-flood")
    assert [text(each) for each in flood.findall(".//li/p/strong")] == ["Ruritania:", "Arcadia:"]
    assert flood.find(".//time").get("datetime") == "1995-05"
    assert "No date (before 1995), event" in text(page.get_element_by_id("event-undated"))


def test_what_editors_write_is_text_and_no_markup_of_the_page(pages: dict[str, str]) -> None:
    assert "Treaty of &lt;Zenda&gt;" in pages["timeline.md"]


def test_every_link_to_a_letter_leads_to_a_place_that_is_there(pages: dict[str, str]) -> None:
    targets = {link for name in ("relations.md", "timeline.md") for link in links(parsed(pages[name])) if "#p" in link}
    assert targets
    for target in targets:
        path, _, anchor = target.removeprefix("./").partition("#")
        assert parsed(pages[path.replace(".html", ".md")]).get_element_by_id(anchor) is not None


def test_the_data_hold_all_of_it_with_spans(pages: dict[str, str]) -> None:
    data = json.loads(pages["data/relations.json"])
    assert {name: len(those) for name, those in data.items()} == {
        "relations": 1,
        "figures": 1,
        "recurring": 1,
        "repetitions": 1,
        "quotations": 2,
        "events": 3,
    }
    assert data["relations"][0]["evidence"] == [{"authority": "zenda-1886", "pinpoint": "article 4"}]
    passage = data["figures"][0]["figures"][0]["passage"]
    witness = pair()[0].letter.witness.text
    assert [witness[start:end] for start, end in passage["spans"]] == ["40 crowns"] == [passage["quote"]]
    assert data["repetitions"][0]["confirmed"] == "c1"


def test_a_source_of_the_notes_leads_back_to_what_rests_on_it(tmp_path: Path) -> None:
    source = Source(key="almanac", kind="book", body="", title="Almanac", date="", url="", seen="", description="")
    on_it = {name: text_.replace("authority: zenda-1886", "source: almanac") for name, text_ in FILES.items()}
    made = related(tmp_path, sources=(source,), **on_it)
    assert [finding.message for finding in made.findings] == []
    edition = replace(invented.edition(tmp_path, pair()), relations=made.relations, sources=(source,))
    tree, _ = staged_tree(edition, invented.articles(edition), search=False)
    entry = parsed(tree["sources.md"].decode()).get_element_by_id("source-almanac")
    assert links(entry) == [
        "relations.html#relation-r1",
        "relations.html#quotation-q2",
        "timeline.html#event-treaty",
        "timeline.html#event-flood",
    ]


def test_an_edition_without_any_says_so(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    tree, _ = staged_tree(edition, invented.articles(edition), search=False)
    assert b"Nothing is listed yet." in tree["relations.md"]
    timeline = parsed(tree["timeline.md"].decode())
    assert [text(each) for each in timeline.find_class("event__title")] == [  # the letters alone
        "A Letter of the Foreign Minister of Ruritania to the President of Arcadia",
        "B Answer: \"rivers\" & <streams> — yes", "C Undated letter",
    ]  # fmt: skip
    nothing = invented.edition(tmp_path / "empty", [])
    tree, _ = staged_tree(nothing, {}, search=False)
    assert b"Nothing is listed yet." in tree["timeline.md"]
