"""The index and the scripts that the search page loads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import lunr as lunr_library
from lunr.index import Index

from build_tools.model.edition import Edition
from build_tools.web.search import passages, search_index, search_scripts, search_words
from tests import invented
from tests.builders import block, edition_letter, letter


def value_of(script: str, name: str) -> Any:
    """What a script gives a browser: the value behind `window.NAME = ...;`."""
    head, end = f"window.{name} = ", ";\n"
    assert script.startswith(head)
    assert script.endswith(end)
    return json.loads(script[len(head) : -len(end)])


def hits(edition: Edition, word: str) -> list[str]:
    """Anchors of the passages that a lunr of its own finds for one word."""
    found = passages(edition)
    index = Index.load(json.dumps(search_index(found)))
    return [found[int(hit["ref"])].anchor for hit in index.search(word)]


def test_words_are_compared_without_accents_capitals_and_invisible_characters() -> None:
    assert search_words("Méndez MENDEZ men\u00addez Me\u0301ndez") == ["mendez"] * 4


def test_a_symbol_is_found_whole_and_in_its_parts_and_without_the_full_stop_behind_it() -> None:
    assert search_words("See S/RES/822.") == ["see", "s/res/822", "s", "res", "822"]


def test_apostrophes_quotes_dashes_and_hyphens_part_words() -> None:
    assert search_words("Armenia’s “counter-terrorism” 1918–1920") == [
        "armenia", "s", "counter", "terrorism", "1918", "1920",
    ]  # fmt: skip


def test_letters_of_every_script_are_words() -> None:
    assert search_words("Qarabağ Ələt Արցախ Карабах") == ["qarabag", "ələt", "արցախ", "карабах"]


def test_every_block_and_every_note_is_one_passage_in_the_order_of_reading(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    found = passages(edition)
    assert [(p.letter, p.anchor, p.label) for p in found] == [
        (0, "m1", "dateline"), (0, "p1", "paragraph 1"), (0, "h1", "heading"), (0, "p2", "paragraph 2"),
        (0, "fn-1", "note 1"), (1, "p1", "paragraph 1"), (1, "m1", "signature"), (2, "p1", "paragraph 1"),
    ]  # fmt: skip
    assert found[1].text == "The Treaty of Zenda binds us, as Méndez’s S/1995/7 says."


def test_a_word_leads_to_its_paragraph_whatever_ending_it_has(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    assert sorted(hits(edition, "river")) == ["h1", "p1", "p2"]
    assert hits(edition, "fisherman") == []
    assert hits(edition, "mendez") == ["p1"]
    assert sorted(hits(edition, "treaty")) == ["fn-1", "p1"]


def test_the_scripts_hold_the_letters_and_their_words_as_data(tmp_path: Path) -> None:
    scripts = search_scripts(invented.edition(tmp_path))
    assert sorted(scripts) == ["search/index.js", "search/lunr.js", "search/search.js", "search/texts.js"]
    texts = value_of(scripts["search/texts.js"], "EDITION_TEXTS")
    assert texts["letters"] == [
        ["1995-05-03-ruritania", "Ruritania to Arcadia", "3 May 1995"],
        ["1995-06-01-arcadia", 'Answer: "rivers" & <streams>', "1 June 1995"],
        ["undated-zenda", "Undated letter", "undated"],
    ]
    index = value_of(scripts["search/index.js"], "EDITION_INDEX")
    assert index["version"] == lunr_library.__TARGET_JS_VERSION__
    assert f'lunr.version = "{index["version"]}"' in scripts["search/lunr.js"]


def test_no_text_can_break_out_of_its_script(tmp_path: Path) -> None:
    nasty = letter(block("p1", "paragraph", "</script><script>alert(1)</script> \u2028 \u2029 \\ ' \" `${x}`"))
    edition = invented.edition(tmp_path, [edition_letter(nasty)])
    script = search_scripts(edition)["search/texts.js"]
    assert "\u2028" not in script
    assert "\u2029" not in script
    assert value_of(script, "EDITION_TEXTS")["passages"][0][3].startswith("</script><script>alert(1)</script>")


def test_an_edition_without_letters_still_has_a_search_page(tmp_path: Path) -> None:
    scripts = search_scripts(invented.edition(tmp_path, []))
    assert value_of(scripts["search/index.js"], "EDITION_INDEX") == {}
    assert value_of(scripts["search/texts.js"], "EDITION_TEXTS") == {"letters": [], "passages": []}


def test_the_index_has_the_same_bytes_whatever_the_hash_seed(tmp_path: Path, root: Path) -> None:
    code = (
        "import pathlib, hashlib; from tests import invented; from build_tools.web.search import search_scripts\n"
        f"made = search_scripts(invented.edition(pathlib.Path({str(tmp_path)!r})))\n"
        "print({name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(made.items())})"
    )
    command = [sys.executable, "-c", code]
    told = {
        subprocess.check_output(command, cwd=root, env={"PYTHONHASHSEED": seed}, text=True) for seed in ("0", "1", "2")
    }
    assert len(told) == 1
    assert "index.js" in told.pop()
