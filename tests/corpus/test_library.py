"""The library for measuring: the same bytes each time, as skewed as the real one, and a truth that the documents bear out."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest
from corpus_scores import letters
from library import write_library, write_truth
from library_check import check, check_graph, leaks
from library_graph import write_graph
from library_reviews import review_of
from library_wording import table

from dhrgraph.config import load_config
from dhrgraph.graph.shapes import violations
from dhrgraph.graph.store import load_store
from dhrgraph.pipeline import How, build
from dhrgraph.resources import folder

SEED = 8


def made(place: Path, number: int, **more: object) -> Path:
    """A library in `place`, with its truth."""
    place.mkdir(exist_ok=True)
    write_truth(write_library(place, number, **more), place / "truth.jsonl")  # type: ignore[arg-type]
    return place


def contents(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((place / "docs").iterdir())}


def test_a_small_library_is_the_beginning_of_a_larger_one(tmp_path: Path) -> None:
    small, large = made(tmp_path / "small", 3), made(tmp_path / "large", 5)
    assert contents(small).items() < contents(large).items()
    further = made(tmp_path / "further", 5, first=3)
    assert {**contents(small), **contents(further)} == contents(large)


@pytest.mark.slow
def test_every_format_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    one, other = (made(tmp_path / name, 4, documents=1.0) for name in ("one", "other"))
    assert contents(one) == contents(other)
    assert len({Path(name).suffix for name in contents(one)}) > 1


def test_the_truth_stands_in_the_documents(tmp_path: Path) -> None:
    place = made(tmp_path / "library", 13)
    for line in (place / "truth.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        for name in row["documents"]:
            text = letters((place / "docs" / name).read_text("utf-8"))
            for asked in row["recommendations"]:
                assert letters(asked["text"]) in text
                assert all(letters(body["printed"]) in text for body in asked["addressees"])
    assert row["documents"] == ["review-00012.txt"]
    assert len(list((place / "docs").iterdir())) == 14, "one review in twelve has two documents"


def test_it_is_as_uneven_as_the_real_library() -> None:
    reviews = [review_of(SEED, number) for number in range(300)]
    lengths = [len(one.asks) for one in reviews]
    assert 19 < mean(lengths) < 25
    assert min(lengths) < 6
    assert max(lengths) > 60
    assert 0.6 < mean(one.styles[0] not in "cd" for one in reviews) < 0.8, "action plans in seven of ten"
    assert {one.review.published[1][:4] for one in reviews} >= {str(year) for year in range(2014, 2026)}
    homes = Counter(one.review.partnership.name for one in reviews)
    assert len(homes) > 100
    assert homes.most_common(1)[0][1] > 6
    themes = Counter(ask.theme for one in reviews for ask in one.asks)
    assert themes.most_common(1)[0][1] > 10 * themes.most_common()[-1][1]
    again = mean(earlier is not None for one in reviews for earlier in one.earlier)
    assert 0.15 < again < 0.25
    bodies = Counter(b.canonical for one in reviews for r in one.review.recommendations for b in r.addressees)
    assert len(bodies) > 600


def test_every_theme_of_the_asks_is_a_concept() -> None:
    assert {theme for theme, _, _ in table()[0]} <= load_config().themes.scheme.concepts.keys()


def test_names_are_no_words_of_what_is_published() -> None:
    """Else a word of a page, a query or a label would count as a leak."""
    secret = {word for number in range(60) for word in review_of(SEED, number).review.secret}
    for place in ("ontology", "queries"):
        assert leaks(folder(place), [{"secret": sorted(secret)}]) == []


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of eight reviews, made without documents, and its store."""
    place = tmp_path_factory.mktemp("graph")
    write_truth(write_graph(place, 8, seed=SEED, jobs=1), place / "truth.jsonl")
    load_store([place / "graph.nq"], place / "store")
    return place


def test_a_graph_keeps_the_shapes(graph: Path) -> None:
    lines = (graph / "graph.nq").read_bytes().splitlines()
    triples = b"".join(sorted({line[: line.rindex(b" <")] + b" .\n" for line in lines}))
    assert violations(triples, folder("ontology") / "shapes.ttl") == ()


def test_a_graph_answers_what_was_planted(graph: Path) -> None:
    tallies = check_graph(graph, graph)
    assert all(tally.right > 0 and tally.wrong == [] for tally in tallies.values())


def test_a_lost_statement_is_seen(graph: Path, tmp_path: Path) -> None:
    lines = (graph / "graph.nq").read_text("utf-8").splitlines(keepends=True)
    lost = next(line for line in lines if "/ontology#hasTheme>" in line)
    (tmp_path / "graph.nq").write_text("".join(line for line in lines if line != lost), "utf-8")
    load_store([tmp_path / "graph.nq"], tmp_path / "store")
    tallies = check_graph(tmp_path, graph)
    assert [name for name, tally in tallies.items() if tally.wrong] == ["themes"]
    assert tallies["themes"].missed == 1


def test_a_graph_names_nobody(graph: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (graph / "truth.jsonl").read_text("utf-8").splitlines()]
    (tmp_path / "graph.nq").write_bytes((graph / "graph.nq").read_bytes())
    assert leaks(tmp_path, rows) == []


def test_processes_make_the_same_graph(graph: Path, tmp_path: Path) -> None:
    write_truth(write_graph(tmp_path, 8, seed=SEED, jobs=2), tmp_path / "truth.jsonl")
    for name in ("graph.nq", "truth.jsonl"):
        assert (tmp_path / name).read_bytes() == (graph / name).read_bytes()


@pytest.mark.slow
def test_what_was_planted_is_found_in_a_build(tmp_path: Path) -> None:
    place = made(tmp_path / "library", 12)
    build([place / "docs"], tmp_path / "out", load_config(), lambda *_: None, How())
    tallies, leaked = check(tmp_path / "out", place)
    assert leaked == []
    low = {name: tally.recall for name, tally in tallies.items() if min(tally.precision, tally.recall) < 0.93}
    assert low == {}, [tally.wrong[:3] for tally in tallies.values() if tally.wrong]
    name = next(iter(json.loads((place / "truth.jsonl").read_text("utf-8").splitlines()[0])["secret"]))
    (tmp_path / "out" / "planted.csv").write_text(f"a,{name.upper()}’s\n", "utf-8")
    assert len(check(tmp_path / "out", place)[1]) == 1, "the check itself"
