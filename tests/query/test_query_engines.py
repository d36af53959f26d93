"""Every question gives the same rows on every engine: of the sample as asked.yaml asks, and of the five documents.

Oxigraph in memory is what the others are held to; its rows are the golden ones (test_query_answers.py). An engine that is not
installed is skipped. Any other endpoint that holds the five documents is found by DHRGRAPH_ENDPOINT.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines_run import oxigraph_load, oxigraph_server, virtuoso, virtuoso_load
from npm_run import COMUNICA, npm_folder, shared_by_all
from query_engines import Answers, asked_of, comunica, differences, hosted, jena, questions
from query_sample import HERE
from stores_made import write_store

from dhrgraph.graph.store import Answer, Store, convert
from dhrgraph.namespaces import GRAPH
from dhrgraph.remote.endpoint import Endpoint

pytestmark = pytest.mark.slow

SAMPLE = HERE / "sample.ttl"


@pytest.fixture(scope="module")
def sample() -> Store:
    return Store.memory(SAMPLE.read_bytes(), "turtle")


@pytest.fixture(scope="module")
def five(built: Path) -> Store:
    return Store.memory((built / "dhrgraph.trig").read_bytes(), "trig")


@pytest.fixture(scope="module")
def of_sample(sample: Store) -> Answers:
    return asked_of(sample, questions(sample))


@pytest.fixture(scope="module")
def of_five(five: Store) -> Answers:
    return asked_of(five, questions())


def test_a_difference_is_seen(of_sample: Answers) -> None:
    name = "coverage.default"
    whole = of_sample[name]
    typed = tuple(tuple(str(value) for value in row) for row in whole.rows)
    for other in (whole.rows[1:], (*whole.rows, whole.rows[0]), typed):
        assert list(differences(of_sample, {**of_sample, name: Answer(whole.columns, other)})) == [name]
    assert differences(of_sample, {**of_sample, name: Answer(whole.columns, whole.rows[::-1])}) == {}


def test_every_question_finds_something_in_the_sample(of_sample: Answers) -> None:
    assert [name for name, answer in of_sample.items() if name.endswith(".asked") and not answer.rows] == []


def test_store_on_disk(sample: Store, of_sample: Answers, built: Path, of_five: Answers, tmp_path: Path) -> None:
    write_store(convert(SAMPLE.read_bytes(), "turtle", "nquads"), tmp_path / "store")
    assert differences(of_sample, asked_of(Store.open(tmp_path / "store"), questions(sample))) == {}
    assert differences(of_five, asked_of(Store.open(built / "store"), questions())) == {}


def test_virtuoso_with_the_sample(sample: Store, of_sample: Answers, tmp_path: Path) -> None:
    with virtuoso(tmp_path / "v") as engine:
        (tmp_path / "v" / "sample.ttl").write_bytes(SAMPLE.read_bytes())
        virtuoso_load(engine, tmp_path / "v" / "sample.ttl", GRAPH + "sample")
        with Endpoint(engine.query, everything=True) as far:
            assert differences(of_sample, asked_of(far, questions(sample))) == {}


def test_virtuoso_with_the_five_documents(built: Path, of_five: Answers, tmp_path: Path) -> None:
    with virtuoso(tmp_path / "v") as engine:
        (tmp_path / "v" / "five.nq").write_bytes(convert((built / "dhrgraph.trig").read_bytes(), "trig", "nquads"))
        virtuoso_load(engine, tmp_path / "v" / "five.nq", GRAPH + "unused")
        with Endpoint(engine.query, everything=True) as far:
            assert differences(of_five, asked_of(far, questions())) == {}
        with Endpoint(engine.query) as far:
            assert differences(of_five, asked_of(far, questions())) == {}


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Two of Oxigraph's servers, with the sample and with the five documents, as addresses of endpoints."""
    folder = tmp_path_factory.mktemp("served")
    oxigraph_load(folder / "sample", SAMPLE)
    oxigraph_load(folder / "five", built / "dhrgraph.trig")
    with (
        oxigraph_server(folder / "sample", read_only=True, union=True) as one,
        oxigraph_server(folder / "five", read_only=True, union=True) as other,
    ):
        yield one.query, other.query


def test_oxigraph_server(sample: Store, of_sample: Answers, of_five: Answers, served: tuple[str, str]) -> None:
    with Endpoint(served[0], everything=True) as far:
        assert differences(of_sample, asked_of(far, questions(sample))) == {}
    with Endpoint(served[1]) as far:
        assert differences(of_five, asked_of(far, questions())) == {}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return npm_folder(shared_by_all(tmp_path_factory), "comunica", COMUNICA)


@pytest.mark.parametrize("which", ["sample", "five"])
def test_comunica_as_a_client(
    which: str,
    sample: Store,
    of_sample: Answers,
    of_five: Answers,
    served: tuple[str, str],
    installed: Path,
    tmp_path: Path,
) -> None:
    url, texts, expected = {
        "sample": (served[0], questions(sample), of_sample),
        "five": (served[1], questions(), of_five),
    }[which]
    assert differences(expected, comunica(installed, "sparql", url, texts, tmp_path)) == {}


def test_comunica_by_itself(sample: Store, of_sample: Answers, installed: Path, tmp_path: Path) -> None:
    with hosted(HERE) as base:
        answers = comunica(installed, "file", f"{base}/sample.ttl", questions(sample), tmp_path)
    assert differences(of_sample, answers) == {}


def test_jena_with_the_sample(sample: Store, of_sample: Answers, tmp_path: Path) -> None:
    assert differences(of_sample, jena(SAMPLE, questions(sample), tmp_path)) == {}


def test_jena_with_the_five_documents(built: Path, of_five: Answers, tmp_path: Path) -> None:
    assert differences(of_five, jena(built / "dhrgraph.trig", questions(), tmp_path)) == {}


def test_any_other_endpoint(of_five: Answers, installed: Path, tmp_path: Path) -> None:
    """Such as `dhrgraph serve`: DHRGRAPH_ENDPOINT=http://127.0.0.1:8000/sparql, holding a build of the five documents."""
    url = os.environ.get("DHRGRAPH_ENDPOINT")
    if not url:
        pytest.skip("no endpoint named in DHRGRAPH_ENDPOINT")
    with Endpoint(url) as far:
        assert differences(of_five, asked_of(far, questions())) == {}
    assert differences(of_five, comunica(installed, "sparql", url, questions(), tmp_path)) == {}
