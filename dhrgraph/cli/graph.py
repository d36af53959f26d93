"""dhrgraph graph"""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.cli.options import as_of_option, collective_option, graph_option, open_store


@click.command(name="graph", short_help="Make an interactive page of one network.")
@click.option("--network", default="agency-theme", show_default=True, help="As listed by: dhrgraph centrality --list")
@click.option("--csp", help="Only what this partnership's reviews recommend.")
@click.option("--agency", help="Only recommendations put to this body.")
@click.option("--theme", help="Only recommendations on this theme or a narrower one.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("graph.html"), show_default=True
)
@collective_option
@as_of_option
@graph_option
def command(
    network: str,
    csp: str | None,
    agency: str | None,
    theme: str | None,
    output: Path,
    collective: bool,
    as_of: str | None,
    folder: Path,
) -> None:
    """One HTML file that opens anywhere, with no network: picture, search, key, details and the same data as tables.

    \b
    Example:
      dhrgraph graph --network agency-theme --theme information-sharing -o sharing.html
    """
    from dhrgraph.pipeline import network_page
    from dhrgraph.publish.output import write_file
    from dhrgraph.query.catalogue import Kind
    from dhrgraph.query.names import find_iri

    store = open_store(folder)
    asked: dict[Kind, str | None] = {"partnership": csp, "agency": agency, "theme": theme}
    keep = {str(kind): str(find_iri(store, kind, name)) for kind, name in asked.items() if name}
    flags = (" --collective" if collective else "") + (f" --as-of {as_of}" if as_of else "")
    chosen = "".join(
        f' --{name} "{value}"' for name, value in (("csp", csp), ("agency", agency), ("theme", theme)) if value
    )
    page = network_page(
        store,
        network,
        note=f"dhrgraph graph --network {network}{chosen}{flags}",
        collective=collective,
        as_of=as_of,
        keep=keep,
        dataset=described.read_bytes() if (described := folder / "dataset.ttl").exists() else b"",
    )
    write_file(page, output)
    click.echo(f"Open {output} in a browser.")
