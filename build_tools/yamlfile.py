"""Read a YAML file of the editors as plain data, with the line of every value.

Every field of these files is text, a list or a map. So scalars are taken as written: `version: 1.0` is the text 1.0,
`language: no` the text no, and a date that is no calendar date reaches the check that can say so. The file is read as a
stream of events: nothing in it is ever constructed, and it cannot be nested deeper than a limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from build_tools.report import Finding

Steps = tuple[str | int, ...]
"""The way to a value: names of fields and places in lists, from 0."""

_NULLS = ("", "~", "null", "Null", "NULL")
_DEEPEST = 20
# libyaml reads a thousand files in a second; PyYAML's own reader, ten times slower, does where it is not there.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(NamedTuple):
    """The content of one file."""

    data: dict[str, Any]
    """Maps, lists, text, and None where a value is blank."""
    places: dict[Steps, tuple[int, int]]
    """Line and column, from 1, of each value: of its name in a map, of itself in a list."""

    def value(self, steps: Steps) -> Any:
        """The value at the end of a way; raises LookupError where there is none."""
        value: Any = self.data
        for step in steps:
            value = value[step]
        return value

    def place(self, steps: Steps) -> tuple[int, int]:
        """Line and column of a value, or of the nearest value around it."""
        for length in range(len(steps), 0, -1):
            if steps[:length] in self.places:
                return self.places[steps[:length]]
        return 1, 1


def field_path(steps: Steps) -> str:
    """The way to a value as editors write it: recipients[1].office, counted from 0."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


def quoted(text: str) -> str:
    """Quote text for YAML on one line; what cannot be seen is written as a code, so that it can be."""
    return '"' + "".join(map(_character, text)) + '"'


def _character(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"


def read_yaml(file: Path, shown: str, list_name: str = "") -> tuple[Located | None, tuple[Finding, ...]]:
    """Read one file as a map; None where it cannot be read at all.

    A file that is one list is taken for the list of the name `list_name`, where that is given.
    Reports data-unreadable (not UTF-8, no YAML, not a map), data-invalid (a field twice, an alias, a tag).
    Source: YAML 1.2.2, of which these files need block and flow collections and scalars.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} is not UTF-8: save the file as UTF-8"
        return None, (Finding(rule="data-unreadable", message=message, path=shown, line=line),)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return None, (Finding(rule="data-unreadable", message=message, path=shown),)
    return parse_yaml(text, shown, list_name)


def parse_yaml(text: str, shown: str, list_name: str = "") -> tuple[Located | None, tuple[Finding, ...]]:
    """Read the text of one file as a map; see `read_yaml`."""
    reader = _Reader(text, shown, list_name)
    try:
        data = reader.document()
    except _Unreadable as error:
        return None, (error.finding(shown),)
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes; PyYAML's own reader counts characters, and may name a line too early
        line = text.encode()[: error.position].count(b"\n") + 1
        what = f"U+{error.character:04X}" if isinstance(error.character, int) else f"{error.character!r}"
        return None, (_Unreadable(f"the character {what} may not stand in YAML", line, 1).finding(shown),)
    except yaml.MarkedYAMLError as error:
        why = ", ".join(part for part in (error.context, error.problem) if part)
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, (_Unreadable(f"this is not YAML: {why}", line, column).finding(shown),)
    return Located(data, reader.places), tuple(reader.findings)


class _Unreadable(Exception):
    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column

    def finding(self, shown: str) -> Finding:
        return Finding(rule="data-unreadable", message=self.message, path=shown, line=self.line, column=self.column)


class _Reader:
    """One pass through the events of a file."""

    def __init__(self, text: str, shown: str, list_name: str) -> None:
        self.shown, self.list_name = shown, list_name
        self.places: dict[Steps, tuple[int, int]] = {}
        self.findings: list[Finding] = []
        self._events: Iterator[Event] = yaml.parse(text, Loader=_Loader)

    def document(self) -> dict[str, Any]:
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), StreamEndEvent):
            return {}
        first = next(self._events)
        if isinstance(first, SequenceStartEvent) and self.list_name:
            data: dict[str, Any] = {self.list_name: list(self._items((self.list_name,)))}
        elif isinstance(first, MappingStartEvent):
            data = dict(self._fields(()))
        else:
            if isinstance(first, ScalarEvent) and not first.value:
                return {}
            what = "a list" if isinstance(first, SequenceStartEvent) else "a single text"
            message = f"the file holds {what}; it must hold fields, one a line: `title: ...`"
            raise _Unreadable(message, *_place(first))
        next(self._events)  # the end of the document
        following = next(self._events)
        if isinstance(following, DocumentStartEvent):
            raise _Unreadable("a second document begins here; a file holds one: take out the `---`", *_place(following))
        return data

    def _value(self, event: Event, steps: Steps) -> Any:
        if isinstance(event, AliasEvent):  # a few of them can unfold to a text without end
            return self._refuse(event, steps, "an alias (*name) cannot be used here: write the value out")
        tag = event.tag if isinstance(event, NodeEvent) and hasattr(event, "tag") else None
        if tag is not None:
            self._refuse(event, steps, f"the tag {tag} cannot be used here: take it out")
        if isinstance(event, ScalarEvent):
            blank = event.implicit[0] and event.value in _NULLS  # written without quotation marks
            return None if blank or tag is not None else event.value
        if len(steps) > _DEEPEST:
            raise _Unreadable(f"lists or maps are nested deeper than {_DEEPEST} levels", *_place(event))
        return dict(self._fields(steps)) if isinstance(event, MappingStartEvent) else list(self._items(steps))

    def _items(self, steps: Steps) -> Iterator[Any]:
        index = 0
        while not isinstance(event := next(self._events), SequenceEndEvent):
            self.places[(*steps, index)] = _place(event)
            yield self._value(event, (*steps, index))
            index += 1

    def _fields(self, steps: Steps) -> Iterator[tuple[str, Any]]:
        names: set[str] = set()
        while not isinstance(key := next(self._events), MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                self._refuse(key, steps, "the name of a field must be plain text")
                self._value(key, (*steps, "?"))
                self._value(next(self._events), (*steps, "?"))
                continue
            here = (*steps, str(key.value))
            if key.value in names:
                first = self.places[here][0]
                self._refuse(key, here, f"the field stands twice, first on line {first}: keep one")
                self._value(next(self._events), (*here, "?"))
                continue
            names.add(key.value)
            self.places[here] = _place(key)
            yield key.value, self._value(next(self._events), here)

    def _refuse(self, event: Event, steps: Steps, message: str) -> None:
        line, column = _place(event)
        told = f"{field_path(steps)}: {message}" if steps else message
        self.findings.append(Finding(rule="data-invalid", message=told, path=self.shown, line=line, column=column))


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
