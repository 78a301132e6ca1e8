"""The whole edition, built as its editors and readers build it: anywhere, at any time, with any of three generators."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import ROOT

pytestmark = pytest.mark.site

LETTERS = sorted(path.stem for path in (ROOT / "docs" / "letters").glob("*.txt"))
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".nox", ".cache", ".*_cache", "__pycache__", "*.egg-info", "site", "dist", "build", "tests"
)
COMMIT = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"), ("DATE", "2001-02-03T04:05:06Z"))
}

# Put before everything else that Python loads: a day in another year.
ANOTHER_DAY = """
import datetime, time
_now, _then = time.time, datetime.datetime
time.time = lambda: _now() + 400 * 86400
class _Later(_then):
    @classmethod
    def now(cls, tz=None):
        return _then.now(tz) + datetime.timedelta(days=400)
datetime.datetime = _Later
"""


def fresh(folder: Path) -> Path:
    """A copy of the project as a fresh clone has it, committed at a fixed time; nothing is built in it yet."""
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT, symlinks=True)
    for path in (folder / "staged").iterdir():
        if path.name != ".gitignore":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for words in (["init", "-q"], ["add", "-A"], ["-c", "commit.gpgsign=false", "commit", "-q", "-m", "x"]):
        git = ["git", *words]
        subprocess.run(git, cwd=folder, env={**os.environ, **COMMIT}, check=True, capture_output=True)
    return folder


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in a copy of the project, with the copy's own code."""
    told = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert told.returncode == 0, f"{' '.join(words)} ended with {told.returncode}:\n{told.stdout}\n{told.stderr}"
    return told


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def article(page: Path) -> str:
    """The article of a letter's page, as a parser of HTML sees it."""
    (found,) = html.parse(page, parser=html.HTMLParser(encoding="utf-8")).xpath("//article[@data-letter]")
    return html.tostring(found, encoding="unicode", with_tail=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which `edition build` was run."""
    folder = fresh(tmp_path_factory.mktemp("project") / "edition")
    run(folder, "build_tools", "build")
    return folder


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    """The built site on a host."""

    class Quiet(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("LinkChecker", "allowed")  # without it the checker asks ten times a second at most
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the standard library
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(project / "site")))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_two_builds_of_one_commit_are_the_same_to_the_byte(tmp_path: Path) -> None:
    shallow, deep = fresh(tmp_path / "a"), fresh(tmp_path / "b" / "c" / "d e" / "é")
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "sitecustomize.py").write_text(ANOTHER_DAY, encoding="utf-8")
    here = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"}
    there = {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "LANGUAGE": "tr", "PYTHONHASHSEED": "4711"}
    there |= {"SOURCE_DATE_EPOCH": "1700000000", "PYTHONPATH": f"{tmp_path / 'later'}{os.pathsep}{deep}"}
    tomorrow = run(tmp_path, "timeit", "-n1", "-r1", "import datetime; print(datetime.datetime.now().date())", **there)
    assert time.strftime("%Y-%m-%d") not in tomorrow.stdout, "the other day does not reach Python"
    for folder, environment in ((shallow, here), (deep, there)):
        run(folder, "build_tools", "bundle", "--all", **environment)  # which builds the site first
    for made in ("site", "dist", "staged"):
        one, other = snapshot(shallow / made), snapshot(deep / made)
        assert sorted(one) == sorted(other)
        assert [path for path in one if one[path] != other[path]] == []
    assert len(snapshot(shallow / "site")) > 20
    kinds = {Path(name).suffix for name in snapshot(shallow / "dist")}
    assert kinds == {".zip", ".html", ".epub", ".pdf", ".zim", ""}


def test_no_file_of_the_site_tells_where_or_when_it_was_built(project: Path) -> None:
    today = time.strftime("%Y-%m-%d").encode()
    for path, content in snapshot(project / "site").items():
        assert str(project).encode() not in content, path
        # a note or an answer that was written today says so itself
        assert path in ("data/annotations.jsonld", "about/evenness.html") or today not in content, path


@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_a_generator_started_by_habit_on_a_fresh_clone_gives_the_same_letters(
    generator: str, project: Path, tmp_path: Path
) -> None:
    clone = fresh(tmp_path / "clone")
    run(clone, generator, "build", "-f", "mkdocs.yml", "--site-dir", str(tmp_path / "out"))
    assert LETTERS
    for letter in LETTERS:
        page = Path("letters", f"{letter}.html")
        assert article(tmp_path / "out" / page) == article(project / "site" / page)
    assert sorted(snapshot(tmp_path / "out")) == sorted(snapshot(project / "site"))


def test_zensical_builds_the_letters_from_the_staged_pages(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project, tmp_path / "clone", ignore=shutil.ignore_patterns("site"))
    run(tmp_path / "clone", "zensical", "build", "-f", "mkdocs.yml")
    for letter in LETTERS:
        page = Path("site", "letters", f"{letter}.html")
        # It ignores hooks, and ends with status 0 where it found no letters: only the pages tell.
        assert article(tmp_path / "clone" / page) == article(project / page)


def test_a_generator_started_by_habit_stops_at_a_faulty_declaration(tmp_path: Path) -> None:
    clone = fresh(tmp_path / "clone")
    declaration = clone / "annotations" / "letters" / LETTERS[0] / "letter.yml"
    declaration.write_text(
        re.sub(r"(?m)^date:.*$", "date: 2020-02-31", declaration.read_text(encoding="utf-8")), encoding="utf-8"
    )
    told = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(clone)},
        capture_output=True,
        text=True,
    )
    assert told.returncode != 0
    assert f"annotations/letters/{LETTERS[0]}/letter.yml:" in told.stdout + told.stderr
    assert "Traceback" not in told.stdout + told.stderr
    assert not (clone / "site" / "index.html").exists()


@pytest.mark.parametrize("command", [["mkdocs", "serve", "-a"], ["build_tools", "serve", "--port"]])
def test_a_live_preview_shows_a_saved_change_and_builds_once_for_it(command: list[str], tmp_path: Path) -> None:
    clone = fresh(tmp_path / "clone")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", *command, f"127.0.0.1:{port}" if command[0] == "mkdocs" else str(port)],
            cwd=clone,
            env={**os.environ, "PYTHONPATH": str(clone), "PYTHONUNBUFFERED": "1"},
            stdout=told,
            stderr=told,
        )
    try:
        wait_until(lambda: "Serving on" in log.read_text(), log)
        time.sleep(4)  # the watcher looks every half second: a loop would have shown itself
        assert builds(log) == 1
        changed = clone / "annotations" / "letters" / LETTERS[0] / "letter.yml"
        text = changed.read_text(encoding="utf-8")
        changed.write_text(re.sub(r"(?m)^title:.*$", "title: A title saved just now", text), encoding="utf-8")
        page = f"http://127.0.0.1:{port}/letters/{LETTERS[0]}.html"
        wait_until(lambda: "A title saved just now" in read(page), log)
        time.sleep(4)
        assert builds(log) == 2
    finally:
        server.terminate()
        server.wait(20)


def builds(log: Path) -> int:
    return log.read_text().count("Building documentation...")


def read(page: str) -> str:
    with urllib.request.urlopen(page, timeout=60) as answer:  # noqa: S310  # an address made here
        return str(answer.read().decode())


def wait_until(happened: Callable[[], bool], log: Path, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.2)


def linkchecker(address: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """LinkChecker over a site, anchors too. On a host: as root it becomes nobody, who may read no file here."""
    (folder / "settings").write_text("[checking]\nmaxrequestspersecond=1000\n[AnchorCheck]\n", encoding="utf-8")
    words = ["-f", str(folder / "settings"), "--no-status", "--no-robots", *options, address]
    return subprocess.run(
        [sys.executable, "-m", "linkcheck", *words], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def test_no_link_and_no_anchor_of_the_site_leads_nowhere(address: str, project: Path, tmp_path: Path) -> None:
    told = linkchecker(address, tmp_path, f"{address}404.html")  # to which no page links
    assert told.returncode == 0, told.stdout
    checked = re.search(r"(\d+) links in \d+ URLs checked", told.stdout)
    assert checked
    assert int(checked[1]) > 200, "the checker did not reach the letters"


def test_the_link_checker_does_find_a_dead_link_and_a_dead_anchor(address: str, project: Path, tmp_path: Path) -> None:
    page = project / "site" / "dead.html"
    page.write_text('<a href="gone.html">1</a> <a href="ledger.html#gone">2</a>', encoding="utf-8")
    try:
        told = linkchecker(f"{address}dead.html", tmp_path, "--recursion-level=1")
    finally:
        page.unlink()
    assert told.returncode != 0
    assert "gone.html" in told.stdout
    assert "#gone" in told.stdout or "`gone'" in told.stdout
