"""What an edition knows beyond its letters, and whether a folder holds one."""

from __future__ import annotations

from pathlib import Path

from build_tools.apparatus import load_sources
from build_tools.citations import load_declared, load_forms
from build_tools.citations.bibliography import load_bibliography
from build_tools.declare import load_declarations
from build_tools.draft import Knowledge
from build_tools.errors import UsageError
from build_tools.model.edition import Declaration
from build_tools.model.references import References

WITNESSES = Path("docs/letters")


def knowledge_of(root: Path) -> Knowledge | None:
    """What the edition in a folder knows; None where the folder is no edition."""
    return knowledge_for(root, load_declarations(root)[0]) if is_edition(root) else None


def knowledge_for(root: Path, declarations: tuple[Declaration, ...]) -> Knowledge:
    """What an edition with these letters knows; faults of its files are findings of it.

    Reports what `load_bibliography`, `load_forms`, `load_declared` and `load_sources` report.
    """
    bibliography, in_bibliography = load_bibliography(root)
    forms, in_forms = load_forms(root)
    links, in_links = load_declared(root)
    sources, in_sources = load_sources(root)
    return Knowledge(
        root=root,
        bibliography=bibliography,
        forms=forms,
        links=links,
        letters={declaration.sha256: declaration.id for declaration in declarations},
        references=References(bibliography=bibliography, sources={source.key: source for source in sources}),
        findings=(*in_bibliography, *in_forms, *in_links, *in_sources),
    )


def require_edition(root: Path) -> None:
    """Raise UsageError where a folder holds no edition."""
    if not is_edition(root):
        raise UsageError(
            "this folder is no edition (no annotations/edition.yml and docs/letters); run the command in one"
        )


def is_edition(root: Path) -> bool:
    """True for a folder that holds an edition."""
    return (root / "annotations" / "edition.yml").is_file() and (root / WITNESSES).is_dir()
