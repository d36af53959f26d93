"""dhrgraph serve"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dhrgraph.cli.far import Seconds
from dhrgraph.cli.options import output_option, public_options

if TYPE_CHECKING:
    from dhrgraph.serve.settings import Settings


@click.command(name="serve", short_help="Serve the graph: SPARQL endpoint and linked-data pages.")
@output_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for all.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--base", metavar="IRI", help="The address people reach it under, such as https://data.example.org/.")
@click.option("--timeout", default=10.0, show_default=True, type=Seconds(0.1, 600), help="Seconds an answer may take.")
@click.option(
    "--max-rows", default=10_000, show_default=True, type=click.IntRange(1), help="Rows of an answer at most."
)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Answers worked out at once.")
@public_options
@click.option(
    "--ui-dir",
    "ui",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder node_modules/@zazuko/yasgui/build, for that form at /yasgui.",
)
@click.option("--cors/--no-cors", default=False, show_default=True, help="Let pages of other sites read the answers.")
@click.option(
    "--cache",
    default=64,
    show_default=True,
    type=click.IntRange(0),
    help="MB of answers kept for who asks the same again.",
)
@click.option("--log-queries", is_flag=True, help="Write into the log what was asked, not only that something was.")
@click.option("--get", "target", metavar="PATH", help="Answer one request, print it and end; no server.")
@click.option("--accept", default="*/*", show_default=True, help="With --get: the media types wished for.")
@click.option("--open", "opened", is_flag=True, help="Open the start page in a browser.")
def command(
    folder: Path,
    host: str,
    port: int,
    base: str | None,
    target: str | None,
    accept: str,
    opened: bool,
    cache: int,
    **told: Any,
) -> None:
    """Answer SPARQL and show the graph as linked data. It can only be read, and asks nothing of any other server.

    When another build is published in the folder it is taken up, and no request is lost; SIGHUP asks to look at once.

    \b
    Examples:
      dhrgraph serve
      dhrgraph serve --host 0.0.0.0 --base https://data.example.org/ --cors
      dhrgraph serve --get '/api/queries/coverage.json'
    """
    try:
        import starlette
        import uvicorn
    except ImportError as problem:
        raise click.UsageError("serve needs two more packages: pip install 'dhrgraph[serve]'") from problem
    del starlette, uvicorn
    from dhrgraph.serve.server import address_of, located, run, share_of_memory
    from dhrgraph.serve.settings import MEGABYTE, Settings
    from dhrgraph.serve.ui import check_ui

    if told["ui"] is not None:
        check_ui(told["ui"])
    settings = Settings(
        folder.resolve(), base or "", memory=share_of_memory(told["workers"]), cache=cache * MEGABYTE, **told
    )
    if target is not None:
        _get(located(settings, host, base or address_of(host, port)), target, accept)
        return

    def started(address: str) -> None:
        click.echo(f"Serving {folder} at {address} (SPARQL at {address}sparql). Stop with Ctrl+C.", err=True)
        if opened:
            click.launch(address)

    run(replace(settings, warm=True), host, port, _log, started)


def _get(settings: Settings, target: str, accept: str) -> None:
    """Print one reply's body; end with 1 where it is an error."""
    from dhrgraph.serve.app import application
    from dhrgraph.serve.once import ask_once

    alone = replace(settings, workers=1)
    reply = ask_once(application(alone, _say_nothing), target, settings.base.split("/")[2], accept)
    if reply.status >= 300:
        where = dict(reply.headers).get("location", "")
        click.echo(f"{reply.status} {where}".strip(), err=True)
    sys.stdout.buffer.write(reply.body)
    if reply.status >= 400:
        sys.exit(1)


def _log(line: Mapping[str, Any]) -> None:
    """One line of JSON a request, on stderr."""
    click.echo(json.dumps(line), err=True)


def _say_nothing(_line: Mapping[str, Any]) -> None:
    """One request tells by its answer."""
