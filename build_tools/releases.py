"""The ids of each release: annotations/releases/<version>.json, which no later build may lose.

A release is what others cite. Its file keeps every address of its letters' pages with the first words that stood there;
a build in which one of them has no anchor any more, or stands at other words, fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import unescape
from pathlib import Path

from build_tools.report import Finding

FOLDER = "annotations/releases"
Ids = Mapping[str, str]
"""First words by anchor in a letter's page: p3, h1, fn-7, note-n2, emendation-e1."""

# In a tag: a > follows before any <, neither of which stands bare in a text or in the value of an attribute.
_ANCHOR = re.compile(r' id="([^"]*)"(?=[^<>]*>)')
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,40}")
_ALIKE = 0.5
"""Share of equal characters from which words are the same words, corrected."""
_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The ids of one version."""

    version: str
    date: str
    """ISO 8601 calendar date; empty where there was no commit."""
    letters: Mapping[str, Ids]
    """By id of the letter."""
    path: str = field(default="", compare=False)
    """The file, from the project's folder."""


def load_releases(root: Path) -> tuple[tuple[Release, ...], tuple[Finding, ...]]:
    """Load the ids of all releases, by name of the file. Reports data-unreadable, data-invalid."""
    folder = root / FOLDER
    releases: list[Release] = []
    findings: list[Finding] = []
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        shown = f"{FOLDER}/{file.name}"
        try:
            data = json.loads(file.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            message = f"byte {fault.start} is not UTF-8: take the file back from the repository's history"
            findings.append(Finding(rule="data-unreadable", message=message, path=shown))
        except (json.JSONDecodeError, RecursionError) as fault:
            line = getattr(fault, "lineno", 1)
            message = "this is not JSON: take the file back from the repository's history"
            findings.append(Finding(rule="data-unreadable", message=message, path=shown, line=line))
        else:
            if release := _release(data, shown):
                releases.append(release)
            else:
                message = (
                    "version and date must be text, letters a map of ids of letters, each with a map of ids and first "
                    "words: take the file back from the repository's history"
                )
                findings.append(Finding(rule="data-invalid", message=message, path=shown))
    return tuple(releases), tuple(findings)


def _release(data: object, path: str) -> Release | None:
    if not isinstance(data, dict):
        return None
    version, date, letters = data.get("version"), data.get("date"), data.get("letters")
    if not (isinstance(version, str) and isinstance(date, str) and isinstance(letters, dict)):
        return None
    for ids in letters.values():
        if not (isinstance(ids, dict) and all(isinstance(words, str) for words in ids.values())):
            return None
    return Release(version=version, date=date, letters=letters, path=path)


def release_faults(
    releases: Iterable[Release], pages: Mapping[str, str], now: Mapping[str, Ids]
) -> tuple[Finding, ...]:
    """Hold the ids of all releases against the letters' pages.

    `pages` holds the article of each letter, by id; `now` the words that its ids stand for, those that are gone left
    out. Reports release-id-lost for ids without an anchor, release-id-reused for ids at other words.
    """
    findings: list[Finding] = []
    anchors = {letter: {unescape(name) for name in _ANCHOR.findall(page)} for letter, page in pages.items()}
    for release in releases:
        for letter, ids in release.letters.items():
            if letter not in anchors:
                message = (
                    f"{letter}: version {release.version} has this letter and this build has not; its address is lost. "
                    "Bring the letter back"
                )
                findings.append(Finding(rule="release-id-lost", message=message, path=release.path))
                continue
            findings += _in_letter(release, letter, ids, anchors[letter], now.get(letter, {}))
    return tuple(findings)


def _in_letter(release: Release, letter: str, ids: Ids, anchors: set[str], now: Ids) -> Iterator[Finding]:
    lost = [name for name in ids if name not in anchors]
    if lost:
        named = ", ".join(f"{name} (“{ids[name]}”)" for name in lost[:_NAMED])
        more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
        message = (
            f"{letter}: {named}{more} had an address in version {release.version} and have none now. Bring back "
            f"annotations/letters/{letter}/ids.yml and note-ids.yml: an id that is gone keeps an empty anchor there"
        )
        yield Finding(rule="release-id-lost", message=message, path=release.path)
    for name, words in ids.items():
        if name in now and not _same(words, now[name]):
            message = (
                f"{letter}.{name}: stood for “{words}” in version {release.version} and stands for “{now[name]}” now. "
                "Give these words an id of their own; if they are the same, corrected, correct them here too"
            )
            yield Finding(rule="release-id-reused", message=message, path=release.path)


def _same(recorded: str, now: str) -> bool:
    if recorded == now:
        return True
    if not recorded or not now:
        return False
    length = min(len(recorded.split()), len(now.split()))  # more words may have been recorded since
    one, other = (" ".join(words.split()[:length]).casefold() for words in (recorded, now))
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def write_release(root: Path, release: Release) -> tuple[Path | None, tuple[Finding, ...]]:
    """Write the file of a release, once and for all; its path. Reports release-exists, data-invalid (the version)."""
    if not _VERSION.fullmatch(release.version):
        message = f"version: `{release.version}` can name no file: use figures and points, as 0.2.0"
        return None, (Finding(rule="data-invalid", message=message, path="annotations/edition.yml"),)
    path = f"{FOLDER}/{release.version}.json"
    if (root / path).exists():
        message = f"version {release.version} has been released: raise the version in annotations/edition.yml first"
        return None, (Finding(rule="release-exists", message=message, path=path),)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    (root / path).write_text(_text(release), encoding="utf-8", newline="\n")
    return root / path, ()


def _text(release: Release) -> str:
    """One id a line, so that the repository shows which one changed."""

    def written(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)

    letters = (
        f"  {written(letter)}: {{\n" + ",\n".join(f"    {written(i)}: {written(w)}" for i, w in ids.items()) + "\n  }"
        for letter, ids in release.letters.items()
    )
    return (
        f'{{\n"version": {written(release.version)},\n"date": {written(release.date)},\n"letters": {{\n'
        + ",\n".join(letters)
        + "\n}\n}\n"
    )
