"""What a transcription shows is held against what the editors declare of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.declare import differences
from build_tools.model.edition import Declaration, Party
from tests.builders import declaration, letter

CASES = yaml.safe_load((Path(__file__).parent / "cases/declare/differences.yml").read_text("utf-8"))
LINES = {name: line for line, name in enumerate(
    ("siglum", "title", "kind", "date", "place", "sender", "recipients", "reference", "symbol", "differs"), start=2
)}  # fmt: skip


def declared(fields: dict[str, Any]) -> Declaration:
    parties = {
        name: tuple(Party(name=party["name"], office=party.get("office", "")) for party in fields.get(name, ()))
        for name in ("sender", "recipients")
    }
    blank = {"kind": "letter", "date": "", "place": "", "reference": "", "symbol": "", "differs": {}}
    return declaration(**{**blank, **fields, **parties, "lines": LINES})


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_difference_is_told_unless_it_is_answered(case: dict[str, Any]) -> None:
    findings = differences(declared(case["declared"]), letter(**case["seen"]))
    assert len(findings) == len(case["told"]), [str(finding) for finding in findings]
    for finding, words in zip(findings, case["told"], strict=True):
        start, _, inside = words.partition("…")
        assert finding.rule == "declaration-differs"
        assert finding.message.startswith(start), str(finding)
        assert inside in finding.message, str(finding)
        assert finding.path.endswith("/letter.yml")
        assert finding.line == LINES[finding.message.partition(":")[0].partition(".")[0]]
