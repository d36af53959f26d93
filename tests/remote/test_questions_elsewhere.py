"""Every canned question, asked of real engines after publishing to them: the rows are those of the local store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from engines_run import Engine, oxigraph_server, virtuoso

from dhrgraph.errors import UnknownNameError
from dhrgraph.graph.store import Store
from dhrgraph.query.catalogue import CannedQuery, Scalar, catalogue
from dhrgraph.query.run import run
from dhrgraph.remote.address import Login
from dhrgraph.remote.endpoint import Endpoint
from dhrgraph.remote.publish import Target, plan, publish
from dhrgraph.remote.source import Source
from dhrgraph.remote.web import Web
from dhrgraph.remote.writers import GraphStore, Update, Writer
from dhrgraph.resources import folder

pytestmark = pytest.mark.slow

QUESTIONS = catalogue(folder("queries"))
THEIRS = b'<urn:theirs> <urn:p> "not ours" .\n'
KINDS = ("virtuoso", "virtuoso-update", "oxigraph", "oxigraph-among-others", "oxigraph-union")


@pytest.fixture(scope="session")
def source(store: Store, built: Path) -> Source:
    """What `dhrgraph publish` sends of the five documents' build."""
    return Source(store, (built / "dataset.ttl").read_bytes())


@pytest.fixture(scope="session", params=KINDS)
def endpoint(
    request: pytest.FixtureRequest, source: Source, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Endpoint]:
    """An engine that holds the five documents' graphs, and in some cases others'."""
    place = tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        if request.param.startswith("virtuoso"):
            engine = stack.enter_context(virtuoso(place))
        else:
            engine = stack.enter_context(oxigraph_server(place / "store", union=request.param == "oxigraph-union"))
        web = stack.enter_context(Web(Login(engine.user, engine.password)))
        if request.param == "oxigraph-among-others":
            _put_theirs(engine, web)
        far = Endpoint(engine.query, web)
        writer: Writer = (
            Update(web, engine.update) if request.param.endswith("update") else GraphStore(web, engine.graph_store)
        )
        target = Target(far.ask, writer)
        publish(source, target, plan(source, target), "a test", prune=False, step=lambda done, of: None)
        yield far


def _put_theirs(engine: Engine, web: Web) -> None:
    """Somebody else's graph, and statements in the graph without a name."""
    for parameters in ({"graph": "https://example.org/theirs"}, {"default": ""}):
        web.send("PUT", engine.graph_store, THEIRS, headers={"Content-Type": "text/turtle"}, parameters=parameters)


def cases(query: CannedQuery) -> Iterator[dict[str, Scalar]]:
    """With what it needs, and with all that it takes."""
    yield {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    yield {parameter.name: parameter.example for parameter in query.parameters}


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_the_rows_are_the_same(query: CannedQuery, endpoint: Endpoint, store: Store) -> None:
    for given in cases(query):
        try:
            wanted = run(store, query, given)
        except UnknownNameError as unknown:
            with pytest.raises(UnknownNameError, match=re.escape(str(unknown))):
                run(endpoint, query, given)  # and the same nearest name is offered
        else:
            assert run(endpoint, query, given) == wanted


def test_other_peoples_statements_are_not_mixed_in(endpoint: Endpoint, source: Source) -> None:
    """Only what was sent is counted; and, where the default graph is all graphs, the notes of what was sent."""
    sent = {line for graph in source.names() for line in source.lines(graph)}
    notes = len(source.names()) + 1
    (count,) = endpoint.select("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }").rows[0]
    assert int(str(count)) - len(sent) in (0, notes)
    assert endpoint.select("ASK { <urn:theirs> ?p ?o }").rows == ((False,),)
