"""Regular expressions that stand in tables of ontology/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from re import _parser  # type: ignore[attr-defined]  # the tree has no public name; a test holds it against `search`
from typing import Any

from dhrgraph.errors import VocabularyError

Row = Mapping[str, str]

# What lists put before their items, with those that fonts of symbols leave behind
BULLETS = "-*•◦▪▫●○■□►▶➢➤✓✔❖◆◇♦·‣⁃∙–\uf0b7\uf0a7\uf0d8\uf0fc\uf076"


def compiled(row: Row, table: str, column: str = "pattern", flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """The row's pattern, ready to search.

    Raises:
        VocabularyError: not a regular expression; names the table and quotes the pattern.

    Example:
        >>> bool(compiled({"pattern": "on-?going"}, "statuses.csv").search("Ongoing"))
        True
    """
    try:
        return re.compile(row[column], flags)
    except re.error as problem:
        raise VocabularyError(
            f"ontology/{table}: not a regular expression: {row[column]!r} ({problem}).\n"
            "  To mend: correct the row and run again."
        ) from problem


def finds(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Each match, as `finditer` finds them; quick where the letters that every match holds are not in the text.

    To look for letters takes a hundredth of the time that a pattern takes which heeds no case.

    Example:
        >>> [found.group() for found in finds(re.compile("care act(?: 2014)?", re.IGNORECASE), "the Care Act 2014")]
        ['Care Act 2014']
    """
    folded = _folded(text)
    return pattern.finditer(text) if any(letters in folded for letters in one_of(pattern)) else iter(())


@lru_cache(maxsize=1024)
def certain_letters(pattern: re.Pattern[str]) -> str:
    """The longest run of characters that every match of a pattern holds, as `_folded` writes them; perhaps empty.

    Example:
        >>> certain_letters(re.compile("(?:the )?Care Acts?|x")), certain_letters(re.compile("(?:the )?Care Acts?"))
        ('', 'care act')
    """
    return _longest_run(_parser.parse(pattern.pattern, pattern.flags))


@lru_cache(maxsize=1024)
def one_of(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Runs of characters of which every match of a pattern holds one: the certain letters, or one for each of several
    ways where they tell more.

    Example:
        >>> one_of(re.compile("(?:there were|we had) [0-9]+")), one_of(re.compile("(?:a|an) act of 2014"))
        (('there were', 'we had'), (' act of 2014',))
    """
    held = [(certain_letters(pattern),), *_ways(_parser.parse(pattern.pattern, pattern.flags))]
    return max(held, key=lambda letters: min(map(len, letters)))


def _ways(items: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, ...]]:
    """For each choice that every match makes, the longest run of characters in each way it may go."""
    for kind, of in items:
        if str(kind) == "SUBPATTERN":
            yield from _ways(of[-1])
        elif str(kind) == "BRANCH":
            yield tuple(_longest_run(branch) for branch in of[1])


def _longest_run(items: Iterable[tuple[Any, Any]]) -> str:
    runs = [""]
    for letter in _letters(items):
        runs = [*runs, ""] if letter is None else [*runs[:-1], runs[-1] + letter]
    return _folded(max(runs, key=len))


def _letters(items: Iterable[tuple[Any, Any]]) -> Iterator[str | None]:
    """The characters that stand in every match, in order; None where others may stand between."""
    for kind, of in items:
        match str(kind):
            case "LITERAL":
                yield chr(of)
            case "SUBPATTERN":
                yield from _letters(of[-1])
            case "AT" | "ASSERT" | "ASSERT_NOT":
                pass  # stands between two characters and is none
            case _:
                yield None


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """A text in which letters that patterns without regard to case take for one another are the same."""
    return text.casefold().replace("\u0131", "i").replace("i\u0307", "i")
