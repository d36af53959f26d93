"""Words one letter away from a name: what reading a scanned page makes of it.

    text, words of names  ->  misprints  ->  (misprinted word, name), ...

Only long words that nothing explains and that are rarer than the name: "Dorothv" beside many a "Dorothy".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dhrgraph.redact.candidates import Surroundings
from dhrgraph.redact.words import words_of

_SHORTEST = 6  # letters; shorter words are too often one letter apart
_LONGEST = 40  # letters; a longer one is no name
_OFTEN = 2  # times: a word that stands more often is its own


def misprints(text: str, names: Iterable[str], around: Surroundings) -> Iterator[tuple[str, str]]:
    """Each key of a word that is one letter more, less or other than a name's, with that name's key.

    Example:
        >>> from dhrgraph.redact.cues import PersonCues
        >>> around = Surroundings(PersonCues(frozenset(), frozenset()))
        >>> list(misprints("Tamsilett left. Tamsilett came. Tamsilctt and Tomas.", ["tamsilett"], around))
        [('tamsilctt', 'tamsilett')]
    """
    known = {name for name in names if _SHORTEST <= len(name) <= _LONGEST}
    shapes = {shape: name for name in sorted(known, reverse=True) for shape in _shapes(name)}
    sizes = range(_SHORTEST - 1, _LONGEST + 2) if known else ()
    words = {word.key: word for word in words_of(text) if word.capital and len(word.key) in sizes}
    times = Counter(word.key for word in words_of(text) if word.capital) if words else Counter[str]()
    for key, word in words.items():
        if key in known or key in around.common or times[key] > _OFTEN or around.explained(word) or word.shouted:
            continue
        like = next((shapes[shape] for shape in _shapes(key) if shape in shapes), None)
        strange = key not in around.places and around.body_at((key,), 0) == 0 and not around.bodies_with((key,))
        if like and strange and times[like] > times[key]:
            yield key, like


def _shapes(key: str) -> Iterator[str]:
    """The word, and the word with each of its letters left open or left out: two words one letter apart share one."""
    yield key
    for at in range(len(key)):
        yield f"{key[:at]}?{key[at + 1 :]}"
        yield f"{key[:at]}{key[at + 1 :]}"
