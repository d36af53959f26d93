"""Bridges against brute force over pairs of partnerships, and the sentence on top."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import occurrence_tables, store

import dhrgraph
from dhrgraph.network.centrality.bridges import COLUMNS, NAMED, bridges, top_bridge
from dhrgraph.network.occurrences import Occurrence, Thing, read_occurrences


@given(occurrence_tables(), st.booleans())
def test_bridges_agree_with_brute_force(table: tuple[Occurrence, ...], broader: bool) -> None:
    said: dict[str, set[str]] = {}
    asked: dict[str, set[str]] = {}
    for row in table:
        place, theme = row.partnership.id, row.broader if broader and row.broader else row.theme
        if row.addressee is not None and not row.collective:
            asked.setdefault(place, set()).add(row.addressee.id)
        if theme is not None:
            said.setdefault(place, set()).add(theme.id)
    frame = bridges(table, broader=broader).set_index("id")
    pairs = list(combinations(sorted(asked), 2))
    apart = [(a, b) for a, b in pairs if not asked[a] & asked[b]]
    assert set(frame.index) == set().union(*(said.get(place, set()) for place in asked))
    for theme, row in frame.iterrows():
        having = [(a, b) for a, b in pairs if theme in said.get(a, ()) and theme in said.get(b, ())]
        joined = [pair for pair in having if pair in apart]
        assert (row["pairs"], row["pairs_with_theme"]) == (len(joined), len(having))
        assert row["only_theme"] == sum(said[a] & said[b] == {theme} for a, b in joined)
        assert (row["pairs_apart"], row["of_pairs"]) == (len(apart), len(pairs))
        assert row["share"] == (round(len(joined) / len(having), 4) if having else 0)
        assert row["examples"].count(" and ") == min(len(joined), NAMED)
    assert list(frame["pairs"]) == sorted(frame["pairs"], reverse=True)
    assert "nan" not in top_bridge(bridges(table, broader=broader))


def row(n: int, place: str, body: Thing | None, theme: str | None) -> Occurrence:
    said = None if theme is None else Thing(theme, theme, "theme")
    return Occurrence(f"r{n}", Thing(f"v{n}", place, "review"), Thing(place, place, "partnership"), body, said)


def agency(name: str) -> Thing:
    return Thing(name, name, "agency")


def test_a_theme_that_joins_two_places_is_named_in_a_sentence() -> None:
    table = [
        row(1, "East", agency("a"), "Training"),
        row(2, "West", agency("b"), "Training"),
        row(3, "West", agency("b"), "X"),
    ]
    frame = bridges(table)
    assert frame.iloc[0].to_dict() == dict(
        zip(COLUMNS, ("Training", "Training", 1, 1, 1.0, 1, 1, 1, 2, 2, "East and West"), strict=True)
    )
    assert top_bridge(frame).startswith(
        "Of 1 pair of partnerships, 1 has no addressee in common: Training joins the most"
    )


def test_a_group_is_no_body_that_two_places_share() -> None:
    everyone = Thing("all", "All agencies", "collective")
    table = [row(n, place, body, "T") for n, (place, body) in enumerate(product("EW", (everyone, None)))]
    assert bridges(table).empty
    table += [row(8, "E", agency("a"), None), row(9, "W", agency("b"), None)]
    assert bridges(table)["pairs"].tolist() == [1]


def test_bodies_are_as_named_or_as_of_today() -> None:
    """Old Trust of the one place and New Trust of the other are one body today."""
    rows = {
        as_of: [o for o in read_occurrences(store(), as_of) if o.addressee and "Trust" in o.addressee.label]
        for as_of in (None, "today")
    }
    assert bridges(rows[None])["pairs"].max() == 1
    assert bridges(rows["today"])["pairs"].max() == 0
    assert "no addressee in common" in top_bridge(bridges(rows["today"]))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ([], "No theme is found"),
        ([row(1, "E", agency("a"), None)], "No theme is found"),
        ([row(1, "E", agency("a"), "T")], "only one partnership"),
        ([row(1, "E", None, "T"), row(2, "W", None, "T")], "No theme is found"),
        ([row(1, "E", agency("a"), "T"), row(2, "W", agency("a"), "T")], "0 have no addressee in common."),
        ([row(1, "E", agency("a"), "T"), row(2, "W", agency("b"), "U")], "no theme joins them"),
        (
            [Occurrence("r", Thing("v", "V", "review"), None, agency("a"), Thing("t", "T", "theme"))],
            "No theme is found",
        ),
    ],
    ids=["nothing", "no themes", "one place", "no body", "all share", "none joined", "no partnership"],
)
def test_little_or_nothing_is_said_to_be_so(table: list[Occurrence], said: str) -> None:
    frame = bridges(table)
    assert said in top_bridge(frame)
    assert not frame.isna().any(axis=None)
    assert list(frame.columns) == list(COLUMNS)


def test_the_command_says_what_python_says(run, built) -> None:  # type: ignore[no-untyped-def]
    done = run("bridges", "-g", built, "-F", "csv")
    assert done.returncode == 0
    assert done.stdout == dhrgraph.open(built).bridges().to_csv(index=False, lineterminator="\r\n")
    assert "no addressee in common" in done.stderr
    assert "Bodies are counted as named." in done.stderr
    assert "examples" not in run("bridges", "-g", built).stdout
