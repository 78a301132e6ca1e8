"""The three letters of tests/specimen/, invented, as records made by hand: what a faultless parser makes of them.

Together they use every feature once. Arcadia and Ruritania are no States, and there was no river Elphberg.
"""

from __future__ import annotations

from pathlib import Path

from build_tools.model.edition import EditionLetter, Gone, Party
from build_tools.model.letter import Letter
from build_tools.model.marking import Marking
from build_tools.model.witness import Span
from tests.builders import (
    auto,
    block,
    bold,
    call,
    debris,
    edition_letter,
    em,
    escaped,
    letter,
    link,
    matter,
    note,
    rest,
    strong,
    sub,
    sup,
)

FOLDER = Path(__file__).parent / "specimen"


def ruritania() -> Letter:
    """A letter: notes that call notes, a sentence cut by a page, a second language, moved addressees, exponents."""
    return letter(
        block(
            "m1",
            "letterhead",
            "Ministerium für Auswärtige Angelegenheiten  \nder Republik Ruritanien",
            page=1,
            lang="de",
        ),
        matter("---"),
        block("m2", "letterhead", "Ministry of Foreign Affairs  \nof the Republic of Ruritania", page=1),
        block("m3", "reference", "Ref: 0107/22/95", page=1),
        block("m4", "dateline", strong("Strelsau, 3 May 1995"), page=1),
        block("m6", "salutation", "Dear Mr. President,", page=1),
        block(
            "p1",
            "paragraph",
            "I refer to the joint communication of 24 April 1995 concerning the navigation of the river Elphberg, "
            "which both our States call their own ",
            em("on maps printed\nin their capitals"),
            ", and wish to inform you of the following.",
            page=1,
        ),
        block("h1", "heading", "I. The régime of the river", opening="## ", level=2, page=1),
        block(
            "p2",
            "paragraph",
            "The Treaty of Zenda,",
            call("1"),
            " signed on the 17",
            sup("th"),
            " of March 1972, opened the river to ships of both parties. It says that “",
            em("the lights shall be kept"),
            "” by the State on whose bank they stand,",
            call("2"),
            " and that a commission of four engineers should meet",
            page=1,
        ),
        block("m5", "addressee", strong("Mr. Rudolf Marchmont"), page=1, moved="addressee-to-head"),
        rest("m5", "President of the Republic of Arcadia", join="\n"),
        note(
            "1",
            "Treaty of Zenda, Strelsau, 17 March 1972, ",
            auto("https://treaties.example.org/zenda?part=1&page=2"),
            ", article 3.",
            page=1,
        ),
        note(
            "2",
            em("Ibid."),
            ", article 7 (H",
            sub("2"),
            "O levels); see also the map.",
            call("2a", sign="²ᵃ"),
            page=1,
        ),
        note(
            "2a", link("https://maps.example.com/other-river", "Map of the Elphberg"), ", sheet 4.", page=1, sign="²ᵃ"
        ),
        rest("p2", "once a year in Hentzau or in Arcady."),
        block("p3", "lead", "The Government of Ruritania proposes that the parties:", page=2),
        block("p4", "item", "light every buoy between the two bridges by 1 July 1995;", bullet="-", page=2),
        block(
            "p5",
            "item",
            "exchange their tide tables, ",
            em(strong("without delay")),
            ", through the commission; and",
            bullet="-",
            page=2,
            sep="\n",
        ),
        block("p6", "item", "keep a common register of lost anchors (the one of 1991 lists 38).", bullet="-", page=2),
        block(
            "p7",
            "paragraph",
            "Our Mission has said as much before.⁹ Levels are given in m² ",
            escaped("*"),
            " 10⁵ of surface, and in `",
            em("feet", sign="_"),
            "` & inches on the sketch.",
            page=2,
        ),
        block("m7", "close", "Please accept, Mr. President, the assurances of my highest consideration.", page=2),
        block("m8", "signature", "(Signed) Fritz von Tarlenheim\nMinister of Foreign Affairs", page=2),
        block("m9", "enclosure", "Enclosure: 2 pages", page=2),
        note("3", "A copy of the sketch was sent to the Secretary of the commission.", page=2),
        name="1995-05-03-ruritania-foreign-minister.txt",
        date="1995-05-03",
        place="Strelsau",
        reference="0107/22/95",
        sender=["Fritz von Tarlenheim, Minister of Foreign Affairs"],
        recipients=["Mr. Rudolf Marchmont, President of the Republic of Arcadia"],
        reading=[*(f"m{n}" for n in range(1, 7)), "p1", "h1", *(f"p{n}" for n in range(2, 8)), "m7", "m8", "m9"],
        before="\n\n",
    )


def arcadia() -> Letter:
    """A note verbale: a sign as label, labels that begin anew on each page, a link that leads elsewhere."""
    return letter(
        block("m1", "letterhead", "Permanent Mission of the Republic of Arcadia", page=1),
        block("m2", "reference", "No. 44/96", page=1),
        block(
            "p1",
            "opening",
            "The Permanent Mission of the Republic of Arcadia presents its compliments to the Secretariat of the River "
            "Commission and has the honour to refer to its report on the buoys.",
            call("*", sign="*"),
            page=1,
        ),
        block(
            "p2",
            "paragraph",
            "The report counts forty buoys.",
            call("1", sign="<sup>1</sup>"),
            " It was written before the winter, when the ice carried some of them off and nobody could say how many\n"
            "were left on either bank, ",
            link("minutes-of-the-commission", "as the minutes show"),
            ".",
            page=1,
        ),
        note("*", "Report of the Secretariat, 2 February 1996.", page=1, sign="*"),
        note("1", "Report, page 4.", page=1, sign="<sup>1</sup>"),
        block(
            "p3",
            "paragraph",
            "The Mission notes that the two banks were not counted on the same day.",
            call("1", note="fn-1.2", sign="<sup>1</sup>"),
            page=2,
        ),
        block(
            "m3",
            "addressee",
            strong("Secretariat of the River Commission\nHentzau"),
            page=2,
            moved="addressee-to-head",
        ),
        note(
            "1",
            "Minutes of the Commission, 9 January 1996,\nsecond sitting, page 11.",
            page=2,
            id="fn-1.2",
            sign="<sup>1</sup>",
        ),
        block(
            "m4",
            "close",
            "The Permanent Mission of the Republic of Arcadia avails itself of this opportunity to renew to the "
            "Secretariat of the River Commission the assurances of its highest consideration.",
            page=3,
        ),
        block("m5", "dateline", "Arcady, 10 February 1996", page=3),
        name="1996-02-10-arcadia-mission.txt",
        kind="note verbale",
        date="1996-02-10",
        place="Arcady",
        reference="44/96",
        sender=["Permanent Mission of the Republic of Arcadia"],
        recipients=["Secretariat of the River Commission, Hentzau"],
        reading=["m1", "m2", "m3", "p1", "p2", "p3", "m4", "m5"],
    )


def friends() -> Letter:
    """A letter of citizens: no blank lines, no pages, debris of a word processor, text that looks like markup."""
    return letter(
        block("m1", "addressee", "Mr. Rudolf Marchmont\nPresident of the Republic of Arcadia\nPalace Street 1\nArcady"),
        block("m2", "salutation", "Dear Mr. President,", sep="\n\n\n\n"),
        block(
            "p1",
            "paragraph",
            "We write to you as people who live by the river and sail on it, on the left bank and\non the right.",
            sep="\n",
        ),
        block(
            "p2",
            "lead",
            debris("[bookmark: _Ref19950503]"),
            "Several of us have lost nets since the lights went out. We therefore ask you to:",
            sep="\n",
        ),
        block("p3", "item", "have the lights of the lower bridge mended before the autumn;", bullet="·", sep="\n"),
        block("p4", "item", "publish the tide tables, 1. by post and 2. # on the notice board.", bullet="·", sep="\n"),
        block(
            "p5",
            "paragraph",
            "1995. That was a good year for eels.\n{ .notice } ",
            bold("Do not"),
            " touch the lamps, says the sign; ",
            em("ask", sign="_"),
            " the keeper | or wait.",
            sep="\n",
        ),
        block("m3", "close", "Yours respectfully,", sep="\n"),
        block("m4", "signature", "Friends of the Elphberg", sep="\n "),
        block("m5", "copy", "Copy:\nHarbour Master, Quay 3, Hentzau", sep="\n"),
        block(
            "m6",
            "about",
            "The Friends of the Elphberg are an association of fishers of both banks.",
            sep="\n",
        ),
        name="undated-friends-of-the-elphberg.txt",
        sender=["Friends of the Elphberg"],
        recipients=["Mr. Rudolf Marchmont, President of the Republic of Arcadia"],
    )


LETTERS = {
    "1995-05-03-ruritania-foreign-minister": ruritania,
    "1996-02-10-arcadia-mission": arcadia,
    "undated-friends-of-the-elphberg": friends,
}


def specimen(letter_id: str) -> EditionLetter:
    """One of the three as an edition has it."""
    made = LETTERS[letter_id]()
    gone = (Gone(id="p8", words="The bridge at Hentzau"),) if letter_id.startswith("1995") else ()
    return edition_letter(
        made,
        gone=gone,
        id=letter_id,
        title=f"Specimen: {letter_id}",
        kind=made.kind,
        date=made.date or "",
        date_note="" if made.date else "The letter names no day.",
        place=made.place or "",
        reference=made.reference or "",
        sender=tuple(Party(name=name, office="") for name in made.sender),
        recipients=tuple(Party(name=name, office="") for name in made.recipients),
    )


def words(made: Letter, *quotes: str) -> tuple[Span, ...]:
    """The spans of quoted words of a witness, each of which stands there once."""
    text = made.witness.text
    assert all(text.count(quote) == 1 for quote in quotes), quotes
    return tuple(Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes)


def marking(
    made: Letter, *quotes: str, element: str = "a", after: str = "", after_element: str = "span", **attributes: str
) -> Marking:
    """A marking over quoted words; the names of attributes are written with _ for -, and class_ for class."""
    pairs = tuple((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
    return Marking(
        spans=words(made, *quotes), element=element, attributes=pairs, after=after, after_element=after_element
    )


def markings(letter_id: str) -> tuple[Marking, ...]:
    """What the edition lays over the words of a specimen: citations, an annotation, an emendation."""
    made = LETTERS[letter_id]()
    if not letter_id.startswith("1995"):
        return ()
    page = "../authorities/zenda-1972.html"
    return (
        marking(made, "Treaty of Zenda,¹ signed on the 17", class_="citation", data_authority="zenda-1972", href=page),
        marking(made, "four engineers should meet", "once a year", element="mark", data_annotation="a1"),
        marking(made, "lists 38", element="span", data_emendation="e1"),
        marking(made, "38", element="span", after="thirty-eight", after_element="ins"),
        marking(made, "*Ibid.*, article 7", class_="citation", data_authority="zenda-1972", href=page),
    )
