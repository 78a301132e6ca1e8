"""The list of authorities beside the letters as Markdown: every link in a letter finds its entry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.pipeline import Prepared, prepare

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return prepare(ROOT)


def test_every_link_of_a_letter_leads_to_an_entry_of_the_list(prepared: Prepared) -> None:
    anchors = set(re.findall(r'<a id="([^"]+)">', prepared.markdown["authorities"]))
    links = [
        target
        for name, text in prepared.markdown.items()
        if name != "authorities"
        for target in re.findall(r"\]\(<?authorities\.md#([^)>]+)>?\)", text)
    ]
    assert len(links) > 100
    assert set(links) <= anchors


def test_an_entry_has_the_reference_and_one_line_of_description(prepared: Prepared) -> None:
    entry = prepared.markdown["authorities"].split('<a id="genocide-convention-1948"></a>')[1].split("\n- ")[0]
    record = prepared.edition.bibliography.by_key("genocide-convention-1948")
    assert record is not None
    assert "Convention on the Prevention and Punishment of the Crime of Genocide" in entry
    assert record.description in entry


def test_an_address_is_not_given_twice(prepared: Prepared) -> None:
    for entry in prepared.markdown["authorities"].split("\n- ")[1:]:
        addresses = re.findall(r"<(https?://[^>]+)>", entry)
        assert len(addresses) == len(set(addresses)), entry
