"""Rows on stdout in the form asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dhrgraph.graph.store import Answer, Value
from dhrgraph.namespaces import Iri
from dhrgraph.query.render import cells, render

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def show(answer: Answer, form: str) -> None:
    """Print an answer; `form` is one of options.FORMATS. An empty one says so on stderr and prints its columns."""
    if not answer.rows:
        click.echo("No rows.", err=True)
    if form != "table":
        click.echo(render(answer, form), nl=False)
        return
    _table(answer.columns, cells(answer), {n for n, _ in enumerate(answer.columns) if _numeric(answer, n)})


def show_frame(frame: pd.DataFrame, form: str) -> None:
    """Print a pandas frame as an answer is printed; its first column holds IRIs."""
    rows = tuple((Iri(first), *map(_plain, others)) for first, *others in frame.itertuples(index=False, name=None))
    show(Answer(tuple(str(column) for column in frame.columns), rows), form)


def note(stage: str, message: str) -> None:
    """A line of progress on stderr."""
    click.echo(f"{stage:<10} {message}", err=True)


def _plain(value: Value | np.generic) -> Value:
    """numpy's numbers as Python's."""
    plain: Value = value.item() if hasattr(value, "item") else value
    return plain


def _numeric(answer: Answer, column: int) -> bool:
    return any(isinstance(row[column], int | float) for row in answer.rows)


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]], right: set[int]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 150  # a pipe or a file has no width of its own; the shape must not depend on it
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(columns):
        table.add_column(Text(name), justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
