"""For those who type `mkdocs build` or `mkdocs serve`: stage the pages before, prove them after.

`edition build` and `edition serve` do the same without the detour. ProperDocs calls these functions too; Zensical knows
no hooks and builds what is staged.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from build_tools import pipeline
from build_tools.report import Finding, has_errors, in_order
from build_tools.web.generate import identify, shed
from build_tools.web.publish import published, withdraw
from build_tools.web.stage import stage

_log = logging.getLogger("mkdocs.edition")

SOURCES = ("docs", "annotations")
"""Folders whose saved changes show in a live preview."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stage the pages. This comes before MkDocs looks for them, so that one build is enough."""
    root = Path(str(config.config_file_path)).resolve().parent
    prepared = pipeline.prepare(root)
    edition = prepared.edition
    _tell(prepared.findings)
    pipeline.keep_ids(prepared)
    _tell(stage(edition, Path(config.docs_dir), prepared.html))
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(edition.commit_time))
    identify(config, edition)
    config.extra["edition"] = edition
    config.watch += [str(root / name) for name in SOURCES]
    return config


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Do not watch the staged pages: a build writes them, and would start the next build."""
    server.unwatch(config.docs_dir)
    return server


def on_post_build(*, config: MkDocsConfig) -> None:
    """Prove the pages; a site that fails is taken away."""
    edition, site_dir = config.extra["edition"], Path(config.site_dir)
    shed(edition, site_dir)
    findings = published(edition, site_dir)
    if has_errors(findings):
        withdraw(edition.root, site_dir)
    _tell(findings)


def _tell(findings: Iterable[Finding]) -> None:
    """Log what editors should know; stop at errors. Warnings of the edition are no warnings of the generator."""
    findings = in_order(findings)
    if has_errors(findings):
        raise Abort("\n".join(str(finding) for finding in findings if finding.severity == "error"))
    for finding in findings:
        _log.info(str(finding))
