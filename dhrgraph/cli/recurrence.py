"""dhrgraph recurrence"""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.cli.coverage import say_what_it_rests_on
from dhrgraph.cli.options import as_of_option, collective_option, format_option, graph_option, open_store
from dhrgraph.cli.printing import show_frame


@click.command(name="recurrence", short_help="What recurs across partnerships: agencies, types of agency, themes.")
@click.option(
    "--by",
    type=click.Choice(("agency", "agency-type", "theme", "library-class", "library-theme", "paper-theme")),
    default="theme",
    show_default=True,
    help="The last three are official lists: the Home Office library's classes and themes, and its paper of 2013.",
)
@click.option("--broader", is_flag=True, help="Roll themes up to their broader ones.")
@click.option("--top", type=click.IntRange(min=1), help="Only the first rows.")
@collective_option
@as_of_option
@graph_option
@format_option
def command(
    by: str, broader: bool, top: int | None, collective: bool, as_of: str | None, folder: Path, form: str
) -> None:
    """In how many partnerships and reviews each agency, type of agency or theme comes up, and in how many
    recommendations. Groups such as "All agencies" are left out unless asked for.

    \b
    Example:
      dhrgraph recurrence --by agency --as-of today
    """
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.recurrence.observed import OF_BODIES, recurrence, top_finding
    from dhrgraph.network.succession import read_succession, sentence
    from dhrgraph.network.tally import read_coverage

    store = open_store(folder)
    frame = recurrence(
        read_occurrences(store, as_of), by, collective=collective, broader=broader, of=read_coverage(store)
    )
    click.echo(top_finding(frame, by), err=True)
    say_what_it_rests_on(store)
    if by in OF_BODIES:
        click.echo(sentence(read_succession(store), as_of), err=True)
    show_frame(frame.head(top) if top else frame, form)
