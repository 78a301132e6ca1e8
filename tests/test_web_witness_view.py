"""A letter beside its witness: every character in its column, every change in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Letter
from build_tools.parse import parse
from build_tools.pipeline import prepare
from build_tools.read import decode_witness
from build_tools.web.pages import Material, PageFault
from build_tools.web.summary import summaries
from build_tools.web.witness_view import witness_pages
from tests import invented
from tests.builders import block, call, debris, edition_letter, em, letter, matter, note, rest
from tests.conftest import ROOT

REAL = sorted(path.stem for path in (ROOT / "docs" / "letters").glob("*.txt"))


@cache
def real_pages() -> dict[str, str]:
    prepared = prepare(ROOT)
    edition = prepared.edition
    return witness_pages(Material(edition=edition, letters=summaries(edition), ledgers={}, articles=prepared.html))


def pages_of(tmp_path: Path, *those: EditionLetter) -> dict[str, str]:
    edition = invented.edition(tmp_path, those)
    return witness_pages(Material(edition=edition, letters=summaries(edition), ledgers={}, articles={}))


def page_of(tmp_path: Path, one: Letter) -> html.HtmlElement:
    (text,) = pages_of(tmp_path, edition_letter(one)).values()
    return html.fromstring(text.split("---\n", 2)[2])


def understood(text: str) -> Letter:
    witness, _ = decode_witness(text.encode(), "letter.txt")
    return parse(witness)[0]


def column(page: html.HtmlElement) -> str:
    """What the witness's column has, without what the edition adds to it."""
    text = ""
    for pre in page.xpath("//pre[@data-witness-text]"):
        for own in pre.xpath(".//*[@data-editorial]"):
            own.text = f"\ue100{stands_for}\ue101" if (stands_for := own.get("data-stands-for")) else ""
        text += pre.text_content()
    return re.sub("\ue100(.+?)\ue101", lambda match: chr(int(match[1], 16)), text)


def said(page: html.HtmlElement, row: int) -> list[str]:
    return [item.text_content() for item in page.xpath("//tbody/tr")[row].xpath("./td[1]/ul/li")]


def rows(page: html.HtmlElement) -> Sequence[html.HtmlElement]:
    found: Sequence[html.HtmlElement] = page.xpath("//tbody/tr")
    return found


@pytest.mark.parametrize("letter_id", REAL)
def test_every_character_of_the_witness_stands_in_its_column(letter_id: str) -> None:
    page = html.fromstring(real_pages()[f"letters/{letter_id}-witness.md"].split("---\n", 2)[2])
    witness = (ROOT / "docs" / "letters" / f"{letter_id}.txt").read_bytes().decode("utf-8-sig")
    assert len(witness) > 1000
    assert column(page) == witness


@pytest.mark.site
@pytest.mark.parametrize("letter_id", REAL)
def test_the_site_generator_changes_nothing_of_it(letter_id: str, site_dir: Path) -> None:
    built = (site_dir / "letters" / f"{letter_id}-witness.html").read_text("utf-8")
    received = (site_dir / "letters" / f"{letter_id}.txt").read_bytes().decode("utf-8-sig")
    assert column(html.document_fromstring(built)) == received
    assert f'href="{letter_id}.txt" download' in built


ODD = "a1. \n\n\r\t\x0b\x0c*_<>&;#[]()\\-`\"'‘¹²é\u00a0\u00ad\u0085\u200b\u200f\u202e\u2066\u2028\ufeffא中\U0001f600"


@settings(max_examples=80, deadline=None)
@given(text=st.text(st.sampled_from(ODD), max_size=120))
def test_whatever_a_witness_holds_its_column_has_all_of_it(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    one = understood(text)
    assert column(page_of(tmp_path_factory.mktemp("one"), one)) == one.witness.text


def test_markup_in_a_witness_is_text_and_never_markup_of_the_page(tmp_path: Path) -> None:
    page = page_of(tmp_path, understood("Dear Sir,\n\n<script>alert(1)</script> &amp; <b>so</b> it is.\n"))
    assert page.xpath("//pre//script | //td//script") == []
    assert "<script>alert(1)</script> &amp; <b>so</b> it is." in column(page)


def test_what_nobody_would_see_is_named_and_turns_nothing_else(tmp_path: Path) -> None:
    page = page_of(tmp_path, understood("We pay\u202e 100 crowns\u202c and\u200b no more.\n"))
    names = [name.text_content() for name in page.xpath("//pre//*[@class='sign-name']")]
    assert names == [
        "[U+202E right-to-left override]", "[U+202C pop directional formatting]", "[U+200B zero width space]",
    ]  # fmt: skip
    alone = [one.text_content() for one in page.xpath("//pre//bdi")]
    assert alone == ["\u202e", "\u202c", "\u200b"]
    assert any("U+200B zero width space" in sentence for sentence in said(page, 0))


def test_no_line_of_a_page_is_blank_so_that_markdown_hands_it_through(tmp_path: Path) -> None:
    (text,) = pages_of(tmp_path, edition_letter(understood("One.\n\n\n\r\n\r\nTwo.\n\n"))).values()
    assert not re.search(r"\n[ \t]*\n", text.split("---\n", 2)[2].strip("\n"))


def test_a_sentence_joined_over_a_page_end_says_so_on_both_sides(tmp_path: Path) -> None:
    one = letter(
        block("p1", "paragraph", "The river is"),
        note("1", "See the Treaty."),
        rest("p1", "ours alone."),
    )
    page = page_of(tmp_path, one)
    first, _, last = rows(page)
    assert first.xpath(".//*[contains(@class, 'witness__words')]")[0].text_content() == "The river is"
    assert last.xpath(".//*[contains(@class, 'witness__words')]")[0].text_content() == "ours alone."
    assert any("goes on in line 5" in sentence and "end of a page" in sentence for sentence in said(page, 0))
    assert any("goes on from line 1" in sentence for sentence in said(page, 2))
    assert "continued" in last.find_class("witness__place")[0].text_content()
    targets = {row.get("id") for row in rows(page)}
    assert {link.get("href")[1:] for row in (first, last) for link in row.xpath(".//li/a")} <= targets


def test_a_note_says_to_which_call_it_was_taken(tmp_path: Path) -> None:
    one = letter(
        block("p1", "paragraph", "The river is ours.", call("1")),
        note("1", "See the Treaty."),
        note("2", "A stray one."),
    )
    page = page_of(tmp_path, one)
    assert any("to its call in paragraph 1, line 1" in sentence for sentence in said(page, 1))
    assert any("No call of it was found" in sentence for sentence in said(page, 2))


def test_a_moved_addressee_says_where_it_is_read(tmp_path: Path) -> None:
    one = letter(
        block("p1", "paragraph", "We write."),
        block("m1", "addressee", "The President", moved="addressee-to-head"),
        reading=("m1", "p1"),
    )
    page = page_of(tmp_path, one)
    assert [row.xpath("string(./td[1]//p[2])") for row in rows(page)] == ["We write.", "The President"]
    assert any("Moved" in sentence and "head of the letter" in sentence for sentence in said(page, 1))


def test_markup_and_what_is_left_out_are_told_with_their_reason(tmp_path: Path) -> None:
    one = letter(
        block("p1", "paragraph", debris("[bookmark: _x]"), "We ", em("never"), " write."),
        matter("-----"),
        block("p2", "paragraph", "Again."),
    )
    page = page_of(tmp_path, one)
    assert any("Markup: asterisks" in sentence and "(2 ×)" in sentence for sentence in said(page, 0))
    assert any("Left out, line 1: a bookmark" in sentence for sentence in said(page, 0))
    assert any("Left out, line 3: a line drawn across the page (furniture: rule)" in one_ for one_ in said(page, 1))
    assert "Not read" in rows(page)[1].text_content()
    assert [each.text_content() for each in page.xpath("//pre//*[@class='left-out']")] == ["[bookmark: _x]", "-----"]


def test_an_emendation_stands_in_the_text_with_its_reason_and_the_witness_keeps_its_words() -> None:
    prepared = prepare(ROOT)
    edited = next(one for one in prepared.edition.letters if one.apparatus.entries)
    page = html.fromstring(real_pages()[f"letters/{edited.id}-witness.md"].split("---\n", 2)[2])
    readings = [each.text_content() for each in page.xpath("//td[1]//ins")]
    assert readings == [entry.emendation.reading for entry in edited.apparatus.entries]
    sentences = [each.text_content() for each in page.xpath("//td[1]//li") if each.text_content().startswith("Emended")]
    assert len(sentences) == len(edited.apparatus.entries)
    for entry, sentence in zip(edited.apparatus.entries, sentences, strict=True):
        assert f"“{entry.anchor.quote}”" in sentence
        assert entry.emendation.reason.split()[0] in sentence
    marked = "".join(each.text_content() for each in page.xpath("//pre//*[@class='emended']"))
    assert edited.apparatus.entries[0].anchor.quote.split()[0] in marked


def test_lines_are_numbered_as_the_file_has_them_and_numbers_are_no_text(tmp_path: Path) -> None:
    page = page_of(tmp_path, understood("\n\nDear Sir,\n\nWe write.\n"))
    lines = [(int(line.get("data-line")), line.text_content()) for line in page.find_class("line")]
    assert lines == [(1, "\n"), (2, "\n"), (3, "Dear Sir,\n"), (4, "\n"), (5, "We write.\n")]


def test_ids_of_the_view_are_unique_and_none_is_that_of_a_paragraph() -> None:
    for text in real_pages().values():
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) > 5
        assert len(ids) == len(set(ids))
        assert not [one for one in ids if re.fullmatch(r"[phm]\d+|fn-.*", one)]


def test_a_letter_whose_id_is_the_address_of_a_view_is_refused(tmp_path: Path) -> None:
    one = letter(block("p1", "paragraph", "We write."))
    with pytest.raises(PageFault) as fault:
        pages_of(tmp_path, edition_letter(one), edition_letter(one, id="1995-05-03-ruritania-witness", siglum="B"))
    assert fault.value.finding.rule == "letter-id"


def test_a_witness_without_a_word_still_has_its_view(tmp_path: Path) -> None:
    assert column(page_of(tmp_path, understood("\n \n"))) == "\n \n"
