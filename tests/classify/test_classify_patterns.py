"""The pattern language: what matches, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.classify.patterns import PatternError, compile_pattern

LISTS = {"staff": "nurse*|doctor*", "all": "{staff}|porter*"}


def found(pattern: str, text: str) -> bool:
    return compile_pattern(pattern, LISTS).within(text, 0, len(text))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("risk assess*", "each RISK-ASSESSMENT"),
        ("multi-agency plan", "a multi agency plan"),
        ("multi-agency plan", "a multiagency plan"),
        ("multi-agency plan", "a multi‐agency plan"),
        ("clare's law", "under Clare’s Law"),
        ("clare's law", "under Clares law"),
        ("A&E staff", "A & E staff"),
        ("A&E staff", "A and E staff"),
        ("victim safe", "the victim's ‘safe’ place"),
        ("flag record", "flag, (record"),
        ("review .. policy", "review of the whole policy"),
        ("review ... policy", "review, in the light of all this, the policy"),
        ("the? safe? house", "house"),
        ("the? safe? house", "the house"),
        ("(a|b) c", "b c"),
        ("see {all}", "see the porter, see porters"),
        ("see {all}", "see doctors"),
    ],
)
def test_finds(pattern: str, text: str) -> None:
    assert found(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("risk", "asterisk"),
        ("risk", "risky"),
        ("review .. policy", "review of each and every single policy"),
        ("review ... policy", "Keep it under review. The policy stands."),
        ("review policy", "review; policy"),
        ("see {staff}", "see porters"),
        ("victim", "victimless"),
    ],
)
def test_does_not_find(pattern: str, text: str) -> None:
    assert not found(pattern, text)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "a?",
        "(a|b?) c",
        "(a",
        "a)",
        "? a",
        ".. a",
        "a ..",
        "a .. ... b",
        "a? .. b",
        "wom*n",
        "a,b",
        "{none}",
        "a||b",
    ],
)
def test_refuses(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern, LISTS)


def test_a_list_cannot_hold_itself() -> None:
    with pytest.raises(PatternError):
        compile_pattern("{x}", {"x": "a|{y}", "y": "b|{x}"})


WORDS = st.lists(st.sampled_from(["plan", "Review", "RISK", "the", "policy"]), min_size=1, max_size=6)


@given(before=WORDS, words=WORDS, after=WORDS)
def test_a_pattern_of_plain_words_finds_just_those_words(before: list[str], words: list[str], after: list[str]) -> None:
    text = " ".join([*before, *words, *after])
    start = len(" ".join(before)) + 1
    pattern = compile_pattern(" ".join(words).lower())
    end = pattern.at(text, start)
    assert end is not None
    assert text[start:end] == " ".join(words)
    assert words[0].casefold() in {opening.first for opening in pattern.openings}
