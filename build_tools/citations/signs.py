"""Signs that print alike, made one, and small letters: without moving a position."""

from __future__ import annotations

from collections.abc import Collection

# Each stands for one character, so positions stay; what is taken away or joined is handled piece by piece.
_ALIKE = {
    "-": "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d",
    "'": "‘’ʼ′",
    '"': "“”„″",
    " ": "\t\n\r\u00a0\u2007\u2009\u202f",
}
_PLAIN = {other: plain for plain, others in _ALIKE.items() for other in others}
_WHITE = ("\t", "\n", "\r")
_ASCII = bytes(range(128))


def beyond_ascii(text: str) -> set[str]:
    """The different characters beyond ASCII that a text holds."""
    # of the bytes of UTF-8 those of ASCII can be taken out in one go, which no search of the characters is as fast as
    return set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def plain(text: str, signs: Collection[str] | None = None) -> str:
    """Write signs that print alike as one: plain hyphens, straight quotation marks, plain spaces; same length.

    `signs` are the characters beyond ASCII that the text holds, where the caller knows them.
    """
    if not text.isascii():
        for sign in beyond_ascii(text) if signs is None else signs:
            if sign in _PLAIN:
                text = text.replace(sign, _PLAIN[sign])
    for white in _WHITE:
        text = text.replace(white, " ")
    return text


def small(text: str) -> str:
    """Small letters, character by character: a capital with a dot above has two code points in small letters."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
