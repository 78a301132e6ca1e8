"""Notes and emendations in the page and in Markdown: at their words, told apart from the letter, and no word lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from build_tools.fidelity.compare import compare_html, compare_markdown
from build_tools.fidelity.merged import compare_apparatus
from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Letter
from build_tools.model.marking import Marking
from build_tools.render.apparatus import definitions, notes_section, overlaid
from build_tools.render.html import article
from build_tools.render.markdown import markdown
from tests.apparatus import ID, a_note, an_emendation, edited, references, write, zenda
from tests.builders import block, call, letter, note
from tests.specimens import words

DISPUTED = f"""\
- id: n9
  kind: disputed
  target: {{exact: 'The river is ours'}}
  body: Both States claim it.
  positions:
    - {{holder: Ruritania, holds: 'That it is *hers*.', evidence: [{{letter: {ID}, at: p2}}]}}
    - {{holder: Arcadia, holds: That it is hers., evidence: [{{letter: {ID}}}]}}
  certainty: low
  status: reviewed
"""
CITED = (("We have not find any envoy of Arcadia", "x"), ("*Treaty of Zenda* talks", "zenda"), ("the lamps too", "y"))


def citations(made: Letter) -> list[Marking]:
    return [
        Marking(
            spans=words(made, quote),
            element="a",
            attributes=(("class", "citation"), ("href", f"../authorities/{key}.html")),
        )
        for quote, key in CITED
    ]


def page(one: EditionLetter, cited: bool = True) -> str:
    laid = overlaid(one, citations(one.letter) if cited else ())
    return article(one, laid, foot=notes_section(one, references(one)))


def people(one: EditionLetter) -> str:
    return markdown(one, overlaid(one, citations(one.letter)), definitions(one, references(one)))


def tree(text: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(text)


def proved(one: EditionLetter) -> list[str]:
    shown = page(one)
    findings = (
        *compare_html(shown, one.letter, "page"),
        *compare_markdown(people(one), one.letter, "markdown"),
        *compare_apparatus(shown, one, "page"),
    )
    return [str(finding) for finding in findings]


@pytest.mark.parametrize(
    ("notes", "emendations"),
    [
        (a_note("at the Treaty of Zenda talks, which"), ""),
        (a_note("The lamps at the quay of Hentzau"), ""),
        (a_note("Mr. Rudolf Marchmont President") + a_note("article 4, at https", "n2"), ""),
        (a_note("envoy of Arcadia") + a_note("envoy of Arcadia", "n2") + a_note("Arcadia", "n3"), ""),
        (a_note("find any envoy of Arcadia at the Treaty", "n1") + a_note("of Zenda talks", "n2"), ""),
        ("", an_emendation("have not find", "have not found")),
        ("", an_emendation("We have not find any envoy of Arcadia at the Treaty", "We saw no envoy at the Treaty")),
        ("", an_emendation("Arcadia at the Treaty of Zenda talks", "Arcadia there")),
        ("", an_emendation("The lamps at the quay", "The lights on the quay")),
        ("", an_emendation("Rudolf Marchmont President", "R. Marchmont, President")),
        (
            "",
            an_emendation("river is ours", "river & all < is ours").replace(
                "'river is ours'", "'river is ours', prefix: 'that the'"
            ),
        ),
        (a_note("not find any"), an_emendation("have not find", "have not found")),
        (a_note("have not"), an_emendation("have not find", "have not found")),
        (a_note("We have not find any"), an_emendation("have not find", "have not found")),
        (a_note("have not find"), an_emendation("have not find", "have not found")),
        (DISPUTED, an_emendation("river commission", "River Commission") + an_emendation("were out", "were lit", "e2")),
    ],
)
def test_no_word_is_lost_or_added_whatever_lies_over_the_words(notes: str, emendations: str, tmp_path: Path) -> None:
    write(tmp_path, notes=notes, emendations=emendations)
    one = edited(zenda(), tmp_path)
    assert one.apparatus.notes or one.apparatus.entries
    assert proved(one) == []
    shown = page(one)
    assert "\n\n" not in shown
    assert [link for link in tree(shown).iter("a") if link.findall(".//a")] == []


def test_a_note_is_linked_both_ways_and_called_by_a_letter(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("envoy of Arcadia") + a_note("article 4", "n2"))
    root = tree(page(edited(zenda(), tmp_path)))
    (marked,) = root.xpath("//*[@data-annotation='n1']")
    assert marked.text_content() == "envoy of Arcadia"
    (sign,) = root.xpath("//a[@id='noteref-n1']")
    (note,) = root.xpath("//*[@id='note-n1']")
    assert sign.text == "a"
    assert sign.get("href") == "#note-n1"
    assert note.xpath(".//a[@href='#noteref-n1']")
    assert "A word on this." in note.text_content()
    assert root.xpath("//a[@id='noteref-n2']")[0].text == "b"
    for element in (sign, note):
        assert element.xpath("ancestor-or-self::*[@data-editorial]")


def test_the_sign_of_a_note_stands_behind_a_link_that_its_words_end_in(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("envoy of"))
    shown = page(edited(zenda(), tmp_path))
    assert 'Arcadia</a><sup data-editorial><a class="note-sign ' in shown


def test_the_words_of_an_emendation_and_its_reading_are_both_in_the_page(tmp_path: Path) -> None:
    write(tmp_path, emendations=an_emendation("have not find", "have not <found>"))
    shown = page(edited(zenda(), tmp_path))
    kept = "<span>have not find</span><ins data-editorial>have not &lt;found&gt;</ins></span>"
    assert shown.count(f'data-emendation="e1">{kept}') == 1
    root = tree(shown)
    (entry,) = root.xpath("//li[@id='emendation-e1']")
    assert "A slip." in entry.text_content()
    assert "have not find" not in entry.text_content()
    assert root.xpath("//*[@id='emended-e1']")


def test_positions_stand_side_by_side_in_the_order_of_the_alphabet_with_their_sources(tmp_path: Path) -> None:
    write(tmp_path, notes=DISPUTED.replace("exact: 'The river is ours'", "exact: 'the river is ours', prefix: that"))
    root = tree(page(edited(zenda(), tmp_path)))
    positions = root.xpath("//*[@id='note-n9']//*[@class='position']")
    assert [position.find("h3").text for position in positions] == ["Arcadia", "Ruritania"]
    assert positions[1].xpath(".//em/text()") == ["hers"]
    assert positions[1].xpath(".//a/@href") == [f"../letters/{ID}.html#p2"]
    assert positions[1].xpath(".//a/text()") == ["Letter R, paragraph 2"]
    assert "not certain" in root.xpath("string(//*[@id='note-n9'])")


def test_a_draft_is_in_its_place_and_not_in_the_page(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("envoy of Arcadia", status="draft", body="Never seen.") + a_note("article 4", "n2"))
    one = edited(zenda(), tmp_path)
    assert len(one.apparatus.notes) == 2
    for text in (page(one), people(one)):
        assert "Never seen." not in text
        assert "n1" not in text
    assert tree(page(one)).xpath("//a[@id='noteref-n2']")[0].text == "a"


def test_markdown_for_people_has_the_notes_as_footnotes_of_the_editors(tmp_path: Path) -> None:
    notes = DISPUTED.replace("exact: 'The river is ours'", "exact: 'the river is ours', prefix: that")
    write(tmp_path, notes=notes, emendations=an_emendation("have not find", "have not found"))
    text = people(edited(zenda(), tmp_path))
    # the words are part of a link, behind which the call stands
    assert "[We have not find any envoy of Arcadia](../authorities/x.html)[^ed-emendation-e1]" in text
    assert "[^ed-a]: **Editors’ note a.** *Disputed.* Both States claim it.\n\n    **Arcadia:**" in text
    assert "For “have not find” the editors read “have not found”. A slip." in text
    assert "the river is ours[^ed-a]" in text


def test_a_note_of_a_letter_that_is_called_like_one_of_the_editors_is_still_held_to_the_witness() -> None:
    made = letter(
        block("p1", "paragraph", "We saw it,", call("ed-a", sign="[^ed-a]"), " they did not."),
        note("ed-a", "Yes.", sign="[^ed-a]:"),
    )
    assert compare_markdown("We saw it,[^ed-a] they did not.\n\n[^ed-a]: Yes.\n", made, "x") == ()
    assert compare_markdown("We saw it,[^ed-a] they did not.\n\n[^ed-a]: No.\n", made, "x") != ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('<span class="annotated context" data-annotation="n1">', "<span>", "n1"),
        ('id="note-n1"', 'id="x"', "does not stand in the page"),
        ("<ins data-editorial>have not found</ins>", "", "reading in an ins"),
        ('data-emendation="e1"', "", "0 elements"),
        ('data-annotation="n1">envoy of Arcadia', 'data-annotation="n1">envoy of', "stands at"),
    ],
)
def test_a_page_that_loses_a_note_or_a_reading_fails_its_proof(old: str, new: str, told: str, tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("envoy of Arcadia"), emendations=an_emendation("have not find", "have not found"))
    one = edited(zenda(), tmp_path)
    shown = page(one, cited=False)
    assert compare_apparatus(shown, one, "page") == ()
    broken = shown.replace(old, new)
    assert broken != shown
    findings = compare_apparatus(broken, one, "page")
    assert {finding.rule for finding in findings} == {"annotation-lost"}
    assert any(told in finding.message for finding in findings)


def test_what_the_editors_have_taken_out_leaves_an_anchor_that_says_so(tmp_path: Path) -> None:
    write(tmp_path, notes=a_note("article 4", "n2"))
    (tmp_path / "annotations/letters" / ID / "note-ids.yml").write_text('notes:\n  n1: "envoy"\n', "utf-8")
    shown = page(edited(zenda(), tmp_path))
    assert '<span id="note-n1"></span>Nothing stands here any more' in shown
