"""How a letter is cited: the field's forms, with what is known and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html
from pybtex.database import parse_string

from build_tools.citations.items import Item, item_bibtex, item_csl, item_ris
from build_tools.model.edition import Edition, EditionLetter, Party
from build_tools.pipeline import prepare
from build_tools.web.cite import cited, letter_cites
from build_tools.web.stage import staged_tree
from tests import invented
from tests.builders import block, edition_letter, letter
from tests.conftest import ROOT

KNOWN = {
    "subtitle": "A reading edition",
    "responsible": "Institute of Zenda",
    "place": "Strelsau",
    "base_address": "https://letters.example/",
}


def an_edition(tmp_path: Path, *those: EditionLetter, **identity: str) -> Edition:
    return invented.edition(tmp_path, those or None, **identity)


def a_letter(**declared: object) -> EditionLetter:
    return edition_letter(letter(block("p1", "paragraph", "We write.")), **declared)


def forms(edition: Edition, number: int = 0, *, of_editors: bool = False) -> dict[str, str]:
    """The forms of a letter as plain text, places left open taken out."""
    of = cited(edition, edition.letters[number])
    return {
        form.id: html.fragment_fromstring(str(form.html), create_parent=True).text_content()
        for form in (of.notes if of_editors else of.forms)
    }


def test_chicago_names_letter_place_date_edition_version_and_address(tmp_path: Path) -> None:
    assert forms(an_edition(tmp_path, a_letter(), **KNOWN))["chicago"] == (
        "Letter of the Foreign Minister of Ruritania to the President of Arcadia, Strelsau, 3 May 1995, "
        "in Letters of Ruritania: A reading edition, ed. Institute of Zenda, version 1.2.0, 31 December 1999, "
        "https://letters.example/letters/1995-05-03-ruritania.html."
    )


def test_oscola_names_them_without_full_stops_and_the_address_in_brackets(tmp_path: Path) -> None:
    assert forms(an_edition(tmp_path, a_letter(), **KNOWN))["oscola"] == (
        "Letter of the Foreign Minister of Ruritania to the President of Arcadia (3 May 1995) "
        "in Institute of Zenda (ed), Letters of Ruritania: A reading edition "
        "(version 1.2.0, Strelsau, 31 December 1999) <https://letters.example/letters/1995-05-03-ruritania.html>"
    )


def test_what_the_identity_leaves_blank_stays_out_of_every_form(tmp_path: Path) -> None:
    edition = an_edition(tmp_path, a_letter(place=""))
    made = forms(edition)
    assert made["chicago"] == (
        "Letter of the Foreign Minister of Ruritania to the President of Arcadia, 3 May 1995, "
        "in Letters of Ruritania, version 1.2.0, 31 December 1999, letters/1995-05-03-ruritania.html."
    )
    for form in made.values():
        assert not re.search(r", ,|\(\)|\(, |<>|: ?,|None|blank|http", form)
    assert not re.search(r"(publisher|address|editor|url) =", made["bibtex"])
    assert not re.search(r"^(PB|CY|ED|UR)  -", made["ris"], re.MULTILINE)
    assert json.loads(made["csl"])[0].keys().isdisjoint({"publisher", "publisher-place", "editor", "URL"})


def test_an_undated_letter_is_called_undated(tmp_path: Path) -> None:
    made = forms(an_edition(tmp_path, a_letter(date="")))
    assert ", undated, in" in made["chicago"]
    assert "(undated) in" in made["oscola"]
    assert "Letter, undated" in made["bibtex"]


def test_bibtex_is_read_back_by_a_bibliography_program(tmp_path: Path) -> None:
    named = a_letter(
        title="Note & {annex} on 100 % of _rivers_",
        sender=(
            Party(name="Mission of Zenda and Hentzau, Strelsau", office=""),
            Party(name="R. Rassendyll", office=""),
        ),
    )
    made = forms(an_edition(tmp_path, named, **KNOWN))["bibtex"]
    (entry,) = parse_string(made, "bibtex").entries.values()
    assert [str(person) for person in entry.persons["author"]] == [
        "{Mission of Zenda and Hentzau, Strelsau}", "{R. Rassendyll}",
    ]  # fmt: skip
    assert entry.fields["booktitle"] == "Letters of Ruritania: A reading edition"
    assert entry.fields["version"] == "1.2.0"
    assert entry.fields["date"] == "1999-12-31"
    assert entry.fields["note"] == "Letter of 3 May 1995"
    assert entry.fields["url"].endswith("letters/1995-05-03-ruritania.html")
    assert "100" in entry.fields["title"]


def test_ris_has_one_record_of_a_part_of_a_book(tmp_path: Path) -> None:
    rows = [line.split("  - ", 1) for line in forms(an_edition(tmp_path, a_letter(), **KNOWN))["ris"].splitlines()]
    tags = [row[0] for row in rows]
    assert (tags[0], rows[0][1], tags[-1]) == ("TY", "CHAP", "ER  -")
    said = dict(row for row in rows if len(row) == 2)
    assert said["AU"] == "Foreign Minister of Ruritania"
    assert said["T2"] == "Letters of Ruritania: A reading edition"
    assert said["ET"] == "version 1.2.0"
    assert said["DA"] == "1999/12/31/"
    assert item_ris(an_item()).endswith("ER  - \r\n")


def test_csl_json_keeps_names_whole_and_dates_in_parts(tmp_path: Path) -> None:
    (item,) = json.loads(forms(an_edition(tmp_path, a_letter(), **KNOWN))["csl"])
    assert item["author"] == [{"literal": "Foreign Minister of Ruritania"}]
    assert item["issued"] == {"date-parts": [[1999, 12, 31]]}
    assert item["container-title"] == "Letters of Ruritania: A reading edition"


def an_item(**fields: str) -> Item:
    known = dict.fromkeys(("container", "editor", "place", "version", "date", "url", "note"), "")
    return Item(**{**known, "key": "x", "title": "A letter", **fields}, authors=())  # type: ignore[arg-type]


@pytest.mark.parametrize("write", [item_bibtex, item_ris, item_csl])
def test_a_blank_makes_no_field(write: object) -> None:
    text = write(an_item())  # type: ignore[operator]
    assert "A letter" in text
    assert not re.search(r'\{\}|""|\[\]| - $(?<!ER  - )', text)


def test_the_paragraph_has_its_place_in_every_form(tmp_path: Path) -> None:
    of = cited(an_edition(tmp_path, a_letter()), a_letter())
    assert [form.id for form in of.forms] == ["chicago", "oscola", "bibtex", "ris", "csl"]
    for form in of.forms:
        assert str(form.html).count('data-slot="at"') == 1
        assert str(form.html).count('data-slot="hash"') == 1


def test_every_letter_says_how_it_is_cited_where_scripts_are_off(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    files, findings = staged_tree(edition, invented.articles(edition), search=False)
    assert findings == ()
    for one in edition.letters:
        page = html.fromstring(files[f"letters/{one.id}.md"].decode().split("---\n", 2)[2])
        (section,) = page.xpath("//section[@id='cite']")
        assert "data-editorial" in section.attrib
        text = section.text_content()
        for form in ("Chicago", "OSCOLA", "BibTeX", "RIS", "CSL-JSON"):
            assert form in text
        assert "version 1.2.0" in text
        assert one.declaration.title in text


def test_an_address_for_reports_is_told_only_where_there_is_one(tmp_path: Path) -> None:
    edition = an_edition(tmp_path / "a", contact="editors@letters.example")
    assert "Send it to editors@letters.example" in letter_cites(edition)["undated-zenda"]
    without = letter_cites(an_edition(tmp_path / "b"))["undated-zenda"]
    assert "no address for reports yet" in without
    assert "@" not in html.fromstring(without).xpath("string(//p[@class='cite__error'])")


def test_what_the_editors_say_is_cited_as_theirs() -> None:
    edition = prepare(ROOT).edition
    number, one = next((n, each) for n, each in enumerate(edition.letters) if each.apparatus.published)
    made = forms(edition, number, of_editors=True)
    assert made["chicago"].startswith("Editors’ notes on “" + one.declaration.title)
    (entry,) = parse_string(made["bibtex"], "bibtex").entries.values()
    senders = [party.name for party in one.declaration.sender]
    assert senders
    assert not [name for name in senders if name in str(entry.persons)], "the sender did not write the note"


def test_a_title_cannot_close_the_section_or_a_form(tmp_path: Path) -> None:
    odd = a_letter(title='</pre><script>alert("1")</script> \ue000 & more')
    (text,) = letter_cites(an_edition(tmp_path, odd)).values()
    page = html.fromstring(text)
    assert [script.get("src") for script in page.xpath("//script")] == ["../assets/cite.js"]
    assert len(page.xpath("//*[@data-form='chicago']//*[@data-slot='at']")) == 1
    assert not re.search(r"\n\s*\n", text)
