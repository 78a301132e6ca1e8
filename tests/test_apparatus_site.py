"""The pages of the apparatus, what the ledger counts, and the commands that help to write a note."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from build_tools import cli
from build_tools.model.apparatus import Apparatus, Slip, Source
from build_tools.model.edition import Edition
from build_tools.web.data import ledger_of
from build_tools.web.stage import staged_tree
from tests import invented
from tests.apparatus import ID, a_note, an_emendation, edited, write, zenda
from tests.conftest import ROOT

SOURCE = Source(
    key="hrw", kind="report", body="Lamp Watch", title="On lamps & quays", date="1994", url="https://x.example/a",
    seen="a copy", description="",
)  # fmt: skip


def slip(number: str, decision: str, ref: str = "", quote: str = "have not find") -> Slip:
    at = 5 if quote else None
    return Slip(slip=number, letter=ID, at=at, quote=quote, decision=decision, ref=ref, reason="Why.")  # type: ignore[arg-type]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    write(
        tmp_path,
        notes=a_note("any envoy of Arcadia", evidence="[{source: hrw, pinpoint: p. 2}]")
        + a_note("article 4", "n2", status="draft"),
        emendations=an_emendation("have not find", "have not found"),
    )
    made = invented.edition(tmp_path, [edited(zenda(), tmp_path)])
    slips = (
        slip("S10", "left-alone", quote=""),
        slip("S2", "emendation", "e1"),
        slip("S3", "note", "n1"),
        slip("S4", "note", "n2"),
    )
    return replace(made, sources=(SOURCE,), slips=slips)


@pytest.fixture
def pages(edition: Edition) -> dict[str, str]:
    tree, findings = staged_tree(edition, invented.articles(edition), search=False)
    assert findings == ()
    return {path: content.decode() for path, content in tree.items() if not path.endswith(".txt")}


def parsed(page: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(page.partition("---\n\n")[2])


def test_every_emendation_is_listed_with_lemma_reading_and_reason(pages: dict[str, str]) -> None:
    (row,) = parsed(pages["apparatus.md"]).xpath("//tr[@id]")
    cells = [cell.text_content() for cell in row.iter("td")]
    assert cells == ["paragraph 1", "have not find", "have not found", "A slip."]
    assert row.xpath(".//a/@href") == [f"letters/{ID}.html#emended-e1"]


def test_the_table_of_slips_says_what_was_done_in_the_order_of_their_numbers(pages: dict[str, str]) -> None:
    rows = parsed(pages["apparatus.md"]).xpath("//h2[@id='slips']/following::tbody[1]/tr")
    assert [row.findtext("th") for row in rows] == ["S2", "S3", "S4", "S10"]
    done = [row.xpath("string(td[4])") for row in rows]
    assert done == [
        "emended: emendation",
        "told in a note: note",
        "told in a note: a note that is not reviewed yet",
        "left as it is",
    ]
    assert rows[3].xpath("string(td[3])") == "(absent)"
    assert rows[1].xpath("td[4]/a/@href") == [f"letters/{ID}.html#note-n1"]


def test_a_source_tells_which_notes_rest_on_it(pages: dict[str, str]) -> None:
    (source,) = parsed(pages["sources.md"]).xpath("//*[@id='source-hrw']")
    assert source.findtext("dt") == "Lamp Watch, On lamps & quays, 1994"
    assert f"letters/{ID}.html#note-n1" in source.xpath(".//a/@href")
    assert "Letter R, note a" in source.text_content()


def test_the_ledger_counts_emendations_and_still_counts_the_words_of_the_witness(edition: Edition) -> None:
    (letter,) = edition.letters
    entry, bare = ledger_of(letter), ledger_of(replace(letter, apparatus=Apparatus()))
    assert {name: value for name, value in entry.items() if name != "emendations"} == {
        name: value for name, value in bare.items() if name != "emendations"
    }
    assert (bare["emendations"]["places"], entry["emendations"]["places"]) == (0, 1)
    assert (entry["emendations"]["words"], entry["emendations"]["readings"]) == (3, 3)
    assert entry["emendations"]["list"][0]["witness"] == "have not find"


def test_readers_see_the_count_and_a_switch_only_where_words_are_emended(pages: dict[str, str], tmp_path: Path) -> None:
    assert "read otherwise in 1 place" in " ".join(pages["ledger.md"].split())
    assert parsed(pages[f"letters/{ID}.md"]).xpath("//input[@type='checkbox'][@data-witness-switch]")
    bare = invented.edition(tmp_path / "bare")
    tree, _ = staged_tree(bare, invented.articles(bare), search=False)
    assert "data-witness-switch" not in tree["letters/1995-05-03-ruritania.md"].decode()
    assert "read otherwise in" not in tree["ledger.md"].decode()


LETTER = "undated-acat-switzerland"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The edition with one letter and without notes, as the folder in which commands run."""
    shutil.copytree(ROOT / "annotations/authorities", tmp_path / "annotations/authorities")
    shutil.copy(ROOT / "annotations/edition.yml", tmp_path / "annotations")
    for name in ("letter.yml", "ids.yml"):
        file = tmp_path / "annotations/letters" / LETTER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "annotations/letters" / LETTER / name, file)
    (tmp_path / "docs/letters").mkdir(parents=True)
    shutil.copy(ROOT / f"docs/letters/{LETTER}.txt", tmp_path / "docs/letters")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_lead_from_words_to_a_published_note(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "note", LETTER, "(CMM)"]) == cli.OK
    out = capsys.readouterr().out
    file = project / "annotations/letters" / LETTER / "notes.yml"
    assert out.splitlines()[0].endswith(f"{LETTER}/notes.yml")
    assert cli.main(["check"]) == cli.FINDINGS
    assert "must name exactly one of" in capsys.readouterr().out
    text = file.read_text("utf-8").replace("body: #", "body: A word. #").replace("- authority:", f"- letter: {LETTER}")
    file.write_text(text.replace("status: draft", "status: reviewed"), "utf-8")
    assert cli.main(["check"]) == cli.OK
    assert cli.main(["convert", "--out", "out"]) == cli.OK
    assert "[^ed-a]: **Editors’ note a.** *Context.* A word." in (project / "out" / f"{LETTER}.md").read_text("utf-8")


def test_check_prints_a_patch_and_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, notes=a_note("last generation lethal meens", evidence=f"[{{letter: {LETTER}}}]"), letter_id=LETTER)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert cli.main(["check", "--suggest"]) == cli.FINDINGS
    told = capsys.readouterr()
    assert "error[quote-not-found]" in told.err
    assert "error[" not in told.out
    assert "last generation lethal means" in next(line for line in told.out.splitlines() if line.startswith("+ "))
    subprocess.run(["git", "init", "-q"], check=True)  # noqa: S607
    subprocess.run(["git", "apply", "--check", "-"], input=told.out.encode(), check=True)  # noqa: S607
    assert before == {path: path.read_bytes() for path in before}


def test_a_letter_that_is_not_there_is_wrong_usage(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "note", "1999-01-01-nobody", "x"]) == cli.USAGE
    assert LETTER in capsys.readouterr().err
    assert project.is_dir()
