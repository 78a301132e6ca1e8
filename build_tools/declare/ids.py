"""Give the blocks and notes of a letter the ids that they keep from one transcription to the next."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from build_tools.declare.firstwords import WORDS, distinct_words, recognised
from build_tools.declare.registry import Entry, Registry
from build_tools.model.edition import Gone
from build_tools.model.letter import Block, Call, Letter, Note
from build_tools.report import Finding

_Key = tuple[str, str]
"""Group (p, h, m, or a note's label) and recorded words: what makes a block or note the same as before."""

_Grouped = tuple[str, Entry]
"""A recorded id with its group."""


class Lasting(NamedTuple):
    """A letter with its lasting ids."""

    letter: Letter
    gone: tuple[Gone, ...]
    """Ids whose words this transcription no longer has."""
    minted: tuple[str, ...]
    """Ids given for the first time, in the order of reading."""
    registry: Registry
    """What to keep for the next time."""
    findings: tuple[Finding, ...]


def lasting(letter: Letter, registry: Registry) -> Lasting:
    """Give every block and note the id that its first words had before, or a new one that none ever had.

    Words are matched in order, so that a paragraph put in moves no id, and texts with the same recorded words are told
    apart by their order; words found at another place keep their id; an id that was gone comes back with its words. The
    same letter and register always give the same ids. Reports ids-minted, id-gone.
    """
    recorded = {entry.id: entry.words for part in (registry.blocks, registry.notes, registry.gone) for entry in part}
    used, highest = set(recorded), _highest(recorded)
    block_texts = [(_letters_of(block.id), block.text) for block in letter.blocks]
    note_texts = [(_base_of(note.label), note.text) for note in letter.notes]
    labels = {label for label, _ in note_texts}
    returning = [(_group(entry.id, labels), entry) for entry in registry.gone]
    kept_blocks = _kept_in_another_role(
        _kept([(_letters_of(entry.id), entry) for entry in registry.blocks], returning, block_texts),
        registry.blocks,
        block_texts,
    )
    kept_notes = _kept([(_group(entry.id, labels), entry) for entry in registry.notes], returning, note_texts)
    block_ids = [
        kept or _next_number(group, highest) for kept, (group, _) in zip(kept_blocks, block_texts, strict=True)
    ]
    note_ids = [kept or _note_id(note, used) for kept, note in zip(kept_notes, letter.notes, strict=True)]
    blocks = _entries(block_ids, block_texts, recorded)
    notes = _entries(note_ids, note_texts, recorded)
    present = {*block_ids, *note_ids}
    left = [entry for entry in (*registry.blocks, *registry.notes) if entry.id not in present]
    gone = (*(entry for entry in registry.gone if entry.id not in present), *left)
    minted = tuple(name for name in (*block_ids, *note_ids) if name not in recorded)
    return Lasting(
        _renamed(letter, block_ids, note_ids),
        tuple(Gone(id=entry.id, words=entry.words) for entry in gone),
        minted,
        Registry(path=registry.path, blocks=blocks, notes=notes, gone=gone),
        _findings(registry.path, minted, left),
    )


def _kept(before: Sequence[_Grouped], returning: Sequence[_Grouped], texts: Sequence[tuple[str, str]]) -> list[str]:
    """For each block or note of now, given by group and text, the id that it keeps, or an empty string."""
    kept = [""] * len(texts)
    keys = [(group, entry.words) for group, entry in before]
    known = [*keys, *((group, entry.words) for group, entry in returning)]
    now = [(group, words) for (group, _), words in zip(texts, recognised(texts, known), strict=True)]
    if keys == now:  # the usual case, and the matcher takes the square of the time where many words are equal
        return [entry.id for _, entry in before]
    matcher = SequenceMatcher(None, keys, now, autojunk=False)
    matched: set[int] = set()
    for start_before, start_now, size in matcher.get_matching_blocks():
        for step in range(size):
            kept[start_now + step] = before[start_before + step][1].id
            matched.add(start_before + step)
    # What stands at another place than before, and what comes back, are the same words all the same.
    waiting: dict[_Key, deque[str]] = defaultdict(deque)
    for index, (group, entry) in enumerate(before):
        if index not in matched:
            waiting[group, entry.words].append(entry.id)
    for group, entry in returning:
        waiting[group, entry.words].append(entry.id)
    for index, key in enumerate(now):
        if not kept[index] and waiting.get(key):
            kept[index] = waiting[key].popleft()
    return kept


def _kept_in_another_role(
    kept: Sequence[str], before: Iterable[Entry], texts: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """Let blocks that kept no id take that of their own words in another group: a title that is read as a paragraph.

    The id goes with the words, not with the role. Ids of notes name their label and are left out.
    """
    taken = set(kept)
    left: dict[str, deque[str]] = defaultdict(deque)
    for entry in before:
        if entry.id not in taken and entry.words:
            left[entry.words].append(entry.id)
    lengths = sorted({len(words.split()) for words in left}, reverse=True)
    made = []
    for name, (_, text) in zip(kept, texts, strict=True):
        if not name:
            start = text.split(maxsplit=lengths[0])[: lengths[0]] if lengths else []
            # fewer words than eight are recorded where the block has no more
            fits = (" ".join(start[:n]) for n in lengths if n >= WORDS or len(text.split(maxsplit=n)) == n)
            name = next((left[words].popleft() for words in fits if left.get(words)), "")
        made.append(name)
    return tuple(made)


def _entries(names: Sequence[str], texts: Sequence[_Key], recorded: Mapping[str, str]) -> tuple[Entry, ...]:
    """What to record: as many words as before, and more where others now begin alike."""
    lengths = [len(recorded.get(name, "").split()) for name in names]
    words = distinct_words(texts, lengths)
    return tuple(Entry(id=name, words=each) for name, each in zip(names, words, strict=True))


def _letters_of(block_id: str) -> str:
    return block_id.rstrip("0123456789")


def _base_of(label: str) -> str:
    """The anchor of the first note of a label: fn-13; characters outside A-Z a-z 0-9 . - as uXXXX."""
    return "fn-" + re.sub(r"[^A-Za-z0-9.-]", lambda match: f"u{ord(match[0]):04X}", label)


def _group(recorded_id: str, labels: set[str]) -> str:
    """The group of a recorded id: its letters; of a note the anchor of its label, without the count of equal labels."""
    if not recorded_id.startswith("fn-"):
        return _letters_of(recorded_id)
    # fn-1.2 is the second note of label 1, or the first of a label 1.2: the labels of the letter tell which.
    stem, _, count = recorded_id.rpartition(".")
    return stem if count.isdecimal() and stem and recorded_id not in labels else recorded_id


def _highest(recorded: Iterable[str]) -> Counter[str]:
    """The highest number that each group of blocks ever had."""
    highest: Counter[str] = Counter()
    for name in recorded:
        if not name.startswith("fn-"):
            group = _letters_of(name)
            highest[group] = max(highest[group], int(name[len(group) :]))
    return highest


def _next_number(group: str, highest: Counter[str]) -> str:
    """A number that the group never had."""
    highest[group] += 1
    return f"{group}{highest[group]}"


def _note_id(note: Note, used: set[str]) -> str:
    name, count = note.id, 2
    while name in used:
        name = f"{_base_of(note.label)}.{count}"
        count += 1
    used.add(name)
    return name


def _renamed(letter: Letter, block_ids: Sequence[str], note_ids: Sequence[str]) -> Letter:
    new_id = {block.id: name for block, name in zip(letter.blocks, block_ids, strict=True)}

    def renamed(call: Call) -> Call:
        return replace(call, within=new_id.get(call.within, call.within))

    blocks: tuple[Block, ...] = tuple(replace(block, id=new_id[block.id]) for block in letter.blocks)
    notes = tuple(
        replace(note, id=name, calls=tuple(map(renamed, note.calls)))
        for note, name in zip(letter.notes, note_ids, strict=True)
    )
    return replace(letter, blocks=blocks, notes=notes)


def _findings(path: str, minted: Sequence[str], left: Iterable[Entry]) -> tuple[Finding, ...]:
    findings = [
        Finding(
            rule="id-gone",
            message=f"{entry.id}: the transcription no longer has “{entry.words}”. Its anchor stays, empty; "
            "if the words were only corrected, correct them here and the id stays with them",
            path=path,
            line=entry.line,
        )
        for entry in left
    ]
    if minted:
        named = ", ".join(minted[:10]) + (f" and {len(minted) - 10} more" if len(minted) > 10 else "")
        what = "id is" if len(minted) == 1 else "ids are"
        message = f"{len(minted)} {what} new: {named}. Keep this file with the letter"
        findings.append(Finding(rule="ids-minted", message=message, path=path))
    return tuple(findings)
