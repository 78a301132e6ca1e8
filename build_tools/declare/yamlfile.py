"""Read a YAML file of the editors as plain data, with the line of every value.

Every field of these files is text, a list or a map. So scalars are taken as written: `version: 1.0` is the text 1.0,
`language: no` the text no, and a date that is no calendar date reaches the check that can say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from build_tools.report import Finding

Steps = tuple[str | int, ...]
"""The way to a value: names of fields and places in lists, from 0."""

_PLAIN = ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in _PLAIN}
_NULL = "tag:yaml.org,2002:null"


class Located(NamedTuple):
    """The content of one file."""

    data: dict[str, Any]
    """Maps, lists, text, and None where a value is blank."""
    places: dict[Steps, tuple[int, int]]
    """Line and column, from 1, of each value: of its name in a map, of itself in a list."""

    def place(self, steps: Steps) -> tuple[int, int]:
        """Line and column of a value, or of the nearest value around it."""
        for length in range(len(steps), 0, -1):
            if steps[:length] in self.places:
                return self.places[steps[:length]]
        return 1, 1


def field_path(steps: Steps) -> str:
    """The way to a value as editors write it: recipients[1].office, counted from 0."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


def read_yaml(file: Path, shown: str) -> tuple[Located | None, tuple[Finding, ...]]:
    """Read one file as a map; None where it cannot be read at all.

    Reports data-unreadable (not UTF-8, no YAML, not a map), data-invalid (a field twice, an alias, a tag).
    Source: YAML 1.2.2.
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
    return parse_yaml(text, shown)


def parse_yaml(text: str, shown: str) -> tuple[Located | None, tuple[Finding, ...]]:
    """Read the text of one file as a map; see `read_yaml`."""
    try:
        node = YAML(typ="safe", pure=True).compose(text)  # nodes only: nothing in the file is ever constructed
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        why = ", ".join(part for part in (error.context, error.problem) if part)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, (_unreadable(f"this is not YAML: {why}", shown, line, column),)
    except YAMLError as error:  # a character that YAML does not allow
        position = getattr(error, "position", 0)
        character = getattr(error, "character", None)
        what = f"character U+{character:04X}" if isinstance(character, int) else "a character"
        return None, (_unreadable(f"{what} may not stand in YAML", shown, text.count("\n", 0, position) + 1),)
    except RecursionError:
        return None, (_unreadable("lists or maps are nested too deep to be read", shown),)
    if node is None:
        return Located({}, {}), ()
    if not isinstance(node, MappingNode):
        what = "a list" if isinstance(node, SequenceNode) else "a single text"
        message = f"the file holds {what}; it must hold fields, one a line: `title: ...`"
        return None, (_unreadable(message, shown, node.start_mark.line + 1),)
    walk = _Walk(shown)
    data = walk.plain(node, ())
    return Located(data, walk.places), tuple(walk.findings)


def _unreadable(message: str, shown: str, line: int = 1, column: int = 1) -> Finding:
    return Finding(rule="data-unreadable", message=message, path=shown, line=line, column=column)


class _Walk:
    """One walk through the nodes of a file."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.places: dict[Steps, tuple[int, int]] = {}
        self.findings: list[Finding] = []
        self._seen: set[int] = set()

    def plain(self, node: Node, steps: Steps) -> Any:
        # A node met again is an alias: not needed here, and a few of them can unfold to a text without end.
        if id(node) in self._seen:
            return self._refuse(node, steps, "an alias (*name) cannot be used here: write the value out")
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            return self._refuse(node, steps, f"the tag {node.tag} cannot be used here: take it out")
        if isinstance(node, MappingNode):
            return dict(self._fields(node, steps))
        if isinstance(node, SequenceNode):
            return [self._item(item, (*steps, index)) for index, item in enumerate(node.value)]
        return None if node.tag == _NULL else node.value

    def _item(self, node: Node, steps: Steps) -> Any:
        self.places[steps] = (node.start_mark.line + 1, node.start_mark.column + 1)
        return self.plain(node, steps)

    def _fields(self, node: MappingNode, steps: Steps) -> Iterator[tuple[str, Any]]:
        names: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, ScalarNode) or key.tag not in _PLAIN_TAGS:
                self._refuse(key, steps, "the name of a field must be plain text")
                continue
            name = str(key.value)
            here = (*steps, name)
            if name in names:
                first = self.places[here][0]
                self._refuse(key, here, f"the field stands twice, first on line {first}: keep one")
                continue
            names.add(name)
            self.places[here] = (key.start_mark.line + 1, key.start_mark.column + 1)
            yield name, self.plain(value, here)

    def _refuse(self, node: Node, steps: Steps, message: str) -> None:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        told = f"{field_path(steps)}: {message}" if steps else message
        self.findings.append(Finding(rule="data-invalid", message=told, path=self.shown, line=line, column=column))
