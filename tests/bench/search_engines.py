"""The edition's search, Pagefind and the theme's own search side by side, on the same pages and in one run.

python -m tests.bench.search_engines [--letters 1000]     five letters first, then so many resampled ones

Building: seconds, megabytes of memory, megabytes on the disk. In Chromium, over http, in a fresh profile: kilobytes
fetched until the first result, compressed as a host sends them (pages and styles left out); milliseconds from the first
key to the first result; the median of 50 further questions; megabytes of JavaScript in the browser's memory.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Response, sync_playwright

from tests.bench.letters import sources, texts, write_edition
from tests.browser.chromium import ARGUMENTS, provide

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST, LATER = 150.0, 16.0  # milliseconds that the five letters may take
WORDS = (
    "civilians armed forces international law humanitarian genocide crimes occupied territories court convention "
    "mandate communication allegations report mission evidence residents region conflict Security Council resolution "
    "statement military operation aggression population human rights violation"
).split()
QUESTIONS = [*WORDS, *(f"{one} {two}" for one, two in zip(WORDS, WORDS[3:], strict=False))][:50]
_TYPES = {"script", "fetch", "xhr", "other"}

# Each gives {first: ms, later: [ms, ...]}. A time ends when the result stands in the page, or is at hand to be shown.
_OURS = """async questions => {
    // What was found is told in the same step in which it is shown.
    const field = document.getElementById("search-field"), told = document.getElementById("search-count");
    const next = () => new Promise(done => {
        const seen = new MutationObserver(() => { seen.disconnect(); done(performance.now()); });
        seen.observe(told, {childList: true});
    });
    const ask = async text => {
        const begun = performance.now(), shown = next();
        if (document.activeElement !== field) field.focus();
        field.value = text;
        field.dispatchEvent(new Event("input", {bubbles: true}));
        return (await shown) - begun;
    };
    const first = await ask("a"), later = [];
    for (const question of questions) {
        await new Promise(done => setTimeout(done, 30));
        later.push(await ask(question));
    }
    return {first, later};
}"""
_PAGEFIND = """async questions => {
    let pagefind;
    const ask = async text => {
        const begun = performance.now();
        pagefind = pagefind || await import("/pagefind/pagefind.js");
        const found = await pagefind.search(text);
        await Promise.all(found.results.slice(0, 5).map(result => result.data()));
        return performance.now() - begun;
    };
    const first = await ask("a"), later = [];
    for (const question of questions) later.push(await ask(question));
    return {first, later};
}"""
_THEME = """async questions => {
    const field = document.querySelector("[data-md-component=search-query]");
    const results = document.querySelector("[data-md-component=search-result]");
    const ask = text => new Promise(done => {
        const begun = performance.now();
        const seen = new MutationObserver(() => {
            if (!results.querySelector(".md-search-result__item")) return;
            seen.disconnect();
            done(performance.now() - begun);
        });
        seen.observe(results, {childList: true, subtree: true, characterData: true});
        if (document.activeElement !== field) { document.querySelector("#__search").checked = true; field.focus(); }
        field.value = text;
        field.dispatchEvent(new Event("keyup", {bubbles: true}));
        field.dispatchEvent(new Event("input", {bubbles: true}));
        setTimeout(() => { seen.disconnect(); done(NaN); }, 20000);
    });
    const first = await ask("ar"), later = [];
    for (const question of questions.slice(0, LIMIT)) {
        await new Promise(done => setTimeout(done, 30));
        later.push(await ask(question));
    }
    return {first, later: later.filter(Number.isFinite)};
}"""


@dataclass(frozen=True)
class Result:
    """What one search takes on one set of letters."""

    name: str
    seconds: float
    memory: float
    """Megabytes while it is built."""
    size: float
    """Megabytes on the disk."""
    fetched: float
    """Kilobytes, compressed, until the first result."""
    first: float
    """Milliseconds."""
    later: float
    """Milliseconds, median."""
    heap: float
    """Megabytes in the browser."""

    def __str__(self) -> str:
        return (
            f"{self.name:26} {self.seconds:9.2f} {self.memory:9.0f} {self.size:9.2f} {self.fetched:9.0f} "
            f"{self.first:9.0f} {self.later:9.1f} {self.heap:9.0f}"
        )


COLUMNS = ("build s", "build MB", "disk MB", "fetch KB", "first ms", "later ms", "heap MB")
HEAD = f"{'':26} " + " ".join(f"{column:>9}" for column in COLUMNS)


def main() -> int:
    """Measure and print; the status is 1 where five letters take longer than they may."""
    parser = argparse.ArgumentParser(prog="search_engines", description=__doc__)
    parser.add_argument("--letters", type=int, default=1000, help="resampled letters of the second table; 0 for none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return compare(Path(scratch), options.letters)


def compare(folder: Path, count: int) -> int:
    """Print both tables."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=provide(), args=[*ARGUMENTS, "--enable-precise-memory-info"]
        )
        five = folder / "five"
        _copy(ROOT, five)
        print("the five letters\n" + HEAD, flush=True)
        ours = _measured(five, browser)[0]
        if count:
            many = folder / "many"
            write_edition(ROOT, many, list(texts(sources(ROOT), count)))
            print(f"\n{count} resampled letters\n{HEAD}", flush=True)
            _measured(many, browser)
        browser.close()
    met = ours.first <= FIRST and ours.later <= LATER
    print(f"\nfive letters: first result {ours.first:.0f} ms (at most {FIRST:.0f}), later {ours.later:.1f} ms (at most "
          f"{LATER:.0f}): {'ok' if met else 'MISSED'}")  # fmt: skip
    return 0 if met else 1


def _copy(root: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    shutil.copy(root / "mkdocs.yml", folder)
    for name in ("docs", "annotations", "build_tools/web"):
        shutil.copytree(root / name, folder / name)


def _measured(root: Path, browser: Browser) -> list[Result]:
    _child("tests.bench.child", "whole", root)
    built = {kind: _child("tests.bench.search_child", kind, root) for kind in ("ours", "pagefind", "theme", "plain")}
    (root / "site" / "blank.html").write_text("<!doctype html><title>Pagefind</title>", "utf-8")
    theme = root / "site-theme"
    sizes = {
        "ours": _size(root / "site" / "search"),
        "pagefind": _size(root / "site" / "pagefind"),
        "theme": _size(theme / "search") + sum(f.stat().st_size for f in theme.glob("assets/javascripts/workers/*.js")),
    }
    limit = "50" if sizes["theme"] < 5e6 else "5"  # each takes seconds where the index is large
    found = []
    for kind, name, site, page, script in (
        ("ours", "this edition (lunr)", root / "site", "search.html", _OURS),
        ("pagefind", "Pagefind", root / "site", "blank.html", _PAGEFIND),
        ("theme", "the theme's own search", theme, "index.html", _THEME.replace("LIMIT", limit)),
    ):  # fmt: skip
        fetched, times, heap = _visit(browser, site, page, script)
        later = statistics.median(times["later"]) if times["later"] else float("nan")
        result = Result(
            name=name,
            seconds=built[kind]["seconds"],
            memory=built[kind]["memory"],
            size=sizes[kind] / 1e6,
            fetched=fetched,
            first=times["first"] or float("nan"),
            later=later,
            heap=heap,
        )
        print(result, flush=True)
        found.append(result)
    print(
        f"The theme indexes while it builds the site, which takes {built['plain']['seconds']:.2f} s without a search."
    )
    return found


def _child(module: str, kind: str, folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", module, kind, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        sys.exit(f"search_engines: {kind} of {folder} failed; its words are above")
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the standard library
        return


def _visit(browser: Browser, site: Path, page_name: str, script: str) -> tuple[float, dict[str, Any], float]:
    """Kilobytes until the first result, the times, and megabytes of memory, of one visit in a fresh profile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/{page_name}"
    try:
        fetched: list[Response] = []
        context = browser.new_context()
        page = context.new_page()
        page.set_default_timeout(120_000)
        context.on("response", lambda response: fetched.append(response))
        page.goto(address)
        page.evaluate(script, [])
        kilobytes = sum(
            len(gzip.compress(one.body())) for one in fetched if one.request.resource_type in _TYPES and one.ok
        ) / 1000  # fmt: skip
        heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
        context.close()
        context = browser.new_context()  # cold again: nothing that was kept helps
        page = context.new_page()
        page.set_default_timeout(300_000)
        page.goto(address)
        page.wait_for_timeout(500)
        times: dict[str, Any] = page.evaluate(script, QUESTIONS)
        context.close()
    finally:
        server.shutdown()
        server.server_close()
    return kilobytes, times, heap


if __name__ == "__main__":
    sys.exit(main())
