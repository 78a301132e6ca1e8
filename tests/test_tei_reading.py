"""TEI read back gives the letter again: blocks, notes, citations, annotations, every character of every word."""

from __future__ import annotations

import json

import pytest

from build_tools.model.edition import EditionLetter
from build_tools.model.letter import Block, Letter
from build_tools.web.citation_data import citations_json
from build_tools.web.pages import Material
from tests import tei, tei_reader

NAMES = tuple(tei.every())


@pytest.fixture(params=NAMES)
def both(request: pytest.FixtureRequest) -> tuple[EditionLetter, tei_reader.Read]:
    one, edition = tei.every()[request.param]
    return one, tei_reader.read(tei.write(one, edition))


def depths(letter: Letter) -> dict[str, int]:
    """How deep each heading stands below those before it."""
    open_levels: list[int] = []
    found = {}
    for block in letter.blocks:
        if block.role == "heading":
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            found[block.id] = len(open_levels)
    return found


def test_every_block_comes_back_with_its_id_role_text_page_and_place(
    both: tuple[EditionLetter, tei_reader.Read],
) -> None:
    one, read = both
    depth = depths(one.letter)

    def wanted(block: Block) -> tei_reader.Block:
        return tei_reader.Block(
            id=block.id,
            role=block.role,
            text=block.text,
            spans=tuple((start, end) for start, end in block.spans),
            page=block.page,
            lang=block.lang,
            moved=block.moved,
            bullet=block.bullet,
            depth=depth.get(block.id, 0),
        )

    assert read.blocks == tuple(map(wanted, one.letter.blocks))
    assert read.blocks


def test_every_note_comes_back_with_its_label_page_text_and_calls(both: tuple[EditionLetter, tei_reader.Read]) -> None:
    one, read = both
    calls = one.letter.call_ids()
    assert read.notes == tuple(
        tei_reader.Note(
            id=note.id,
            label=note.label,
            page=note.page,
            text=note.text,
            spans=tuple((start, end) for start, end in note.spans),
            calls=tuple(calls[call.span][1] for call in note.calls),
        )
        for note in one.letter.notes
    )
    assert {call for note in read.notes for call in note.calls} <= set(read.ids())


def plain(text: str) -> str:
    return "".join(text.split())


def test_every_citation_comes_back_with_its_words_authorities_and_pinpoint(
    both: tuple[EditionLetter, tei_reader.Read],
) -> None:
    one, read = both
    assert len(read.citations) == len(one.citations)
    _, edition = next(pair for pair in tei.every().values() if pair[0] is one)
    for back, citation in zip(read.citations, one.citations, strict=True):
        assert plain(back.words) == plain(citation.quote)
        assert back.form == citation.form
        assert back.authorities == tuple(
            (cited.authority, cited.key if cited.key and edition.bibliography.by_key(cited.key) else None)
            for cited in citation.authorities
        )
        assert back.pin == (citation.pin.text if citation.pin else None)
        assert back.certainty == citation.certainty
        assert bool(back.antecedent) == (citation.resolution is not None)


def test_every_note_of_the_editors_and_every_emendation_comes_back_at_its_words(
    both: tuple[EditionLetter, tei_reader.Read],
) -> None:
    one, read = both
    published = one.apparatus.published
    assert {own: (back.label, back.kind, back.certainty) for own, back in read.notes_of_editors.items()} == {
        note.annotation.id: (note.label, note.annotation.kind, note.annotation.certainty) for note in published
    }
    for note in published:
        assert plain(read.notes_of_editors[note.annotation.id].words) == plain(note.anchor.quote)
    assert read.emendations.keys() == {entry.emendation.id for entry in one.apparatus.entries}
    for entry in one.apparatus.entries:
        back = read.emendations[entry.emendation.id]
        assert (plain(back.words), back.reading) == (plain(entry.anchor.quote), entry.emendation.reading)


def test_the_letters_together_have_all_that_is_compared() -> None:
    reads = [tei_reader.read(tei.write(one, edition)) for one, edition in tei.every().values()]
    assert {block.role for read in reads for block in read.blocks} >= {"organ", "title", "about", "item", "signature"}
    assert max(block.depth for read in reads for block in read.blocks) > 1
    assert any(block.moved for read in reads for block in read.blocks)
    assert any(len(block.spans) > 1 for read in reads for block in read.blocks)
    assert any(len(note.calls) > 1 for read in reads for note in read.notes)
    assert any(not note.calls for read in reads for note in read.notes)
    assert sum(len(read.citations) for read in reads) > 130
    assert sum(len(read.notes_of_editors) for read in reads) > 70
    assert sum(len(read.emendations) for read in reads) > 3


def test_everything_that_is_pointed_at_is_there_and_no_id_is_given_twice(
    both: tuple[EditionLetter, tei_reader.Read],
) -> None:
    _, read = both
    ids = read.ids()
    assert len(ids) == len(set(ids))
    assert read.links() - set(ids) == set()
    assert read.links()


def test_the_citations_are_those_of_the_published_data() -> None:
    edition = tei.of_the_edition()
    material = Material(edition=edition, letters=(), ledgers={}, articles={})
    data = json.loads(citations_json(material)["data/citations.json"])["citations"]
    back = {one.id: tei_reader.read(tei.write(one, edition)).citations for one in edition.letters}
    assert [
        (letter, plain(each.words), [list(pair) for pair in each.authorities], each.pin)
        for letter, those in back.items()
        for each in those
    ] == [
        (each["letter"], plain(each["quote"]), [[a["authority"], a["key"]] for a in each["authorities"]], each["pin"])
        for each in data
    ]


def test_the_header_says_what_is_declared_and_leaves_blanks_open() -> None:
    for one, edition in tei.every().values():
        root = tei_reader.read(tei.write(one, edition)).root
        names = {"t": "http://www.tei-c.org/ns/1.0"}
        sent, received = root.findall(".//t:correspAction", names)
        for action, parties in ((sent, one.declaration.sender), (received, one.declaration.recipients)):
            there = [
                child.text for child in action if str(child.tag).rpartition("}")[2] in ("persName", "orgName", "name")
            ]
            assert there == [party.name for party in parties]
            offices = [child.text for child in action.findall("t:roleName", names)]
            assert offices == [party.office for party in parties if party.office]
        date = sent.find("t:date", names)
        assert date is not None
        assert date.get("when", "") == one.declaration.date
        assert one.declaration.date or (date.text or "").startswith("undated")
        assert root.findtext(".//t:witness/t:idno[@type='sha256']", "", names) == one.letter.witness.sha256
        assert (root.findtext(".//t:publicationStmt/t:publisher", "", names)) == edition.identity.responsible
