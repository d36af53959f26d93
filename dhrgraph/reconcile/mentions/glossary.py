"""The initials that a document explains itself: "Someshire Community Trust (SCT)", "hereafter the Trust", a glossary.

    text, areas, register  ->  read_glossary  ->  Glossary
    Question               ->  explained      ->  what the document says the mention means

What is explained counts where the initials fit the name. If the name is a body's of the register, they mean that body.
If it is not, they mean no body that only shares the initials; the name is published only where its form tells that it
is a body's (`provisional`), for it may hold a person's. One pass over the text; every pattern is bounded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dhrgraph.reconcile.mentions.claims import Explained, Glossary, Question, bodies, first, folded
from dhrgraph.reconcile.mentions.named import NAMED, fits
from dhrgraph.reconcile.mentions.plain import by_plain_name
from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.words import Word, words_of

_LETTERS = r"[A-Z][A-Za-z&]{1,9}"
_SHORT = rf"{_LETTERS}(?:\s[A-Z][a-z]{{2,12}}){{0,2}}"
_AS = (
    r"(?:hereafter|hereinafter|henceforth|from here on|referred to(?: throughout| below| here| in this report)? as"
    r"|known as|abbreviated (?:to|as))"
)
_IN_BRACKET = re.compile(
    rf"\(\s?(?P<as>{_AS}\W{{1,4}})?(?:referred to as\s)?[\"'“‘]?(?P<the>the\s)?[\"'“‘]?"
    rf"(?P<letters>{_SHORT})[\"'”’]?\s?\)"
)
_AFTER_COMMA = re.compile(rf",?\s{{1,2}}(?P<as>{_AS})\s{{1,2}}[\"'“‘]?(?P<the>the\s)?[\"'“‘]?(?P<letters>{_LETTERS})\b")
_LETTERS_FIRST = re.compile(rf"(?<![\w&])(?P<letters>{_LETTERS})\s?\((?P<name>[A-Z][^()\n]{{4,120}})\)")
_ROW = re.compile(
    rf"^[ \t|•]{{0,8}}(?P<letters>{_LETTERS})(?:[ ]{{0,3}}[\t|:=–—-][\t ]{{0,8}}|[ ]{{2,20}})"
    r"(?P<name>[A-Z][^\n\t|()]{4,120})$",
    re.MULTILINE,
)
_LIST_MARK = re.compile(r"[;:|•●▪◦‣·]|\n\s*(?:\n|[-–*])")  # between two names of a list
_BEFORE = 140  # characters of a name before its initials
_MOST_WORDS = 14
_MOST_PLACES = 1000  # in a text that may explain initials
_MOST_TIMES = 4  # the same initials are looked at
_BESIDE = frozenset({"post", "subject", "filler", "lead-in"})
_SMALL = frozenset({"and", "of", "the", "for"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """A mention with its initials written out, the initials, and what explains them."""

    read: str
    explained: Explained


def read_glossary(text: str, areas: frozenset[str], register: Register) -> Glossary:
    """What the text explains, by folded initials or short name; each name once, in reading order.

    Example:
        >>> from dhrgraph.reconcile.register.register import build_register
        >>> read_glossary("as at (1 May)", frozenset(), build_register([])).entries
        {}
    """
    entries: dict[str, dict[str, Explained]] = {}
    for found in _explanations(text, areas, register):
        known = entries.setdefault(" ".join(folded(found.letters)), {})
        known.setdefault(" ".join(folded(found.name)), found)
    return Glossary({letters: tuple(found.values()) for letters, found in entries.items()})


def explained(question: Question) -> Meaning | None:
    """The mention with what the document explains in one way written out; initials also beside the words of a post.

    None when it has none, or when a place or another name stands there: "Othertown CCG" is not the CCG explained.
    """
    entries = question.glossary.entries
    if not entries:
        return None
    whole = _one(entries.get(" ".join(question.words).removesuffix("'s"), ()))
    if whole:
        return Meaning(whole.name, whole)
    words = words_of(question.mention)
    at = [n for n, word in enumerate(words) if word.key.removesuffix("'s") in entries]
    if len(at) != 1 or len(words) > _MOST_WORDS:
        return None
    word = words[at[0]]
    found = _one(entries[word.key.removesuffix("'s")])
    others = [other.key for n, other in enumerate(words) if n != at[0]]
    kinds = question.register.phrases.kinds
    if found is None or not all(_BESIDE.intersection(kinds.find([other])) for other in others):
        return None
    if not question.mention.startswith(found.letters, word.start):
        return None
    return Meaning(question.mention[: word.start] + found.name + question.mention[word.end :], found)


def shares_words(name: str, other: str) -> bool:
    """Whether half of the words of two names, or more, are the same: one body's name in two forms.

    Example:
        >>> shares_words("Independent Violence Advocate", "Independent Violence Adviser Service")
        True
        >>> shares_words("Castle Park School", "Crown Prosecution Service")
        False
    """
    one, two = ({word for word in folded(n) if word not in _SMALL} for n in (name, other))
    return 2 * len(one & two) >= max(1, min(len(one), len(two)))


def _one(found: tuple[Explained, ...]) -> Explained | None:
    """What is explained in one way: the one body, else the one name that is no body's."""
    meant = tuple(item for item in found if item.known) or found
    return meant[0] if len(meant) == 1 else None


def _explanations(text: str, areas: frozenset[str], register: Register) -> Iterator[Explained]:
    """Each explanation, in reading order for each of the ways to explain."""
    for pattern in (_IN_BRACKET, _AFTER_COMMA):
        for found in _places(pattern, text):
            letters = found["letters"]
            name = _name_before(text, found.start(), letters, bool(found["as"] or found["the"]), areas, register)
            if name:
                yield Explained(letters, name, " ".join(text[text.rindex(name, 0, found.end()) : found.end()].split()))
            else:
                other = _other_before(text, found.start(), letters)
                if other:
                    yield Explained(letters, other, "", known=False)
    for pattern in (_LETTERS_FIRST, _ROW):
        for found in _places(pattern, text):
            name = found["name"].strip(" .,;")
            if fits(found["letters"], name) and _is_body(name, areas, register):
                yield Explained(found["letters"], name, " ".join(found.group().split()))


def _places(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where initials may be explained: the first places for each, so that a text that repeats itself costs no more."""
    seen: Counter[str] = Counter()
    for found in islice(pattern.finditer(text), _MOST_PLACES):
        seen[found["letters"]] += 1
        if seen[found["letters"]] <= _MOST_TIMES:
            yield found


def _words_before(text: str, end: int) -> tuple[str, tuple[Word, ...]]:
    """The text before a place, and its last words; none where a sentence ends between."""
    before = text[max(0, end - _BEFORE) : end]
    words = words_of(before)[-_MOST_WORDS:]
    if not words or before[words[-1].end :].strip("\"'”’ ,\n"):
        return before, ()
    return before, words


def _name_before(
    text: str, end: int, letters: str, alias: bool, areas: frozenset[str], register: Register
) -> str | None:
    """The longest name of one body that ends at `end` and that the initials fit; a short name is in its own words.

    Of a list of names the last: "Someshire Police, Sometown Hospital Trust (SHT)" explains the trust.
    """
    before, words = _words_before(text, end)
    for word in words:
        if not before[word.start].isupper():
            continue
        name = before[word.start : words[-1].end]
        short = alias and (letters.isupper() or set(folded(letters)) <= set(folded(name)))
        if (short or fits(letters, name)) and not _LIST_MARK.search(name) and _is_body(name, areas, register):
            return name
    return None


def _other_before(text: str, end: int, letters: str) -> str | None:
    """The words before `end`, in capitals, of which these are all the initials."""
    before, words = _words_before(text, end)
    wanted = letters.casefold()
    if len(wanted) < 2 or " " in wanted:
        return None
    for at, word in enumerate(words):
        keys = [other.key for other in words[at:]]
        capital = all(before[w.start].isupper() or w.key in _SMALL for w in words[at:])
        spelt = {"".join(k[0] for k in keys), "".join(k[0] for k in keys if k not in _SMALL)}
        name = before[word.start : words[-1].end]
        if capital and word.key not in _SMALL and wanted in spelt and not _LIST_MARK.search(name):
            return name
    return None


def _is_body(name: str, areas: frozenset[str], register: Register) -> bool:
    """Whether a name is that of one body; of several that share it only where it is no list of theirs."""
    found = bodies(first(Question(name, areas, register, folded(name)), (*NAMED, by_plain_name)))
    return len(found) == 1 or (bool(found) and not register.phrases.joiner.search(name))
