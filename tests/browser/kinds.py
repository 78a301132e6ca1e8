"""The kinds of page that a built site has, one page for each, found from the site itself."""

from __future__ import annotations

from pathlib import Path

SAMPLED = ("letters", "authorities")
"""Folders in which many pages are of one kind; every other page is a kind of its own."""


def letters(site: Path) -> list[Path]:
    """The pages of the letters, the longest first."""
    found = [page for page in (site / "letters").glob("*.html") if "<article data-letter=" in page.read_text("utf-8")]
    assert len(found) > 1, "the site has no letters"
    return sorted(found, key=lambda page: (-page.stat().st_size, page.name))


def kinds(site: Path) -> dict[str, str]:
    """Name of each kind and the address of a page of it, from the site's folder, with its query."""
    long, *_, short = letters(site)
    chosen = {"letter-long": long, "letter-short": short}
    witness = long.with_name(f"{long.stem}-witness.html")
    if witness.is_file():
        chosen["letter-witness"] = witness
    authorities = sorted(
        (page for page in (site / "authorities").glob("*.html") if page.stem != "index"),
        key=lambda page: (page.stat().st_size, page.name),
    )
    assert len(authorities) > 1, "the site has no authorities"
    chosen |= {"authority-short": authorities[0], "authority-long": authorities[-1]}
    for folder in SAMPLED:
        chosen[f"{folder}-index"] = site / folder / "index.html"
    for page in sorted(site.rglob("*.html")):
        place = page.relative_to(site)
        if place.parts[0] not in SAMPLED:
            chosen["-".join([*place.parts[:-1], place.stem])] = page
    found = {name: page.relative_to(site).as_posix() for name, page in chosen.items()}
    if "search" in found:
        found["search-hits"] = f"{found['search']}?q=the+international+law"
    return found
