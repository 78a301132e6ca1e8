"""An invented edition whose letters cite: citations and records made by hand, for tests of what is made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from build_tools.model.authority import Authority, AuthorityKind
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Citation, CitationForm, Cited, Pinpoint, Resolution, Step
from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.letter import Letter
from build_tools.model.witness import Span
from build_tools.render.citations import markings
from build_tools.render.html import article
from tests import invented
from tests.builders import auto, block, call, edition_letter, em, letter, link, note, sup


def authority(key: str, kind: AuthorityKind, title: str, **fields: object) -> Authority:
    """A record; `fields` replace what is given here."""
    known = Authority(
        key=key, kind=kind, normal=title, body="", title=title, short_title="", names=(), date="", symbols=(), case="",
        number="", part_of="", official_url="", addresses=(), seen="", description="", confidence="verified",
        mentioned_only=False, path="annotations/authorities/invented.bib", line=1,
    )  # fmt: skip
    return replace(known, **fields)  # type: ignore[arg-type]


BIBLIOGRAPHY = Bibliography(
    authorities=(
        authority(
            "treaty-of-zenda-1994", "treaty", "Treaty of Zenda", body="Congress of Zenda", date="1994-05-03",
            official_url="https://treaties.example/zenda", description="Settles the rivers of Ruritania.",
            sources=("https://library.example/zenda",), symbols=("T/1994/1",), place="Zenda",
        ),
        authority(
            "assembly-res-7-1994", "resolution", "On rivers", short_title="Assembly res. 7", body="Assembly of Realms",
            date="1994-06-18", normal="R/RES/7", symbols=("R/RES/7",), official_url="https://realms.example/res/7",
        ),
        authority(
            "assembly-res-8-1994", "resolution", "On fish", short_title="Assembly res. 8", body="Assembly of Realms",
            date="1994-06-19", normal="R/RES/8", symbols=("R/RES/8",),
        ),
        authority(
            "cover-letter-1995", "un-document", "", short_title="R/1995/7", body="Envoy of Arcadia", date="1995-02-01",
            normal="R/1995/7", symbols=("R/1995/7",), description="Transmits a report.",
        ),
        authority(
            "hentzau-report-1995", "report", "Report on <fish> & rivers", body="Envoy of Arcadia", date="1995",
            normal="R/1995/7, annex", symbols=("R/1995/7, annex",), part_of="cover-letter-1995",
            author=("Rupert Hentzau",), confidence="well-known-not-seen",
        ),
        authority(
            "river-order-1990-north", "order", "River case (North v. South)", short_title="Order of 2 May 1990 (North)",
            normal="RC, North v. South, Order of 2 May 1990", body="River Court", date="1990-05-02",
            case="North v. South",
        ),
        authority(
            "river-order-1990-south", "order", "River case (South v. North)", short_title="Order of 2 May 1990 (South)",
            normal="RC, South v. North, Order of 2 May 1990", body="River Court", date="1990-05-02",
            case="South v. North",
        ),
        authority(
            "rumour-1993", "news", "Rumours of war", body="Strelsau Gazette", date="1993", mentioned_only=True,
            confidence="only-in-the-letter", seen="dead in 1996",
        ),
        authority(
            "answer-1995", "un-document", "Answer of Arcadia", body="Arcadia", date="1995-06-01",
            reference="Ref: 12/95",
        ),
    )
)  # fmt: skip


def spans_of(of: Letter, words: str, nth: int = 1) -> tuple[Span, ...]:
    """The span of some characters of the witness."""
    start = -1
    for _ in range(nth):
        start = of.witness.text.index(words, start + 1)
    return (Span(start, start + len(words)),)


def citation(
    of: Letter,
    words: str,
    *keys: str,
    form: CitationForm = "named",
    nth: int = 1,
    within: str = "p1",
    parts: Sequence[str] = (),
    normals: Sequence[str] = (),
    pin: str = "",
    **fields: object,
) -> Citation:
    """A citation of words as the witness has them; `parts` are the words of each authority of a series."""
    spans = spans_of(of, words, nth)
    at = spans[0].start

    def part(text: str) -> tuple[Span, ...]:
        start = of.witness.text.index(text, at)
        return (Span(start, start + len(text)),)

    cited = [
        Cited(record.normal, key, part(parts[n]) if parts else spans)
        for n, key in enumerate(keys)
        for record in (BIBLIOGRAPHY.by_key(key),)
        if record
    ]
    cited += [Cited(normal, None, spans) for normal in normals]
    made = Citation(
        within=within,
        line=of.witness.line_at(at),
        spans=spans,
        quote=re.sub(r"</?[a-z]+>|[*<>]", "", words),
        form=form,
        authorities=tuple(cited),
        pin=Pinpoint(pin, part(pin)) if pin else None,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def first_letter() -> EditionLetter:
    """Cites in full, in a series, by ibid., by a short form, with a doubt, without a record, and ambiguously."""
    text = letter(
        block("m1", "dateline", "Strelsau, 3 May 1995"),
        block("p1", "paragraph", "The ", em("Treaty of Zenda"), " binds us", call("1"), " all."),
        block("p2", "paragraph", "So say resolutions 7 and 8 of the Assembly, and resolution 7 of 18 June 1999 too."),
        block("p3", "paragraph", "Articles 4, 5 (a) and 6 of the Treaty of Zenda, its 17", sup("th"), " part, help."),
        block("p4", "paragraph", "The order of 2 May 1990 stands.", call("2"), " The Charter of Strelsau is silent."),
        note(
            "1", "See ", link("https://news.example/other", "R/1995/7"), " (hereinafter Report) & ",
            link("#", "R/RES/8"),
        ),
        note("2", "Report, page 3."),
        note("3", "Ibid., page 4; ", auto("https://gazette.example/a?b=1&c=2"), "."),
    )  # fmt: skip
    full = "Treaty of Zenda"
    ibid = (
        Step("note 3", "Ibid., page 4", "ibid"),
        Step("note 2", "Report, page 3", "defined-short-form"),
        Step("note 1", "R/1995/7", ""),
    )
    citations = (
        citation(text, f"*{full}*", "treaty-of-zenda-1994"),
        citation(
            text, "resolutions 7 and 8 of the Assembly", "assembly-res-7-1994", "assembly-res-8-1994", within="p2",
            form="resolution", parts=("resolutions 7", "8 of the Assembly"),
        ),
        citation(
            text, "resolution 7 of 18 June 1999", "assembly-res-7-1994", form="resolution", within="p2",
            date="1999-06-18", doubts=("citation-doubtful-date",),
        ),
        citation(
            text, "Articles 4, 5 (a) and 6 of the Treaty of Zenda", "treaty-of-zenda-1994", within="p3",
            form="provision", pin="Articles 4, 5 (a) and 6",
        ),
        citation(
            text, "its 17<sup>th</sup> part", "treaty-of-zenda-1994", form="anaphor", within="p3",
            pin="17<sup>th</sup> part",
        ),
        citation(
            text, "order of 2 May 1990", form="order", within="p4", doubts=("citation-ambiguous",),
            candidate_keys=("river-order-1990-north", "river-order-1990-south"),
        ),
        citation(text, "Charter of Strelsau", normals=("Charter of Strelsau",), within="p4"),
        citation(
            text, "R/1995/7", "cover-letter-1995", form="symbol", within="note 1", target="https://news.example/other",
            doubts=("link-target-differs",),
        ),
        citation(
            text, "R/RES/8", "assembly-res-8-1994", form="symbol", within="note 1", target="#",
            doubts=("link-target-empty",),
        ),
        citation(
            text, "Report, page 3", "hentzau-report-1995", form="short", within="note 2", pin="page 3",
            resolution=Resolution(rule="defined-short-form", antecedent="note 1", chain=ibid[1:]),
        ),
        citation(
            text, "Ibid., page 4", "hentzau-report-1995", form="ibid", within="note 3", pin="page 4",
            resolution=Resolution(rule="ibid", antecedent="note 2", chain=ibid),
        ),
        citation(
            text, "<https://gazette.example/a?b=1&c=2>", form="url", within="note 3",
            normals=("https://gazette.example/a?b=1&c=2",), target="https://gazette.example/a?b=1&c=2",
        ),
    )  # fmt: skip
    return replace(edition_letter(text, id="1995-05-03-ruritania", siglum="A"), citations=citations)


def second_letter() -> EditionLetter:
    """Cites what the first one cites, by a link that the editors declare."""
    text = letter(block("p1", "paragraph", "We keep the old pact between us."), block("p2", "paragraph", "Farewell."))
    cited = citation(
        text, "old pact", "treaty-of-zenda-1994", "assembly-res-7-1994", form="described", declared=True,
        certainty="low", reason="only these two are older than the letter",
    )  # fmt: skip
    made = edition_letter(
        text, id="1995-06-01-arcadia", siglum="B", short_title="Arcadia <to> Ruritania", date="1995-06-01",
        reference="Ref:12/95",
    )  # fmt: skip
    return replace(made, citations=(cited,))


def edition(root: Path) -> Edition:
    """The two letters and one that cites nothing, on the disk."""
    silent = edition_letter(letter(block("p1", "paragraph", "No word.")), id="undated-zenda", siglum="C", date="")
    made = invented.edition(root, [first_letter(), second_letter(), silent])
    return replace(made, bibliography=BIBLIOGRAPHY)


def articles(of: Edition) -> dict[str, str]:
    """The article of each letter with its citations, by id."""
    return {one.id: article(one, markings(one, of.bibliography)) for one in of.letters}
