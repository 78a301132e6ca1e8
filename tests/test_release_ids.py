"""What a release gave an address to keeps it: the ids are in the repository, and a build that loses one fails."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from build_tools import pipeline
from build_tools.changelog import load_changes
from build_tools.cli import main
from build_tools.releases import FOLDER, load_releases
from build_tools.report import Finding

LETTER = "1995-05-03-ruritania"
TEXT = """Strelsau, 3 May 1995

Dear Mr. President,

The Treaty of Zenda binds both our countries in every article of it.¹

The rivers between Hentzau and the sea were never given to anyone.

Yours sincerely,

¹ See the Treaty, article 4.
"""
NOTE = """- id: n1
  kind: context
  target:
    exact: Treaty of Zenda
  body: Signed in 1972.
  evidence:
    - letter: 1995-05-03-ruritania
      at: p1
  certainty: high
  date: 2020-01-01
  status: reviewed
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small edition, built once so that its ids are kept; the commands run in its folder."""
    (tmp_path / "annotations/letters" / LETTER).mkdir(parents=True)
    (tmp_path / "docs/letters").mkdir(parents=True)
    (tmp_path / "docs/changelog").mkdir()
    (tmp_path / "annotations/edition.yml").write_text("title: Letters of Ruritania\nversion: 1.2.0\n", encoding="utf-8")
    (tmp_path / "docs/changelog/0001.site.md").write_text("Pages are\nwider.\n", encoding="utf-8")
    (tmp_path / "docs/changelog/0002.text.md").write_text("One letter more.\n", encoding="utf-8")
    transcribe(tmp_path, TEXT)
    (tmp_path / "annotations/letters" / LETTER / "notes.yml").write_text(NOTE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    pipeline.keep_ids(pipeline.prepare(tmp_path))
    return tmp_path


def transcribe(root: Path, text: str) -> None:
    (root / "docs/letters" / f"{LETTER}.txt").write_bytes(text.encode())
    declared = f"siglum: A\ntitle: A letter\nkind: letter\nsha256: {hashlib.sha256(text.encode()).hexdigest()}\n"
    (root / "annotations/letters" / LETTER / "letter.yml").write_text(declared, encoding="utf-8")


def ids_file(root: Path) -> Path:
    return root / "annotations/letters" / LETTER / "ids.yml"


def released(root: Path) -> dict[str, str]:
    assert main(["release"]) == 0
    ids: dict[str, str] = json.loads((root / FOLDER / "1.2.0.json").read_text("utf-8"))["letters"][LETTER]
    return ids


def told(root: Path, rule: str) -> list[Finding]:
    return [finding for finding in pipeline.prepare(root).findings if finding.rule == rule]


def test_a_release_keeps_every_address_with_its_first_words(root: Path) -> None:
    ids = released(root)
    assert ids["p1"].startswith("The Treaty of Zenda binds")
    assert ids["p2"].startswith("The rivers between Hentzau")
    assert ids["fn-1"].startswith("See the Treaty")
    assert ids["note-n1"] == "Treaty of Zenda"
    page = pipeline.prepare(root).html[LETTER]
    assert set(ids) <= set(re.findall(r'id="([^"]+)"', page))


def test_a_build_after_the_release_finds_all_of_them(root: Path) -> None:
    released(root)
    assert pipeline.prepare(root).publishable
    assert main(["check"]) == 0


def test_ids_that_were_counted_anew_stop_the_build(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released(root)
    transcribe(
        root, TEXT.replace("The Treaty of Zenda binds both", "A word before all.\n\nThe Treaty of Zenda binds both")
    )
    ids_file(root).unlink()  # without what it remembered, the build counts from 1 again
    reused = told(root, "release-id-reused")
    assert {finding.message.split(":")[0] for finding in reused} >= {f"{LETTER}.p1", f"{LETTER}.p2"}
    assert reused[0].path == f"{FOLDER}/1.2.0.json"
    assert reused[0].severity == "error"
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "release-id-reused" in capsys.readouterr().out


def test_an_id_that_is_on_no_page_stops_the_build(root: Path) -> None:
    released(root)
    transcribe(root, TEXT.replace("The rivers between Hentzau and the sea were never given to anyone.\n\n", ""))
    ids_file(root).unlink()
    (lost,) = told(root, "release-id-lost")
    assert "p2 (“The rivers between Hentzau" in lost.message
    assert "ids.yml" in lost.message
    assert not pipeline.prepare(root).publishable


def test_an_id_that_is_gone_keeps_its_anchor_and_is_not_lost(root: Path) -> None:
    released(root)
    transcribe(root, TEXT.replace("The rivers between Hentzau and the sea were never given to anyone.\n\n", ""))
    prepared = pipeline.prepare(root)
    assert [finding.rule for finding in prepared.findings if finding.severity == "error"] == []
    assert 'id="p2"' in prepared.html[LETTER]
    pipeline.keep_ids(prepared)
    assert told(root, "release-id-lost") == []


def test_the_next_release_keeps_what_is_gone_too(root: Path) -> None:
    released(root)
    transcribe(root, TEXT.replace("The rivers between Hentzau and the sea were never given to anyone.\n\n", ""))
    pipeline.keep_ids(pipeline.prepare(root))
    (root / "annotations/edition.yml").write_text("title: Letters of Ruritania\nversion: 1.3.0\n", encoding="utf-8")
    assert main(["release"]) == 0
    assert "p2" in json.loads((root / FOLDER / "1.3.0.json").read_text("utf-8"))["letters"][LETTER]


def test_a_note_that_is_taken_out_without_a_trace_is_lost(root: Path) -> None:
    released(root)
    (root / "annotations/letters" / LETTER / "notes.yml").write_text("[]\n", encoding="utf-8")
    assert told(root, "release-id-lost") == [], "its empty anchor stays"
    (root / "annotations/letters" / LETTER / "note-ids.yml").unlink()
    (lost,) = told(root, "release-id-lost")
    assert "note-n1" in lost.message


def test_a_letter_that_is_taken_out_is_lost(root: Path) -> None:
    released(root)
    (root / "docs/letters" / f"{LETTER}.txt").unlink()
    (lost,) = told(root, "release-id-lost")
    assert lost.message.startswith(f"{LETTER}: ")


def test_corrected_words_are_the_same_words(root: Path) -> None:
    released(root)
    transcribe(root, TEXT.replace("The Treaty of Zenda binds both our", "The Treaty of Zenda bindeth both our"))
    file = ids_file(root)
    file.write_text(file.read_text("utf-8").replace("Zenda binds both", "Zenda bindeth both"), encoding="utf-8")
    assert told(root, "release-id-reused") == []
    assert told(root, "release-id-lost") == []


def test_words_of_the_letter_that_look_like_an_anchor_are_none(root: Path) -> None:
    released(root)
    without = TEXT.replace("The rivers between Hentzau and the sea were never given to anyone.", 'It says <p id="p2">')
    transcribe(root, without)
    ids_file(root).write_text('blocks:\n  p1: "The Treaty of Zenda binds both our countries in"\n  p9: "x"\n', "utf-8")
    assert any("p2 (" in finding.message for finding in told(root, "release-id-lost"))


def test_a_version_is_released_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = released(root)
    assert main(["release"]) == 1
    assert "release-exists" in capsys.readouterr().err
    assert load_releases(root)[0][0].letters[LETTER] == before


def test_an_edition_with_errors_is_not_released(root: Path) -> None:
    (root / "docs/letters" / f"{LETTER}.txt").write_text("Another text.\n", encoding="utf-8")
    assert main(["release"]) == 1
    assert not (root / FOLDER).exists()
    assert (root / "docs/changelog/0001.site.md").exists()


def test_a_release_puts_the_changes_together(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released(root)
    assert capsys.readouterr().out.split() == [f"{FOLDER}/1.2.0.json", "docs/changelog/1.2.0.md"]
    assert sorted(path.name for path in (root / "docs/changelog").iterdir()) == ["1.2.0.md"]
    (changes,), findings = load_changes(root)
    assert findings == ()
    assert changes.version == "1.2.0"
    assert changes.by_kind == (
        ("The letters as they are read", ("One letter more.",)),
        ("The pages", ("Pages are wider.",)),
    )


def test_versions_are_told_newest_first_and_what_is_not_released_before_all(root: Path) -> None:
    for version in ("0.9.0", "0.10.0"):
        (root / f"docs/changelog/{version}.md").write_text(f"# {version}\n\n2020-01-31\n\n## The pages\n\n- One.\n")
    changes, _ = load_changes(root)
    assert [(one.version, one.date) for one in changes] == [("", ""), ("0.10.0", "2020-01-31"), ("0.9.0", "2020-01-31")]


def test_a_file_of_changes_with_an_unknown_kind_is_told(root: Path) -> None:
    (root / "docs/changelog/0003.sight.md").write_text("What?\n", encoding="utf-8")
    _, (finding,) = load_changes(root)
    assert (finding.rule, finding.path) == ("changelog-name", "docs/changelog/0003.sight.md")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"{", "data-unreadable"),
        (b"[" * 100_000, "data-unreadable"),
        (b"\xff\xfe", "data-unreadable"),
        (b"[]", "data-invalid"),
        (b'{"version": "1", "date": "", "letters": {"a": ["p1"]}}', "data-invalid"),
        (b'{"version": "1", "date": "", "letters": {"a": {"p1": 3}}}', "data-invalid"),
    ],
)
def test_a_file_of_a_release_that_is_damaged_is_told_and_stops_the_build(root: Path, content: bytes, rule: str) -> None:
    (root / FOLDER).mkdir()
    (root / FOLDER / "1.0.0.json").write_bytes(content)
    (finding,) = (one for one in pipeline.prepare(root).findings if one.path == f"{FOLDER}/1.0.0.json")
    assert finding.rule == rule
    assert finding.severity == "error"


def test_the_kept_releases_of_this_edition_hold() -> None:
    root = Path(__file__).resolve().parent.parent
    assert [f for f in pipeline.prepare(root).findings if f.rule.startswith("release-")] == []
