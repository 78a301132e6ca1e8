"""Stage 1: files -> Witness. No word is touched; what cannot be kept exactly is refused with one clear line."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from build_tools.errors import SourceError
from build_tools.model.witness import Witness
from build_tools.report import Finding

# Control characters that neither HTML nor XML can hold. Tab, line ends, vertical tab and form feed are white space.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
# Characters that no reader sees but that change order, joining or searching: kept, and reported.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def read_witness(path: Path, name: str | None = None) -> tuple[Witness, tuple[Finding, ...]]:
    """Read a transcription from a file.

    The text is the file decoded from UTF-8 without a leading BOM. `name` is what messages call the file, the path if
    left out. Raises SourceError where the file cannot be read or holds what cannot be kept exactly. Reports
    witness-empty and invisible-character.
    """
    name = name if name is not None else str(path)
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise SourceError(name, "this is a folder; name a file") from None
    except OSError as error:
        raise SourceError(name, f"cannot be read ({error.strerror or error})") from None
    return decode_witness(data, name)


def decode_witness(data: bytes, name: str) -> tuple[Witness, tuple[Finding, ...]]:
    """Decode the bytes of a transcription; raises and reports like `read_witness`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(data) > 3 and data[:4].count(0) >= 2):
        raise SourceError(name, "this is UTF-16 or UTF-32 text; save it as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\n|\r", data[: error.start])) + 1
        message = f"not UTF-8 at byte {error.start + 1} of the file (0x{data[error.start]:02x}); save the file as UTF-8"
        raise SourceError(name, message, line=line) from None
    witness = Witness(name=name, text=text.removeprefix("\ufeff"), sha256=hashlib.sha256(data).hexdigest())
    if control := _CONTROLS.search(witness.text):
        line, column = witness.place(control.start())
        message = f"control character U+{ord(control[0]):04X}, which no page can hold; remove it in a new transcription"
        raise SourceError(name, message, line=line, column=column)
    findings = []
    if not witness.text.strip():
        findings.append(
            Finding(rule="witness-empty", path=name, message="the file holds no text; is it the right one?")
        )
    counts: dict[str, list[int]] = {}
    for match in _INVISIBLE.finditer(witness.text):
        counts.setdefault(match[0], []).append(match.start())
    for character, places in counts.items():
        line, column = witness.place(places[0])
        findings.append(
            Finding(
                rule="invisible-character",
                path=name,
                line=line,
                column=column,
                message=f"invisible character U+{ord(character):04X}, {len(places)} in the file, this is the first; "
                "it is kept, look whether it belongs there",
            )
        )
    return witness, tuple(findings)
