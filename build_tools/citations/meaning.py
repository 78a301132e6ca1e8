"""What a citation was understood to mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from build_tools.citations.found import Found
from build_tools.model.citation import Certainty, Resolution, Step

# A chain of more steps than a reader can follow is shown by its beginning and its end.
_LONGEST_CHAIN = 40


class Meant(NamedTuple):
    """One authority of a citation, with the words that stand for it in the reading copy."""

    authority: str
    key: str | None
    start: int
    end: int


class Doubt(NamedTuple):
    """Why a reader should look twice."""

    rule: str
    message: str


# Not frozen, though nothing changes one: see `Found`.
@dataclass(slots=True, kw_only=True, eq=False)
class Meaning:
    """A citation and its authorities, or the candidates among which only an editor can decide; never changed."""

    found: Found
    authorities: tuple[Meant, ...] = ()
    resolution: Resolution | None = None
    candidates: tuple[str, ...] = ()
    candidate_keys: tuple[str, ...] = ()
    certainty: Certainty = "high"
    doubts: tuple[Doubt, ...] = ()

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells this meaning apart from another: keys where there are any, else normal forms."""
        return tuple(one.key or one.authority for one in self.authorities)

    @property
    def step(self) -> Step:
        """This citation as a link of a chain."""
        words = self.found.reading.words(self.found.start, self.found.end)
        rule = self.resolution.rule if self.resolution else ""
        return Step(self.found.reading.within, words, rule)


def chain(own: Found, rule: str, antecedent: Meaning) -> tuple[Step, ...]:
    """The steps from a citation to the full one."""
    behind = antecedent.resolution.chain if antecedent.resolution else (antecedent.step,)
    if len(behind) >= _LONGEST_CHAIN:
        behind = (*behind[: _LONGEST_CHAIN - 2], behind[-1])
    return (Step(own.reading.within, own.reading.words(own.start, own.end), rule), *behind)


def through(own: Found, rule: str, antecedent: Meaning) -> Resolution:
    """A resolution by one antecedent."""
    return Resolution(rule=rule, antecedent=antecedent.found.reading.within, chain=chain(own, rule, antecedent))
