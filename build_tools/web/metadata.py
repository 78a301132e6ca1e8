"""What Zotero and search engines read of a page: Highwire tags and schema.org in JSON-LD, in the head of the page.

Only what the edition declares or its bibliography records is said; a blank makes no tag. Nothing says whether a sender
is a person or a body, so neither does this. Sources: Google Scholar's inclusion guidelines and Zotero's translator
"Embedded Metadata" for the tags; schema.org 28 for the types.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from build_tools.model.authority import Authority, AuthorityKind
from build_tools.model.edition import Edition
from build_tools.render.citations import AUTHORITIES
from build_tools.render.wording import KINDS, title
from build_tools.web.cite import whole_title
from build_tools.web.pages import Material
from build_tools.web.summary import LetterSummary

Tags = list[tuple[str, str]]

_TYPES: Mapping[AuthorityKind, str] = {
    "treaty": "Legislation",
    "legislation": "Legislation",
    "report": "Report",
    "news": "NewsArticle",
    "book": "Book",
    "web": "WebPage",
}


def with_metadata(texts: Mapping[str, str], material: Material) -> dict[str, str]:
    """The pages of the home, the letters and the authorities with their metadata in the front matter."""
    edition = material.edition
    described: dict[str, tuple[Tags, dict[str, Any]]] = {"index.md": ([], home_data(edition))}
    for one in material.letters:
        described[f"letters/{one.id}.md"] = (letter_tags(edition, one), letter_data(edition, one))
    for record in edition.bibliography.authorities:
        path = f"{AUTHORITIES}/{record.key}.md"
        described[path] = (authority_tags(record), authority_data(edition, record, path))
    return {path: _headed(texts[path], *of) for path, of in described.items() if path in texts}


def _headed(text: str, tags: Tags, data: Mapping[str, Any]) -> str:
    # JSON is YAML too; a < in a script could end it
    linked = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    lines = f"tags_in_head: {json.dumps(tags, ensure_ascii=False)}\njsonld: {json.dumps(linked, ensure_ascii=False)}\n"
    if text.startswith("---\n"):
        return f"---\n{lines}{text[4:]}"
    return f"---\n{lines}---\n\n{text}"


def letter_tags(edition: Edition, one: LetterSummary) -> Tags:
    """Highwire tags of a letter: a part of the edition, dated as the version; its own date is in its title."""
    identity = edition.identity
    return _tags(
        ("citation_title", dated_title(one)),
        *(("citation_author", party.name) for party in one.sender),
        ("citation_inbook_title", whole_title(identity)),
        ("citation_editor", identity.responsible),
        ("citation_publisher", identity.responsible),
        ("citation_publication_date", edition.commit_date.replace("-", "/")),
        ("citation_language", one.language),
        ("citation_public_url", _address(edition, one.url)),
        ("dcterms.created", one.date),
    )


def dated_title(one: LetterSummary) -> str:
    """The title of a letter with its date, where it has one."""
    return f"{one.title}, {one.date_text}" if one.date and one.date_text not in one.title else one.title


def letter_data(edition: Edition, one: LetterSummary) -> dict[str, Any]:
    """A letter as schema.org's Message, part of the edition."""
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Message",
            "name": one.title,
            "alternateName": one.short_title if one.short_title != one.title else "",
            "genre": one.kind_text,
            "dateCreated": one.date,
            "sender": [{"name": party.name} for party in one.sender],
            "recipient": [{"name": party.name} for party in one.recipients],
            "locationCreated": {"@type": "Place", "name": one.place} if one.place else {},
            "inLanguage": one.language,
            "identifier": [text for text in (one.symbol, one.reference) if text],
            "url": _address(edition, one.url),
            "encoding": _known(
                {
                    "@type": "MediaObject",
                    "name": "Transcription as received",
                    "encodingFormat": "text/plain",
                    "sha256": one.sha256,
                    "contentUrl": _address(edition, one.witness),
                }
            ),
            "isPartOf": _edition(edition),
        }
    )


def authority_tags(record: Authority) -> Tags:
    """Highwire tags of an authority: the document itself, not the edition's page on it."""
    report = _TYPES.get(record.kind) not in ("NewsArticle", "Book", "WebPage")
    return _tags(
        ("citation_title", title(record)),
        *(("citation_author", name) for name in record.author),
        ("citation_publication_date", record.date.replace("-", "/")),
        ("citation_technical_report_institution" if report else "citation_publisher", record.body),
        ("citation_technical_report_number", (record.symbols or (record.number,))[0] if report else ""),
        ("citation_public_url", record.official_url),
    )


def authority_data(edition: Edition, record: Authority, path: str) -> dict[str, Any]:
    """The page of an authority, and the authority that it is about."""
    about = _known(
        {
            "@type": _TYPES.get(record.kind, "CreativeWork"),
            "name": title(record),
            "alternateName": record.title if record.title != title(record) else "",
            "genre": KINDS[record.kind][0],
            "description": record.description,
            "identifier": [*record.symbols, *([record.number] if record.number else [])],
            "datePublished": record.date,
            "author": [{"@type": "Person", "name": name} for name in record.author],
            "publisher": {"@type": "Organization", "name": record.body} if record.body else {},
            "url": record.official_url,
        }
    )
    page = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title(record),
        "url": _address(edition, path.removesuffix(".md") + ".html"),
        "isPartOf": _edition(edition),
        "mainEntity": about,
    }
    return _known(page)


def home_data(edition: Edition) -> dict[str, Any]:
    """The edition as schema.org's Collection."""
    return {"@context": "https://schema.org", **_edition(edition), "collectionSize": len(edition.letters)}


def _edition(edition: Edition) -> dict[str, Any]:
    identity = edition.identity
    return _known(
        {
            "@type": "Collection",
            "name": identity.title,
            "alternativeHeadline": identity.subtitle,
            "version": identity.version,
            "dateModified": edition.commit_date,
            "publisher": {"@type": "Organization", "name": identity.responsible} if identity.responsible else {},
            "url": identity.base_address,
        }
    )


def _address(edition: Edition, path: str) -> str:
    """A full address; empty where the edition has no base address."""
    base = edition.identity.base_address
    return base + path if base else ""


def _tags(*pairs: tuple[str, str]) -> Tags:
    return [(name, value) for name, value in pairs if value]


def _known(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}
