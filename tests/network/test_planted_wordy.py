"""However much one review writes, it does not raise a rank; and no review left out contradicts a stated range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_library import made_library
from made_up import occurrence_tables

from dhrgraph.network.occurrences import Occurrence
from dhrgraph.network.recurrence.reading import ALPHA
from dhrgraph.network.recurrence.table import BY_ANY, recurrence

RANKS = ("rank", "rank_best", "rank_worst")


def ranks(rows: Sequence[Occurrence], by: str) -> dict[tuple[str, ...], tuple[int, ...]]:
    frame = recurrence(rows, by, randomisations=0)
    return dict(zip(_keys(frame), frame[list(RANKS)].itertuples(index=False, name=None), strict=True))


def _keys(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(frame[["id", "type"] if "type" in frame else ["id"]].itertuples(index=False, name=None))


def wordier(rows: Sequence[Occurrence], recommendation: str, times: int) -> tuple[Occurrence, ...]:
    """The same library in which one recommendation is made so many times more, each time by the same review."""
    said = [row for row in rows if row.recommendation == recommendation]
    more = [replace(row, recommendation=f"{recommendation}-{n:03}") for n in range(times) for row in said]
    return (*rows, *more)


@given(occurrence_tables().filter(bool), st.data(), st.integers(1, 30), st.sampled_from(BY_ANY))
def test_saying_it_again_changes_no_rank(
    rows: tuple[Occurrence, ...], data: st.DataObject, times: int, by: str
) -> None:
    said = data.draw(st.sampled_from(sorted({row.recommendation for row in rows})))
    assert ranks(wordier(rows, said, times), by) == ranks(rows, by)


@pytest.mark.parametrize("seed", range(3))
def test_a_verbose_review_raises_neither_rank_nor_z_nor_more_than_its_vote(seed: int) -> None:
    rows = made_library(60, seed)
    on_it = [row for row in rows if row.theme and row.partnership]
    said, theme = on_it[seed * 31].recommendation, on_it[seed * 31].theme
    assert theme
    before, after = (
        recurrence(some, "theme", randomisations=199).set_index("id") for some in (rows, wordier(rows, said, 60))
    )
    for name in ("rank", "partnerships", "reviews"):
        assert dict(before[name]) == dict(after[name])
    assert after["z"][theme.id] < min(0, before["z"][theme.id])
    assert not ((after["z"] > 0) & (after["p_corrected"] <= ALPHA)).any()
    partnerships = len({row.partnership.id if row.partnership else row.review.id for row in rows})
    assert abs(after["equal_voice"] - before["equal_voice"]).max() <= 1 / partnerships + 1e-4
    assert after["largest_share"][theme.id] > before["largest_share"][theme.id]


@pytest.mark.parametrize("by", BY_ANY)
def test_leaving_out_any_review_stays_in_the_range_and_reaches_its_ends(by: str) -> None:
    rows = made_library(40, 11)
    whole = ranks(rows, by)
    if by in ("library-class", "library-theme", "paper-theme"):
        assert not whole, "a made-up library has no official counterparts"
        return
    assert len(whole) >= 10
    reached = {thing: {rank} for thing, (rank, _, _) in whole.items()}
    for review in {row.review.id for row in rows}:
        left = ranks([row for row in rows if row.review.id != review], by)
        for thing in whole:
            reached[thing].add(left[thing][0] if thing in left else len(left) + 1)
    assert {thing: (min(seen), max(seen)) for thing, seen in reached.items()} == {
        thing: (best, worst) for thing, (_, best, worst) in whole.items()
    }


def test_a_range_is_wide_where_a_rank_rests_on_one_review() -> None:
    whole = ranks(made_library(40, 11), "agency")
    assert any(worst - best > 10 for _, best, worst in whole.values())
    assert all(best <= rank <= worst for rank, best, worst in whole.values())
