"""What a reader finds laid over the words of a letter that cites."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from lxml import html

from build_tools.fidelity.compare import compare_html
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Citation
from build_tools.model.edition import EditionLetter
from build_tools.render.citations import UNMATCHED, cards, markings, unmatched_id
from build_tools.render.html import article
from build_tools.render.places import Units, context, leading_to, name, words
from tests.builders import block, call, edition_letter, em, letter, note, rest
from tests.cited import BIBLIOGRAPHY, citation, first_letter, second_letter, spans_of

HENTZAU = "hentzau-report-1995"


@pytest.fixture(scope="module")
def first() -> EditionLetter:
    return first_letter()


def shown(edited: EditionLetter, bibliography: Bibliography = BIBLIOGRAPHY) -> Any:
    return html.fromstring(article(edited, markings(edited, bibliography)))


def links(page: Any, within: str = "") -> list[tuple[str, str]]:
    """Words and target of each citation's link, in a block or note or all."""
    found = page.xpath(f"//*[@id='{within}']//a" if within else "//a")
    return [(link.text_content(), link.get("href")) for link in found if "citation" in link.get("class", "").split()]


def marks(page: Any) -> list[str]:
    """What the edition's marks behind doubtful words say."""
    return [mark.text_content() for mark in page.find_class("citation-mark")]


def with_one(text: str, *keys: str, **fields: Any) -> EditionLetter:
    """A letter of one paragraph, all of which cites."""
    made = letter(block("p1", "paragraph", text))
    return replace(edition_letter(made), citations=(citation(made, text, *keys, **fields),))


def test_a_citation_is_a_link_over_its_words_to_its_authority(first: EditionLetter) -> None:
    assert links(shown(first), "p1") == [("Treaty of Zenda", "../authorities/treaty-of-zenda-1994.html")]
    (link,) = shown(first).xpath("//*[@id='p1']//a[contains(@class, 'citation')]")
    assert link.get("data-authority") == "treaty-of-zenda-1994"
    assert [inner.tag for inner in link] == ["em"], "the witness's emphasis stays inside"


def test_a_series_has_a_link_for_each_authoritys_own_words(first: EditionLetter) -> None:
    assert links(shown(first), "p2")[:2] == [
        ("resolutions 7", "../authorities/assembly-res-7-1994.html"),
        ("8 of the Assembly", "../authorities/assembly-res-8-1994.html"),
    ]


def test_authorities_of_the_same_words_share_one_link_that_leads_to_the_first() -> None:
    (link,) = shown(second_letter()).xpath("//a[@data-authority]")
    assert link.get("data-authority") == "treaty-of-zenda-1994 assembly-res-7-1994"
    assert link.get("href") == "../authorities/treaty-of-zenda-1994.html"


def test_a_citation_without_a_record_leads_to_the_list_of_such_citations(first: EditionLetter) -> None:
    (link,) = shown(first).find_class("unmatched")[:1]
    assert link.text_content() == "Charter of Strelsau"
    assert link.get("href") == f"../{UNMATCHED}#{unmatched_id('Charter of Strelsau')}"
    assert "data-authority" not in link.attrib


def test_two_normal_forms_that_differ_in_signs_only_have_anchors_of_their_own() -> None:
    assert unmatched_id("S/RES/12") != unmatched_id("S-RES-12")
    assert unmatched_id("文書").isascii()


def test_words_that_may_stand_for_two_authorities_get_no_link_and_both_are_offered(first: EditionLetter) -> None:
    page = shown(first)
    (open_words,) = page.find_class("unresolved")
    assert (open_words.tag, open_words.text_content()) == ("span", "order of 2 May 1990")
    said = next(mark for mark in marks(page) if mark.startswith("[which?]"))
    assert "Order of 2 May 1990 (North) or Order of 2 May 1990 (South)" in said
    assert "Nothing is guessed" in said


def test_an_authority_that_two_records_fit_equally_well_is_not_told_as_one_without_a_record() -> None:
    keys = ("river-order-1990-north", "river-order-1990-south")
    page = shown(with_one("Order of 2 May 1990", normals=("RC, Order of 2 May 1990",), candidate_keys=keys))
    assert links(page) == []
    assert "(North) or Order of 2 May 1990 (South)" in marks(page)[0]


def test_words_that_stand_for_nothing_known_say_so() -> None:
    page = shown(with_one("Ibid.", form="ibid", doubts=("citation-unresolved",)))
    assert links(page) == []
    assert "was not found" in marks(page)[0]


def test_a_date_that_disagrees_with_the_record_is_told_with_both_dates(first: EditionLetter) -> None:
    (said,) = (mark for mark in marks(shown(first)) if mark.startswith("[date?]"))
    assert "the date 18 June 1999" in said
    assert "the record has 18 June 1994" in said


def test_in_a_series_the_doubt_is_told_of_the_one_authority_whose_date_differs() -> None:
    page = shown(
        with_one(
            "both of 18 June 1994", "assembly-res-7-1994", "assembly-res-8-1994", parts=("both", "18 June 1994"),
            date="1994-06-18", doubts=("citation-doubtful-date",),
        )
    )  # fmt: skip
    (said,) = marks(page)
    assert "19 June 1994" in said
    assert [link.get("class") for link in page.xpath("//a[@data-authority]")] == ["citation", "citation doubtful"]


def test_a_wrong_target_of_the_witness_is_never_live_and_the_right_address_is_offered() -> None:
    edited = with_one("R/RES/7", "assembly-res-7-1994", target="https://x.example/", doubts=("link-target-differs",))
    (said,) = marks(shown(edited))
    assert "https://x.example/" in said
    assert "https://realms.example/res/7" in said
    (saying,) = cards(edited, BIBLIOGRAPHY).sayings
    offered = html.fromstring(f"<p>{' '.join(saying.sentences)}</p>")
    assert offered.xpath(".//a/@href") == ["https://realms.example/res/7"]


def test_no_page_links_to_where_a_wrong_target_leads(first: EditionLetter) -> None:
    addresses = shown(first).xpath("//a/@href")
    assert addresses
    assert not [address for address in addresses if address.startswith("https://news.example") or address == "#"]


def test_an_empty_target_is_told(first: EditionLetter) -> None:
    said = [mark for mark in marks(shown(first)) if "leads nowhere" in mark]
    assert len(said) == 1
    assert said[0].startswith("[link?]")


def test_what_the_editors_declare_and_what_is_unsure_can_be_told_apart() -> None:
    (link,) = shown(second_letter()).xpath("//a[@data-authority]")
    assert {"declared", "unsure"} <= set(link.get("class").split())
    said = " ".join(
        sentence for saying in cards(second_letter(), BIBLIOGRAPHY).sayings for sentence in saying.sentences
    )
    assert "the link is the editors’" in said
    assert "Only these two are older than the letter." in said
    assert "not certain" in said


def test_the_chain_from_an_ibid_to_the_full_citation_is_told_with_links(first: EditionLetter) -> None:
    said = cards(first, BIBLIOGRAPHY)
    number = next(n for n, one in enumerate(first.citations) if one.form == "ibid")
    (sentence,) = said.of[number, HENTZAU].sentences
    chain = html.fromstring(f"<p>{sentence}</p>")
    assert chain.xpath(".//a/@href") == ["#fn-2", "#fn-1"]
    assert chain.text_content().startswith("Ibid. repeats the citation before: note 2 “Report, page 3”")
    assert "→ note 1 “R/1995/7”" in chain.text_content()


def test_a_rule_without_words_of_its_own_is_told_by_its_name() -> None:
    edited = first_letter()
    one = next(one for one in edited.citations if one.form == "short")
    assert one.resolution
    odd = replace(one, resolution=replace(one.resolution, rule="seventh-sense"))
    (saying,) = cards(replace(edited, citations=(odd,)), BIBLIOGRAPHY).sayings
    assert saying.sentences[0].startswith("Seventh sense: ")


def test_the_pinpoint_is_told_without_the_markup_of_the_witness(first: EditionLetter) -> None:
    assert "17th part" in {saying.pin for saying in cards(first, BIBLIOGRAPHY).sayings}


def test_citations_understood_alike_share_what_is_said_of_them() -> None:
    made = letter(block("p1", "paragraph", "Treaty, article 4; Treaty, article 4; Treaty, article 5."))
    both = tuple(
        citation(made, f"Treaty, article {n}", "treaty-of-zenda-1994", nth=nth, pin=f"article {n}")
        for n, nth in ((4, 1), (4, 2), (5, 1))
    )
    said = cards(replace(edition_letter(made), citations=both), BIBLIOGRAPHY)
    assert [(saying.pin, saying.citations) for saying in said.sayings] == [("article 4", (0, 1)), ("article 5", (2,))]


def test_a_key_that_the_bibliography_lacks_still_leads_to_a_page_that_exists(first: EditionLetter) -> None:
    page = shown(first, Bibliography())
    assert page.xpath("//a[@data-authority]") == []
    assert ("Treaty of Zenda", f"../{UNMATCHED}#{unmatched_id('Treaty of Zenda')}") in links(page)


def test_the_words_of_the_letter_are_the_witnesss_words_and_nothing_else(first: EditionLetter) -> None:
    for edited in (first, second_letter()):
        assert compare_html(article(edited, markings(edited, BIBLIOGRAPHY)), edited.letter, "page") == ()


class _Nesting(HTMLParser):
    """Reads the source as it is written, and mends nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links = 0
        self.nested: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links += 1
            if "a" in self.open:
                self.nested.append(self.get_starttag_text())
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def nesting(source: str) -> _Nesting:
    reader = _Nesting()
    reader.feed(source)
    assert reader.open == []
    return reader


def tangled() -> EditionLetter:
    """A citation around a call and around two others, one of which stands for nothing known."""
    made = letter(
        block("p1", "paragraph", "By ", em("Treaty, as resolution 7", call("1"), " and the old order"), " say, all is"),
        note("1", "Here."),
        rest("p1", "well."),
    )  # fmt: skip
    outer = citation(made, "Treaty, as resolution 7", "treaty-of-zenda-1994")
    end = spans_of(made, "all is")[0].end
    second = spans_of(made, "well")[0]
    spans = (replace_end(outer, end), second)
    return replace(
        edition_letter(made),
        citations=(
            replace(outer, spans=spans, doubts=("citation-doubtful-date",), date="1990"),
            citation(made, "resolution 7", "assembly-res-7-1994"),
            citation(made, "old order", doubts=("citation-unresolved",)),
        ),
    )


def replace_end(one: Citation, end: int) -> Any:
    return one.spans[0]._replace(end=end)


@pytest.mark.parametrize("edited", [first_letter(), second_letter(), tangled()], ids=["first", "second", "tangled"])
def test_no_link_lies_in_another_link(edited: EditionLetter) -> None:
    read = nesting(article(edited, markings(edited, BIBLIOGRAPHY)))
    assert read.links > 0
    assert read.nested == []


def test_citations_within_a_citation_keep_their_own_targets_and_the_words_their_order() -> None:
    edited = tangled()
    source = article(edited, markings(edited, BIBLIOGRAPHY))
    assert compare_html(source, edited.letter, "page") == ()
    found = links(html.fromstring(source))
    assert ("resolution 7", "../authorities/assembly-res-7-1994.html") in found
    assert next(text for text, href in found if href.endswith("treaty-of-zenda-1994.html")) == "Treaty, as "
    assert len(marks(html.fromstring(source))) == 2


def test_the_address_of_the_letters_page_leads_the_links() -> None:
    edited = second_letter()
    page = html.fromstring(article(edited, markings(edited, BIBLIOGRAPHY, base="site")))
    assert page.xpath("//a[@data-authority]/@href") == ["site/authorities/treaty-of-zenda-1994.html"]


# where things stand


def test_the_words_around_a_citation_are_cut_between_words() -> None:
    made = letter(block("p1", "paragraph", "The very first words and many more stand before it and behind it here."))
    found = context(made.blocks[0], spans_of(made, "stand"), around=10)
    assert found == ("… many more ", "stand", " before it …")


def test_words_over_a_page_break_are_joined_with_one_space() -> None:
    made = letter(block("p1", "paragraph", "So says the Treaty of"), note("1", "No."), rest("p1", "Zenda, all know."))
    spans = (*spans_of(made, "Treaty of"), *spans_of(made, "Zenda"))
    assert words(made.blocks[0], spans) == "Treaty of Zenda"
    assert context(made.blocks[0], spans) == ("So says the ", "Treaty of Zenda", ", all know.")


def test_a_call_is_no_word_of_the_context() -> None:
    made = letter(block("p1", "paragraph", "The Treaty", call("1"), " binds."), note("1", "Yes."))
    assert context(made.blocks[0], spans_of(made, "binds")).before == "The Treaty "
    assert leading_to(made.blocks[0], made.notes[0].calls[0].span) == "The Treaty"


def test_of_two_notes_of_one_label_the_one_with_the_words_is_meant() -> None:
    made = letter(block("p1", "paragraph", "Text."), note("1", "First page."), note("1", "Second page.", id="fn-1.2"))
    units = Units(made)
    assert [unit.id for unit in (units.named("note 1", "Second"), units.named("note 1", "")) if unit] == [
        "fn-1.2",
        "fn-1",
    ]
    at = units.at(spans_of(made, "Second"))
    assert at
    assert (at.id, name(at)) == ("fn-1.2", "note 1")
