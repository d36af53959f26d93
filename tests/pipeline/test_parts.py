"""A build made in parts is the build of all documents at once, whatever the shelf holds already."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parts_support import DOCUMENTS, in_memory, in_parts, new_shelf, put_into

from dhrgraph.config import Config
from dhrgraph.errors import NothingToReadError
from dhrgraph.namespaces import BASE
from dhrgraph.pipeline.shelf import Shelf
from dhrgraph.publish.dataset.counts import count

KEPT = sorted(set(DOCUMENTS) - {"f-recipe.txt"})


def without_turtle(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name not in ("dhrgraph.ttl", "triples")}


def statements(turtle: bytes) -> list[bytes]:
    """The statements of a file of Turtle, sorted, as often as they stand there."""
    from pyoxigraph import RdfFormat, parse

    return sorted(f"{quad.triple} .\n".encode() for quad in parse(input=turtle, format=RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A shelf that more and more stands on, as the tests go on."""
    return new_shelf(tmp_path_factory.mktemp("shelf"))


def test_all_documents_together(tmp_path: Path, config: Config, shelf: Shelf) -> None:
    folder = put_into(tmp_path / "in", DOCUMENTS)
    made, whole = in_parts([folder], config, tmp_path / "out", shelf, jobs=2), in_memory([folder], config)
    assert without_turtle(made) == without_turtle(whole)
    assert statements(made["dhrgraph.ttl"]) == whole["dhrgraph.ttl"].splitlines(keepends=True), "each stands once"
    assert made["triples"].decode() == str(count(whole["dhrgraph.ttl"].splitlines(keepends=True), BASE))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(sorted(DOCUMENTS)), min_size=1))
def test_any_documents_beside_those_that_were_built_before(
    tmp_path_factory: pytest.TempPathFactory, config: Config, shelf: Shelf, names: set[str]
) -> None:
    place = tmp_path_factory.mktemp("some")
    folder = put_into(place / "in", names)
    if not names.intersection(KEPT):
        with pytest.raises(NothingToReadError):
            in_parts([folder], config, place / "out", shelf)
        return
    made, whole = in_parts([folder], config, place / "out", shelf), in_memory([folder], config)
    assert without_turtle(made) == without_turtle(whole)
    assert statements(made["dhrgraph.ttl"]) == whole["dhrgraph.ttl"].splitlines(keepends=True)
