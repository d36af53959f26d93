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
@click.option("--no-cache", is_flag=True, help="Read every document again, and keep nothing for the next build.")
@click.option("--back", is_flag=True, help="Read nothing: publish the build before the last again.")
@click.option("--strict", is_flag=True, help="Exit with 3 when something needs a person.")
@click.pass_obj
def command(
    debug: bool,
    paths: tuple[Path, ...],
    output: Path,
    judgements: tuple[Path, ...],
    jobs: int | None,
    patience: float,
    no_cache: bool,
    back: bool,
    strict: bool,
) -> int:
    """Read the documents in PATHS (files or folders; the five that come with dhrgraph if none is given) and build
    the graph, the tables and the page.

    A document that cannot be read, would name a person or breaks the shapes is left out and told in issues.jsonl;
    nothing is published unless all the rest is whole. Only documents that are new or changed are read; what the others
    gave is kept in a cache (see: dhrgraph cache).

    \b
    Examples:
      dhrgraph build my-reviews/ -o my-output/
      dhrgraph build --back -o my-output/
    """
    from dhrgraph.config import load_config
    from dhrgraph.pipeline import How, build
    from dhrgraph.pipeline.cache import default_folder
    from dhrgraph.read.confined import Limits
    from dhrgraph.resources import folder
    from dhrgraph.text.amounts import how_many

    if back:
        return _back(output)
    kept = None if no_cache else default_folder()
    try:
        with Steps() as step:
            config = load_config(judgements=judgements)
            how = How(jobs, Limits(patience), debug, step, kept)
            made = build(paths or (folder("seeds"),), output, config, note, how)
    except KeyboardInterrupt:
        goes_on = "" if no_cache else "; the next build goes on where this one stopped"
        note("stopped", f"nothing was published{goes_on}")
        return 130
    found = made.findings
    recorded = f"{how_many(found['death'], 'recorded death')}; " if found.get("death") else ""
    kinds = ("review", "recommendation", "action", "learning_point", "guidance")
    names = (kind.replace("_", " ") if kind != "guidance" else "statement" for kind in kinds)
    counted = ", ".join(how_many(found.get(kind, 0), name) for kind, name in zip(kinds, names, strict=True))
    click.echo(f"{counted} of guidance; {recorded}{how_many(made.statements, 'triple')}.")
    click.echo(f"Open {output / 'graph.html'} in a browser, or ask: dhrgraph query themes-across-partnerships")
    if made.concerns:
        click.echo(
            f"For a person to look at: {how_many(made.unreadable, 'file')} left out and "
            f"{how_many(made.warnings, 'warning')} ({output / 'issues.jsonl'}), "
            f"{how_many(made.unreconciled, 'name')} without a record ({output / 'unreconciled.csv'}). "
            f"To decide: dhrgraph review {output} -o worksheet.csv",
            err=True,
        )
    return 3 if strict and made.concerns else 0


def _back(output: Path) -> int:
    """Publish the build before the last again; said once more, the last one."""
    from dhrgraph.errors import DhrGraphError
    from dhrgraph.publish.output import step_back

    if not output.exists() or (before := step_back(output)) is None:
        raise DhrGraphError(
            f"{output} keeps no build before the last one.\n  To mend: dhrgraph build DOCUMENTS -o {output}"
        )
    click.echo(f"The build before is published again in {output}; to undo: dhrgraph build --back -o {output}")
    note("back", before.name)
    return 0
