"""Turn the staged pages into a site with MkDocs (only home of mkdocs, but for the hook)."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from build_tools.model.edition import Edition
from build_tools.report import Finding
from build_tools.web.stage import STAGED
from build_tools.web.summary import long_date

CONFIG = "mkdocs.yml"

# What the theme brings and no page uses: its scripts (one would ask other hosts), its icon, its style sheets.
_UNUSED = ("assets/javascripts", "assets/images", "assets/stylesheets")


def generate(edition: Edition, site_dir: Path, staged: Path | None = None) -> tuple[Finding, ...]:
    """Build the site of the staged pages into `site_dir`, which is emptied first.

    `staged` is the project's own tree if left out. Nothing goes to the screen. Dates are those of the commit, or of
    1970 where there is none, so that one commit gives the same bytes on any day. Reports site-generator, once for
    each warning or error of MkDocs; the site is then not to be published.
    """
    with _source_date(edition.commit_time), _heard() as said:
        try:
            mkdocs_build(configured(edition, site_dir, staged or edition.root / STAGED))
            shed(edition, site_dir)
        except Abort:
            pass  # strict mode: what led to it has been heard
        except (MkDocsException, OSError) as fault:
            said.append(str(fault))
    return tuple(Finding(rule="site-generator", message=message, path=CONFIG) for message in dict.fromkeys(said))


def configured(edition: Edition, site_dir: Path, staged: Path) -> MkDocsConfig:
    """The generator's settings for one build: mkdocs.yml with the edition's identity, and without the hook."""
    config = load_config(
        config_file=str(edition.root / CONFIG),
        docs_dir=str(staged),
        site_dir=str(site_dir),
        hooks=[],  # the hook stages the pages for those who type `mkdocs build`; here they are staged
        strict=True,
    )
    identify(config, edition)
    return config


def identify(config: MkDocsConfig, edition: Edition) -> None:
    """Put the edition's title, version and address into the settings."""
    identity = edition.identity
    config.site_name = identity.title
    config.site_url = config.site_url or identity.base_address or None  # a live preview has set its own
    # the date of the commit, never of the build: one commit gives the same bytes on any day
    date = f" of {long_date(edition.commit_date)}" if edition.commit_date else ""
    config.copyright = f"Version {identity.version}{date}" + (f", {identity.licence}" if identity.licence else "")


def shed(edition: Edition, site_dir: Path) -> None:
    """Remove from a site what no page uses, and the map for search engines where the edition has no address yet."""
    maps = () if edition.identity.base_address else ("sitemap.xml", "sitemap.xml.gz")
    for path in (path for pattern in (*_UNUSED, *maps) for path in site_dir.glob(pattern)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def _source_date(seconds: int) -> Iterator[None]:
    """Set the date that MkDocs writes. Source: reproducible-builds.org, SOURCE_DATE_EPOCH."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(seconds)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect the warnings and errors of MkDocs and keep its log off the screen."""
    ear, logger = _Ear(), logging.getLogger("mkdocs")
    kept = (logger.propagate, logger.level)
    logger.addHandler(ear)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield ear.said
    finally:
        logger.removeHandler(ear)
        logger.propagate, level = kept
        logger.setLevel(level)
