"""dhrgraph bridges"""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.cli.coverage import say_what_it_rests_on
from dhrgraph.cli.options import as_of_option, format_option, graph_option, open_store
from dhrgraph.cli.printing import show_frame

# too long for a table, or the same in every row and said in the sentence above it
_NOT_SHOWN = ("pairs_apart", "of_pairs", "of_partnerships", "examples")


@click.command(name="bridges", short_help="Themes that join partnerships which share no agency.")
@click.option("--broader", is_flag=True, help="Roll themes up to their broader ones.")
@click.option("--top", type=click.IntRange(min=1), help="Only the first rows.")
@as_of_option
@graph_option
@format_option
def command(broader: bool, top: int | None, as_of: str | None, folder: Path, form: str) -> None:
    """Which themes join partnerships that put their recommendations to no body in common: places that come to say
    the same on their own. Groups such as "All agencies" are no body.

    PAIRS: two partnerships that both recommend something on the theme and have no body in common; SHARE: of all
    PAIRS_WITH_THEME; ONLY_THEME: those that no other theme joins. Every form but the table names some of the pairs.

    \b
    Example:
      dhrgraph bridges --as-of today
    """
    from dhrgraph.network.centrality.bridges import bridges, top_bridge
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.succession import read_succession, sentence

    store = open_store(folder)
    frame = bridges(read_occurrences(store, as_of), broader=broader)
    click.echo(top_bridge(frame), err=True)
    say_what_it_rests_on(store)
    click.echo(sentence(read_succession(store), as_of), err=True)
    shown = frame.drop(columns=list(_NOT_SHOWN)) if form == "table" else frame
    show_frame(shown.head(top) if top else shown, form)
