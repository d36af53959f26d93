"""What share of the library a graph holds: never more than there is, nothing counted twice, silence said."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import TURTLE, store

from dhrgraph.errors import UnknownNameError, VocabularyError
from dhrgraph.network.coverage.library import Library, Listed, read_library
from dhrgraph.network.coverage.shares import BY, COLUMNS, NOT_KNOWN, Coverage, Held, coverage, percent, read_held
from dhrgraph.query.catalogue import find
from dhrgraph.query.run import run
from dhrgraph.resources import folder


def own() -> Library:
    with (folder("ontology") / "library.csv").open(encoding="utf-8", newline="") as file:
        return read_library(csv.DictReader(file))


def listed(name: str, reviews: int, codes: str, region: str, also: str = "") -> Listed:
    return Listed(name, reviews, frozenset(codes), frozenset(codes + also), region)


# A made-up list: a county of three areas (a, b, c), one of which has a name of its own; a town that stands for what
# lies around it (t for u, v); two names of one area (x); one without reviews (z); one that is no place.
LIBRARY = Library(
    (
        listed("Abshire", 5, "abc", "North"),
        listed("Aton", 0, "a", "North"),
        listed("Beton", 2, "b", "North"),
        listed("Tayton", 4, "t", "South", also="uv"),
        listed("Old Exton", 0, "x", "South"),
        listed("New Exton", 1, "x", "South"),
        listed("Zedby", 0, "z", "West"),
        listed("Not known", 0, "", ""),
    ),
    "2026-03",
)
REGIONS = {**dict.fromkeys("abc", "North"), **dict.fromkeys("tuvxy", "South"), "z": "West"}


def held(number: int, codes: str) -> Held:
    regions = frozenset(REGIONS[code] for code in codes)
    return Held(f"r{number}", f"p-{codes}" if codes else None, f"Safer {codes}", frozenset(codes), regions)


def found(*codes: str) -> Coverage:
    return coverage([held(number, each) for number, each in enumerate(codes)], LIBRARY)


@pytest.mark.parametrize(
    ("codes", "name"),
    [
        ("abc", "Abshire"),
        ("a", "Abshire"),  # the list has the name, but no review under it
        ("b", "Beton"),  # the narrower one
        ("ab", "Abshire"),
        ("t", "Tayton"),
        ("tuv", "Tayton"),
        ("v", "Tayton"),
        ("x", "New Exton"),
        ("z", "Zedby"),  # all there is
        ("y", None),
        ("tx", None),  # a partnership wider than any name of the list
        ("", None),
    ],
)
def test_where_a_review_is_filed(codes: str, name: str | None) -> None:
    filed = LIBRARY.files(frozenset(codes))
    assert (filed.name if filed else None) == name


_CODES = st.sampled_from(["", "a", "b", "abc", "t", "uv", "x", "y", "z", "tx"])


@given(st.lists(_CODES, max_size=30))
def test_no_review_is_lost_and_no_share_is_over_all(codes: list[str]) -> None:
    whole = found(*codes)
    unknown = codes.count("")
    assert whole.placed + unknown == len(codes)
    assert (whole.unplaced, whole.partnerships) == (unknown, len(set(codes) - {""}))
    assert whole.at_least >= max(LIBRARY.reviews, whole.placed)
    tables = {by: whole.answer(by) for by in BY}
    for by, answer in tables.items():
        assert answer.columns == COLUMNS[by]
        known = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows if row[0] != NOT_KNOWN]
        assert sum(row["reviews"] for row in known) == whole.placed
        assert sum(row["library_reviews"] for row in known) == LIBRARY.reviews
        assert sum(row["of_at_least"] for row in known) == whole.at_least
        assert all(row["reviews"] <= row["of_at_least"] and row["percent"] <= 100 for row in known)
        assert len(answer.rows) - len(known) == bool(unknown)


@given(st.lists(_CODES.filter(lambda codes: codes != "tx"), max_size=30))
def test_each_review_counts_in_the_region_of_its_area(codes: list[str]) -> None:
    expected = Counter(REGIONS[each[0]] if each else NOT_KNOWN for each in codes)
    assert Counter({str(row[0]): row[3] for row in found(*codes).answer("region").rows}) == expected


@given(st.lists(_CODES, max_size=12).flatmap(lambda codes: st.tuples(st.just(codes), st.permutations(codes))))
def test_the_order_of_reviews_makes_no_difference(two: tuple[list[str], list[str]]) -> None:
    assert found(*two[0]) == found(*two[1])


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_percent_never_rounds_something_to_nothing_or_less_than_all_to_all(one: int, other: int) -> None:
    part, whole = sorted((one, other))
    share = percent(part, whole)
    assert abs(share - (Decimal(100 * part) / whole if whole else 0)) <= Decimal("0.1")
    assert (share == 0) == (part == 0)
    assert (share == 100) == (0 < part == whole)


def test_the_sentence_says_what_is_held_and_what_is_missing() -> None:
    assert found("abc", "t").sentence() == (
        "The graph holds 2 reviews of 2 partnerships: 16.7 % of the 12 reviews in the Home Office library (March 2026); "
        "2 of 4 partnerships with a review, 2 of 2 regions. Silence is not absence."
    )
    assert "None is from South." in found("b").sentence()


def test_what_the_list_does_not_have_is_said_and_never_over_all() -> None:
    more = found(*"bbb", "y", "")
    assert more.rests_on() == (
        "Rests on 4 reviews of 2 partnerships: 28.6 % of at least 14 reviews (the Home Office library lists 12, "
        "March 2026), and 1 review of no known area. Silence is not absence."
    )
    assert "2 of at least 5 partnerships with a review" in more.sentence()


def test_an_empty_graph_covers_nothing() -> None:
    assert found().rests_on().startswith("Rests on 0 reviews of 0 partnerships: 0.0 % of the 12 reviews")


def test_no_other_way_to_count() -> None:
    with pytest.raises(UnknownNameError, match="region"):
        found().answer("regions")


def test_a_row_that_cannot_be_is_named() -> None:
    row = {"name": "A", "reviews": "1", "codes": "a", "codes_also": "", "region": "N", "as_at": "2026-03"}
    for wrong in ({"reviews": "some"}, {"reviews": "-1"}, {"as_at": "March"}, {"as_at": "2026-13"}):
        with pytest.raises(VocabularyError, match=r"library\.csv row 3"):
            read_library([row, {**row, **wrong}])
    with pytest.raises(VocabularyError, match="codes_also"):
        read_library([{key: cell for key, cell in row.items() if key != "codes_also"}])


AREAS = """
ag:csp-alpha dhr:coversPartnershipArea gss:E22000001, gss:E22000002 .
ag:csp-beta dhr:coversPartnershipArea gss:E22000003 .
gss:E22000001 a dhr:PartnershipArea ; rdfs:label "A one"@en ; dhr:inRegion gss:E12000001 .
gss:E22000002 a dhr:PartnershipArea ; rdfs:label "A two"@en ; dhr:inRegion gss:E12000001 .
gss:E22000003 a dhr:PartnershipArea ; rdfs:label "B"@en ; dhr:inRegion gss:E12000002 .
gss:E12000001 rdfs:label "North"@en . gss:E12000002 rdfs:label "South"@en, "De"@cy .
"""


def test_reviews_are_read_with_what_their_partnership_covers() -> None:
    read = {one.review.rpartition("/")[2]: one for one in read_held(store(TURTLE + AREAS))}
    assert sorted(read) == ["a1", "a2", "b1", "silent"]
    assert (read["a1"].label, sorted(read["a1"].codes)) == ("Alpha Partnership", ["E22000001", "E22000002"])
    assert read["a1"].regions == {"North"}
    assert (read["silent"].codes, read["silent"].regions) == (frozenset(), frozenset())


def test_the_question_and_the_count_agree_by_region() -> None:
    graph = store(TURTLE + AREAS)
    asked = {row[1] or NOT_KNOWN: row[4] for row in run(graph, find(folder("queries"), "coverage-by-region"), {}).rows}
    counted = coverage(read_held(graph), Library((), "2026-03")).answer("region").rows
    assert asked == {row[0]: row[3] for row in counted} == {"North": 2, "South": 1, NOT_KNOWN: 1}


def test_the_librarys_list_is_whole() -> None:
    library = own()
    assert (library.reviews, library.partnerships, len(library.regions), len(library.names)) == (647, 189, 10, 346)
    assert library.month == "March 2026"
    assert len({name.name for name in library.names}) == len(library.names)
    assert all(bool(name.codes) == bool(name.region) for name in library.names)
    assert all(name.codes for name in library.names if name.reviews)


def test_it_is_light() -> None:
    """Every canned question ends with this line."""
    light = "import sys, dhrgraph.network.coverage.shares, dhrgraph.network.coverage.library; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", light], capture_output=True, encoding="utf-8", check=True)
    assert not {"pandas", "networkx", "rdflib", "dhrgraph.config"} & set(loaded.stdout.split())
