"""dhrgraph similar"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.coverage import say_what_it_rests_on
from dhrgraph.cli.options import format_option, graph_option, open_store
from dhrgraph.cli.printing import Steps, show

if TYPE_CHECKING:
    from dhrgraph.graph.store import Store

_HOW = (
    "Found by comparing words; nobody read the texts side by side. A near-copy has nearly the same words, the same ask "
    "most of what is asked, as the shared terms show. How sure that is: docs/decisions/0026-the-same-again.md."
)


@click.command(name="similar", short_help="Recommendations like a text: made before, where, and what came of it.")
@click.argument("text", required=False)
@click.option("--to", "recommendation", metavar="ID", help="Like this recommendation of the graph (IRI or short id).")
@click.option("--links", "every", is_flag=True, help="All pairs of recommendations that are alike.")
@click.option(
    "--strongest", type=click.IntRange(min=1), help="With --links: only so many strongest links of each recommendation."
)
@graph_option
@format_option
def command(
    text: str | None, recommendation: str | None, every: bool, strongest: int | None, folder: Path, form: str
) -> None:
    """Which recommendations of the graph are like TEXT ("-" reads it from stdin): nearly the same words, or the same
    asked in others; in which reviews, to whom, and what was done about each as far as plans that were read say.

    \b
    Example:
      dhrgraph similar "All staff should be trained in coercive control"
      dhrgraph similar --to liverpool-2023-07-3334053d.main.0007
      dhrgraph similar --links --strongest 5 --format csv
    """
    if sum((text is not None, recommendation is not None, every)) != 1:
        raise click.UsageError('give a text, "-" to read it from stdin, --to ID or --links: one of them.')
    if strongest is not None and not every:
        raise click.UsageError("--strongest goes with --links.")
    store = open_store(folder)
    if every:
        _show_links(store, strongest, form)
    else:
        _show_made_before(store, text, recommendation, form)


def _show_made_before(store: Store, text: str | None, recommendation: str | None, form: str) -> None:
    from dhrgraph.network.similar.answer import made_before, words_of
    from dhrgraph.query.names import find_iri

    if recommendation is not None:
        found = find_iri(store, "recommendation", recommendation)
        made = made_before(store, words_of(store, found), but=found)
    else:
        made = made_before(store, sys.stdin.read() if text == "-" else text or "")
    click.echo(made.sentence(), err=True)
    _say_how(store)
    show(made.answer(), form)


def _show_links(store: Store, strongest: int | None, form: str) -> None:
    from dhrgraph.network.similar.answer import all_links

    with Steps("compare") as steps:
        answer = all_links(store, strongest, steps)
    near = sum(row[2] == "near-copy" for row in answer.rows)
    click.echo(
        f"{len(answer.rows):,} pairs of recommendations of different reviews are alike: {near:,} near-copies, "
        f"{len(answer.rows) - near:,} ask the same in other words.",
        err=True,
    )
    _say_how(store)
    show(answer, form)


def _say_how(store: Store) -> None:
    click.echo(_HOW, err=True)
    say_what_it_rests_on(store)
