"""A phrase as it stands in a text, and where a sentence ends."""

from __future__ import annotations

from typing import NamedTuple

from dhrgraph.network.similar.wordbook import Part

SENTENCE_ENDS = ".!?:;•\n"  # a part of a sentence, too: what is listed after a colon stands for itself


class Phrase(NamedTuple):
    """A phrase of the text: its term ("" when it stands for nothing), and where it is. Some twenty stand in a text, and
    a library is read in one go: a tuple is made three times as quickly as a dataclass."""

    term: str
    part: Part
    start: int
    end: int
    stems: tuple[str, ...]
    capital: bool
    known: bool
