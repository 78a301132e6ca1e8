"""Texts made to be slow or deep: each a function of its size, and each wrecks some reader of Markdown.

`n` is the number of times that a sign or a piece repeats; MANY and DEEP are the sizes at which nothing may break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

MANY = 50_000
DEEP = 20_000
ROWS = 10_000  # lines or blocks: each is a record with its place in the page
LONG = 5_000_000  # characters on one line

Maker = Callable[[int], str]


def _numbers(n: int) -> Iterator[str]:
    digits = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    return (str(number).translate(digits) for number in range(1, n + 1))


def notes_with_calls(n: int) -> str:
    """Paragraphs with a call each, then all their notes."""
    labels = list(_numbers(n))
    paragraphs = "\n\n".join(f"Paragraph with a call{label} and more." for label in labels)
    return paragraphs + "\n\n" + "\n\n".join(f"{label} Note of its own." for label in labels) + "\n"


def pages_with_notes(n: int) -> str:
    """Pages that each begin their notes with 1 and cut a sentence."""
    page = "A sentence¹ that the page end cuts off in the\n\n¹ See the note.\n\nmiddle of its words.\n\n"
    return page * n


def ladder(n: int) -> str:
    """Lists one level deeper each line, up to 300 levels, again and again."""
    return "".join("  " * (number % 300) + "- item\n" for number in range(n))


# Signs in a row, on one line.
REPEATED = {
    "superscript figures": "¹",
    "superscripts by tags": "<sup>1</sup>",
    "open superscripts": "<sup>1",
    "open bold tags between words": "<b>word ",
    "superscripts behind words": "word¹ ",
    "square brackets that open": "[",
    "square brackets that close": "]",
    "brackets in pairs": "[]",
    "links that never close": "[a](b",
    "links": "[a](https://example.org) ",
    "images that never close": "![a",
    "calls in Markdown's form": "[^1]",
    "calls in bare brackets": "[1] ",
    "references that never close": "[a][",
    "bookmarks that never close": "[bookmark: a ",
    "bookmarks": "[bookmark: a] ",
    "parentheses that open": "(",
    "asterisks": "*",
    "asterisks between words": "word * ",
    "asterisks before words": "*word ",
    "asterisks behind words": "word* ",
    "double asterisks before words": "**a ",
    "emphasis that crosses": "*a **b* c** ",
    "emphasis in pairs": "*a* ",
    "underscores": "_",
    "underscores between words": "a_",
    "underscores in emphasis of the other kind": "*a_ ",
    "backslashes": "\\",
    "backslashes before signs": "\\*",
    "less-than signs": "<",
    "tags that never close": "<a ",
    "attributes that never close": '<a b="',
    "comments that never close": "<!--",
    "instructions that never close": "<?",
    "CDATA that never closes": "<![CDATA[",
    "autolinks that never close": "<http://a",
    "autolinks": "<http://a> ",
    "addresses": "http://a.example/b ",
    "addresses of people": "a@b.example ",
    "greater-than signs": ">",
    "ampersands": "&",
    "entities": "&amp;",
    "backticks": "`",
    "backticks between words": "`a ",
    "tildes": "~",
    "carets": "^",
    "hashes": "#",
    "pipes": "|",
    "cells": "| a ",
    "dashes": "-",
    "dashes and spaces": "- ",
    "dots": ".",
    "numbers of lists": "1. ",
    "quotation marks": "“",
    "braces": "{",
    "attributes": "{ .x } ",
    "symbols": "A/",
    "symbols of a series": "S/RES/822 (1993), ",
    "abbreviations": "Mr. ",
    "sections": "§ ",
    "ibid.": "Ibid. ",
    "spaces before a word": " ",
    "tabs": "\t",
    "no-break spaces": "\u00a0",
    "zero-width spaces": "\u200b",
    "overrides of direction": "\u202e",
    "combining marks": "\u0301",
    "capitals": "A",
    "figures": "1",
    "colons": ":",
}

# Lines and blocks in a row.
LINES = {
    "empty lines": "\n",
    "short lines": "a\n",
    "lines that end with CR": "a\r",
    "short paragraphs": "a\n\n",
    "headings": "# a\n",
    "underlined headings": "a\n---\n",
    "rules": "---\n\n",
    "items": "- a\n",
    "items with a middle dot": "· a\n\n",
    "numbered items": "1. a\n",
    "quoted lines": "> a\n",
    "rows of a table": "| a | b |\n",
    "fences": "```\n",
    "definitions of links": "[a]: b\n",
    "definitions of notes": "[^1]: note\n",
    "notes of one label": "¹ A note.\n\n",
    "notes with an asterisk": "\\* A note.\n\n",
    "calls without notes": "A word⁹⁹ here.\n\n",
    "page numbers": "1\n\n",
    "running heads": "Page 1 of 2\n\nA sentence that goes on\n\n",
    "salutations": "Sir,\n\n",
    "datelines": "Geneva, 3 May 1995\n\n",
    "sentences cut off": "and the\n\n",
    "quotations that open": "“He said\n\n",
    "indented lines": "    a\n",
    "attributes on lines": "{ .x }\n",
    "bookmarks on lines": "[bookmark: a]\n\n",
}

MADE: dict[str, Maker] = {
    "notes with calls": lambda n: notes_with_calls(n // 2),
    "pages with notes": lambda n: pages_with_notes(n // 2),
    "a ladder of lists": lambda n: ladder(n // 2),
}

# Nesting: each is one line of n levels and a word at its bottom.
NESTED: dict[str, Maker] = {
    "quotes in quotes": lambda n: "> " * n + "word",
    "quotes in quotes without spaces": lambda n: ">" * n + "word",
    "lists in lists": lambda n: "- " * n + "word",
    "numbered lists in lists": lambda n: "1. " * n + "word",
    "quotes and lists in one another": lambda n: "> - " * n + "word",
    "tags in tags": lambda n: "<div>" * n + "word" + "</div>" * n,
    "emphasis in emphasis": lambda n: "*a _b " * n + "word" + " b_ a*" * n,
    "superscripts in superscripts": lambda n: "<sup>" * n + "word" + "</sup>" * n,
    "links in links": lambda n: "[" * n + "word" + "](a)" * n,
    "parentheses in parentheses": lambda n: "(" * n + "word" + ")" * n,
    "quotes that grow line by line": lambda n: "".join("> " * min(k, 40) + "word\n" for k in range(n // 10)),
}

# One line of five million characters.
ONE_LINE: dict[str, Maker] = {
    "words on one line": lambda n: ("These are the words of a letter, and they go on. " * (n // 49 + 1))[:n],
    "one word on one line": lambda n: "a" * n,
    "marked words on one line": lambda n: (
        ("The *words*¹ of **a letter** go on, as words do in letters of this kind. " + "And more of them. " * 10)
        * (n // 250 + 1)
    )[:n],
    "spaces on one line": lambda n: "word" + " " * n + "word",
}


def every() -> dict[str, tuple[Maker, int]]:
    """All texts by name, with the full size of each."""
    result: dict[str, tuple[Maker, int]] = {}
    for name, sign in REPEATED.items():
        result[name] = (lambda n, sign=sign: "Before " + sign * n + " after.\n", MANY)  # type: ignore[misc]
    for name, line in LINES.items():
        result[name] = (lambda n, line=line: "Before.\n\n" + line * n + "\nAfter.\n", ROWS)  # type: ignore[misc]
    result.update({name: (make, ROWS) for name, make in MADE.items()})
    result.update({name: (make, DEEP) for name, make in NESTED.items()})
    result.update({name: (make, LONG) for name, make in ONE_LINE.items()})
    return result
