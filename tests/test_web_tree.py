"""The tree of pages on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools.web.tree import MARKER, write_tree


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != MARKER
    }


def test_a_new_folder_holds_exactly_the_files_of_the_tree(tmp_path: Path) -> None:
    tree = {"index.md": b"one", "letters/a b.md": b"two"}
    assert write_tree(tree, tmp_path / "out") == ()
    assert contents(tmp_path / "out") == tree


def test_a_file_with_the_same_bytes_is_not_touched_and_a_changed_one_is(tmp_path: Path) -> None:
    write_tree({"same.md": b"same", "other.md": b"before"}, tmp_path)
    for name in ("same.md", "other.md", MARKER):
        os.utime(tmp_path / name, (1, 1))
    write_tree({"same.md": b"same", "other.md": b"after"}, tmp_path)
    assert (tmp_path / "same.md").stat().st_mtime == 1
    assert (tmp_path / MARKER).stat().st_mtime == 1
    assert (tmp_path / "other.md").read_bytes() == b"after"


def test_what_is_no_longer_made_is_removed_with_its_empty_folder(tmp_path: Path) -> None:
    write_tree({"kept.md": b"1", "letters/gone.md": b"2", "deep/er/gone.md": b"3"}, tmp_path)
    write_tree({"kept.md": b"1"}, tmp_path)
    assert contents(tmp_path) == {"kept.md": b"1"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [MARKER, "kept.md"]


def test_a_file_and_a_folder_may_change_places(tmp_path: Path) -> None:
    write_tree({"a": b"file", "b/c": b"below a folder"}, tmp_path)
    write_tree({"a/d": b"below a folder", "b": b"file"}, tmp_path)
    assert contents(tmp_path) == {"a/d": b"below a folder", "b": b"file"}


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_bytes(b"years of work")
    (finding,) = write_tree({"index.md": b"x"}, tmp_path)
    assert finding.rule == "folder-refused"
    assert contents(tmp_path) == {"thesis.doc": b"years of work"}


@pytest.mark.parametrize("path", ["../out.md", "a/../../out.md", "/out.md", "a\\..\\out.md", "./a.md", "", MARKER])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    out = tmp_path / "inner" / "out"
    (finding,) = write_tree({"good.md": b"x", path: b"y"}, out)
    assert finding.rule == "folder-refused"
    assert list(tmp_path.rglob("*")) == []


def test_links_are_replaced_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.md").write_bytes(b"somebody's")
    out = tmp_path / "out"
    write_tree({}, out)
    (out / "letters").symlink_to(outside, target_is_directory=True)
    (out / "index.md").symlink_to(outside / "index.md")
    write_tree({"index.md": b"ours", "letters/index.md": b"ours too"}, out)
    assert contents(outside) == {"index.md": b"somebody's"}
    assert contents(out) == {"index.md": b"ours", "letters/index.md": b"ours too"}
    assert not (out / "letters").is_symlink()


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real", target_is_directory=True)
    (finding,) = write_tree({"index.md": b"x"}, tmp_path / "out")
    assert finding.rule == "folder-refused"
    assert list((tmp_path / "real").iterdir()) == []
