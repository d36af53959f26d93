"""Bodies with a name like a mention's: a hint for a person who decides, never evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.words import fold

_LIKE = 66  # of 100: below it names share little but "council" or "trust"
_SHOWN = 3
_LOOKED_AT = 2000  # names that share a word with the mention, its rarest words first


@dataclass(frozen=True, slots=True)
class Nearness:
    """Every folded name of a register with the body it names, made once, and where each word stands among them."""

    register: Register
    names: tuple[tuple[str, str], ...]
    places: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, register: Register) -> Nearness:
        """The names of all records, in the order of their slugs."""
        slugs = sorted(register.records)
        names = tuple(dict.fromkeys((fold(name.words), slug) for slug in slugs for name in register.names_of(slug)))
        places: dict[str, list[int]] = defaultdict(list)
        for at, (words, _) in enumerate(names):
            for word in set(words.split(" ")):
                places[word].append(at)
        return cls(register, names, {word: tuple(found) for word, found in places.items()})

    def to(self, mention: str, areas: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Slugs of the bodies with the likest names, likest first; none of another area where both have areas."""
        asked = fold(mention)
        best: dict[str, float] = {}
        some = dict.fromkeys(self._sharing_a_word(asked))
        found = process.extract(
            asked, {at: self.names[at][0] for at in some}, scorer=fuzz.token_sort_ratio, score_cutoff=_LIKE, limit=None
        )
        for _, score, at in found:
            slug = self.names[at][1]
            if self._may_be_meant(slug, areas):
                best[slug] = max(score, best.get(slug, 0))
        return tuple(sorted(best, key=lambda slug: (-best[slug], slug))[:_SHOWN])

    def _sharing_a_word(self, asked: str) -> Iterator[int]:
        room = _LOOKED_AT
        for found in sorted(
            (self.places.get(word, ()) for word in set(asked.split(" "))), key=lambda at: (len(at), at)
        ):
            yield from found
            room -= len(found)
            if room < 0:
                return

    def _may_be_meant(self, slug: str, areas: frozenset[str]) -> bool:
        covered = self.register.records[slug].areas
        return not areas or not covered or not areas.isdisjoint(covered)


def labelled(slugs: tuple[str, ...], labels: Mapping[str, str]) -> str:
    """Bodies for one cell: "slug = Name | slug = Name".

    Example:
        >>> labelled(("home-office",), {"home-office": "Home Office"})
        'home-office = Home Office'
    """
    return " | ".join(f"{slug} = {labels[slug]}" for slug in slugs)
