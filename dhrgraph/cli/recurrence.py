"""dhrgraph recurrence"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.coverage import say_what_it_rests_on
from dhrgraph.cli.options import as_of_option, collective_option, format_option, given, graph_option, open_store
from dhrgraph.cli.printing import Steps, show, show_frame
from dhrgraph.namespaces import Iri

if TYPE_CHECKING:
    import pandas as pd

    from dhrgraph.graph.store import Store

_WITH_BROADER = ("theme", "theme-agency-type")  # what --by counts themes
_FOR_PEOPLE = ("table", "md")  # forms that a person reads; the others have every column
_SHOWN_OVER = (  # to them, with --over: no ids, which would leave no room for the shares
    *("over_label", "label", "reviews", "of_reviews", "review_share", "review_share_low", "review_share_high"),
    *("partnerships", "of_partnerships", "recommendations"),
)


@click.command(name="recurrence", short_help="What recurs across partnerships: agencies, types of agency, themes.")
@click.option(
    "--by",
    type=click.Choice(
        ("agency", "agency-type", "theme", "theme-agency-type", "library-class", "library-theme", "paper-theme")
    ),
    default="theme",
    show_default=True,
    help="The last three are official lists: the Home Office library's classes and themes, and its paper of 2013.",
)
@click.option(
    "--over", type=click.Choice(("year", "region", "case-factor")), help="A table for each, without the null model."
)
@click.option("--broader", is_flag=True, help="Roll themes up to their broader ones.")
@click.option(
    "--randomisations",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="How often chance is asked; 0 leaves it out, and the columns it fills.",
)
@click.option("--seed", type=click.IntRange(min=0), help="Of chance; the same seed gives the same numbers.")
@click.option("--top", type=click.IntRange(min=1), help="Only the first rows; with --over, of each.")
@click.option("--all-columns", is_flag=True, help="In a table or Markdown too; other formats always have them all.")
@click.option("--list", "listed", is_flag=True, help="Explain every column in a sentence, with its source.")
@collective_option
@as_of_option
@graph_option
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    by: str,
    over: str | None,
    broader: bool,
    randomisations: int,
    seed: int | None,
    top: int | None,
    all_columns: bool,
    listed: bool,
    collective: bool,
    as_of: str | None,
    folder: Path,
    form: str,
) -> None:
    """In how many partnerships and reviews each agency, type of agency or theme comes up, how far its rank rests on
    one review, and whether that is more than chance. Groups such as "All agencies" are left out unless asked for.

    \b
    Examples:
      dhrgraph recurrence --by agency --as-of today
      dhrgraph recurrence --by theme-agency-type --format csv
      dhrgraph recurrence --by theme --over year
    """
    if listed:
        _explain(form)
        return
    from dhrgraph.network.recurrence.table import OF_BODIES
    from dhrgraph.network.succession import read_succession, sentence

    if over is not None and by == "theme-agency-type":
        raise click.UsageError("--over goes with one thing at a time: agency, agency-type, theme or an official list.")
    _refuse_what_has_no_use(ctx, by, over, broader, randomisations)
    store = open_store(folder)
    if over is not None:
        frame = _sliced(store, by, over, as_of, collective, broader)
    else:
        frame = _measured(store, by, as_of, collective, broader, randomisations, seed)
        if form in _FOR_PEOPLE and not all_columns:
            frame = frame[["id", *(name for name in _shown() if name in frame)]]
    say_what_it_rests_on(store)
    if by in OF_BODIES:
        click.echo(sentence(read_succession(store), as_of), err=True)
    if top is not None:
        frame = frame.head(top) if over is None else frame.groupby("over", sort=False).head(top)
    short = over is not None and form in _FOR_PEOPLE and not all_columns
    show_frame(
        frame[list(_SHOWN_OVER)] if short else frame, form, ids_first=not short, spare=("id",), prose=("reading",)
    )


def _refuse_what_has_no_use(ctx: click.Context, by: str, over: str | None, broader: bool, randomisations: int) -> None:
    """Raise `click.UsageError` for an option that would change nothing."""
    if broader and by not in _WITH_BROADER:
        raise click.UsageError(f"--broader rolls up themes: it goes with --by {' or '.join(_WITH_BROADER)}.")
    if over is not None and (unused := given(ctx, "randomisations", "seed")):
        raise click.UsageError(f"{unused} is of chance, which --over leaves out.")
    if not randomisations and (unused := given(ctx, "seed")):
        raise click.UsageError(f"{unused} is of chance, which --randomisations 0 leaves out.")


def _measured(
    store: Store, by: str, as_of: str | None, collective: bool, broader: bool, randomisations: int, seed: int | None
) -> pd.DataFrame:
    """The table, with what it says in a sentence or two on stderr."""
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.recurrence.null_model import SEED
    from dhrgraph.network.recurrence.reading import null_finding, top_finding
    from dhrgraph.network.recurrence.table import recurrence
    from dhrgraph.network.tally import read_coverage

    with Steps("chance") as steps:
        frame = recurrence(
            read_occurrences(store, as_of),
            by,
            collective=collective,
            broader=broader,
            of=read_coverage(store),
            randomisations=randomisations,
            seed=SEED if seed is None else seed,
            progress=steps,
        )
    for said in (top_finding(frame, by), null_finding(frame, by, randomisations)):
        if said:
            click.echo(said, err=True)
    return frame


def _sliced(store: Store, by: str, over: str, as_of: str | None, collective: bool, broader: bool) -> pd.DataFrame:
    import pandas as pd

    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.recurrence.facets import by_facet, read_facets, rests_on

    facts = read_facets(store)
    click.echo(rests_on(over, facts), err=True)
    frame = by_facet(read_occurrences(store, as_of), by, over, facts, collective=collective, broader=broader)
    return frame.assign(id=pd.Series([Iri(one) for one in frame["id"]], frame.index, dtype=object))


def _columns() -> Sequence[Mapping[str, str]]:
    from dhrgraph.config import table

    return table("recurrence_columns.csv")


def _shown() -> list[str]:
    return [row["column"] for row in _columns() if row["shown"] == "yes"]


def _explain(form: str) -> None:
    from dhrgraph.graph.store import Answer

    heading = ("column", "what it says", "source")
    show(Answer(heading, tuple((row["column"], row["sentence"], row["reference"]) for row in _columns())), form)
