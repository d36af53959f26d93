"""Several bodies in one printed addressee, and names that hold "and" themselves."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import ATON, made_up, rows

from dhrgraph.reconcile.mentions.split import split_mentions
from dhrgraph.reconcile.register.words import words_of
from dhrgraph.records import JudgementRow

REGISTER = made_up()


@pytest.mark.parametrize(
    ("printed", "mentions"),
    [
        ("Abshire Police & the Probation Service", ["Abshire Police", "the Probation Service"]),
        ("Probation/ Abshire Police", ["Probation", "Abshire Police"]),
        ("Council DA lead/ MARAC", ["Council DA lead", "MARAC"]),
        ("ASC in conjunction with ABHT", ["ASC", "ABHT"]),
        ("Senior Police and Probation leads Aton/Beton", ["Senior Police", "Probation leads Aton/Beton"]),
        ("Police, Probation, and Adult Social Care", ["Police", "Probation", "Adult Social Care"]),
        ("MARAC Coordinator and CSP Chair", ["MARAC Coordinator", "CSP Chair"]),
        ("Revised to be Safer Aton", ["Safer Aton"]),
        ("Lead agency: Abshire Police", ["Abshire Police"]),
        # names that hold "and" or "&" stay whole
        ("Aton and Beton Hospitals NHS Trust", ["Aton and Beton Hospitals NHS Trust"]),
        ("Ceton Women's & Children's Aid", ["Ceton Women's & Children's Aid"]),
        ("Drug and alcohol services", ["Drug and alcohol services"]),
        ("Department for Culture, Media and Sport", ["Department for Culture, Media and Sport"]),
        ("Cdshire and Efshire Constabulary", ["Cdshire and Efshire Constabulary"]),
        ("Locality Manager/Service Manager", ["Locality Manager/Service Manager"]),
        # bodies the register does not have
        ("Cdshire Police and Ceton Council", ["Cdshire Police", "Ceton Council"]),
        ("Cdshire Police, Ceton Council and Probation", ["Cdshire Police", "Ceton Council", "Probation"]),
        ("Health and Wellbeing Board and Ceton Adults Board", ["Health and Wellbeing Board", "Ceton Adults Board"]),
        ("Police / Education / Housing", ["Police", "Education", "Housing"]),
        ("Education and Housing", ["Education and Housing"]),
        # a body of the register, whole, before more parts that only look like names
        ("Aton and Beton Hospitals NHS Trust and Abshire Police",
         ["Aton and Beton Hospitals NHS Trust", "Abshire Police"]),
        ("Abshire Police, Family Crime Unit", ["Abshire Police, Family Crime Unit"]),
        ("Lantern Refuge and Harbour Housing Association", ["Lantern Refuge", "Harbour Housing Association"]),
        ("", []),
        (" - ", []),
    ],
)  # fmt: skip
def test_bodies_are_told_apart(printed: str, mentions: list[str]) -> None:
    assert list(split_mentions(printed, REGISTER, ATON)) == mentions


def test_a_judged_mention_is_not_cut() -> None:
    row = JudgementRow("agency", "Police and Probation", "none", "analyst", "2026-01-31")
    assert split_mentions("Police and Probation", made_up([row]), ATON) == ("Police and Probation",)


PIECES = st.sampled_from(["Police", "Ceton Council", "MARAC Chair", "GPs", "Housing", "Xyzzy", "Aton and Beton", "ASC"])
JOINERS = st.sampled_from([" and ", " & ", "/ ", ", ", "; ", " in conjunction with "])


@given(st.lists(st.tuples(PIECES, JOINERS), min_size=1, max_size=5))
def test_the_parts_cover_the_printed_words(pairs: list[tuple[str, str]]) -> None:
    printed = "".join(piece + joiner for piece, joiner in pairs[:-1]) + pairs[-1][0]
    parts = split_mentions(printed, REGISTER, ATON)
    left, at = "", 0
    for part in parts:
        start = printed.index(part, at)
        left, at = left + " " + printed[at:start], start + len(part)
    left += " " + printed[at:]
    joiners = {
        word.key for row in rows("addressee_phrases.csv") if row["kind"] == "joiner" for word in words_of(row["phrase"])
    }
    assert {word.key for word in words_of(left)} <= joiners
    assert not re.search(r"^\W|\W$", "".join(part[:1] + part[-1:] for part in parts))
