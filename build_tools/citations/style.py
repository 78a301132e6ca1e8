"""References in full, as United Nations editorial practice prints them: a pybtex style for legal authorities.

Sources: United Nations Editorial Manual Online, "Footnotes and other references" and "Resolutions and other formal
decisions"; for courts the citation notes in their own reports.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any, Literal
from xml.sax.saxutils import escape

from pybtex.backends import BaseBackend
from pybtex.database import Entry
from pybtex.richtext import Text
from pybtex.style.formatting.unsrt import Style
from pybtex.style.template import Node, field, href, join, node, optional, sentence, tag, words

from build_tools.citations.normal import court, english_date, numbered
from build_tools.model.authority import Authority

Form = Literal["text", "html", "markdown"]

# All else is found by symbol, court and number, or title.
_FOUND_BY_ADDRESS = frozenset({"report", "statement", "press-release", "news", "web"})


def reference(authority: Authority, form: Form = "html") -> str:
    """Write the reference of an authority in full, one line, with its full stop.

    `html`: titles in `<em>`, an address as `<a>`, all else escaped. `markdown`: CommonMark, escaped where a character
    would be markup. `text`: plain. An address is printed only where it is the way to find the authority (news, pages,
    statements without a symbol), never beside a symbol. Nothing is printed for a blank.
    """
    text = _STYLE.format_entry("", _entry(authority)).text
    return str(text.render(_BACKENDS[form])).replace("\n", " ")


def _entry(authority: Authority) -> Entry:
    """Bring a record to the fields that the templates below speak of; a blank is left out."""
    title = authority.title
    organ = authority.body.removeprefix("United Nations ")
    symbol = authority.symbols[0] if authority.symbols else ""
    word, number = numbered(symbol)
    date = english_date(authority.date)
    # of an item of news without a title only the house and the day are printed
    named = title or ("" if authority.kind == "news" else authority.short_title)
    fields = {
        "own_title": title,
        "named": named,
        # "Letter dated 1 November 2023 from the Permanent Representative ..." says who and when by itself
        "sender": "" if _within(organ, named) else authority.body,
        "date": "" if not date or _within(date, named) else f"[{date}]" if authority.date_inferred else date,
        "full_date": date,
        "writer": _people(authority.author) or ("" if not title and _within(organ, named) else authority.body),
        "editors": _people(authority.editor),
        "organ": organ,
        "word": word,
        "number": number,
        "resolution_title": "" if number and _within(number, title) else title,
        "symbol": symbol,
        "reference": authority.reference,
        "case": _case(authority),
        "phase": authority.phase,
        "chamber": authority.chamber,
        "court": authority.body,
        "docket": f"{court(authority.body).docket} {authority.number}" if authority.number else "",
        "place": authority.place,
        "publisher": authority.publisher,
        "house": authority.body,
        "address": _address(authority),
    }
    return Entry(authority.kind.replace("-", "_"), fields={name: value for name, value in fields.items() if value})


def _address(authority: Authority) -> str:
    if authority.symbols or authority.kind not in _FOUND_BY_ADDRESS:
        return ""
    return authority.official_url or next(iter(authority.addresses), "")


def _within(part: str, whole: str) -> bool:
    return bool(part) and part.casefold() in whole.casefold()


def _people(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _case(authority: Authority) -> str:
    if authority.case_title and not _within(authority.case, authority.case_title):
        return f"{authority.case_title} ({authority.case})"
    return authority.case_title or authority.case


def _(name: str) -> Node:
    """A field as it stands; pybtex would read it as LaTeX."""
    return field(name, raw=True)


def _maybe(name: str) -> Node:
    return optional[_(name)]


def _quoted(name: str) -> Node:
    return optional["“", _(name), "”"]


@node  # type: ignore[untyped-decorator,unused-ignore] # pybtex has no types
def _series(children: list[Any], context: dict[str, Any], name: str) -> Text:
    """A reference in which the words Treaty Series are the title of a publication."""
    value = context["entry"].fields.get(name, "")
    head, series, rest = value.partition("Treaty Series")
    return Text(head, Text() if not series else tag("em")[series].format_data(context), rest)


@node  # type: ignore[untyped-decorator,unused-ignore]
def _found_at(children: list[Any], context: dict[str, Any]) -> Text:
    address = context["entry"].fields.get("address", "")
    return Text("Available at ", href(address)[address].format_data(context)) if address else Text()


def _line(*parts: Node) -> Node:
    """A sentence of parts between commas, and the address behind it."""
    return join(sep=" ")[sentence(sep=", ")[list(parts)], sentence[_found_at]]


class LegalStyle(Style):  # type: ignore[misc] # pybtex has no types
    """One template for each kind of authority; of pybtex's own types only the book is replaced."""

    def get_resolution_template(self, entry: Entry) -> Node:
        # Security Council resolution 822 (1993) of 30 April 1993, S/RES/822 (1993)
        if "number" not in entry.fields:
            return _line(_maybe("sender"), _quoted("resolution_title"), _maybe("date"), _maybe("symbol"))
        head = words[_("organ"), _("word"), _("number"), optional["of ", _("full_date")]]
        return _line(head, _quoted("resolution_title"), _maybe("symbol"))

    def get_un_document_template(self, entry: Entry) -> Node:
        # the titles of letters and notes describe them and stand without quotation marks
        return _line(_maybe("sender"), _maybe("named"), _maybe("date"), _maybe("symbol"), _maybe("reference"))

    def get_order_template(self, entry: Entry) -> Node:
        return self.decision(entry, "Order of")

    def get_judgment_template(self, entry: Entry) -> Node:
        return self.decision(entry, "Judgment of")

    def decision(self, entry: Entry, of: str) -> Node:
        case, day = tag("em")[_("case")], optional[of, " ", _("full_date")]
        bench = words[_("court"), optional["(", _("chamber"), ")"]]
        if entry.fields.get("docket", "").startswith("application"):
            # as human rights courts print it: the stage behind the case, the number before the date
            return _line(words[case, optional["(", _("phase"), ")"]], _("docket"), day, bench)
        return _line(case, _maybe("phase"), day, bench, _maybe("docket"))

    def get_treaty_template(self, entry: Entry) -> Node:
        # Convention on Cluster Munitions (Dublin, 30 May 2008), United Nations, Treaty Series, vol. 2688, No. 47713
        adopted = optional["(", join(sep=", ")[_maybe("place"), _("date")], ")"]
        return _line(words[_("named"), adopted], _series("reference"))

    def get_code_template(self, entry: Entry) -> Node:
        return _line(_maybe("sender"), _maybe("named"), _maybe("date"), _maybe("symbol"))

    def get_legislation_template(self, entry: Entry) -> Node:
        return _line(_maybe("sender"), _maybe("named"), _maybe("date"))

    def get_report_template(self, entry: Entry) -> Node:
        return self.titled(entry, _maybe("writer"))

    def get_statement_template(self, entry: Entry) -> Node:
        return self.titled(entry, _maybe("writer"))

    def get_press_release_template(self, entry: Entry) -> Node:
        return self.titled(entry, _maybe("writer"), "press release" if "own_title" in entry.fields else "")

    def get_news_template(self, entry: Entry) -> Node:
        # of an item without a title only the house and the day are known
        return _line(_quoted("own_title"), tag("em")[_maybe("house")], _maybe("date"))

    def get_web_template(self, entry: Entry) -> Node:
        return self.titled(entry, _maybe("writer"))

    def get_book_template(self, entry: Entry) -> Node:
        role = ", eds." if " and " in entry.fields.get("editors", "") else ", ed."
        people = optional[_("editors"), role] if "editors" in entry.fields else _maybe("writer")
        imprint = join(sep=", ")[_maybe("place"), _maybe("publisher"), _maybe("date")]
        return _line(people, words[tag("em")[_maybe("named")], join["(", imprint, ")"]], _maybe("symbol"))

    def titled(self, entry: Entry, *before: Node | str) -> Node:
        # a title that was seen is quoted; a name that the editors give is not
        name = _quoted("own_title") if "own_title" in entry.fields else _maybe("named")
        who, *kind = before
        return _line(who, name, *kind, _maybe("date"), _maybe("symbol"), _maybe("reference"))


class _Plain(BaseBackend):  # type: ignore[misc]
    symbols = MappingProxyType({"ndash": "–", "newblock": " ", "nbsp": "\u00a0"})

    def format_tag(self, tag_name: str, text: str) -> str:
        return text

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        return text


class _Html(_Plain):
    def format_str(self, text: str) -> str:
        return str(escape(text))

    def format_tag(self, tag_name: str, text: str) -> str:
        return f"<{tag_name}>{text}</{tag_name}>" if text else ""

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        return f'<a href="{escape(url, {chr(34): "&quot;"})}">{text}</a>' if text else ""


class _Markdown(_Plain):
    def format_str(self, text: str) -> str:
        # an underscore inside a word is no markup, a bare angle bracket or ampersand may be
        return re.sub(r"([\\`*_\[\]<>&])", r"\\\1", text)

    def format_tag(self, tag_name: str, text: str) -> str:
        return f"*{text}*" if text else ""

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        return f"<{url}>" if text else ""


_STYLE = LegalStyle()
_BACKENDS: dict[Form, BaseBackend] = {
    "text": _Plain(encoding="utf-8"),
    "html": _Html(encoding="utf-8"),
    "markdown": _Markdown(encoding="utf-8"),
}
