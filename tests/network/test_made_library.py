"""The made-up libraries are what they say: the same for one seed, skewed, and read back from a store as they are."""

from __future__ import annotations

from collections import Counter
from statistics import median

import pytest
from made_library import TYPES, Concentrated, Paired, Wide, made_library, theme_id
from made_texts import made_texts
from made_triples import made_triples

from dhrgraph.graph.store import Store
from dhrgraph.network.occurrences import Occurrence, read_occurrences


def test_a_seed_makes_one_library() -> None:
    assert made_library(30, 5) == made_library(30, 5) != made_library(30, 6)


def test_a_store_gives_the_rows_back() -> None:
    rows = made_library(40, 2, plants=(Wide(39), Paired(7, "police")))
    assert read_occurrences(Store.memory(made_triples(rows), "ntriples")) == rows


def test_reviews_and_recommendations_are_as_unequal_as_the_real_ones() -> None:
    rows = made_library(647, 1)
    review_of = {row.recommendation: row.review.id for row in rows}
    home_of = {row.review.id: row.partnership.id for row in rows if row.partnership}
    written, reviews = Counter(review_of.values()), Counter(home_of.values())
    assert (min(written.values()), max(written.values())) == (3, 60)
    assert 14 <= median(written.values()) <= 16
    assert 20 <= max(reviews.values()) <= 40
    assert 50 <= sum(n == 1 for n in reviews.values()) <= 85
    assert {row.review.id for row in rows} - home_of.keys(), "some reviews are of no known partnership"


def test_some_recommendations_name_nobody_and_some_have_no_theme() -> None:
    rows = made_library(150, 1)
    assert len({row.theme.id for row in rows if row.theme}) == 40
    assert {row.addressee.type for row in rows if row.addressee} == {*TYPES, "collective"}
    whole = len({row.recommendation for row in rows})
    for part in (
        {row.recommendation for row in rows if row.theme is None},
        {row.recommendation for row in rows if row.addressee is None},
        {row.recommendation for row in rows if row.collective},
    ):
        assert 0.02 < len(part) / whole < 0.15


@pytest.mark.parametrize("seed", range(3))
def test_plants_are_where_they_were_put(seed: int) -> None:
    once, said, spread = (theme_id(n) for n in (39, 38, 37))
    rows = made_library(150, seed, plants=(Wide(39), Concentrated(38), Concentrated(37, by="partnership")))
    partnerships = {row.partnership.id for row in rows if row.partnership}
    reached = [(_counts(rows, theme)) for theme in (once, said, spread)]
    assert reached[0] == (round(0.95 * len(partnerships)),) * 3
    assert reached[1] == (1, 1, 40)
    assert (reached[2][0], reached[2][2]) == (1, 40)
    assert reached[2][1] > 1


def _counts(rows: tuple[Occurrence, ...], theme: str) -> tuple[int, int, int]:
    on_it = [row for row in rows if row.theme and row.theme.id == theme]
    assert all(row.partnership for row in on_it)
    return (
        len({row.partnership.id for row in on_it if row.partnership}),
        len({row.review.id for row in on_it}),
        len({row.recommendation for row in on_it}),
    )


def test_texts_have_as_many_planted_pairs_as_they_say() -> None:
    made = made_texts(2_000, 1)
    assert made == made_texts(2_000, 1) != made_texts(2_000, 2)
    review_of = {one.id: one.review for one in made.texts}
    words_of = {one.id: set(one.text.split()) for one in made.texts}
    assert len(made.texts) == 2_000
    assert (len(made.near_copies), len(made.same_asks)) == (pytest.approx(60, abs=25), pytest.approx(120, abs=35))
    for pairs, least in ((made.near_copies, 0.8), (made.same_asks, 0.1)):
        for a, b in pairs:
            assert review_of[a] != review_of[b]
            assert len(words_of[a] & words_of[b]) / len(words_of[a]) >= least
