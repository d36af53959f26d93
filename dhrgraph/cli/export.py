"""dhrgraph export"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dhrgraph.cli.options import graph_option
from dhrgraph.errors import NoGraphError

RDF = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
NETWORK = ("graphml", "gexf")


@click.command(name="export", short_help="Write the graph in another format.")
@click.option("-F", "--format", "form", type=click.Choice((*RDF, *NETWORK)), default="turtle", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file; stdout if none.")
@click.option("--network", default="agency-theme", show_default=True, help="For graphml and gexf: which network.")
@graph_option
def command(form: str, output: Path | None, network: str, folder: Path) -> None:
    """The whole graph as RDF, or one network for Gephi and the like. TriG, N-Quads and JSON-LD keep the named graphs.

    \b
    Example:
      dhrgraph export --format jsonld -o reviews.jsonld
    """
    from dhrgraph.publish.output import write_file

    data = _rdf(folder, form) if form in RDF else _network(folder, form, network)
    if output is None:
        sys.stdout.buffer.write(data)
        return
    write_file(data, output)
    click.echo(f"{output}: {len(data):,} bytes", err=True)


def _rdf(folder: Path, form: str) -> bytes:
    from dhrgraph.graph.store import convert

    path = folder / "dhrgraph.trig"
    if not path.exists():
        raise NoGraphError(path)
    return convert(path.read_bytes(), "trig", form)


def _network(folder: Path, form: str, network: str) -> bytes:
    from dhrgraph.cli.options import open_store
    from dhrgraph.network.files import to_gexf, to_graphml
    from dhrgraph.network.networks import build_network
    from dhrgraph.network.occurrences import read_occurrences

    graph = build_network(network, read_occurrences(open_store(folder)))
    return (to_graphml if form == "graphml" else to_gexf)(graph)
