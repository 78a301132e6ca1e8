"""Files of forms: the shipped ones and an edition's own, checked and read into CiteURL templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

from citeurl.citator import Template  # type: ignore[import-untyped]  # ships no types

from build_tools.citations.forms import Example, Form, Forms
from build_tools.citations.fragments import SHIPPED, expand, fragments
from build_tools.citations.vocabulary import vocabulary
from build_tools.model.citation import CitationForm
from build_tools.report import Finding
from build_tools.yamlfile import Located, read_yaml

FOLDER = Path("annotations", "citations")
DECLARED = "declared.yml"

# How the match of a form is read; "plain" takes the normal form from the name builder alone.
READERS = (
    "plain",
    "symbol",
    "resolution",
    "bracketed",
    "court",
    "application",
    "tribunal",
    "case",
    "report",
    "numbered",
    "instrument",
    "provision",
    "document",
    "titled-resolution",
    "book",
    "address",
    "back",
)
_TEMPLATE_FIELDS = ("tokens", "pattern", "patterns", "name builder", "meta")
_OWN_FIELDS = ("form", "reads", "triggers", "before", "starts", "needs", "examples", "counter-examples")
# {token}? is an optional token: CiteURL sets a look-ahead behind each token, to which the sign would go
_OPTIONAL = re.compile(r"\{([a-z_]+)\}\?")


@cache
def shipped_forms() -> Forms:
    """The forms that come with the tool; they work in any folder."""
    forms: list[Form] = []
    for file in sorted(SHIPPED.glob("*.yml")):
        if file.stem != "fragments":
            found, findings = _read(file, file.name)
            if findings:
                raise ValueError("\n".join(map(str, findings)))  # a fault of this package, never of the input
            forms += found
    return Forms(forms=tuple(forms))


def load_forms(root: Path | None = None) -> tuple[Forms, tuple[Finding, ...]]:
    """The shipped forms and those of an edition, `annotations/citations/*.yml` but for `declared.yml`.

    An edition's form takes the place of a shipped one of the same name. Reports data-unreadable and data-invalid with
    file and line; a form with a fault is left out.
    """
    shipped = shipped_forms()
    if root is None:
        return shipped, ()
    own: list[Form] = []
    findings: list[Finding] = []
    for file in sorted((root / FOLDER).glob("*.yml")):
        if file.name != DECLARED:
            found, faults = _read(file, file.relative_to(root).as_posix())
            own += found
            findings += faults
    names = {form.name for form in own}
    return Forms(forms=(*own, *(form for form in shipped.forms if form.name not in names))), tuple(findings)


def _read(file: Path, shown: str) -> tuple[list[Form], list[Finding]]:
    located, unread = read_yaml(file, shown)
    findings = list(unread)
    if located is None:
        return [], findings
    forms: list[Form] = []
    for name, values in located.data.items():
        faults = list(_faults(name, values, located, shown))
        if not faults:
            try:
                forms.append(_form(name, values))
            except (re.error, SyntaxError, KeyError, TypeError, ValueError, AttributeError) as error:
                faults.append(_fault(name, f"the pattern cannot be used: {error}", (name,), located, shown))
        findings += faults
    return forms, findings


def _fault(path: str, message: str, steps: tuple[str | int, ...], located: Located, shown: str) -> Finding:
    line, column = located.place(steps)
    return Finding(rule="data-invalid", message=f"{path}: {message}", path=shown, line=line, column=column)


def _faults(name: str, values: Any, located: Located, shown: str) -> Iterator[Finding]:
    if not isinstance(values, dict):
        yield _fault(name, "a form is a map of fields: form, triggers, tokens, patterns ...", (name,), located, shown)
        return
    for key in values:
        if key not in (*_TEMPLATE_FIELDS, *_OWN_FIELDS):
            known = ", ".join((*_OWN_FIELDS, *_TEMPLATE_FIELDS))
            yield _fault(f"{name}.{key}", f"no form has this field; known are {known}", (name, key), located, shown)
    if values.get("form") not in get_args(CitationForm):
        message = f"must be one of {', '.join(get_args(CitationForm))}; it is {values.get('form')}"
        yield _fault(f"{name}.form", message, (name, "form"), located, shown)
    if values.get("reads", "plain") not in READERS:
        message = f"must be one of {', '.join(READERS)}; it is {values.get('reads')}"
        yield _fault(f"{name}.reads", message, (name, "reads"), located, shown)
    if values.get("needs", "") not in ("", "figures", "month"):
        message = f"must be figures or month; it is {values['needs']}"
        yield _fault(f"{name}.needs", message, (name, "needs"), located, shown)
    if not str(values.get("before", "")).isdecimal() and "before" in values:
        message = f"must be a number of characters; it is {values['before'] or 'blank'}"
        yield _fault(f"{name}.before", message, (name, "before"), located, shown)
    for key, least in (("triggers", 1), ("examples", 3), ("counter-examples", 2)):
        entries = values.get(key)
        if not isinstance(entries, list) or len(entries) < least:
            message = f"must be a list of at least {least}"
            yield _fault(f"{name}.{key}", message, (name, key), located, shown)
    for index, example in enumerate(values.get("examples") or []):
        if not isinstance(example, dict) or not {"text", "quote"} <= example.keys():
            path = f"{name}.examples[{index}]"
            yield _fault(path, "needs text and quote", (name, "examples", index), located, shown)
    if not values.get("patterns") and not values.get("pattern"):
        yield _fault(f"{name}.patterns", "is missing: a form needs a pattern", (name,), located, shown)
    if values.get("reads", "plain") == "plain" and "name builder" not in values:
        message = "is missing: it makes the normal form"
        yield _fault(f"{name}.name builder", message, (name,), located, shown)


def _form(name: str, values: Mapping[str, Any]) -> Form:
    shared = fragments()
    tokens = {
        key: {**token, "regex": expand(token["regex"], shared)} for key, token in values.get("tokens", {}).items()
    }
    patterns = values.get("patterns") or [values["pattern"]]
    templates = []
    for number, pattern in enumerate(patterns):
        whole = _OPTIONAL.sub(r"(?:{\1})?", expand(pattern, shared))
        data: dict[str, Any] = {"tokens": tokens, "patterns": [whole]}
        if "meta" in values:
            data["meta"] = values["meta"]
        if "name builder" in values:
            data["name builder"] = dict(values["name builder"])
        templates.append(Template.from_dict(f"{name} {number}", data))
    triggers: Iterable[str] = values["triggers"]
    return Form(
        name=name,
        form=cast(CitationForm, values["form"]),
        reads=values.get("reads", "plain"),
        triggers=tuple(t for trigger in triggers for t in (_nouns() if trigger == "{NOUNS}" else [trigger])),
        before=int(values.get("before", 16)),
        # at the beginning of a word; a pattern that begins with the letters themselves is searched for much faster
        starts=re.compile(rf"[{values['starts']}](?<!\w.)" if "starts" in values else r"\S(?<!\w.)", re.DOTALL),
        needs=values.get("needs", ""),
        templates=tuple(templates),
        is_named=values.get("reads", "plain") == "plain" or any(token.get("edits") for token in tokens.values()),
        examples=tuple(_example(example) for example in values["examples"]),
        counter_examples=tuple(values["counter-examples"]),
    )


def _example(values: Mapping[str, Any]) -> Example:
    return Example(
        text=values["text"],
        quote=str(values["quote"]),
        authorities=tuple(values.get("authorities", ())),
        pin=str(values.get("pin", "")),
        before=values.get("before", ""),
    )


def _nouns() -> list[str]:
    return [noun.noun for noun in vocabulary().nouns]
