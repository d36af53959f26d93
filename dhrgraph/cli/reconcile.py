"""dhrgraph reconcile"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.options import format_option, judgements_option
from dhrgraph.errors import QueryError

if TYPE_CHECKING:
    from dhrgraph.reconcile.readings import Authorities
    from dhrgraph.records import Match

COLUMNS = ("mention", "outcome", "body", "id", "type", "today", "method", "evidence")


@click.command(name="reconcile", short_help="Say which bodies names mean, and by what evidence.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--in", "place", metavar="PARTNERSHIP",
    help="The community safety partnership whose review the names stand in: it says whom 'the Police' means.",
)  # fmt: skip
@click.option(
    "--file", "listed", type=click.File(encoding="utf-8-sig"), help="A file of names, one a line; - for stdin."
)
@judgements_option
@format_option
def command(
    names: tuple[str, ...], place: str | None, listed: Iterator[str] | None, judgements: tuple[Path, ...], form: str
) -> None:
    """Which body of the register each NAME means, what stands in its place today, and what speaks for it.

    Several bodies in one NAME are told apart, as in a column of addressees. A name that may mean several is ambiguous,
    and says which; one that no register knows is provisional where its form tells what it is, else unmatched.

    \b
    Example:
      dhrgraph reconcile "the Police" "NHS Liverpool CCG" "Merseyside CRC and MARAC" --in Liverpool
    """
    from dhrgraph.cli.printing import show
    from dhrgraph.config import load_config
    from dhrgraph.graph.store import Answer

    asked = [*names, *(line.strip() for line in listed or ())]
    if not any(asked):
        raise click.UsageError('no name given. For example: dhrgraph reconcile "the Police" --in Sefton')
    known = load_config(judgements=judgements).authorities
    areas = _areas(place, known)
    rows = tuple(_row(match, known) for name in asked if name for match in _matches(name, areas, known))
    show(Answer(COLUMNS, rows), form)


def _areas(place: str | None, known: Authorities) -> frozenset[str]:
    if place is None:
        return frozenset()
    found, areas = known.partnerships.resolve(place, known.register)
    if not found.codes:
        names = [known.partnerships.by_code[code].name for code in found.may_be]
        several = f" It may be {' or '.join(names)}." if names else " dhrgraph coverage --by partnership lists names."
        raise QueryError(f"no community safety partnership is called '{place}'.{several}")
    return areas


def _matches(name: str, areas: frozenset[str], known: Authorities) -> Iterator[Match]:
    from dhrgraph.reconcile.mentions.match import reconcile
    from dhrgraph.reconcile.mentions.split import split_mentions

    for mention in split_mentions(name, known.register, areas) or (name,):
        yield reconcile(mention, areas, known.register)


def _row(match: Match, known: Authorities) -> tuple[str, ...]:
    from dhrgraph.reconcile.register.succession import current

    outcome = "provisional" if match.provisional else match.outcome
    body = match.agency or "; ".join(candidate.agency for candidate in match.candidates)
    ids = match.id or "; ".join(candidate.id for candidate in match.candidates)
    today = ""
    if match.id and match.id in known.register.records and not match.collective:
        today = known.register.records[current(match.id, known.register)].label
    return (match.mention, outcome, body, ids, match.type or "", today, match.method, match.evidence)
