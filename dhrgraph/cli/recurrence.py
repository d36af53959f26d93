"""dhrgraph recurrence"""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.cli.options import collective_option, format_option, graph_option, open_store, today_option
from dhrgraph.cli.printing import show_frame


@click.command(name="recurrence", short_help="What recurs across partnerships: agencies, types of agency, themes.")
@click.option("--by", type=click.Choice(("agency", "agency-type", "theme")), default="theme", show_default=True)
@click.option("--broader", is_flag=True, help="Roll themes up to their broader ones.")
@click.option("--top", type=click.IntRange(min=1), help="Only the first rows.")
@collective_option
@today_option
@graph_option
@format_option
def command(by: str, broader: bool, top: int | None, collective: bool, today: bool, folder: Path, form: str) -> None:
    """In how many partnerships and reviews each agency, type of agency or theme comes up, and in how many
    recommendations. Groups such as "All agencies" are left out unless asked for.

    \b
    Example:
      dhrgraph recurrence --by agency --today
    """
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.recurrence import recurrence, top_finding
    from dhrgraph.network.tally import read_coverage

    store = open_store(folder)
    frame = recurrence(
        read_occurrences(store), by, collective=collective, today=today, broader=broader, of=read_coverage(store)
    )
    click.echo(top_finding(frame, by), err=True)
    show_frame(frame.head(top) if top else frame, form)
