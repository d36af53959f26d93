"""dhrgraph site"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from dhrgraph.cli.options import graph_option, open_store, public_options

_ALL = ("ttl", "jsonld", "nt", "rdf")


@click.command(name="site", short_help="Write the linked-data pages for hosting without a server.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="The folder to write into.",
)
@click.option(
    "--base",
    default="",
    metavar="URL",
    help="The address the site will stand under, for the sitemap and canonical links.",
)
@public_options
@click.option(
    "--formats",
    default="ttl,jsonld,nt",
    show_default=True,
    help=f"RDF written beside each page: any of {', '.join(_ALL)}, with commas between; none for pages alone.",
)
@graph_option
def command(output: Path, base: str, exit_url: str, contact: str, formats: str, folder: Path) -> None:
    """One page for everything in the graph, lists, questions with their answers, and a search: files that any host can
    serve and any browser can open from a disk. The files of the build stand beside them under dataset/. Written
    again into the same folder, pages that are no longer made go; other files stay.

    \b
    Example:
      dhrgraph site -o site/ --base https://reviews.example.org/ --contact data@example.org
    """
    from dhrgraph.publish.site.write import write_site
    from dhrgraph.serve.hosting import hosted

    for name, value in (("--base", base), ("--exit-url", exit_url)):
        if value and not value.startswith(("https://", "http://")):
            raise click.BadParameter("an address begins with https://", param_hint=name)
    chosen = [] if formats.strip() == "none" else [word.strip() for word in formats.split(",") if word.strip()]
    unknown = [word for word in chosen if word not in _ALL]
    if unknown:
        raise click.BadParameter(f"no format '{unknown[0]}'; there are: {', '.join(_ALL)}.", param_hint="--formats")
    store = open_store(folder)
    about = hosted(store, folder, live=False, public=base, exit_url=exit_url, contact=contact)
    about = replace(about, formats=tuple(f".{word}" for word in chosen))
    with click.progressbar(length=1, label="Writing pages", file=sys.stderr) as bar:

        def told(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        written = write_site(store, output, about, told)
    click.echo(f"{written:,} files in {output}; open {output / 'index.html'} in a browser.")
