"""Renderings held against the raw witness: each difference is found and named."""

from __future__ import annotations

import time

import pytest

from build_tools.fidelity.compare import compare_html, compare_markdown
from build_tools.fidelity.reading import read_witness
from build_tools.model.letter import Letter
from build_tools.report import Finding
from tests.builders import block, call, em, letter, note, rest, strong, sup


@pytest.fixture
def zenda() -> Letter:
    return letter(
        block("m1", "dateline", strong("Strelsau, 3 May 1995")),
        block("p1", "paragraph", "The ", em("Treaty of Zenda"), " binds us,", call("1"), " as"),
        note("1", "See the reply of the 17", sup("th"), "."),
        rest("p1", "all know."),
        block("p2", "paragraph", "No envoy came, and none was sent."),
        name="docs/letters/zenda.txt",
    )


@pytest.fixture
def page(zenda: Letter) -> str:
    m1, p1, p2 = (" ".join(map(str, b.spans)) for b in zenda.blocks)
    (fn,) = (" ".join(map(str, n.spans)) for n in zenda.notes)
    return f"""<!DOCTYPE html><html><body><article class="theme"><h1>A letter</h1>
<article data-letter="zenda">
<p id="m1" data-span="{m1}"><strong>Strelsau, 3 May 1995</strong></p>
<p id="p1" data-span="{p1}"><a data-editorial href="#p1">1</a> The <em>Treaty of Zenda</em> binds us,<sup><a
 id="fnref-1" href="#fn-1">1</a></sup> as <span data-editorial>[page 2]</span>all know.</p>
<p id="p2" data-span="{p2}">No envoy <!-- never --> came, and <a class="citation">none was</a> sent.</p>
<section><h2 data-editorial>Notes</h2><div id="fn-1" data-label="1" data-span="{fn}"><b data-editorial>1</b>
See the reply of the 17<sup>th</sup>. <a data-editorial href="#fnref-1">back</a></div></section>
</article></article><footer>by the editors</footer></body></html>"""


MARKDOWN = """---
title: A letter
---

**Strelsau, 3 May 1995**

The *Treaty of Zenda* binds us,[^1] as all know.

No envoy came, and [none was](authorities/x.md) sent.

[^1]: See the reply of the 17<sup>th</sup>.
"""


def only(findings: tuple[Finding, ...]) -> Finding:
    assert len(findings) == 1, findings
    return findings[0]


def test_a_true_page_has_no_finding(zenda: Letter, page: str) -> None:
    assert compare_html(page, zenda, "zenda.html") == ()


def test_a_staged_markdown_file_is_read_behind_its_front_matter(zenda: Letter, page: str) -> None:
    article = page[page.index("<article data-letter") : page.index("</article>") + 10]
    assert compare_html(f'---\ntitle: "a < b"\n---\n\n{article}\n', zenda, "zenda.md") == ()


def test_true_markdown_has_no_finding(zenda: Letter) -> None:
    assert compare_markdown(MARKDOWN, zenda, "zenda.md") == ()


def test_white_space_and_line_ends_may_differ(zenda: Letter, page: str) -> None:
    assert compare_html(page.replace("No envoy ", "No\n\n  envoy\u00a0"), zenda, "x") == ()


def test_words_that_lose_the_white_space_between_them_are_named(zenda: Letter, page: str) -> None:
    found = only(compare_html(page.replace("No envoy", "Noenvoy"), zenda, "zenda.html"))
    assert (found.rule, found.line) == ("text-differs", 9)
    assert "white space" in found.message


def test_a_word_joined_behind_its_hyphen_is_no_difference() -> None:
    made = letter(block("p1", "paragraph", "a self-\ncontained text"))
    html = (
        f'<article data-letter="x"><p id="p1" data-span="{made.blocks[0].spans[0]}">a self-contained text</p></article>'
    )
    assert compare_html(html, made, "x") == ()


@pytest.mark.parametrize(
    ("old", "new", "rule", "line", "told"),
    [
        ("No envoy", "No", "text-missing", 9, "“envoy”"),
        ("none was", "none was was", "text-added", 9, "“was”"),
        ("came, and", "came and", "text-missing", 9, "“came,” and the rendering “came”"),
        ("envoy", "enjoy", "text-differs", 9, "“envoy” and the rendering “enjoy”"),
        ("No envoy", "No Envoy", "text-differs", 9, "“Envoy”"),
        ("<em>Treaty of Zenda</em>", "Treaty of Zenda", "emphasis-differs", 3, "italics"),
        ("Treaty of Zenda</em>", "Treaty</em> of Zenda", "emphasis-differs", 3, "“of Zenda”"),
        ("<em>Treaty of Zenda</em>", "<strong>Treaty of Zenda</strong>", "emphasis-differs", 3, "bold"),
        ("<sup>th</sup>", "th", "emphasis-differs", 5, "raised"),
        ("binds us,<sup", "binds us<sup", "text-missing", 3, "“us,” and the rendering “us”"),
        ("</sup> as <span", "</sup> <span", "text-missing", 3, "“as all” and the rendering “all”"),
        (">1</a></sup>", ">2</a></sup>", "text-differs", 3, "call of note 2"),
        ('id="fnref-1"', 'id="fnref-9"', "link-broken", 3, "fnref-9"),
        ('href="#fn-1"', 'href="#fn-2"', "link-broken", 3, "fn-2"),
        ('data-label="1"', 'data-label="2"', "text-differs", 5, "label"),
        ('id="p2"', 'id="p9"', "text-missing", 9, "p2 is missing"),
        ("<p id=", "stray <p id=", "text-added", 1, "outside"),
        ("data-editorial>[page 2]", ">[page 2]", "text-added", 7, "[page 2]"),
        (
            "<b data-editorial>1</b>",
            "<b>1</b>",
            "text-added",
            5,
            "at its beginning, the witness has nothing and the rendering “1”",
        ),
    ],
)
def test_a_difference_is_named_with_its_line(
    zenda: Letter, page: str, old: str, new: str, rule: str, line: int, told: str
) -> None:
    assert old in page
    findings = compare_html(page.replace(old, new, 1), zenda, "letters/zenda.html")
    found = next(f for f in findings if f.rule == rule and told in f.message)
    assert found.line == line
    assert found.path == "docs/letters/zenda.txt"
    assert "letters/zenda.html" in found.message
    assert found.severity == "error"


def test_a_call_at_another_place_is_a_difference(zenda: Letter, page: str) -> None:
    start, end = page.index("<sup><a"), page.index("</sup>") + 6
    moved = (page[:start] + page[end:]).replace("as <span", f"as{page[start:end]} <span")
    found = only(compare_html(moved, zenda, "x"))
    assert found.rule == "text-differs"
    assert "call of note 1" in found.message


def test_a_block_that_stands_twice_is_named(zenda: Letter, page: str) -> None:
    start = page.index('<p id="p2"')
    whole = page[start : page.index("</p>", start) + 4]
    found = only(compare_html(page.replace(whole, whole + whole), zenda, "x"))
    assert (found.rule, found.line) == ("text-added", 9)
    assert "p2, a second time" in found.message


def test_two_blocks_that_have_changed_places_are_named(zenda: Letter, page: str) -> None:
    starts = [page.index(f'<p id="{name}"') for name in ("m1", "p1", "p2")]
    ends = [page.index("</p>", start) + 4 for start in starts]
    swapped = (
        page[: starts[1]] + page[starts[2] : ends[2]] + page[ends[1] : starts[2]] + page[starts[1] : ends[1]]
    ) + page[ends[2] :]
    found = only(compare_html(swapped, zenda, "x"))
    assert found.rule == "text-differs"
    assert "p1 is not in its place" in found.message


def test_words_of_the_witness_in_an_editorial_element_are_missing(zenda: Letter, page: str) -> None:
    found = only(compare_html(page.replace("No envoy", "<i data-editorial>No</i> envoy"), zenda, "x"))
    assert found.rule == "text-missing"


def test_a_whole_letter_set_in_bold_is_a_difference_of_emphasis(zenda: Letter, page: str) -> None:
    bold = page.replace('data-letter="zenda">', 'data-letter="zenda"><strong>').replace(
        "</article>", "</strong></article>", 1
    )
    assert {f.rule for f in compare_html(bold, zenda, "x")} == {"emphasis-differs"}


def test_emendations_and_annotations_around_words_change_nothing(zenda: Letter, page: str) -> None:
    words = '<span>No <span data-annotation="a1">envoy</span></span>'
    emended = page.replace("No envoy", f'<span data-emendation="e1">{words}<ins data-editorial>Nobody</ins></span>')
    assert compare_html(emended, zenda, "x") == ()


@pytest.mark.parametrize("html", ["", "   ", "<p>no letter</p>", "<article data-letter='a'></article>" * 2])
def test_a_page_without_its_one_article_is_named(zenda: Letter, html: str) -> None:
    assert only(compare_html(html, zenda, "zenda.html")).rule == "page-missing"


def test_the_order_in_the_page_is_that_of_reading_where_a_block_was_moved() -> None:
    made = letter(
        block("p1", "paragraph", "First words."),
        block("m1", "addressee", "The Steward", moved="addressee-to-head"),
        reading=["m1", "p1"],
    )
    m1, p1 = (f'<p id="{b.id}" data-span="{b.spans[0]}">{b.text}</p>' for b in made.blocks)
    assert compare_html(f'<article data-letter="x">{m1}{p1}</article>', made, "x") == ()
    assert compare_html(f'<article data-letter="x">{p1}{m1}</article>', made, "x")


def test_a_sign_that_calls_no_note_stays_in_the_text() -> None:
    made = letter(block("p1", "paragraph", "as they say", call("9", note=""), "."))
    html = f'<article data-letter="x"><p id="p1" data-span="{made.blocks[0].spans[0]}">as they say%s.</p></article>'
    assert compare_html(html % "<sup>9</sup>", made, "x") == ()
    assert only(compare_html(html % "", made, "x")).rule == "text-missing"
    assert compare_markdown("as they say<sup>9</sup>.\n", made, "x") == ()


@pytest.mark.parametrize(
    ("old", "new", "rule", "line", "told"),
    [
        ("No envoy", "No", "text-missing", 9, "“envoy”"),
        ("sent.", "sent, sent.", "text-added", 9, "“"),
        ("*Treaty of Zenda*", "Treaty of Zenda", "emphasis-differs", 3, "italics"),
        ("us,[^1]", "us,", "text-missing", 3, "call of note 1"),
        ("as all", "as[^1] all", "text-added", 7, "call of note 1"),
        ("the reply", "a reply", "text-differs", 5, "“the” and the rendering “a”"),
        ("[^1]: See the reply of the 17<sup>th</sup>.", "", "text-differs", 3, "[^1]"),
        ("\nNo envoy came, and [none was](authorities/x.md) sent.\n", "", "text-missing", 9, "No envoy came"),
        ("sent.\n", "sent.\n\nAnd so on.\n", "text-added", 9, "And so on."),
        ("[^1]: ", "[^2]: More.\n\n[^1]: ", "text-added", 1, "note 2"),
        ("No envoy", "    No envoy", "text-differs", 9, "[none was]"),
        ("The *", "1. The *", "", 0, ""),
    ],
)
def test_a_difference_in_markdown_is_named(zenda: Letter, old: str, new: str, rule: str, line: int, told: str) -> None:
    assert old in MARKDOWN
    findings = compare_markdown(MARKDOWN.replace(old, new, 1), zenda, "out/zenda.md")
    if not rule:  # a list where the witness has a paragraph: the same characters
        assert findings == ()
        return
    assert any(f.rule == rule and f.line == line and told in f.message for f in findings), findings


def test_a_note_that_no_reader_of_markdown_would_come_to_is_missing() -> None:
    made = letter(block("p1", "paragraph", "Words."), note("1", "A note."))
    assert [f.rule for f in compare_markdown("Words.\n\n[^1]: A note.\n", made, "x")] == ["text-missing"]
    assert compare_markdown("Words.\n\n<!-- Note 1 -->\n\nA note.\n", made, "x") == ()


def test_a_note_that_is_defined_twice_is_named() -> None:
    made = letter(block("p1", "paragraph", "Words", call("1")), note("1", "A note."))
    twice = "Words[^1]\n\n[^1]: A note.\n\n[^1]: A note.\n"
    assert "a second time" in only(compare_markdown(twice, made, "x")).message


def test_a_reading_can_be_shared_by_several_renderings(zenda: Letter, page: str) -> None:
    expected = read_witness(zenda)
    assert compare_html(page, zenda, "x", expected=expected) == ()
    assert compare_markdown(MARKDOWN, zenda, "x", expected=expected) == ()
    assert compare_html(page.replace("envoy", ""), zenda, "x", expected=expected) != ()


def test_a_rendering_that_is_wrong_throughout_is_told_in_few_findings_and_little_time() -> None:
    made = letter(*(block(f"p{n}", "paragraph", f"Paragraph {n} of this letter. " * 40) for n in range(300)))
    body = "".join(f'<p id="{b.id}" data-span="{b.spans[0]}">{b.text[::-1]}</p>' for b in made.blocks)
    start = time.perf_counter()
    findings = compare_html(f'<article data-letter="x">{body}</article>', made, "x")
    assert 1 < len(findings) < 60
    assert all(len(f.message) < 600 for f in findings)
    markdown = "\n\n".join(b.text[::-1] for b in made.blocks)
    assert 1 < len(compare_markdown(markdown, made, "x")) < 60
    assert time.perf_counter() - start < 10


def test_one_long_line_that_differs_at_both_ends_is_told_in_little_time() -> None:
    made = letter(block("p1", "paragraph", "x" + "so it goes " * 100_000 + "y"))
    text = made.blocks[0].text
    html = f'<article data-letter="x"><p id="p1" data-span="{made.blocks[0].spans[0]}">%s</p></article>'
    start = time.perf_counter()
    found = only(compare_html(html % f"a{text[1:-1]}b", made, "x"))
    assert time.perf_counter() - start < 5
    assert len(found.message) < 600
