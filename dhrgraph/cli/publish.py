"""dhrgraph publish"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from dhrgraph.cli.far import insecure_option, open_web, timeout_option
from dhrgraph.cli.options import graph_option, open_store
from dhrgraph.cli.printing import Steps, note, plain_text
from dhrgraph.errors import QueryError
from dhrgraph.text.amounts import how_many

if TYPE_CHECKING:
    from dhrgraph.remote.addresses import Addresses
    from dhrgraph.remote.publish import Plan
    from dhrgraph.remote.web import Web
    from dhrgraph.remote.writers import Writer


@click.command(name="publish", short_help="Send the graph to a SPARQL store.")
@click.option("--to", metavar="URL", envvar="DHRGRAPH_ENDPOINT", required=True, help="Where the store is asked.")
@graph_option
@click.option("--update", metavar="URL", help="Where it takes SPARQL Update, if its maker's usual place is not meant.")
@click.option("--graph-store", metavar="URL", help="Where it takes whole graphs (Graph Store Protocol), likewise.")
@click.option(
    "--method",
    type=click.Choice(("graph-store", "update")),
    help="How to write.  [default: graph-store where its address is known]",
)
@click.option(
    "--batch", type=click.IntRange(1, 1_000_000), default=2_000, show_default=True, help="Triples in one request."
)
@click.option("--prune", is_flag=True, help="Remove graphs of dhrgraph's that this build no longer holds.")
@click.option("--dry-run", is_flag=True, help="Say what there is to do, and do nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before sending.")
@timeout_option
@insecure_option
def command(
    to: str,
    folder: Path,
    update: str | None,
    graph_store: str | None,
    method: str | None,
    batch: int,
    prune: bool,
    dry_run: bool,
    yes: bool,
    timeout: float,
    insecure: bool,
) -> None:
    """Send every named graph of a build to a SPARQL store. Only what differs is sent; broken off, run it again.

    Nothing is touched but the graphs https://w3id.org/dhrgraph/graph/… and https://w3id.org/dhrgraph/dataset. User and
    password, or a token, come from the environment: DHRGRAPH_USER and DHRGRAPH_PASSWORD, or DHRGRAPH_TOKEN.

    \b
    Examples:
      dhrgraph publish --to http://127.0.0.1:7878/query --dry-run
      dhrgraph publish --to https://example.org/sparql --method update --prune
    """
    from dhrgraph.remote.addresses import addresses
    from dhrgraph.remote.endpoint import Endpoint
    from dhrgraph.remote.problems import RemoteError
    from dhrgraph.remote.publish import Batch, Target, plan, publish
    from dhrgraph.remote.source import Source

    where = addresses(to, update, graph_store)
    description = folder / "dataset.ttl"
    source = Source(open_store(folder), description.read_bytes() if description.is_file() else b"")
    with open_web(timeout, insecure) as web:
        target = Target(Endpoint(where.query, web).ask, _writer(where, method, web), Batch(batch))
        todo = plan(source, target)
        _tell(todo, prune)
        if dry_run or not todo.to_do(prune):
            return
        if not yes:
            _must_be_sure(where.query)
        try:
            with Steps("send") as step:
                publish(source, target, todo, uuid4().hex, prune=prune, step=step)
        except RemoteError as problem:
            raise RemoteError(
                f"{problem}\n  What was sent whole is kept: the same command goes on from there."
            ) from problem
    removed = f", {how_many(len(todo.gone), 'graph')} removed" if prune and todo.gone else ""
    click.echo(
        f"{how_many(len(todo.send), 'graph')} sent ({how_many(todo.statements, 'triple')}){removed}. All are whole."
    )


def _writer(where: Addresses, method: str | None, web: Web) -> Writer:
    """How to write to the store.

    Raises:
        QueryError: the method needs an address that is not known.
    """
    from dhrgraph.remote.writers import GraphStore, Update

    chosen = method or ("graph-store" if where.graph_store else "update")
    url = where.graph_store if chosen == "graph-store" else where.update
    if not url:
        raise QueryError(f"--method {chosen} needs its address: name it with --{chosen} URL.")
    return GraphStore(web, url) if chosen == "graph-store" else Update(web, url)


def _tell(todo: Plan, prune: bool) -> None:
    """Say what there is to do, on stderr."""
    if todo.state.mark:
        note("note", "a publish to this store was broken off, or is under way: this one takes over")
    again = f", {len(todo.replaces):,} of them in place of what is there" if todo.replaces else ""
    note("send", f"{how_many(len(todo.send), 'graph')}, {how_many(todo.statements, 'triple')}{again}")
    note("same", f"{how_many(len(todo.same), 'graph')} already whole there")
    for graph in todo.gone:
        note("remove" if prune else "gone", f"{plain_text(graph)}{'' if prune else ': no longer in the build'}")
    if todo.gone and not prune:
        note("", "to remove what is no longer in the build: --prune")


def _must_be_sure(url: str) -> None:
    """Return when the user says yes.

    Raises:
        QueryError: there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise QueryError("nobody can be asked whether to send this: say --yes, or look first with --dry-run.")
    click.confirm(f"Do this at {plain_text(url)}?", abort=True, err=True)
