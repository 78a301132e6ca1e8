"""Changes between versions: the small files of docs/changelog/, one a change, and what releases have made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from build_tools.report import Finding, has_errors

FOLDER = "docs/changelog"
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "text": "The letters as they are read",
        "edition": "What the editors say",
        "site": "The pages",
        "data": "The data",
        "program": "The program",
        "fix": "Corrections",
    }
)
"""Every kind of change as readers read it, in the order in which it is told."""

_FRAGMENT = re.compile(r"(\d{4})\.([a-z]+)\.md")
_HEADING = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed with one version; Markdown."""

    version: str
    """Empty for what no release has yet."""
    date: str
    """ISO 8601 calendar date of the release; empty where none is given."""
    by_kind: tuple[tuple[str, tuple[str, ...]], ...]
    """The kind as readers read it and its changes, oldest first."""


def load_changes(root: Path) -> tuple[tuple[Changes, ...], tuple[Finding, ...]]:
    """Load what changed: first what no release has yet, where there is any, then the releases, newest first.

    Reports data-unreadable, and changelog-name for a file whose name is neither a change nor a version.
    """
    findings: list[Finding] = []
    unreleased: dict[str, list[str]] = {}
    released: list[Changes] = []
    folder = root / FOLDER
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    for file in files:
        shown = f"{FOLDER}/{file.name}"
        if file.name == "README.md":
            continue
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as fault:
            message = f"byte {fault.start} is not UTF-8: save the file as UTF-8"
            findings.append(Finding(rule="data-unreadable", message=message, path=shown))
            continue
        fragment = _FRAGMENT.fullmatch(file.name)
        if fragment and fragment[2] in KINDS:
            unreleased.setdefault(fragment[2], []).append(_one_line(text))
        elif file.name[:1].isdigit() and not fragment:
            released.append(_released(file.stem, text))
        else:
            message = f"the name must be <number>.<kind>.md, as 0007.site.md, with a kind of {', '.join(KINDS)}"
            findings.append(Finding(rule="changelog-name", message=message, path=shown))
    released.sort(key=lambda each: _order(each.version), reverse=True)
    now = tuple((heading, tuple(unreleased[kind])) for kind, heading in KINDS.items() if kind in unreleased)
    first = (Changes(version="", date="", by_kind=now),) if now else ()
    return (*first, *released), tuple(findings)


def fragments(root: Path) -> tuple[Path, ...]:
    """The files of changes that no release has yet, oldest first."""
    found = ((file, _FRAGMENT.fullmatch(file.name)) for file in sorted((root / FOLDER).glob("*.md")))
    return tuple(file for file, match in found if match and match[2] in KINDS)


def release_changes(root: Path, version: str, date: str) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Put the changes that no release has yet into the file of a version, and remove theirs; the file written.

    Reports what `load_changes` reports, and release-exists; then nothing is written or removed.
    """
    changes, findings = load_changes(root)
    unreleased = next((one for one in changes if not one.version), None)
    if has_errors(findings) or unreleased is None:
        return (), findings
    path = root / FOLDER / f"{version}.md"
    if path.exists():
        message = f"version {version} has its changes already: put the new ones in by hand, or raise the version"
        return (), (Finding(rule="release-exists", message=message, path=f"{FOLDER}/{path.name}"),)
    path.write_text(release_text(unreleased, version, date), encoding="utf-8", newline="\n")
    for fragment in fragments(root):
        fragment.unlink()
    return (path,), ()


def release_text(changes: Changes, version: str, date: str) -> str:
    """Put the changes of a version together as its own file, as `load_changes` reads it."""
    head = f"# {version}\n" + (f"\n{date}\n" if date else "")
    parts = (f"\n## {heading}\n\n" + "".join(f"- {change}\n" for change in its) for heading, its in changes.by_kind)
    return head + "".join(parts)


def _released(version: str, text: str) -> Changes:
    head, *parts = _HEADING.split(text)
    date = re.search(r"^\d{4}-\d{2}-\d{2}$", head, re.MULTILINE)
    by_kind = []
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        items = [_one_line(item) for item in re.split(r"^- ", body, flags=re.MULTILINE)]
        by_kind.append((heading, tuple(item for item in items if item)))
    return Changes(version=version, date=date[0] if date else "", by_kind=tuple(by_kind))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _order(version: str) -> list[tuple[int, str]]:
    """0.10.0 after 0.9.1."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"[.+-]", version)]
