"""Stage: an edited letter -> TEI P5, for programs that read editions: data/tei/<id>.xml.

The words stand in `text`, character for character; all that the edition says of them in `teiHeader` and `standOff`,
in `corr`, and in attributes. Source: TEI P5 Guidelines 4.3.0 (tei_all).
"""

from __future__ import annotations

from build_tools.model.edition import Edition, EditionLetter
from build_tools.model.letter import Block, Note
from build_tools.model.references import references_of
from build_tools.render.tei.body import text
from build_tools.render.tei.header import header
from build_tools.render.tei.lists import Lists, Reference
from build_tools.render.tei.pen import NAMESPACE, add, root, written
from build_tools.render.tei.standoff import StandOff
from build_tools.render.tei.words import Words

__all__ = ["NAMESPACE", "Reference", "TeiWriter"]


class TeiWriter:
    """Writes the letters of one edition; what they share is made once."""

    def __init__(self, edition: Edition, reference: Reference) -> None:
        self._edition = edition
        self._known = references_of(edition)
        self._lists = Lists(edition.register, edition.bibliography, reference)

    def write(self, edited: EditionLetter) -> str:
        """Write one letter as a file in UTF-8 that ends with a line feed.

        Nothing is reported: a control character that XML cannot hold is an empty `g` with its number, and a link of
        the witness that cannot be published keeps its words and its address without leading there.
        """
        top = root("TEI")
        top.set("version", "4.3.0")
        header(top, edited, self._edition, self._lists.named)
        words = Words(edited)
        whole = root("TEI")
        text(whole, edited, words)
        units: tuple[Block | Note, ...] = (*edited.letter.blocks, *edited.letter.notes)
        if pages := words.pages | {unit.page for unit in units if unit.page}:
            surfaces = add(top, "facsimile")
            for page in sorted(pages):
                surface = add(surfaces, "surface", id=f"page-{page}", n=str(page), type="inferred")
                add(surface, "label", f"Page {page}, counted by the edition; no printed number is taken for it.")
        said = add(top, "standOff")
        StandOff(edited, self._known, words).write(said)
        self._lists.write(said, edited)
        if not len(said):  # an empty one is not valid
            top.remove(said)
        top.append(whole[0])
        return written(top)
