"""dhrgraph sparql"""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

import click

from dhrgraph.cli.far import endpoint_options, open_graph
from dhrgraph.cli.options import format_option, graph_option
from dhrgraph.cli.printing import show
from dhrgraph.errors import QueryError


@click.command(name="sparql", short_help="Ask any SPARQL question.")
@click.argument("text", required=False, metavar="[QUERY]")
@click.option("-f", "--file", "file", type=click.File(encoding="utf-8"), help="Read the query from a file; - is stdin.")
@graph_option
@endpoint_options
@format_option
def command(text: str | None, file: IO[str] | None, folder: Path, form: str, **far: Any) -> None:
    """Ask a SELECT or ASK of the graph, and of nothing else: SERVICE, FROM and updates are refused.

    \b
    Example:
      dhrgraph sparql 'PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>
                       SELECT (COUNT(*) AS ?n) { ?r a dhr:Recommendation }'
    """
    from dhrgraph.query.outside import refuse_outside

    query = file.read() if file else text
    if not query:
        raise QueryError("no query given. Write it after the command, or name a file with -f.")
    refuse_outside(query)
    show(open_graph(folder, far).select(query), form)
