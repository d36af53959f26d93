"""A pattern is tried only where the letters stand that all its matches hold: what is found is what `finditer` finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.config import load_config
from dhrgraph.text.patterns import certain_letters, finds

LEXICONS = load_config().lexicons
PATTERNS = [cue.pattern for cue in (*LEXICONS.legislation, *LEXICONS.figures, *LEXICONS.statuses, *LEXICONS.facts)]
ODD = [
    re.compile(written, re.IGNORECASE)
    for written in (
        "(?:a|b)?care(?= act)",
        "x{2}y",
        "kiss",
        "strasse|s",
        "(care) +\\1",
        "(?:x{2}|act|kiss) ?",
        "a(?:(?:ct|re)|)",
    )
]
PIECES = [
    "Care Act 2014",
    "CARE",
    "act",
    " ",
    "\u017f",
    "\u0131",
    "\u0130",
    "\u212a",
    "ki",
    "ss",
    "ß",
    "xxy",
    "care care",
    "\n",
    "Criminal Justice",
]


def spans(found: object) -> list[tuple[int, int]]:
    return [each.span() for each in found]  # type: ignore[attr-defined]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.sampled_from([*PATTERNS, *ODD]))
def test_what_is_found_is_what_finditer_finds(text: str, pattern: re.Pattern[str]) -> None:
    assert spans(finds(pattern, text)) == spans(pattern.finditer(text))


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("care act(?: 2014)?", "care act"),
        ("a|b", ""),
        ("(?:care)+", ""),
        ("the (care) act", "the care act"),
        ("a.bcd", "bcd"),
        (r"\bKISS", "kiss"),
    ],
)
def test_letters_that_every_match_holds(written: str, letters: str) -> None:
    assert certain_letters(re.compile(written, re.IGNORECASE)) == letters


def test_a_letter_that_only_looks_another_is_found_as_python_finds_it() -> None:
    for text in ("\u017fecurity", "\u212aey", "cr\u0131me"):
        for written in ("security", "key", "crime"):
            pattern = re.compile(written, re.IGNORECASE)
            assert spans(finds(pattern, text)) == spans(pattern.finditer(text))
