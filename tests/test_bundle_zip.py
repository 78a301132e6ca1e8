"""The site as a zip."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import time
import zipfile
from pathlib import Path

import pytest

from build_tools.bundle import BUNDLES, offline_zip, write_checksums
from build_tools.cli import main
from build_tools.model.edition import Edition
from tests import invented


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return invented.edition(tmp_path)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in ("index.html", "letters/é b.html", "assets/a.css"):
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(path * 100, encoding="utf-8")
    return tmp_path / "site"


def test_the_zip_has_one_folder_with_the_site_in_it(edition: Edition, site: Path, tmp_path: Path) -> None:
    (made,) = offline_zip(edition, site, tmp_path / "dist")
    assert made == tmp_path / "dist" / "edition-1.2.0.zip"
    with zipfile.ZipFile(made) as bundle:
        assert bundle.testzip() is None
        bundle.extractall(tmp_path / "unzipped")
    (top,) = (tmp_path / "unzipped").iterdir()
    assert top.name == "edition-1.2.0"
    assert {file.relative_to(top): file.read_bytes() for file in top.rglob("*") if file.is_file()} == {
        file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


def test_the_same_site_gives_the_same_bytes_whenever_and_wherever_it_was_written(
    edition: Edition, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = offline_zip(edition, site, tmp_path / "dist")[0].read_bytes()
    elsewhere = tmp_path / "other" / "place" / "site"
    for file in sorted((file for file in site.rglob("*") if file.is_file()), reverse=True):  # in another order
        target = elsewhere / file.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
        target.chmod(0o600)
        os.utime(target, (10**9, 10**9))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        second = offline_zip(edition, elsewhere, tmp_path / "dist two")[0].read_bytes()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert first == second


def test_every_entry_has_the_commits_time_in_utc(edition: Edition, site: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(offline_zip(edition, site, tmp_path / "dist")[0]) as bundle:
        assert {entry.date_time for entry in bundle.infolist()} == {(1999, 12, 31, 0, 0, 0)}


@pytest.mark.parametrize(("moment", "year"), [(0, 1980), (-5, 1980), (10**11, 2107)])
def test_a_time_that_a_zip_cannot_hold_is_moved_to_the_nearest_it_can(
    edition: Edition, site: Path, tmp_path: Path, moment: int, year: int
) -> None:
    odd = dataclasses.replace(edition, commit_time=moment)
    with zipfile.ZipFile(offline_zip(odd, site, tmp_path / "dist")[0]) as bundle:
        assert {entry.date_time[0] for entry in bundle.infolist()} == {year}


@pytest.mark.parametrize("version", ["../../etc/1", "1.0/2", "..", "1 0\n", "ver$ion"])
def test_no_version_makes_a_file_outside_the_folder(edition: Edition, site: Path, tmp_path: Path, version: str) -> None:
    odd = dataclasses.replace(edition, identity=invented.identity(version=version))
    (made,) = offline_zip(odd, site, tmp_path / "dist")
    assert made.parent == tmp_path / "dist"
    with zipfile.ZipFile(made) as bundle:
        assert {name.split("/")[0] for name in bundle.namelist()} == {made.stem}


def test_the_checksums_name_every_deliverable(edition: Edition, site: Path, tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "another.pdf").write_bytes(b"pdf")
    (made,) = offline_zip(edition, site, tmp_path / "dist")
    write_checksums(tmp_path / "dist")
    told = (tmp_path / "dist" / "SHA256SUMS").read_text(encoding="utf-8")
    assert told == (
        f"{hashlib.sha256(b'pdf').hexdigest()}  another.pdf\n"
        f"{hashlib.sha256(made.read_bytes()).hexdigest()}  edition-1.2.0.zip\n"
    )


def test_zip_is_among_the_bundles() -> None:
    assert BUNDLES["zip"] is offline_zip


def test_the_help_names_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["bundle", "--help"])
    told = capsys.readouterr().out
    assert all(kind in told for kind in BUNDLES)
