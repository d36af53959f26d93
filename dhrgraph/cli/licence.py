"""dhrgraph licence"""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.cli.options import graph_option, open_store


@click.command(name="licence", short_help="Say what must be said of the sources when the data are reused.")
@graph_option
def command(folder: Path) -> None:
    """The statements to keep with any reuse of this graph, one a line: the licence of what dhrgraph adds, the sentence
    that the Open Government Licence asks for, what each register asks to be said, and which documents state no licence.

    \b
    Example:
      dhrgraph licence > ATTRIBUTION.txt
    """
    from dhrgraph.publish.attribution import attribution

    statements = attribution(open_store(folder))
    click.echo("Structure, identifiers and classification: the dhrgraph contributors, CC BY 4.0,")
    click.echo("https://creativecommons.org/licenses/by/4.0/. The words of the sources stay under their own licences:")
    for statement in statements:
        click.echo(statement)
    click.echo("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")
