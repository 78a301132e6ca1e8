"""Collect what the edition says in its own voice, wherever it speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.evenness.load import voice
from build_tools.evenness.schema import GroupFields
from build_tools.evenness.text import one_line, paragraphs, readable
from build_tools.model.bibliography import Bibliography
from build_tools.yamlfile import Located, Steps, field_path, read_yaml

# What of an entry others say, or what only names it: no part of what a reader reads as the edition's words.
_OF_OTHERS = frozenset(
    "target passages passage evidence exclude only names exact prefix suffix figures from to seen url".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One piece of the edition's own words."""

    path: str
    line: int
    """Line of the file, from 1, on which its field or paragraph begins."""
    field: str
    """The way to the field; empty on a page."""
    text: str
    """As a reader reads it."""
    around: str
    """All that its entry says, with the forms of a name that it gives."""
    attributed: bool = False
    """True where the entry names who holds what the text says."""
    person: str = ""
    """The name of the person whose entry it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An entry in which the edition states something."""

    path: str
    line: int
    field: str
    text: str
    grounded: bool
    """True where the entry says on what it rests, or is of a kind that need not."""
    holders: tuple[str, ...]
    """Who holds its positions; empty where it has none."""


def passages(root: Path, bibliography: Bibliography) -> tuple[tuple[Passage, ...], tuple[Statement, ...]]:
    """All that the edition says, by file, and the entries in which it states something.

    A file that cannot be read is left out: the stage that it belongs to has said so.
    """
    said: list[Passage] = []
    stated: list[Statement] = []
    files: dict[str, Located | None] = {}
    for group in voice().data:
        for shown in _matching(root, group.files):
            if shown not in files:
                files[shown] = read_yaml(root / shown, shown, list_name=group.at[0] if group.at else "")[0]
            located = files[shown]
            if located is None:
                continue
            for steps in _ways(located.data, tuple(group.at)):
                of_entry = tuple(_entry(shown, located, steps, group))
                said += of_entry
                stated += _statement(located, steps, group, of_entry)
    for authority in bibliography.authorities:
        text = one_line(readable(authority.description))
        place = {"path": authority.path, "line": authority.line, "field": authority.key, "text": text}
        grounds = (authority.sources, authority.addresses, authority.official_url, authority.seen)
        known_from_a_letter = authority.confidence == "only-in-the-letter"
        if text:
            said.append(Passage(**place, around=text))  # type: ignore[arg-type]
            stated.append(Statement(**place, grounded=known_from_a_letter or any(grounds), holders=()))  # type: ignore[arg-type]
    for pattern in voice().pages:
        for shown in _matching(root, pattern):
            said += _page(root, shown)
    return tuple(said), tuple(stated)


def _matching(root: Path, pattern: str) -> list[str]:
    return sorted(file.relative_to(root).as_posix() for file in root.glob(pattern) if file.is_file())


def _page(root: Path, shown: str) -> Iterator[Passage]:
    try:
        text = (root / shown).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return
    for line, words in paragraphs(text):
        yield Passage(path=shown, line=line, field="", text=words, around=words)


def _entry(shown: str, located: Located, steps: Steps, group: GroupFields) -> Iterator[Passage]:
    data = located.value(steps)
    whole = located.value(steps[: len(group.at[:2])])
    around = one_line(readable(" \n".join(_texts(whole))))
    for name in group.fields:
        for way in _ways(data, tuple(name.split("."))):
            value = located.value((*steps, *way))
            if not isinstance(value, str) or not value.strip():
                continue
            yield Passage(
                path=shown,
                line=located.place((*steps, *way))[0],
                field=field_path((*steps, *way)),
                text=one_line(readable(value)),
                around=around,
                attributed=bool(group.attributed),
                person=str(data.get("name", "")) if group.people else "",
            )


def _statement(located: Located, steps: Steps, group: GroupFields, said: tuple[Passage, ...]) -> Iterator[Statement]:
    if not said or not (group.grounds or group.holders):
        return
    data = located.value(steps)
    ways = _ways(data, tuple(group.holders.split("."))) if group.holders else ()
    yield Statement(
        path=said[0].path,
        line=said[0].line,
        field=said[0].field,
        text=said[0].text,
        grounded=not group.grounds or any(data.get(name) for name in group.grounds),
        holders=tuple(str(located.value((*steps, *way))) for way in ways),
    )


def _ways(data: Any, at: tuple[str, ...], so_far: Steps = ()) -> Iterator[Steps]:
    """All ways through data that fit a pattern of names and stars."""
    if not at:
        yield so_far
    elif isinstance(data, dict):
        for name in [*data] if at[0] == "*" else [at[0]] if at[0] in data else []:
            yield from _ways(data[name], at[1:], (*so_far, name))
    elif isinstance(data, list) and at[0] == "*":
        for number, item in enumerate(data):
            yield from _ways(item, at[1:], (*so_far, number))


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            if name not in _OF_OTHERS:
                yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
