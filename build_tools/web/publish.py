"""Build the site beside its place, prove it, and only then put it there."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from build_tools.fidelity.compare import compare_html
from build_tools.fidelity.sums import links, sums
from build_tools.model.edition import Edition, EditionLetter
from build_tools.report import Finding, has_errors, in_order
from build_tools.web.generate import generate
from build_tools.web.stage import STAGED, stage
from build_tools.workers import spread

SIGNS = ("index.html", "data/letters.json")
"""What every built site has: a folder that holds files and not these is not replaced."""


def publish(
    edition: Edition, renderings: Mapping[str, str], site_dir: Path, *, staged: Path | None = None, search: bool = True
) -> tuple[Finding, ...]:
    """Stage, generate, prove, and put the site at `site_dir` in place of the one that was there.

    Where a step reports an error, the rest is left out and `site_dir` stays as it was: the last site that was proved,
    or nothing. Reports folder-refused, and what `stage`, `generate` and `published` report.
    """
    staged = staged or edition.root / STAGED
    site_dir = site_dir.resolve()
    if refusal := refused(edition.root, site_dir):
        return (Finding(rule="folder-refused", message=refusal, path=str(site_dir)),)
    findings = list(stage(edition, staged, renderings, search=search))
    if has_errors(findings):
        return in_order(findings)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, so that it can be put into place by its name alone.
    with tempfile.TemporaryDirectory(prefix=f".{site_dir.name}-", dir=site_dir.parent) as beside:
        built = Path(beside, "site")
        findings += generate(edition, built, staged)
        if not has_errors(findings):
            findings += published(edition, built)
        if not has_errors(findings):
            findings += _put_in_place(built, site_dir, Path(beside, "before"))
    return in_order(findings)


def published(edition: Edition, site_dir: Path) -> tuple[Finding, ...]:
    """Hold every letter’s page, the witness beside it and the pages of authorities against the letters.

    Reports page-missing, text-differs for the copy of a witness, and all that `compare_html`, `links` and `sums`
    report.
    """
    proofs = spread(partial(_letter_published, edition, site_dir), edition.letters)
    pages = {f"authorities/{file.name}": file for file in sorted((site_dir / "authorities").glob("*.html"))}
    counted = sums(edition, {path: file.read_text(encoding="utf-8") for path, file in pages.items()})
    return (*chain.from_iterable(proofs), *counted)


def _letter_published(edition: Edition, site_dir: Path, letter: EditionLetter) -> tuple[Finding, ...]:
    page, copy = (site_dir / "letters" / f"{letter.id}{ending}" for ending in (".html", ".txt"))
    shown = f"{site_dir.name}/letters/{page.name}"
    if not page.is_file():
        return (Finding(rule="page-missing", message="the site has no page of this letter", path=shown),)
    text = page.read_text(encoding="utf-8")
    findings = [*compare_html(text, letter.letter, shown), *links(edition, letter, text)]
    if not copy.is_file() or hashlib.sha256(copy.read_bytes()).hexdigest() != letter.letter.witness.sha256:
        message = "the copy of the witness is missing from the site, or has other bytes than the witness"
        findings.append(Finding(rule="text-differs", message=message, path=f"{site_dir.name}/letters/{copy.name}"))
    return tuple(findings)


def refused(root: Path, site_dir: Path) -> str:
    """Say why a folder is not to be replaced by a site; an empty string where it may be."""
    sources = [root / name for name in ("docs", "annotations", "build_tools", "tests", STAGED)]
    if any(site_dir.is_relative_to(source) for source in sources):
        return "the site cannot stand among its own sources; name another folder"
    if site_dir.exists() and not site_dir.is_dir():
        return "this is a file; name a folder for the site"
    if site_dir.is_dir() and any(site_dir.iterdir()) and not all((site_dir / sign).is_file() for sign in SIGNS):
        return "the folder holds files and no site of this edition; it is left alone: name a new or empty folder"
    return ""


def withdraw(root: Path, site_dir: Path) -> None:
    """Remove a site that failed its proof after it was built in its place, as `mkdocs build` does."""
    if site_dir.is_dir() and not refused(root, site_dir.resolve()):
        shutil.rmtree(site_dir)


def _put_in_place(built: Path, site_dir: Path, before: Path) -> tuple[Finding, ...]:
    """Replace a folder by another one: two renames, so that no reader meets half a site."""
    try:
        if site_dir.exists():
            site_dir.rename(before)
        built.rename(site_dir)
    except OSError as fault:
        if before.exists():
            before.rename(site_dir)
        message = f"the new site cannot be put here ({fault.strerror}); the folder is as it was"
        return (Finding(rule="folder-refused", message=message, path=str(site_dir)),)
    return ()
