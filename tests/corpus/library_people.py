"""Invented people for a library of any size: thousands of names, so that what leaves can be looked for.

Forenames and surnames are made of syllables; none is a word of ontology/, of the house styles or of our wording, so
a name found later is a leak.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

import library_wording
import truth_wording
from truth_people import FIRST, LAST, POSTS, TITLES, Person

from dhrgraph.resources import folder

_STARTS = ("Br", "Cal", "D", "El", "F", "Gw", "H", "Is", "J", "Kal", "L", "Mor", "N", "Or", "Per", "Qu", "R", "Sel", "T", "V",
           "Wil", "Yv", "Z", "Ath", "Mil", "Cor")  # fmt: skip
_MIDDLES = ("a", "e", "i", "o", "ade", "ili", "ora", "une", "iva", "ello", "ami", "eri")
_ENDS = ("bert", "dric", "fina", "gar", "ka", "lia", "mira", "nora", "ric", "ssa", "tine", "vin", "wen", "zia", "dan", "thea")  # fmt: skip
_FROM = ("Ash", "Brock", "Crum", "Dun", "Elver", "Fenwin", "Gar", "Hols", "Inger", "Jes", "Kett", "Lang", "Mar", "Nether",
         "Oster", "Pem", "Quin", "Rad", "Stan", "Thorn", "Under", "Vant", "Whit", "Yel", "Zand", "Bar", "Cold", "Dray", "Fal",
         "Gos", "Hather", "Kings", "Lud", "Mid", "North", "Pol", "Rus", "Sten", "Tre", "Wol")  # fmt: skip
_TO = ("acre", "bourne", "cliffe", "dyke", "ersby", "field", "gill", "hurst", "ington", "kirk", "leigh", "mere", "nall",
       "over", "plow", "quist", "ridge", "sworth", "thwaite", "ulph", "vale", "wick", "yard", "ashvili", "enko", "owska",
       "adeh", "ubiri", "oyelu", "asinghe")  # fmt: skip


@cache
def _known_words() -> frozenset[str]:
    """Every word of ontology/ and of the wording that documents are made of, in lower case."""
    texts = [
        path.read_text("utf-8") for path in sorted(folder("ontology").rglob("*")) if path.suffix in (".csv", ".ttl")
    ]
    for module in (library_wording, truth_wording):
        texts += [str(value) for name, value in sorted(vars(module).items()) if name.isupper()]
    texts.append(str(library_wording.table()[0]))
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold()))


@cache
def forenames() -> tuple[str, ...]:
    """Some 4,000, shuffled, always the same."""
    made = {start + middle + end for start in _STARTS for middle in _MIDDLES for end in _ENDS}
    return _shuffled({*made, *FIRST})


@cache
def surnames() -> tuple[str, ...]:
    """Some 1,100, shuffled, always the same."""
    return _shuffled({*(one + other for one in _FROM for other in _TO), *LAST})


def _shuffled(names: set[str]) -> tuple[str, ...]:
    usable = sorted(name for name in names if len(name) > 4 and name.casefold() not in _known_words())
    Random("names").shuffle(usable)
    return tuple(usable)


def people(random: Random, bodies: list[str]) -> list[Person]:
    """One person for each body; no forename or surname twice in one review.

    Example:
        >>> len({p.last for p in people(Random(1), ["A"] * 12)})
        12
    """
    firsts, lasts = random.sample(forenames(), len(bodies)), random.sample(surnames(), len(bodies))
    return [
        Person(f"{random.choice(TITLES)}{first} {last}", first, last, random.choice(POSTS), body)
        for first, last, body in zip(firsts, lasts, bodies, strict=True)
    ]


def pseudonyms(random: Random, number: int) -> list[str]:
    """Names for the victim and those around them, as reviews choose them: forenames alone."""
    return random.sample(forenames(), number)
