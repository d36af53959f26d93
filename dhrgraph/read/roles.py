"""A role, told from anything that may be a person's name: a name has a word that no post has.

    rows of role_words.csv  ->  role_words  ->  RoleWords.no_role

What stands in a judgement's `by` is published, so only known words are let through. A list of names would never be
whole; that of the words of posts nearly is, and who misses one adds it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

POST = "post"
_LONGEST = 120  # letters
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s,;:/&+.()’'–-]*")  # what may stand between words


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Words and phrases of roles, folded, with their kind; those of kind "post" say what a person does."""

    kinds: Mapping[str, str]

    def no_role(self, written: str) -> str:
        """Why words are no role, without repeating them; empty where they are one.

        Example:
            >>> known = role_words([{"word": "lead", "kind": "post"}, {"word": "da", "kind": "initials"}])
            >>> known.no_role("DA Lead"), known.no_role("lead (Ada Example)"), known.no_role("DA")
            ('', 'it has words that no post has', 'no word says what the person does')
        """
        text = unicodedata.normalize("NFKC", written)
        if len(text) > _LONGEST or not _BETWEEN.fullmatch(_WORD.sub("", text)):
            return "it has figures or signs that no post has"
        if any(len(word) == 1 and word.isupper() for word in _WORD.findall(text)):
            return "it has single initials"
        kinds = list(self._kinds([word.casefold().replace("’", "'") for word in _WORD.findall(text)]))
        if None in kinds:
            return "it has words that no post has"
        return "" if POST in kinds else "no word says what the person does"

    def _kinds(self, words: list[str]) -> Iterable[str | None]:
        """The kind of each word, or of each phrase of two or three; None for one that is not known."""
        at = 0
        while at < len(words):
            length = next((n for n in (3, 2) if " ".join(words[at : at + n]) in self.kinds), 1)
            yield self.kinds.get(" ".join(words[at : at + length]))
            at += length


def role_words(rows: Iterable[Mapping[str, str]]) -> RoleWords:
    """The words of role_words.csv."""
    return RoleWords({row["word"]: row["kind"] for row in rows})
