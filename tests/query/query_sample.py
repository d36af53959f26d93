"""The questions, what is asked of the sample graph, and how rdflib's rows compare with the store's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import rdflib
import yaml

from dhrgraph.graph.store import Value
from dhrgraph.namespaces import Iri
from dhrgraph.query.catalogue import catalogue
from dhrgraph.resources import folder

HERE = Path(__file__).parent
QUERIES = catalogue(folder("queries"))
ASKED: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "asked.yaml").read_text(encoding="utf-8"))


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
