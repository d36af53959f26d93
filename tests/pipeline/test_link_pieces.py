"""The graph of links made in pieces is the graph made at once; a piece is made anew only when a link of it is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parts_support import new_shelf
from pyoxigraph import RdfFormat, parse

from dhrgraph.config import Config
from dhrgraph.graph.quads import graph_of_likenesses, without_graph
from dhrgraph.graph.store.chunks import turtle_chunk, turtle_head
from dhrgraph.namespaces import BASE
from dhrgraph.pipeline import links as links_module
from dhrgraph.pipeline.cache import expand
from dhrgraph.pipeline.likenesses import Compared
from dhrgraph.pipeline.links import link_pieces, links_graph
from dhrgraph.pipeline.shelf import Shelf
from dhrgraph.publish.dataset.counts import count, tally, together
from dhrgraph.records import Likeness

REVIEWS = ("a", "a-b", "a-2019", "ab", "b")  # names that begin alike, where sorting could part what belongs together
TEXTS = [Compared(f"{r}.main.{n:04}", "x", r, None, f"{at}" * 12) for at, r in enumerate(REVIEWS) for n in (1, 2)]
PAIRS = [(one, other) for one in TEXTS for other in TEXTS if one.slug < other.slug and one.review != other.review]
LINKS = st.sets(st.tuples(st.sampled_from(PAIRS), st.sampled_from(["same-ask", "near-copy"])), max_size=12)


def likenesses(links: set[tuple[tuple[Compared, Compared], str]]) -> list[Likeness]:
    by_pair = {(one.slug, other.slug): (one, other, strength) for (one, other), strength in sorted(links, key=repr)}
    return [
        Likeness(one.slug, other.slug, strength, 0.5, ("MARAC",), (one.document, other.document))  # type: ignore[arg-type]
        for _, (one, other, strength) in sorted(by_pair.items())
    ]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return new_shelf(tmp_path_factory.mktemp("links"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINKS)
def test_the_pieces_together_are_the_graph(
    config: Config, shelf: Shelf, links: set[tuple[tuple[Compared, Compared], str]]
) -> None:
    alike = likenesses(links)
    made = link_pieces(alike, TEXTS, shelf, config)
    _, head = graph_of_likenesses((), config.vocabulary)
    _, lines = graph_of_likenesses(alike, config.vocabulary)
    pieces = list(links_graph(made, shelf))
    first = "".join(f"{line}\n" for line in head)
    assert first + "".join(expand(quads).decode() for quads, _ in pieces) == "".join(f"{line}\n" for line in lines)
    statements = [f"{without_graph(line)}\n".encode() for line in lines]
    whole = [turtle_head(), turtle_chunk(first.encode()), *(turtle for _, turtle in pieces)]
    read = parse(input=b"".join(whole), format=RdfFormat.TURTLE)
    assert sorted(f"{quad.triple} .\n".encode() for quad in read) == sorted(statements)
    heads = [f"{without_graph(line)}\n".encode() for line in head]
    assert together([tally(heads, BASE), *(one.tally for one in made.counted)]) == count(statements, BASE)
    assert not made.broken


def names(links: Sequence[tuple[str, bytes]], others: Sequence[tuple[str, bytes]]) -> set[str]:
    return {name for name, at in links if (name, at) not in others}


def test_another_link_costs_the_piece_of_its_first_review(config: Config, shelf: Shelf) -> None:
    alike = likenesses({(pair, "same-ask") for pair in PAIRS})
    one, every = link_pieces(alike[1:], TEXTS, shelf, config), link_pieces(alike, TEXTS, shelf, config)
    first, second = (end.partition(".")[0] for end in (alike[0].first, alike[0].second))
    changed = {f"gr:likeness/{first}", f"gr:likeness/{first}/shortcuts", f"gr:likeness/{second}/shortcuts"}
    assert names(every.pieces, one.pieces) == changed


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINKS, LINKS)
def test_a_piece_is_the_same_whatever_stood_there_before(
    config: Config,
    tmp_path_factory: pytest.TempPathFactory,
    before: set[tuple[tuple[Compared, Compared], str]],
    links: set[tuple[tuple[Compared, Compared], str]],
) -> None:
    place = tmp_path_factory.mktemp("before")
    one, other = new_shelf(place / "one"), new_shelf(place / "other")
    link_pieces(likenesses(before), TEXTS, one, config)
    renewed, fresh = (link_pieces(likenesses(links), TEXTS, shelf, config) for shelf in (one, other))
    assert renewed == fresh
    assert [(expand(quads), turtle) for quads, turtle in links_graph(renewed, one)] == [
        (expand(quads), turtle) for quads, turtle in links_graph(fresh, other)
    ]


def test_what_broke_the_shapes_is_looked_at_again(config: Config, tmp_path: Path) -> None:
    shelf = new_shelf(tmp_path)
    good, other = likenesses({(PAIRS[0], "same-ask"), (PAIRS[1], "same-ask")})
    bad = replace(good, strength="no-such-strength")
    for links in ([bad], [bad, other], [other]):
        made = link_pieces(links, TEXTS, shelf, config)
        assert bool(made.broken) == (bad in links) == (not made.pieces)


def test_some_links_at_a_time_are_the_same_pieces(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike = likenesses({(pair, "same-ask") for pair in PAIRS})
    at_once = link_pieces(alike, TEXTS, new_shelf(tmp_path / "one"), config)
    monkeypatch.setattr(links_module, "_LINKS", 3)
    assert link_pieces(alike, TEXTS, new_shelf(tmp_path / "other"), config) == at_once
