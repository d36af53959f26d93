"""Mend a heading that table extraction has broken over cells: "Mer" | "sey Care", "MAI" | "RAC", "IDV" | "/Α".

    fragments, names that are known, names seen whole elsewhere  ->  repair_heading  ->  name, how it was mended

The cut can fall inside a word, repeat a letter, leave half a letter (read as another one) or stray punctuation.
Every way to close the cuts is tried; a name that is known decides, then one seen whole in the same document,
then the shape of the words. A name is never made up: without support the plainest reading stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

_MOST_FRAGMENTS = 6


def repair_heading(
    fragments: Sequence[str],
    known: Collection[str],
    seen: Collection[str] = (),
    lookalikes: Mapping[int, str] | None = None,
) -> tuple[str, str]:
    """The mended heading and how: "whole", "known name", "seen whole" or "shape".

    Args:
        fragments: The cells' words, in order; not empty.
        known: Casefolded names of the register.
        seen: Casefolded words of cells and lines elsewhere in the document.
        lookalikes: Code points of letters that look Latin, with the Latin letter.

    Example:
        >>> repair_heading(["MAI", "RAC"], {"marac"}), repair_heading(["Gen", "General Practice"], ())
        (('MARAC', 'known name'), ('General Practice', 'shape'))
        >>> repair_heading(["Live", "erpool Uni", "ts"], (), {"liverpool units"})
        ('Liverpool Units', 'seen whole')
    """
    latin = [fragment.translate(lookalikes or {}) for fragment in fragments][:_MOST_FRAGMENTS]
    if len(latin) == 1:
        return latin[0], "whole"
    ways = _ways(latin)
    for names, how in ((known, "known name"), (seen, "seen whole")):
        fitting = [way for way in ways if way.casefold() in names and way[:1].isupper() and len(way) > 2]
        if fitting:
            return max(fitting, key=lambda way: (len(way), way)), how
    return _by_shape(latin), "shape"


def _ways(fragments: Sequence[str]) -> set[str]:
    """Every reading: the last cell alone, and the cells with each cut closed in every way."""
    names = {fragments[0]}
    for right in fragments[1:]:
        names = {closed for left in names for closed in _closings(left, right)}
    return {fragments[-1], *(" ".join(name.split()) for name in names)}


def _closings(left: str, right: str) -> Iterator[str]:
    yield left + right
    yield f"{left} {right}"
    yield left[:-1] + right  # half a letter, read as another one
    if left[-1:].casefold() == right[:1].casefold():
        yield left + right[1:]  # a letter printed on both sides
    if right[:1] in "/|.,-– ":
        yield left + right.lstrip("/|.,-– ")


def _by_shape(fragments: Sequence[str]) -> str:
    """A cell that begins small goes on with the word; one that begins as the first cell does repeats it whole."""
    name = fragments[0]
    for right in fragments[1:]:
        if right.casefold().startswith(name.casefold()) or (len(name) <= 4 and right[:1] == name[:1]):
            name = right
        elif right[:1].islower():
            name += right
        else:
            name = f"{name} {right}"
    return " ".join(name.split())
