"""The ids of notes and emendations that a letter has or ever had: `annotations/letters/<id>/note-ids.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import fuzz

from build_tools.apparatus.load import LETTERS_FOLDER, Loaded
from build_tools.apparatus.suggest import NEAR
from build_tools.apparatus.text import normalised
from build_tools.faults import invalid
from build_tools.model.annotation import Annotation
from build_tools.model.apparatus import Emendation, Lost
from build_tools.report import Finding
from build_tools.yamlfile import Located, quoted, read_yaml

_SECTIONS = ("notes", "emendations", "several", "gone")
_ANCHORS = {"notes": "note-", "emendations": "emendation-"}
_RECORDED = 12
"""Words of a quotation that are recorded."""
_HEAD = """\
# Ids of the editors' notes and emendations of this letter, each with the first words it stands at.
# The build writes this file; links from elsewhere rest on it. An id is never given to other words: where a note is the
# same and its words were corrected beyond recognition, correct them here in the same way.
"""
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteIds:
    """The ids of one letter's notes and emendations, with the first words that each stands at."""

    path: str
    """The file, from the project's folder."""
    notes: Mapping[str, str] = field(default_factory=dict)
    emendations: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, str] = field(default_factory=dict)
    """By anchor in the page: how often the words stood in the letter, where that was more than once."""
    gone: Mapping[str, str] = field(default_factory=dict)
    """By anchor in the page (note-n3, emendation-e1) the words of what was taken out."""

    @property
    def anchors(self) -> dict[str, str]:
        """By anchor in the page the words of each note and emendation that there is."""
        return {prefix + own: words for name, prefix in _ANCHORS.items() for own, words in getattr(self, name).items()}


def load_note_ids(root: Path, letter_id: str) -> tuple[NoteIds, tuple[Finding, ...]]:
    """Load the ids of a letter; none where there is no file yet. Reports data-unreadable, data-invalid."""
    path = f"{LETTERS_FOLDER}/{letter_id}/note-ids.yml"
    if not (root / path).exists():
        return NoteIds(path=path), ()
    located, findings = read_yaml(root / path, path)
    if located is None:
        return NoteIds(path=path), findings
    faults = tuple(_faults(located, path))
    sections = {name: value for name in _SECTIONS if isinstance(value := located.data.get(name), dict)}
    texts = {name: {key: str(words or "") for key, words in value.items()} for name, value in sections.items()}
    return NoteIds(path=path, **texts), (*findings, *faults)


def anchor_of(one: Annotation | Emendation) -> str:
    """The anchor of a note or emendation in the letter's page."""
    return ("note-" if isinstance(one, Annotation) else "emendation-") + one.id


def kept(
    before: NoteIds,
    notes: Sequence[Loaded[Annotation]],
    emendations: Sequence[Loaded[Emendation]],
    several: Mapping[str, int],
) -> tuple[NoteIds, tuple[Lost, ...], tuple[Finding, ...]]:
    """Hold the ids of now against those of before: what to record, what is gone, what is wrong.

    `several`: how often the words of each stand in the letter, by anchor in the page, where that is known.
    Reports annotation-id-reused where an id stands at other words than it ever did, annotation-id-gone once for each id
    that has been taken out.
    """
    findings: list[Finding] = []
    gone = dict(before.gone)
    now: dict[str, dict[str, str]] = {}
    # a draft that nobody has seen has no address yet; one that was published before keeps it
    recorded_notes = [one for one in notes if one.of.status == "reviewed" or one.of.id in before.notes]
    pairs: tuple[tuple[str, Sequence[Loaded[Annotation] | Loaded[Emendation]], Mapping[str, str]], ...] = (
        ("notes", recorded_notes, before.notes),
        ("emendations", emendations, before.emendations),
    )
    for name, those, known in pairs:
        prefix = _ANCHORS[name]
        now[name] = {one.of.id: _first(one.of.target.exact) for one in those}
        for one in those:
            recorded = known.get(one.of.id, gone.pop(prefix + one.of.id, ""))
            if recorded and not _same(recorded, now[name][one.of.id]):
                message = (
                    f"`{one.of.id}` has stood at “{recorded}”: give this one an id that none ever had, or, if it is "
                    f"the same and its words were corrected, correct them in {before.path}"
                )
                findings.append(one.fault("annotation-id-reused", message, "id"))
        for left in known.keys() - now[name].keys():
            gone[prefix + left] = known[left]
    for anchor in gone.keys() - before.gone.keys():
        message = f"{anchor} has been taken out: its anchor stays in the page, empty, and says so"
        findings.append(Finding(rule="annotation-id-gone", message=message, path=before.path))
    present = {anchor_of(one.of) for _, those, _ in pairs for one in those}
    counts = {anchor: before.several.get(anchor, "1") for anchor in present} | {
        anchor: str(count) for anchor, count in several.items() if anchor in present
    }
    told_apart = {anchor: count for anchor, count in sorted(counts.items()) if count != "1"}
    made = NoteIds(path=before.path, **now, several=told_apart, gone=dict(sorted(gone.items())))
    withdrawn = {f"note-{one.of.id}": one.of.target.exact for one in recorded_notes if one.of.status == "draft"}
    lost = tuple(Lost(anchor, words) for anchor, words in {**made.gone, **withdrawn}.items())
    return made, lost, tuple(findings)


def write_note_ids(root: Path, ids: NoteIds) -> Path | None:
    """Write the ids of a letter; the path, or None where nothing has changed or there is nothing to record."""
    file = root / ids.path
    text = _HEAD + "".join(_section(name, getattr(ids, name)) for name in _SECTIONS)
    if (text == _HEAD and not file.exists()) or (file.exists() and file.read_bytes() == text.encode()):
        return None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def _first(exact: str) -> str:
    return " ".join(normalised(exact).split()[:_RECORDED])


def _same(recorded: str, now: str) -> bool:
    return normalised(recorded) == now or fuzz.ratio(normalised(recorded), now) >= NEAR


def _section(name: str, entries: Mapping[str, str]) -> str:
    lines = "".join(f"  {key}: {quoted(words)}\n" for key, words in entries.items())
    return f"{name}:\n{lines}" if lines else ""


def _faults(located: Located, path: str) -> Iterator[Finding]:
    for name, value in located.data.items():
        if name not in _SECTIONS:
            yield invalid(f"no field has this name; known are {', '.join(_SECTIONS)}", located, path, (name,))
        elif not isinstance(value, dict | None):
            yield invalid("must be a map of ids, such as `n1: first words`", located, path, (name,))
        else:
            yield from _odd(name, value or _NONE, located, path)


def _odd(name: str, entries: Mapping[str, object], located: Located, path: str) -> Iterable[Finding]:
    for key, words in entries.items():
        if not isinstance(words, str | None):
            yield invalid("must be the first words, as text", located, path, (name, key))
