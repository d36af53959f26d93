"""Options of commands that can ask a SPARQL endpoint in place of a build's folder."""

from __future__ import annotations

import os
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from dhrgraph.cli.options import Command, open_store
from dhrgraph.errors import QueryError
from dhrgraph.graph.store import Askable

if TYPE_CHECKING:
    from dhrgraph.remote.web import Web


class Seconds(click.FloatRange):
    """So many seconds, and really a number: `nan` is within every range of click's."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """As click's own."""
        number = float(super().convert(value, param, ctx))
        return self.fail("not a number of seconds.", param, ctx) if isnan(number) else number


timeout_option = click.option(
    "--timeout",
    type=Seconds(0.1, 3600),
    default=60,
    show_default=True,
    help="Seconds that one request to a server may take.",
)
insecure_option = click.option(
    "--insecure", is_flag=True, help="A password may go to another machine by http, in the clear."
)
_endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    envvar="DHRGRAPH_ENDPOINT",
    help="Ask a SPARQL endpoint that holds the graph in place of a folder: only dhrgraph's own graphs there. "
    "User and password, or a token, come from DHRGRAPH_USER and DHRGRAPH_PASSWORD, or DHRGRAPH_TOKEN.",
)
_everything_option = click.option(
    "--all-graphs", is_flag=True, help="Ask the endpoint's own default graph, whoever's statements it holds."
)


def endpoint_options(command: Command) -> Command:
    """`--endpoint` and what can be said of it; the command gets them as `**far`, for `open_graph`."""
    return _endpoint_option(_everything_option(timeout_option(insecure_option(command))))


def open_graph(folder: Path, far: dict[str, Any]) -> Askable:
    """The store of a build's folder; or the endpoint, which does for a command what the store does: answer `select`.

    An endpoint of the environment gives way to a folder of the command line.

    Raises:
        QueryError: the command line names both.
    """
    ctx = click.get_current_context()
    named = {name: ctx.get_parameter_source(name) == ParameterSource.COMMANDLINE for name in ("folder", "endpoint")}
    if all(named.values()):
        raise QueryError("--graph and --endpoint both say where to ask: keep one of them.")
    if not far["endpoint"] or named["folder"]:
        return open_store(folder)
    from dhrgraph.remote.endpoint import Endpoint

    web = open_web(far["timeout"], far["insecure"])
    ctx.call_on_close(web.close)
    endpoint = Endpoint(far["endpoint"], web, everything=far["all_graphs"])
    if endpoint.unfinished():
        click.echo("A publish to this store is under way or was broken off: rows may be missing.", err=True)
    return endpoint


def open_web(timeout: float, insecure: bool) -> Web:
    """Requests on behalf of the user whom the environment names."""
    from dhrgraph.remote.address import read_login
    from dhrgraph.remote.web import Limits, Web

    return Web(read_login(os.environ), Limits(seconds=timeout), insecure=insecure)
