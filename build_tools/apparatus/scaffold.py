"""Start a note: its words found in the letter, with a selector that fits exactly once, for an editor to write on."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import NamedTuple

import yaml

from build_tools.apparatus.anchor import Miss, anchor, unique_selector
from build_tools.apparatus.ids import load_note_ids
from build_tools.apparatus.load import notes_file
from build_tools.apparatus.suggest import propose
from build_tools.apparatus.text import Found, ReadingText, normalised
from build_tools.model.annotation import TextQuoteSelector
from build_tools.model.letter import Letter
from build_tools.report import Finding
from build_tools.yamlfile import quoted, read_yaml

_HEAD = "# yaml-language-server: $schema=../../schema/notes.schema.json\nnotes:\n"


class Scaffold(NamedTuple):
    """A note that waits for its words."""

    id: str
    path: Path
    text: str
    """What was written, as YAML."""
    selector: TextQuoteSelector


def new_note(
    root: Path, letter_id: str, letter: Letter, words: str, line: int | None = None
) -> tuple[Scaffold | None, tuple[Finding, ...]]:
    """Append a draft of a note on some words to `annotations/letters/<id>/notes.yml`.

    `letter` has its lasting ids; `line` is that of the witness, where the words stand several times, else the first
    place is taken. The id is one that no note of the letter ever had. Reports quote-not-found, quote-crosses-blocks,
    anchor-several, data-unreadable, data-invalid; with an error nothing is written.
    """
    shown = letter.witness.name
    found, findings = _find(words, ReadingText(letter), line, shown)
    if found is None:
        return None, findings
    path = notes_file(letter_id)
    before, faults = _text_of(root / path, path)
    ids, id_faults = load_note_ids(root, letter_id)
    if faults or id_faults:
        return None, (*findings, *faults, *id_faults)
    taken = [*ids.notes, *(name.removeprefix("note-") for name in ids.gone)]
    taken += re.findall(r"""\bid: *["']?(n\d+)""", before)  # those of faulty notes too
    number = max((int(name[1:]) for name in taken if re.fullmatch(r"n\d{1,9}", name)), default=0) + 1
    selector = unique_selector(found, ReadingText(letter))
    dash = _indent(before)
    text = _note(f"n{number}", selector, dash)
    made = (before if before.endswith("\n") else f"{before}\n") + text
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(made, encoding="utf-8", newline="\n")
    return Scaffold(f"n{number}", root / path, text, selector), findings


def _find(words: str, reading: ReadingText, line: int | None, shown: str) -> tuple[Found | None, tuple[Finding, ...]]:
    places = reading.occurrences(normalised(words))
    chosen = [place for place in places if line is None or reading.line(place) == line]
    if len(places) > 1 and line is None:
        lines = [reading.line(place) for place in places]
        message = (
            f"“{words}” stands {len(places)} times; the note is on the first place. For another one give its line with "
            f"--line: {', '.join(map(str, lines[1:]))}"
        )
        return places[0], (Finding(rule="anchor-several", message=message, path=shown, line=lines[0]),)
    if chosen:
        return chosen[0], ()
    if places:
        lines = [reading.line(place) for place in places]
        message = f"“{words}” does not begin on line {line}, but on {', '.join(map(str, lines))}"
        return None, (Finding(rule="quote-not-found", message=message, path=shown, line=lines[0]),)
    selector = TextQuoteSelector(words)
    miss = anchor(selector, reading)
    if not isinstance(miss, Miss):
        return None, ()
    proposal = propose(selector, miss, reading)
    message = f"{miss.message}: “{words}”"
    if proposal is None:
        return None, (Finding(rule=miss.rule, message=f"{message}; quote them as the page shows them", path=shown),)
    message += f". Did you mean “{proposal.new.exact}”?"
    return None, (Finding(rule=miss.rule, message=message, path=shown, line=proposal.line),)


def _text_of(file: Path, shown: str) -> tuple[str, tuple[Finding, ...]]:
    """The text to which a note can be appended."""
    if not file.exists():
        return _HEAD, ()
    located, findings = read_yaml(file, shown)
    if located is None or findings:
        return "", findings
    text = file.read_text(encoding="utf-8-sig")
    notes = located.data.get("notes")
    if list(located.data) not in ([], ["notes"]) or not isinstance(notes, list | None):
        message = "notes: must be a list, and all that the file holds, for a note to be put behind the last one"
        return "", (Finding(rule="data-invalid", message=message, path=shown),)
    if notes is None:
        # "notes:" with nothing behind it, or an empty file
        return (text if "notes" in located.data else f"{text}\nnotes:\n".lstrip("\n")), ()
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style or root.value[0][1].flow_style:
        message = "notes: is written with brackets; write each note behind `- ` on a line of its own"
        return "", (Finding(rule="data-invalid", message=message, path=shown),)
    return text, ()


def _indent(text: str) -> str:
    """The white space before the dash of a list entry, as the file has it."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    notes = root.value[0][1] if isinstance(root, yaml.MappingNode) and root.value else None
    return " " * notes.start_mark.column if isinstance(notes, yaml.SequenceNode) else "  "


def _note(note_id: str, selector: TextQuoteSelector, dash: str) -> str:
    prefix = f"\n  prefix: {quoted(selector.prefix)}" if selector.prefix else ""
    suffix = f"\n  suffix: {quoted(selector.suffix)}" if selector.suffix else ""
    lines = f"""\
id: {note_id}
kind: context # textual, identification, context, cross-reference or disputed
target:
  exact: {quoted(selector.exact)}{prefix}{suffix}
body: # what a reader should know, in the edition's own plain and neutral words
evidence: # what it rests on: authority, source or letter
  - authority:
    pinpoint:
certainty: low # high or low
status: draft # reviewed publishes it
date: {datetime.datetime.now(datetime.UTC).date().isoformat()}
remark: Not written yet.
""".splitlines()
    return "".join(f"{dash}{'- ' if index == 0 else '  '}{text}\n" for index, text in enumerate(lines))
