"""dhrgraph export"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from click.core import ParameterSource

from dhrgraph.cli.exporting import network_file, statements, write, write_all, write_tables
from dhrgraph.cli.options import as_of_option, collective_option, graph_option

RDF: Mapping[str, str] = {
    "turtle": "all statements merged, for people and most tools",
    "trig": "all statements with their named graphs, for people",
    "nquads": "the same, one statement a line, for bulk loading",
    "ntriples": "all statements merged, one a line",
    "jsonld": "one JSON object a thing, with short names and the named graphs (--context-url)",
    "rdfxml": "all statements merged, for older tools",
}
NETWORKS: Mapping[str, str] = {
    "graphml": "one network for Gephi, yEd, Cytoscape, igraph (--network, --as-of, --collective)",
    "gexf": "one network for Gephi (the same)",
}
TABLES: Mapping[str, str] = {
    "csv": "all tables and what their columns are (CSV on the Web): a folder, or a file ending in .zip",
    "parquet": "all tables with typed columns: a folder, or a file ending in .zip",
}
ALL: Mapping[str, str] = {"all": "a folder with all of these, every network, and a dataset.ttl that describes them"}
FORMATS: Mapping[str, str] = {**RDF, **NETWORKS, **TABLES, **ALL}


def _list(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        for name, words in FORMATS.items():
            click.echo(f"{name:<10}{words}")
        ctx.exit()


@click.command(name="export", short_help="Write the graph in another format.")
@click.option("-F", "--format", "form", type=click.Choice(tuple(FORMATS)), default="turtle", show_default=True)
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="Say what each format is."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file or folder; stdout if none.")
@click.option("--network", default="agency-theme", show_default=True, help="For graphml and gexf: which network.")
@click.option("--context-url", metavar="URL", help="For jsonld: name the context instead of writing it into the file.")
@collective_option
@as_of_option
@graph_option
@click.pass_context
def command(
    ctx: click.Context,
    form: str,
    output: Path | None,
    network: str,
    context_url: str | None,
    collective: bool,
    as_of: str | None,
    folder: Path,
) -> None:
    """The whole graph as RDF, one network for Gephi and the like, or all tables. Every format says whose words it holds
    and under which licence: in the file, or for CSV in csv-metadata.json beside it.

    \b
    Example:
      dhrgraph export --format jsonld -o reviews.jsonld
      dhrgraph export --format gexf --network agency-agency --as-of today -o agencies.gexf
      dhrgraph export --format parquet -o tables/
      dhrgraph export --format all -o release/
    """
    _refuse_what_has_no_bearing(ctx, form)
    if form in TABLES:
        if output is None:
            raise click.UsageError(f"{form} is several files: say where with -o FOLDER or -o FILE.zip", ctx)
        write_tables(folder, form, output)
        return
    if form == "all":
        if output is None or output.suffix or output.is_file():
            raise click.UsageError("all is many files: say where with -o FOLDER", ctx)
        write_all(folder, output)
        return
    if form in NETWORKS:
        pieces: Iterable[bytes] = (network_file(folder, form, network, collective, as_of),)
    else:
        pieces = statements(folder, form, context_url or "")
    if output is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return
    if output.is_dir():
        raise click.UsageError(f"{output} is a folder; {form} is one file.", ctx)
    write(output, pieces)


def _refuse_what_has_no_bearing(ctx: click.Context, form: str) -> None:
    """An option that would be left unheard is an error: a file as of a day that is not so would mislead."""
    bearing = {"network": NETWORKS, "collective": NETWORKS, "as_of": NETWORKS, "context_url": ("jsonld",)}
    for name, forms in bearing.items():
        given = ctx.get_parameter_source(name) not in (None, ParameterSource.DEFAULT)
        if given and form not in forms:
            option = f"--{name.replace('_', '-')}"
            raise click.UsageError(f"{option} has no bearing on {form}; it is for {', '.join(forms)}.", ctx)
