"""dhrgraph similar"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.coverage import say_what_it_rests_on
from dhrgraph.cli.options import format_option, graph_option, open_store
from dhrgraph.cli.printing import Steps, plain_text, show
from dhrgraph.query.render import cells

if TYPE_CHECKING:
    from dhrgraph.graph.store import Answer, Store

_HOW = (
    "Found by comparing words; nobody read the texts side by side. A near-copy has nearly the same words, the same ask "
    "most of what is asked, as the shared terms show. Read both before you rely on it: one same ask in ten is not "
    "one, in the worst sample one in three. How sure it is: docs/decisions/0026-the-same-again.md."
)
_WHERE = ("review_label", "partnership_label")
_PIPED = 100  # columns where there is no terminal: what is printed must not depend on it
# The lines of a block: the column, and what people call it.
_MADE_BEFORE: Mapping[str, str] = {
    "text": "",
    "shared_terms": "shared",
    "addressees": "asked of",
    "themes": "themes",
    "status": "action",
    "target": "target",
    "completion": "completion",
    "recommendation": "id",
}
_LINKED: Mapping[str, str] = {
    **{"earlier_text": "earlier", "later_text": "later", "shared_terms": "shared"},
    **{"status": "came of it", "target": "target", "completion": "completion"},
    **{"earlier": "id of earlier", "later": "id of later"},
}
_FEW = 3  # where fewer are found, so many that are not judged alike are shown, unless --nearest says how many


@click.command(name="similar", short_help="Recommendations like a text: made before, where, and what came of it.")
@click.argument("text", required=False)
@click.option("--to", "recommendation", metavar="ID", help="Like this recommendation of the graph (IRI or short id).")
@click.option("--links", "every", is_flag=True, help="All pairs of recommendations that are alike.")
@click.option(
    "--strongest", type=click.IntRange(min=1), help="With --links: only so many strongest links of each recommendation."
)
@click.option(
    "--nearest",
    metavar="N",
    type=click.IntRange(min=0),
    help=f"Also the N nearest by words that are not judged alike, for you to judge. "
    f"[default: {_FEW} where fewer than {_FEW} are found]",
)
@graph_option
@format_option
def command(
    text: str | None,
    recommendation: str | None,
    every: bool,
    strongest: int | None,
    nearest: int | None,
    folder: Path,
    form: str,
) -> None:
    """Which recommendations of the graph are like TEXT ("-" reads it from stdin): nearly the same words, or the same
    asked in others; in which reviews, to whom, and what was done about each as far as plans that were read say.

    Near-copies are mostly found; the same ask in quite other words mostly is not, so that finding nothing does
    not prove a recommendation new. Look at the nearest that are shown then, or try other words, or the heart of the
    ask alone.

    --links gives the strongest pairs first, in each the earlier one (by when its review was published; where that is
    unknown or the same, by id), the later one, and what came of the earlier one.

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
    if nearest is not None and every:
        raise click.UsageError("--nearest goes with a text or --to ID.")
    store = open_store(folder)
    if every:
        _show_links(store, strongest, form)
    else:
        _show_made_before(store, text, recommendation, nearest, form)


def _show_made_before(
    store: Store, text: str | None, recommendation: str | None, nearest: int | None, form: str
) -> None:
    from dhrgraph.network.similar.answer import made_before, words_of
    from dhrgraph.query.names import find_iri

    found = find_iri(store, "recommendation", recommendation) if recommendation is not None else None
    words = words_of(store, found) if found else sys.stdin.read() if text == "-" else text or ""
    near, under = (_FEW, _FEW) if nearest is None else (nearest, None)
    made = made_before(store, words, but=found, nearest=near, where_found_under=under)
    click.echo(made.sentence(), err=True)
    _show(store, made.answer(), form, _MADE_BEFORE)


def _show_links(store: Store, strongest: int | None, form: str) -> None:
    from dhrgraph.network.similar.answer_links import all_links, counted

    with Steps("compare") as steps:
        answer = all_links(store, strongest, steps)
    click.echo(counted(answer), err=True)
    _show(store, answer, form, _LINKED)


def _show(store: Store, answer: Answer, form: str, lines: Mapping[str, str]) -> None:
    """The rows, or for people a block each: fourteen columns are no table that fits a window."""
    if answer.rows:
        click.echo(_HOW, err=True)
    say_what_it_rests_on(store)
    if form != "table":
        show(answer, form)
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED
    for block in _blocks(answer, lines):
        click.echo("\n".join(_folded(block, max(width, 40))) + "\n")


def _blocks(answer: Answer, lines: Mapping[str, str]) -> Iterator[list[tuple[str, str]]]:
    """For each row its lines: what people call them, and the words; the first says how alike it is, and where."""
    for row in cells(answer):
        said = dict(zip(answer.columns, row, strict=True))
        where = " · ".join(filter(None, dict.fromkeys(said.get(name, "") for name in _WHERE)))
        if "later_review_label" in said:
            where = f"{said['earlier_review_label']} → {said['later_review_label']}"
        judged = ", not judged alike" if said["strength"] == "nearest" else ""
        told = [("", " · ".join(filter(None, (f"{said['strength']} {said['score']}{judged}", where))))]
        told += [(called, said[name]) for name, called in lines.items() if said[name]]
        if said.get("says_made_before") == "true":
            told.append(("says itself", "that it has been made before"))
        yield told


def _folded(block: list[tuple[str, str]], width: int) -> Iterator[str]:
    deep = 2 + max(len(called) for called, _ in block) + 2
    for place, (called, words) in enumerate(block):
        yield from textwrap.wrap(
            plain_text(" ".join(words.split())),
            width,
            initial_indent=f"  {called}".ljust(deep) if place else "",
            subsequent_indent=" " * (deep if place else 2),
            break_long_words=False,
            break_on_hyphens=False,
        )
