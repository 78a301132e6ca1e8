"""How to cite a letter, a paragraph or a note of this edition, in the forms of the field.

The end of a letter's page has the forms for the letter, and for what the editors say of it, with places left open for
the paragraph: a script fills them in for whoever asks there. What the identity of the edition leaves blank stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from build_tools.citations.items import Item, item_bibtex, item_csl, item_ris
from build_tools.model.edition import Edition, EditionLetter, Identity
from build_tools.web.pages import templates
from build_tools.web.summary import LetterSummary, long_date, summary
from build_tools.workers import spread

# Places to fill in. Characters for private use: no title has them, and no format escapes them.
AT, HASH, WHAT, KEY, ITALIC, ROMAN = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
_OPEN = re.compile(f"[{AT}-{ROMAN}]")
_HTML = {
    AT: '<span data-slot="at"></span>',
    HASH: '<span data-slot="hash"></span>',
    WHAT: '<span data-slot="what">Editors’ notes</span>',
    KEY: '<span data-slot="key"></span>',
    ITALIC: "<i>",
    ROMAN: "</i>",
}


class Form(NamedTuple):
    """One form of citation."""

    id: str
    name: str
    html: Markup
    """With elements data-slot where the paragraph is to be filled in."""
    text: bool
    """True for a form that people write; False for one that programs read, line by line."""


class Cited(NamedTuple):
    """What a letter's page says of citing it."""

    letter: LetterSummary
    forms: tuple[Form, ...]
    notes: tuple[Form, ...]
    """The same for what the editors say; empty where they say nothing."""
    edition: str
    """Title and version of the edition, for a report of an error."""
    address: str
    """Address of the letter's page; without a base address its path in the site."""
    contact: str


def letter_cites(edition: Edition) -> dict[str, str]:
    """The section on citing each letter, by its id; HTML without blank lines."""
    made = spread(lambda letter: _section(edition, letter), edition.letters)
    return {letter.id: text for letter, text in zip(edition.letters, made, strict=True)}


def _section(edition: Edition, letter: EditionLetter) -> str:
    text = templates().get_template("cite.html").render(cite=cited(edition, letter))
    # a blank line would end the HTML inside Markdown
    return "".join(line for line in text.splitlines(keepends=True) if line.strip())


def cited(edition: Edition, letter: EditionLetter) -> Cited:
    """What is said of citing one letter."""
    identity, one = edition.identity, summary(letter)
    says_something = bool(letter.apparatus.published or letter.apparatus.entries)
    return Cited(
        letter=one,
        forms=tuple(_forms(edition, one, of_editors=False)),
        notes=tuple(_forms(edition, one, of_editors=True)) if says_something else (),
        edition=", ".join(_known(identity.title, _version(edition))),
        address=identity.base_address + one.url,
        contact=identity.contact,
    )


def _forms(edition: Edition, one: LetterSummary, *, of_editors: bool) -> Iterator[Form]:
    item = _item(edition, one, of_editors=of_editors)
    yield _form("chicago", "Chicago", _chicago(edition, one, of_editors), text=True)
    yield _form("oscola", "OSCOLA", _oscola(edition, one, of_editors), text=True)
    yield _form("bibtex", "BibTeX", item_bibtex(item), text=False)
    yield _form("ris", "RIS", item_ris(item).replace("\r\n", "\n").rstrip(), text=False)
    yield _form("csl", "CSL-JSON", item_csl(item), text=False)


def _form(form_id: str, name: str, form: str, *, text: bool) -> Form:
    html = _OPEN.sub(lambda match: _HTML[match[0]], escape(form, quote=False))
    return Form(form_id, name, Markup(html), text)  # noqa: S704  # escaped in the line above


def _item(edition: Edition, one: LetterSummary, *, of_editors: bool) -> Item:
    identity = edition.identity
    address = identity.base_address + one.url + HASH
    note = f"{_dated(one)}{AT}" + ("" if identity.base_address else f"; in this version at {address}")
    title = _clean(one.title)
    return Item(
        key=one.id + KEY,
        title=f"{WHAT} on: {title}" if of_editors else title,
        authors=_known(identity.responsible) if of_editors else tuple(_clean(party.name) for party in one.sender),
        container=_clean(whole_title(identity)),
        editor=_clean(identity.responsible),
        place=_clean(identity.place),
        version=_clean(identity.version),
        date=edition.commit_date,
        url=address if identity.base_address else "",
        note=note,
    )


def _chicago(edition: Edition, one: LetterSummary, of_editors: bool) -> str:
    """A note after the Chicago Manual of Style (17th ed., 14.111: letters in published collections)."""
    identity = edition.identity
    parts = [
        f"{WHAT} on “{_clean(one.title)}”" if of_editors else _clean(one.title),
        _clean(one.place),
        "" if one.date and one.date_text in one.title else one.date_text,
        f"in {ITALIC}{_clean(whole_title(identity))}{ROMAN}",
        f"ed. {_clean(identity.responsible)}" if identity.responsible else "",
        f"version {_clean(identity.version)}" if identity.version else "",
        long_date(edition.commit_date),
    ]
    return f"{', '.join(_known(*parts))}{AT}, {identity.base_address}{one.url}{HASH}."


def _oscola(edition: Edition, one: LetterSummary, of_editors: bool) -> str:
    """A note after OSCOLA (4th ed., 3.2 and 3.4: edited books, personal communications, web pages)."""
    identity = edition.identity
    editor = f"{_clean(identity.responsible)} (ed), " if identity.responsible else ""
    version = f"version {_clean(identity.version)}" if identity.version else ""
    printed = ", ".join(_known(version, _clean(identity.place), long_date(edition.commit_date)))
    address = f"<{identity.base_address}{one.url}{HASH}>" if identity.base_address else f"at {one.url}{HASH}"
    what = f"{WHAT} on ‘{_clean(one.title)}’" if of_editors else _clean(one.title)
    return (
        f"{what} ({one.date_text}) in {editor}{ITALIC}{_clean(whole_title(identity))}{ROMAN}"
        f"{f' ({printed})' if printed else ''}{AT} {address}"
    )


def whole_title(identity: Identity) -> str:
    """Title and subtitle of the edition."""
    return ": ".join(_known(identity.title, identity.subtitle))


def _version(edition: Edition) -> str:
    version, date = edition.identity.version, long_date(edition.commit_date)
    return " of ".join(_known(f"version {version}" if version else "", date))


def _dated(one: LetterSummary) -> str:
    kind = one.kind_text[:1].upper() + one.kind_text[1:]
    return f"{kind} of {one.date_text}" if one.date else f"{kind}, undated"


def _clean(text: str) -> str:
    return _OPEN.sub("", text)


def _known(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
