"""Every block of Turtle that the pages show can be loaded, and where it is data, it conforms to the shapes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph

from dhrgraph.graph.shapes import violations
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import DHR
from dhrgraph.publish.release.outside import ill_typed, listed_terms, misspelt
from dhrgraph.resources import folder

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for name in (".", "docs", "docs/decisions", "ontology", "queries", "output")
    for page in (ROOT / name).glob("*.md")
)
BLOCK = re.compile(r"^```(?:turtle|ttl)\n(.*?)^```", re.DOTALL | re.MULTILINE)
BLOCKS = [
    pytest.param(found[1], id=f"{page.relative_to(ROOT)}-{place}")
    for page in PAGES
    for place, found in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8")), 1)
]


def test_the_model_is_shown_in_turtle() -> None:
    assert any(str(block.id).startswith("docs/model.md") for block in BLOCKS)


@pytest.mark.parametrize("block", BLOCKS)
def test_turtle_of_a_page_is_right(block: str) -> None:
    graph = Graph().parse(data=block, format="turtle")
    store = Store.memory(block.encode(), "turtle")
    assert misspelt(store, listed_terms(folder("ontology") / "checks" / "vocabularies.csv")) == ()
    assert ill_typed(store) == ()
    if any(str(kind).startswith(DHR) for kind in graph.objects(None, RDF.type)):
        assert violations(graph.serialize(format="nt").encode(), folder("ontology") / "shapes.ttl") == ()
