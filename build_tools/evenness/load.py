"""Load the edition's own words and answers, and the lists that are shipped with the program."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from build_tools.evenness.schema import AnswerFields, EvennessFile, VoiceFile, WordsFile
from build_tools.faults import checked
from build_tools.model.evenness import Answer
from build_tools.report import Finding
from build_tools.yamlfile import Located, read_yaml

ANSWERS_FILE = "annotations/evenness.yml"

_Shipped = TypeVar("_Shipped", bound=BaseModel)


class Own(NamedTuple):
    """What `annotations/evenness.yml` says."""

    fields: EvennessFile
    """Everything but the answers."""
    answers: tuple[Answer, ...] = ()


@cache
def voice() -> VoiceFile:
    """Where the edition speaks."""
    return _shipped(VoiceFile, "voice.yml")


@cache
def words() -> WordsFile:
    """The lists of words."""
    return _shipped(WordsFile, "words.yml")


def load_own(root: Path) -> tuple[Own, tuple[Finding, ...]]:
    """Load `annotations/evenness.yml`; nothing where there is none. A faulty answer is left out.

    Reports data-unreadable, data-invalid.
    """
    if not (root / ANSWERS_FILE).exists():
        return Own(_nothing()), ()
    located, findings = read_yaml(root / ANSWERS_FILE, ANSWERS_FILE)
    if located is None:
        return Own(_nothing()), findings
    faults = list(findings)
    given = located.data.pop("answers", None)
    fields, found = checked(EvennessFile, located, ANSWERS_FILE)
    located.data["answers"] = given
    faults += found
    if given is not None and not isinstance(given, list):
        _, found = checked(EvennessFile, Located({"answers": given}, located.places), ANSWERS_FILE)
        return Own(fields or _nothing()), (*faults, *found)
    return Own(fields or _nothing(), tuple(_answers(located, faults))), tuple(faults)


def _nothing() -> EvennessFile:
    return EvennessFile.model_validate({})


def _answers(located: Located, faults: list[Finding]) -> Iterator[Answer]:
    # each is checked by itself, so that one fault hides no other answer
    for number in range(len(located.data["answers"] or ())):
        fields, found = checked(AnswerFields, located, ANSWERS_FILE, ("answers", number))
        faults += found
        if fields is not None:
            line, _ = located.place(("answers", number))
            yield Answer(**fields.model_dump(), path=ANSWERS_FILE, line=line)


def _shipped(model: type[_Shipped], name: str) -> _Shipped:
    located, findings = read_yaml(Path(__file__).with_name(name), name)
    fields, faults = checked(model, located, name) if located else (None, ())
    if fields is None or findings:
        raise AssertionError(*(str(fault) for fault in (*findings, *faults)))
    return fields
