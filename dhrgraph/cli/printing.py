"""Rows on stdout in the form asked for."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import click

from dhrgraph.cli.columns import WORDS, Column, Holds, kept, needed, widths
from dhrgraph.graph.store import Answer, Value
from dhrgraph.namespaces import Iri
from dhrgraph.query.render import cells, render

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# what a terminal would obey, or what turns the order of letters: it stands in documents that mean harm
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WIDE = 150  # characters of a line where no terminal says how many
_SENTENCES = 30  # characters of a line in which sentences can still be read
_PATIENCE = 1.0  # seconds without a word


def show(answer: Answer, form: str, *, spare: Collection[str] = (), prose: Collection[str] = ()) -> None:
    """Print an answer; `form` is one of options.FORMATS. An empty one says so on stderr and prints its columns.

    Of a table's columns, those in `spare` are left out first where there is no room for all; those in `prose` hold
    whole sentences, which a column of a few characters would tear to pieces.
    """
    if not answer.rows:
        click.echo("No rows.", err=True)
    if form != "table":
        click.echo(render(answer, form), nl=False)
        return
    rows = cells(answer)
    _table(_columns(answer, rows, spare, prose), rows)


def show_frame(
    frame: pd.DataFrame,
    form: str,
    *,
    ids_first: bool = True,
    spare: Collection[str] = (),
    prose: Collection[str] = (),
) -> None:
    """Print a pandas frame as an answer is printed; its first column holds IRIs, or words if not `ids_first`."""
    first_of: Callable[[Value], Value] = (lambda value: Iri(str(value))) if ids_first else _plain
    rows = tuple((first_of(first), *map(_plain, others)) for first, *others in frame.itertuples(index=False, name=None))
    show(Answer(tuple(str(column) for column in frame.columns), rows), form, spare=spare, prose=prose)


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

    def __init__(self, stage: str = "read") -> None:
        self._stage, self._begun, self._bar = stage, time.monotonic(), ExitStack()
        self._draw: Callable[[int, int], None] | None = None

    def __enter__(self) -> Steps:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def __call__(self, done: int, everything: int) -> None:
        if self._draw is None and sys.stderr.isatty() and time.monotonic() - self._begun > _PATIENCE:
            self._draw = self._bar.enter_context(_bar(self._stage))
        if self._draw is not None:
            self._draw(done, everything)
        if done == everything:
            self._bar.close()
            self._draw = None


@contextmanager
def _bar(stage: str) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task(f"{stage:<10}")

        def draw(done: int, everything: int) -> None:
            bar.update(task, completed=done, total=everything, refresh=True)

        yield draw


def _plain(value: Value | np.generic) -> Value:
    """numpy's numbers as Python's."""
    plain: Value = value.item() if hasattr(value, "item") else value
    return plain


def _columns(
    answer: Answer, rows: list[tuple[str, ...]], spare: Collection[str], prose: Collection[str]
) -> list[Column]:
    return [
        Column(
            heading,
            _holds(row[place] for row in answer.rows),
            max((len(row[place]) for row in rows), default=0),
            named=answer.columns[place + 1 : place + 2] in (("label",), (f"{heading}_label",)),
            spare=heading in spare,
            narrowest=_SENTENCES if heading in prose else WORDS,
        )
        for place, heading in enumerate(answer.columns)
    ]


def _holds(values: Iterable[Value | None]) -> Holds:
    found = [value for value in values if value is not None]
    if any(isinstance(value, int | float | Decimal) for value in found):
        return "number"
    return "id" if any(isinstance(value, Iri) for value in found) else "words"


def _table(columns: list[Column], rows: list[tuple[str, ...]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    if not console.is_terminal:  # a pipe or a file has no width of its own; the shape must not depend on it
        console.width = max(_WIDE, needed(columns))
    shown = kept(columns, console.width)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    room = widths([columns[place] for place in shown], console.width)
    for place, wide in zip(shown, room, strict=True):
        column, whole = columns[place], columns[place].holds != "words"
        justify: Literal["left", "right"] = "right" if column.holds == "number" else "left"
        table.add_column(Text(column.heading), justify=justify, overflow="fold", no_wrap=whole, width=wide)
    for row in rows:
        table.add_row(*(Text(plain_text(row[place])) for place in shown))
    console.print(table)
    if left_out := [column.heading for place, column in enumerate(columns) if place not in shown]:
        click.echo(f"No room for {', '.join(left_out)}: widen the window, or use --format csv.", err=True)
