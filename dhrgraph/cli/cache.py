"""dhrgraph cache"""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="cache", short_help="Where the cache of builds is and how large; or clear it.")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), envvar="DHRGRAPH_CACHE", help="Another one."
)
@click.option("--clear", is_flag=True, help="Forget everything: the next build reads every document again.")
def command(folder: Path | None, clear: bool) -> None:
    """Tell where builds keep what they found in each document, how much that is, and how much it may become.

    It holds what is published of each document, and names only encrypted with a key that the document itself is needed
    for. It can be cleared at any time: nothing is lost but the time to read the documents again.

    \b
    Examples:
      dhrgraph cache
      dhrgraph cache --clear
    """
    from dhrgraph.pipeline.cache.cache import BUILDS, MOST
    from dhrgraph.pipeline.cache.kept import clear_cache, look
    from dhrgraph.pipeline.cache.place import default_folder

    place = folder or default_folder()
    if clear:
        freed = clear_cache(place)
        click.echo(f"{place}: cleared, {_megabytes(freed)} freed.")
        return
    held = look(place)
    if held is None:
        click.echo(f"{place}: nothing is kept.")
        return
    click.echo(f"{place}: {held.values:,} values, {_megabytes(held.size)} on disk.")
    click.echo(f"It may hold {_megabytes(MOST)}; what {BUILDS} builds did not use is forgotten.")
    click.echo("To clear it: dhrgraph cache --clear", err=True)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size < 1e9 else f"{size / 1e9:,.1f} GB"
