"""Start a new letter: its witness in place, and a first declaration for an editor to review."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from build_tools.declare.load import LETTERS_FOLDER, TO_REVIEW, WITNESS_FOLDER, load_declarations
from build_tools.errors import SourceError
from build_tools.model.letter import Letter
from build_tools.report import Finding
from build_tools.yamlfile import quoted

_REVIEW = f"  {TO_REVIEW}"
_SLUG_LENGTH = 48
# Letters that Unicode does not take apart into a base letter and an accent.
_SPELT = str.maketrans(
    {"ə": "e", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
)


def new_letter(root: Path, source: Path, letter: Letter) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Copy a transcription to its place and declare what it shows: the files written, witness first.

    The id is made of date and sender; an id that is taken gets a number behind it. A witness that stands in its place
    undeclared gets a declaration. Every guessed field is marked `# to review`, and no file is ever overwritten. Reports
    letter-exists where the same file is a witness already; raises SourceError where it cannot be read.
    """
    try:
        data = source.read_bytes()
    except OSError as error:
        raise SourceError(str(source), f"the file cannot be read: {error.strerror}") from error
    digest = hashlib.sha256(data).hexdigest()
    text = _declaration_text(letter, digest, _next_siglum(root)).encode()
    for witness in sorted((root / WITNESS_FOLDER).glob("*.txt")):
        if hashlib.sha256(witness.read_bytes()).hexdigest() == digest:
            if not (root / LETTERS_FOLDER / witness.stem / "letter.yml").exists():
                return (_written(root / LETTERS_FOLDER / witness.stem / "letter.yml", text),), ()
            message = f"this transcription is in the edition already, as {WITNESS_FOLDER}/{witness.name}"
            return (), (Finding(rule="letter-exists", message=message, path=str(source)),)
    letter_id = next(name for name in _ids(letter) if not _taken(root, name))
    witness = _written(root / WITNESS_FOLDER / f"{letter_id}.txt", data)
    return (witness, _written(root / LETTERS_FOLDER / letter_id / "letter.yml", text)), ()


def _written(file: Path, content: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as out:  # x: fails where the file exists
        out.write(content)
    return file


def _ids(letter: Letter) -> Iterator[str]:
    name = f"{letter.date or 'undated'}-{_slug(letter.sender[0] if letter.sender else '') or 'unknown'}"
    yield name
    yield from (f"{name}-{number}" for number in itertools.count(2))


def _taken(root: Path, letter_id: str) -> bool:
    return (root / WITNESS_FOLDER / f"{letter_id}.txt").exists() or (root / LETTERS_FOLDER / letter_id).exists()


def _slug(text: str) -> str:
    """Lower-case ASCII words with hyphens; empty where the text is in another script."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    slug = "-".join(re.findall(r"[a-z0-9]+", "".join(char for char in apart if not unicodedata.combining(char))))
    if len(slug) > _SLUG_LENGTH:
        slug = slug[: _SLUG_LENGTH + 1].rpartition("-")[0] or slug[:_SLUG_LENGTH]
    return slug if re.search("[a-z]", slug) else ""


def _next_siglum(root: Path) -> str:
    """The first of A, B ... Z, AA, AB ... that no letter has."""
    declarations, _ = load_declarations(root)
    taken = {declaration.siglum for declaration in declarations}
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    sigla = ("".join(letters) for size in itertools.count(1) for letters in itertools.product(alphabet, repeat=size))
    return next(siglum for siglum in sigla if siglum not in taken)


def _declaration_text(letter: Letter, digest: str, siglum: str) -> str:
    what = "Document" if letter.kind == "other" else f"{letter.kind[0].upper()}{letter.kind[1:]}"
    sender, recipients = (" and ".join(names) for names in (letter.sender, letter.recipients))
    title = f"{what} from {sender or 'an unknown sender'}" + (f" to {recipients}" if recipients else "")
    return "".join(
        (
            "# yaml-language-server: $schema=../../schema/letter.schema.json\n",
            "# Written from the transcription alone. Check each line marked `to review`, then take the mark away.\n",
            _guess("siglum", siglum),
            _guess("title", title),
            "short_title:\n",
            _guess("kind", letter.kind),
            _guess("date", letter.date),
            "date_note:\n",
            _guess("place", letter.place),
            _parties("sender", letter.sender),
            _parties("recipients", letter.recipients),
            _guess("reference", letter.reference),
            _guess("symbol", letter.symbol),
            _guess("language", "en"),
            f"sha256: {digest}\n",
            "transcription:\nprovenance:\noriginal:\nrights:\nremarks:\n",
        )
    )


def _guess(name: str, value: str | None) -> str:
    return f"{name}: {quoted(' '.join(value.split()))}{_REVIEW}\n" if value else f"{name}:{_REVIEW}\n"


def _parties(name: str, parties: tuple[str, ...]) -> str:
    names = (" ".join(party.split()) for party in parties)
    entries = "".join(f"  - name: {quoted(party)}{_REVIEW}\n    office:{_REVIEW}\n" for party in names if party)
    return f"{name}:{_REVIEW}\n{entries}"
