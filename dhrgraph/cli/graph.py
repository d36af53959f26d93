"""dhrgraph graph"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.options import as_of_option, collective_option, format_option, given, graph_option, open_store
from dhrgraph.cli.printing import Steps, plain_text, show
from dhrgraph.text.amounts import how_many

if TYPE_CHECKING:
    from dhrgraph.graph.store import Answer
    from dhrgraph.graph_page.page import GraphPage

_KB = 1024


def _most(_ctx: click.Context, _param: click.Parameter, given: str) -> int | None:
    """A number of names; None for all of them."""
    if given.casefold() == "all":
        return None
    if not given.isdecimal() or int(given) < 2:
        raise click.BadParameter(f"'{given}' is neither a whole number of at least 2 nor 'all'")
    return int(given)


def _name(_ctx: click.Context, _param: click.Parameter, given: str | None) -> str | None:
    """What something is called; "" comes of a variable that was never set, and would ask for everything."""
    if given is not None and not given.strip():
        raise click.BadParameter("the name is empty")
    return given


@click.command(name="graph", short_help="Make an interactive page: who is asked for what, where.")
@click.option(
    "--network",
    "networks",
    metavar="NAME",
    multiple=True,
    help="A view of the page; may be repeated, the first is shown at once. The usual ones if none is named.",
)
@click.option("--list", "listed", is_flag=True, help="List the networks, each in one sentence.")
@click.option("--csp", metavar="NAME", callback=_name, help="Only what this partnership's reviews recommend.")
@click.option("--review", metavar="NAME", callback=_name, help="Only what this review recommends.")
@click.option(
    "--agency", metavar="NAME", callback=_name, help="Only recommendations put to this body or to those before it."
)
@click.option("--theme", metavar="NAME", callback=_name, help="Only recommendations on this theme or a narrower one.")
@click.option(
    "--min-csps",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Only what is said in at least so many partnerships.",
)
@click.option(
    "--most",
    metavar="N|all",
    callback=_most,
    default="300",
    show_default=True,
    help="How many names a picture has at most; the widest stay.",
)
@click.option("--force", is_flag=True, help="Draw even what is too large for anyone to read.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("graph.html"), show_default=True
)
@collective_option
@as_of_option
@graph_option
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    networks: tuple[str, ...],
    listed: bool,
    csp: str | None,
    review: str | None,
    agency: str | None,
    theme: str | None,
    min_csps: int,
    most: int | None,
    force: bool,
    output: Path,
    collective: bool,
    as_of: str | None,
    folder: Path,
    form: str,
) -> None:
    """One HTML file that opens anywhere, with no network: pictures to look through, search, key, details with the words
    of each recommendation, and the same as tables. Send it as it is.

    \b
    Examples:
      dhrgraph graph
      dhrgraph graph --csp sefton -o sefton.html
      dhrgraph graph --agency home-office --as-of today -o home-office.html
      dhrgraph graph --network type-theme --theme information-sharing --min-csps 2 -o sharing.html
    """
    if listed:
        show(_networks(), form)
        return
    if unused := given(ctx, "form"):
        raise click.UsageError(f"{unused.replace('form', 'format')} is for --list: a page is always HTML.")
    from dhrgraph.graph_page.asking import asked_of
    from dhrgraph.graph_page.page import graph_page
    from dhrgraph.publish.output import write_file

    store = open_store(folder)
    asked = asked_of(
        store,
        networks,
        csp=csp,
        review=review,
        agency=agency,
        theme=theme,
        collective=collective,
        as_of=as_of,
        min_partnerships=min_csps,
        most=most,
        force=force,
    )
    described = folder / "dataset.ttl"
    with Steps("views") as steps:
        page = graph_page(store, asked, described.read_bytes() if described.exists() else b"", steps)
    with Steps("draw") as steps:
        html = page.drawn(steps)
    write_file(html, output)
    click.echo(plain_text("\n".join(_told(page))), err=True)
    click.echo(f"Open {output} in a browser ({len(html.encode()) // _KB:,} KB).")


def _told(page: GraphPage) -> list[str]:
    """Each picture with how much is in it."""
    lines = []
    for view in page.page.views:
        left_out = f"; {view.left_out:,} more did not fit: --most all" if view.left_out else ""
        empty = "" if view.nodes else f": {view.finding}"
        amounts = f"{how_many(len(view.nodes), 'name')}, {how_many(len(view.lines), 'line')}"
        lines.append(f"{view.name:<21} {amounts}{left_out}{empty}")
    return lines


def _networks() -> Answer:
    from dhrgraph.graph.store import Answer
    from dhrgraph.graph_page.views import VIEWS

    return Answer(("network", "title", "what it shows"), tuple((name, m.title, m.help) for name, m in VIEWS.items()))
