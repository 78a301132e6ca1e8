"""The page of changes between the versions of the edition."""

from __future__ import annotations

from markupsafe import Markup

from build_tools.changelog import load_changes
from build_tools.render.prose import line
from build_tools.report import has_errors
from build_tools.web.pages import Material, PageFault, page


def changes_page(material: Material) -> dict[str, str]:
    """about/changes. Raises PageFault for a faulty file of changes."""
    edition = material.edition
    changes, findings = load_changes(edition.root)
    if has_errors(findings):
        raise PageFault(findings[0])
    versions = [
        (
            one,
            [
                # made by render.prose, which passes no HTML on
                (heading, [Markup(line(change)) for change in its])  # noqa: S704
                for heading, its in one.by_kind
            ],
        )
        for one in changes
    ]
    released = any(one.version == edition.identity.version for one in changes)
    text = page(
        "changes.html",
        title="Changes",
        description="What changed from version to version of the edition",
        versions=versions,
        identity=edition.identity,
        commit=edition.commit,
        date=edition.commit_date,
        released=released,
    )
    return {"about/changes.md": text}
