"""(c) The search's scripts against a lunr index alone, on the same texts, taken in turns."""

from __future__ import annotations

import json

from lunr import lunr

from build_tools.model.edition import Edition
from build_tools.web.search import passages, search_scripts
from tests.bench.conversion import in_turns


def search_ratio(edition: Edition) -> tuple[float, float, float]:
    """Seconds of the search's scripts, seconds of lunr, and the median of their ratios over the rounds."""
    texts = [passage.text for passage in passages(edition)]

    def alone() -> None:
        documents = [{"id": number, "text": text} for number, text in enumerate(texts)]
        json.dumps(lunr(ref="id", fields=["text"], documents=documents).serialize())

    def ours() -> None:
        search_scripts(edition)

    return in_turns(ours, alone, rounds=3)  # each takes long enough to be steady
