"""dhrgraph implementation"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import click

from dhrgraph.cli.coverage import say_what_it_rests_on
from dhrgraph.cli.options import as_of_option, collective_option, format_option, graph_option, open_store
from dhrgraph.cli.printing import show_frame

# what a table for people has no room for; the other formats have every column
_NOT_SHOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "status": ("not_stated", "set_aside", "open", "reviews", "partnerships", "of_actions"),
        "overdue": (
            "recommendation",
            "partnership_label",
            "review_label",
            "status_given",
            "due_earliest",
            "due_latest",
            "stated",
        ),
        "lags": ("action", "recommendation", "partnership_label", "review_label", "by_last_day"),
        "lead-differs": ("partnership_label", "recommendation", "lead", "addressees"),
        "without-action": ("partnership_label",),
        "without-recommendation": ("partnership_label",),
    }
)


@click.command(name="implementation", short_help="What was done: status, overdue, how late, and what nobody answers.")
@click.option(
    "--by",
    type=click.Choice(("lead-agency", "agency-type", "theme", "partnership", "status")),
    help="How the actions stand, by one of these; lead-agency if nothing else is asked.",
)
@click.option("--overdue", is_flag=True, help="Actions that were still to be done, and since when.")
@click.option("--lags", is_flag=True, help="Days from target, and from the death, to completion.")
@click.option(
    "--without",
    type=click.Choice(("action", "recommendation")),
    help="Recommendations without an action, or learning points without a recommendation.",
)
@click.option("--lead-differs", is_flag=True, help="Actions led by another body than the one asked.")
@click.option(
    "--as-at",
    metavar="DATE",
    help="The day to judge by what is overdue (YYYY, YYYY-MM, YYYY-MM-DD; a year or month means its end); the latest "
    "that the documents state if none is given. No clock is read.",
)
@collective_option
@as_of_option
@graph_option
@format_option
def command(
    by: str | None,
    overdue: bool,
    lags: bool,
    without: str | None,
    lead_differs: bool,
    as_at: str | None,
    collective: bool,
    as_of: str | None,
    folder: Path,
    form: str,
) -> None:
    """What was done with what was recommended, as far as published action plans say: most reviews have none.

    A plan says how things stood when it was published. A date such as "April 2022" means any day of that month; what
    cannot be told is said. Bodies are in the order of names: this is no league table.

    \b
    Examples:
      dhrgraph implementation --by theme
      dhrgraph implementation --overdue --as-at 2024-06
      dhrgraph implementation --lags --format csv
      dhrgraph implementation --without action
      dhrgraph implementation --lead-differs
    """
    from dhrgraph.network.implementation.ask import ask
    from dhrgraph.network.succession import read_succession, sentence

    given = {"overdue": overdue, "lags": lags, "lead-differs": lead_differs, f"without-{without}": without}
    questions = [name for name, one in given.items() if one]
    if len(questions) > 1:
        named = " and ".join(f"--{name.replace('without-', 'without ')}" for name in questions)
        raise click.UsageError(f"{named} are {len(questions)} questions: ask one at a time.")
    asked = questions[0] if questions else "status"
    store = open_store(folder)
    told = ask(store, asked, by=by, as_at=as_at, as_of=as_of, collective=collective)
    click.echo(told.sentence, err=True)
    say_what_it_rests_on(store)
    if as_of is not None or (asked == "status" and by in (None, "lead-agency", "agency-type")):
        click.echo(sentence(read_succession(store), as_of), err=True)
    narrow = form in ("table", "md")
    show_frame(told.frame.drop(columns=list(_NOT_SHOWN[asked]), errors="ignore") if narrow else told.frame, form)
