"""Markdown for people, read again by two readers: every character of the witness comes back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import markdown as python_markdown
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from build_tools.model.edition import Party
from build_tools.model.letter import Letter
from build_tools.render.markdown import markdown
from tests.builders import auto, block, call, edition_letter, em, letter, link, note, rest, strong, sub, sup
from tests.specimens import LETTERS, marking, specimen

# Each is text in every place: as a paragraph, an address, a heading, an item, a note, in and beside emphasis.
TRAPS = [
    *(r"\#", "&#1:", "&copy2", "# x", "#x", "x ##", "C#", "## ##"),
    *("- x", "-", "--- ", "- - -", "+ x", "* x", "***", "> x", ">", "===", "=", "1. x", "12) x", "1.", "2020. Year"),
    *(": x", "::: x", "!!! x", "??? x", "~~~", "```", "| a | b |", "|---|---|", "[ ] x", "[x]: http://y", "[^1]: y"),
    *("[x](y)", "![x](y)", "[x][y]", "[^1]", "<b>", "<!-- x", "-->", "<http://x>", "a < b > c", "</p>", "<br>"),
    *("&amp;", "&", "a&", "&#42;", "&copy", r"\&amp;", r"\*", "\\", "a\\", "_a_ __b__", "*a* **b**", "`a`", "~a~ ^b^"),
    *("    four spaces", "\ttab", "  two", "a\tb", "{ .x }", "{: #x }", "*[HTML]: x", "www.a.b_c", "http://a.b/c_d_e"),
    *("“Quoted.”", "(x)", "!", "€5", "x\u2028y", "x\u00a0y", "\u200bx", "\u202ex", "e\u0301", "²", "a\u000bb\u000cc"),
]


def every_place(text: str) -> Letter:
    return letter(
        block("p1", "paragraph", text),
        block("m1", "addressee", text, "\n", text),
        block("h1", "heading", text, level=1),
        block("p2", "item", text, bullet="-"),
        block("p3", "item", text),
        block(
            "p4", "paragraph", em(text), strong(text), "x", em(strong(text)), "y", em("a ", strong(text), " b"), text
        ),
        block("p5", "paragraph", "!", call("1"), text, call("1"), em(text), sup(text), sub(em(text)), call("7"), text),
        block("p6", "paragraph", link("https://other.example", text), " and ", link("x", em(text)), " ", text),
        block("p7", "paragraph", call("1"), text),
        note("1", text, "\n", em(text)),
        note("2", text),
    )


def by_markdown_it(source: str) -> str:
    return str(MarkdownIt("commonmark").use(footnote_plugin).render(source))


def by_python_markdown(source: str) -> str:
    return python_markdown(source, extensions=["footnotes", "sane_lists"])


def by_python_markdown_with_more(source: str) -> str:
    return python_markdown(source, extensions=["footnotes", "tables", "attr_list", "def_list", "admonition", "abbr"])


READERS = [by_markdown_it, by_python_markdown, by_python_markdown_with_more]


def body(source: str) -> str:
    return source.split("---\n", 2)[2]


def units(page: str) -> list[str]:
    """What each paragraph, heading and item of a page shows, without calls, arrows and white space; sorted."""
    root = html.fromstring(f"<div>{page}</div>")
    reader_made = ".//sup[contains(@class,'footnote-ref')] | .//sup[starts-with(@id,'fnref')] | .//comment()"
    for found in root.xpath(f"{reader_made} | .//a[contains(@class,'footnote-back')]"):
        found.drop_tree()
    shown = ["".join(x.text_content().split()) for x in root.xpath(".//p | .//h2 | .//li[not(p)]")]
    return sorted(text for text in shown if text)


def expected(made: Letter) -> list[str]:
    paired = made.call_ids()
    texts = ("".join(run.text for run in unit.runs if run.span not in paired) for unit in (*made.blocks, *made.notes))
    return sorted(text for text in ("".join(text.split()) for text in texts) if text)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("text", TRAPS)
def test_text_that_looks_like_markup_comes_back(text: str, read: Callable[[str], str]) -> None:
    made = every_place(text)
    assert units(read(body(markdown(edition_letter(made))))) == expected(made)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("letter_id", LETTERS)
def test_a_specimen_comes_back(letter_id: str, read: Callable[[str], str]) -> None:
    page = read(body(markdown(specimen(letter_id))))
    assert units(page) == expected(LETTERS[letter_id]())


@settings(deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("ab1 *_`[]()<>&;#!\\-+.:|~^{}=\u201c\u20ac\u00a0\u2028"), max_size=24))
def test_any_text_comes_back(text: str) -> None:
    made = every_place(text)
    source = body(markdown(edition_letter(made)))
    for read in READERS[:2]:
        assert units(read(source)) == expected(made)


def emphasised(page: str) -> Counter[tuple[str, frozenset[str]]]:
    """Every character with the emphasis around it."""
    root = html.fromstring(f"<div>{page}</div>")
    found: Counter[tuple[str, frozenset[str]]] = Counter()
    for text in root.xpath(".//text()[not(ancestor::a)]"):
        holder = text.getparent() if text.is_text else text.getparent().getparent()
        names = frozenset(x.tag for x in (holder, *holder.iterancestors()) if x.tag in ("em", "strong"))
        found.update((character, names) for character in text if not character.isspace())
    return found


@pytest.mark.parametrize("read", READERS[:2])
@pytest.mark.parametrize("text", ["ab", "“ab”", "a.", "(a)", "*", "€5", "a ", " a", "\u2028a", "a_b"])
def test_emphasis_comes_back_wherever_it_stands(text: str, read: Callable[[str], str]) -> None:
    parts = [em(text), strong(text), em(strong(text)), em("x", strong(text)), strong(em(text), "x"), em(text)]
    made = letter(*(block(f"p{n}", "paragraph", *parts[n:], "z", *parts[:n]) for n in range(6)))
    wanted: Counter[tuple[str, frozenset[str]]] = Counter()
    for run in (run for unit in made.blocks for run in unit.runs):
        names = frozenset(mark.name for mark in run.marks)
        wanted.update((character, names) for character in run.text if not character.isspace())
    assert emphasised(read(body(markdown(edition_letter(made))))) == wanted


def written(*parts: object) -> str:
    return body(markdown(edition_letter(letter(block("p1", "paragraph", *parts))))).strip()  # type: ignore[arg-type]


def test_plain_words_need_no_escape() -> None:
    assert written("A & B - see p. 3 (so!), 1918-1920: #5, 3.5 > 2") == "A & B - see p. 3 (so!), 1918-1920: #5, 3.5 > 2"


def test_emphasis_is_written_with_asterisks() -> None:
    assert written("It ", em("is"), " ", strong("so"), ", ", em(strong("now")), ".") == "It *is* **so**, ***now***."


def test_emphasis_that_asterisks_cannot_carry_is_a_tag() -> None:
    assert written("x", em("“so”"), "y") == "x<em>“so”</em>y"


def test_white_space_at_the_edge_of_emphasis_moves_out_of_it() -> None:
    assert written("It", em(" is "), "so.") == "It *is* so."


def test_superscripts_and_subscripts_are_tags() -> None:
    assert written("17", sup("th"), " H", sub("2"), "O") == "17<sup>th</sup> H<sub>2</sub>O"


def test_a_call_without_a_note_is_a_superscript() -> None:
    assert written("Words", call("9"), ".") == "Words<sup>9</sup>."


def test_addresses_keep_their_lines_and_items_their_bullets() -> None:
    made = letter(
        block("m1", "addressee", "Quay 3\nHentzau"),
        block("p1", "item", "one;", bullet="·"),
        block("p2", "item", "two.", bullet="·"),
        block("h1", "heading", "I. Rivers", level=3),
    )
    assert body(markdown(edition_letter(made))) == "\nQuay 3  \nHentzau\n\n- one;\n- two.\n\n## I. Rivers\n"


def test_notes_are_definitions_with_labels_that_markdown_can_hold() -> None:
    made = letter(
        block("p1", "paragraph", "A", call("1"), " b", call("*"), " c", call("1", note="fn-1.2"), "."),
        note("1", "First."),
        note("*", "Second."),
        note("1", "Third.", id="fn-1.2"),
    )
    source = body(markdown(edition_letter(made)))
    assert source == "\nA[^1] b[^u002A] c[^1.2].\n\n[^1]: First.\n\n[^u002A]: Second.\n\n[^1.2]: Third.\n"


@pytest.mark.parametrize("read", READERS)
def test_a_note_that_nothing_calls_does_not_vanish(read: Callable[[str], str]) -> None:
    made = letter(block("p1", "paragraph", "Words."), note("--", "Alone here."))
    source = markdown(edition_letter(made))
    assert "Alonehere." in units(read(body(source)))
    assert re.search(r"<!-- Note (?:(?!--).)*: no call of this note was found in the text\. -->", source)


@pytest.mark.parametrize("read", READERS)
def test_notes_that_call_only_one_another_do_not_vanish(read: Callable[[str], str]) -> None:
    made = letter(
        block("p1", "paragraph", "Words."), note("1", "First", call("2"), "."), note("2", "Second", call("1"), ".")
    )
    shown = "".join(units(read(body(markdown(edition_letter(made))))))
    assert "First." in shown
    assert "Second" in shown


def test_a_sentence_cut_by_a_page_is_one_paragraph() -> None:
    made = letter(block("p1", "paragraph", "The banks"), note("1", "See."), rest("p1", "are two."))
    assert body(markdown(edition_letter(made))).startswith("\nThe banks are two.\n\n")


def test_an_address_that_names_itself_is_a_link_and_no_other_is() -> None:
    source = written(auto("https://x.example/a_b"), " ", link("javascript:alert(1)", "map"), " ", auto("javascript:x"))
    assert source == "<https://x.example/a_b> map javascript:x"


@pytest.mark.parametrize("address", ["https://x.example/%D0%A1_a*b", "https://x.example/Саакян"])
@pytest.mark.parametrize("read", READERS)
def test_an_address_that_readers_would_decode_keeps_its_characters(address: str, read: Callable[[str], str]) -> None:
    page = read(written("See ", auto(address)))
    root = html.fromstring(page)
    assert root.xpath("string(.)").strip() == f"See {address}"
    assert root.xpath("count(.//a)") == 1


def test_links_of_the_edition_are_links_and_no_other_marking_is() -> None:
    made = letter(
        block("p1", "paragraph", "The ", em("Treaty of Zenda"), " binds", call("1"), " us."), note("1", "See.")
    )
    laid = [
        marking(made, "Treaty of Zenda* binds¹ us", href="../a (b).html"),
        marking(made, "Zenda", element="mark"),
        marking(made, "See", data_authority="x"),
    ]
    source = body(markdown(edition_letter(made), laid))
    address = "../a%20%28b%29.html"
    assert source == f"\nThe [*Treaty of Zenda* binds]({address})[^1] [us]({address}).\n\n[^1]: See.\n"


def test_the_front_matter_says_what_the_editors_declare() -> None:
    made = letter(block("p1", "paragraph", "Words."))
    title, sender = 'On: "rivers" — № 1 #2', Party(name="A: B", office="")
    text = markdown(edition_letter(made, title=title, date="", sender=(sender,), symbol="S/1995/7"))
    told = yaml.safe_load(text.split("---\n")[1])
    assert (told["title"], told["date"], told["symbol"]) == (title, "", "S/1995/7")
    assert told["sender"] == [{"name": "A: B", "office": ""}]
    assert told["sha256"] == made.witness.sha256


@pytest.mark.parametrize(
    "title",
    [
        "one\nline",
        "a\u2028b",
        "a\u0085b",
        "\x07bell",
        "😀 \U0001f5ff",
        "\u202eturned",
        "no\u00a0break",
        "---",
        "~",
        "yes",
        "\\u0041",
    ],
)
def test_any_title_comes_back_from_the_front_matter(title: str) -> None:
    text = markdown(edition_letter(letter(block("p1", "paragraph", "Words.")), title=title))
    matter, _, rest = text.removeprefix("---\n").partition("\n---\n")
    assert yaml.safe_load(matter)["title"] == title
    assert rest.strip() == "Words."


def test_an_empty_letter_has_no_body() -> None:
    assert body(markdown(edition_letter(letter()))) == ""
