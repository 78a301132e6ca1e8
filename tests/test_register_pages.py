"""Names lead from a letter to the register and back, and nothing of the letter changes by that."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.fidelity.compare import compare_html
from build_tools.fidelity.merged import compare_apparatus
from build_tools.model.bibliography import Bibliography
from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Letter
from build_tools.pipeline import prepare
from build_tools.register import load_register
from build_tools.render.apparatus import notes_section, overlaid
from build_tools.render.citations import markings
from build_tools.render.html import article
from build_tools.render.register import name_markings
from tests.apparatus import a_note, an_emendation, annotated, references, write, zenda
from tests.builders import auto, block, call, em, letter, link, note
from tests.cited import citation
from tests.register import entry, named

NAME = re.compile(r'<a class="name[^"]*" data-register="([^"]+)" href="([^"]+)">(.*?)</a>')


def page_of(folder: Path, of: Letter, **files: str) -> str:
    """The article of a letter with its names as links; its words are proved."""
    edited, occurrences, _ = named(folder, of, **files)
    return proved(replace(edited, names=occurrences), of)


def proved(edited: EditionLetter, of: Letter) -> str:
    html = article(edited, (*markings(edited, Bibliography(authorities=())), *name_markings(edited)))
    assert [str(finding) for finding in compare_html(html, of, "letter.txt")] == []
    return html


def test_a_name_leads_to_its_entry(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "At ", em("Zen"), "da", call("1"), " in May."), note("1", "Zenda & its hall."))
    html = page_of(tmp_path, of, places=entry("zenda", "Zenda"))
    assert {(key, href) for key, href, _ in NAME.findall(html)} == {("zenda", "../register/places.html#zenda")}
    assert len(NAME.findall(html)) == 2


def test_a_term_is_linked_where_a_letter_first_has_it(tmp_path: Path) -> None:
    of = letter(
        block("p1", "paragraph", "A note verbale."), block("p2", "paragraph", "The Note Verbale, a note verbale.")
    )
    html = page_of(tmp_path, of, terms=entry("note-verbale", "note verbale"))
    assert [words for _, _, words in NAME.findall(html)] == ["note verbale"]
    assert 'class="name term"' in html


def test_a_link_of_the_letter_stays_as_it_is(tmp_path: Path) -> None:
    of = letter(
        block("p1", "paragraph", auto("https://zenda.example/a"), " and ", link("https://a.example", "at Zenda"), ".")
    )
    html = page_of(tmp_path, of, places=entry("zenda", "Castle", "names: [Zenda, zenda.example]"))
    assert NAME.findall(html) == []
    assert '<a class="address" href="https://zenda.example/a">' in html


def test_a_citation_goes_before_a_name(tmp_path: Path) -> None:
    of = letter(block("p1", "paragraph", "The Treaty of Zenda binds Zenda, and a note verbale; note verbale."))
    files = {"places": entry("zenda", "Zenda"), "terms": entry("note", "note verbale")}
    edited, occurrences, _ = named(tmp_path, of, **files)
    text = of.witness.text
    cited = tuple(citation(of, words, normals=[words]) for words in ("Treaty of Zenda", "note verbale"))
    html = proved(replace(edited, names=occurrences, citations=cited), of)
    assert len(occurrences) == 4
    assert text.count("Zenda") == 2
    assert [words for _, _, words in NAME.findall(html)] == ["Zenda", "note verbale"]
    # no link stands in a link
    assert re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", html) is None


@pytest.mark.parametrize(
    "words", ["quay of Hentzau", "the quay", "of Hentzau were", "at the quay of Hentzau were", "Hentzau", "river"]
)
def test_notes_and_emendations_lie_over_names(tmp_path: Path, words: str) -> None:
    """Whichever of the two is longer, or where they cross: all words are there once, and emended words in one piece."""
    of = zenda()
    once = {"river": "“river commission”", "the quay": "at the quay of"}.get(words, words)
    write(tmp_path, notes=a_note(once), emendations=an_emendation(once, "another reading"))
    apparatus = annotated(of, tmp_path).apparatus
    assert len(apparatus.published) == 1
    assert len(apparatus.entries) == 1
    places = entry("quay", "Quay of Hentzau", "names: [quay of Hentzau]")
    edited, occurrences, _ = named(tmp_path, of, places=places, terms=entry("x", "river commission"))
    edited = replace(edited, names=occurrences, apparatus=apparatus)
    foot = notes_section(edited, references(edited))
    html = article(edited, overlaid(edited, name_markings(edited)), foot=foot)
    assert NAME.search(html)
    assert [str(finding) for finding in compare_html(html, of, "letter.txt")] == []
    assert [str(finding) for finding in compare_apparatus(html, edited, "letter.txt")] == []


@pytest.mark.parametrize("kind", ["people", "organisations", "places", "terms"])
def test_each_page_has_every_entry_with_its_places_and_sources(root: Path, site_dir: Path, kind: str) -> None:
    loaded, _ = load_register(root)
    html = (site_dir / f"register/{kind}.html").read_text("utf-8")
    entries = [one for one in loaded.register.entries if one.kind == kind]
    assert len(entries) > 10
    for one in entries:
        part = html.partition(f'<section class="register__entry" id="{one.key}"')[2].partition("</section>")[0]
        assert part, one.key
        assert "Source" in part, one.key


def test_the_links_of_the_site_lead_there_and_back(root: Path, site_dir: Path) -> None:
    pages = {path.name: path.read_text("utf-8") for path in (site_dir / "register").glob("*.html")}
    letters = {path.name: path.read_text("utf-8") for path in (site_dir / "letters").glob("*-*.html")}
    links = [link for html in letters.values() for link in NAME.findall(html)]
    assert len(links) > 50
    for key, href, _ in links:
        folder, _, rest = href.removeprefix("../").partition("/")
        file, _, anchor = rest.partition("#")
        assert (folder, anchor) == ("register", key)
        assert f'id="{key}"' in pages[file]
    back = [link for html in pages.values() for link in re.findall(r'href="\.\./letters/([^"#]+)#([^"]+)"', html)]
    assert len(back) > 100
    for file, anchor in back:
        assert f'id="{anchor}"' in letters[file]


def test_the_data_has_every_place_with_the_words_that_stand_there(root: Path, site_dir: Path) -> None:
    entries = json.loads((site_dir / "data/register.json").read_text("utf-8"))["entries"]
    assert len(entries) > 80
    texts = {path.stem: path.read_bytes().decode("utf-8-sig") for path in (root / "docs/letters").glob("*.txt")}
    places = [place for one in entries for place in one["places"]]
    assert len(places) > 300
    for place in places:
        first, last = place["spans"][0], place["spans"][-1]
        text = texts[place["letter"]]
        assert place["words"].startswith(text[first[0]])
        assert place["words"].endswith(text[last[1] - 1])
        assert text[: first[0]].count("\n") + 1 == place["line"]


def test_the_register_of_the_edition_has_no_fault_and_no_form_that_no_letter_has(root: Path) -> None:
    findings = [finding for finding in prepare(root).findings if "annotations/register" in finding.path]
    assert [str(finding) for finding in findings] == []


def test_a_place_with_two_names_has_the_forms_of_both_sides(root: Path) -> None:
    loaded, _ = load_register(root)
    double = [one for one in loaded.register.of("places") if " / " in one.name]
    assert double
    for one in double:
        assert one.used_as("azerbaijani"), one.key
        assert one.used_as("armenian"), one.key


def test_every_name_that_the_editors_collected_is_found(root: Path) -> None:
    """The names were collected by reading the letters, before there was a register."""
    names = (root / "tests/cases/register/names.txt").read_text("utf-8").splitlines()
    assert len(names) > 90
    found = {one.quote for edited in prepare(root).edition.letters for one in edited.names}
    within = "\n".join(found)
    assert [name for name in names if name not in within] == []
