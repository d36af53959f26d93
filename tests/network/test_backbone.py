"""The backbone: the published formula by hand, chance against the truth, and networks without lines."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import occurrence_tables, store
from scipy.integrate import quad

import dhrgraph
from dhrgraph.errors import UnknownNameError
from dhrgraph.network.networks import chance
from dhrgraph.network.networks.backbone import BY, backbone, disparity, false_discovery
from dhrgraph.network.networks.chance import by_chance
from dhrgraph.network.networks.named import NETWORKS, build_network
from dhrgraph.network.occurrences import Occurrence, Thing, as_counted, read_occurrences


def weighted(*edges: tuple[str, str, float]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_weighted_edges_from(edges)
    return graph


STAR = weighted(("hub", "a", 8), ("hub", "b", 1), ("hub", "c", 1))


def test_a_star_by_hand() -> None:
    """Three lines of 8, 1 and 1 of 10: (1 - 0.8)^2 and (1 - 0.1)^2; the leaves have one line each and cannot tell."""
    p = disparity(STAR)
    assert p == pytest.approx({("a", "hub"): 0.04, ("b", "hub"): 0.81, ("c", "hub"): 0.81})
    part = backbone(STAR)
    assert list(part.edges(data=True)) == [("hub", "a", {"weight": 8, "p": 0.04, "p_corrected": 0.24})]
    assert set(part) == set(STAR)
    assert part.graph["backbone"].startswith("Of 3 lines, 1 stands out")


@given(st.integers(2, 8), st.integers(1, 9), st.integers(1, 9))
def test_the_formula_is_the_integral_it_stands_for(lines: int, weight: int, others: int) -> None:
    """Equation 2 of Serrano et al.: 1 - (k - 1) times the integral of (1 - x)^(k - 2) from 0 to the line's share."""
    graph = weighted(("hub", "a", weight), *(("hub", f"b{n}", others) for n in range(lines - 1)))
    share = weight / (weight + others * (lines - 1))
    expected = 1 - (lines - 1) * quad(lambda x: (1 - x) ** (lines - 2), 0, share)[0]
    assert disparity(graph)[("a", "hub")] == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_corrected_values_are_those_of_scipy(values: list[float]) -> None:
    from scipy.stats import false_discovery_control

    expected = false_discovery_control(values).tolist() if values else []
    assert false_discovery(values) == pytest.approx(expected)


@pytest.mark.parametrize("name", NETWORKS)
@settings(max_examples=25)
@given(table=occurrence_tables())
def test_what_chance_counts_first_is_what_lines_weigh(name: str, table: tuple[Occurrence, ...]) -> None:
    """The arrangement before any trade is the network itself: the two are built in different ways."""
    rows = as_counted(table)
    for weight in NETWORKS[name].weights:
        if weight == "newman" or (name == "agency-agency" and weight == "recommendations"):
            continue  # not counted by chance; of two agencies of one review that share no recommendation nothing is said
        graph = build_network(name, rows, weight=weight)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(chance, "CALIBRATION", 2)
            found = {edge: line.count for edge, line in by_chance(graph, rows, randomisations=2).items()}
            part = backbone(graph, 1.0, "null-model", occurrences=rows, randomisations=2)
        assert found == {(min(a, b), max(a, b)): w for a, b, w in graph.edges(data="weight") if w}
        assert set(map(frozenset, part.edges)) == set(map(frozenset, found))


def planted() -> tuple[Occurrence, ...]:
    """Twenty places that each say ten things at random to ten bodies; "hand" is put to "glove" in every one of them."""
    import random

    dice, rows = random.Random(7), []
    for place in range(20):
        for n in range(10):
            body, theme = ("glove", "hand") if n == 0 else (f"a{dice.randrange(10)}", f"t{dice.randrange(10)}")
            home = Thing(f"p{place:02}", f"P{place}", "partnership")
            said = Thing(f"v{place:02}", f"V{place}", "review")
            rows.append(
                Occurrence(f"r{place:02}-{n}", said, home, Thing(body, body, "agency"), Thing(theme, theme, "theme"))
            )
    return tuple(rows)


def test_what_was_planted_is_found_and_no_more() -> None:
    rows = planted()
    graph = build_network("agency-theme", rows)
    part = backbone(graph, by="null-model", occurrences=rows, randomisations=400)
    assert list(part.edges) == [("glove", "hand")]
    assert part.edges["glove", "hand"]["p_corrected"] <= 0.05
    test = by_chance(graph, rows, randomisations=400)[("glove", "hand")]
    assert test.count == 20
    assert 1 < test.expected < 4  # 20 of 200 recommendations each: 2 together by chance
    assert test.p == pytest.approx(1 / 401)


def test_the_same_each_time_and_with_progress() -> None:
    rows = planted()
    graph, told = build_network("theme-theme", rows), []
    one = by_chance(graph, rows, randomisations=20)
    assert by_chance(graph, rows, randomisations=20, progress=lambda *step: told.append(step)) == one
    assert told == [(n, 220) for n in range(1, 221)]


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("few", [0, 1, 3])
def test_no_backbone_fails_on_next_to_nothing(by: str, name: str, few: int) -> None:
    rows = as_counted(read_occurrences(store())[:few])
    part = backbone(build_network(name, rows), by=by, occurrences=rows, randomisations=3)
    assert part.graph["backbone"].endswith(".")
    assert all(0 <= at["p"] <= 1 for _, _, at in part.edges(data=True))


def test_an_unknown_backbone_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'disparity'"):
        backbone(STAR, by="disparty")
    with pytest.raises(UnknownNameError, match="network"):
        backbone(STAR, by="null-model")


def test_the_command_and_python_give_the_same(run, built) -> None:  # type: ignore[no-untyped-def]
    words = ("--network", "agency-agency", "--weight", "newman", "--backbone", "disparity", "--alpha", "0.2")
    done = run("centrality", *words, "-g", built, "-F", "csv")
    frame = dhrgraph.open(built).centrality("agency-agency", weight="newman", backbone="disparity", alpha=0.2)
    assert done.stdout == frame.to_csv(index=False, lineterminator="\r\n")
    assert "(disparity filter, p at most 0.2 for each line)" in done.stderr
    assert run("centrality", "--weight", "newman", "-g", built).returncode == 2
