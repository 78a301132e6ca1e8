"""Changes to a rendering that a reader could see, made one at a time: what the proofs must catch.

A mutant says what kind of change it is, which rules may name it, and in which block or note of the page it stands.
Those that leave every character as it was are told apart ("no change: ..."): no proof may speak of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple


class Mutant(NamedTuple):
    kind: str
    start: int
    end: int
    instead: str
    """What stands between start and end in place of what stood there."""
    rules: frozenset[str]
    """The rules of which one at least must be reported; none for a mutant that changes nothing a reader sees."""
    owner: str
    """Id of the block or note; empty where the rendering does not tell."""
    what: str
    """The words that were changed."""

    def of(self, rendering: str) -> str:
        """The whole rendering, changed."""
        return rendering[: self.start] + self.instead + rendering[self.end :]


MISSING, ADDED, DIFFERS = frozenset({"text-missing"}), frozenset({"text-added"}), frozenset({"text-differs"})
EMPHASIS, LINK = frozenset({"emphasis-differs"}), frozenset({"link-broken"})
NOTHING: frozenset[str] = frozenset()
ANY_TEXT = MISSING | ADDED | DIFFERS

WORD = re.compile(r"[^\W_]+")
STOP = re.compile(r"[,.;:?!“”’()–]")
_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_VOID = frozenset({"br", "hr", "img", "wbr"})
_EMPHASIS = frozenset({"em", "strong", "sup", "sub"})


class Place(NamedTuple):
    """A stretch of a rendering."""

    start: int
    end: int
    owner: str = ""
    around: frozenset[str] = frozenset()
    """Names of the emphasis elements around it."""


class Page:
    """The article of a page, with the places of what can be changed."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.words: list[Place] = []
        self.stops: list[Place] = []
        self.units: list[Place] = []
        """Elements with data-span, each with its tags."""
        self.calls: list[Place] = []
        """Elements that call a note, each with its tags."""
        self.emphasis: list[Place] = []
        """Elements of emphasis with words of the witness, each with its tags."""
        self.editorial: list[Place] = []
        """Editorial elements with words inside a block or note."""
        self._scan()

    def _scan(self) -> None:
        stack: list[tuple[str, int, str]] = []  # name, start, tag
        for token in _TOKEN.finditer(self.html):
            match = _TAG.match(token[0])
            if match is None:
                self._text(token, stack)
            elif match[1]:
                name, start, tag = stack.pop()
                assert name == match[2], f"{self.html[start : start + 80]} is closed by {token[0]}"
                self._element(name, tag, Place(start, token.end(), self._owner(stack)), stack)
            elif match[2] not in _VOID and not token[0].endswith("/>"):
                stack.append((match[2], token.start(), token[0]))

    @staticmethod
    def _owner(stack: list[tuple[str, int, str]]) -> str:
        for _, _, tag in reversed(stack):
            if "data-span=" in tag:
                return _attribute(tag, "id")
        return ""

    def _text(self, token: re.Match[str], stack: list[tuple[str, int, str]]) -> None:
        owner = self._owner(stack)
        if not owner or any("data-editorial" in tag or 'id="fnref-' in tag for _, _, tag in stack):
            return
        around = frozenset(name for name, _, _ in stack) & _EMPHASIS
        for found in WORD.finditer(token[0]):
            before = token[0][: found.start()]
            if not re.search(r"&#?$", before):
                self.words.append(Place(token.start() + found.start(), token.start() + found.end(), owner, around))
        for found in STOP.finditer(token[0]):
            if not (found[0] == ";" and re.search(r"&#?\w+$", token[0][: found.start()])):
                self.stops.append(Place(token.start() + found.start(), token.start() + found.end(), owner, around))

    def _element(self, name: str, tag: str, place: Place, stack: list[tuple[str, int, str]]) -> None:
        if any("data-editorial" in around for _, _, around in stack):
            return
        content = re.sub(r"<[^>]*>", "", self.html[place.start : place.end])
        if "data-span=" in tag:
            self.units.append(place._replace(owner=_attribute(tag, "id")))
        elif 'id="fnref-' in tag:
            self.calls.append(place)
        elif "data-editorial" in tag:
            if place.owner and content.strip():
                self.editorial.append(place)
        elif (
            name in _EMPHASIS
            and "call" not in tag
            and any(place.start < w.start < place.end for w in self.words[-400:])
        ):
            self.emphasis.append(place)


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf' {name}="([^"]*)"', tag)
    return match[1] if match else ""


def of_page(html: str) -> Iterator[Mutant]:
    """Every change to a page, kind after kind."""
    page = Page(html)
    yield from of_words(html, page.words, page.stops)
    for word in page.words:
        text = html[word.start : word.end]
        tag = "em" if not word.around & {"em"} else "strong" if "strong" not in word.around else "sub"
        yield made("add emphasis", html, word, f"<{tag}>{text}</{tag}>", EMPHASIS)
        yield made("word into an editorial element", html, word, f"<span data-editorial>{text}</span>", MISSING)
    for place in page.emphasis:
        whole = html[place.start : place.end]
        inner = whole[whole.index(">") + 1 : whole.rindex("<")]
        yield made("delete emphasis", html, place, inner, EMPHASIS)
        other = "strong" if whole.startswith("<em") else "em"
        yield made("other emphasis", html, place, f"<{other}>{inner}</{other}>", EMPHASIS)
        if last := re.search(r"\s[^\W_]+[^\w<>]*$", inner):
            close = whole[whole.rindex("<") :]
            shorter = whole[: whole.index(">") + 1] + inner[: last.start()] + close + inner[last.start() :]
            yield made("emphasis ends a word early", html, place, shorter, EMPHASIS)
    yield from _of_units(html, page.units)
    yield from _of_calls(html, page)
    for place in page.editorial:
        bare = html[place.start : place.end].replace(" data-editorial", "", 1)
        yield made("editorial words among the witness's", html, place, bare, ADDED | DIFFERS)


def made(kind: str, text: str, place: Place, instead: str, rules: frozenset[str]) -> Mutant:
    return Mutant(kind, place.start, place.end, instead, rules, place.owner, text[place.start : place.end])


def _other_letter(word: str) -> str:
    """The word with its middle letter or digit changed."""
    n = len(word) // 2
    return (
        word[:n]
        + ("7" if word[n].isdigit() and word[n] != "7" else "x" if word[n] not in "xX" else "q")
        + word[n + 1 :]
    )


def of_words(text: str, words: list[Place], stops: list[Place]) -> Iterator[Mutant]:
    for word in words:
        old = text[word.start : word.end]
        # In Markdown asterisks that stand before white space set nothing: then they are in the text too.
        starred = "*" in (text[word.start - 1 : word.start], text[word.end : word.end + 1])
        yield made("delete word", text, word, "", ANY_TEXT if starred else MISSING)
        yield made("double word", text, word, f"{old} {old}", ADDED)
        yield made("alter word", text, word, _other_letter(old), DIFFERS)
        if old.swapcase() != old:
            yield made("change case", text, word, old.swapcase(), DIFFERS)
    for one, two in pairwise(words):
        first, second = text[one.start : one.end], text[two.start : two.end]
        between = text[one.end : two.start]
        place = Place(one.start, two.end, one.owner)
        if one.owner != two.owner or "<" in between or ">" in between:
            continue
        if between == " ":
            yield made("no change: white space", text, place, f"{first}  {second}", NOTHING)
        # Two words such as "a" and "aa" swapped leave the characters: the white space between them tells.
        kind, rules = ("swap words", ANY_TEXT) if first != second else ("no change: a word and its double", NOTHING)
        yield made(kind, text, place, second + between + first, rules)
    for stop in stops:
        starred = "*" in (text[stop.start - 1 : stop.start], text[stop.end : stop.end + 1])
        yield made("delete mark", text, stop, "", ANY_TEXT | EMPHASIS if starred else MISSING)
        yield made("double mark", text, stop, text[stop.start : stop.end] * 2, ADDED)
        yield made("alter mark", text, stop, "·", DIFFERS)


def _of_units(text: str, units: list[Place]) -> Iterator[Mutant]:
    for unit in units:
        what = "note" if unit.owner.startswith("fn-") else "block"
        whole = text[unit.start : unit.end]
        head, foot = whole[: whole.index(">") + 1], whole[whole.rindex("<") :]
        yield made(f"delete {what}", text, unit, "", MISSING)
        yield made(f"empty {what}", text, unit, head + foot, MISSING)
        yield made(f"double {what}", text, unit, whole + whole, ADDED)
        yield made(f"other id of {what}", text, unit, whole.replace(' id="', ' id="x', 1), MISSING)
        span = _attribute(head, "data-span")
        wrong = f"{int(span.split('-')[0]) + 1}-{span.split('-', 1)[1]}"
        yield made(f"other data-span of {what}", text, unit, whole.replace(span, wrong, 1), DIFFERS)
    for one, two in pairwise(units):
        what = "notes" if one.owner.startswith("fn-") and two.owner.startswith("fn-") else "blocks"
        first, second = text[one.start : one.end], text[two.start : two.end]
        place = Place(one.start, two.end, one.owner)
        between = text[one.end : two.start]
        yield made(f"swap {what}", text, place, second + between + first, DIFFERS)._replace(owner="")
        inner_one, inner_two = (w[w.index(">") + 1 : w.rindex("<")] for w in (first, second))
        crossed = first.replace(inner_one, inner_two) + between + second.replace(inner_two, inner_one)
        if _bare(inner_one) != _bare(inner_two):
            yield made(f"swap words of {what}", text, place, crossed, ANY_TEXT | EMPHASIS)


def _bare(html: str) -> str:
    """Characters outside of tags and editorial elements, for telling whether two units differ at all."""
    return re.sub(r"<[^>]*>|\s", "", re.sub(r"<(\w+)[^>]* data-editorial[^>]*>.*?</\1>", "", html))


def _of_calls(text: str, page: Page) -> Iterator[Mutant]:
    for call in page.calls:
        whole = text[call.start : call.end]
        yield made("delete call", text, call, "", MISSING)
        yield made("double call", text, call, whole + whole, ADDED)
        label = re.sub(r"<[^>]*>", "", whole)
        yield made("other label of call", text, call, whole.replace(f">{label}<", ">97<"), DIFFERS)
        yield made("call leads elsewhere", text, call, whole.replace('href="#fn-', 'href="#fn-97'), LINK)
        yield made("call becomes words", text, call, label, DIFFERS)
        later = next((word for word in page.words if word.start >= call.end and word.owner == call.owner), None)
        if later:
            moved = text[call.end : later.end] + whole
            yield made("move call", text, Place(call.start, later.end, call.owner), moved, DIFFERS)
