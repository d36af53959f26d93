"""dhrgraph query"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dhrgraph.cli.coverage import say_what_it_rests_on
from dhrgraph.cli.far import endpoint_options, open_graph
from dhrgraph.cli.options import format_option, graph_option
from dhrgraph.cli.printing import show
from dhrgraph.errors import QueryError
from dhrgraph.graph.store import Answer
from dhrgraph.query.catalogue import CannedQuery, catalogue, find
from dhrgraph.query.run import filled, run
from dhrgraph.resources import folder as resource


@click.command(name="query", short_help="Ask one of the canned questions.")
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[PARAM=VALUE]...")
@click.option("--list", "listed", is_flag=True, help="List the questions.")
@click.option("--show", "shown", is_flag=True, help="Print the SPARQL instead of asking it.")
@graph_option
@endpoint_options
@format_option
def command(
    name: str | None, parameters: tuple[str, ...], listed: bool, shown: bool, folder: Path, form: str, **far: Any
) -> None:
    """Ask the canned question NAME. Values can be slugs, CURIEs, IRIs or names in any case.

    \b
    Examples:
      dhrgraph query --list
      dhrgraph query themes-across-partnerships
      dhrgraph query recommendations-to-agency agency=home-office --format md
      dhrgraph query coverage --endpoint http://127.0.0.1:7878/query
    """
    questions = resource("queries")
    if listed or name is None:
        rows = tuple((q.name, q.title, _usage(q)) for q in catalogue(questions))
        show(Answer(("name", "question", "parameters"), rows), form)
        return
    query = find(questions, name)
    given = dict(_pair(text) for text in parameters)
    store = open_graph(folder, far)
    if shown:
        click.echo(filled(store, query, given), nl=False)
        return
    show(run(store, query, given), form)
    say_what_it_rests_on(store)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f"'{text}' is not PARAM=VALUE. For example: agency=home-office")
    return name, value


def _usage(query: CannedQuery) -> str:
    shown = [
        f"{p.name}={str(p.example).lower() if isinstance(p.example, bool) else p.example}" for p in query.parameters
    ]
    return " ".join(one if p.required else f"[{one}]" for one, p in zip(shown, query.parameters, strict=True))
