"""A site is put into place only when it is proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.model.edition import Edition
from build_tools.web import publish as publishing
from build_tools.web.generate import generate
from build_tools.web.publish import publish, published
from build_tools.web.stage import stage
from tests import invented


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return invented.edition(tmp_path)


def site(edition: Edition) -> Path:
    """The site of an edition, built without any proof."""
    stage(edition, edition.root / "staged", invented.articles(edition))
    generate(edition, edition.root / "site")
    return edition.root / "site"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_good_edition_is_published_and_nothing_is_left_beside_it(edition: Edition, tmp_path: Path) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    assert publish(edition, invented.articles(edition), tmp_path / "site") == ()
    assert (tmp_path / "site" / "index.html").is_file()
    assert {path.name for path in tmp_path.iterdir()} - before == {"site", "staged"}
    assert published(edition, tmp_path / "site") == ()


def test_a_new_site_replaces_the_old_one_whole(edition: Edition, tmp_path: Path) -> None:
    publish(edition, invented.articles(edition), tmp_path / "site")
    (tmp_path / "site" / "letters" / "withdrawn.html").write_text("an old page", encoding="utf-8")
    assert publish(edition, invented.articles(edition), tmp_path / "site") == ()
    assert not (tmp_path / "site" / "letters" / "withdrawn.html").exists()


def test_words_that_the_article_lost_stop_the_site_and_leave_the_old_one(edition: Edition, tmp_path: Path) -> None:
    publish(edition, invented.articles(edition), tmp_path / "site")
    before = snapshot(tmp_path / "site")
    articles = invented.articles(edition)
    articles["undated-zenda"] = articles["undated-zenda"].replace("known", "")
    findings = publish(edition, articles, tmp_path / "site")
    assert findings
    assert {finding.severity for finding in findings} == {"error"}
    assert all("undated-zenda.html" in finding.message for finding in findings)
    assert snapshot(tmp_path / "site") == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_first_site_that_fails_is_no_site(edition: Edition, tmp_path: Path) -> None:
    articles = invented.articles(edition)
    articles["undated-zenda"] = articles["undated-zenda"].replace("known", "unknown")
    assert publish(edition, articles, tmp_path / "out" / "site")
    assert not (tmp_path / "out" / "site").exists()


def test_a_warning_of_the_generator_stops_the_site(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path, pages={**invented.PAGES, "about/rights.md": "# Rights\n\n[x](gone.md)\n"})
    findings = publish(edition, invented.articles(edition), tmp_path / "site")
    assert [finding.rule for finding in findings] == ["site-generator"]
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("word", ["rivers", "Treaty", "article"])
def test_a_word_changed_in_the_built_page_is_found(edition: Edition, word: str) -> None:
    folder = site(edition)
    page = folder / "letters" / "1995-05-03-ruritania.html"
    text = page.read_text(encoding="utf-8")
    start = text.index(">", text.index("<article data-letter"))
    page.write_text(text[:start] + text[start:].replace(word, f"{word[:-1]}x", 1), encoding="utf-8")
    (finding,) = published(edition, folder)
    assert finding.rule == "text-differs"
    assert finding.message.startswith("site/letters/1995-05-03-ruritania.html: ")


def test_a_page_that_the_generator_lost_is_found(edition: Edition) -> None:
    folder = site(edition)
    (folder / "letters" / "undated-zenda.html").unlink()
    (finding,) = published(edition, folder)
    assert (finding.rule, finding.path) == ("page-missing", "site/letters/undated-zenda.html")


def test_a_witness_beside_its_page_with_other_bytes_is_found(edition: Edition) -> None:
    folder = site(edition)
    copy = folder / "letters" / "undated-zenda.txt"
    copy.write_bytes(copy.read_bytes().replace(b"\n", b"\r\n"))
    (finding,) = published(edition, folder)
    assert (finding.rule, finding.path) == ("text-differs", "site/letters/undated-zenda.txt")


def test_a_folder_that_is_no_site_is_never_emptied(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "photographs").mkdir()
    (tmp_path / "photographs" / "index.html").write_text("my album", encoding="utf-8")
    (finding,) = publish(edition, invented.articles(edition), tmp_path / "photographs")
    assert finding.rule == "folder-refused"
    assert snapshot(tmp_path / "photographs") == {"index.html": b"my album"}


@pytest.mark.parametrize("place", ["docs/site", "annotations", "staged", "staged/site", "docs/letters", "."])
def test_a_site_never_stands_among_its_sources(edition: Edition, tmp_path: Path, place: str) -> None:
    (finding,) = publish(edition, invented.articles(edition), tmp_path / place)
    assert finding.rule == "folder-refused"
    assert (tmp_path / "docs" / "letters" / "undated-zenda.txt").is_file()


def test_a_file_in_the_place_of_the_site_is_left_alone(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a list", encoding="utf-8")
    (finding,) = publish(edition, invented.articles(edition), tmp_path / "site")
    assert finding.rule == "folder-refused"
    assert (tmp_path / "site").read_text(encoding="utf-8") == "a list"


def test_a_site_that_cannot_be_put_into_place_leaves_the_old_one(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(edition, invented.articles(edition), tmp_path / "site")
    before = snapshot(tmp_path / "site")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if Path(target) == tmp_path / "site" and self.name == "site":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(publishing.Path, "rename", refuse)
    findings = publish(edition, invented.articles(edition), tmp_path / "site")
    assert [finding.rule for finding in findings] == ["folder-refused"]
    assert "Permission denied" in findings[0].message
    assert snapshot(tmp_path / "site") == before
