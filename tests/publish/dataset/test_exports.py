"""Every format of `dhrgraph export`: it opens in other tools, holds what the graph holds, and says whose words they are."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from npm_run import npm_folder
from rdflib import DCAT, VOID, Graph, Namespace, URIRef

from dhrgraph.cli.export import FORMATS, NETWORKS, TABLES
from dhrgraph.cli.exporting import ENDS
from dhrgraph.cli.main import cli
from dhrgraph.config import Config, table
from dhrgraph.graph.store import Store
from dhrgraph.network.networks.files import to_gexf, to_graphml
from dhrgraph.network.networks.named import NETWORKS as NAMES
from dhrgraph.network.networks.named import build_network
from dhrgraph.network.occurrences import read_occurrences
from dhrgraph.pipeline import build
from dhrgraph.publish.attribution import attribution
from dhrgraph.publish.dataset.columns import Column, columns_of, heading_of, read_rows
from dhrgraph.publish.dataset.description import DATASET, row_for
from dhrgraph.publish.dataset.schema_org import block_of

SPDX = Namespace("http://spdx.org/rdf/terms#")
OGL = re.compile(r"Open Government Licence v\.?3\.0")
GEXF = "{http://www.gexf.net/1.2draft}"


def export(*words: object) -> Any:
    return CliRunner().invoke(cli, ["export", *map(str, words)])


def done(*words: object) -> bytes:
    result = export(*words)
    assert result.exit_code == 0, result.stderr
    return bytes(result.stdout_bytes)


@pytest.fixture(scope="module")
def exported(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format, each in a file or folder of its name."""
    place = tmp_path_factory.mktemp("exported")
    for form in FORMATS:
        done("-F", form, "-g", built, "-o", place / form)
    return place


# --- whose words they are ---------------------------------------------------------------------------------------------------


def says(path: Path) -> str:
    """Where a file's licence is said: in itself, or in the file beside it that names it."""
    if path.suffix == ".parquet":
        text = " ".join(value.decode() for value in (pq.read_metadata(path).metadata or {}).values())
    else:
        text = path.read_text(encoding="utf-8")
    if OGL.search(text) and path.suffix != ".jsonl":  # there it would be a document that says so
        return "itself"
    csvw, described = (
        path.parent / "csv-metadata.json",
        (path.parent / "dataset.ttl", path.parent.parent / "dataset.ttl"),
    )
    if csvw.exists() and OGL.search(told := csvw.read_text(encoding="utf-8")) and f'"url": "{path.name}"' in told:
        return csvw.name
    for beside in described:
        if (
            beside.exists()
            and OGL.search(told := beside.read_text(encoding="utf-8"))
            and f"dataset/{path.name}>" in told
        ):
            return beside.name
    return "nowhere"


def test_every_file_of_an_output_says_whose_words_it_holds(built: Path) -> None:
    files = [p for p in sorted(built.rglob("*")) if p.is_file() and "store" not in p.relative_to(built).parts]
    where = {str(path.relative_to(built)): says(path) for path in files}
    assert "nowhere" not in where.values()
    assert {name for name, place in where.items() if place == "dataset.ttl"} == {"findings.jsonl", "issues.jsonl"}
    assert {Path(name).suffix for name, place in where.items() if place == "csv-metadata.json"} == {".csv"}
    for name in (
        "dhrgraph.ttl",
        "dhrgraph.trig",
        "dataset.ttl",
        "graph.html",
        "csv-metadata.json",
        "tables/csv-metadata.json",
    ):
        assert where[name] == "itself"


def test_every_export_says_whose_words_it_holds(exported: Path) -> None:
    where = {p.relative_to(exported): says(p) for p in sorted(exported.rglob("*")) if p.is_file()}
    assert set(FORMATS) == {path.parts[0] for path in where}
    assert {path for path, place in where.items() if place != "itself"} == {
        path for path in where if path.suffix == ".csv"
    }
    assert {place for path, place in where.items() if path.suffix == ".csv"} == {"csv-metadata.json"}


def test_each_source_is_named_where_a_format_has_room(exported: Path, store: Store) -> None:
    for statement in attribution(store):
        assert statement in json.loads((exported / "jsonld").read_text(encoding="utf-8"))["attribution"]
        assert (
            statement in json.loads((exported / "csv" / "csv-metadata.json").read_text(encoding="utf-8"))["dc:rights"]
        )
        assert statement in nx.read_graphml(exported / "graphml").graph["attribution"]
        meta = ET.parse(exported / "gexf").getroot().find(f"{GEXF}meta/{GEXF}description")
        assert meta is not None
        assert statement in (meta.text or "")
        said = pq.read_metadata(exported / "parquet" / "reviews.parquet").metadata
        assert statement in json.loads(said[b"rights"])


# --- networks ---------------------------------------------------------------------------------------------------------------


def network(name: str, store: Store, as_of: str | None = None, collective: bool = False) -> nx.Graph:
    return build_network(name, read_occurrences(store, as_of), collective=collective)


def check_gexf(data: bytes) -> None:
    """The schema of GEXF 1.2draft, as far as a file of one still network goes."""
    root = ET.fromstring(data)
    assert root.tag == f"{GEXF}gexf"
    assert root.attrib["version"] == "1.2"
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    assert {child.tag for child in root[0]} <= {f"{GEXF}{name}" for name in ("creator", "keywords", "description")}
    assert set(root[0].attrib) <= {"lastmodifieddate"}
    graph = root[1]
    assert graph.attrib == {"defaultedgetype": "undirected", "mode": "static"}
    types: dict[str, dict[str, str]] = {}
    for group in graph.findall(f"{GEXF}attributes"):
        assert group.attrib.keys() == {"class", "mode"}
        assert group.attrib["mode"] == "static"
        found = types.setdefault(group.attrib["class"], {})
        for attribute in group:
            assert attribute.attrib.keys() == {"id", "title", "type"}
            assert attribute.attrib["type"] in {
                "integer",
                "long",
                "double",
                "float",
                "boolean",
                "string",
                "anyURI",
                "liststring",
            }
            assert attribute.attrib["id"] not in found
            found[attribute.attrib["id"]] = attribute.attrib["type"]
    nodes, edges = graph.findall(f"{GEXF}nodes/{GEXF}node"), graph.findall(f"{GEXF}edges/{GEXF}edge")
    ids = [node.attrib["id"] for node in nodes]
    assert len(ids) == len(set(ids))
    assert len({edge.attrib["id"] for edge in edges}) == len(edges)
    for kind, items in (("node", nodes), ("edge", edges)):
        for item in items:
            assert item.attrib.keys() <= {"id", "label", "source", "target", "weight", "type"}
            for value in item.findall(f"{GEXF}attvalues/{GEXF}attvalue"):
                assert value.attrib.keys() == {"for", "value"}
                assert types[kind][value.attrib["for"]] == "string" or re.fullmatch(
                    r"-?[0-9.]+(e-?\d+)?", value.attrib["value"]
                )
    for edge in edges:
        assert {edge.attrib["source"], edge.attrib["target"]} <= set(ids)
        assert float(edge.attrib["weight"]) > 0


@pytest.mark.parametrize("name", sorted(NAMES))
def test_gexf_and_graphml_hold_the_network(name: str, store: Store) -> None:
    graph, said = network(name, store), attribution(store)
    data = to_gexf(graph, said)
    check_gexf(data)
    by_gexf, by_graphml = nx.read_gexf(io.BytesIO(data)), nx.read_graphml(io.BytesIO(to_graphml(graph, said)))
    for read in (by_gexf, by_graphml):
        assert set(read.nodes) == set(graph.nodes)
        assert {frozenset(edge) for edge in read.edges} == {frozenset(edge) for edge in graph.edges}
        for node, at in graph.nodes(data=True):
            plain = {key: value for key, value in at.items() if isinstance(value, str | int | float)}
            assert {key: read.nodes[node][key] for key in plain} == plain
        for a, b, at in graph.edges(data=True):
            assert {key: read.edges[a, b][key] for key in at if key != "weight"} == {
                k: v for k, v in at.items() if k != "weight"
            }
            assert float(read.edges[a, b]["weight"]) == at["weight"]
    assert by_graphml.graph["title"] == graph.graph["title"]


def test_a_network_of_hostile_words_and_none_at_all_is_right() -> None:
    graph = nx.Graph(title="<&>", sentence='"', weight="reviews")
    graph.add_node("urn:<a>&", label='</node> " & \u2028', kind="agency", none=None)
    graph.add_node("urn:b", label="", kind="theme")
    graph.add_edge("urn:<a>&", "urn:b", weight=1, reviews=1)
    said = ("</description><script>", "Open Government Licence v3.0")
    check_gexf(to_gexf(graph, said))
    assert nx.read_graphml(io.BytesIO(to_graphml(graph, said))).nodes["urn:<a>&"]["label"] == '</node> " & \u2028'
    check_gexf(to_gexf(nx.Graph(), said))


def test_the_switches_are_those_of_the_graph_page(built: Path, store: Store) -> None:
    for words, graph in (
        ((), network("agency-agency", store)),
        (("--collective",), network("agency-agency", store, collective=True)),
        (("--as-of", "today"), network("agency-agency", store, as_of="today")),
    ):
        data = done("-F", "gexf", "--network", "agency-agency", "-g", built, *words)
        read = nx.read_gexf(io.BytesIO(data))
        assert (set(read.nodes), read.number_of_edges()) == (set(graph.nodes), graph.number_of_edges())
    assert b"as of today" in data or b"after every change" in data
    assert set(network("agency-agency", store)) != set(network("agency-agency", store, "today"))


NODE = """
import fs from 'fs'; import graphology from 'graphology'; import gexf from 'graphology-gexf'; import graphml from 'graphology-graphml';
import {DOMParser} from '@xmldom/xmldom'; globalThis.DOMParser = DOMParser;
const read = {gexf: gexf.parse, graphml: graphml.parse}, out = {};
for (const form of ['gexf', 'graphml']) {
  const g = read[form](graphology, fs.readFileSync(process.argv[2] + '/' + form, 'utf8'));
  out[form] = {type: g.type, nodes: Object.fromEntries(g.mapNodes((n, at) => [n, at])),
    edges: g.mapEdges((e, at, s, t) => [[s, t].sort().join(' '), at])};
}
console.log(JSON.stringify(out));
"""


@pytest.mark.slow
def test_another_reader_sees_the_same_network(exported: Path, store: Store, tmp_path: Path) -> None:
    """graphology (npm): the readers that Gephi Lite uses."""
    packages = ("graphology@0.26", "graphology-gexf@0.13", "graphology-graphml@0.5", "@xmldom/xmldom@0.8")
    installed = npm_folder(tmp_path, "graphology", *packages)
    (installed / "read.mjs").write_text(NODE, encoding="utf-8")
    told = subprocess.run(["node", "read.mjs", str(exported)], cwd=installed, capture_output=True, check=True).stdout
    graph = network("agency-theme", store)
    for found in json.loads(told).values():
        assert found["type"] == "undirected"
        assert found["nodes"].keys() == set(graph.nodes)
        for node, at in found["nodes"].items():
            assert at == {key: value for key, value in graph.nodes[node].items() if value != ""} | {
                k: "" for k in at if at[k] == ""
            }
        edges = {" ".join(sorted((a, b))): dict(at) for a, b, at in graph.edges(data=True)}
        assert dict(found["edges"]) == edges


# --- tables -----------------------------------------------------------------------------------------------------------------


def test_parquet_has_every_row_of_the_tables_with_its_type(exported: Path, built: Path) -> None:
    known = table("published_columns.csv")
    for path in sorted((built / "tables").glob("*.csv")):
        text = path.read_bytes().decode()
        columns = columns_of(path.stem, heading_of(text), known)
        read = pq.read_table(exported / "parquet" / f"{path.stem}.parquet")
        assert read.column_names == heading_of(text)
        assert [once_more(tuple(row.values()), columns) for row in read.to_pylist()] == list(read_rows(text, columns))
        for field, column in zip(read.schema, columns, strict=True):
            assert field.metadata[b"description"].decode() == column.description
    assert str(pq.read_schema(exported / "parquet" / "actions.parquet").field("target.latest").type) == "date32[day]"
    assert (
        str(pq.read_schema(exported / "parquet" / "recommendations.parquet").field("themes.id").type)
        == "list<element: string>"
    )


def once_more(row: tuple[Any, ...], columns: tuple[Column, ...]) -> tuple[Any, ...]:
    """A row as a table tells it: words that hold the sign between values come apart there, and only there."""
    cells: list[Any] = []
    for value, column in zip(row, columns, strict=True):
        if isinstance(value, list) and column.datatype == "string":
            cells.append("; ".join(part or "" for part in value).split("; ") if value else [])
            cells[-1] = [part or None for part in cells[-1]]
        else:
            cells.append(value)
    return tuple(cells)


def test_words_that_hold_a_semicolon_are_one_value_in_parquet(config: Config, tmp_path: Path) -> None:
    page = (
        "About this page. This page summarises a Domestic Homicide Review.\nCSP: Sefton\nPublished: May 2021\nExtracted: 1 recs\n"
        "Extracted recommendations\n| # | Recommendation | Addressed to |\n|---|---|---|\n"
        "| 1 | =HYPERLINK(1) should train its staff; all of them. | Merseyside Police |\n"
    )
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    build([tmp_path / "page.txt"], tmp_path / "output", config, lambda _stage, _message: None)
    done("-F", "parquet", "-g", tmp_path / "output", "-o", tmp_path / "pq")
    (row,) = pq.read_table(tmp_path / "pq" / "recommendations.parquet").to_pylist()
    assert row["text"] == "=HYPERLINK(1) should train its staff; all of them."
    assert row["addressees.raw"] == ["Merseyside Police"]
    assert row["order"] == 1


def test_csv_is_the_tables_of_the_build(exported: Path, built: Path) -> None:
    names = {path.name for path in (exported / "csv").iterdir()}
    assert names == {path.name for path in (built / "tables").iterdir()} | {"dataset.ttl"}
    for path in (built / "tables").iterdir():
        assert (exported / "csv" / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("form", sorted(TABLES))
def test_a_zip_holds_the_same_and_is_the_same_each_time(form: str, exported: Path, built: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    for path in (first, second):
        done("-F", form, "-g", built, "-o", path)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in (exported / form).iterdir()
        }


# --- the command ------------------------------------------------------------------------------------------------------------


def test_the_list_has_a_line_for_each_format() -> None:
    listed = export("--list")
    assert listed.exit_code == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(FORMATS)
    assert all(len(line.split()) > 3 for line in listed.stdout.splitlines())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-F", "turtle", "--as-of", "today"), "--as-of has no bearing on turtle"),
        (("-F", "csv", "-o", "x", "--network", "agency-theme"), "--network has no bearing on csv"),
        (("-F", "gexf", "--context-url", "https://example.org/"), "--context-url has no bearing on gexf"),
        (("-F", "parquet"), "say where with -o FOLDER"),
        (("-F", "gexf", "--network", "agency-them"), "Did you mean 'agency-theme'?"),
        (("-F", "gexf", "--as-of", "yesterday"), "'yesterday' is no date"),
        (("-F", "turtle", "-o", "."), "is a folder; turtle is one file"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_written(
    words: tuple[str, ...], said: str, run: Any, built: Path, tmp_path: Path
) -> None:
    result = run("export", *words, "-g", built)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_without_a_graph_it_says_how_to_make_one(form: str, run: Any, tmp_path: Path) -> None:
    result = run("export", "-F", form, "-g", "nowhere", "-o", "x")
    assert result.returncode == 1
    assert "dhrgraph build" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_parquet_without_pyarrow_names_the_extra(run: Any, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dhrgraph.cli.exporting.find_spec", lambda _name: None)
    result = run("export", "-F", "parquet", "-g", built, "-o", "x")
    assert result.returncode == 2
    assert "pip install 'dhrgraph[parquet]'" in result.stderr


def test_all_is_every_format_and_every_network_described_together(exported: Path, built: Path) -> None:
    release = exported / "all"
    written = {str(path.relative_to(release)) for path in release.rglob("*") if path.is_file()}
    for form, end in ENDS.items():
        assert (release / f"dhrgraph.{end}").read_bytes() == (exported / form).read_bytes()
    assert {f"networks/{name}.{form}" for name in NAMES for form in NETWORKS} <= written
    assert {f"tables/{p.name}" for form in TABLES for p in (exported / form).iterdir()} - {
        "tables/dataset.ttl"
    } <= written
    ours, theirs = Graph().parse(release / "dataset.ttl"), Graph().parse(built / "dataset.ttl")
    here = URIRef(DATASET)
    files = {
        str(ours.value(file, DCAT.downloadURL)).removeprefix(f"{DATASET}/"): (ours.value(file, DCAT.byteSize), ours.value(ours.value(file, SPDX.checksum), SPDX.checksumValue))
        for file in ours.objects(here, DCAT.distribution)
    }  # fmt: skip
    assert files.keys() == written - {"dataset.ttl"}
    for name, (size, checksum) in files.items():
        data = (release / name).read_bytes()
        assert (int(str(size)), str(checksum)) == (len(data), hashlib.sha256(data).hexdigest())
    kept = {
        triple
        for triple in theirs
        if not str(triple[0]).startswith((f"{DATASET}/distribution/", f"{DATASET}/checksum/"))
    }
    assert {triple for triple in kept if triple[1] not in (DCAT.distribution, VOID.dataDump)} <= set(ours)
    assert len(set(ours.objects(here, VOID.dataDump))) == len(ENDS)


def test_every_row_of_published_files_is_about_a_file_that_is_written(exported: Path, built: Path) -> None:
    known = table("published_files.csv")
    names = [str(p.relative_to(place)) for place in (built, exported / "all") for p in place.rglob("*") if p.is_file()]
    names += [f"tables/deaths-by-{by}.csv" for by in ("region", "year", "factor")]  # only where case metadata were read
    met = {row["title"] for name in names if (row := row_for(name, known))}
    assert {row["file"] for row in known} == {
        row["file"] for row in known if any(fnmatch(title, row["title"].replace("{name}", "*")) for title in met)
    }
    for row in known:
        assert re.fullmatch("[a-z]+/[a-z0-9.+-]+", row["media_type"])
        assert row["description"].endswith(".")


def test_a_page_of_one_network_describes_the_data_set_too(run: Any, built: Path, tmp_path: Path) -> None:
    assert run("graph", "-g", built, "-o", "page.html").returncode == 0
    (block,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', (tmp_path / "page.html").read_text(encoding="utf-8")
    )
    whole = json.loads(block_of(built))
    assert whole.pop("distribution")  # of no use on a page that is sent to people by itself
    assert json.loads(block) == whole
    assert block_of(tmp_path) == ""


def test_the_licence_command_says_every_statement(run: Any, built: Path, store: Store) -> None:
    told = run("licence", "-g", built)
    assert told.returncode == 0
    assert set(attribution(store)) <= set(told.stdout.splitlines())
    assert OGL.search(told.stdout)


@pytest.mark.slow
def test_two_hash_seeds_give_the_same_files(built: Path, tmp_path: Path) -> None:
    for seed in ("1", "4711"):
        words = ("export", "-F", "all", "-g", str(built), "-o", str(tmp_path / seed))
        subprocess.run(
            [sys.executable, "-m", "dhrgraph", *words],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    first, second = (
        {str(p.relative_to(tmp_path / seed)): p.read_bytes() for p in (tmp_path / seed).rglob("*") if p.is_file()}
        for seed in ("1", "4711")
    )
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] != second[name]} == set()


def test_two_exports_of_one_network_are_the_same_bytes(built: Path) -> None:
    for form in NETWORKS:
        assert done("-F", form, "-g", built) == done("-F", form, "-g", built)
