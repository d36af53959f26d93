"""A page too large for all words keeps those that tell most, and every number."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from made_library import made_library
from made_material import made_material

from dhrgraph.graph_page.budget import PLACES, within_budget
from dhrgraph.graph_page.views.networks import network_view

MATERIAL = made_material(made_library(12, 3))
VIEWS = [network_view(name, MATERIAL) for name in ("type-theme", "partnership-theme")]
WHOLE = len(MATERIAL.statements)


@settings(max_examples=30)
@given(st.integers(0, WHOLE + 3))
def test_no_more_words_than_the_budget_and_no_number_lost(budget: int) -> None:
    found = within_budget(MATERIAL.statements, MATERIAL.reviews, VIEWS, budget)
    assert sum(bool(one.text) for one in found) == min(budget, WHOLE)
    for before, after in zip(MATERIAL.statements, found, strict=True):
        assert (after.id, after.review, after.number) == (before.id, before.review, before.number)
        assert after == before if after.text else not (after.place or after.addressees or after.themes)


def test_every_line_has_words_of_as_many_partnerships_as_there_are_up_to_three() -> None:
    lines = [line for view in VIEWS for line in view.lines]
    homes = [MATERIAL.reviews[one.review].partnerships for one in MATERIAL.statements]
    least = next(
        budget
        for budget in range(WHOLE + 1)
        if all(
            len({homes[n] for n in line.statements if found[n].text})
            >= min(PLACES, len({homes[n] for n in line.statements}))
            for found in [within_budget(MATERIAL.statements, MATERIAL.reviews, VIEWS, budget)]
            for line in lines
        )
    )
    assert least < WHOLE, "without the order it would take all"


def test_the_lines_with_most_behind_them_speak_first() -> None:
    line = max((line for view in VIEWS for line in view.lines), key=lambda line: len(line.statements))
    found = within_budget(MATERIAL.statements, MATERIAL.reviews, VIEWS, 1)
    assert [n for n, one in enumerate(found) if one.text] == [line.statements[0]]


def test_a_page_that_fits_keeps_all() -> None:
    assert within_budget(MATERIAL.statements, MATERIAL.reviews, VIEWS) == MATERIAL.statements
