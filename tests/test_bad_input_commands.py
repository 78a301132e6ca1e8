"""Bad files among good ones on the command line: one clear line for each, and the others go on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.keeping import flat
from tests.large import every

GOOD = "Geneva, 3 May 1995\n\nSir,\n\nI have the honour to write of the well.¹\n\n¹ See the other letter.\n"
ODD_NAMES = (
    "with a space.txt",
    'it\'s "quoted".txt',
    "-rf.txt",
    "--help.txt",
    "$(touch run).txt",
    "<script>alert(1)<script>.txt",
    "{{ name }}.txt",
    "Größe ✉.txt",
    "no ending",
    "..letter",
    "two\nlines.txt",
    "back\\slash.txt",
)


def command(*words: str | bytes, folder: Path, seconds: int = 300) -> subprocess.CompletedProcess[str]:
    """Run the edition's command in a folder; it may never end with a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=seconds,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1, 2}
    return done


def inspected(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """One object a file, one file a line."""
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def test_refused_files_get_one_line_each_and_the_others_are_inspected(tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(GOOD)
    (tmp_path / "wrong bytes.txt").write_bytes(b"Sir,\nI have\xff\n")
    (tmp_path / "wide.txt").write_bytes("Sir,\n".encode("utf-16"))
    (tmp_path / "nul.txt").write_bytes(b"Sir,\x00\n")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "last.txt").write_text(GOOD)
    refused = ["wrong bytes.txt", "wide.txt", "nul.txt", "folder.txt", "none.txt", "loop.txt"]
    done = command("inspect", "--format", "json", "first.txt", *refused, "last.txt", folder=tmp_path)
    assert done.returncode == 2
    assert [one["file"] for one in inspected(done)] == ["first.txt", "last.txt"]
    lines = done.stderr.splitlines()
    assert len(lines) == len(refused)
    assert [name for name in refused if sum(name in line for line in lines) != 1] == []
    assert any("wrong bytes.txt:2" in line and "byte 12" in line for line in lines)


def test_a_file_without_read_permission_is_refused(tmp_path: Path) -> None:
    (tmp_path / "closed.txt").write_text(GOOD)
    (tmp_path / "closed.txt").chmod(0)
    (tmp_path / "open.txt").write_text(GOOD)
    done = command("inspect", "--format", "json", "closed.txt", "open.txt", folder=tmp_path)
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # root reads everything
        assert (done.returncode, len(inspected(done))) == (0, 2)
    else:
        assert (done.returncode, len(inspected(done)), len(done.stderr.splitlines())) == (2, 1, 1)


def test_files_with_odd_names_are_inspected_under_their_names(tmp_path: Path) -> None:
    for name in ODD_NAMES:
        (tmp_path / name).write_text(GOOD)
    done = command("inspect", "--format", "json", "--", *ODD_NAMES, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [one["file"] for one in inspected(done)] == list(ODD_NAMES)
    assert len({json.dumps({**one, "file": ""}) for one in inspected(done)}) == 1, "a name changes what is understood"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(ODD_NAMES), "inspect writes nothing"


def test_a_name_that_is_no_text_does_not_stop_the_others(tmp_path: Path) -> None:
    odd = os.path.join(os.fsencode(tmp_path), b"bytes \xff.txt")
    try:
        Path(os.fsdecode(odd)).write_text(GOOD)
    except OSError:
        return  # this file system has no such names
    (tmp_path / "last.txt").write_text(GOOD)
    done = command("inspect", "--format", "json", odd, "last.txt", folder=tmp_path)
    assert (done.returncode, len(inspected(done))) == (0, 2)


def test_a_path_with_dots_is_inspected(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "letter.txt").write_text(GOOD)
    paths = ["inner/../letter.txt", f"../{tmp_path.name}/letter.txt"]
    done = command("inspect", "--format", "json", *paths, folder=tmp_path)
    assert [len(one["notes"]) for one in inspected(done)] == [1, 1]


@pytest.mark.parametrize("output", ["json", "text"])
def test_an_empty_file_is_an_error_that_is_told(tmp_path: Path, output: str) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(GOOD)
    done = command("inspect", "--format", output, "empty.txt", "good.txt", folder=tmp_path)
    assert done.returncode == 1
    assert "witness-empty" in done.stdout + done.stderr


def test_every_short_text_comes_through_inspect_whole(tmp_path: Path, root: Path) -> None:
    cases = yaml.safe_load((root / "tests" / "cases" / "bad_input" / "kept.yml").read_text("utf-8"))
    names = [f"{number}.txt" for number in range(len(cases))]
    for name, case in zip(names, cases, strict=True):
        (tmp_path / name).write_bytes(case["input"].encode())
    done = command("inspect", "--format", "json", *names, folder=tmp_path)
    results = inspected(done)
    assert [one["file"] for one in results] == names
    for one, case in zip(results, cases, strict=True):
        text = case["input"].removeprefix("\ufeff")
        assert one["account"]["unaccounted"] == 0, case["title"]
        assert one["account"]["characters"] == len(text), case["title"]
        shown = flat("\n".join(part["text"] for part in one["blocks"] + one["notes"]))
        assert [words for words in case["words"] if flat(words) not in shown] == [], case["title"]
        for part in one["blocks"] + one["notes"]:
            assert all(0 <= start <= end <= len(text) for start, end in part["spans"]), case["title"]
    as_text = command("inspect", *names, folder=tmp_path)
    assert as_text.returncode == done.returncode


def test_every_long_text_comes_through_inspect_in_time(tmp_path: Path) -> None:
    names = []
    for number, (make, size) in enumerate(every().values()):
        names.append(f"{number}.txt")
        (tmp_path / names[-1]).write_bytes(make(size // 10).encode())
    done = command("inspect", "--format", "json", *names, folder=tmp_path, seconds=10 * len(names))
    results = inspected(done)
    assert [one["file"] for one in results] == names
    assert [one["file"] for one in results if one["account"]["unaccounted"]] == []


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The edition's sources in a folder of their own, inside another folder that must stay as it is."""
    inner = tmp_path / "outer" / "edition"
    for name in ("docs", "annotations"):
        shutil.copytree(root / name, inner / name)
    shutil.copy(root / "mkdocs.yml", inner)
    return inner


def test_witnesses_with_odd_names_are_findings_and_leave_no_file_elsewhere(copy: Path) -> None:
    odd = [name for name in ODD_NAMES if "\n" not in name and name.endswith(".txt")] + ["a..txt", "UP.txt"]
    for name in [*odd, "...txt", ".txt"]:  # a name that begins with a dot is a hidden file and no letter
        (copy / "docs" / "letters" / name).write_text(GOOD)
    for words in (["check"], ["convert", "--out", "markdown"], ["build"]):
        done = command(*words, folder=copy)
        assert done.returncode == 1
        assert (done.stdout + done.stderr).count("[letter-id]") == len(odd), words
    assert [path.name for path in copy.parent.iterdir()] == ["edition"]
    assert [path.name for path in copy.parent.parent.iterdir()] == ["outer"]
    assert not (copy / "site").exists(), "an edition with errors is not published"
    assert not (copy / "run").exists()


def test_a_witness_that_cannot_be_read_stops_the_build_and_names_the_others_faults(copy: Path) -> None:
    names = sorted(path.name for path in (copy / "docs" / "letters").glob("*.txt"))
    (copy / "docs" / "letters" / names[0]).write_bytes(b"Sir,\n\xff\n")
    (copy / "docs" / "letters" / names[1]).write_text("")
    done = command("build", folder=copy)
    assert done.returncode == 2
    assert f"{names[0]}:2" in done.stderr
    assert names[1] in done.stderr, "all faults at once"
    assert not (copy / "site").exists()
