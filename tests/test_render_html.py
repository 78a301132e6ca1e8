"""The article of a letter's page, as the contract of the site has it."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from build_tools.model.edition import Gone
from build_tools.model.letter import Letter
from build_tools.render.html import article
from tests.builders import auto, block, call, edition_letter, em, letter, link, note, rest, strong, sup
from tests.render_reading import element, faults, tree, witness_words
from tests.specimens import LETTERS, markings, specimen

# Text that a Markdown reader or an HTML parser would take for something else.
TRAPS = [
    "a * b _c_ **d** `e`",
    "AT&T &amp; &#42; &copy &nbsp;",
    "<script>alert(1)</script>",
    "<!-- gone",
    "--> <?php ]]> <![CDATA[",
    "{ .notice } {: #id }",
    "[x](y) [z]: http://z ![i](j)",
    r"back\slash \* \\",
    "    four spaces",
    "tab\there and\tthere",
    "# 1. - + > | a | b | *** --- ===",
    "</p></article><p>",
    "[^1]: note [^1] [TOC] *[HTML]: x !!! y",
    "wzxhzdk:0 klzzwxh:0000 \u2028 \u2029 \u0085 \u00a0 \u200b",
    " ",
    "::: /// --8<-- 'x' {% x %} {{ y }} $z$ :smile:",
]


def one(*parts: object, **fields: object) -> str:
    """The article of a letter of one paragraph."""
    return article(edition_letter(letter(block("p1", "paragraph", *parts)), **fields))  # type: ignore[arg-type]


def trapped() -> Letter:
    blocks = [block(f"p{n}", "paragraph", text) for n, text in enumerate(TRAPS, 1)]
    lines = [block(f"m{n}", "addressee", f"{text}\n{text}") for n, text in enumerate(TRAPS, 1)]
    return letter(*blocks, *lines, *[note(str(n), text) for n, text in enumerate(TRAPS, 1)])


@pytest.mark.parametrize("letter_id", LETTERS)
def test_every_block_and_note_is_in_the_page_once_with_its_place(letter_id: str) -> None:
    made = LETTERS[letter_id]()
    placed = [(x.get("id"), x.get("data-span")) for x in tree(article(specimen(letter_id))).xpath("//*[@data-span]")]
    units = (*made.blocks, *made.notes)
    assert placed == [(unit.id, " ".join(f"{a}-{b}" for a, b in unit.spans)) for unit in units]


@pytest.mark.parametrize("letter_id", LETTERS)
def test_without_what_the_edition_adds_the_words_are_those_of_the_witness(letter_id: str) -> None:
    made = LETTERS[letter_id]()
    page = article(specimen(letter_id), markings(letter_id), head="<h1>Head</h1>")
    for unit in (*made.blocks, *made.notes):
        assert witness_words(page, unit.id) == " ".join(unit.text.split())


@pytest.mark.parametrize("letter_id", LETTERS)
def test_elements_nest_validly(letter_id: str) -> None:
    assert faults(article(specimen(letter_id), markings(letter_id))) == []


@pytest.mark.parametrize(
    "extensions", [[], ["attr_list", "md_in_html", "footnotes", "tables", "toc", "abbr", "smarty"]]
)
@pytest.mark.parametrize("around", ["{}", "\n\n{}\n\nAfter\n", "Before\n\n{}\n"])
def test_a_markdown_reader_hands_the_article_through_byte_for_byte(extensions: list[str], around: str) -> None:
    page = article(edition_letter(trapped()), head="<p>Head</p>\n\n \n<p>Line</p>").rstrip("\n")
    assert page in Markdown(extensions=extensions).convert(around.format(page))


def test_no_text_becomes_markup() -> None:
    made = trapped()
    page = article(edition_letter(made))
    assert not re.search(r"<script|<!--|<\?|\n\s*\n", page)
    for unit in (*made.blocks, *made.notes):
        assert witness_words(page, unit.id) == " ".join(unit.text.split())


def test_an_address_keeps_its_lines() -> None:
    page = article(edition_letter(letter(block("m1", "addressee", "Palace Street 1\nArcady"))))
    assert element(page, "m1").xpath("count(.//br)") == 1
    assert witness_words(page, "m1") == "Palace Street 1 Arcady"


def test_items_in_a_row_are_one_list_and_keep_their_ids() -> None:
    made = letter(
        block("p1", "lead", "We ask to:"),
        block("p2", "item", "wait;", bullet="-"),
        block("p3", "item", "(b) see."),
        block("p4", "paragraph", "Thus."),
        block("p5", "item", "once more", bullet="-"),
    )
    lists = tree(article(edition_letter(made))).xpath("//ul")
    assert [[item.get("id") for item in one.iterchildren("li")] for one in lists] == [["p2", "p3"], ["p5"]]


def test_an_item_whose_number_is_text_gets_no_bullet() -> None:
    made = letter(block("p1", "item", "(b) see."), block("p2", "item", "wait;", bullet="-"))
    assert [x.get("data-bullet") for x in tree(article(edition_letter(made))).xpath("//li")] == ["", None]


def test_headings_leave_no_level_out() -> None:
    made = letter(block("h1", "heading", "One", level=2), block("h2", "heading", "Two", level=5))
    page = article(edition_letter(made))
    assert (element(page, "h1").tag, element(page, "h2").tag) == ("h2", "h3")


def test_a_call_and_its_note_lead_to_each_other() -> None:
    made = letter(block("p1", "paragraph", "Words", call("13"), " end."), note("13", "See.", page=5))
    page = article(edition_letter(made))
    called, noted = element(page, "fnref-13"), element(page, "fn-13")
    assert (called.get("href"), called.text_content()) == ("#fn-13", "13")
    assert (noted.get("data-label"), noted.get("data-page"), noted.get("role")) == ("13", "5", "doc-footnote")
    assert noted.xpath(".//*[@data-editorial]//a/@href") == ["#fnref-13"]


def test_a_note_called_thrice_leads_back_to_every_call() -> None:
    made = letter(block("p1", "paragraph", "A", call("1"), " b", call("1"), " c", call("1")), note("1", "See."))
    page = article(edition_letter(made))
    back = ["#fnref-1", "#fnref-1-2", "#fnref-1-3"]
    assert element(page, "fn-1").xpath(".//a[@role='doc-backlink']/@href") == back
    assert [element(page, anchor[1:]).get("href") for anchor in back] == ["#fn-1"] * 3


def test_labels_that_begin_anew_get_ids_of_their_own() -> None:
    page = article(specimen("1996-02-10-arcadia-mission"))
    assert element(page, "fnref-1.2").get("href") == "#fn-1.2"
    assert element(page, "fn-1.2").get("data-label") == "1"
    assert element(page, "fnref-u002A").text_content() == "*"


def test_a_note_that_calls_a_note_keeps_its_call() -> None:
    page = article(specimen("1995-05-03-ruritania-foreign-minister"))
    assert element(page, "fn-2").xpath(".//*[@id='fnref-2a']/@href") == ["#fn-2a"]


def test_a_call_without_a_note_stays_in_the_text() -> None:
    page = one("Words", call("9"), " end.")
    assert element(page, "p1").xpath(".//sup/text()") == ["9"]
    assert witness_words(page, "p1") == "Words9 end."


def test_a_note_without_a_call_says_so_in_the_voice_of_the_edition() -> None:
    page = article(edition_letter(letter(block("p1", "paragraph", "Words."), note("3", "Alone."))))
    assert "No call of this note" in element(page, "fn-3").xpath("string(.//*[@class='back'][@data-editorial])")
    assert witness_words(page, "fn-3") == "Alone."


def test_a_sentence_cut_by_a_page_shows_where_and_the_next_block_does_not_show_it_again() -> None:
    made = letter(
        block("p1", "paragraph", "The banks", page=1),
        rest("p1", "are two."),
        block("p2", "paragraph", "So.", page=2),
        block("p3", "paragraph", "End.", page=3),
    )
    marks = tree(article(edition_letter(made))).xpath("//*[@role='doc-pagebreak'][@data-editorial]")
    assert [(mark.getparent().get("id"), mark.text.strip()) for mark in marks] == [
        ("p1", "[page 2]"),
        ("p3", "[page 3]"),
    ]
    assert all("counted by the edition" in mark.get("aria-label") for mark in marks)


def test_a_line_end_inside_a_paragraph_is_no_page() -> None:
    page = one("The banks\nare two.")
    assert "doc-pagebreak" not in page
    assert witness_words(page, "p1") == "The banks are two."


def test_a_page_end_where_nothing_counts_the_pages_has_no_number() -> None:
    page = article(edition_letter(letter(block("p1", "paragraph", "The banks"), rest("p1", "are two."))))
    assert element(page, "p1").xpath("string(.//*[@role='doc-pagebreak'])").strip() == "[new page]"


def test_a_moved_block_shows_no_page_of_its_own() -> None:
    page = article(specimen("1996-02-10-arcadia-mission"))
    assert element(page, "m3").xpath(".//*[@role='doc-pagebreak']") == []
    assert element(page, "m3").get("data-moved") == "addressee-to-head"


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "data:text/html,x", "//host", "#", "", "http://x y", "ftp://x", "https://other.example"],
)
def test_a_link_that_is_not_its_own_address_is_never_live(target: str) -> None:
    page = one("See ", link(target, "the map"), ".")
    assert element(page, "p1").xpath(".//a[not(@data-editorial)]") == []
    assert element(page, "p1").xpath(".//span[@data-witness-target=$t]/text()", t=target) == ["the map"]


def test_a_script_is_not_live_even_where_its_words_are_its_address() -> None:
    page = one(auto("javascript:alert(1)"))
    assert element(page, "p1").xpath(".//a[not(@data-editorial)]") == []


@pytest.mark.parametrize("address", ["https://x.example/a?b=1&c=2", "http://x.example/%D0%A1", "mailto:a@x.example"])
def test_an_address_that_names_itself_is_live(address: str) -> None:
    assert element(one("See ", auto(address)), "p1").xpath(".//a[@class='address']/@href") == [address]


def test_a_link_with_emphasis_in_it_is_judged_by_all_its_words() -> None:
    page = one(link("https://x.example/ab", "https://x.example/", em("ab")))
    assert element(page, "p1").xpath("string(.//a[@class='address'])") == "https://x.example/ab"


def test_emphasis_over_a_line_end_is_one_element() -> None:
    assert element(one("It ", em("never\nends"), "."), "p1").xpath("string(.//em)") == "never ends"


def test_nested_emphasis_stays_nested() -> None:
    page = one(strong("a ", em("b"), sup("c")))
    assert element(page, "p1").xpath("string(.//strong)") == "a bc"
    assert element(page, "p1").xpath("string(.//strong/em)") == "b"


def test_a_block_in_another_language_says_so() -> None:
    made = letter(
        block("m1", "letterhead", "Republik Ruritanien", lang="de"),
        block("m2", "letterhead", "جمهورية", lang="ar"),
        block("p1", "paragraph", "שלום said the keeper."),
        block("p2", "paragraph", "In English."),
    )
    page = article(edition_letter(made))
    found = [(element(page, x).get("lang"), element(page, x).get("dir")) for x in ("m1", "m2", "p1", "p2")]
    assert found == [("de", None), ("ar", "rtl"), (None, "auto"), (None, None)]


def test_the_edition_speaks_english_in_a_letter_that_does_not() -> None:
    made = letter(block("p1", "paragraph", "كلمات", lang="ar"), note("1", "كلمات"))
    root = tree(article(edition_letter(made, language="ar")))
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    voices = root.xpath("//*[@data-editorial]")
    assert {(x.get("lang"), x.get("dir")) for x in voices} == {("en", "ltr")}


def test_characters_that_turn_the_direction_stay_and_are_shut_in() -> None:
    page = one("The sum \u202e001\u2066 is due.")
    assert element(page, "p1").get("dir") == "auto"
    assert element(page, "p1").xpath("string(bdi)") == "The sum \u202e001\u2066 is due."
    assert element(page, "p1").xpath("bdi//*[@class='number']") == []


def test_an_id_that_is_gone_keeps_an_empty_anchor_and_tells_what_stood_there() -> None:
    made = letter(block("p1", "paragraph", "Words."))
    page = article(edition_letter(made, gone=(Gone(id="p9", words="The <bridge>"),)))
    anchor = element(page, "p9")
    assert anchor.text_content() == ""
    assert anchor.getparent().get("data-editorial") is not None
    assert "“The <bridge>”" in anchor.getparent().text_content()


def test_a_head_stands_first_and_is_editorial() -> None:
    page = article(edition_letter(letter(block("p1", "paragraph", "Words."))), head="<p>Siglum R</p>")
    first = tree(page)[0]
    assert (first.tag, first.get("data-editorial"), first.text_content()) == ("header", "", "Siglum R")


def test_an_empty_letter_is_an_empty_article() -> None:
    assert article(edition_letter(letter())) == '<article data-letter="1995-05-03-ruritania" lang="en">\n</article>\n'
