"""The engines start, answer, take a graph, and are gone afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from engines_run import Engine, jena_answer, oxigraph_load, oxigraph_server, virtuoso, virtuoso_load

pytestmark = pytest.mark.slow

QUAD = '<urn:s> <urn:p> "o" <urn:g> .\n'


def count(engine: Engine) -> int:
    """How many statements stand in the graph <urn:g>."""
    asked = urllib.parse.urlencode({"query": "SELECT (COUNT(*) AS ?n) { GRAPH <urn:g> { ?s ?p ?o } }"})
    request = urllib.request.Request(f"{engine.query}?{asked}", headers={"Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return int(json.load(reply)["results"]["bindings"][0]["n"]["value"])


def put(engine: Engine) -> None:
    """Put one statement into <urn:g>, with a password where the engine asks for one."""
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, engine.graph_store, engine.user, engine.password)
    opener = urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(passwords))
    body, headers = b'<urn:s> <urn:p> "o" .', {"Content-Type": "text/turtle"}
    url = f"{engine.graph_store}?graph=urn:g"
    with opener.open(urllib.request.Request(url, body, headers, method="PUT"), timeout=30) as reply:
        assert reply.status in (200, 201, 204)


def gone(engine: Engine) -> bool:
    try:
        urllib.request.urlopen(engine.query, timeout=5)
    except urllib.error.HTTPError:
        return False
    except (urllib.error.URLError, ConnectionError):
        return True
    return False


def test_oxigraph_takes_a_graph_keeps_it_and_stops(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path / "store") as engine:
        put(engine)
        assert count(engine) == 1
    assert gone(engine)
    with oxigraph_server(tmp_path / "store", read_only=True) as reader:
        assert count(reader) == 1
        assert not reader.update


def test_oxigraph_loads_a_file(tmp_path: Path) -> None:
    (tmp_path / "data.nq").write_text(QUAD)
    oxigraph_load(tmp_path / "store", tmp_path / "data.nq")
    with oxigraph_server(tmp_path / "store", union=True) as engine:
        assert count(engine) == 1


def test_virtuoso_takes_a_graph_loads_a_file_and_stops(tmp_path: Path) -> None:
    with virtuoso(tmp_path / "v") as engine:
        assert count(engine) == 0
        put(engine)
        assert count(engine) == 1
        (tmp_path / "v" / "data.nq").write_text(QUAD.replace('"o"', '"another"'))
        virtuoso_load(engine, tmp_path / "v" / "data.nq", "urn:unused")
        assert count(engine) == 2
    assert gone(engine)


def test_jena_answers(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text('<urn:s> <urn:p> "o" .\n')
    answer = json.loads(jena_answer(tmp_path / "data.nt", "SELECT ?o { ?s ?p ?o }", tmp_path))
    assert [row["o"]["value"] for row in answer["results"]["bindings"]] == ["o"]


def test_an_engine_dies_with_a_killed_test(tmp_path: Path) -> None:
    """As when a run of tests is killed: no engine may be left behind."""
    script = f"""
        import sys, time
        from pathlib import Path
        sys.path.append({str(Path(__file__).parent)!r})
        from engines_run import oxigraph_server
        with oxigraph_server(Path({str(tmp_path / "store")!r})) as engine:
            print(engine.query, flush=True)
            time.sleep(60)
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        url = run.stdout.readline().strip()
        assert not gone(Engine("oxigraph", url))
        run.kill()
    until = time.monotonic() + 10
    while not gone(Engine("oxigraph", url)) and time.monotonic() < until:
        time.sleep(0.05)
    assert gone(Engine("oxigraph", url))
