"""Who writes to whom, and what one document does with another: the lines of both pictures of relations.html."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from build_tools.model.annotation import Evidence
from build_tools.model.edition import Edition, EditionLetter, Party
from build_tools.model.references import References, references_of
from build_tools.model.register import Entry
from build_tools.model.relations import RelationKind
from build_tools.render.evidence import address_of, evidence_text
from build_tools.render.register import entry_address
from build_tools.web.picture_flow import MOST, Flow, Node, picture_of_flows

_DOES: Mapping[RelationKind, str] = {
    "encloses": "encloses",
    "answers": "answers",
    "announces": "announces",
    "quotes": "quotes",
    "mentions": "mentions",
    "contradicts": "contradicts",
    "asks": "asks about",
    "follows": "follows",
    "parallels": "on the same as",
}
_UNKNOWN = "Not known"
_NAMED = 3
"""Letters of one line that are named one by one; where there are more, their number is given."""


def picture_of_letters(edition: Edition) -> Markup:
    """Who writes to whom: senders and recipients, and the letters between them; empty without letters."""
    flows = letter_flows(edition)
    return picture_of_flows(
        flows,
        id_="picture-letters",
        title="Who writes to whom",
        description=(
            f"Senders on the left, recipients on the right, and a line for each letter between them, "
            f"{len(flows):,} in all. The same as a list: see Letters by sender and recipient."
        ),
        caption="A letter at a line stands for itself; one with several recipients has several lines.",
        heads=("From", "To"),
    )


def letter_flows(edition: Edition) -> list[Flow]:
    """One line for each sender and recipient who have letters between them, in the edition's order.

    Where there are too many lines for the picture, those with the most letters come first.
    """
    forms = _forms(edition)
    found: dict[tuple[Node, Node], list[EditionLetter]] = {}
    for letter in edition.letters:
        declared = letter.declaration
        for sender in declared.sender or (_NOBODY,):
            for recipient in declared.recipients or (_NOBODY,):
                found.setdefault((_party(sender, forms), _party(recipient, forms)), []).append(letter)
    pairs = list(found.items())
    if len(pairs) > MOST:
        pairs.sort(key=lambda pair: -len(pair[1]))
    return [Flow(start, end, _letters(its), tuple(letter.id for letter in its)) for (start, end), its in pairs]


_NOBODY = Party(name=_UNKNOWN, office="")


def _letters(its: list[EditionLetter]) -> tuple[tuple[str, str], ...]:
    if len(its) > _NAMED:
        return ((f"{len(its):,} letters", ""),)
    return tuple((f"Letter {one.declaration.siglum}", f"letters/{one.id}.html") for one in its)


def _forms(edition: Edition) -> dict[str, Entry]:
    """People and organisations of the register by each of their names; a name that two of them have leads nowhere."""
    found: dict[str, list[Entry]] = {}
    for entry in edition.register.entries:
        if entry.kind in {"people", "organisations"}:
            for words in {entry.name, *(form.words for form in entry.forms if not form.letters)}:
                found.setdefault(words, []).append(entry)
    return {words: its[0] for words, its in found.items() if len(its) == 1}


def _party(party: Party, forms: Mapping[str, Entry]) -> Node:
    entry = forms.get(party.name)
    text = entry.name if entry and entry.kind == "people" else party.name
    return Node(entry.key if entry else party.name, text, entry_address(entry) if entry else "")


def picture_of_relations(edition: Edition) -> Markup:
    """What answers, encloses, quotes what: a line for each two documents; empty where nothing is said of any."""
    flows = relation_flows(edition)
    return picture_of_flows(
        flows,
        id_="picture-relations",
        title="What one document does with another",
        description=(
            f"Documents on the left, the documents that they answer, enclose, quote or name on the right, "
            f"{len(flows):,} lines. The same as a list, each with what it rests on: see Relations, one by one."
        ),
        caption="The words at a line lead to its entry below, which says what it rests on.",
        heads=("Document", "Does with"),
    )


def relation_flows(edition: Edition) -> list[Flow]:
    """One line for each two documents; letters of the edition first, in its order."""
    known = references_of(edition)
    found: dict[tuple[Node, Node], list[tuple[str, str]]] = {}
    for one in edition.relations.relations:
        pair = (_document(one.subject, known), _document(one.object, known))
        found.setdefault(pair, []).append((_DOES[one.kind], one.id))
    order = [letter.id for letter in edition.letters]
    flows = [Flow(start, end, _verbs(its), tuple(id_ for _, id_ in its)) for (start, end), its in found.items()]
    return sorted(flows, key=lambda flow: order.index(flow.start.key) if flow.start.key in order else len(order))


def _verbs(its: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((verb, f"#relation-{id_}") for verb, id_ in its)


def _document(one: Evidence, known: References) -> Node:
    bare = one._replace(pinpoint="", at="")
    text = evidence_text([bare], known)
    letter = known.letters.get(one.letter)
    if letter:
        text = f"{text}. {letter.declaration.short_title or letter.declaration.title}"
    return Node(one.letter or one.authority or one.source, text, address_of(bare))


def correspondents(edition: Edition) -> Iterator[tuple[EditionLetter, tuple[Node, ...], tuple[Node, ...]]]:
    """The letters with their senders and recipients, for the list that says what the picture shows."""
    forms = _forms(edition)
    for letter in edition.letters:
        declared = letter.declaration
        yield (
            letter,
            tuple(_party(party, forms) for party in declared.sender),
            tuple(_party(party, forms) for party in declared.recipients),
        )
