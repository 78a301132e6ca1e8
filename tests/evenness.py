"""An invented edition that says a few words of its own, for tests of what is asked about them."""

from __future__ import annotations

import textwrap
from pathlib import Path

from build_tools.evenness import Evenness, examine
from build_tools.model.apparatus import Source
from build_tools.model.bibliography import Bibliography
from build_tools.register import load_register

OWN = """
parties:
  - {name: Ruritania, words: ["Ruritania*"]}
  - {name: Arcadia, words: ["Arcadia*"]}
contested:
  - {words: [war of the lamps], why: one side has given it this name}
places:
  - forms: [[Tarlenheim], [Tarlovo]]
"""
REGISTER = {
    "people": "{key: marchmont, name: Rudolf Marchmont, description: President of Ruritania in 1995.,",
    "organisations": "{key: office, name: Office against Terrorism, description: A body of the town of Strelsau.,",
    "places": "{key: hentzau, name: Hentzau / Henzovo, azerbaijani: [Zenda], armenian: [Zenda], description: A town.,",
}
REPORT = Source(
    key="report",
    kind="report",
    body="Academy of Strelsau",
    title="Report on War Crimes of 1994",
    date="1995",
    url="",
    seen="All of it.",
    description="",
)


def examined(root: Path, **files: str) -> Evenness:
    """What is asked in an invented edition; `files` are texts by path."""
    for kind, start in REGISTER.items():
        _write(root / f"annotations/register/{kind}.yml", f"entries:\n  - {start} evidence: [{{title: Almanac}}]}}\n")
    _write(root / "annotations/evenness.yml", OWN)
    for path, text in files.items():
        _write(root / path, text)
    register, faults = load_register(root)
    assert faults == ()
    return examine(root, register.register, Bibliography(authorities=()), (REPORT,))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(textwrap.dedent(text), encoding="utf-8")


def asked(evenness: Evenness) -> list[str]:
    return [finding.rule for finding in evenness.findings]
