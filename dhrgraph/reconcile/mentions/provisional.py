"""A body that the register lacks but that is well named: a record for the time being, for a person to confirm.

    Question  ->  by_form  ->  Claim with a slug that begins with "x-", the name as printed, a type read off its words

Well named: in capitals; words that tell the kind of body ("Housing Association", rows of kind "type" in
addressee_phrases.csv) and at least one that tells it from others of that kind, be it no more than a place for the kinds
where that is how they are called ("local-type": Women's Aid). Posts, persons, sentences, two bodies joined, and names
that hold one of the register or may be a misprint of one, are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from dhrgraph.namespaces import slug
from dhrgraph.reconcile.mentions.claims import Claim, Question, folded
from dhrgraph.reconcile.mentions.plain import COMPASS, plain
from dhrgraph.reconcile.mentions.similar import may_be_misspelt, vocabulary
from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.words import is_acronym_of, words_of

MADE = "x-"  # begins the slug of a body that has no record yet
_INITIALS = re.compile(r"\s*\((?P<letters>[A-Za-z&.]{2,12})\)$")
_NOT_A_NAME = re.compile(r"[\[\]{}|/;:?!\n\t<>=\"@()]|\d{3}")
_MOST_WORDS = 10
_JOINING = frozenset({"and", "or", "with"})


@dataclass(frozen=True, slots=True)
class Kind:
    """The words [start, end) that tell the kind of body, the type they tell, and whether a place is name enough.

    `usual` are these words as they are usually written: "Domestic Abuse Service" for "DA Service".
    """

    start: int
    end: int
    type: str
    local: bool
    usual: tuple[str, ...]


def by_form(question: Question) -> tuple[Claim, ...]:
    """The body that the form of the mention tells of, though no register has it."""
    name = tidied(question.mention)
    words = folded(name)
    if not 1 < len(words) <= _MOST_WORDS or _NOT_A_NAME.search(name):
        return ()
    register = question.register
    kind = _kind(words, register)
    if kind is None or not in_capitals(name, register) or not _one_body(words, kind, register):
        return ()
    if not _has_own_words(words, kind, register) or may_be_misspelt(question.about(name)):
        return ()
    told = " ".join(words[kind.start : kind.end])
    made = MADE + slug(" ".join((*words[: kind.start], *kind.usual, *words[kind.end :])))
    return (Claim(made, "provisional", f"no record; '{told}' tells its type", name, kind.type),)


def tidied(printed: str) -> str:
    """The name without "the", its own initials in brackets, doubled spaces and marks at its ends.

    Example:
        >>> tidied(" The Lantern  Housing Association (LHA),")
        'Lantern Housing Association'
    """
    name = " ".join(printed.split()).strip(" ,;.:-–")
    initials = _INITIALS.search(name)
    if initials and is_acronym_of(initials["letters"], name[: initials.start()]):
        name = name[: initials.start()]
    return name[4:] if name[:4].casefold() == "the " else name


def _kind(words: tuple[str, ...], register: Register) -> Kind | None:
    """The longest words at the end, else at the beginning, that tell a kind."""
    ends = [words[start:] for start in range(len(words))]
    written = [plain(end, register.phrases.written) for end in ends]
    for as_printed, name in product((True, False), ("type", "local-type")):
        book = register.phrases.aside[name]
        for end, usual in zip(ends, written, strict=True):
            told = book.find(end if as_printed else usual)
            if told and (as_printed or end[-1] != usual[-1] + "s"):  # "Sometown Hospitals" are no one hospital
                known = usual if usual and book.find(usual) else end
                return Kind(len(words) - len(end), len(words), told[0], name == "local-type", known)
    for name in ("type", "local-type"):
        found = register.phrases.aside[name].longest_at(words, 0)
        if found:
            return Kind(0, found[0], found[1][0], name == "local-type", words[: found[0]])
    return None


def in_capitals(name: str, register: Register) -> bool:
    """Whether each word begins with a capital or a figure, but for small ones that never stand first."""
    links = register.phrases.aside["link"].spaced
    printed = words_of(name)
    capital = [not name[word.start].islower() for word in printed]
    return capital[0] and all(
        big or word.key in links or word.key in ("and", "s") for big, word in zip(capital, printed, strict=True)
    )


def _one_body(words: tuple[str, ...], kind: Kind, register: Register) -> bool:
    """Whether the words hold no post, no person, no body of the register and no end of another body's name."""
    phrases = register.phrases
    if register.names.find(words) or phrases.aside["person"].longest_at(words, 0):
        return False
    for at, word in enumerate(words):
        if kind.start <= at < kind.end:
            continue
        if "post" in phrases.kinds.find([word]) or (word in _JOINING and _ends_a_name(words[:at], register)):
            return False
        named = register.names.longest_at(words, at)
        if named and named[0] <= kind.start and any(not n.in_context and not n.whole for n in named[1]):
            return False
    return True


def _ends_a_name(words: tuple[str, ...], register: Register) -> bool:
    return bool(register.names.find(words)) or "body" in register.phrases.kinds.find(words[-1:])


def _has_own_words(words: tuple[str, ...], kind: Kind, register: Register) -> bool:
    """Whether a word, or for some kinds a place, tells the body from others of its kind."""
    general = vocabulary(register).common
    ordinary = {*register.phrases.aside["ordinary"].spaced, *register.phrases.aside["link"].spaced, *_JOINING}
    left = (*words[: kind.start], *words[kind.end :])
    places = {
        place for at in range(len(left)) for place in range(at, (register.places.longest_at(left, at) or (at, ()))[0])
    }
    own = [word for at, word in enumerate(left) if at not in places and word not in general and word not in ordinary]
    if _is_two_sided(left, register):
        return True
    return any(len(word.replace("'", "")) > 1 for word in own) or (kind.local and bool(places))


def _is_two_sided(words: tuple[str, ...], register: Register) -> bool:
    """Whether the words join a country or place to a point of the compass, as one body does: "Wales and West"."""
    if len(words) != 3 or words[1] != "and" or len({words[0], words[2]} & COMPASS) != 1:
        return False
    (other,) = {words[0], words[2]} - COMPASS
    return bool(register.places.find([other]) or register.phrases.aside["ordinary"].find([other]))
