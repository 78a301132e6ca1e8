"""A TEI file that says anything else than its witness is never published, and the editor is told where."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.fidelity.tei import compare_tei
from build_tools.model.edition import EditionLetter
from build_tools.parse import parse
from build_tools.read import read_witness
from build_tools.report import Finding, has_errors
from tests import tei
from tests.builders import edition_letter

SEED = 19950503
DOCUMENTS = sorted((Path(__file__).parent / "cases" / "parse" / "documents").glob("*.txt"))
PATH = "data/tei/letter.xml"


def findings(one: EditionLetter, xml: str) -> tuple[Finding, ...]:
    return compare_tei(xml, one, PATH)


@pytest.mark.parametrize("name", tei.every())
def test_what_is_written_says_what_the_witness_says(name: str) -> None:
    one, edition = tei.every()[name]
    assert findings(one, tei.write(one, edition)) == ()


def words_of(xml: str) -> list[re.Match[str]]:
    """The words that stand as words of the witness in a file."""
    start = xml.index("<text ")
    kept = re.sub(r"<corr.*?</corr>|<ref type=\"call\".*?</ref>|<[^>]*>|&\w+;", lambda m: "<" * len(m[0]), xml[start:])
    return [re.compile(re.escape(m[0])).match(xml, start + m.start()) for m in re.finditer(r"[^\W_]{2,}", kept)]  # type: ignore[misc]


CHANGES: dict[str, tuple[Callable[[str], str], set[str]]] = {
    "a word left out": (lambda word: "", {"text-missing", "text-differs"}),
    "a word doubled": (lambda word: f"{word} {word}", {"text-added", "text-differs"}),
    "a letter changed": (lambda word: "ŵ" + word[1:], {"text-differs"}),
    "a word cut": (lambda word: f"{word[:1]} {word[1:]}", {"text-differs"}),
    "a word emphasised": (lambda word: f'<hi rend="bold"><hi rend="italic">{word}</hi></hi>', {"emphasis-differs"}),
    "a word taken for the edition's": (lambda word: f"<corr>{word}</corr>", {"text-missing", "text-differs"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_one_word_is_named_at_its_line(change: str) -> None:
    make, rules = CHANGES[change]
    chosen, tried = random.Random(SEED), 0
    for one, edition in tei.every().values():
        xml = tei.write(one, edition)
        for match in chosen.sample(words := words_of(xml), min(6, len(words))):
            changed = xml[: match.start()] + make(match[0]) + xml[match.end() :]
            found = findings(one, changed)
            assert {finding.rule for finding in found} & rules, (change, match[0], found)
            assert has_errors(found)
            lines = {n for n, line in enumerate(one.letter.witness.text.split("\n"), 1) if match[0][1:] in line}
            assert found[0].line in lines | {n + 1 for n in lines}
            tried += 1
    assert tried > 60


def test_an_emphasis_that_is_dropped_is_named() -> None:
    one, edition = tei.every()["2023-12-05-azerbaijan-mission-new-york"]
    xml = tei.write(one, edition)
    changed = re.sub(r'<hi rend="italic">(.*?)</hi>', r"\1", xml[xml.index("<text ") :], count=1)
    assert [finding.rule for finding in findings(one, changed_in(xml, changed))] == ["emphasis-differs"]


def changed_in(xml: str, text: str) -> str:
    return xml[: xml.index("<text ")] + text


@pytest.mark.parametrize(
    ("pattern", "instead", "rule"),
    [
        (r'<p xml:id="p2".*?</p>', "", "text-missing"),
        (r'(<p)( xml:id="p1")(.*?</p>)', r"\1\2\3\1\3", "text-added"),
        (r'(<p xml:id="p1".*?</p>)', r"\1\1", "page-missing"),
        (r"</opener>", "</opener>Words of nobody", "text-added"),
        (r' n="1" place="foot"', ' n="2" place="foot"', "text-differs"),
        (r'target="#fn-1"', 'target="#fn-2"', "link-broken"),
        (r'corresp="w:(\d+),', r'corresp="w:\1\1,', "text-differs"),
        (r'(<ref type="call".*?</ref>)', "", "text-missing"),
        (r"</text>", "", "page-missing"),
        (r"<(/?)text\b", r"<\1texts", "page-missing"),
    ],
)
def test_what_is_lost_added_or_led_elsewhere_is_named(pattern: str, instead: str, rule: str) -> None:
    one, edition = tei.every()["1995-05-03-ruritania-foreign-minister"]
    xml = tei.write(one, edition)
    start = xml.index("<text ")
    changed, made = re.subn(pattern, instead, xml[start:], count=2 if "texts" in instead else 1, flags=re.DOTALL)
    assert made
    assert rule in {finding.rule for finding in findings(one, xml[:start] + changed)}


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r'target="#words-n1"', 'target="#words-n3"'),
        (r'target="#words-n1"', 'target="#words-n77"'),
        (r'(?s)<annotation xml:id="note-n3".*?</annotation>', ""),
        (r"(<corr[^>]*>)have not found", r"\1have found"),
        (r"<corr.*?</corr>", ""),
    ],
)
def test_a_note_or_emendation_that_loses_its_words_is_named(pattern: str, instead: str) -> None:
    one, edition = tei.every()["annotated"]
    changed, made = re.subn(pattern, instead, tei.write(one, edition), count=1)
    assert made
    found = findings(one, changed)
    assert {finding.rule for finding in found} == {"annotation-lost"}
    assert has_errors(found)


def test_a_citation_that_points_at_other_words_is_named() -> None:
    one, edition = tei.every()["cited"]
    changed = tei.write(one, edition).replace('target="#c1"', 'target="#c2"')
    assert [finding.rule for finding in findings(one, changed)] == ["annotation-lost"]


def test_a_character_that_xml_cannot_hold_is_shown_by_its_number_and_may_not_vanish() -> None:
    one, edition = tei.every()["control characters"]
    xml = tei.write(one, edition)
    for number in ("0000", "0001", "0007", "000B", "000C", "001F", "FFFE", "FFFF"):
        sign = f'<g type="control" n="U+{number}"/>'
        assert sign in xml
        if number != "000B":  # white space that nothing but white space stands beside may go
            assert not chr(int(number, 16)).strip() or findings(one, xml.replace(sign, "")) != ()


def test_the_same_letter_gives_the_same_bytes_and_no_space_stands_where_the_witness_has_none() -> None:
    for one, edition in tei.every().values():
        xml = tei.write(one, edition)
        assert xml == tei.write(one, edition)
        assert xml.endswith("</TEI>\n")
        for line in xml.splitlines():
            assert "\t" not in line or "\t" in one.letter.witness.text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_letters_of_other_kinds_come_whole_too(document: Path) -> None:
    witness, _ = read_witness(document)
    one = edition_letter(parse(witness)[0])
    assert one.letter.blocks
    assert findings(one, tei.write(one)) == ()
