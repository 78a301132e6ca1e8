"""Read one BibTeX file with pybtex: entries as written, each with its lines, and every fault of the syntax.

pybtex's own entry point raises at the first fault and keeps no lines, so its scanner is used one level lower down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from pybtex.scanner import PrematureEOF, PybtexSyntaxError
from pybtex.textutils import normalize_whitespace
from pybtex.utils import CaseInsensitiveDict

from build_tools.report import Finding

# A bare % begins a comment in LaTeX and would swallow the rest of a title; in BibTeX values it is a character.
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_ESCAPED = re.compile(r"\\([&%_#${}~])")


class Value(NamedTuple):
    """One field of an entry."""

    raw: str
    """As written, without the outer braces and with single spaces."""
    line: int

    @property
    def text(self) -> str:
        """What a reader reads: LaTeX's accents, dashes and escapes resolved, braces gone."""
        return " ".join(str(Text.from_latex(_BARE_PERCENT.sub(r"\\%", self.raw))).split())

    @property
    def literal(self) -> str:
        """For addresses, symbols and dates: as written, escapes and braces gone, nothing else touched."""
        return _ESCAPED.sub(r"\1", self.raw).replace("{", "").replace("}", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a BibTeX file."""

    type: str
    """Lower case: resolution, undocument ..."""
    key: str
    fields: dict[str, Value]
    """By name in lower case, in the order of the file; of a field given twice the first."""
    line: int
    sound: bool
    """False where the syntax of the entry is broken and fields may be missing."""


def read_bibtex(text: str, path: str) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Read the entries of a BibTeX file.

    `path` is used in messages only. Reports authority-invalid for broken syntax and for a field given twice, with
    pybtex's own words, and authority-stray-text for words outside entries that are no comment: nothing is dropped
    in silence. Never raises on any text.
    """
    reader = _Reader(text, path)
    entries = tuple(reader.entries())
    return entries, tuple(reader.findings)


class _Reader(LowLevelParser):  # type: ignore[misc] # pybtex has no types
    """pybtex's scanner of BibTeX, keeping the line of each entry and field and going on after a fault."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__(text, filename=path, macros=CaseInsensitiveDict(month_names))
        self.path = path
        self.findings: list[Finding] = []
        self.field_lines: list[int] = []
        self.faults = 0
        self.begun = 1
        self.read_to: int | None = 0
        self.starts: list[tuple[int, int]] = []

    def entries(self) -> Iterator[Entry]:
        for command in self.parse_bibliography():
            start_line, faults_before = self.starts[-1]
            if command[0].lower() in ("string", "preamble"):
                continue
            key, pairs = command[1]
            if key is None:
                continue  # the fault is reported; without a key there is nothing to keep
            yield self.entry(command[0], key, pairs, start_line, sound=self.faults == faults_before)
        self.report_stray(len(self.text))

    def entry(self, kind: str, key: str, pairs: list[tuple[str, list[str]]], line: int, *, sound: bool) -> Entry:
        fields: dict[str, Value] = {}
        for (name, parts), field_line in zip(pairs, self.field_lines, strict=True):
            if name.lower() in fields:
                self.report(f"{key}.{name.lower()}: the field is given twice; keep one", field_line)
            else:
                fields[name.lower()] = Value(normalize_whitespace("".join(parts)).strip(), field_line)
        return Entry(type=kind.lower(), key=key, fields=fields, line=line, sound=sound)

    def parse_command(self) -> Any:
        self.report_stray(self.command_start)
        self.field_lines = []
        self.starts.append((self.lineno, self.faults))
        self.begun = self.lineno
        before, self.read_to = self.faults, None  # what follows a fault or an @comment is no stray text of its own
        command = super().parse_command()
        if self.faults == before:
            self.read_to = self.pos
        return command

    def parse_field(self) -> None:
        self.eat_whitespace()
        line = self.begun = self.lineno
        super().parse_field()
        if self.current_field_name and self.current_value:
            self.field_lines.append(line)

    def handle_error(self, error: PybtexError) -> None:
        self.faults += 1
        line = error.lineno if isinstance(error, PybtexSyntaxError) else self.lineno
        where = f"{self.current_entry_key}: " if self.current_entry_key else ""
        said = re.sub(r" in line \d+", "", str(error))
        advice = "check the braces, commas and equals signs here and in the lines above"
        if isinstance(error, PrematureEOF):
            # the end of the file tells nobody where the brace is missing
            line, advice = self.begun, "the field or record that begins here is not closed"
        self.report(f"{where}{said}; {advice}", line)

    def report(self, message: str, line: int) -> None:
        self.findings.append(Finding(rule="authority-invalid", message=message, path=self.path, line=max(line, 1)))

    def report_stray(self, end: int) -> None:
        if self.read_to is None:
            return
        for match in re.finditer(r"^[^\S\n]*([^\s%][^\n]*)$", self.text[self.read_to : end], re.MULTILINE):
            self.findings.append(
                Finding(
                    rule="authority-stray-text",
                    message=f"“{match[1].strip()[:60]}” stands outside every record and is not read; "
                    "begin an entry with @, or the line with % if it is a remark",
                    path=self.path,
                    line=self.text.count("\n", 0, self.read_to + match.start(1)) + 1,
                )
            )
