"""The edition as a PDF, set by WeasyPrint. Source: PDF/UA-1 (ISO 14289-1) as WeasyPrint writes it.

WeasyPrint needs Pango, a system library; the typeface comes with a package, so that every machine sets the same pages.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from build_tools.bundle.print_page import print_page, sheet_of
from build_tools.bundle.proof import NotProved
from build_tools.errors import ToolMissing
from build_tools.fidelity.printed import compare_pdf
from build_tools.model.edition import Edition
from build_tools.report import has_errors

NAME = "edition.pdf"
_FAMILY = "Edition Serif"
_FACES = (("Regular", 400, "normal"), ("It", 400, "italic"), ("Bold", 700, "normal"), ("BoldIt", 700, "italic"))


def pdf(edition: Edition, site_dir: Path, dist_dir: Path) -> tuple[Path, ...]:
    """Make dist_dir/edition.pdf from a built site; return it.

    Raises ToolMissing where WeasyPrint, its system library or the typeface is missing, and NotProved where a letter in
    the file is not what its witness has: the file is then taken away.
    """
    target = dist_dir / NAME
    dist_dir.mkdir(parents=True, exist_ok=True)
    press = _Press(edition.root)
    # Set twice: the tables name the pages of what stands before them.
    pages = press.pages(print_page(edition, site_dir))
    target.write_bytes(press.pdf(print_page(edition, site_dir, pages)))
    findings = compare_pdf(target, {letter.id: sheet_of(letter) for letter in edition.letters}, edition.letters)
    if has_errors(findings):
        target.unlink()
        raise NotProved(findings)
    return (target,)


class _Press:
    """WeasyPrint with the typeface. Raises ToolMissing where one of them, or Pango, is missing."""

    def __init__(self, root: Path) -> None:
        faces = _faces()
        try:
            from weasyprint import CSS, HTML
            from weasyprint.text.fonts import FontConfiguration
        except ImportError as fault:
            raise ToolMissing("WeasyPrint is not installed: run `python3 run.py setup`") from fault
        except OSError as fault:  # Pango is loaded when WeasyPrint is
            raise ToolMissing(
                "WeasyPrint finds no Pango, a system library: on Debian `apt-get install libpango-1.0-0 "
                f"libpangoft2-1.0-0 libharfbuzz-subset0`, on macOS `brew install pango` ({fault})"
            ) from fault
        self._html = HTML
        self._root = str(root)
        self._fonts = FontConfiguration()
        self._sheet = CSS(string=faces, font_config=self._fonts)

    def pages(self, page: str) -> dict[str, int]:
        """The number of the page on which each anchor comes to stand."""
        document = self._html(string=page, base_url=self._root).render(
            stylesheets=[self._sheet], font_config=self._fonts
        )
        return {anchor: number for number, one in enumerate(document.pages, start=1) for anchor in one.anchors}

    def pdf(self, page: str) -> bytes:
        """The page as PDF/UA; its identifier is the digest of what is set."""
        made = self._html(string=page, base_url=self._root).write_pdf(
            stylesheets=[self._sheet],
            font_config=self._fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(page.encode()).digest()[:16],
        )
        return bytes(made)


def _faces() -> str:
    """Rules that name the files of the typeface. Raises ToolMissing."""
    found = find_spec("font_source_serif_pro")
    if found is None or found.origin is None:
        raise ToolMissing("the typeface is not installed (font-source-serif-pro): run `python3 run.py setup`")
    folder = Path(found.origin).parent / "files"
    return "\n".join(
        f'@font-face {{ font-family: "{_FAMILY}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{(folder / f"SourceSerifPro-{name}.ttf").as_uri()}"); }}'
        for name, weight, style in _FACES
    )
