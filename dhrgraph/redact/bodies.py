"""Names of bodies, looked up by their words, so that none is taken for a person's.

names  ->  bodies_named  ->  Bodies.longest_at, Bodies.holds
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dhrgraph.redact.words import keys_of

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Names of bodies as the keys of their words, by first word and by any word.

    `lengths` are how many words the names that begin with a word have, longest first; `within` are runs of two words
    or more that stand together in a name. Both only make quick what is asked for every word of a document.
    """

    by_first: Mapping[str, tuple[Keys, ...]] = field(default_factory=dict)
    by_any: Mapping[str, tuple[Keys, ...]] = field(default_factory=dict)
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False)
    names: frozenset[Keys] = field(default=frozenset(), compare=False)
    within: frozenset[Keys] = field(default=frozenset(), compare=False)

    def longest_at(self, keys: Sequence[str], at: int, *, least: int = 1) -> int:
        """How many words from `at` on are the longest name that begins there; 0 when none of `least` words does.

        Example:
            >>> bodies_named(frozenset({"hope", "hope centre"})).longest_at(("the", "hope", "centre"), 1)
            2
        """
        for length in self.lengths.get(keys[at], ()):
            if length < least:
                break
            if tuple(keys[at : at + length]) in self.names:
                return length
        return 0

    def holds(self, keys: Keys) -> bool:
        """Whether the words are a whole name, or two or more that stand together in one.

        Example:
            >>> bodies = bodies_named(frozenset({"the hope centre"}))
            >>> [bodies.holds(tuple(words.split())) for words in ("hope centre", "hope", "the hope centre", "")]
            [True, False, True, False]
        """
        return keys in self.names or keys in self.within

    def begins_with(self, keys: Keys) -> bool:
        """Whether a name of one word more or several begins so: a cell that a page's end has cut.

        Example:
            >>> bodies_named(frozenset({"the ada roe and bo day hospital"})).begins_with(("the", "ada", "roe", "and"))
            True
        """
        return any(len(name) > len(keys) and name[: len(keys)] == keys for name in self.by_first.get(keys[0], ()))

    def with_any(self, keys: Iterable[str]) -> frozenset[Keys]:
        """The names of two words or more that hold one of the words."""
        return frozenset(name for key in keys for name in self.by_any.get(key, ()) if len(name) > 1)


@lru_cache(maxsize=4)
def bodies_named(names: frozenset[str]) -> Bodies:
    """The index of some names; made once for the register, whatever the number of documents."""
    by_first: dict[str, list[Keys]] = {}
    by_any: dict[str, list[Keys]] = {}
    for keys in sorted({keys for name in names if (keys := keys_of(name))}):
        by_first.setdefault(keys[0], []).append(keys)
        for key in dict.fromkeys(keys):
            by_any.setdefault(key, []).append(keys)
    return Bodies(
        {key: tuple(found) for key, found in by_first.items()},
        {key: tuple(found) for key, found in by_any.items()},
        {key: tuple(sorted({len(name) for name in found}, reverse=True)) for key, found in by_first.items()},
        frozenset(name for found in by_first.values() for name in found),
        frozenset(run for found in by_first.values() for name in found for run in _runs(name)),
    )


def _runs(name: Keys) -> Iterator[Keys]:
    """The words of a name that stand together, two or more."""
    return (name[start:end] for start in range(len(name)) for end in range(start + 2, len(name) + 1))
