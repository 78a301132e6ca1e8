"""The JSON Schema of data/annotations.jsonld: the part of the W3C's model that the edition uses, and its own terms."""

from __future__ import annotations

from typing import Any

from build_tools.model.annotation import KINDS
from build_tools.render.jsonld import CONTEXT

_TEXT = {"type": "string"}
_WORDS = {"type": "string", "minLength": 1}
_POSITION = {"type": "integer", "minimum": 0}


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


_QUOTE = {"type": {"const": "TextQuoteSelector"}, "exact": _WORDS}
_SELECTORS = {
    "type": "array",
    "prefixItems": [
        _object({"type": {"const": "TextPositionSelector"}, "start": _POSITION, "end": _POSITION}),
        _object({**_QUOTE, "prefix": _TEXT, "suffix": _TEXT}),
    ],
    "minItems": 2,
    "maxItems": 2,
}
_TARGET = _object({"type": {"const": "SpecificResource"}, "source": _WORDS, "selector": _SELECTORS})
_EVIDENCE = {
    **_object({"id": _WORDS}, authority=_WORDS, sourceKey=_WORDS, letter=_WORDS, at=_WORDS, pinpoint=_WORDS),
    "oneOf": [{"required": [name]} for name in ("authority", "sourceKey", "letter")],
}
_BODY = _object(
    {
        "type": {"const": "TextualBody"},
        "value": _WORDS,
        "format": {"enum": ["text/markdown", "text/plain"]},
        "language": {"const": "en"},
        "purpose": {"enum": ["commenting", "editing"]},
    }
)
_STANDING = {"holder": _WORDS, "holds": _WORDS, "evidence": {"type": "array", "items": _EVIDENCE, "minItems": 1}}
_ITEM = {
    **_object(
        {
            "id": _WORDS,
            "type": {"const": "Annotation"},
            "letter": _WORDS,
            "motivation": {"enum": ["commenting", "identifying", "describing", "linking", "editing"]},
            "body": {"type": "array", "items": _BODY, "maxItems": 1},
            "evidence": {"type": "array", "items": _EVIDENCE},
            "target": {"type": "array", "items": _TARGET, "minItems": 1},
            "quotedAs": _object(_QUOTE, prefix=_WORDS, suffix=_WORDS),
            "witness": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
        modified={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T00:00:00Z$"},
        kind={"enum": list(KINDS)},
        certainty={"enum": ["high", "low"]},
        positions={"type": "array", "items": _object(_STANDING), "minItems": 2},
        reason=_WORDS,
    ),
    "if": {"properties": {"motivation": {"const": "editing"}}},
    "then": {"required": ["reason"], "properties": {"kind": False, "body": {"minItems": 1}}},
    "else": {
        "required": ["kind", "certainty"],
        "if": {"properties": {"kind": {"const": "disputed"}}},
        "then": {"required": ["positions"]},
        "else": {"properties": {"positions": False, "evidence": {"minItems": 1}, "body": {"minItems": 1}}},
    },
}

ANNOTATIONS_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Notes and emendations of the edition as W3C Web Annotations",
    **_object(
        {
            "@context": {"const": CONTEXT},
            "id": _WORDS,
            "type": {"const": "AnnotationCollection"},
            "label": _WORDS,
            "total": _POSITION,
            "first": _object(
                {
                    "id": _WORDS,
                    "type": {"const": "AnnotationPage"},
                    "startIndex": {"const": 0},
                    "items": {"type": "array", "items": _ITEM},
                }
            ),
        },
        creator=_object({"type": {"const": "Organization"}, "name": _WORDS}),
        rights=_WORDS,
    ),
}
"""JSON Schema 2020-12. The `@context` is never fetched: it must be this very one."""
