"""Bodies named in running text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import ATON, BOTH, body, made_up

from dhrgraph.reconcile.mentions.find import find_mentions
from dhrgraph.reconcile.mentions.match import reconcile

REGISTER = made_up(extra=body("ag:mash", "MASH", "multi-agency-team", context=["MASH"], areas=["A1"]))


def found(text: str, areas: frozenset[str] = ATON) -> list[tuple[str, str | None]]:
    return [(text[start:end], match.id) for start, end, match in find_mentions(text, areas, REGISTER)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The police told Aton MARAC.", [("police", "abshire-police"), ("Aton MARAC", "aton-marac")]),
        ("GPs¹ and the GP’s letter", [("GPs", "practitioners"), ("GP’s", "practitioners")]),
        ("MASH met; a mash was eaten.", [("MASH", "mash")]),
        ("Aton Adult\n\t\tSocial Care", [("Aton Adult\n\t\tSocial Care", "aton-asc")]),
        ("The Chair wrote to Probation’s manager", [("Probation’s", "probation")]),
        ("Senior Police leads", [("Police", "abshire-police")]),
        # what belongs to a longer name, an address, or ordinary speech
        ("Cdshire Police and Ceton MARAC attended", []),
        ("Police Federation guidance", []),
        ("see https://council.example/police and police@mail.example", []),
        ("a beacon of hope; Beacon", []),
        ("policed councils", []),
        ("agencies", []),
    ],
)  # fmt: skip
def test_bodies_are_found_where_they_are_named(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_what_two_bodies_claim_is_left_out() -> None:
    assert found("The MARAC met.", BOTH) == []


TEXTS = st.lists(
    st.sampled_from(
        [
            "Police",
            "MARAC",
            "the",
            "Aton",
            "Council",
            "GPs",
            "met",
            "Cdshire",
            ".",
            "\n",
            "Probation",
            "’s",
            "x",
        ]
    )
).map(" ".join)


@given(TEXTS)
def test_mentions_are_in_order_apart_and_say_what_reconcile_says(text: str) -> None:
    mentions = find_mentions(text, ATON, REGISTER)
    edges = [edge for start, end, _ in mentions for edge in (start, end)]
    assert edges == sorted(edges)
    for start, end, match in mentions:
        assert match.agency is not None
        assert match == reconcile(text[start:end], ATON, REGISTER)
        assert text[start:end].strip() == text[start:end]


def test_cost_grows_with_the_text_only() -> None:
    """Counted, not timed: a text of words that begin no name asks the names once a word."""
    asked: list[int] = []

    class Counting(type(REGISTER.names)):
        def longest_at(self, words, at):
            asked.append(at)
            return super().longest_at(words, at)

    names = REGISTER.names
    counted = replace(REGISTER, names=Counting(names.spaced, names.joined, names.ordered))
    assert find_mentions("zzz " * 500, ATON, counted) == ()
    assert asked == list(range(500))
