"""Narrow occurrences to what concerns one partnership, review, agency or theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dhrgraph.network.occurrences import Occurrence


def concerning(occurrences: Iterable[Occurrence], keep: Mapping[str, str]) -> tuple[Occurrence, ...]:
    """The occurrences of the recommendations that concern all of `keep`.

    `keep` maps "partnership", "review", "agency" or "theme" to an IRI; an agency counts under the names of those that
    took its place too, a theme under its broader one. A recommendation that fits stays with all its addressees and
    themes: that is its context. Empty `keep` keeps everything.
    """
    kept = tuple(occurrences)
    wanted = {row.recommendation for row in kept}
    for kind, iri in keep.items():
        wanted &= {row.recommendation for row in kept if iri in _things(row, kind)}
    return tuple(row for row in kept if row.recommendation in wanted)


def _things(row: Occurrence, kind: str) -> set[str]:
    if kind == "agency":
        return set(row.known_as)
    things = {"partnership": (row.partnership,), "review": (row.review,), "theme": (row.theme, row.broader)}[kind]
    return {thing.id for thing in things if thing}
