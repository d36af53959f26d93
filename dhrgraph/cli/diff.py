"""dhrgraph diff"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.options import format_option
from dhrgraph.cli.outputs import read_findings, read_table
from dhrgraph.cli.printing import show
from dhrgraph.errors import DhrGraphError, NoGraphError
from dhrgraph.graph.store import Answer

if TYPE_CHECKING:
    from dhrgraph.graph.store import Store
    from dhrgraph.publish.diff import Build, Change

_FORMATS = {".ttl": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads"}


@click.command(name="diff", short_help="Say what changed between two builds.")
@click.argument("old", type=click.Path(path_type=Path, exists=True))
@click.argument("new", type=click.Path(path_type=Path, exists=True))
@format_option
def command(old: Path, new: Path, form: str) -> None:
    """Say what changed from the build in the folder OLD to the one in NEW, most important first: documents and
    recommendations that came or went, wordings, addressees, leads, themes, statuses and dates, with what decides now.

    A finding is known by its words, so a new version of a document shows only what is new in it. Two graph files
    (.ttl, .trig, .nt or .nq) are compared by their IRIs.

    \b
    Example:
      dhrgraph diff last-month/ output/
    """
    from dhrgraph.publish.opened import opened

    if old.is_dir() != new.is_dir():
        raise click.UsageError("give two folders that builds made, or two graph files.")
    found = _of_folders(opened(old), opened(new)) if old.is_dir() else _of_graphs(old, new)
    if not found:
        click.echo("Nothing changed.", err=True)
        return
    from dhrgraph.publish.diff import COLUMNS

    show(Answer(COLUMNS, tuple(change.cells for change in found)), form)


def _of_folders(old: Path, new: Path) -> list[Change]:
    from dhrgraph.publish.diff import changes
    from dhrgraph.publish.graph_diff import statements

    found = list(changes(_build(old), _build(new)))
    one, two = (_graph(folder) for folder in (old, new))
    return [*found, *(statements(_lines(one), _lines(two)) if one != two else ())]


def _of_graphs(old: Path, new: Path) -> list[Change]:
    from dhrgraph.publish.graph_diff import graph_changes

    return list(graph_changes(_store(old), _store(new)))


def _build(folder: Path) -> Build:
    from dhrgraph.publish.diff import Build

    return Build(read_findings(folder), read_table(folder / "tables" / "judgements.csv"))


def _graph(folder: Path) -> bytes:
    path = folder / "dhrgraph.trig"
    if not path.exists():
        raise NoGraphError(path)
    return path.read_bytes()


def _lines(trig: bytes) -> frozenset[object]:
    from dhrgraph.graph.store import convert

    return frozenset(convert(trig, "trig", "nquads").splitlines())


def _store(path: Path) -> Store:
    from dhrgraph.graph.store import Store, convert

    if path.suffix not in _FORMATS:
        raise DhrGraphError(f"{path.name}: no graph file.\n  To mend: give one that ends in {', '.join(_FORMATS)}.")
    return Store.memory(convert(path.read_bytes(), _FORMATS[path.suffix], "nquads"))
