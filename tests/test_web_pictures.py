"""The pictures of the edition: what they show is what the lists show, for any number of letters, as sound SVG."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from build_tools.model.bibliography import Bibliography
from build_tools.model.edition import Edition, EditionLetter, Party
from build_tools.web.flows import letter_flows, picture_of_letters, picture_of_relations
from build_tools.web.moments import moments
from build_tools.web.picture_flow import MOST
from build_tools.web.picture_time import picture_of_time
from build_tools.web.pictures import broken
from build_tools.web.stage import staged_tree
from build_tools.web.stretches import stretches
from tests import cited, invented
from tests.builders import block, edition_letter, letter
from tests.relations import FILES, FIRST, SECOND, ZENDA, pair, related

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return replace(
        invented.edition(tmp_path, pair()),
        relations=related(tmp_path, **FILES).relations,
        bibliography=Bibliography(authorities=(ZENDA,)),
    )


def many(number: int, years: int) -> tuple[EditionLetter, ...]:
    """So many letters, evenly over so many years."""
    text = letter(block("p1", "paragraph", "We write."))
    return tuple(
        edition_letter(
            text,
            id=f"l{n}",
            siglum=f"L{n}",
            date=f"{1800 + n * years // number}-{n % 12 + 1:02}-03",
            sender=(Party(name=f"Sender {n % 90}", office=""),),
            recipients=(Party(name=f"Recipient {n % 7}", office=""),),
        )
        for n in range(number)
    )


def of(letters: tuple[EditionLetter, ...]) -> Edition:
    return Edition(root=Path(), identity=invented.identity(), letters=letters, commit="", commit_date="", commit_time=0)


def drawings(picture: str) -> list[etree._Element]:
    """Both drawings, wide and narrow, read as XML, which refuses what is not well-formed."""
    found = [etree.fromstring(text) for text in re.findall(r"<svg id=.*?</svg>", picture, re.DOTALL)]
    assert len(found) == 2
    return found


def about(drawing: etree._Element) -> list[str]:
    """What the marks and lines of a drawing stand for."""
    return sorted(name for each in drawing.iter() for name in (each.get("data-about") or "").split())


def line(of_: Edition) -> str:
    return picture_of_time(moments(of_), id_="line", page="timeline.html")


def every(of_: Edition) -> list[str]:
    """Every picture that an edition has something for."""
    pictures = (line(of_), picture_of_letters(of_), picture_of_relations(of_))
    return [str(picture) for picture in pictures if picture]


def shown(drawing: etree._Element) -> str:
    return " ".join("".join(drawing.itertext()).split())


# the same as the list


def test_every_entry_of_the_timeline_is_in_both_drawings_and_in_the_list(edition: Edition) -> None:
    tree, _ = staged_tree(edition, invented.articles(edition), search=False)
    page = lxml_html.document_fromstring(tree["timeline.md"].decode().partition("---\n\n")[2])
    entries = {item.get("id"): item for item in page.find_class("event")}
    letters = {name for name, item in entries.items() if "event--letter" in item.get("class")}
    assert {"event-flood", "event-treaty", "event-undated"} == set(entries) - letters
    for drawing in drawings(line(edition)):
        assert about(drawing) == sorted(set(entries) - letters)
        linked = [a.get("href") for a in drawing.iter(f"{SVG}a") if (a.get("href") or "").startswith("letters/")]
        assert linked == [f"letters/{FIRST}.html", f"letters/{SECOND}.html"]
        assert len(linked) == len(letters)


def test_every_letter_of_the_list_of_correspondents_has_its_line(edition: Edition) -> None:
    tree, _ = staged_tree(edition, invented.articles(edition), search=False)
    page = lxml_html.document_fromstring(tree["relations.md"].decode().partition("---\n\n")[2])
    listed = sorted(page.xpath("//li/@data-letter-of"))
    assert listed == [FIRST, SECOND]
    for drawing in drawings(picture_of_letters(edition)):
        assert sorted(set(about(drawing))) == listed
        for one in edition.letters:
            for party in (*one.declaration.sender, *one.declaration.recipients):
                assert party.name in shown(drawing)


def test_every_relation_of_the_list_has_its_line_and_leads_to_its_entry(edition: Edition) -> None:
    tree, _ = staged_tree(edition, invented.articles(edition), search=False)
    page = lxml_html.document_fromstring(tree["relations.md"].decode().partition("---\n\n")[2])
    listed = [item.get("id") for item in page.find_class("relation") if item.get("id").startswith("relation-")]
    assert listed == ["relation-r1"]
    for drawing in drawings(picture_of_relations(edition)):
        assert [f"relation-{name}" for name in about(drawing)] == listed
        assert "#relation-r1" in [a.get("href") for a in drawing.iter(f"{SVG}a")]
        assert "answers" in shown(drawing)


def test_an_authority_that_letters_cite_stands_on_the_line_once(tmp_path: Path) -> None:
    of_ = cited.edition(tmp_path)
    those = moments(of_)
    treaty = next(one for one in those if one.id == "authority-treaty-of-zenda-1994")
    assert [one.declaration.siglum for one in treaty.cited_in] == ["A", "B"]
    assert not any(one.id == "authority-rumour-1993" for one in those), "it is only mentioned"
    ids = [one.id for one in those]
    assert len(ids) == len(set(ids))


def test_a_record_that_is_a_letter_of_the_edition_is_that_letter_and_no_second_entry(tmp_path: Path) -> None:
    of_ = cited.edition(tmp_path)
    assert any(record.key == "answer-1995" for record in of_.bibliography.authorities)
    assert not any(one.id == "authority-answer-1995" for one in moments(of_))


# for any number


@pytest.mark.parametrize("number", [0, 1, 2, 1000])
def test_pictures_of_any_number_of_letters_are_sound_and_have_each_id_once(number: int) -> None:
    pictures = every(of(many(number, 150)))
    assert bool(pictures) == bool(number)
    ids = re.findall(r'\bid="([^"]+)"', "".join(pictures))
    assert len(ids) == len(set(ids))
    for picture in pictures:
        for drawing in drawings(picture):
            named = {each.get("id") for each in drawing}
            assert {drawing.get("aria-labelledby"), drawing.get("aria-describedby")} <= named
            assert drawing.findtext(f"{SVG}title")
            assert drawing.findtext(f"{SVG}desc")


def test_a_thousand_letters_are_told_by_number_and_the_picture_stays_small() -> None:
    of_ = of(many(1000, 150))
    picture = line(of_)
    assert len(picture) < 40_000
    wide, narrow = drawings(picture)
    for drawing in (wide, narrow):
        numbers = [a.get("aria-label") for a in drawing.iter(f"{SVG}a") if "letter" in (a.get("aria-label") or "")]
        told = [int(re.search(r": (\d+) letter", text)[1]) for text in dict.fromkeys(numbers)]  # type: ignore[index]
        assert sum(told) == 1000
    assert float(wide.get("width")) < 2000
    assert "by number" in picture


def test_where_there_are_too_many_lines_the_caption_says_how_many_are_left_to_the_list() -> None:
    of_ = of(many(1000, 150))
    flows = letter_flows(of_)
    assert len(flows) > MOST
    assert [len(flow.about) for flow in flows] == sorted((len(flow.about) for flow in flows), reverse=True)
    picture = picture_of_letters(of_)
    assert f"Of {len(flows)} lines {MOST} are drawn" in picture


def test_a_letter_without_a_date_stands_at_the_end_and_is_called_so() -> None:
    letters = (*many(2, 1), edition_letter(letter(block("p1", "paragraph", "Hm.")), id="zz", siglum="Z", date=""))
    *_, last = stretches(moments(of(letters)))
    assert last.text == "no date"
    assert [one.letter.declaration.siglum for one in last.letters if one.letter] == ["Z"]
    for drawing in drawings(line(of(letters))):
        assert shown(drawing).endswith("Z") or "no date" in shown(drawing)


def test_letters_of_two_years_stand_by_month_and_of_centuries_by_decade() -> None:
    assert [one.text for one in stretches(moments(of(many(12, 1))))][:2] == ["Jan 1800", "Feb 1800"]
    assert [one.text for one in stretches(moments(of(many(100, 100))))][:2] == ["1800s", "1810s"]
    assert [one.text for one in stretches(moments(of(many(900, 900))))][:2] == ["1800s", "1900s"]


def test_a_letter_without_sender_or_recipient_has_its_line_too() -> None:
    one = edition_letter(letter(block("p1", "paragraph", "Hm.")), id="zz", siglum="Z")
    bare = replace(one, declaration=replace(one.declaration, sender=(), recipients=()))
    for drawing in drawings(picture_of_letters(of((bare,)))):
        assert about(drawing) == ["zz"]
        assert "Not known" in shown(drawing)


# words


def test_words_in_a_picture_are_text_and_never_markup() -> None:
    wild = edition_letter(
        letter(block("p1", "paragraph", "Hm.")),
        siglum="<b>",
        sender=(Party(name='"Rupert" & <script>alert(1)</script>', office=""),),
        recipients=(Party(name="Ⴀ<", office=""),),
        short_title="<i>",
    )
    for picture in every(of((wild,))):
        assert "<script" not in picture
        for drawing in drawings(picture):
            assert drawing.xpath("//*[local-name()='b' or local-name()='script']") == []
    assert '"Rupert" & <script>' in shown(drawings(picture_of_letters(of((wild,))))[0])


def test_no_line_of_words_is_longer_than_its_place() -> None:
    assert broken("Permanent Mission of the Republic of Ruritania", 12) == [
        "Permanent", "Mission of", "the Republic", "of Ruritania",
    ]  # fmt: skip
    assert max(len(part) for part in broken("x" * 100, 12)) == 12
    assert broken("", 12) == [""]


@pytest.mark.parametrize("number", [1, 5, 300])
def test_words_of_a_column_never_stand_on_one_another(number: int) -> None:
    for drawing in drawings(picture_of_letters(of(many(number, 50)))):
        rows: dict[str, list[float]] = {}
        for row in drawing.iter(f"{SVG}tspan"):
            if row.get("y") and "".join(row.itertext()).strip():
                rows.setdefault(row.get("x"), []).append(float(row.get("y")))
        assert rows
        for places in rows.values():
            ordered = sorted(places)
            assert all(after - before >= 17 for before, after in pairwise(ordered))
            assert ordered[-1] < float(drawing.get("height"))
