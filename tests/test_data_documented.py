"""Every field of every data file is told on the page about the data, and the page tells of none that is not there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from lxml import etree

from build_tools.render.cmif import cmif
from build_tools.web.stage import staged_tree
from tests import tei
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "about" / "data.md").read_text(encoding="utf-8")
JSON_FILES = (
    "letters.json", "ledger.json", "citations.json", "authorities.csl.json", "register.json", "relations.json",
    "annotations.jsonld",
)  # fmt: skip
# Fields that a file may have and this edition's has not: blanks of the edition, and what no letter has yet.
MAY_BE_ABSENT = {
    "annotations.jsonld": {"creator", "creator.type", "creator.name"},
    "relations.json": set[str](),
    "register.json": set[str](),
}
_CODE = re.compile(r"`([^`]+)`")
_SHARED = re.compile(r"\]\(#(passage|evidence)\)")


@cache
def files() -> dict[str, str]:
    """The data files of the edition by name, as they are published."""
    edition = tei.of_the_edition()
    tree, findings = staged_tree(edition, {one.id: "" for one in edition.letters}, search=False)
    assert [str(finding) for finding in findings] == []
    return {path.removeprefix("data/"): text.decode() for path, text in tree.items() if path.startswith("data/")}


def section(name: str) -> str:
    """What the page says of a file: from its heading to the next of the same depth."""
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    (found,) = [part for part in parts if part.partition("\n")[0] == name]
    return found


def rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """The rows of the tables of a section, each with the path that its heading puts before its fields."""
    prefix = ""
    for line in text.split("\n"):
        if line.startswith("### "):
            codes = _CODE.findall(line)
            prefix = f"{codes[0]}." if codes and "Each of" in line else ""
        elif line.startswith("|") and not line.startswith(("| ---", "| field", "| element", "| file")):
            yield prefix, [cell.strip() for cell in line.strip("|").split(" | ")]


def shape_section(name: str) -> list[str]:
    (found,) = [part for part in re.split(r"^### ", PAGE, flags=re.MULTILINE) if part.lower().startswith(f"{name}\n")]
    return [field for _, cells in rows(found.partition("\n## ")[0]) for field in _CODE.findall(cells[0])]


def documented(name: str) -> tuple[set[str], set[str]]:
    """The paths that the page tells of a file: all, and those that must be there."""
    every: set[str] = set()
    own: set[str] = set()
    text = re.split(r"^### (?:Passage|Evidence)$", section(name), flags=re.MULTILINE)[0]
    for prefix, cells in rows(text):
        fields = [prefix + field for field in _CODE.findall(cells[0])]
        own.update(fields)
        for shape in _SHARED.findall(cells[-1]):
            every.update(f"{field}.{inner}" for field in fields for inner in shape_section(shape))
    return every | own, own


def paths(value: Any, path: str = "") -> Iterator[str]:
    """Every field of a value as the page writes it: letters[].sender[].name."""
    if isinstance(value, dict):
        for name, inner in value.items():
            here = f"{path}.{name}" if path else name
            yield f"{here}[]" if isinstance(inner, list) else here
            yield from paths(inner, here)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{path}[]")


def told(path: str, every: set[str]) -> bool:
    # a list of plain values or of positions may be told without its brackets
    return path in every or path.removesuffix("[]") in every


@pytest.mark.parametrize("name", JSON_FILES)
def test_every_field_of_a_json_file_is_told(name: str) -> None:
    there = set(paths(json.loads(files()[name])))
    every, _ = documented(name)
    if name == "annotations.jsonld":  # the terms themselves, which the context only lists
        there = {path for path in there if not path.startswith("@context[].")}
    assert len(there) > 8
    assert {path for path in there if not told(path, every)} == set()


@pytest.mark.parametrize("name", JSON_FILES)
def test_no_field_of_a_json_file_is_told_that_is_not_there(name: str) -> None:
    there = set(paths(json.loads(files()[name])))
    _, own = documented(name)
    stale = own - there - {path.removesuffix("[]") for path in there}
    assert stale <= MAY_BE_ABSENT.get(name, set())


@pytest.mark.parametrize("name", ["authorities.bib", "authorities.ris"])
def test_every_field_of_the_bibliography_is_told(name: str) -> None:
    pattern = r"^\s+(\w+) = " if name.endswith("bib") else r"^([A-Z][A-Z0-9])  - "
    there = set(re.findall(pattern, files()[name], re.MULTILINE))
    every, _ = documented(name)
    assert len(there) > 10
    assert there - every == set()


def elements(xml: str) -> Iterator[tuple[str, set[str]]]:
    for element in etree.fromstring(xml.encode()).iter(etree.Element):
        names = {str(name).replace("{http://www.w3.org/XML/1998/namespace}", "xml:") for name in element.attrib}
        yield etree.QName(element).localname, names


def told_elements(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for _, cells in rows(section(name)):
        for element in _CODE.findall(cells[0]):
            found.setdefault(element, set()).update(_CODE.findall(cells[1]))
    return found


@pytest.mark.parametrize("name", ["cmif.xml", "tei/&lt;id&gt;.xml"])
def test_every_element_and_attribute_of_an_xml_file_is_told(name: str) -> None:
    known = told_elements(name)
    if name == "cmif.xml":
        edition = tei.of_the_edition()
        texts = [cmif(edition), cmif(tei.named(edition, base_address="https://letters.example/"))]
    else:
        texts = [tei.write(one, edition) for one, edition in tei.every().values()]
    missing, there = set(), set()
    for text in texts:
        for element, attributes in elements(text):
            there.add(element)
            missing |= {f"{element}/@{attribute}" for attribute in attributes - known.get(element, set())}
            missing |= {element} - known.keys()
    assert missing == set()
    assert known.keys() - there == set()


def test_every_data_file_has_its_section() -> None:
    names = {re.sub(r"tei/.*", "tei/&lt;id&gt;.xml", name) for name in files()}
    there = set(re.findall(r"^## (\S+\.\S+)$", PAGE, re.MULTILINE))
    assert names - there == {"annotations.schema.json"}
    assert "annotations.schema.json" in section("annotations.jsonld")
    assert there - names == set()
