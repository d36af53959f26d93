"""What search engines are told is what dataset.ttl says, and no word of it can run."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from described import DESCRIBED, turtle
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCAT, DCTERMS, Graph, URIRef

from dhrgraph.namespaces import VERSION
from dhrgraph.publish.dataset.description import DATASET
from dhrgraph.publish.dataset.schema_org import schema_org, script_text

FIELDS = {
    "name", "description", "license", "creator", "distribution", "isAccessibleForFree", "temporalCoverage", "spatialCoverage",
    "variableMeasured", "version", "keywords", "url", "includedInDataCatalog", "creditText",
}  # fmt: skip


class Blocks(HTMLParser):
    """The JSON-LD blocks of a page, as a browser would part them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = (tag, dict(attrs).get("type")) == ("script", "application/ld+json")
        if self._inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def test_it_has_every_field_that_is_asked_for(built: Path) -> None:
    said = schema_org((built / "dataset.ttl").read_bytes())
    assert said.keys() >= FIELDS
    assert (said["@context"], said["@type"], said["@id"]) == ("https://schema.org/", "Dataset", DATASET)
    assert 50 <= len(said["description"]) <= 5000  # Google Search Central, Dataset
    assert said["isAccessibleForFree"] is True
    assert said["creator"]["@type"] == "Organization"
    assert said["version"] == VERSION
    assert re.fullmatch(r"\d{4}(/\d{4})?", said["temporalCoverage"])
    assert {place["name"] for place in said["spatialCoverage"]} == {"Liverpool", "Nottingham", "Sefton"}
    assert "Open Government Licence v3.0" in said["creditText"]


def test_it_says_what_dataset_ttl_says(built: Path) -> None:
    said, graph = schema_org((built / "dataset.ttl").read_bytes()), Graph().parse(built / "dataset.ttl")
    here = URIRef(DATASET)
    assert said["name"] == str(graph.value(here, DCTERMS.title))
    assert said["description"] == str(graph.value(here, DCTERMS.description))
    assert said["license"] == str(graph.value(here, DCTERMS.license))
    assert set(said["keywords"]) == {str(word) for word in graph.objects(here, DCAT.keyword)}
    files = {
        (str(graph.value(file, DCAT.downloadURL)), str(graph.value(file, DCTERMS.title)))
        for file in graph.objects(here, DCAT.distribution)
    }
    assert {(d["contentUrl"], d["name"]) for d in said["distribution"]} == files


def test_a_server_names_its_own_files() -> None:
    said = schema_org(turtle(), files="http://127.0.0.1:8000/")
    assert [d["contentUrl"] for d in said["distribution"]] == [
        f"http://127.0.0.1:8000/{file.name}" for file in DESCRIBED.files
    ]


def test_what_is_not_known_is_left_out() -> None:
    bare = schema_org(turtle(replace(DESCRIBED, facts=replace(DESCRIBED.facts, years=None, areas=()), files=())))
    assert not bare.keys() & {"temporalCoverage", "spatialCoverage", "distribution", "dateModified"}


def test_the_graph_page_holds_it(built: Path) -> None:
    (block,) = Blocks((built / "graph.html").read_text(encoding="utf-8")).found
    held, whole = json.loads(block), schema_org((built / "dataset.ttl").read_bytes())
    assert whole.pop("distribution")  # of no use on a page that is sent to people by itself
    assert held == whole


@pytest.mark.parametrize("hostile", ["</script><script>alert(1)</script>", "<!--<script>", "]]>&amp;", "\u2028\"'"])
def test_hostile_words_stay_words(hostile: str) -> None:
    text = script_text(schema_org(turtle(replace(DESCRIBED, coverage=hostile))))
    assert "<" not in text
    (block,) = Blocks(f'<script type="application/ld+json">{text}</script>').found
    assert hostile in json.loads(block)["description"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words_come_back(words: str) -> None:
    assert json.loads(script_text({"name": words})) == {"name": words}
