"""The files that `dhrgraph export` writes, made of what a build left in its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.options import open_store
from dhrgraph.errors import NoGraphError

if TYPE_CHECKING:
    from dhrgraph.publish.dataset.columns import Value

ENDS = {"turtle": "ttl", "trig": "trig", "nquads": "nq", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write one file and say so."""
    from dhrgraph.publish.output import write_pieces

    click.echo(f"{path}: {write_pieces(pieces, path):,} bytes", err=True)


def _trig(folder: Path) -> Path:
    path = folder / "dhrgraph.trig"
    if not path.exists():
        raise NoGraphError(path)
    return path


def statements(folder: Path, form: str, link: str = "") -> Iterable[bytes]:
    """The whole graph in a syntax of RDF, in pieces; `link` is the address of JSON-LD's context, if it is not inside.

    Raises:
        NoGraphError: no build is in the folder.
    """
    if form == "jsonld":
        return _jsonld(folder, link)
    return (_syntax(folder, form),)


def _syntax(folder: Path, form: str) -> bytes:
    """The build's own file where it is one, else the TriG in another syntax."""
    from dhrgraph.graph.store import convert
    from dhrgraph.publish.attribution import HEADER

    path = _trig(folder)
    if form in ("turtle", "trig"):
        return path.with_suffix({"turtle": ".ttl", "trig": ".trig"}[form]).read_bytes()
    data = convert(path.read_bytes(), "trig", form)
    if form == "rdfxml":
        declaration, end, rest = data.partition(b"?>")
        return declaration + end + "".join(f"<!-- {line} -->" for line in HEADER).encode() + rest
    return data


def _jsonld(folder: Path, link: str) -> Iterator[bytes]:
    import json

    from dhrgraph.graph.store import read_quads
    from dhrgraph.publish.attribution import attribution
    from dhrgraph.publish.dataset.jsonld import to_jsonld
    from dhrgraph.resources import folder as resource

    context = json.loads((resource("ontology") / "context.jsonld").read_bytes())["@context"]
    said = attribution(open_store(folder))
    return (piece.encode() for piece in to_jsonld(read_quads(_trig(folder)), context, said, link))


def network_file(folder: Path, form: str, network: str, collective: bool, as_of: str | None) -> bytes:
    """One network as GraphML or GEXF.

    Raises:
        NoGraphError: no build is in the folder.
        UnknownNameError: no such network.
        QueryError: `as_of` is no date.
    """
    from dhrgraph.network.networks.files import to_gexf, to_graphml
    from dhrgraph.network.networks.named import build_network
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.succession import read_succession, sentence
    from dhrgraph.publish.attribution import attribution

    store = open_store(folder)
    graph = build_network(network, read_occurrences(store, as_of), collective=collective)
    graph.graph["sentence"] += f" {sentence(read_succession(store), as_of)}"
    return (to_graphml if form == "graphml" else to_gexf)(graph, attribution(store))


def write_tables(folder: Path, form: str, output: Path) -> None:
    """All tables as CSV or Parquet, in a folder or a ZIP archive, with what describes them.

    Raises:
        NoGraphError: no build is in the folder.
    """
    from dhrgraph.publish.output import write_file, zipped

    files = _tables(folder)
    if form == "parquet":
        files = _parquet(folder, files)
    files["dataset.ttl"] = (folder / "dataset.ttl").read_bytes()
    if output.suffix == ".zip":
        write_file(zipped(files), output)
    else:
        for name, data in files.items():
            write_file(data, output / name)
    click.echo(f"{output}: {len(files)} files, {sum(map(len, files.values())):,} bytes", err=True)


def write_all(folder: Path, output: Path) -> None:
    """Every format in one folder, described together: a release of the data."""
    from dhrgraph.config import table
    from dhrgraph.namespaces import VERSION
    from dhrgraph.network.networks.named import NETWORKS
    from dhrgraph.publish.dataset.dcat import with_files
    from dhrgraph.publish.dataset.description import file_at
    from dhrgraph.publish.output import write_file

    tables = _tables(folder)
    tables |= _parquet(folder, tables)
    for form, end in ENDS.items():
        write(output / f"dhrgraph.{end}", statements(folder, form))
    for form in ("graphml", "gexf"):
        for name in NETWORKS:
            write(output / "networks" / f"{name}.{form}", (network_file(folder, form, name, False, None),))
    for name, data in tables.items():
        write_file(data, output / "tables" / name)
    names = sorted(str(path.relative_to(output)) for path in output.rglob("*") if path.is_file())
    files = [file_at(output / name, name) for name in names if name != "dataset.ttl"]
    described = (folder / "dataset.ttl").read_bytes()
    write_file(with_files(described, table("published_files.csv"), files, VERSION), output / "dataset.ttl")
    click.echo(f"{output}: {len(files) + 1} files", err=True)


def _tables(folder: Path) -> dict[str, bytes]:
    """The tables of a build and what they are, by file name."""
    place = folder / "tables"
    if not (place / "csv-metadata.json").exists() or not (folder / "dataset.ttl").exists():
        raise NoGraphError(place)
    return {path.name: path.read_bytes() for path in sorted(place.iterdir()) if path.suffix in (".csv", ".json")}


def _parquet(folder: Path, tables: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same tables as Parquet. Findings are taken from findings.jsonl, where words that hold a semicolon are one."""
    if find_spec("pyarrow") is None:
        raise click.UsageError("Parquet needs pyarrow: pip install 'dhrgraph[parquet]'")
    from dhrgraph.cli.outputs import read_findings
    from dhrgraph.config import table
    from dhrgraph.namespaces import VERSION
    from dhrgraph.publish.attribution import attribution
    from dhrgraph.publish.dataset.columns import as_typed, columns_of, heading_of, read_rows
    from dhrgraph.publish.dataset.csvw import Known
    from dhrgraph.publish.dataset.parquet import about, to_parquet
    from dhrgraph.publish.findings import counted_once
    from dhrgraph.publish.tables import finding_values

    known = Known(table("published_files.csv"), table("published_columns.csv"))
    found = finding_values(counted_once(read_findings(folder)), table("published_tables.csv"))
    said, files = attribution(open_store(folder)), {}
    for name, data in tables.items():
        if name.endswith(".csv"):
            text, stem = data.decode(), name.removesuffix(".csv")
            columns = columns_of(stem, heading_of(text), known.columns)
            rows: Iterable[tuple[Value, ...]] = (
                (tuple(map(as_typed, row, columns)) for row in found[stem])
                if stem in found
                else read_rows(text, columns)
            )
            files[f"{stem}.parquet"] = to_parquet(rows, columns, about(stem, known, VERSION, said))
    return files
