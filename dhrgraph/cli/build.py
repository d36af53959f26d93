"""dhrgraph build"""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.cli.options import judgements_option, reading_options
from dhrgraph.cli.printing import Steps, note


@click.command(name="build", short_help="Read documents and build the graph, tables and page.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True,
    envvar="DHRGRAPH_OUTPUT", help="Where to write.",
)  # fmt: skip
@judgements_option
@reading_options
@click.option("--strict", is_flag=True, help="Exit with 3 when something needs a person.")
@click.pass_obj
def command(
    debug: bool,
    paths: tuple[Path, ...],
    output: Path,
    judgements: tuple[Path, ...],
    jobs: int | None,
    patience: float,
    strict: bool,
) -> int:
    """Read the documents in PATHS (files or folders; the five that come with dhrgraph if none is given) and build
    the graph, the tables and the page.

    Nothing is written unless everything is whole, conforms to the shapes and names no person.

    \b
    Example:
      dhrgraph build my-reviews/ -o my-output/
    """
    from dhrgraph.config import load_config
    from dhrgraph.pipeline import How, build
    from dhrgraph.read.confined import Limits
    from dhrgraph.resources import folder

    with Steps() as step:
        config = load_config(judgements=judgements)
        made = build(paths or (folder("seeds"),), output, config, note, How(jobs, Limits(patience), debug, step))
    found = made.findings
    recorded = f"{found['death']} recorded deaths; " if found.get("death") else ""
    click.echo(
        f"{found.get('review', 0)} reviews, {found.get('recommendation', 0)} recommendations, "
        f"{found.get('action', 0)} actions, "
        f"{found.get('learning_point', 0)} learning points, {found.get('guidance', 0)} statements of guidance; "
        f"{recorded}{made.statements:,} triples."
    )
    click.echo(f"Open {output / 'graph.html'} in a browser, or ask: dhrgraph query themes-across-partnerships")
    if made.concerns:
        click.echo(
            f"For a person to look at: {made.unreadable} files left out and {made.warnings} warnings "
            f"({output / 'issues.jsonl'}), {made.unreconciled} names without a record ({output / 'unreconciled.csv'}). "
            f"To decide: dhrgraph review {output} -o worksheet.csv",
            err=True,
        )
    return 3 if strict and made.concerns else 0
