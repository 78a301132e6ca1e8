"""Citations: where a letter cites an authority, how, and how the reader was taken there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from build_tools.model.witness import Span

CitationForm = Literal[
    "symbol",
    "resolution",
    "order",
    "judgment",
    "provision",
    "named",
    "url",
    "short",
    "ibid",
    "described",
    "anaphor",
]
FORMS: tuple[CitationForm, ...] = get_args(CitationForm)

Certainty = Literal["high", "low"]


class Cited(NamedTuple):
    """One authority that a citation stands for; a series has one for each number."""

    authority: str
    """The field's own normal form without pinpoint, made from the letter alone: S/RES/1244 (1999)."""
    key: str | None
    """Key of the record in the bibliography; None without one."""
    spans: tuple[Span, ...]
    """The words of this authority in the witness."""


class Pinpoint(NamedTuple):
    """The place within the authority, as printed."""

    text: str
    """The witness's characters, white space made single spaces: annex, para. 242."""
    spans: tuple[Span, ...]


class Step(NamedTuple):
    """One link of the chain from a short citation to the full one."""

    within: str
    """Id of the block, or "note LABEL"."""
    quote: str
    rule: str
    """How this step was reached from the one before it in the chain; empty for the last, which is the full citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How a citation that does not name its authority in full was understood."""

    rule: str
    """defined-short-form, head-words, ibid, ibid-in-note, supra-note, op-cit, bare-provision, head-noun,
    order-of-note-called, document-of-note-called, same-series ..."""
    antecedent: str
    """Where the words stand that were relied on: id of the block, or "note LABEL"."""
    chain: tuple[Step, ...]
    """From this citation to the full one, this one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of a letter that stand for one or more authorities."""

    within: str
    """Id of the block, or "note LABEL"."""
    line: int
    """Line of the witness, from 1, on which the words begin."""
    spans: tuple[Span, ...]
    """In the witness, several over a joined page break; with the emphasis marks that belong to the words."""
    quote: str
    """The words as a reader reads them, markup gone."""
    form: CitationForm
    authorities: tuple[Cited, ...]
    """Empty where no authority, or more than one, fits."""
    pin: Pinpoint | None = None
    resolution: Resolution | None = None
    """None for a citation in full."""
    candidates: tuple[str, ...] = ()
    """Normal forms that fit equally well; an editor's declaration decides."""
    declared: bool = False
    """True where an editor's entry makes the link; its reason is in `reason`."""
    certainty: Certainty = "high"
    reason: str = ""
    date: str = ""
    """ISO 8601 date printed in the citation, to the precision given; empty where none is."""
    target: str | None = None
    """Address of the witness's own link on the words; empty where it leads nowhere, None where there is no link."""
    doubts: tuple[str, ...] = ()
    """Rule names of the findings that concern this citation: a mark for the reader."""
    candidate_keys: tuple[str, ...] = ()
    """Keys of the records that fit equally well."""
