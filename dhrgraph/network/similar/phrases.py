"""A phrase as it stands in a text, and where a sentence ends."""

from __future__ import annotations

from dataclasses import dataclass

from dhrgraph.network.similar.wordbook import Part

SENTENCE_ENDS = ".!?:;•\n"  # a part of a sentence, too: what is listed after a colon stands for itself


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the text: its term ("" when it stands for nothing), and where it is."""

    term: str
    part: Part
    start: int
    end: int
    stems: tuple[str, ...]
    capital: bool
    known: bool
