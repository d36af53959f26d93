"""Parts of sentences put together: lists, parts of a whole, amounts with their noun.

Numbers stand in figures, as the style guide of GOV.UK has them, so that each can lead to its rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from dhrgraph.report.records import Number, Part, Sentence

Parts = tuple[Part, ...]
_NAMED = 6  # how many things a sentence names before it counts the rest


def say(*parts: Part | Parts) -> Sentence:
    """A sentence from parts and from runs of parts; words side by side become one part.

    Example:
        >>> say("In ", (Number(2), " of "), "all.").parts
        ('In ', Number(value=2, rows='', form='count'), ' of all.')
    """
    found: list[Part] = []
    for part in parts:
        for one in part if isinstance(part, tuple) else (part,):
            last = found[-1] if found else None
            if isinstance(one, str) and isinstance(last, str):
                found[-1] = last + one
            elif one != "":
                found.append(one)
    return Sentence(tuple(found))


def listed(items: Sequence[Part | Parts], most: int = _NAMED) -> Parts:
    """Items with commas and an "and"; those beyond `most` are counted. Nothing for no item.

    Example:
        >>> "".join(map(str, listed(["police", "probation", "housing"])))
        'police, probation and housing'
        >>> "".join(map(str, listed(["a", "b", "c", "d"], most=2)))
        'a, b and 2 more'
    """
    runs: list[Parts] = [item if isinstance(item, tuple) else (item,) for item in items]
    if len(runs) > most:
        runs = [*runs[:most], (f"{len(runs) - most} more",)]
    found: list[Part] = []
    for place, run in enumerate(runs):
        found += [*(() if place == 0 else (" and " if place == len(runs) - 1 else ", ",)), *run]
    return tuple(found)


def noun(number: int, word: str, several: str = "") -> str:
    """The noun that a number is followed by.

    Example:
        >>> noun(1, "review"), noun(0, "review"), noun(2, "agency", "agencies")
        ('review', 'reviews', 'agencies')
    """
    return word if number == 1 else several or word + "s"


def counted(number: Number, word: str, several: str = "") -> Parts:
    """A number with its noun: 3 reviews."""
    return (number, " ", noun(int(number.value), word, several))


def part_of(number: Number, of: int, word: str) -> Parts:
    """A part of a whole with its noun: "2 of the 3 partnerships", "all 3 partnerships", "the only partnership".

    Example:
        >>> part_of(Number(2), 2, "review")
        ('both reviews',)
        >>> part_of(Number(1), 3, "review")[1:]
        (' of the ', Number(value=3, rows='', form='count'), ' reviews')
    """
    if of <= 1:
        return (f"the only {word}",)
    if int(number.value) < of:
        return (number, " of the ", Number(of), f" {word}s")
    return (f"both {word}s",) if of == 2 else ("all ", number, f" {word}s")


def cap(words: str) -> str:
    """Words with a capital first letter, the others as they are.

    Example:
        >>> cap("the Home Office")
        'The Home Office'
    """
    return words[:1].upper() + words[1:]
