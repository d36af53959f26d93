"""dhrgraph deaths"""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.cli.options import format_option, graph_option, open_store
from dhrgraph.cli.printing import show


@click.command(name="deaths", short_help="Count recorded deaths by region, year, partnership or case factor.")
@click.option(
    "--by", type=click.Choice(("region", "year", "factor", "partnership")), default="factor", show_default=True
)
@click.option(
    "--and", "tagged", multiple=True, metavar="FACTOR", help="Only cases tagged with it too; may be repeated."
)
@graph_option
@format_option
def command(by: str, tagged: tuple[str, ...], folder: Path, form: str) -> None:
    """How many deaths a table of cases records under each heading. It needs a graph that was built with such a table.

    With a factor, counts below 5 are not shown, nor those that would give them away by subtraction, from a total or
    from the same table with fewer factors. Without one, the counts are those of the library's own public list. A factor
    that is not tagged was not tagged, which does not say that it was absent.

    \b
    Example:
      dhrgraph deaths --by region --and coercive-control --and separation
    """
    from dhrgraph.network.deaths.tables import cross_table, read_cases
    from dhrgraph.publish.attribution import citations

    store = open_store(folder)
    known = read_cases(store)
    show(cross_table(known, by, tagged), form)
    click.echo("\n".join([known.rests_on(), *citations(store)]), err=True)
