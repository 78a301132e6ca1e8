"""What the edition says to readers of a citation: how it was understood, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType

from build_tools.model.authority import Authority, AuthorityKind, Confidence
from build_tools.model.bibliography import Bibliography
from build_tools.model.citation import Citation, CitationForm, Resolution, Step
from build_tools.model.dates import written_out
from build_tools.render.places import Units, name

KINDS: Mapping[AuthorityKind, tuple[str, str]] = MappingProxyType(
    {
        "resolution": ("resolution", "Resolutions"),
        "un-document": ("United Nations document", "United Nations documents"),
        "order": ("court order", "Court orders"),
        "judgment": ("judgment", "Judgments"),
        "treaty": ("treaty", "Treaties"),
        "code": ("code", "Codes and manuals"),
        "report": ("report", "Reports and legal opinions"),
        "statement": ("statement", "Statements"),
        "press-release": ("press release", "Press releases"),
        "news": ("news item", "News items"),
        "book": ("book", "Books"),
        "legislation": ("national law", "National law"),
        "web": ("page or film on the web", "Pages and films on the web"),
    }
)
"""Every kind of authority as readers read it, one and several, in the order of the table of authorities."""

CONFIDENCE: Mapping[Confidence, str] = MappingProxyType(
    {
        "verified": "The facts of this record were seen outside the letters; where, is told below.",
        "well-known-not-seen": "The document is well known, but the editors have not seen it or a copy of it.",
        "only-in-the-letter": "What is known of it comes from the letter that cites it; nothing else was seen.",
    }
)
"""How sure a record is, in plain words."""

HOW: Mapping[str, str] = MappingProxyType(
    {
        "defined-short-form": "A short form that the letter itself defines",
        "head-words": "The same head words as in an earlier citation",
        "ibid": "Ibid. repeats what the note before cites",
        "ibid-in-note": "Ibid. repeats what is cited just before in the same note",
        "ibid-series": "Ibid. keeps the series and changes the place in it",
        "supra-note": "The words name an earlier note",
        "op-cit": "The words repeat an earlier citation by its author or title",
        "bare-provision": "The article belongs to the instrument named before",
        "head-noun": "The words point back to what was cited before",
        "order-of-note-called": "The note called here gives the order in full",
        "document-of-note-called": "The note called here gives the document in full",
        "same-series": "The number goes on with the series named before",
    }
)
"""What led from a short citation to the one behind it, by rule. A rule that is not here is told by its name."""

FORMS: Mapping[CitationForm, str] = MappingProxyType(
    {
        "symbol": "by its symbol",
        "resolution": "by its number",
        "order": "by court and date",
        "judgment": "by case and number",
        "provision": "by article",
        "named": "by name",
        "url": "by address",
        "short": "by a short form",
        "ibid": "through ibid.",
        "described": "described in words",
        "anaphor": "by a word that points back",
    }
)
"""How the words cite, for a list of places."""

_SHORTENED = 48


def understood(citation: Citation, units: Units, page: str = "") -> tuple[str, ...]:
    """How a citation came to its authority, as sentences of HTML; empty where the words say all by themselves.

    `page` is the address of the letter's page, empty within it: each place of the chain is a link.
    """
    return tuple(_understood(citation, units, page))


def _understood(citation: Citation, units: Units, page: str) -> Iterator[str]:
    if citation.declared:
        yield f"The words only describe it; the link is the editors’. {_sentence(citation.reason)}".rstrip()
    if citation.resolution:
        yield f"{_chain(citation.resolution, units, page)}."
    if citation.certainty == "low":
        yield "The letter does not say which is meant: this reading is likely, not certain."


def doubts(citation: Citation, records: Sequence[Authority]) -> tuple[str, ...]:
    """What is doubtful about a citation, as sentences of HTML for readers; empty where nothing is."""
    told = dict.fromkeys(_doubt(rule, citation, records) for rule in citation.doubts)
    return tuple(sentence for sentence in told if sentence)


def unresolved(citation: Citation, bibliography: Bibliography, base: str) -> str:
    """Why words that cite lead nowhere, as a sentence of HTML with everything they may stand for."""
    keys = [*citation.candidate_keys, *[""] * len(citation.candidates)]
    shown = [_candidate(form, key, bibliography, base) for form, key in zip(citation.candidates, keys, strict=False)]
    if not shown:
        return "What these words stand for was not found. Nothing is guessed."
    several = f"{'; '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]
    return f"The letter does not say which authority this is. It may be {several}. Nothing is guessed."


def title(authority: Authority) -> str:
    """What a list calls an authority; its first letter is a capital."""
    text = authority.short_title or authority.title or authority.normal
    return text[:1].upper() + text[1:]


def place_link(unit_name: str, anchor: str, page: str = "") -> str:
    """A link to a block or note."""
    return f'<a href="{escape(page)}#{escape(anchor)}">{escape(unit_name)}</a>'


def _chain(resolution: Resolution, units: Units, page: str) -> str:
    steps = resolution.chain[1:]
    head = _how(resolution.rule)
    if not steps:
        unit = units.named(resolution.antecedent)
        return f"{head}: {place_link(name(unit), unit.id, page)}" if unit else head
    shown, rule = [], resolution.rule
    for step in steps:
        text = _step(step, units, page)
        # the way goes on by another rule: say by which
        if step.rule and step.rule != rule:
            rule = step.rule
            how = _how(rule)
            text += f" ({escape(how[:1].lower() + how[1:])})"
        shown.append(text)
    return f"{head}: {' → '.join(shown)}"


def _how(rule: str) -> str:
    words = rule.replace("-", " ")
    return HOW.get(rule, words[:1].upper() + words[1:])


def _step(step: Step, units: Units, page: str) -> str:
    unit = units.named(step.within, step.quote)
    where = place_link(name(unit), unit.id, page) if unit else escape(step.within)
    quote = " ".join(step.quote.split())
    if len(quote) > _SHORTENED:
        quote = quote[: quote.rfind(" ", 0, _SHORTENED)].rstrip(" ,;:") + " …"
    return f"{where} “{escape(quote)}”"


def _candidate(form: str, key: str, bibliography: Bibliography, base: str) -> str:
    record = bibliography.by_key(key) if key else bibliography.by_normal(form)
    if record is None:
        return escape(form)
    return f'<a href="{escape(base)}/authorities/{escape(record.key)}.html">{escape(title(record))}</a>'


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        return ""
    return escape(text[:1].upper() + text[1:] + ("" if text[-1] in ".!?" else "."))


def _doubt(rule: str, citation: Citation, records: Sequence[Authority]) -> str:
    known = next((record for record in records if record.official_url), None)
    right = f' The record’s own address is <a href="{escape(known.official_url)}">{escape(known.official_url)}</a>.' if known else ""
    if "target" in rule or "link" in rule:
        if citation.target:
            return (
                "In the transcription these words carry a link to "
                f"<code>{escape(citation.target)}</code>, which is not what they name; the edition does not follow it.{right}"
            )
        return f"In the transcription these words carry a link that leads nowhere.{right}"
    if "date" in rule:
        dates = dict.fromkeys(written_out(record.date) for record in records if record.date)
        if citation.date and dates.keys() == {written_out(citation.date)}:
            return ""  # of several authorities cited together the doubt is another one's
        if citation.date and dates:
            printed = written_out(citation.date)
            return f"The letter has the date {escape(printed)}; the record has {escape(' and '.join(dates))}."
        return "The date in the letter does not agree with the record."
    if "number" in rule:
        return "A number in the letter does not agree with the record."
    return f"The words do not agree with the record ({escape(rule.replace('-', ' '))})."
