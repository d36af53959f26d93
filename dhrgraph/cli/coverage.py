"""dhrgraph coverage, and the line other commands end with: on how much their answer rests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.options import format_option, graph_option, open_store

if TYPE_CHECKING:
    from dhrgraph.graph.store import Askable


@click.command(name="coverage", short_help="What share of the Home Office library the graph holds.")
@click.option("--by", type=click.Choice(("region", "partnership")), default="region", show_default=True)
@graph_option
@format_option
def command(by: str, folder: Path, form: str) -> None:
    """How many reviews, partnerships and regions of the Home Office library the graph holds, and what it lacks.

    A graph may hold reviews that the library's list does not: shares are of at least so many.

    \b
    Example:
      dhrgraph coverage --by partnership --format csv
    """
    from dhrgraph.cli.printing import show
    from dhrgraph.network.coverage.covered import covered

    held = covered(open_store(folder))
    click.echo(held.sentence(), err=True)
    show(held.answer(by), form)


def say_what_it_rests_on(store: Askable) -> None:
    """Say on stderr how many reviews the answer rests on, so that silence is not read as absence."""
    from dhrgraph.network.coverage.covered import covered

    click.echo(covered(store).rests_on(), err=True)
