"""The folder as it is handed on: witnesses untouched, one way to set up, nothing that holds on one machine only."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name


def tracked(root: Path) -> list[Path]:
    """Every file that is in the repository or would be added to it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607  # git from the path
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return [root / name for name in sorted(set(listed.stdout.split("\0"))) if name and (root / name).is_file()]


def pins(root: Path) -> dict[str, str]:
    """Name and version of each line of constraints.txt."""
    lines = (root / "constraints.txt").read_text("utf-8").splitlines()
    parts = [line.partition("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, _, version in parts}


# Witnesses and labels


def test_each_witness_has_the_digest_that_its_editors_recorded(root: Path) -> None:
    witnesses = sorted((root / "docs" / "letters").glob("*.txt"))
    assert len(witnesses) >= 5
    for witness in witnesses:
        record = root / "annotations" / "letters" / witness.stem / "letter.yml"
        declared = yaml.safe_load(record.read_text("utf-8"))["sha256"]
        assert hashlib.sha256(witness.read_bytes()).hexdigest() == declared, witness.name


def test_each_record_of_a_letter_has_its_witness(root: Path) -> None:
    records = sorted((root / "annotations" / "letters").glob("*/letter.yml"))
    assert [r.parent.name for r in records if not (root / "docs" / "letters" / f"{r.parent.name}.txt").is_file()] == []


@pytest.mark.parametrize("name", ["blocks.yml", "citations.yml"])
def test_the_labels_are_the_given_ones(root: Path, name: str) -> None:
    own = root / "tests" / "gold" / name
    given = root.parent / "shared" / "gold" / name
    assert yaml.safe_load(own.read_text("utf-8"))
    assert not given.is_file() or own.read_bytes() == given.read_bytes(), f"{name} is not the given file"


# One way to set up


def test_the_readme_names_the_two_commands(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    assert "python3 run.py build" in readme
    assert "python3 run.py test" in readme


def test_the_continuous_run_calls_the_command_of_the_readme(root: Path) -> None:
    script = root / ".ci" / "run"
    assert "python3 run.py test" in script.read_text("utf-8")
    assert os.name == "nt" or os.access(script, os.X_OK)


def test_every_requirement_has_an_exact_version_within_its_range(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    required = [Requirement(text) for text in [*project["dependencies"], *extras["dev"], *extras["bundles"]]]
    exact = pins(root)
    assert [str(r) for r in required if not r.specifier.contains(exact.get(canonicalize_name(r.name), "0"))] == []


def test_the_exact_versions_are_sorted_and_plain(root: Path) -> None:
    lines = [line for line in (root / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.+!]+", line)] == []
    assert lines == sorted(set(lines), key=str.lower)


def test_what_npm_installs_is_exact_and_comes_from_whichever_registry_is_set(root: Path) -> None:
    asked = json.loads((root / "package.json").read_text("utf-8"))["devDependencies"]
    assert [name for name, version in asked.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    packages = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    assert {f"node_modules/{name}" for name in asked} <= set(packages)
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_every_exact_version_runs_on_the_oldest_python_that_is_promised(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=") + ".0"
    exact = pins(root)
    installed = [d for d in distributions() if exact.get(canonicalize_name(d.name)) == d.version]
    assert len(installed) > 60, "the environment is not that of constraints.txt: run `python3 run.py setup`"
    wanted = {f"{d.name}=={d.version}": d.metadata.get("Requires-Python") or "" for d in installed}
    assert [f"{name} wants {python}" for name, python in wanted.items() if oldest not in SpecifierSet(python)] == []


def test_nothing_names_a_place_of_one_machine(root: Path) -> None:
    # Home folders and drives of users, and the folder in which this very copy stands.
    pattern = re.compile(r"""(?<![\w.:/-])(?:/(?:root|home/\w+|Users/\w+|work)/|[A-Z]:\\Users\\)""")
    files = [file for file in tracked(root) if file.suffix not in {".png", ".ico", ".woff2", ".zip"}]
    assert len(files) > 20
    found = []
    for file in files:
        for number, line in enumerate(file.read_text("utf-8", errors="replace").splitlines(), start=1):
            if pattern.search(line) or f"{root}/" in line:
                found.append(f"{file.relative_to(root)}:{number}: {line.strip()[:80]}")
    assert found == []


# run.py


@pytest.fixture
def run(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`run.py` in a folder of its own, with commands recorded in `run.called` in place of being run."""
    spec = importlib.util.spec_from_file_location("run_of_the_project", root / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((root / name).read_bytes())
    module.called = []  # type: ignore[attr-defined]
    module.status = 0  # type: ignore[attr-defined]

    def call(command: list[str]) -> int:
        module.called.append(command)  # type: ignore[attr-defined]
        (tmp_path / ".venv").mkdir(exist_ok=True)
        return int(module.status)  # type: ignore[attr-defined]

    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "prepared.txt")
    monkeypatch.setattr(module, "call", call)
    monkeypatch.setattr(module, "answers", lambda python, _: str(tmp_path) not in python or module.VENV.is_dir())
    return module


def test_the_first_run_makes_the_environment_and_the_second_does_not(run: ModuleType) -> None:
    assert run.main(["setup"]) == 0
    assert [command[1:4] for command in run.called] == [["-m", "venv", "--clear"], ["-m", "pip", "install"]]
    assert run.called[1][-4:] == ["-c", "constraints.txt", "-e", ".[dev,bundles]"]
    run.called.clear()
    assert run.main(["setup"]) == 0
    assert run.called == []


def test_new_exact_versions_are_installed_into_the_environment_that_is_there(run: ModuleType) -> None:
    run.main(["setup"])
    run.called.clear()
    with (run.ROOT / "constraints.txt").open("a") as file:
        file.write("zzz==1\n")
    run.main(["setup"])
    assert [command[1:4] for command in run.called] == [["-m", "pip", "install"]]


def test_the_test_tools_are_added_to_an_environment_that_could_only_build(run: ModuleType) -> None:
    run.main(["build"])
    assert run.called[1][-1] == "."
    run.called.clear()
    run.main(["test"])
    assert [command[1:3] for command in run.called] == [["-m", "pip"], ["-m", "nox"]]
    run.called.clear()
    run.main(["build"])
    assert [command[1:] for command in run.called] == [["-m", "build_tools", "build"]]


def test_a_folder_that_was_moved_gets_a_new_environment(run: ModuleType) -> None:
    run.main(["setup"])
    run.called.clear()
    run.STAMP.write_text(run.STAMP.read_text("utf-8").replace(str(run.ROOT), "/elsewhere"), encoding="utf-8")
    run.main(["setup"])
    assert [command[1:3] for command in run.called] == [["-m", "venv"], ["-m", "pip"]]


def test_a_failed_installation_is_told_and_tried_again(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    run.main(["setup"])
    (run.ROOT / "constraints.txt").write_text("zzz==1\n")
    run.status = 1
    assert run.main(["setup"]) == 1
    assert "PIP_INDEX_URL" in capsys.readouterr().err
    run.status = 0
    run.called.clear()
    assert run.main(["setup"]) == 0
    assert run.called


def test_the_status_of_the_command_and_its_words_are_passed_on(run: ModuleType) -> None:
    run.main(["setup"])
    run.called.clear()
    run.status = 3
    assert run.main(["test", "-s", "lint"]) == 3
    assert run.called[-1][1:] == ["-m", "nox", "-s", "lint"]


def test_a_build_says_which_page_to_open(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, words in (("site", []), ("other place", ["--site-dir", "other place"])):
        (run.ROOT / folder).mkdir()
        (run.ROOT / folder / "index.html").write_text("")
        assert run.main(["build", *words]) == 0
        assert str(run.ROOT / folder / "index.html") in capsys.readouterr().out


def test_an_older_python_is_told_what_to_install(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST", (99, 0))
    monkeypatch.setattr(run, "answers", lambda python, code: False)
    assert run.main(["build"]) == 1
    assert "Python 99.0 or newer is needed" in capsys.readouterr().err
    assert run.called == []


def test_an_unknown_command_is_answered_with_the_known_ones(root: Path) -> None:
    done = subprocess.run([sys.executable, str(root / "run.py"), "bild"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "use build, test or setup" in done.stderr
