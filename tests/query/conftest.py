"""Fixtures of the questions: each file of queries/, and the sample graph in both engines."""

from __future__ import annotations

from typing import Any

import pytest
import rdflib
from query_sample import ASKED, HERE, QUERIES

from dhrgraph.graph.store import Store
from dhrgraph.query.catalogue import CannedQuery


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `question` runs once for each file of queries/."""
    if "question" in metafunc.fixturenames:
        metafunc.parametrize("question", QUERIES, ids=[query.name for query in QUERIES])


@pytest.fixture(scope="session")
def turtle() -> bytes:
    return (HERE / "sample.ttl").read_bytes()


@pytest.fixture(scope="session")
def store(turtle: bytes) -> Store:
    return Store.memory(turtle, "turtle")


@pytest.fixture(scope="session")
def graph(turtle: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle, format="turtle")


@pytest.fixture
def given(question: CannedQuery) -> dict[str, Any]:
    return ASKED[question.name].get("given", {})
