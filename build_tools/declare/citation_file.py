"""CITATION.cff at the top of the repository: how to cite the edition, for programs, from what it says of itself."""

from __future__ import annotations

import json
from pathlib import Path

from build_tools.model.edition import Identity

NAME = "CITATION.cff"


def citation_file(identity: Identity) -> str:
    """The file's text; a blank of the edition is left out. Source: Citation File Format 1.2.0.

    The format wants an author: while the responsible body is blank, that is nobody by name.
    """
    title = ": ".join(filter(None, (identity.title, identity.subtitle)))
    lines = [
        "cff-version: 1.2.0",
        "message: Please cite the edition with its version; the site's page “How to cite” shows how to cite a letter.",
        f"title: {_text(title)}",
        "type: dataset",
        "authors:",
        f"  - name: {_text(identity.responsible or 'The contributors to the edition')}",
        f"version: {_text(identity.version)}",
    ]
    if identity.licence:
        lines.append(f"license: {_text(identity.licence)}")
    if identity.base_address:
        lines.append(f"url: {_text(identity.base_address)}")
    return "\n".join(lines) + "\n"


def write_citation_file(root: Path, identity: Identity) -> Path:
    """Write it anew; its path."""
    path = root / NAME
    path.write_text(citation_file(identity), encoding="utf-8", newline="\n")
    return path


def _text(text: str) -> str:
    # a text in JSON is also one in YAML, whatever characters it holds
    return json.dumps(text, ensure_ascii=False)
