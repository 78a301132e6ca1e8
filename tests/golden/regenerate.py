"""Write the goldens anew: `python -m tests.golden.regenerate`. Read the difference before you keep it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.render import RENDERERS
from tests.specimens import LETTERS, markings, specimen

FOLDER = Path(__file__).parent


def goldens() -> Iterator[tuple[Path, str]]:
    """Every golden file and what it should hold."""
    for name, render in RENDERERS.items():
        for letter_id in LETTERS:
            yield FOLDER / name / f"{letter_id}.{name}", render(specimen(letter_id), markings(letter_id))


if __name__ == "__main__":
    for path, text in goldens():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
