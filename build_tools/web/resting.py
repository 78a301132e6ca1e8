"""Which entries of the relations and the timeline rest on a source of the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.model.annotation import Evidence
from build_tools.model.dates import written_out
from build_tools.model.relations import Event, Relation, Relations


def resting_on(source: str, made: Relations) -> Iterator[tuple[str, str]]:
    """Text and address, from the top of the site, of each entry that rests on the source of a key."""

    def rests(those: Iterable[Evidence]) -> bool:
        return any(each.source == source for each in those)

    for relation in made.relations:
        if rests(_of_relation(relation)):
            yield f"Relations, {relation.kind}", f"relations.html#relation-{relation.id}"
    for figures in made.figures:
        if rests(figures.evidence):
            yield f"Relations, {figures.matter}", f"relations.html#figures-{figures.id}"
    for recurrence in made.recurrences:
        if rests(recurrence.grounds.evidence):
            yield "Relations, a passage in two letters", f"relations.html#recurrence-{recurrence.id}"
    for quotation in made.quotations:
        if rests((quotation.source,)):
            yield "Relations, a quotation", f"relations.html#quotation-{quotation.id}"
    for event in made.events:
        if rests(_of_event(event)):
            yield f"Timeline, {written_out(event.date) or 'without a date'}", f"timeline.html#event-{event.id}"


def _of_relation(relation: Relation) -> tuple[Evidence, ...]:
    return (relation.subject, relation.object, *relation.grounds.evidence)


def _of_event(event: Event) -> tuple[Evidence, ...]:
    return (*event.grounds.evidence, *(each for claim in event.claims for each in claim.grounds.evidence))
