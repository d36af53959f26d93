"""Rows on stdout in the form asked for."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from dhrgraph.graph.store import Answer, Value
from dhrgraph.namespaces import Iri
from dhrgraph.query.render import cells, render

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# what a terminal would obey, or what turns the order of letters: it stands in documents that mean harm
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PATIENCE = 1.0  # seconds without a word


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


def plain_text(words: str) -> str:
    r"""Words for a terminal: what it would obey stands as a replacement character.

    Example:
        >>> plain_text("a\x1b[31mb")
        'a\ufffd[31mb'
    """
    return _COMMANDS.sub("\N{REPLACEMENT CHARACTER}", words)


def note(stage: str, message: str) -> None:
    """A line of progress on stderr."""
    click.echo(plain_text(f"{stage:<10} {message}"), err=True)


class Steps:
    """A bar on stderr: `steps(done, all)` draws it once a second has passed, or not at all where that is no terminal.

    It is drawn when a step is told, never by a thread: processes may be forked meanwhile.
    """

    def __init__(self) -> None:
        self._begun, self._bar = time.monotonic(), ExitStack()
        self._draw: Callable[[int, int], None] | None = None

    def __enter__(self) -> Steps:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def __call__(self, done: int, everything: int) -> None:
        if self._draw is None and sys.stderr.isatty() and time.monotonic() - self._begun > _PATIENCE:
            self._draw = self._bar.enter_context(_bar())
        if self._draw is not None:
            self._draw(done, everything)
        if done == everything:
            self._bar.close()
            self._draw = None


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("read      ")

        def draw(done: int, everything: int) -> None:
            bar.update(task, completed=done, total=everything, refresh=True)

        yield draw


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
        table.add_row(*(Text(plain_text(cell)) for cell in row))
    console.print(table)
