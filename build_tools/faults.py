"""Say in plain words, with line and path of the field, what is wrong in an editors' file."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from build_tools.report import Finding, in_order
from build_tools.yamlfile import Located, Steps, field_path

Fields = TypeVar("Fields", bound=BaseModel)

_KIND_OF_VALUE = {str: "text", list: "a list", dict: "a map of fields", type(None): "blank"}


def checked(
    model: type[Fields], located: Located, shown: str, at: Steps = ()
) -> tuple[Fields | None, tuple[Finding, ...]]:
    """Check the content of a file against its fields: the fields, or every fault at once as data-invalid.

    `at` is the way to the part of the file that is checked; the whole of it if left out.
    """
    try:
        return model.model_validate(located.value(at)), ()
    except ValidationError as error:
        found = (_finding(model, located, shown, at, detail) for detail in error.errors(include_url=False))
        return None, in_order(found)


def invalid(message: str, located: Located, shown: str, steps: Steps, rule: str = "data-invalid") -> Finding:
    """A finding about one value of a file, with its place and the path of its field before the message."""
    line, column = located.place(steps)
    return Finding(rule=rule, message=f"{field_path(steps) or 'file'}: {message}", path=shown, line=line, column=column)


def _finding(model: type[BaseModel], located: Located, shown: str, at: Steps, detail: ErrorDetails) -> Finding:
    return invalid(_said(model, detail["loc"], detail), located, shown, (*at, *detail["loc"]))


def _said(model: type[BaseModel], steps: Steps, detail: ErrorDetails) -> str:
    found = _KIND_OF_VALUE.get(type(detail["input"]), "something else")
    match detail["type"]:
        case "missing":
            return "is missing or blank, and is needed: add it"
        case "extra_forbidden":
            return _unknown(str(steps[-1]), _known_fields(model, steps[:-1]))
        case "string_type":
            return f"must be text; it is {found}"
        case "string_too_short":
            return "is blank, and is needed: fill it in"
        case "list_type":
            return f"must be a list, each entry on a line of its own behind `- `; it is {found}"
        case "model_type" | "model_attributes_type" | "dict_type":
            names = _known_fields(model, steps)
            example = f", such as `{names[0]}: ...`" if names else ""
            return f"must be a map of fields{example}; it is {found}"
        case "literal_error":
            return f"must be {_shown(detail['ctx']['expected'])}; it is {_quoted(detail['input'])}"
        case "too_short":
            return f"must have at least {detail['ctx']['min_length']} entries; it has {detail['ctx']['actual_length']}"
        case _ if isinstance(detail["input"], dict | list):  # a fault between fields: the message names them
            return detail["msg"]
        case _:
            return f"{detail['msg']}; it is {_quoted(detail['input'])}"


def _unknown(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.0)
    close = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    if close:
        return f"no field has this name; did you mean `{close[0]}`?"
    nearest = f"; the nearest is `{near[0]}`" if near else ""
    return f"no field has this name{nearest}. Known are: {', '.join(known)}"


def _known_fields(model: type[BaseModel], steps: Steps) -> list[str]:
    """Names of the fields at a place: of the model, or of the model that one of its fields holds."""
    current: type[BaseModel] = model
    for step in steps:
        if isinstance(step, int):
            continue
        field = current.model_fields.get(step)
        inner = _model_within(field.annotation) if field else None
        if inner is None:
            return []
        current = inner
    return list(current.model_fields)


def _model_within(annotation: Any) -> type[BaseModel] | None:
    for part in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def _shown(expected: str) -> str:
    return expected.replace("'", "`")


def _quoted(value: object) -> str:
    text = " ".join(str(value).split())
    return f"`{text[:60]}…`" if len(text) > 60 else f"`{text}`"
