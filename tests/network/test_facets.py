"""Recurrence by year, region and case factor: SPARQL counts the same, and nothing small shows."""

from __future__ import annotations

import csv
import io
import subprocess
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_library import made_library
from made_triples import made_triples
from made_up import TURTLE, occurrence_tables, store

import dhrgraph
from dhrgraph.errors import UnknownNameError
from dhrgraph.graph.store import Store
from dhrgraph.network.deaths.suppress import FEW
from dhrgraph.network.occurrences import Occurrence, as_counted, read_occurrences
from dhrgraph.network.recurrence.facets import COLUMNS, OVER, Facts, by_facet, read_facets, rests_on
from dhrgraph.network.recurrence.observed import BY
from dhrgraph.network.recurrence.slices import Slice
from dhrgraph.network.tally import FACETS
from dhrgraph.query.catalogue import catalogue
from dhrgraph.query.run import run
from dhrgraph.resources import folder

Run = Callable[..., "subprocess.CompletedProcess[str]"]
CASES = """
rv:a1 dhr:publishedYear 2020 . rv:a2 dhr:publishedYear 2022 . rv:b1 dhr:publishedYear 2022 .
ag:csp-alpha dhr:coversPartnershipArea gss:E1 , gss:W1 . ag:csp-beta dhr:coversPartnershipArea gss:E2 .
gss:E1 dhr:inRegion gss:north . gss:E2 dhr:inRegion gss:north . gss:W1 dhr:inRegion gss:wales .
gss:north rdfs:label "North"@en . gss:wales rdfs:label "Wales"@en , "Cymru"@cy .
rv:a1 dhr:concernsDeath de:1 . de:1 dhr:caseFactor cv:factor-x . cv:factor-x skos:prefLabel "Factor X"@en .
"""


@pytest.fixture(scope="module")
def library() -> Store:
    return Store.memory(made_triples(made_library(300, 4), 4), "ntriples")


def told(frame: pd.DataFrame, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in frame[list(names)].itertuples(index=False)]


def test_years_with_what_they_are_part_of() -> None:
    made = store(TURTLE + CASES)
    frame = by_facet(read_occurrences(made), "theme", "year", read_facets(made))
    assert told(frame, "over_label", "label", "partnerships", "of_partnerships", "reviews", "of_reviews") == [
        ("2020", "Sharing information", 1, 1, 1, 1),
        ("2020", "Training", 1, 1, 1, 1),
        ("2022", "Training", 2, 2, 2, 2),
        ("2022", "Sharing information", 1, 2, 1, 2),
        ("2022", "Working together", 1, 2, 1, 2),
    ]


def test_a_partnership_in_two_regions_counts_in_both_and_the_rest_is_not_known() -> None:
    made = store(TURTLE + CASES + "rv:lost a dhr:Review . rc:l dhr:ofReview rv:lost ; dhr:hasTheme th:work ."
                 "rc:l a dhr:Recommendation .")  # fmt: skip
    frame = by_facet(read_occurrences(made), "theme", "region", read_facets(made), broader=True)
    assert told(frame, "over_label", "label", "partnerships", "reviews", "of_reviews", "recommendations") == [
        ("North", "Training", 2, 3, 3, 3),
        ("North", "Working together", 2, 2, 3, 3),
        ("Wales", "Training", 1, 2, 2, 2),
        ("Wales", "Working together", 1, 1, 2, 1),
        ("not known", "Working together", 0, 1, 2, 1),
    ]


@pytest.mark.parametrize(("over", "question"), [("year", "themes-by-year"), ("region", "themes-by-region")])
def test_the_canned_question_counts_the_same(library: Store, over: str, question: str) -> None:
    (canned,) = (one for one in catalogue(folder("queries")) if one.name == question)
    answer = run(library, canned, {})
    at = [answer.columns.index(name) for name in (over, "theme", "partnerships", "reviews", "recommendations")]
    asked = {tuple(str(row[n]) for n in at) for row in answer.rows}
    rows = tuple(row for row in read_occurrences(library) if row.partnership)  # the questions leave out the others
    facts = read_facets(library)
    rolled_up = {row.broader.id for row in rows if row.broader}
    frames = (by_facet(rows, "theme", over, facts, broader=broader) for broader in (False, True))
    counted = {
        tuple(map(str, row))
        for frame, upper in zip(frames, (False, True), strict=True)
        for row in told(frame, "over", "id", "partnerships", "reviews", "recommendations")
        if row[0] and (row[1] in rolled_up) == upper
    }
    assert counted == asked
    assert len(asked) > 300


@given(occurrence_tables(), st.sampled_from(BY), st.sampled_from(OVER), st.booleans())
def test_tables_are_whole_and_in_order(rows: tuple[Occurrence, ...], by: str, over: str, broader: bool) -> None:
    frame = by_facet(rows, by, over, {}, broader=broader)
    assert tuple(frame.columns) == COLUMNS
    assert not frame.isna().any(axis=None)
    assert ((frame["reviews"] > 0) & (frame["reviews"] <= frame["of_reviews"])).all()
    assert (frame["partnerships"] <= frame["of_partnerships"]).all()
    for low, high in (("review_share_low", "review_share"), ("review_share", "review_share_high")):
        assert (frame[low] <= frame[high]).all()
    counted = [(-row[0], -row[1], *row[2:]) for row in told(frame, "partnerships", "reviews", "label", "id")]
    assert counted == sorted(counted)
    if over == "case-factor":
        assert frame.empty, "no review is linked"
    else:
        assert set(frame["over_label"]) <= {"not known"}
        facet = FACETS[by]
        assert len(frame) == len({thing.id for row in as_counted(rows, broader=broader) if (thing := facet(row))})


def test_a_slice_holds_silent_reviews_too() -> None:
    rows = made_library(5, 1)
    year = Slice("2020", "2020")
    facts = {row.review.id: Facts(frozenset({"p"}), frozenset({year})) for row in rows}
    facts |= {f"silent-{n}": Facts(frozenset({"q"}), frozenset({year})) for n in range(3)}
    frame = by_facet(rows, "theme", "year", facts)
    assert set(frame["of_reviews"]) == {8}
    assert set(frame["of_partnerships"]) == {2}


def test_unknown_names_are_told_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="region"):
        by_facet((), "theme", "regions", {})
    with pytest.raises(UnknownNameError, match="theme"):
        by_facet((), "themes", "year", {})
    with pytest.raises(UnknownNameError, match="year"):
        rests_on("years", {})


def test_an_empty_graph_has_no_rows_and_says_so() -> None:
    nothing = Store.memory(b"", "ntriples")
    for over in OVER:
        assert by_facet(read_occurrences(nothing), "theme", over, read_facets(nothing)).empty
        assert "of 0 reviews" in rests_on(over, read_facets(nothing))


def test_no_small_number_shows_or_can_be_subtracted(library: Store) -> None:
    rows, facts = read_occurrences(library), read_facets(library)
    linked = {review for review, one in facts.items() if one.factors is not None}
    frames = [by_facet(rows, by, "case-factor", facts) for by in ("theme", "agency", "agency-type")]
    assert min(map(len, frames)) > 2
    assert max(map(len, frames)) > 20
    for by, frame in zip(("theme", "agency", "agency-type"), frames, strict=True):
        on = _reviews_on(rows, by, linked)
        for factor, shown in frame.groupby("over"):
            tagged = {r for r in linked if any(one.id == factor for one in facts[r].factors or ())}
            assert {len(tagged)} == set(shown["of_reviews"])
            assert not 0 < len(linked) - len(tagged) < FEW
            for thing, partnerships, reviews in told(shown, "id", "partnerships", "reviews"):
                assert reviews == len(on[str(thing)] & tagged)
                assert min(int(str(partnerships)), len(tagged), reviews) >= FEW
                assert not 0 < len(tagged - on[str(thing)]) < FEW
                assert not 0 < len(on[str(thing)] - tagged) < FEW
            things = list(shown["id"])
            for one in things:
                for other in things:
                    if on[one] < on[other]:
                        assert not 0 < len((on[other] - on[one]) & tagged) < FEW


def test_one_linked_review_shows_nothing_and_names_no_factor() -> None:
    made = store(TURTLE + CASES)
    assert by_facet(read_occurrences(made), "theme", "case-factor", read_facets(made)).empty
    assert rests_on("case-factor", read_facets(made)).startswith("A person has linked 1 of 4 reviews to a recorded")


def _reviews_on(rows: tuple[Occurrence, ...], by: str, linked: set[str]) -> Mapping[str, set[str]]:
    on: dict[str, set[str]] = defaultdict(set)
    for row in as_counted(rows):
        thing = FACETS[by](row)
        if thing is not None and row.review.id in linked:
            on[thing.id].add(row.review.id)
    return on


def test_the_command_and_python_give_the_same(built: Path, run: Run) -> None:
    said = run("recurrence", "--by", "agency-type", "--over", "region", "-g", built, "-F", "csv")
    frame = dhrgraph.open(built).recurrence("agency-type", over="region")
    assert said.returncode == 0
    assert "The region is known of 3 of 3 reviews." in said.stderr
    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["over_label"], row["label"], row["reviews"]) for row in rows] == [
        tuple(map(str, row)) for row in told(frame, "over_label", "label", "reviews")
    ]


def test_a_pair_or_an_unknown_split_is_refused_in_words(built: Path, run: Run) -> None:
    assert run("recurrence", "--by", "theme-agency-type", "--over", "year", "-g", built).returncode == 2
    assert "region" in run("recurrence", "--over", "regions", "-g", built).stderr


def test_the_first_rows_are_those_of_each_slice(built: Path, run: Run) -> None:
    said = run("recurrence", "--over", "region", "--top", "2", "-g", built, "-F", "csv")
    regions = [row["over_label"] for row in csv.DictReader(io.StringIO(said.stdout))]
    assert len(regions) == 2 * len(set(regions)) > 2
