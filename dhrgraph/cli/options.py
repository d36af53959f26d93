"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from dhrgraph.graph.store import Store

Command = Callable[..., Any]
_CONTACT = re.compile(r"https?://[^\s<>\"]+|[^@\s<>\":/]+@[^@\s<>\":/]+")

FORMATS = ("table", "csv", "json", "jsonl", "md")


def _opened(_ctx: click.Context, _param: click.Parameter, given: Path) -> Path:
    """The build in a folder, found once: all that a command reads is of one build, though another is published."""
    from dhrgraph.publish.opened import opened

    return opened(given)


_graph = partial(
    click.option,
    "-g",
    "--graph",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    envvar="DHRGRAPH_OUTPUT",
    show_default=True,
    help="The folder a build made.",
)
graph_option = _graph(callback=_opened)
output_option = _graph()  # the folder itself, for a command that goes on when the next build is published
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
_jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    show_default="one a core",
    help="How many documents are read at once; the results are the same.",
)
_patience_option = click.option(
    "--patience",
    type=click.FloatRange(min=1, max=3600),
    default=18,
    show_default=True,
    help="Seconds that one document may take.",
)
as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    help="Count bodies as they stood on a date (YYYY, YYYY-MM, YYYY-MM-DD; a year or month means its end), not as "
    "named. 'today' is after every change that the register knows; no clock is read.",
)


judgements_option = click.option(
    "--judgements",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A table of decisions beside ontology/judgements.csv, such as a filled worksheet; may be repeated.",
)


def reading_options(command: Command) -> Command:
    """What can be said of reading documents: how many at once, and how long each may take."""
    return _jobs_option(_patience_option(command))


def _web_address(_ctx: click.Context, _param: click.Parameter, given: str) -> str:
    if given and not given.startswith(("https://", "http://")):
        raise click.BadParameter("an address begins with https://")
    return given


def _address(_ctx: click.Context, _param: click.Parameter, given: str) -> str:
    if given and not _CONTACT.fullmatch(given):
        raise click.BadParameter("neither an e-mail address nor one that begins with https://")
    return given


def public_options(command: Command) -> Command:
    """What pages that others see may say: a way to leave quickly, and whom to tell of a problem."""
    leave = click.option(
        "--exit-url",
        default="",
        metavar="URL",
        callback=_web_address,
        help='Adds the link "Leave this page quickly" to that address.',
    )
    tell = click.option(
        "--contact",
        default="",
        metavar="ADDRESS",
        callback=_address,
        help="Whom to tell of a problem: an e-mail or https address.",
    )
    return leave(tell(command))


def given(ctx: click.Context, *names: str) -> str:
    """Which of these options were asked for, as they are written ("--seed and --top"); "" if all were left alone."""
    unasked = (None, ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP)
    return " and ".join(
        f"--{name.replace('_', '-')}" for name in names if ctx.get_parameter_source(name) not in unasked
    )


def open_store(folder: Path) -> Store:
    """The store of a build's folder, for reading."""
    return Store.open(folder / "store")
