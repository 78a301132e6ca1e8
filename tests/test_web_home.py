"""The first page and the table of letters: what a new reader finds, and where it leads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from build_tools.model.bibliography import Bibliography
from build_tools.web.data import ledger_of
from build_tools.web.home import Home, home, length, reading_minutes
from build_tools.web.pages import templates
from build_tools.web.stage import staged_tree
from build_tools.web.summary import spelled, summaries
from tests import cited, invented
from tests.relations import FILES, FIRST, SECOND, ZENDA, pair, related


def told(tmp_path: Path) -> Home:
    edition = replace(
        invented.edition(tmp_path, pair()),
        relations=related(tmp_path, **FILES).relations,
        bibliography=Bibliography(authorities=(ZENDA,)),
    )
    return home(edition, summaries(edition), {one.id: ledger_of(one) for one in edition.letters})


def rendered(here: Home, macro: str) -> html.HtmlElement:
    source = f'{{% from "home.html" import {macro} %}}{{{{ {macro}(here) }}}}'
    return html.fromstring(templates().from_string(source).render(here=here))


def texts(element: html.HtmlElement, name: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in element.find_class(name)]


def test_the_contents_say_of_each_letter_when_who_and_how_long(tmp_path: Path) -> None:
    contents = rendered(told(tmp_path), "contents")
    assert contents.xpath("//h3/a/@href") == [f"letters/{FIRST}.html", f"letters/{SECOND}.html"]
    assert texts(contents, "contents__date") == ["A 3 May 1995", "B 1 June 1995"]
    assert texts(contents, "contents__parties")[0].startswith("From Foreign Minister of Ruritania to ")
    # 27 words in the body of the first, seven in its note, by the definition of the ledger
    assert texts(contents, "contents__length")[0] == "34 words, 1 minute"


def test_a_letter_without_a_date_says_so_on_the_first_page(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    contents = rendered(home(edition, summaries(edition), {}), "contents")
    assert texts(contents, "contents__date")[-1].startswith("C undated")


def test_the_line_of_a_letter_is_what_it_certainly_answers_else_the_editors_first_remark(tmp_path: Path) -> None:
    edition = replace(invented.edition(tmp_path, pair()), bibliography=Bibliography(authorities=(ZENDA,)))
    first, second = edition.letters
    remark = replace(second.declaration, remarks=("It is short.", "It is late."))
    edition = replace(edition, letters=(first, replace(second, declaration=remark)))

    def lines(relations: str) -> list[str]:
        made = related(tmp_path, **{**FILES, "relations": relations}).relations
        here = home(replace(edition, relations=made), summaries(edition), {})
        return [str(one.line) for one in here.contents]

    assert lines(FILES["relations"]) == ["", "It is short."], "what is only likely is not told as certain"
    sure = FILES["relations"].replace("certainty: low", "certainty: high")
    assert lines(sure) == ["", "The second letter quotes the first."]


def test_the_counts_are_those_of_the_edition_and_lead_to_their_pages(tmp_path: Path) -> None:
    edition = cited.edition(tmp_path)
    ledgers = {one.id: ledger_of(one) for one in edition.letters}
    here = home(edition, summaries(edition), ledgers)
    words, citations, notes, emendations = here.counts
    assert words.number == f"{sum(one['words']['total'] for one in ledgers.values()):,}"
    assert "none is lost" in words.more
    every = [citation for letter in edition.letters for citation in letter.citations]
    opened = [citation for citation in every if not citation.authorities]
    assert opened, "the invented edition has a citation that stays open"
    assert (int(citations.number), citations.more) == (len(every) - len(opened), f"of {len(every)}")
    assert (notes.number, emendations.number) == ("0", "0")
    links = rendered(here, "counts").xpath("//a/@href")
    assert links == ["ledger.html", "authorities/index.html", "sources.html", "apparatus.html"]


def test_words_that_are_lost_are_told(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    ledgers = {one.id: ledger_of(one) for one in edition.letters}
    first = next(iter(ledgers))
    ledgers[first] = {**ledgers[first], "account": {**ledgers[first]["account"], "unaccounted": 3}}
    assert home(edition, summaries(edition), ledgers).counts[0].more == "3 signs unaccounted for"


def test_every_letter_is_in_the_picture_of_the_first_page_once_for_each_width(tmp_path: Path) -> None:
    picture = str(told(tmp_path).picture)
    for one in (FIRST, SECOND):
        assert picture.count(f'href="letters/{one}.html"') == 2


@pytest.mark.parametrize(
    ("words", "text"), [(0, "0 words, 1 minute"), (1, "1 word, 1 minute"), (1200, "1,200 words, 6 minutes")]
)
def test_a_length_is_words_and_minutes(words: int, text: str) -> None:
    assert length(words) == text


def test_reading_takes_at_least_a_minute() -> None:
    assert [reading_minutes(words) for words in (0, 230, 231)] == [1, 1, 2]


@pytest.mark.parametrize(("number", "text"), [(0, "no"), (5, "five"), (12, "twelve"), (13, "13"), (1000, "1,000")])
def test_small_numbers_are_spelled_in_sentences(number: int, text: str) -> None:
    assert spelled(number) == text


def test_the_table_of_letters_has_parties_kind_words_notes_and_citations(tmp_path: Path) -> None:
    edition = cited.edition(tmp_path)
    tree, _ = staged_tree(edition, cited.articles(edition), search=False)
    page = html.fromstring(tree["letters/index.md"].decode().split("---\n", 2)[2])
    heads = [" ".join(head.text_content().split()) for head in page.xpath("//thead//th")]
    assert heads == ["Date", "Letter", "From", "To", "Kind", "Words", "Notes", "Citations"]
    rows = page.xpath("//tbody/tr")
    assert len(rows) == len(edition.letters)
    for row, letter in zip(rows, edition.letters, strict=True):
        cells = [" ".join(cell.text_content().split()) for cell in row]
        assert cells[6:] == [str(len(letter.letter.notes)), str(len(letter.citations))]
    # where the table becomes a list, each figure says what it is
    assert rows[0].xpath("td/@data-is") == ["from", "to", "kind", "words", "notes", "citations"]


def test_an_edition_without_letters_has_its_pages_and_says_so(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path, [])
    tree, findings = staged_tree(edition, {}, search=False)
    assert findings == ()
    assert b"There is no letter yet." in tree["letters/index.md"]
    assert home(edition, (), {}).picture == ""
