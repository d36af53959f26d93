"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.graph.store import Store

FORMATS = ("table", "csv", "json", "jsonl", "md")

graph_option = click.option(
    "-g",
    "--graph",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    envvar="DHRGRAPH_OUTPUT",
    show_default=True,
    help="The folder a build made.",
)
format_option = click.option(
    "-F",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to show the rows.",
)
collective_option = click.option("--collective", is_flag=True, help='Count groups such as "All agencies" as well.')
today_option = click.option("--today", is_flag=True, help="Bodies as they stand today, not as named.")


def open_store(folder: Path) -> Store:
    """The store of a build's folder, for reading."""
    return Store.open(folder / "store")
