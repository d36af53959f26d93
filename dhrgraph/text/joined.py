"""Mend a heading that table extraction has broken over cells: "Mer" | "sey Care", "MAI" | "RAC", "IDV" | "/Α".

    fragments, names that are known, names seen whole elsewhere  ->  repair_heading  ->  name, how it was mended

The cut can fall inside a word, repeat a letter, leave half a letter (read as another one) or stray punctuation.
Every way to close the cuts is tried; a name that is known decides, then one seen whole in the same document,
then the shape of the words. A name is never made up: without support the plainest reading stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

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
    ways = list(dict.fromkeys(_ways(latin)))
    for names, how in ((known, "known name"), (seen, "seen whole")):
        fitting = [way for way in ways if way.casefold() in names and way[:1].isupper() and len(way) > 2]
        if fitting:
            return max(fitting, key=len), how
    return _by_shape(latin), "shape"


def _ways(fragments: Sequence[str]) -> Iterator[str]:
    """Every reading: the last cell alone, and the cells with each cut closed in one of five ways."""
    yield fragments[-1]
    for cuts in product(range(5), repeat=len(fragments) - 1):
        name = fragments[0]
        for cut, right in zip(cuts, fragments[1:], strict=True):
            name = _close(name, right, cut)
        yield " ".join(name.split())


def _close(left: str, right: str, cut: int) -> str:
    if cut == 0:
        return left + right
    if cut == 1:
        return f"{left} {right}"
    if cut == 2:  # a letter printed on both sides
        return left + right[1:] if left[-1:].casefold() == right[:1].casefold() else left + right
    if cut == 3:  # half a letter, read as another one
        return left[:-1] + right
    return left + right.lstrip("/|.,-– ")


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
