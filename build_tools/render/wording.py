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
        "verified": "The facts of this record were seen outside the letters.",
        "well-known-not-seen": "The document is well known, but the editors have not seen it or a copy of it.",
        "only-in-the-letter": "What is known of it comes from the letter that cites it; nothing else was seen.",
    }
)
"""How sure a record is, in plain words."""

HOW: Mapping[str, str] = MappingProxyType(
    {
        "defined-short-form": "A short form that the letter itself defines",
        "head-words": "The head words of an earlier citation",
        "ibid": "Ibid. repeats the citation before",
        "ibid-in-note": "Ibid. repeats the citation before it in the same note",
        "supra-note": "The words name an earlier note",
        "op-cit": "The words repeat an earlier citation by its author or title",
        "bare-provision": "The article belongs to the instrument named before",
        "head-noun": "The words point back to what was cited before",
        "order-of-note-called": "The note called here gives the order in full",
        "document-of-note-called": "The note called here gives the document in full",
        "same-series": "Ibid. keeps the series of the citation before; the place in it is another",
        "same-order": "The letter gives one order of this date in full",
        "party-named": "Of two orders of one date, the one against the party named here",
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
_TOLD_OTHERWISE = frozenset({"citation-ambiguous", "citation-unresolved"})


def understood(citation: Citation, units: Units, page: str = "") -> tuple[str, ...]:
    """How a citation came to its authority, as sentences of HTML; empty where the words say all by themselves.

    `page` is the address of the letter's page, empty within it: each place of the chain is a link.
    """
    return tuple(_understood(citation, units, page))


def _understood(citation: Citation, units: Units, page: str) -> Iterator[str]:
    if citation.declared:
        decided = "The words only describe it; the link is" if citation.form == "described" else "The decision is"
        yield f"{decided} the editors’. {_sentence(citation.reason)}".rstrip()
    if citation.resolution:
        yield f"{_chain(citation.resolution, units, page)}."
    if citation.certainty == "low":
        yield "The letter does not say which is meant: this reading is likely, not certain."


def doubts(citation: Citation, records: Sequence[Authority]) -> tuple[str, ...]:
    """What is doubtful about a citation, as sentences of HTML for readers; empty where nothing is.

    That no one authority was found is told by `unresolved`.
    """
    rules = (rule for rule in citation.doubts if rule not in _TOLD_OTHERWISE)
    told = dict.fromkeys(_doubt(rule, citation, records) for rule in rules)
    return tuple(sentence for sentence in told if sentence)


def unresolved(citation: Citation, bibliography: Bibliography, base: str) -> str:
    """Why words that cite lead nowhere, as a sentence of HTML with everything they may stand for."""
    records = (bibliography.by_key(key) for key in citation.candidate_keys)
    shown = [_candidate(record, base) for record in records if record]
    for form in () if shown else citation.candidates:
        record = bibliography.by_normal(form)
        shown.append(_candidate(record, base) if record else escape(form))
    if not shown:
        return "What these words stand for was not found. Nothing is guessed."
    several = f"{'; '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]
    return f"The letter does not say for certain which authority this is. It may be {several}. Nothing is guessed."


def sign_of(citation: Citation, resolved: bool) -> str:
    """What a mark behind doubtful words asks."""
    if not resolved:
        return "which?" if citation.candidates or citation.candidate_keys else "?"
    asked = [word for word in ("date", "number", "link") if any(word in rule for rule in citation.doubts)]
    return f"{asked[0]}?" if asked else "?"


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
    if step.rule.startswith("ibid"):
        return where  # the word says no more than the place
    if len(quote) > _SHORTENED:
        quote = quote[: quote.rfind(" ", 0, _SHORTENED)].rstrip(" ,;:") + " …"
    return f"{where} “{escape(quote)}”"


def _candidate(record: Authority, base: str) -> str:
    return f'<a href="{escape(base)}/authorities/{escape(record.key)}.html">{escape(title(record))}</a>'


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        return ""
    return escape(text[:1].upper() + text[1:] + ("" if text[-1] in ".!?" else "."))


def _doubt(rule: str, citation: Citation, records: Sequence[Authority]) -> str:
    if rule.startswith("link-target"):
        known = next((record.official_url for record in records if record.official_url), "")
        right = f' The record has this address: <a href="{escape(known)}">{escape(known)}</a>.' if known else ""
        if not (citation.target or "").strip(" #"):
            return f"In the transcription these words carry a link that leads nowhere.{right}"
        return (
            f"In the transcription these words carry a link to <code>{escape(citation.target or '')}</code>, which is "
            f"not what they name; the edition does not follow it.{right}"
        )
    if rule.endswith("date"):
        return _doubtful_date(citation, records)
    if rule.endswith("number"):
        return "A number in the letter does not agree with the record."
    return f"The words do not agree with the record ({escape(rule.replace('-', ' '))})."


def _doubtful_date(citation: Citation, records: Sequence[Authority]) -> str:
    dates = [written_out(record.date) for record in records if record.date]
    if not citation.date or not dates:
        return "The date or year in the letter does not agree with the record."
    if any(record.date.startswith(citation.date) for record in records):
        return ""  # of several authorities cited together the doubt is another one's
    printed, recorded = written_out(citation.date), " and ".join(dict.fromkeys(dates))
    return f"The letter has the date {escape(printed)}; the record has {escape(recorded)}."
