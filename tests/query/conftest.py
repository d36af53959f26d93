"""The questions, the sample graph in both engines, and what is asked of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml

from dhrgraph.graph.store import Store, Value
from dhrgraph.namespaces import Iri
from dhrgraph.query.catalogue import CannedQuery, catalogue
from dhrgraph.resources import folder

HERE = Path(__file__).parent
QUERIES = catalogue(folder("queries"))
ASKED: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "asked.yaml").read_text(encoding="utf-8"))


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


def rdflib_rows(graph: rdflib.Graph, sparql: str) -> list[tuple[Value | None, ...]]:
    """The rows rdflib gives, as the values `Store.select` would give."""
    return [tuple(_value(term) for term in row) for row in graph.query(sparql)]


def _value(term: Any) -> Value | None:
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return Iri(term)
    if term.datatype == rdflib.XSD.integer:
        return int(term)
    if term.datatype == rdflib.XSD.decimal:
        return Decimal(str(term))
    if term.datatype == rdflib.XSD.boolean:
        return bool(term)
    return str(term)
