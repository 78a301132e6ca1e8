"""The index, the facets and the other data that the search page loads."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import lunr as lunr_library
import pytest
from lunr.index import Index

from build_tools.model.edition import Edition
from build_tools.pipeline import prepare
from build_tools.web.search import passages, search_index, search_scripts, search_words
from build_tools.web.search.facets import facets
from build_tools.web.search.index import vocabulary
from build_tools.web.search.names import names
from build_tools.web.search.suggest import suggestions
from build_tools.web.search.words import FOLDS, stem
from tests import invented
from tests.builders import block, edition_letter, letter


def value_of(script: str, name: str) -> Any:
    """What a script gives a browser: the value behind `window.NAME = ...;`."""
    head, end = f"window.{name} = ", ";\n"
    assert script.startswith(head)
    assert script.endswith(end)
    return json.loads(script[len(head) : -len(end)])


def hits(edition: Edition, word: str) -> list[str]:
    """Anchors of the passages that a lunr of its own finds for the stem of one word."""
    found = passages(edition)
    index = Index.load(json.dumps(search_index(found)))
    return [found[int(hit["ref"])].anchor for hit in index.search(stem(word))]


@pytest.fixture(scope="module")
def edition(root: Path) -> Edition:
    return prepare(root).edition


@pytest.fixture(scope="module")
def scripts(edition: Edition) -> dict[str, str]:
    return search_scripts(edition)


def test_words_are_compared_without_accents_capitals_and_invisible_characters() -> None:
    assert search_words("Méndez MENDEZ men\u00addez Me\u0301ndez") == ["mendez"] * 4


def test_letters_without_a_plain_form_in_unicode_count_as_what_is_typed_for_them() -> None:
    assert search_words("Xankəndi Dağlı Łódź Straße") == ["xankendi", "dagli", "lodz", "strasse"]


def test_a_symbol_is_its_parts_without_the_full_stop_behind_it() -> None:
    assert search_words("See S/RES/822.") == ["see", "s", "res", "822"]


def test_apostrophes_quotes_dashes_and_hyphens_part_words() -> None:
    assert search_words("Armenia’s “counter-terrorism” 1918–1920") == [
        "armenia", "s", "counter", "terrorism", "1918", "1920",
    ]  # fmt: skip


def test_a_sign_that_unicode_spells_out_makes_no_word_and_parts_words() -> None:
    assert search_words("Trade™mark №5 1½") == ["trade", "mark", "5", "11", "2"]


def test_letters_of_every_script_are_words() -> None:
    assert search_words("Qarabağ Ələt Արցախ Карабах") == ["qarabag", "elet", "արցախ", "карабах"]


@pytest.mark.parametrize(
    "forms",
    [
        "claim claims claimed claiming", "occupy occupies occupied occupying", "mercenary mercenaries",
        "resolve resolves resolved resolving", "use uses used using", "state states stated stating", "die dies died",
        "agree agrees agreed agreeing", "proceed proceeds proceeded proceeding", "try tries tried trying",
        "control controls controlled controlling", "refuse refuses refused refusing", "say says saying",
        "commit commits committed committing", "possess possesses possessed", "violate violated violating violates",
    ],
)  # fmt: skip
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "human humanity humanitarian", "communication community", "organ organisation", "new news", "use us",
        "universe university", "refuge refugee", "nation national", "this thi", "state status", "rat rate",
    ],
)  # fmt: skip
def test_other_words_keep_stems_of_their_own(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == len(words.split())


def test_the_scripts_fold_the_same_letters(scripts: dict[str, str]) -> None:
    found = re.search(r"var FOLDS = (\{.*?\});\n  var SPECIAL = /\[(.*?)\]/g", scripts["search/words.js"], re.DOTALL)
    assert found
    assert json.loads(found[1]) == FOLDS
    assert set(found[2]) == set(FOLDS)


def test_every_block_and_every_note_is_one_passage_in_the_order_of_reading(tmp_path: Path) -> None:
    found = passages(invented.edition(tmp_path))
    assert [(p.kind, p.letter, p.anchor, p.label) for p in found] == [
        ("matter", 0, "m1", "dateline"), ("text", 0, "p1", "paragraph 1"), ("text", 0, "h1", "heading"),
        ("text", 0, "p2", "paragraph 2"), ("note", 0, "fn-1", "note 1"), ("text", 1, "p1", "paragraph 1"),
        ("matter", 1, "m1", "signature"), ("text", 2, "p1", "paragraph 1"),
    ]  # fmt: skip
    assert found[1].text == "The Treaty of Zenda binds us, as Méndez’s S/1995/7 says."


def test_editors_notes_emendations_and_authorities_are_passages_told_apart(edition: Edition) -> None:
    found = passages(edition)
    of = {kind: [p for p in found if p.kind == kind] for kind in ("editorial", "emendation", "authority")}
    assert len(of["editorial"]) == sum(len(letter.apparatus.published) for letter in edition.letters) > 0
    assert len(of["emendation"]) == sum(len(letter.apparatus.entries) for letter in edition.letters) > 0
    assert len(of["authority"]) == len(edition.bibliography.authorities) > 0
    disputed = next(p for p in of["editorial"] if p.sort == "disputed")
    note = next(
        each.annotation
        for each in edition.letters[disputed.letter].apparatus.published
        if f"note-{each.annotation.id}" == disputed.anchor
    )
    assert all(f"{position.holder}:" in disputed.text for position in note.positions)
    assert not any("](" in p.text or "<" in p.text for p in of["editorial"])


def test_a_draft_is_not_found(edition: Edition) -> None:
    bare = replace(edition.letters[0], apparatus=replace(edition.letters[0].apparatus, notes=()))
    without = passages(replace(edition, letters=(bare, *edition.letters[1:])))
    assert not any(p.kind == "editorial" and p.letter == 0 for p in without)


def test_a_word_leads_to_its_paragraph_whatever_ending_it_has(tmp_path: Path) -> None:
    edition = invented.edition(tmp_path)
    assert sorted(hits(edition, "river")) == ["h1", "p1", "p2"]
    assert hits(edition, "fisherman") == []
    assert hits(edition, "mendez") == ["p1"]
    assert sorted(hits(edition, "treaty")) == ["fn-1", "p1"]


def test_words_such_as_the_are_in_the_index_too(tmp_path: Path) -> None:
    assert sorted(hits(invented.edition(tmp_path), "the")) == ["fn-1", "p1", "p2"]


def test_every_facet_counts_the_passages_that_have_its_value(edition: Edition) -> None:
    found = passages(edition)
    by_key = {facet.key: facet for facet in facets(edition, found)}
    assert list(by_key) == [
        "letter", "sender", "date", "kind", "authority", "person", "place", "organisation", "note",
    ]  # fmt: skip
    assert {value.key: len(value.passages) for value in by_key["letter"].values} == {
        letter.id: sum(p.letter == n for p in found) for n, letter in enumerate(edition.letters)
    }
    assert sum(len(value.passages) for value in by_key["kind"].values) == len(found)
    places = {value.label: value.passages for value in by_key["place"].values}
    aghdam = next(label for label in places if "Aghdam" in label and "Akna" in label)
    assert len(places[aghdam]) > 0
    assert all("Aghdam" in found[n].text for n in places[aghdam])


def test_a_paragraph_that_cites_an_authority_has_it_as_a_facet(edition: Edition) -> None:
    found = passages(edition)
    authorities = next(facet for facet in facets(edition, found) if facet.key == "authority")
    key = "unsc-res-822-1993"
    value = next(each for each in authorities.values if each.key == key)
    own = [n for n in value.passages if found[n].kind in ("text", "note")]
    assert any("822" in found[n].text for n in own)
    cited = {
        (letter.id, one.key) for letter in edition.letters for each in letter.citations for one in each.authorities
    }
    assert {edition.letters[found[n].letter].id for n in own} == {letter for letter, one in cited if one == key}


def test_both_forms_of_a_place_are_offered_alike_in_the_order_of_the_alphabet(edition: Edition) -> None:
    town = next(name for name in names(edition) if name.name == "Khankandi / Stepanakert")
    assert {"Khankandi", "Stepanakert", "Xankəndi"} <= set(town.forms)
    assert "Khankandi / Stepanakert" not in town.forms
    assert list(town.forms) == sorted(town.forms, key=search_words)
    proposed = [one.text for one in suggestions(edition, passages(edition))]
    assert {"Khankandi", "Stepanakert"} <= set(proposed)
    assert len(set(proposed)) == len(proposed)


def test_the_scripts_hold_the_letters_and_their_words_as_data(tmp_path: Path) -> None:
    scripts = search_scripts(invented.edition(tmp_path))
    own = ("words", "query", "engine", "lines", "table", "view", "address", "page", "suggest", "mark", "find")
    expected = {f"search/{name}.js" for name in ("index", "lunr", "texts", "suggestions", *own)}
    assert set(scripts) == expected
    texts = value_of(scripts["search/texts.js"], "EDITION_TEXTS")
    assert [row[:4] for row in texts["letters"]] == [
        ["1995-05-03-ruritania", "Ruritania to Arcadia", "3 May 1995", "1995-05-03"],
        ["1995-06-01-arcadia", 'Answer: "rivers" & <streams>', "1 June 1995", "1995-06-01"],
        ["undated-zenda", "Undated letter", "undated", ""],
    ]
    index = value_of(scripts["search/index.js"], "EDITION_INDEX")
    assert index["version"] == lunr_library.__TARGET_JS_VERSION__
    assert f'lunr.version = "{index["version"]}"' in scripts["search/lunr.js"]


def test_every_word_that_stands_anywhere_can_be_meant_by_a_wildcard(edition: Edition) -> None:
    found = passages(edition)
    words = vocabulary(found)
    assert words == sorted(set(words))
    assert set(search_words(" ".join(p.text for p in found))) == set(words)


def test_index_and_texts_of_five_letters_are_120_kb_at_most_when_compressed(scripts: dict[str, str]) -> None:
    sizes = {name: len(gzip.compress(scripts[f"search/{name}.js"].encode(), mtime=0)) for name in ("index", "texts")}
    assert sum(sizes.values()) <= 120 * 1024, sizes


def test_no_text_can_break_out_of_its_script(tmp_path: Path) -> None:
    nasty = letter(block("p1", "paragraph", "</script><script>alert(1)</script> \u2028 \u2029 \\ ' \" `${x}`"))
    edition = invented.edition(tmp_path, [edition_letter(nasty)])
    script = search_scripts(edition)["search/texts.js"]
    assert "\u2028" not in script
    assert "\u2029" not in script
    passage = value_of(script, "EDITION_TEXTS")["passages"][0]
    assert passage[4].startswith("</script><script>alert(1)</script>")


def test_an_edition_without_letters_still_has_a_search_page(tmp_path: Path) -> None:
    scripts = search_scripts(invented.edition(tmp_path, []))
    assert value_of(scripts["search/index.js"], "EDITION_INDEX") == {}
    assert value_of(scripts["search/texts.js"], "EDITION_TEXTS") == {
        "letters": [], "passages": [], "facets": [], "names": [], "words": "",
    }  # fmt: skip


def test_the_search_has_the_same_bytes_whatever_the_hash_seed(root: Path) -> None:
    code = (
        "import pathlib, hashlib; from build_tools.pipeline import prepare\n"
        "from build_tools.web.search import search_scripts\n"
        f"if __name__ == '__main__':\n    made = search_scripts(prepare(pathlib.Path({str(root)!r})).edition)\n"
        "    print({name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(made.items())})"
    )
    command = [sys.executable, "-c", code]
    told = {subprocess.check_output(command, cwd=root, env={"PYTHONHASHSEED": seed}, text=True) for seed in ("0", "1")}
    assert len(told) == 1
    assert "index.js" in told.pop()
