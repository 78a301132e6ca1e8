"""Read a YAML file as plain data with the line of every value."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from build_tools.report import Finding

Steps = tuple[str | int, ...]
"""The way to a value: names of fields and places in lists, from 0."""


class Located(NamedTuple):
    """The content of one file."""

    data: dict[str, Any]
    lines: dict[Steps, int]

    def line(self, steps: Steps) -> int:
        """Line, from 1, of a value, or of the nearest value around it."""
        for length in range(len(steps), 0, -1):
            if steps[:length] in self.lines:
                return self.lines[steps[:length]]
        return 1


def read_yaml(file: Path, shown: str) -> tuple[Located | None, Finding | None]:
    """Read a file as a map of fields; None, and a finding data-unreadable, where it cannot be read as one."""

    def unreadable(message: str, line: int = 1) -> tuple[None, Finding]:
        return None, Finding(rule="data-unreadable", message=message, path=shown, line=line)

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return unreadable("this is not UTF-8: save the file as UTF-8", error.object.count(b"\n", 0, error.start) + 1)
    except OSError as error:
        return unreadable(f"the file cannot be read: {error.strerror}")
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)  # the safe loader, written in C
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return unreadable(f"this is not YAML: {error.problem}", mark.line + 1 if mark else 1)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return unreadable(f"this is not YAML: {error}")
    if node is None:
        return Located({}, {}), None
    if not isinstance(node, yaml.MappingNode) or not isinstance(data, dict):
        return unreadable("the file must hold fields, one a line: `name: ...`", node.start_mark.line + 1)
    lines: dict[Steps, int] = {}
    _walk(node, (), lines)
    return Located(data, lines), None


def _walk(node: yaml.Node, steps: Steps, lines: dict[Steps, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[(*steps, key.value)] = key.start_mark.line + 1
            _walk(value, (*steps, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[(*steps, index)] = value.start_mark.line + 1
            _walk(value, (*steps, index), lines)
