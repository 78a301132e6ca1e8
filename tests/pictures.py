"""Pictures of every kind of page: three widths, light and dark, what opens opened, and the printed sheets.

    nox -s pictures                builds the site and makes the set in pictures/
    nox -s pictures -- --only letter --width 820

`pictures/index.html` shows all of them on one sheet. The folder is not kept in git.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, NoChromium, provide
from tests.browser.kinds import kinds
from tests.browser.opening import OPENERS, press
from tests.tools import ROOT

WIDTHS = {390: 844, 820: 1180, 1440: 900}
"""Width and height of the windows: a telephone, a tablet, a desk."""
SCHEMES = ("light", "dark")
TALLEST = 3000
"""Pixels of a page that a picture shows: the head and enough of what follows to judge it."""
SHEETS = 4
"""Printed sheets of a document that are shown, from the first."""


def main(words: list[str]) -> int:
    """Make the set; the exit status is 1 where there is no browser or nothing to show."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, nargs="?", default=ROOT / "site", help="a built site (default: site/)")
    parser.add_argument("--out", type=Path, default=ROOT / "pictures", help="folder of the set (default: pictures/)")
    parser.add_argument("--only", default="", help="only kinds of page whose name holds this")
    parser.add_argument("--width", type=int, choices=WIDTHS, help="only this width")
    asked = parser.parse_args(words)
    try:
        chromium = provide()
    except NoChromium as fault:
        print(f"pictures: {fault}", file=sys.stderr)
        return 1
    site = asked.site.resolve()
    shown = {kind: address for kind, address in kinds(site).items() if asked.only in kind}
    widths = [asked.width] if asked.width else list(WIDTHS)
    asked.out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for width in widths:
            for scheme in SCHEMES:
                made += screens(browser, site, shown, width, scheme, asked.out)
        if not asked.width:
            made += printed(browser, site, shown, asked.out)
        browser.close()
    (asked.out / "index.html").write_text(contact_sheet(made), encoding="utf-8")
    print(f"{len(made)} pictures; open {asked.out / 'index.html'}")
    return 0 if made else 1


def screens(browser: Browser, site: Path, shown: dict[str, str], width: int, scheme: str, out: Path) -> Iterator[Path]:
    """A picture of each page as it opens; of the long letter also with each thing opened that opens."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme=scheme,  # type: ignore[arg-type]  # one of SCHEMES
        reduced_motion="reduce",
        locale="en-GB",
    )
    page = context.new_page()
    for kind, address in shown.items():
        page.goto(f"{site.as_uri()}/{address}")
        yield whole(page, out / f"{kind}.{width}.{scheme}.png")
        if kind == "letter-long":
            for what, steps, _ in OPENERS:
                page.goto(f"{site.as_uri()}/{address}")
                press(page, steps)
                path = out / f"{kind}.{what.replace(' ', '-')}.{width}.{scheme}.png"
                page.screenshot(path=path)
                yield path
    context.close()


def whole(page: Page, path: Path) -> Path:
    """The page from its top to TALLEST pixels."""
    height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    width = int(page.evaluate("innerWidth"))
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    return path


def printed(browser: Browser, site: Path, shown: dict[str, str], out: Path) -> Iterator[Path]:
    """The first sheets of each page as it is printed, on A4; the whole document beside them as PDF."""
    context = browser.new_context()
    page = context.new_page()
    for kind, address in shown.items():
        page.goto(f"{site.as_uri()}/{address}")
        document = page.pdf(path=out / f"{kind}.pdf", prefer_css_page_size=True, print_background=False)
        yield from sheets(document, out, kind)
    context.close()


def sheets(document: bytes, out: Path, kind: str) -> Iterator[Path]:
    """The first sheets of a PDF as pictures."""
    pdf = pypdfium2.PdfDocument(io.BytesIO(document))
    for number in range(min(SHEETS, len(pdf))):
        path = out / f"{kind}.print-{number + 1}.png"
        pdf[number].render(scale=1.5).to_pil().save(path)
        yield path
    pdf.close()


def contact_sheet(made: list[Path]) -> str:
    """One page with all pictures, a row for each kind."""
    rows: dict[str, list[str]] = {}
    for path in made:
        kind, _, rest = path.stem.partition(".")
        name = escape(path.name)
        figure = f'<a href="{name}"><img src="{name}" alt="" loading="lazy"><br>{escape(rest)}</a>'
        rows.setdefault(kind, []).append(figure)
    body = "\n".join(f"<h2>{escape(kind)}</h2><p>{''.join(figures)}</p>" for kind, figures in rows.items())
    style = (
        "body{font:14px sans-serif;background:#888}p{display:flex;flex-wrap:wrap;gap:8px;align-items:flex-start}"
        "a{color:#000;text-align:center}img{width:220px;max-height:420px;object-fit:cover;object-position:top}"
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title><style>{style}</style>\n{body}\n'
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
