"""Every TEI file is valid against the schema of the whole TEI, and the CMIF file against its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.render.cmif import cmif
from tests import schemas, tei


def test_every_file_is_valid_tei(tmp_path: Path) -> None:
    files = []
    for name, (one, edition) in tei.every().items():
        files.append(tmp_path / f"{name.replace(' ', '-')}.xml")
        files[-1].write_text(tei.write(one, edition), encoding="utf-8")
    assert len(files) > 15
    assert schemas.faults(schemas.tei_all(), files) == []


def test_what_is_not_tei_is_found(tmp_path: Path) -> None:
    one, edition = tei.every()["annotated"]
    broken = tmp_path / "broken.xml"
    broken.write_text(tei.write(one, edition).replace("<sic>", "<sick>").replace("</sic>", "</sick>"), encoding="utf-8")
    (fault, *_) = schemas.faults(schemas.tei_all(), [broken])
    assert "sick" in fault


@pytest.mark.parametrize("address", ["", "https://letters.example/edition/"])
def test_the_letters_in_cmif_are_valid(tmp_path: Path, address: str) -> None:
    files = []
    for number, edition in enumerate({id(edition): edition for _, edition in tei.every().values()}.values()):
        for licence in ("", "CC-BY-4.0"):
            files.append(tmp_path / f"{number}-{licence}.xml")
            files[-1].write_text(cmif(tei.named(edition, base_address=address, licence=licence)), encoding="utf-8")
    assert len(files) > 10
    assert schemas.faults(schemas.cmif(), files) == []


def test_what_is_not_cmif_is_found(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    text = cmif(tei.of_the_edition())
    assert "<correspDesc" in text
    broken.write_text(text.replace("correspDesc", "posted"), encoding="utf-8")
    (fault, *_) = schemas.faults(schemas.cmif(), [broken])
    assert "posted" in fault
