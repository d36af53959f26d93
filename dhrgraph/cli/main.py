"""The command line: dhrgraph COMMAND. One file a command, imported only when it is called.

Results go to stdout, messages to stderr. Exit 0 done, 1 failed, 2 used wrongly, 3 done but something needs a person.
"""

from __future__ import annotations

import gc
import sys
import traceback
from importlib import import_module
from pathlib import Path
from types import TracebackType

import click

from dhrgraph.errors import DhrGraphError, QueryError, UnknownNameError
from dhrgraph.namespaces import VERSION

# command -> what the list of commands says of it; the command itself is in the module of that name
COMMANDS = {
    "build": "Read documents and build the graph, tables and page.",
    "extract": "Show what is found in documents, without building a graph.",
    "reconcile": "Say which bodies names mean, and by what evidence.",
    "query": "Ask one of the canned questions.",
    "show": "Show one statement and the source lines it stands on.",
    "sparql": "Ask any SPARQL question.",
    "recurrence": "What recurs across partnerships: agencies, types of agency, themes.",
    "centrality": "How central each node of a network is.",
    "bridges": "Themes that join partnerships which share no agency.",
    "implementation": "What was done: status, overdue, how late, and what nobody answers.",
    "similar": "Recommendations like a text: made before, where, and what came of it.",
    "report": "A report to read: what recurs, how sure that is, what was done.",
    "deaths": "Count recorded deaths by region, year, partnership or case factor.",
    "coverage": "What share of the Home Office library the graph holds.",
    "graph": "Make an interactive page of one network.",
    "export": "Write the graph in another format.",
    "licence": "Say what must be said of the sources when the data are reused.",
    "serve": "Serve the graph: SPARQL endpoint and linked-data pages.",
    "site": "Write the linked-data pages for hosting without a server.",
    "publish": "Send the graph to a SPARQL store.",
    "review": "Write a worksheet of what needs a person, to fill in.",
    "diff": "Say what changed between two builds.",
    "check": "Say whether a build is whole, as it was published.",
    "validate": "Hold a graph against the shapes.",
    "ontology": "Check the ontology, or write its release.",
    "cache": "Where the cache of builds is and how large; or clear it.",
    "privacy": "Count the persons taken out, list doubtful places, search an output for names.",
}


class Commands(click.Group):
    """A group that knows its commands by name and imports each only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"dhrgraph.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name for a mistyped one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(str(UnknownNameError("command", args[0], COMMANDS)), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="dhrgraph %(version)s")
@click.option("--debug", is_flag=True, help="Show where in the code an error arose.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """UK Domestic Homicide Reviews as a knowledge graph.

    \b
    First:   dhrgraph build
    Then:    dhrgraph query themes-across-partnerships
             dhrgraph graph -o page.html
    """
    ctx.obj = debug


def main() -> None:
    """Run the command line; every error becomes one message.

    Only --debug shows a traceback: it can hold words of a document.
    """
    # A national library makes millions of objects that all stay, and looking through them for cycles takes a fifth of
    # the time: look among new ones only, and seldom.
    gc.set_threshold(100_000, 50, 1_000)
    debug = "--debug" in sys.argv[1:]
    if not debug:
        sys.excepthook = _told_briefly
    try:
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except DhrGraphError as problem:
        if debug:
            raise
        click.echo(f"Error: {problem}", err=True)
        sys.exit(2 if isinstance(problem, UnknownNameError | QueryError) else 1)
    except OSError as problem:
        if debug:
            raise
        click.echo(f"Error: {problem.filename or 'a file'}: {problem.strerror or 'cannot be used'}.", err=True)
        sys.exit(1)


def _told_briefly(kind: type[BaseException], _problem: BaseException, trace: TracebackType | None) -> None:
    """Say where our own mistake is, not what was being read: its words could name a person."""
    places = traceback.extract_tb(trace)
    where = f" in {Path(places[-1].filename).name}, line {places[-1].lineno}" if places else ""
    click.echo(
        f"Error: a mistake of dhrgraph's own ({kind.__name__}{where}).\n"
        "  To see more, put --debug before the command; please report it without quoting the document.",
        err=True,
    )
